import { implement, implementList } from '../kernel/implement.ts'
import { checksumOf, refOf } from './bank-file.ts'
import { postReturn } from './batch-ledger.ts'
import * as batches from './batch-store.ts'
import { sameHand } from './desk.ts'
import { answerInquiry, answersTo, inquiryCan, listInquiries } from './inquiry-contract.ts'
import * as store from './inquiry-store.ts'
import { obstacleToTurn, turnResult } from './turned-result.ts'

/** What the return left unclear: listed, and closed by the bank's answer on paper. */

const listHandler = implementList(listInquiries, ({ db }, { state, kind, batchId }) => {
  let rows = store.inquiries(db)
  if (state) rows = rows.where('q.state', '=', state)
  if (kind) rows = rows.where('q.kind', '=', kind)
  if (batchId) rows = rows.where('q.batchId', '=', batchId)
  return rows
})

const answerHandler = implement(answerInquiry, async ({ db, actor, today, refuse, touched }, { inquiryId, document, answer }) => {
  // The batch first, as a return does: an answer on paper and one in a file about the same payment queue here.
  const batch = await batches.getBatchForUpdate(db, await store.batchOf(db, inquiryId))
  const inquiry = await store.getInquiryForUpdate(db, inquiryId)
  if (!inquiryCan.answer(inquiry)) refuse('notOpen')
  if (sameHand({ account: batch.madeBy, person: batch.makerPerson }, actor)) refuse('sameHand')
  if (!answersTo[inquiry.kind].includes(answer.says)) refuse('otherAnswer')
  touched({ number: inquiry.number })
  const turned = inquiry.kind === 'latePaid' || inquiry.kind === 'sentBack' ? inquiry.kind : undefined
  const obstacle = turned && (await obstacleToTurn(db, turned, inquiry, answer.says))
  if (obstacle) refuse(obstacle)
  if (answer.says === 'returned' || turned) {
    if (answer.says === 'paid' && turned === 'latePaid') {
      if (answer.paidOn > today || (batch.releasedOn && answer.paidOn < batch.releasedOn)) refuse('dateWrong', answer.paidOn)
      await turnResult(db, batch, { ...inquiry, inquiryId }, { result: 'paid', paidOn: answer.paidOn, bankSerial: answer.bankSerial, reason: null }, today)
    } else if (answer.says === 'failed' && turned === 'sentBack') {
      await turnResult(db, batch, { ...inquiry, inquiryId }, { result: 'failed', paidOn: null, bankSerial: inquiry.bankSerial ?? '', reason: answer.reason }, today)
    }
    await store.answer(db, inquiryId, { says: answer.says, document, on: today })
    return { number: inquiry.number, waiting: await batches.countWaiting(db, batch.id) }
  }
  if (answer.says === 'paid' && (answer.paidOn > today || (batch.releasedOn && answer.paidOn < batch.releasedOn))) refuse('dateWrong', answer.paidOn)
  const settled = {
    itemId: inquiry.itemId,
    amountFen: inquiry.amountFen,
    ...(answer.says === 'paid'
      ? { result: 'paid' as const, paidOn: answer.paidOn, bankSerial: answer.bankSerial, reasonCode: null, reason: null }
      : { result: 'failed' as const, paidOn: null, bankSerial: '', reasonCode: 'Z9', reason: answer.reason }),
  }
  // A letter is a return of one line: kept, sealed and reconciled like a file.
  const checksum = checksumOf(JSON.stringify([inquiry.number, refOf(batch.number, inquiry.seq), document, answer]))
  const { returnId, waiting } = await batches.settle(db, batch, { bankDate: today, checksum, at: undefined }, [settled])
  await postReturn(db, batch, returnId, today)
  await store.answer(db, inquiryId, { says: answer.says, document, on: today })
  return { number: inquiry.number, waiting }
})

export const inquiryHandlers = [listHandler, answerHandler]
