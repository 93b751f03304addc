import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kernel/db/database.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { DeliveryState } from './contract.ts'
import { rowPlace } from './receive.ts'
import { runRows, type FeedContext, type FeedRow, type RowOutcome } from './run-rows.ts'
import * as store from './store.ts'
import { writeAs } from './write.ts'

/** A row out of the quarantine: read again as it is, as it was corrected, or about the person whom a clerk has named. */

const Kept = z.object({ cells: z.record(z.string(), z.string()), formulas: z.array(z.string()) })
/** The row as it came. */
export const openRow = (row: { deliveryId: string; rowNumber: number; sealed: Buffer | null }): FeedRow => (row.sealed === null ? { cells: {}, formulas: [] } : Kept.parse(JSON.parse(houseSealer().open(rowPlace(row.deliveryId, row.rowNumber), row.sealed))))

export const contextOf = async (db: Tx, deliveryId: string, today: PlainDate): Promise<FeedContext & { state: DeliveryState }> => {
  const delivery = await store.lockDelivery(db, deliveryId)
  const source = await store.getSourceForWork(db, delivery.sourceId)
  return { sourceId: source.id, source: source.name, kind: source.kind, placeCode: source.placeCode, mapping: source.mapping, deliveryId, asOf: delivery.asOf, today, state: delivery.state }
}

export const words: Record<'new' | 'changed' | 'unchanged', string> = { new: '已新增', changed: '已写入改动', unchanged: '与库中一致，没有改动' }

/** The sentence of why it still cannot be written. */
export const whyNot = (outcome: RowOutcome): string | undefined => ('reason' in outcome ? outcome.problems.map(({ column, problem }) => (column === '' ? problem : `${column}：${problem}`)).join('；') : undefined)

export const runOne = async (db: Tx, context: FeedContext, row: FeedRow): Promise<RowOutcome> => {
  await writeAs(db, context.sourceId)
  const [outcome] = await runRows(db, context, [row])
  if (!outcome) throw new Error('a row has no outcome')
  return outcome
}

export const settle = async (db: Tx, rowId: string, outcome: string, { by, today }: { by: string | undefined; today: PlainDate }, state: 'settled' | 'dropped' = 'settled'): Promise<void> => {
  await db.updateTable('registry.feedRow').set({ state, outcome, settledBy: by ?? null, settledOn: today, sealed: null }).where('id', '=', rowId).execute()
}

/** All open rows of a delivery once more, after the mapping was mended or people were registered. */
export const rerunOpen = async (db: Tx, context: FeedContext, by: string | undefined): Promise<{ settled: number; open: number }> => {
  const rows = await store.openRowsOf(db, context.deliveryId)
  await writeAs(db, context.sourceId)
  const outcomes = await runRows(db, context, rows.map(({ rowNumber, sealed }) => openRow({ deliveryId: context.deliveryId, rowNumber, sealed })))
  let settled = 0
  for (const [index, { id }] of rows.entries()) {
    const outcome = outcomes[index]
    if (!outcome) continue
    if ('outcome' in outcome) {
      settled++
      await settle(db, id, `按对照表重读：${words[outcome.outcome]}`, { by, today: context.today })
    } else await db.updateTable('registry.feedRow').set({ reason: outcome.reason, problems: JSON.stringify(outcome.problems) }).where('id', '=', id).execute()
  }
  return { settled, open: rows.length - settled }
}

/**
 * Takes a delivery back: rows that it added go, rows that it changed are what they were. False, with nothing done, when one of them was changed since by
 * somebody else.
 */
export const takeBack = async (db: Tx, deliveryId: string): Promise<number | false> => {
  const { rows: changes } = await sql<{ record: string; rowId: string; before: unknown }>`
    select distinct on (record, row_id) record, row_id, before from registry.feed_change where delivery_id = ${deliveryId} and not undone order by record, row_id, id`.execute(db)
  for (const record of new Set(changes.map(({ record: name }) => name))) {
    const mine = changes.filter((change) => change.record === record)
    const ids = JSON.stringify(mine.map(({ rowId }) => rowId))
    const table = sql.raw(record)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from registry.${table} r join registry.feed_delivery d on d.id = ${deliveryId} join registry.feed_source s on s.id = d.source_id
      where r.id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb)) and r.delivery_id = ${deliveryId} and r.source = s.name and r.verification = 'verified'`.execute(db)
    if (rows[0]?.n !== mine.length) return false
  }
  await sql`select set_config('app.feed_undo', ${deliveryId}, true)`.execute(db)
  for (const { record, rowId, before } of changes) {
    const table = sql.raw(record)
    if (before === null) await sql`delete from registry.${table} where id = ${rowId}`.execute(db)
    else await giveBack(db, record, rowId, before)
  }
  await sql`select set_config('app.feed_undo', '', true)`.execute(db)
  await sql`update registry.feed_change set undone = true where delivery_id = ${deliveryId}`.execute(db)
  return changes.length
}

const giveBack = async (db: Tx, record: string, rowId: string, before: unknown): Promise<void> => {
  const { rows } = await sql<{ set: string }>`
    select string_agg(format('%1$I = n.%1$I', attname), ', ') as set from pg_attribute where attrelid = ${`registry.${record}`}::regclass and attnum > 0 and not attisdropped and attname not in ('id', 'person_id', 'place_code')`.execute(db)
  await sql`update registry.${sql.raw(record)} r set ${sql.raw(rows[0]?.set ?? '')} from jsonb_populate_record(null::registry.${sql.raw(record)}, ${JSON.stringify(before)}::jsonb) n where r.id = ${rowId}`.execute(db)
}
