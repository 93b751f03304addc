import type { Tx } from '../db/database.ts'
import type { PlainDate } from '../types.ts'
import type { KeyProvider } from '../seal/keys.ts'
import type { TraceWay } from './contract.ts'
import { marksIn } from './mark.ts'
import { bitsFor, orderBits, orderOf, sequencesOf } from './order.ts'
import { exportRows } from './store.ts'

export const markKey = (keys: KeyProvider): Buffer => keys.key('export:mark')
export const orderKey = (keys: KeyProvider): Buffer => keys.key('export:order')

export interface Traced {
  mark: number
  way: TraceWay
  /** Lines that carry the mark or the number; for the order, texts that were compared. */
  lines: number
}

/**
 * Which of these exports a leaked text is from. A mark is proof that the text passed through that file; so is an order, against 2^-40 over all that
 * was compared; a number that is merely written there can be typed by anybody and is said to be no more.
 */
export const traceText = (keys: KeyProvider, exports: readonly { mark: number; number: string }[], text: string): Traced[] => {
  const known = new Set(exports.map(({ mark }) => mark))
  const marked = [...marksIn(markKey(keys), text)].filter(([mark]) => known.has(mark)).map(([mark, lines]): Traced => ({ mark, way: 'mark', lines }))
  if (marked.length > 0) return marked
  return [...byOrder(keys, exports, text), ...byNumber(exports, text)]
}

const byOrder = (keys: KeyProvider, exports: readonly { mark: number }[], text: string): Traced[] => {
  const sequences = sequencesOf(text)
  const needed = orderBits + Math.log2(Math.max(1, exports.length * sequences.length))
  return exports.flatMap(({ mark }): Traced[] => {
    const order = orderOf(orderKey(keys), mark)
    const sequence = sequences.find((one) => bitsFor(order, one) >= needed)
    return sequence ? [{ mark, way: 'order', lines: sequence.length }] : []
  })
}

const byNumber = (exports: readonly { mark: number; number: string }[], text: string): Traced[] => {
  const written = new Map<string, number>()
  for (const [number] of text.normalize('NFKC').toUpperCase().matchAll(/DC\d{10,}/g)) written.set(number, (written.get(number) ?? 0) + 1)
  return exports.flatMap(({ mark, number }): Traced[] => (written.has(number) ? [{ mark, way: 'number', lines: written.get(number) ?? 0 }] : []))
}

/** Exports that one search compares at most, the youngest: some seconds of work. */
export const mostCompared = 5000

/** Among the exports that were fetched and that this reader sees. */
export const trace = async (db: Tx, today: PlainDate, keys: KeyProvider, text: string) => {
  const kept = await db
    .selectFrom('kernel.listExport as e')
    .where((eb) => eb.exists(eb.selectFrom('kernel.exportFetch as x').whereRef('x.exportId', '=', 'e.id').select('x.id')))
    .select(['e.id', 'e.mark', 'e.number'])
    .orderBy('e.askedAt', 'desc')
    .limit(mostCompared)
    .execute()
  const exports = kept.map(({ id, mark, number }) => ({ id, mark: Number(mark), number }))
  const traced = traceText(keys, exports, text)
  const idOf = new Map(exports.map(({ id, mark }) => [mark, id]))
  const ids = traced.flatMap(({ mark }) => idOf.get(mark) ?? [])
  const rows = ids.length === 0 ? [] : await exportRows(db, today).where('e.id', 'in', ids).execute()
  const found = traced.flatMap(({ mark, way, lines }) => rows.filter(({ id }) => id === idOf.get(mark)).map((row) => ({ ...row, way, lines })))
  return { found, looked: exports.length }
}
