import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { openDatabase, type Database, type Tx } from '../kernel/db/database.ts'
import type { Handler } from '../kernel/implement.ts'
import { runList } from '../kernel/list.ts'
import type { Actor } from '../kernel/org/actor.ts'
import { hintOf, houseSealer, type Sealer } from '../kernel/seal/seal.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { handlers } from '../server/modules.ts'
import { listPeople } from '../registry/contract.ts'
import { z } from 'zod'
import { percentile } from './workbench.ts'

const rounds = 60
const page = 50
const Page = z.object({ rows: z.array(z.looseObject({ id: z.string() })) })

interface Asked {
  desk: string
  filters: Record<string, unknown>
  sort: string
}

/**
 * What safety costs: the same list of fifty people by the same transaction, asked of the database as the product does it (row security for everybody, numbers sealed) and as its
 * superuser, whom no row security binds, over a copy of the numbers in plain text. Turn by turn, so that what else the machine does falls on both. `opened`: besides, identity
 * number and telephone of the fifty are opened (or read from the copy) and cut to their last four.
 */
export async function* benchSafety(database: Database, adminUrl: string, today: PlainDate) {
  const url = new URL(adminUrl)
  url.pathname = `/${database.address.name}`
  const bare = openDatabase({ name: database.address.name, url: () => url.href }, { connections: 2 })
  try {
    await keepPlain(bare, today)
    for (const scope of ['9801', '980102', '980101001']) {
      for (const asked of [{ filters: {}, sort: 'number' }, { filters: {}, sort: 'name' }, { filters: { search: '王' }, sort: 'number' }]) {
        yield await compare(database, bare, today, { desk: scope, ...asked })
      }
    }
  } finally {
    await bare.close()
  }
}

interface SealedNumbers {
  id: string
  document: Buffer
  phone: Buffer | null
}

const opened = (sealer: Sealer, row: SealedNumbers, column: 'document' | 'phone'): string | null => {
  const value = row[column]
  return value === null ? null : sealer.open({ table: 'registry.person', column, row: row.id }, value)
}

/** Everybody's numbers once more, unsealed, for the side without safety. */
const keepPlain = (bare: Database, today: PlainDate): Promise<void> =>
  bare.asSystem(today, async (db) => {
    const sealer = houseSealer()
    const { rows } = await sql<SealedNumbers>`select id, document_sealed as document, phone_sealed as phone from registry.person`.execute(db)
    await sql`create table public.plain_person (id uuid primary key, document text not null, phone text)`.execute(db)
    await sql`insert into public.plain_person select * from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map((row) => opened(sealer, row, 'document'))}::text[],
      ${rows.map((row) => opened(sealer, row, 'phone'))}::text[])`.execute(db)
    await sql`analyze public.plain_person`.execute(db)
  })

const compare = async (safe: Database, bare: Database, today: PlainDate, { desk, filters, sort }: Asked) => {
  const actor: Actor = { accountId: randomUUID() as Id<'account'>, name: '测速', role: 'talentOffice', scope: desk, department: undefined, personId: undefined, employerId: undefined }
  const handler = handlers.find(({ declaration }) => declaration.name === listPeople.name)
  if (handler?.kind !== 'list') throw new Error('the registry lists its people')
  const ask = (database: Database, look: Look) => timed(() => database.as({ actor, today }, (db) => lookUp({ db, database, actor, today, handler, wire: { filters, sort, limit: page } }, look)))
  const times: Record<'bare' | 'safe' | 'bareOpened' | 'safeOpened', number[]> = { bare: [], safe: [], bareOpened: [], safeOpened: [] }
  for (let turn = -5; turn < rounds; turn++) {
    const one = { bare: await ask(bare, none), safe: await ask(safe, none), bareOpened: await ask(bare, plain), safeOpened: await ask(safe, sealed) }
    // The first turns plan the statements and fill the caches.
    if (turn >= 0) for (const name of ['bare', 'safe', 'bareOpened', 'safeOpened'] as const) times[name].push(one[name])
  }
  const median = (of: number[]): number => percentile(of.toSorted((a, b) => a - b), 0.5)
  const slower = (a: number[], b: number[]): number => Math.round((medianOf(b) / medianOf(a) - 1) * 1000) / 10
  return {
    desk, ...filters, sort, bareMs: median(times.bare), safeMs: median(times.safe), slowerPercent: slower(times.bare, times.safe),
    bareOpenedMs: median(times.bareOpened), safeOpenedMs: median(times.safeOpened), slowerOpenedPercent: slower(times.bareOpened, times.safeOpened),
  }
}

const medianOf = (of: readonly number[]): number => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0

const timed = async (body: () => Promise<void>): Promise<number> => {
  const began = performance.now()
  await body()
  return performance.now() - began
}

interface Question {
  db: Tx
  database: Database
  actor: Actor
  today: PlainDate
  handler: Handler & { kind: 'list' }
  wire: unknown
}
type Look = (db: Tx, ids: readonly string[]) => Promise<readonly (string | null)[]>

const lookUp = async ({ handler, wire, ...context }: Question, look: Look): Promise<void> => {
  const { rows } = Page.parse(await runList({ ...context, requestId: 'bench' }, handler, wire))
  if (rows.length === 0) throw new Error('the list of the bench is empty')
  const hints = await look(context.db, rows.map(({ id }) => id))
  if (hints.length > 0 && hints.length !== rows.length * 2) throw new Error('the numbers of some are missing')
}

const none: Look = async () => []

const plain: Look = async (db, ids) => {
  const { rows } = await sql<{ document: string; phone: string | null }>`select document, phone from public.plain_person where id = any(${sql.val([...ids])}::uuid[])`.execute(db)
  return rows.flatMap(({ document, phone }) => [hintOf(document), phone === null ? null : hintOf(phone)])
}

const sealed: Look = async (db, ids) => {
  const sealer = houseSealer()
  const { rows } = await sql<SealedNumbers>`select id, document_sealed as document, phone_sealed as phone from registry.person where id = any(${sql.val([...ids])}::uuid[])`.execute(db)
  return rows.flatMap((row) => [opened(sealer, row, 'document'), opened(sealer, row, 'phone')]).map((number) => (number === null ? null : hintOf(number)))
}
