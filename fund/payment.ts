import type { Tx } from '../kernel/db/database.ts'
import { addEvent } from '../kernel/jobs/queue.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import { rejectAccounts } from './account-store.ts'
import { accountReasons, readReturn, refOf, type ReadReturn, type ReturnLine } from './bank-file.ts'
import { postRelease, postReturn } from './batch-ledger.ts'
import * as store from './batch-store.ts'
import { paymentsMade } from './payee-contract.ts'

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
  | { ok: true; batchId: Id<'batch'>; number: string; items: number; totalFen: Fen; taxFen: Fen; withoutAccount: number }
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

/**
 * Sends a batch to the bank: file and checksum, 承诺 → 在途 for each payment. The caller has locked the batch and judged the checker.
 * `datedOn` is the day on the file (value-day.ts); by default the day itself.
 */
export const sendBatch = async (
  db: Tx,
  batch: LockedBatch,
  { today, at, checkerPerson, datedOn = today }: Moment & { checkerPerson: string | null; datedOn?: PlainDate },
): Promise<{ checksum: string; text: string }> => {
  const file = await store.paymentFileOf(db, batch, datedOn)
  await postRelease(db, batch, today)
  await store.markReleased(db, batch.id, { checkerPerson, releasedOn: today, datedOn, fileChecksum: file.checksum, at })
  return file
}

type ReturnProblem = Exclude<ReadReturn, { ok: true }>['problem'] | 'otherBatch' | 'unknownPayment' | 'amountDiffers' | 'alreadyReturned' | 'dateWrong'
export type TakenReturn =
  | { ok: true; paidItems: number; paidFen: Fen; failedItems: number; failedFen: Fen; inquiries: number; waiting: number }
  | { ok: false; problem: ReturnProblem; detail: string }

/** Takes a return that is at hand as one text; see applyRead. */
export const applyReturn = (db: Tx, batch: LockedBatch, text: string, moment: Moment): Promise<TakenReturn> => applyRead(db, batch, readReturn(text), moment)

/**
 * Takes a bank return whole or not at all. Successes become 拨付, failures go back to 承诺 and their instalments are due again; an account that the
 * bank calls wrong is not paid to any more. A payment made in part stays in transit, one made a second time (another serial of the bank) stays paid
 * once, and where the bank says the contrary of what it said before (迟到成功, 退汇) the first word stands until it is confirmed: each opens an
 * inquiry, which the bank's written answer closes. Everything else that does not fit refuses the file.
 */
export const applyRead = async (db: Tx, batch: LockedBatch, read: ReadReturn, { today, at }: Moment): Promise<TakenReturn> => {
  if (!read.ok) return read
  const { bankReturn } = read
  const no = (problem: ReturnProblem, detail: string): TakenReturn => ({ ok: false, problem, detail })
  if (bankReturn.number !== batch.number) return no('otherBatch', `文件是 ${bankReturn.number} 的，这里是 ${batch.number}`)
  if (!bankReturn.lines.length) return no('unreadable', '回单里没有明细')
  if (await store.hasReturn(db, batch.id, bankReturn.checksum)) return no('alreadyReturned', '这个文件已经登记过')
  const items = new Map((await store.itemsOf(db, batch.id)).map((item) => [refOf(batch.number, item.seq), item]))
  const settled: (store.Settled & { accountId: string })[] = []
  const inquiries: store.NewInquiry[] = []
  for (const line of bankReturn.lines) {
    const item = items.get(line.ref)
    const where = `第 ${line.at} 行 ${line.ref}`
    if (!item) return no('unknownPayment', where)
    const obstacle = obstacleTo(line, item, { released: batch.releasedOn, today })
    if (obstacle) return no(obstacle, obstacle === 'dateWrong' ? `第 ${line.at} 行 ${line.paidOn ?? ''}` : where)
    const { amount, result, bankSerial, paidOn, reasonCode, reason } = line
    const contrary = contraryTo(item, result)
    if (result === 'partial' || contrary) inquiries.push({ kind: contrary ?? 'partial', itemId: item.id, reportedFen: amount, bankSerial })
    else settled.push({ accountId: item.accountId, itemId: item.id, result, amountFen: amount, bankSerial, paidOn, reasonCode, reason })
  }
  const { returnId, ...totals } = await store.settle(db, batch, { ...bankReturn, at }, settled)
  await store.openInquiries(db, batch, { returnId, openedOn: today, year: today.slice(0, 4) }, inquiries)
  await store.closeByReturn(db, returnId, `回单 ${bankReturn.bankDate} ${bankReturn.checksum.slice(0, 12)}`, today)
  await postReturn(db, batch, returnId, today)
  const rejected = settled.flatMap(({ accountId, reasonCode, reason }) => (reasonCode && reasonCode in accountReasons ? [{ accountId, reason: reason ?? '' }] : []))
  await rejectAccounts(db, rejected, today)
  await addEvent(db, paymentsMade.name, { batchId: batch.id, paidItems: totals.paidItems, failedItems: totals.failedItems })
  return { ok: true, ...totals, inquiries: inquiries.length }
}

/** What is to be asked at the bank where its word meets a result that it gave before; undefined for a payment that still waits. */
const contraryTo = ({ state }: store.ItemToPay, result: ReturnLine['result']): 'doubled' | 'sentBack' | 'latePaid' | undefined => {
  if (state === 'paid') return result === 'paid' ? 'doubled' : 'sentBack'
  return state === 'failed' ? 'latePaid' : undefined
}

/** What a line of a return says against what the house knows of the payment. */
const obstacleTo = (line: ReturnLine, item: store.ItemToPay, { released, today }: { released: PlainDate | null; today: PlainDate }): ReturnProblem | undefined => {
  const twice = item.state === 'paid' && line.result === 'paid' && item.bankSerial !== line.bankSerial
  // A word against the word before; while one is being asked about, another of the kind is the same word again.
  const turned = !item.turning && ((item.state === 'paid' && line.result === 'failed') || (item.state === 'failed' && line.result === 'paid'))
  if (item.state !== 'sent' && !twice && !turned) return 'alreadyReturned'
  if (line.result === 'partial' ? line.amount >= item.amountFen : line.amount !== item.amountFen) return 'amountDiffers'
  return line.paidOn && (line.paidOn > today || (released && line.paidOn < released)) ? 'dateWrong' : undefined
}
