import { sql } from 'kysely'
import type { Database, Tx } from '../../kernel/db/database.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { readSheet, SheetRefusal, type SheetRow } from '../../kernel/sheets/index.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { bare, type Cells } from './mapping.ts'
import { feedLimits, filePlace, rowPlace } from './receive.ts'
import { runRows, type FeedContext, type FeedRow, type RowOutcome } from './run-rows.ts'
import * as store from './store.ts'
import { writeAs } from './write.ts'

const CHUNK = 500

interface Numbered extends FeedRow {
  readonly rowNumber: number
}

/**
 * Reads a delivery, a chunk a transaction; what a chunk has written and how far it came commit together, so that a job that was killed goes on where it
 * stopped and no row is read twice. The whole file is taken apart before the first row is written: one over the limits leaves nothing.
 */
export const readDelivery = async (database: Database, today: PlainDate, deliveryId: string): Promise<void> => {
  const begun = await database.asSystem(today, async (db) => {
    const delivery = await db.selectFrom('registry.feedDelivery').select(['sourceId', 'fileSealed', 'asOf', 'readRows', 'placeCode', 'before']).where('id', '=', deliveryId).where('state', '=', 'reading').forUpdate().executeTakeFirst()
    if (!delivery?.fileSealed) return undefined
    const source = await store.getSourceForWork(db, delivery.sourceId)
    if (delivery.before === null) await db.updateTable('registry.feedDelivery').set({ before: JSON.stringify(await store.countRecords(db, source.kind, source.placeCode)) }).where('id', '=', deliveryId).execute()
    return { source, bytes: houseSealer().openBytes(filePlace(deliveryId), delivery.fileSealed), asOf: delivery.asOf, done: delivery.readRows }
  })
  if (!begun) return
  const { source, bytes, asOf } = begun
  const context: FeedContext = { sourceId: source.id, source: source.name, kind: source.kind, placeCode: source.placeCode, mapping: source.mapping, deliveryId, asOf, today }
  try {
    const rows = await rowsOf(bytes, context)
    for (let done = begun.done; done < rows.length; done += CHUNK) {
      const mine = await database.asSystem(today, (db) => readChunk(db, context, rows.slice(done, done + CHUNK), done))
      // Another worker has this delivery, or it was taken back.
      if (!mine) return
    }
    await database.asSystem(today, async (db) => {
      await db
        .updateTable('registry.feedDelivery')
        .set({ state: 'done', fileSealed: null, after: JSON.stringify(await store.countRecords(db, source.kind, source.placeCode)), endedAt: new Date().toISOString() })
        .where('id', '=', deliveryId)
        .where('state', '=', 'reading')
        .execute()
    })
  } catch (error) {
    if (!(error instanceof SheetRefusal)) throw error
    const { message } = error
    await database.asSystem(today, (db) => db.updateTable('registry.feedDelivery').set({ state: 'failed', message, fileSealed: null, endedAt: new Date().toISOString() }).where('id', '=', deliveryId).where('state', '=', 'reading').execute())
  }
}

/** Cells by head; heads that the mapping needs and the file has not make the whole file unreadable. */
const rowsOf = async (bytes: Buffer, { mapping }: FeedContext): Promise<Numbered[]> => {
  const [head, ...lines] = await Array.fromAsync(readSheet(bytes, feedLimits))
  if (!head) throw new SheetRefusal('文件是空的')
  const heads = head.cells.map(bare)
  const missing = Object.values(mapping.columns).filter((column) => !heads.includes(bare(column)))
  const columns = Object.values(mapping.columns).length
  if (missing.length === columns) throw new SheetRefusal(`第 ${head.row} 行应为表头，没有一列与对照表相符：请核对是不是送错了来源`)
  if (lines.length === 0) throw new SheetRefusal('文件里只有表头，没有数据')
  return lines.map((line) => ({ rowNumber: line.row, ...cellsOf(heads, line) }))
}

export const cellsOf = (heads: readonly string[], { cells, formulas }: SheetRow): FeedRow => ({
  cells: Object.fromEntries(heads.flatMap((head, index): [string, string][] => (head === '' ? [] : [[head, cells[index] ?? '']]))),
  formulas: (formulas ?? []).flatMap((column) => heads[column] ?? []),
})

const readChunk = async (db: Tx, context: FeedContext, rows: readonly Numbered[], expected: number): Promise<boolean> => {
  const delivery = await store.lockDelivery(db, context.deliveryId)
  if (delivery.state !== 'reading' || delivery.readRows !== expected) return false
  await writeAs(db, context.sourceId)
  const outcomes = await runRows(db, context, rows)
  await keepQuarantined(db, context, rows, outcomes)
  const count = (wanted: string): number => outcomes.filter((one) => 'outcome' in one && one.outcome === wanted).length
  const [news, changed, unchanged] = [count('new'), count('changed'), count('unchanged')]
  await sql`update registry.feed_delivery set read_rows = read_rows + ${rows.length}, new_rows = new_rows + ${news}, changed_rows = changed_rows + ${changed}, unchanged_rows = unchanged_rows + ${unchanged},
    quarantined_rows = quarantined_rows + ${rows.length - news - changed - unchanged} where id = ${context.deliveryId}`.execute(db)
  return true
}

/** A row that waits already, of this delivery or an earlier one, does not wait twice. */
const keepQuarantined = async (db: Tx, { deliveryId, sourceId, placeCode }: FeedContext, rows: readonly Numbered[], outcomes: readonly RowOutcome[]): Promise<void> => {
  const sealer = houseSealer()
  const kept = rows.flatMap(({ rowNumber, cells, formulas }, index) => {
    const outcome = outcomes[index]
    if (!outcome || !('reason' in outcome)) return []
    return [{ rowNumber, reason: outcome.reason, problems: outcome.problems, hash: rowHash(cells).toString('hex'), sealed: sealer.seal(rowPlace(deliveryId, rowNumber), JSON.stringify({ cells, formulas })).toString('hex') }]
  })
  if (kept.length === 0) return
  await sql`
    insert into registry.feed_row (delivery_id, source_id, place_code, row_number, row_hash, reason, problems, sealed, state)
    select ${deliveryId}, ${sourceId}, ${placeCode}, r."rowNumber", decode(r.hash, 'hex'), r.reason, r.problems, decode(r.sealed, 'hex'), 'open'
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as r("rowNumber" int, reason text, problems jsonb, hash text, sealed text)
    on conflict (source_id, row_hash) where state = 'open' do nothing`.execute(db)
}

export const rowHash = (cells: Cells): Buffer => houseSealer().index('registry.feed_row', JSON.stringify(Object.entries(cells).toSorted(([a], [b]) => (a < b ? -1 : 1))))
