import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { auditRow } from '../audit/audit.ts'
import { addDays } from '../calendar/plain-date.ts'
import type { Database, Tx } from '../db/database.ts'
import { Missing, Refusal } from '../errors.ts'
import type { Actor } from '../org/actor.ts'
import { houseKeys } from '../seal/seal.ts'
import type { CellValue } from '../sheets/write-sheets.ts'
import type { PlainDate } from '../types.ts'
import { exportCan, fetchRefusals, purposes, type Purpose } from './contract.ts'
import type { Exportable } from './exportable.ts'
import { bannerOf, numberHead } from './face.ts'
import { markText } from './mark.ts'
import { inOrder, orderOf } from './order.ts'
import * as store from './store.ts'
import { markKey, orderKey } from './trace.ts'

interface Call {
  actor: Actor
  today: PlainDate
  requestId: string
}
/** A fetch under way: counted before the first byte, so that one which is broken off counts as well. */
export interface Taking {
  fetchId: string
  number: string
  mark: number
  purpose: Purpose
  filters: Record<string, unknown>
  banner: string
}

/** How much more than was asked for may leave: records come in by the day. */
const growth = 1.2

/** Whether this actor asks for this list under a purpose. The talent takes his own record away, to which he has a right; what is public is free. */
export const needsPurpose = (wanted: Pick<Exportable, 'open'>, actor: Actor): boolean => !wanted.open && actor.role !== 'talent' && actor.role !== 'public'

/** Begins a fetch, or refuses with one of `fetchRefusals`; the refusal stands in the audit trail. */
export const takeExport = async (database: Database, call: Call, wanted: Exportable, exportId: string | undefined): Promise<Taking> => {
  try {
    return await database.as(call, (db) => begin(database, db, call, wanted, exportId))
  } catch (error) {
    if (error instanceof Refusal) await database.as(call, (db) => auditRow(db, call, { verb: `${wanted.name}.export`, outcome: 'refused', code: error.code, subject: exportId ? { exportId } : {} }))
    throw error
  }
}

const no = (code: keyof typeof fetchRefusals): never => {
  throw new Refusal(code, fetchRefusals[code])
}

const begin = async (database: Database, db: Tx, { actor, today, requestId }: Call, wanted: Exportable, exportId: string | undefined): Promise<Taking> => {
  if (exportId === undefined) return no('purposeNeeded')
  // One fetch of an export after the other: the trigger counts under the same lock.
  await sql`select pg_advisory_xact_lock(hashtextextended('kernel.export_fetch|' || ${exportId}, 0))`.execute(db)
  const found = await store.findExport(db, today, exportId)
  if (!found || found.accountId !== actor.accountId || found.list !== wanted.name) throw new Missing()
  if (!exportCan.fetch(found)) return no(found.state === 'ready' ? 'waiting' : found.state)
  const { placeCode, office } = await store.officeOf(db, actor)
  if (found.role !== actor.role || found.placeCode !== placeCode || found.office !== office) no('otherDuty')
  const filters = store.filtersOf(exportId, found.filtersSealed)
  const rows = await wanted.count({ db, actor, today, requestId, database }, wanted.filters.parse(filters))
  const { rowsFree } = await store.ruleInForce(db)
  if (rows > rowsFree && rows > found.rowsAsked * growth) no('grown')
  const keepUntil = addDays(today, found.keepDays)
  const { id, at } = await db
    .insertInto('kernel.exportFetch')
    .values({ exportId, accountId: found.accountId, requestId, keepUntil })
    .returning(['id', sql<string>`to_char(begun_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')`.as('at')])
    .executeTakeFirstOrThrow()
  const { number, accountName, reason, serves } = found
  return { fetchId: id, number, mark: Number(found.mark), purpose: found.purpose, filters, banner: bannerOf({ number, accountName, office, purpose: purposes[found.purpose], reason, serves, at, keepUntil }) }
}

/** Heads with the column of the export's number at the end. */
export const markedHeads = (heads: readonly string[]): string[] => [...heads, numberHead]

type Row = readonly CellValue[]
const hasWords = (value: CellValue): value is string => typeof value === 'string' && /\p{Script=Han}/u.test(value)

/** The rows in the export's order, the mark behind the first cell that may carry it and behind the number at the end of each. */
export const markedRows = ({ mark, number }: Taking, { carriers, orderBy }: Pick<Exportable, 'carriers' | 'orderBy'>, rows: AsyncIterable<Row>): AsyncGenerator<Row> => {
  const hidden = markText(markKey(houseKeys()), mark)
  const order = orderOf(orderKey(houseKeys()), mark)
  const marked = (row: Row): Row => {
    const at = carriers.find((column) => hasWords(row[column]))
    return [...row.map((value, column) => (column === at ? `${String(value)}${hidden}` : value)), `${number}${hidden}`]
  }
  return each(inOrder(rows, order, (row) => String(row[orderBy] ?? '')), marked)
}
async function* each(rows: AsyncIterable<Row>, to: (row: Row) => Row): AsyncGenerator<Row> {
  for await (const row of rows) yield to(row)
}

/** The bytes as they are, and their SHA-256 when the last has passed. */
export const hashed = (pieces: AsyncIterable<Uint8Array>): { pieces: AsyncGenerator<Uint8Array>; sha256: () => Buffer } => {
  const sum = createHash('sha256')
  const through = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      sum.update(piece)
      yield piece
    }
  }
  return { pieces: through(), sha256: () => sum.digest() }
}

/** Writes down what left, in the transaction that read it. */
export const finishExport = async (db: Tx, { fetchId }: Taking, rows: number, sha256: Buffer): Promise<void> => {
  await db.updateTable('kernel.exportFetch').set({ finishedAt: sql`now()`, rows, sha256 }).where('id', '=', fetchId).execute()
}
