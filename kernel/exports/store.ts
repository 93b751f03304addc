import { randomInt, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { houseSealer, type SealedPlace } from '../seal/seal.ts'
import { roles } from '../org/roles.ts'
import type { Actor } from '../org/actor.ts'
import type { Id, Instant, PlainDate } from '../types.ts'
import type { Desk, ExportState, Purpose } from './contract.ts'

export const filtersPlace = (id: string): SealedPlace => ({ table: 'kernel.list_export', column: 'filters', row: id })

export const stateOf = (today: PlainDate) => sql<ExportState>`case when e.state <> 'granted' then e.state when e.fetch_until < ${today}::date then 'expired' when f.fetched >= e.fetches then 'used' else 'ready' end`

export const exportRows = (db: Tx, today: PlainDate) =>
  db
    .selectFrom('kernel.listExport as e')
    .innerJoinLateral(
      (eb) => eb.selectFrom('kernel.exportFetch as x').whereRef('x.exportId', '=', 'e.id').select(sql<number>`count(*)::int`.as('fetched')).as('f'),
      (join) => join.onTrue(),
    )
    .select([
      sql<Id<'listExport'>>`e.id`.as('id'),
      'e.number',
      'e.listLabel',
      sql<Purpose>`e.purpose`.as('purpose'),
      'e.reason',
      'e.serves',
      'e.accountName',
      'e.office',
      'e.rowsAsked',
      sql<Instant>`e.asked_at`.as('askedAt'),
      stateOf(today).as('state'),
      'e.decidedByName',
      'e.decision',
      sql<PlainDate | null>`e.fetch_until`.as('fetchUntil'),
      'f.fetched',
      'e.fetches',
    ])

export const findExport = (db: Tx, today: PlainDate, id: string) => exportRows(db, today).where('e.id', '=', id).select(['e.list', 'e.accountId', 'e.filtersSealed', 'e.heads', 'e.mark', 'e.keepDays', 'e.role', 'e.placeCode', sql<Desk>`e.desk`.as('desk')]).executeTakeFirst()

export const filtersOf = (id: string, sealed: Uint8Array): Record<string, unknown> => Object(JSON.parse(houseSealer().open(filtersPlace(id), sealed)))

export const ruleInForce = (db: Tx) =>
  db
    .selectFrom('kernel.exportRule')
    .select(['rowsFree', 'days', 'fetches', 'keepDays', 'document', 'setByName', sql<Instant>`set_at`.as('setAt')])
    .orderBy('setAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()

/** Place, department and duty as they stand on the file; who has no place is of the whole city. */
export const officeOf = async (db: Tx, { role, scope, department }: Actor): Promise<{ office: string; placeCode: string }> => {
  const { rows } = await sql<{ code: string; name: string; department: string | null }>`
    select p.code, p.name, (select d.name from kernel.department d where d.code = ${department ?? null}) as department
    from kernel.place p where ${scope ?? null}::text is null and p.level = 'city' or p.code = ${scope ?? null}`.execute(db)
  const [place] = rows
  if (!place) throw new Error('the city has no place of its own')
  const duty = Object.entries(roles).find(([one]) => one === role)?.[1] ?? role
  return { office: `${place.name}${place.department ?? ''} ${duty}`, placeCode: place.code }
}

interface Asked {
  list: string
  listLabel: string
  filters: Record<string, unknown>
  heads: readonly string[]
  purpose: Purpose
  reason: string
  serves: string | null
  accountId: string
  accountName: string
  role: string
  desk: Desk
  rowsAsked: number
  rule: { days: number; fetches: number; keepDays: number }
  office: { office: string; placeCode: string }
  state: 'waiting' | 'granted'
  fetchUntil: PlainDate | null
}
export const insertExport = async (db: Tx, today: PlainDate, { filters, rule, office, heads, ...asked }: Asked): Promise<{ id: Id<'listExport'>; number: string }> => {
  const id = randomUUID() as Id<'listExport'>
  const { number } = await db
    .insertInto('kernel.listExport')
    .values({
      id,
      number: sql<string>`kernel.next_number(${`DC${today.slice(0, 4)}`}, 6)`,
      mark: BigInt(randomInt(0, 2 ** 32)),
      filtersSealed: houseSealer().seal(filtersPlace(id), JSON.stringify(filters)),
      heads: [...heads],
      ...asked,
      ...rule,
      ...office,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  return { id, number }
}

export const takings = async (db: Tx, exportId: string) => {
  const rows = await db
    .selectFrom('kernel.exportFetch')
    .select(['id', sql<Instant>`begun_at`.as('begunAt'), sql<boolean>`finished_at is not null`.as('finished'), 'rows', sql<string | null>`encode(sha256, 'hex')`.as('sha256'), sql<PlainDate>`keep_until`.as('keepUntil')])
    .where('exportId', '=', exportId)
    .orderBy('begunAt')
    .execute()
  return rows
}
