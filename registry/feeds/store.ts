import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { DeliveryRow, DeliveryState, FeedSourceRow, QuarantineReason, QuarantineRow, RowState } from './contract.ts'
import type { FeedKind } from './kinds.ts'
import { Mapping } from './mapping.ts'

/** Queries of sources, deliveries and the quarantine. */

const lastDay = sql<PlainDate | null>`(select max((d.created_at at time zone 'Asia/Shanghai')::date) from registry.feed_delivery d where d.source_id = s.id and d.state in ('reading', 'done'))`
const dueOn = sql<PlainDate>`(coalesce(${lastDay}, s.opened_on) + s.every_days)`

export const sources = (db: Tx) =>
  db
    .selectFrom('registry.feedSource as s')
    .innerJoin('kernel.place as l', 'l.code', 's.placeCode')
    .select([
      sql<Id<'feedSource'>>`s.id`.as('id'), 's.code', sql<FeedKind>`s.kind`.as('kind'), 's.name', 'l.name as placeName', 's.everyDays', lastDay.as('lastDay'), dueOn.as('dueOn'),
      sql<number>`greatest(0, kernel.today() - ${dueOn})`.as('lateDays'),
      sql<number>`(select count(*)::int from registry.feed_row r where r.source_id = s.id and r.state = 'open')`.as('openRows'),
    ])

export const getSource = async (db: Tx, sourceId: string): Promise<FeedSourceRow> => {
  const source = await sources(db).where('s.id', '=', sourceId).executeTakeFirst()
  if (!source) throw new Missing()
  return source
}

export interface SourceForWork {
  id: string
  name: string
  kind: FeedKind
  placeCode: string
  mapping: Mapping
}

export const getSourceForWork = async (db: Tx, sourceId: string): Promise<SourceForWork> => {
  const row = await db.selectFrom('registry.feedSource').select(['id', 'name', sql<FeedKind>`kind`.as('kind'), 'placeCode', 'mapping']).where('id', '=', sourceId).executeTakeFirst()
  if (!row) throw new Missing()
  return { ...row, mapping: Mapping.parse(row.mapping) }
}

export const keysOf = async (db: Tx, sourceId: string) =>
  db.selectFrom('registry.feedKey').select([sql<Id<'feedKey'>>`id`.as('id'), 'hint', 'issuedAt', 'revokedAt', 'lastUsedAt']).where('sourceId', '=', sourceId).orderBy('id', 'desc').execute()

export const deliveries = (db: Tx) =>
  db
    .selectFrom('registry.feedDelivery as d')
    .innerJoin('registry.feedSource as s', 's.id', 'd.sourceId')
    .select([
      sql<Id<'feedDelivery'>>`d.id`.as('id'), 'd.number', 's.name as sourceName', sql<DeliveryRow['channel']>`d.channel`.as('channel'), 'd.fileName', 'd.asOf', sql<DeliveryState>`d.state`.as('state'),
      'd.readRows', 'd.newRows', 'd.changedRows', 'd.unchangedRows', 'd.quarantinedRows', sql<number>`(select count(*)::int from registry.feed_row r where r.delivery_id = d.id and r.state = 'open')`.as('openRows'), 'd.message', 'd.createdAt',
    ])

export const getDeliveryRow = async (db: Tx, deliveryId: string) => {
  const delivery = await deliveries(db).select([sql<Id<'feedSource'>>`d.source_id`.as('sourceId'), 'd.before', 'd.after']).where('d.id', '=', deliveryId).executeTakeFirst()
  if (!delivery) throw new Missing()
  return delivery
}

export const lockDelivery = async (db: Tx, deliveryId: string) => {
  const delivery = await db.selectFrom('registry.feedDelivery').select(['id', 'sourceId', 'number', 'placeCode', 'readRows', 'asOf', sql<DeliveryState>`state`.as('state')]).where('id', '=', deliveryId).forUpdate().executeTakeFirst()
  if (!delivery) throw new Missing()
  return delivery
}

