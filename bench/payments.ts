import * as store from '../fund/batch-store.ts'
import { reconcileYear } from '../fund/batch-views.ts'
import { refOf, ReturnReader, writeReturn } from '../fund/bank-file.ts'
import { applyRead, assembleBatch, sendBatch } from '../fund/payment.ts'
import type { Database } from '../kernel/db/database.ts'
import { yuan } from '../kernel/types.ts'
import { fillLine } from '../test/harness/many-awards.ts'
import { openRaceLine, raceDay } from '../test/harness/races.ts'

/**
 * One batch of `payments` made, filed, answered by the bank and reconciled, each step in its own transaction as the desk does it; seconds of each.
 * The awards are there before the clock starts. Ends in failure when a fen is off.
 */
export const benchPayments = async (database: Database, payments: number) => {
  const day = raceDay
  const lineId = await database.asSystem(day, (db) => openRaceLine(db, 'bench/payments', yuan(10_000_000_000)))
  await fillLine(database, { id: lineId, placeCode: '9801' }, { from: 0, count: payments })
  const line = { id: lineId, placeCode: '9801', year: 2026 }
  const seconds: Record<string, number> = {}
  const timed = async <T>(step: string, body: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const result = await body()
    seconds[step] = Math.round((performance.now() - began) / 10) / 100
    return result
  }
  const made = await timed('made', () => database.asSystem(day, (db) => assembleBatch(db, line, { dueBy: day, today: day, makerPerson: null })))
  if (!made.ok) throw new Error(`no batch was made: ${made.reason}`)
  await timed('filed', () => database.asSystem(day, async (db) => sendBatch(db, await store.getBatchForUpdate(db, made.batchId), { today: day, checkerPerson: null })))
  const items = await database.asSystem(day, (db) => store.itemsOf(db, made.batchId))
  const bytes = Buffer.from(
    writeReturn({
      number: made.number,
      bankDate: day,
      lines: items.map((item, index) => {
        const failed = item.seq % 50 === 0
        return { at: index + 2, ref: refOf(made.number, item.seq), amount: item.amountFen, result: failed ? 'failed' : 'paid', bankSerial: `B${item.seq}`, paidOn: failed ? null : day, reasonCode: failed ? 'B1' : null, reason: failed ? '银行系统故障' : null }
      }),
    }),
  )
  const taken = await timed('returned', async () => {
    const reader = new ReturnReader()
    for (let at = 0; at < bytes.length; at += 65_536) reader.push(bytes.subarray(at, at + 65_536))
    const read = reader.end()
    return database.asSystem(day, async (db) => applyRead(db, await store.getBatchForUpdate(db, made.batchId), read, { today: day }))
  })
  if (!taken.ok) throw new Error(`the return was refused: ${taken.problem} ${taken.detail}`)
  const { batches, lines } = await timed('reconciled', () => database.asSystem(day, (db) => reconcileYear(db, 2026)))
  const unmatched = batches.filter(({ matched }) => !matched).length
  const fenOff = lines.reduce((sum, { offFen }) => sum + offFen, 0n)
  if (unmatched > 0 || fenOff !== 0n || made.items !== payments) throw new Error(`${unmatched} batches do not match, ${fenOff} fen off, ${made.items} items`)
  const total = Object.values(seconds).reduce((sum, value) => sum + value, 0)
  return { payments, paid: taken.paidItems, failed: taken.failedItems, returnMb: Math.round(bytes.length / 104857.6) / 10, ...seconds, totalSeconds: Math.round(total * 100) / 100, fenOff: fenOff.toString() }
}
