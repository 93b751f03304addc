import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { Missing } from '../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import type { InstalmentState } from './contract.ts'
import type { InquiryAnswer } from './inquiry-contract.ts'
import { move, post } from './ledger.ts'

/**
 * 迟到成功 and 退汇: the bank's second word, confirmed on paper, corrects its first one. The return stays as it was taken; a correction is added,
 * the instalment moves, and one voucher moves the money: 承诺 → 拨付, or 拨付 → 承诺, due again as a new attempt; tax goes with it.
 */

export type Turned = 'latePaid' | 'sentBack'
type Obstacle = 'paidElsewhere' | 'notPaidElsewhere' | 'claimed' | 'taxRemitted'

/** Why this answer cannot be taken now; undefined when it can. Locks the instalment until the verb ends. */
export const obstacleToTurn = async (db: Tx, kind: Turned, { instalmentId, itemId }: Pick<Question, 'instalmentId' | 'itemId'>, says: InquiryAnswer): Promise<Obstacle | undefined> => {
  const { state, awardId } = await lockInstalment(db, instalmentId)
  const open = state === 'due' || state === 'suspended'
  if (kind === 'latePaid') {
    if (says === 'paid' && !open) return 'paidElsewhere'
    return says === 'returned' && open ? 'notPaidElsewhere' : undefined
  }
  // What has been claimed back stands as owed by the holder: the same money must not be due to him again.
  const claim = says === 'failed' && (await db.selectFrom('fund.claim').select('id').where('awardId', '=', awardId).limit(1).executeTakeFirst())
  if (claim) return 'claimed'
  // The treasury has the tax of a payment that did not happen: only it can give that back.
  const remitted = says === 'failed' && (await db.selectFrom('fund.batchItem').select('id').where('id', '=', itemId).where('taxRemittanceId', 'is not', null).executeTakeFirst())
  return remitted ? 'taxRemitted' : undefined
}

const lockInstalment = async (db: Tx, instalmentId: Id<'instalment'>): Promise<{ state: InstalmentState; awardId: string }> => {
  const found = await db.selectFrom('fund.instalment').select([sql<InstalmentState>`state`.as('state'), 'awardId']).where('id', '=', instalmentId).forUpdate().executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

interface Question {
  inquiryId: Id<'inquiry'>
  itemId: string
  instalmentId: Id<'instalment'>
  amountFen: Fen
}
interface Result {
  result: 'paid' | 'failed'
  paidOn: PlainDate | null
  bankSerial: string
  reason: string | null
}

/** Writes the correction with its voucher of `today`; the caller has locked the batch and asked obstacleToTurn. */
export const turnResult = async (db: Tx, batch: { id: string; number: string; lineId: Id<'budgetLine'>; placeCode: string }, { inquiryId, itemId, instalmentId, amountFen }: Question, result: Result, today: PlainDate): Promise<void> => {
  await db
    .insertInto('fund.returnCorrection')
    .values({
      ...result,
      itemId,
      inquiryId,
      placeCode: batch.placeCode,
      amountFen,
      no: sql<number>`(select coalesce(max(c.no), 0) + 1 from fund.return_correction c where c.item_id = ${itemId})`,
      correctedOn: today,
      correctedBy: sql<string>`kernel.actor()`,
    })
    .execute()
  const { taxFen } = await db.updateTable('fund.batchItem').set({ state: result.result }).where('id', '=', itemId).returning(sql<Fen>`tax_fen`.as('taxFen')).executeTakeFirstOrThrow()
  const paid = result.result === 'paid'
  const { placeCode, no, awardId } = await db
    .updateTable('fund.instalment')
    .set(paid ? { state: 'paid', paidOn: result.paidOn } : { state: 'due', paidOn: null, lastFailure: result.reason })
    .where('id', '=', instalmentId)
    .returning(['placeCode', 'no', 'awardId'])
    .executeTakeFirstOrThrow()
  // What is owed again opens the award again; that it closes follows by trigger.
  if (!paid) await db.updateTable('fund.award').set({ state: 'active' }).where('id', '=', awardId).where('state', 'in', ['completed', 'curtailed']).execute()
  const { caseNumber } = await db.selectFrom('fund.award').select('caseNumber').where('id', '=', awardId).executeTakeFirstOrThrow()
  const says = `${paid ? '迟到成功' : '退汇'} ${caseNumber} 第${no}期（${batch.number}）`
  const moved = (account: 'paid' | 'withheld', amount: Fen) => (amount === 0n ? [] : paid ? move(batch.lineId, 'committed', account, amount) : move(batch.lineId, account, 'committed', amount))
  // The tax is withheld in the moment of payment, and with it undone.
  const legs = [...moved('paid', amountFen), ...moved('withheld', taxFen)]
  await post(db, [{ kind: paid ? 'pay' : 'bounce', day: today, placeCode, awardId, instalmentId, batchId: batch.id, says, legs }])
}

/** Payments of a batch of whose earlier attempt the bank says that it succeeded after all; they must not go out again before that is answered. */
export const countLatePaid = async (db: Tx, batchId: Id<'batch'>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(distinct t.id)::int as count from fund.batch_item t join fund.batch_item e on e.instalment_id = t.instalment_id and e.id <> t.id
      join fund.inquiry q on q.item_id = e.id and q.kind = 'latePaid' and q.state = 'open' where t.batch_id = ${batchId}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Whether the bank says so of this instalment, on whosever line; asked before it is set off against a debt. */
export const isLatePaid = async (db: Tx, instalmentId: Id<'instalment'>): Promise<boolean> => {
  const { rows } = await sql<{ late: boolean }>`select fund.is_late_paid(${instalmentId}) as late`.execute(db)
  return rows[0]?.late ?? false
}
