import type { Tx } from '../kernel/db/database.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import { rejectAccounts } from './account-store.ts'
import { accountReasons, readReturn, refOf, type ReadReturn } from './bank-file.ts'
import * as store from './batch-store.ts'
import { move, post, type Posting } from './ledger.ts'

/** The three steps of a payment with their vouchers. The verbs (payment-actions.ts) and the example city's bank (example.ts) both go through here. */

/** When it happens; `at` only where the example city makes a past, the desk takes the database's clock. */
interface Moment {
  today: PlainDate
  at?: string
}

interface Line {
  id: Id<'budgetLine'>
  placeCode: string
  year: number
}

export type MadeBatch =
  | { ok: true; batchId: Id<'batch'>; number: string; items: number; totalFen: Fen; withoutAccount: number }
  | { ok: false; reason: 'nothingDue' | 'noAccounts'; withoutAccount: number }

/**
 * Puts due instalments of a line (at most batchLimit, oldest first) into a batch of this maker. Those whose payee has no good account stay due
 * and are counted. Says no when nothing is due, or nothing that has an account.
 */
export const assembleBatch = async (db: Tx, line: Line, { dueBy, today, at, makerPerson }: Moment & { dueBy: PlainDate; makerPerson: string | null }): Promise<MadeBatch> => {
  const due = await store.takeDue(db, line.id, dueBy)
  const payable = due.flatMap(({ accountId, ...instalment }) => (accountId ? [{ ...instalment, accountId }] : []))
  const withoutAccount = due.length - payable.length
  if (!payable.length) return { ok: false, reason: due.length ? 'noAccounts' : 'nothingDue', withoutAccount }
  const made = await store.insertBatch(db, { lineId: line.id, placeCode: line.placeCode, dueBy, year: today.slice(0, 4), makerPerson, madeAt: at }, payable)
  return { ok: true, ...made, withoutAccount }
}

type LockedBatch = Awaited<ReturnType<typeof store.getBatchForUpdate>>

const voucher = (batch: LockedBatch, item: store.ItemToPay, today: PlainDate): Pick<Posting, 'day' | 'placeCode' | 'awardId' | 'instalmentId' | 'batchId'> => ({
  day: today,
  placeCode: item.placeCode,
  awardId: item.awardId,
  instalmentId: item.instalmentId,
  batchId: batch.id,
})

/** Sends a batch to the bank: file and checksum, 承诺 → 在途 for each payment. The caller has locked the batch and judged the checker. */
export const sendBatch = async (db: Tx, batch: LockedBatch, { today, at, checkerPerson }: Moment & { checkerPerson: string | null }): Promise<{ checksum: string; text: string }> => {
  const file = await store.paymentFileOf(db, batch, today)
  const items = await store.itemsOf(db, batch.id)
  await post(
    db,
    items.map((item) => ({ ...voucher(batch, item, today), kind: 'release', says: `送银行 ${item.caseNumber} 第${item.no}期`, legs: move(batch.lineId, 'committed', 'inTransit', item.amountFen) })),
  )
  await store.markReleased(db, batch.id, { checkerPerson, releasedOn: today, fileChecksum: file.checksum, at })
  return file
}

type ReturnProblem = Exclude<ReadReturn, { ok: true }>['problem'] | 'otherBatch' | 'unknownPayment' | 'amountDiffers' | 'alreadyReturned' | 'dateWrong'
export type TakenReturn =
  | { ok: true; paidItems: number; paidFen: Fen; failedItems: number; failedFen: Fen; waiting: number }
  | { ok: false; problem: ReturnProblem; detail: string }

/**
 * Takes a bank return whole or not at all: every line must be a payment of this batch that still waits, for the same fen. Successes become
 * 拨付, failures go back to 承诺 and their instalments are due again; an account that the bank calls wrong is not paid to any more.
 */
export const applyReturn = async (db: Tx, batch: LockedBatch, text: string, { today, at }: Moment): Promise<TakenReturn> => {
  const read = readReturn(text)
  if (!read.ok) return read
  const { bankReturn } = read
  if (bankReturn.number !== batch.number) return { ok: false, problem: 'otherBatch', detail: `文件是 ${bankReturn.number} 的，这里是 ${batch.number}` }
  const items = new Map((await store.itemsOf(db, batch.id)).map((item) => [refOf(batch.number, item.seq), item]))
  const settled: (store.Settled & { item: store.ItemToPay })[] = []
  for (const { at, ref, amount, result, bankSerial, paidOn, reasonCode, reason } of bankReturn.lines) {
    const item = items.get(ref)
    if (!item) return { ok: false, problem: 'unknownPayment', detail: `第 ${at} 行 ${ref}` }
    if (item.state !== 'sent') return { ok: false, problem: 'alreadyReturned', detail: `第 ${at} 行 ${ref}` }
    if (item.amountFen !== amount) return { ok: false, problem: 'amountDiffers', detail: `第 ${at} 行 ${ref}` }
    if (paidOn && (paidOn > today || (batch.releasedOn && paidOn < batch.releasedOn))) return { ok: false, problem: 'dateWrong', detail: `第 ${at} 行 ${paidOn}` }
    settled.push({ item, itemId: item.id, instalmentId: item.instalmentId, result, amountFen: amount, bankSerial, paidOn, reasonCode, reason })
  }
  if (!settled.length) return { ok: false, problem: 'unreadable', detail: '回单里没有明细' }
  const totals = await store.settle(db, batch, { ...bankReturn, at }, settled.map(({ item: _, ...line }) => line))
  await post(
    db,
    settled.map(({ item, result, reason, amountFen }) =>
      result === 'paid'
        ? { ...voucher(batch, item, today), kind: 'pay', says: `拨付 ${item.caseNumber} 第${item.no}期`, legs: move(batch.lineId, 'inTransit', 'paid', amountFen) }
        : { ...voucher(batch, item, today), kind: 'bounce', says: `银行退回 ${item.caseNumber} 第${item.no}期：${reason ?? ''}`, legs: move(batch.lineId, 'inTransit', 'committed', amountFen) },
    ),
  )
  const rejected = settled.flatMap(({ item, reasonCode, reason }) => (reasonCode && reasonCode in accountReasons ? [{ accountId: item.accountId, reason: reason ?? '' }] : []))
  await rejectAccounts(db, rejected, today)
  return { ok: true, ...totals }
}
