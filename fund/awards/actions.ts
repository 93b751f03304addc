import { sql } from 'kysely'
import { implement, implementList, implementQuery, type Handler } from '../../kernel/implement.ts'
import { fen } from '../../kernel/types.ts'
import { findHolder } from '../account-store.ts'
import { getInstalmentForUpdate } from '../budget-store.ts'
import { instalmentCan, type InstalmentState } from '../contract.ts'
import { move, post } from '../ledger.ts'
import {
  awardCan, cancelUnsigned, declarePayment, getAward, listAwards, listChecks, listDeclared, recheckInstalment, recordAwardEvent, replayAward, resumeInstalment, signAgreement, suspendInstalment, withdrawDeclared,
} from './contract.ts'
import { stopInstalments } from './effects.ts'
import { lockLines } from '../budget/adjustment.ts'
import { byLine } from './parts.ts'
import { applyLifeEvent, recheckOne } from './follow.ts'
import { recomputeAward } from './replay.ts'
import * as store from './store.ts'
import * as views from './views.ts'

/** What each verb on a decided award does. */

const listAwardsHandler = implementList(listAwards, ({ db }, { state, search }) => {
  let rows = views.awards(db)
  if (state) rows = rows.where('a.state', '=', state)
  if (search) rows = rows.where(sql<boolean>`(a.case_number || ' ' || a.payee_name || ' ' || a.title) ilike ${`%${search}%`}`)
  return rows
})

const listChecksHandler = implementList(listChecks, ({ db }, { state, search }) => {
  let rows = views.checks(db)
  if (state) rows = rows.where('i.state', '=', state)
  if (search) rows = rows.where(sql<boolean>`(a.case_number || ' ' || a.payee_name || ' ' || a.title) ilike ${`%${search}%`}`)
  return rows
})

const getAwardHandler = implementQuery(getAward, ({ db }, { awardId }) => views.awardPage(db, awardId))

const recheckHandler = implement(recheckInstalment, async ({ db, today, refuse, touched }, { instalmentId }) => {
  const { awardId } = await getInstalmentForUpdate(db, instalmentId)
  const award = await store.lockAward(db, awardId)
  if (!instalmentCan.recheck(await getInstalmentForUpdate(db, instalmentId))) refuse('notWaiting')
  if (!(await recheckOne(db, award, instalmentId, today))) refuse('noTerms')
  touched({ awardId, instalmentId })
  return { state: (await getInstalmentForUpdate(db, instalmentId)).state }
})

const suspendHandler = implement(suspendInstalment, async ({ db, today, refuse, touched }, { instalmentId, reason }) => {
  const award = await store.lockAward(db, await store.awardOfInstalment(db, instalmentId))
  const instalment = await getInstalmentForUpdate(db, instalmentId)
  if (!instalmentCan.suspend(instalment)) refuse('notSuspendable')
  if (award.state === 'reserved') refuse('unsigned')
  const { awardId, placeCode, no, amountFen } = instalment
  await store.setInstalment(db, instalmentId, { state: 'suspended', checkNote: reason })
  await store.recordEvent(db, { id: awardId, placeCode }, { kind: 'suspended', on: today, says: `第${no}期：${reason}`, source: 'hand', document: '经办决定', changed: amountFen })
  touched({ awardId, instalmentId })
  return { amountFen }
})

const resumeHandler = implement(resumeInstalment, async ({ db, today, refuse, touched }, { instalmentId, reason }) => {
  const instalment = await getInstalmentForUpdate(db, instalmentId)
  if (!instalmentCan.resume(instalment)) refuse('notSuspended')
  const { awardId, placeCode, no, amountFen } = instalment
  const open = (await store.openInstalments(db, awardId)).find(({ id }) => id === instalmentId)
  const waits = !open || open.dueOn > today || open.staged || (open.milestone && open.reachedOn === null)
  const state: InstalmentState = waits ? 'planned' : 'due'
  await store.setInstalment(db, instalmentId, { state, checkNote: reason })
  await store.recordEvent(db, { id: awardId, placeCode }, { kind: 'resumed', on: today, says: `第${no}期：${reason}`, source: 'hand', document: '经办决定', changed: amountFen })
  touched({ awardId, instalmentId })
  return { state }
})

