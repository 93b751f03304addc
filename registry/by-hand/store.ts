import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { Missing } from '../../kernel/errors.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { Verification } from '../contract.ts'
import { correctable } from '../corrections/contract.ts'
import type { recordActs } from './contract.ts'
import { columnsOf, entryOf, sameBy, type Entry, type EntryKind } from './kinds.ts'

/** Queries of records entered by hand. Names of tables and columns come from `kinds.ts`, never from outside. */

const tableOf = (kind: EntryKind) => sql.raw(`registry.${kind}`)
const namesOf = (entry: Entry) => Object.keys(columnsOf(entry)).map((name) => sql.id(name))
const rowOf = (entry: Entry) => sql`jsonb_populate_record(null::${tableOf(entry.kind)}, ${JSON.stringify(columnsOf(entry))}::jsonb)`

/** Whoever enters for one person at the same time comes one after the other: neither sees the other's row otherwise. */
export const oneAtATime = (db: Tx, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`registry.record ${id}`}, 0))`.execute(db)

export const getPersonBorn = async (db: Tx, personId: string): Promise<{ placeCode: string; birthDate: PlainDate }> => {
  const person = await db.selectFrom('registry.person').select(['placeCode', 'birthDate']).where('id', '=', personId).where('survivorId', 'is', null).executeTakeFirst()
  if (!person) throw new Missing()
  return person
}

/** Whether the person has the same thing already, apart from this row. */
export const isKnown = async (db: Tx, personId: string, entry: Entry, apart: string | null): Promise<boolean> => {
  const same = sql.join(sameBy[entry.kind].map((column) => sql`r.${sql.id(column)} is not distinct from n.${sql.id(column)}`), sql` and `)
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from ${tableOf(entry.kind)} r, ${rowOf(entry)} n where r.person_id = ${personId} and r.withdrawn_on is null and r.id is distinct from ${apart}::uuid and ${same}) as known`.execute(db)
  return rows[0]?.known === true
}

export interface Told {
  source: string
  asOf: PlainDate
}

export const insertRecord = async (db: Tx, personId: string, placeCode: string, entry: Entry, { source, asOf }: Told): Promise<Id<'record'>> => {
  const names = sql.join(namesOf(entry))
  const { rows } = await sql<{ id: Id<'record'> }>`
    insert into ${tableOf(entry.kind)} (person_id, place_code, source, as_of, verification, created_by, ${names})
    select ${personId}, ${placeCode}, ${source}, ${asOf}, 'declared', kernel.actor(), ${names} from ${rowOf(entry)} returning id`.execute(db)
  const made = rows[0]
  if (!made) throw new Missing()
  return made.id
}

export interface Standing {
  personId: Id<'person'>
  verification: Verification
  createdBy: string | null
  withdrawnOn: PlainDate | null
  /** Who amended it last, if anybody has. */
  amendedBy: string | null
}

export const getStanding = async (db: Tx, kind: EntryKind, id: string): Promise<Standing> => {
  const { rows } = await sql<Standing>`
    select r.person_id, r.verification, r.created_by, r.withdrawn_on,
      (select f.changed_by from registry.former_fact f where f.row_id = r.id and f.act = 'amended' order by f.known_to desc limit 1) as amended_by
    from ${tableOf(kind)} r where r.id = ${id}`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}

export type Act = 'amended' | 'verified' | 'withdrawn'
/** Keeps the row as it stands, with who changes it why. */
const keep = (db: Tx, kind: EntryKind, id: string, act: Act, reason: string) =>
  sql`insert into registry.former_fact (person_id, place_code, record, row_id, said, act, reason, changed_by, known_from)
    select r.person_id, r.place_code, ${kind}, r.id, to_jsonb(r), ${act}, ${reason}, kernel.actor(),
      coalesce((select max(f.known_to) from registry.former_fact f where f.row_id = r.id), uuid_extract_timestamp(r.id), r.as_of::timestamp at time zone 'Asia/Shanghai')
    from ${tableOf(kind)} r where r.id = ${id}`.execute(db)

export const amend = async (db: Tx, id: string, entry: Entry, { source, asOf }: Told, reason: string): Promise<void> => {
  await keep(db, entry.kind, id, 'amended', reason)
  const changes = sql.join(namesOf(entry).map((name) => sql`${name} = n.${name}`))
  await sql`update ${tableOf(entry.kind)} r set ${changes}, source = ${source}, as_of = ${asOf}, verification = 'declared' from ${rowOf(entry)} n where r.id = ${id}`.execute(db)
}

export const verify = async (db: Tx, kind: EntryKind, id: string, document: string, { source, asOf }: Told): Promise<void> => {
  await keep(db, kind, id, 'verified', document)
  await sql`update ${tableOf(kind)} set verification = 'verified', source = ${source}, as_of = ${asOf} where id = ${id}`.execute(db)
}

export const withdraw = async (db: Tx, kind: EntryKind, id: string, reason: string, on: PlainDate): Promise<void> => {
  await keep(db, kind, id, 'withdrawn', reason)
  await sql`update ${tableOf(kind)} set withdrawn_on = ${on} where id = ${id}`.execute(db)
}

/** Accounts that entered or amended the record, the people behind them, and the person himself: none of them verifies it. */
export const handsOf = (db: Tx, { personId, createdBy, amendedBy }: Standing, on: PlainDate): Promise<readonly string[]> =>
  withHouseEyes(db, on, async () => {
    const accounts = [createdBy, amendedBy].flatMap((id) => (id === null ? [] : [id]))
    const { rows } = await sql<{ personId: string | null }>`select person_id from kernel.account where id = any(${sql.val(accounts)}::uuid[])`.execute(db)
    return [personId, ...accounts, ...rows.flatMap((row) => (row.personId === null ? [] : [row.personId]))]
  })

type Values = Readonly<Record<string, unknown>>
export const getRecordPage = async (db: Tx, kind: EntryKind, id: string) => {
  const { rows } = await sql<{ said: Values; source: string; asOf: PlainDate; verification: Verification; byHand: boolean; withdrawnOn: PlainDate | null }>`
    select to_jsonb(r) || case when to_jsonb(r) ? 'amount_fen' then jsonb_build_object('amount_fen', to_jsonb(r) ->> 'amount_fen') else '{}' end as said,
      r.source, r.as_of, r.verification, r.created_by is not null as by_hand, r.withdrawn_on
    from ${tableOf(kind)} r where r.id = ${id}`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  const former = await sql<{ said: Readonly<Record<string, string | null>>; act: keyof typeof recordActs; reason: string; at: string }>`
    select (select jsonb_object_agg(v.key, v.value) from jsonb_each_text(f.said) v) as said, f.act, coalesce(f.reason, c.outcome, '') as reason, to_char(f.known_to at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
    from registry.former_fact f left join registry.correction c on c.id = f.correction_id where f.record = ${kind} and f.row_id = ${id} order by f.known_to desc`.execute(db)
  const { said, ...shown } = found
  const labels = [...Object.entries<string>(correctable[kind].fields), ['source', '来源'], ['as_of', '截至日期']] as const
  const changes = former.rows.map(({ said: before, ...change }) => ({ ...change, before: labels.flatMap(([field = '', label = '']) => (before[field] == null ? [] : [{ label, value: before[field] }])) }))
  return { entry: entryOf(kind, said), ...shown, changes }
}