export const quarantine = (db: Tx) =>
  db
    .selectFrom('registry.feedRow as r')
    .innerJoin('registry.feedDelivery as d', 'd.id', 'r.deliveryId')
    .innerJoin('registry.feedSource as s', 's.id', 'r.sourceId')
    .select([
      sql<Id<'feedRow'>>`r.id`.as('id'), 'd.number', 's.name as sourceName', 'r.rowNumber', sql<QuarantineReason>`r.reason`.as('reason'), sql<QuarantineRow['problems']>`r.problems`.as('problems'),
      sql<RowState>`r.state`.as('state'), 'r.outcome',
    ])

export const lockRow = async (db: Tx, rowId: string) => {
  const row = await db.selectFrom('registry.feedRow').select(['id', 'deliveryId', 'sourceId', 'rowNumber', 'sealed', sql<RowState>`state`.as('state')]).where('id', '=', rowId).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export const openRowsOf = (db: Tx, deliveryId: string) =>
  db.selectFrom('registry.feedRow').select(['id', 'rowNumber', 'sealed']).where('deliveryId', '=', deliveryId).where('state', '=', 'open').orderBy('rowNumber').forUpdate().execute()

export const reasonsOf = async (db: Tx, deliveryId: string) =>
  (await sql<{ reason: QuarantineReason; rows: number; open: number }>`
    select reason, count(*)::int as rows, (count(*) filter (where state = 'open'))::int as open from registry.feed_row where delivery_id = ${deliveryId} group by reason order by 2 desc, 1`.execute(db)).rows

/** Whom the delivery reached, and who of them is due something else now. */
export const peopleOf = async (db: Tx, deliveryId: string): Promise<{ peopleTouched: number; entitlementsChanged: number }> => {
  const { rows } = await sql<{ peopleTouched: number; entitlementsChanged: number }>`
    select count(*)::int as people_touched, (count(*) filter (where f.due <> array(select e.edition_id::text from pub.entitlement e where e.subject_id = f.person_id order by 1)))::int as entitlements_changed
    from registry.feed_due f where f.delivery_id = ${deliveryId}`.execute(db)
  return rows[0] ?? { peopleTouched: 0, entitlementsChanged: 0 }
}

/** Ids of employers by credit code. */
export const findEmployers = async (db: Tx, codes: readonly string[]): Promise<Map<string, string>> => {
  if (codes.length === 0) return new Map()
  const rows = await db.selectFrom('registry.employer').select(['id', 'creditCode']).where('creditCode', 'in', [...new Set(codes)]).execute()
  return new Map(rows.map(({ id, creditCode }) => [creditCode, id]))
}

/** How many rows of each record that a kind may write lie in the source's place. */
export const countRecords = async (db: Tx, kind: FeedKind, placeCode: string): Promise<Record<string, number>> => {
  const records = await db.selectFrom('registry.feedRecord').select(['record', 'fact']).where('kind', '=', kind).execute()
  const counts: Record<string, number> = {}
  for (const { record, fact } of records) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from registry.${sql.raw(record)} r where starts_with(r.place_code, ${placeCode}) ${fact === '' ? sql`` : sql`and r.fact = ${fact}`}`.execute(db)
    counts[fact === '' ? record : fact] = rows[0]?.n ?? 0
  }
  return counts
}

export const getKey = async (db: Tx, keyId: string) => {
  const key = await db.selectFrom('registry.feedKey').select(['id', 'revokedAt']).where('id', '=', keyId).forUpdate().executeTakeFirst()
  if (!key) throw new Missing()
  return key
}

/** By the number that people read; a record that was merged answers with the one that stays. */
export const findByNumber = async (db: Tx, number: string): Promise<{ id: string; placeCode: string } | undefined> => {
  const { rows } = await sql<{ id: string; placeCode: string }>`
    select s.id, s.place_code from registry.person p join registry.person s on s.id = coalesce(p.survivor_id, p.id) where p.number = ${number.toUpperCase()}`.execute(db)
  return rows[0]
}

/** By its own count; what it wrote in detail is kept for a year. */
export const wroteSomething = async (db: Tx, deliveryId: string): Promise<boolean> =>
  (await db.selectFrom('registry.feedDelivery').select('id').where('id', '=', deliveryId).where(({ eb }) => eb(eb('newRows', '+', eb.ref('changedRows')), '>', 0)).executeTakeFirst()) !== undefined