const recordEventHandler = implement(recordAwardEvent, async ({ db, today, refuse, touched }, { awardId, kind, happenedOn, document, says }) => {
  const award = await store.lockAward(db, awardId)
  if (!awardCan.recordEvent(award)) refuse('notOpen')
  if (happenedOn > today) refuse('notYet')
  const { recorded, stopped, stoppedFen, movedUp } = await applyLifeEvent(db, award, { kind, on: happenedOn, says, source: 'hand', document }, today)
  if (!recorded) refuse('alreadyRecorded')
  touched({ awardId })
  return { stopped, stoppedFen: fen(stoppedFen), movedUp }
})

const signHandler = implement(signAgreement, async ({ db, today, refuse, touched }, { awardId, signedOn, document }) => {
  const award = await store.lockAward(db, awardId)
  if (!awardCan.sign(award)) refuse('notWaiting')
  if (signedOn > today) refuse('notYet')
  if (signedOn < award.decidedOn) refuse('beforeDecision')
  await db.updateTable('fund.award').set({ state: 'active', signedOn, agreementDocument: document }).where('id', '=', awardId).execute()
  const { placeCode, caseNumber } = award
  // What was stopped meanwhile has gone back to the line: only the rest is still reserved.
  const open = await store.openInstalments(db, awardId)
  const committedFen = fen(open.reduce((sum, { amountFen }) => sum + amountFen, 0n))
  const lines = byLine(open.map(({ lineId, amountFen: amount }) => ({ lineId, amount })))
  await lockLines(db, [...lines.keys()])
  await post(db, [{ kind: 'commit', day: today, placeCode, awardId, document, says: `签订协议，承诺 ${caseNumber}`, legs: [...lines].flatMap(([line, amount]) => move(line, 'reserved', 'committed', amount)) }])
  await store.recordEvent(db, award, { kind: 'signed', on: signedOn, says: '协议已签订', source: 'hand', document, changed: committedFen })
  touched({ awardId })
  return { committedFen }
})

const cancelHandler = implement(cancelUnsigned, async ({ db, today, refuse, touched }, { awardId, reason }) => {
  const award = await store.lockAward(db, awardId)
  if (!awardCan.cancelUnsigned(award)) refuse('notWaiting')
  if (award.signBy !== null && today <= award.signBy) refuse('stillTime', `应在 ${award.signBy} 以前签订`)
  const releasedFen = await stopInstalments(db, award, await store.openInstalments(db, awardId), reason, today)
  await store.recordEvent(db, award, { kind: 'unsigned', on: today, says: reason, source: 'hand', document: '逾期未签协议', changed: releasedFen })
  touched({ awardId })
  return { releasedFen }
})

const listDeclaredHandler = implementList(listDeclared, ({ db }, { search }) => {
  const rows = views.declared(db)
  return search ? rows.where(sql<boolean>`(d.holder_name || ' ' || d.scheme || ' ' || d.document) ilike ${`%${search}%`}`) : rows
})

const declareHandler = implement(declarePayment, async ({ db, today, refuse, touched }, { holder, scheme, amount, paidOn, document }) => {
  const known = await findHolder(db, holder)
  if (!known) return refuse('notRegistered')
  if (paidOn > today) refuse('notYet')
  const made = await db
    .insertInto('fund.declaredPayment')
    .values({ holderKind: holder.kind, holderId: holder.id, holderName: known.name, placeCode: known.placeCode, scheme, amountFen: amount, paidOn, document, declaredBy: sql<string>`kernel.actor()` })
    .onConflict((conflict) => conflict.doNothing())
    .returning(sql<store.DeclaredId>`id`.as('id'))
    .executeTakeFirst()
  if (!made) return refuse('alreadyDeclared')
  touched({ declaredPaymentId: made.id })
  return { id: made.id }
})

const withdrawHandler = implement(withdrawDeclared, async ({ db, refuse, touched }, { id, reason }) => {
  const declared = await store.getDeclaredForUpdate(db, id)
  if (declared.withdrawnReason !== null) refuse('alreadyWithdrawn')
  await db.updateTable('fund.declaredPayment').set({ withdrawnReason: reason }).where('id', '=', id).execute()
  touched({ declaredPaymentId: id })
  return {}
})

const replayHandler = implement(replayAward, async ({ db, refuse }, { awardId }) => {
  const replayed = await recomputeAward(db, awardId)
  if (!replayed) return refuse('noTerms')
  return { same: replayed.same, storedFen: replayed.stored.full, againFen: replayed.again?.full ?? null }
})

export const awardHandlers: Handler[] = [
  listAwardsHandler, listChecksHandler, getAwardHandler, recheckHandler, suspendHandler, resumeHandler, recordEventHandler, signHandler, cancelHandler, listDeclaredHandler, declareHandler, withdrawHandler, replayHandler,
]
