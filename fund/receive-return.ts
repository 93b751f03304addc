import type { z } from 'zod'
import type { Tx } from '../kernel/db/database.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import type { ReadReturn } from './bank-file.ts'
import * as store from './batch-store.ts'
import { applyRead } from './payment.ts'
import { batchCan, takeReturn } from './payment-contract.ts'

/** A return at the desk, whether it came in the request or as a file: taken, or refused in the sentences of fund.takeReturn. */
export const receiveReturn = async (db: Tx, batchId: Id<'batch'>, read: ReadReturn, today: PlainDate): Promise<{ number: string; answer: z.output<typeof takeReturn.output> }> => {
  const no = (code: keyof typeof takeReturn.refusals, detail?: string): never => {
    throw new Refusal(code, detail ? `${takeReturn.refusals[code]}：${detail}` : takeReturn.refusals[code])
  }
  const batch = await store.getBatchForUpdate(db, batchId)
  // A settled batch may still hear that something was paid twice.
  if (!batchCan.takeReturn(batch) && batch.state !== 'settled') no('notReleased')
  const taken = await applyRead(db, batch, read, { today })
  if (!taken.ok) return no(taken.problem, taken.detail)
  const { ok: _, ...answer } = taken
  return { number: batch.number, answer }
}
