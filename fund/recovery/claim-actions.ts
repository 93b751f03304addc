import { sql } from 'kysely'
import { implement, implementList, implementQuery, type Handler } from '../../kernel/implement.ts'
import { databaseCode, type Tx } from '../../kernel/db/database.ts'
import { fen } from '../../kernel/types.ts'
import { recordsOf } from '../../registry/records.ts'
import { splitInstalment } from '../awards/effects.ts'
import { lockAvailable } from '../award-store.ts'
import { lockLines } from '../budget/adjustment.ts'
import { getLine } from '../budget-store.ts'
import { instalmentCan } from '../contract.ts'
import { humanOf } from '../../kernel/org/actor.ts'
import { sameHand } from '../desk.ts'
import { legsOf, move, post, reversed } from '../ledger.ts'
import { isLatePaid } from '../turned-result.ts'
import { agreePlan, approveWriteOff, disposeRecovered, getClaim, listClaims, proposeWriteOff, recordRepayment, refuseWriteOff, setOffInstalment, undoSetOff } from './claim-contract.ts'
import * as store from './claim-store.ts'

/** What each verb on a claim does: every one that moves money posts it in the same transaction. */

const listClaimsHandler = implementList(listClaims, ({ db, today }, { open, search }) => {
  let rows = store.claims(db, today)
  if (open === 'open') rows = rows.where(sql<boolean>`c.outstanding_fen > 0`)
  if (open === 'settled') rows = rows.where(sql<boolean>`c.outstanding_fen = 0`)
  if (open === 'overdue') rows = rows.where(sql<boolean>`${store.overdue(today)} > 0`)
  if (search) rows = rows.where(sql<boolean>`(c.number || ' ' || a.payee_name || ' ' || a.title) ilike ${`%${search}%`}`)
  return rows
})

const getClaimHandler = implementQuery(getClaim, ({ db, today }, { claimId }) => store.claimPage(db, claimId, today))

const agreePlanHandler = implement(agreePlan, async ({ db, today, refuse, touched }, { claimId, terms }) => {
  const claim = await store.lockClaim(db, claimId)
  if (claim.outstandingFen === 0n) refuse('settled')
  const sum = terms.reduce((total, { amount }) => total + amount, 0n)
  if (sum !== claim.outstandingFen) refuse('planSum', `计划 ${yuanOf(sum)}，尚欠 ${yuanOf(claim.outstandingFen)}`)
  if (terms.some(({ dueOn }, index) => dueOn <= (terms[index - 1]?.dueOn ?? today))) refuse('notAhead')
  touched({ claimId, number: claim.number })
  return { version: await store.insertPlan(db, claim, terms) }
})

const recordHandler = implement(recordRepayment, async ({ db, today, refuse, touched }, { claimId, amount, receivedOn, bankSerial }) => {
  const claim = await store.lockClaim(db, claimId)
  if (claim.outstandingFen === 0n) refuse('settled')
  if (amount > claim.outstandingFen) refuse('tooMuch', `尚欠 ${yuanOf(claim.outstandingFen)}`)
  if (receivedOn > today) refuse('notYet')
  if (receivedOn < claim.decidedOn) refuse('beforeClaim')
  if (!(await store.insertRepayment(db, claim, { amount, receivedOn, bankSerial }))) refuse('serialUsed')
  const { awardId, placeCode, lineId, number } = claim
  await post(db, [{ kind: 'recover', day: today, placeCode, awardId, says: `收到退款 ${number}（${bankSerial}）`, legs: move(lineId, 'receivable', 'recovered', amount) }])
  touched({ claimId, number })
  return { outstandingFen: fen(claim.outstandingFen - amount) }
})

/**
 * The instalment counts as paid and the claim as recovered, each on its own line; no money moves. An instalment that is more than the debt is
 * split first, and its other part stays due.
 */
const setOffHandler = implement(setOffInstalment, async ({ db, actor, today, refuse, touched }, { claimId, instalmentId, document }) => {
  const claim = await store.lockClaim(db, claimId)
  if (claim.outstandingFen === 0n) refuse('settled')
  const instalment = await store.lockForSetOff(db, instalmentId)
  if (!instalmentCan.setOff(instalment)) refuse('notDue')
  if (await isLatePaid(db, instalmentId)) refuse('bankSaysPaid')
  if (instalment.holderKind !== claim.holderKind || !(await isOf(db, claim, instalment.holderId))) refuse('otherHolder')
  // What is withheld is owed to the treasury, so only a payment can bring it there.
  if (instalment.taxFen > 0n) refuse('taxDue')
  const amount = instalment.amountFen < claim.outstandingFen ? instalment.amountFen : claim.outstandingFen
  if (amount < instalment.amountFen) await splitInstalment(db, instalmentId, amount)
  await db.updateTable('fund.instalment').set({ state: 'setOff', checkNote: `抵扣 ${claim.number}` }).where('id', '=', instalmentId).execute()
  await store.insertSetOff(db, claim, { instalmentId, amount, document, today, person: humanOf(actor) })
  await post(db, [
    {
      kind: 'setOff',
      day: today,
      placeCode: instalment.placeCode,
      awardId: instalment.awardId,
      instalmentId,
      document,
      says: `抵扣 ${claim.number}：${instalment.caseNumber} 第${instalment.no}期`,
      legs: [...move(instalment.lineId, 'committed', 'paid', amount), ...move(claim.lineId, 'receivable', 'recovered', amount)],
    },
  ])
  touched({ claimId, instalmentId, number: claim.number })
  return { setOffFen: amount, leftFen: fen(instalment.amountFen - amount), outstandingFen: fen(claim.outstandingFen - amount) }
})

const undoHandler = implement(undoSetOff, async ({ db, actor, today, refuse, touched }, { setOffId, reason, document }) => {
  const setOff = await store.lockSetOff(db, setOffId)
  const claim = await store.lockClaim(db, setOff.claimId)
  if (setOff.undone) refuse('undone')
  if (sameHand({ account: setOff.madeBy, person: setOff.makerPerson }, actor)) refuse('sameHand')
  if (setOff.inSettlement) refuse('inSettlement')
  const legs = reversed(await legsOf(db, setOff.postingId))
  await store.insertUndone(db, setOff, claim.placeCode, { document, reason, person: humanOf(actor), today })
  const { awardId, placeCode, no } = await store.reopenInstalment(db, setOff.instalmentId, `撤销抵扣 ${claim.number}`)
  try {
    await lockLines(db, [...new Set(legs.map(({ lineId }) => lineId))])
    await post(db, [{ kind: 'correct', day: today, placeCode, awardId, instalmentId: setOff.instalmentId, document, corrects: setOff.postingId, says: `撤销抵扣 ${claim.number} 第${no}期（更正凭证 ${setOff.postingSeq}）：${reason}`, legs }])
  } catch (error) {
    // The line's own CHECK is the judge: what was recovered may have left it.
    if (databaseCode(error) === '23514') refuse('disposed')
    throw error
  }
  touched({ setOffId, claimId: claim.id, number: claim.number })
  return { dueFen: setOff.amountFen, outstandingFen: fen(claim.outstandingFen + setOff.amountFen) }
})

/** His own, under whichever of his records it was granted. */
const isOf = async (db: Tx, { holderKind, holderId }: store.LockedClaim, id: string): Promise<boolean> => id === holderId || (holderKind === 'person' && (await recordsOf(db, holderId)).includes(id))

const proposeHandler = implement(proposeWriteOff, async ({ db, actor, refuse, touched }, { claimId, amount, grounds, document }) => {
  const claim = await store.lockClaim(db, claimId)
  if (claim.outstandingFen === 0n) refuse('settled')
  if (amount > claim.outstandingFen) refuse('tooMuch', `尚欠 ${yuanOf(claim.outstandingFen)}`)
  const made = await store.insertWriteOff(db, claim, { amount, grounds, document, person: humanOf(actor) })
  if (!made) return refuse('alreadyProposed')
  touched({ claimId, writeOffId: made.id })
  return { writeOffId: made.id }
})

const approveHandler = implement(approveWriteOff, async ({ db, actor, today, refuse, touched }, { writeOffId }) => {
  const writeOff = await store.lockWriteOff(db, writeOffId)
  if (writeOff.state !== 'proposed' && writeOff.state !== 'approvedOnce') refuse('notOpen')
  const claim = await store.lockClaim(db, writeOff.claimId)
  const human = humanOf(actor)
  if (sameHand({ account: writeOff.proposedBy, person: writeOff.proposerPerson }, actor) || sameHand({ account: writeOff.firstBy, person: writeOff.firstPerson }, actor)) refuse('sameHand')
  if (writeOff.amountFen > claim.outstandingFen) refuse('tooMuch', `尚欠 ${yuanOf(claim.outstandingFen)}`)
  touched({ writeOffId, number: claim.number })
  const by = sql<string>`kernel.actor()`
  if (writeOff.state === 'proposed') {
    await db.updateTable('fund.writeOff').set({ state: 'approvedOnce', firstBy: by, firstPerson: human }).where('id', '=', writeOffId).execute()
    return { state: 'approvedOnce' as const, outstandingFen: claim.outstandingFen }
  }
  await db.updateTable('fund.writeOff').set({ state: 'approved', secondBy: by, secondPerson: human, closedOn: today }).where('id', '=', writeOffId).execute()
  const { awardId, placeCode, lineId, number } = claim
  await post(db, [{ kind: 'writeOff', day: today, placeCode, awardId, document: writeOff.document, says: `核销 ${number}`, legs: move(lineId, 'receivable', 'writtenOff', writeOff.amountFen) }])
  return { state: 'approved' as const, outstandingFen: fen(claim.outstandingFen - writeOff.amountFen) }
})

const refuseHandler = implement(refuseWriteOff, async ({ db, today, refuse, touched }, { writeOffId, reason }) => {
  const writeOff = await store.lockWriteOff(db, writeOffId)
  if (writeOff.state !== 'proposed' && writeOff.state !== 'approvedOnce') refuse('notOpen')
  await db.updateTable('fund.writeOff').set({ state: 'refused', refusedReason: reason, closedOn: today }).where('id', '=', writeOffId).execute()
  touched({ writeOffId })
  return {}
})

const disposeHandler = implement(disposeRecovered, async ({ db, actor, today, refuse, touched }, { lineId, destination, amount, document }) => {
  const line = await getLine(db, lineId)
  if (actor.scope === undefined || !line.placeCode.startsWith(actor.scope)) refuse('notYourLine', line.title)
  await lockAvailable(db, lineId)
  const { recoveredFen, state } = await getLine(db, lineId)
  if (amount > recoveredFen) refuse('tooMuch', `已追回 ${yuanOf(recoveredFen)}`)
  if (destination === 'line' && state === 'closed') refuse('lineClosed')
  const common = { day: today, placeCode: line.placeCode, document }
  await post(
    db,
    destination === 'line'
      ? [{ ...common, kind: 'restore', says: `退款归还科目 ${line.title}`, legs: move(lineId, 'recovered', 'available', amount) }]
      : [{ ...common, kind: 'surrender', says: `退款上缴财政 ${line.title}`, legs: move(lineId, 'recovered', 'appropriation', amount) }],
  )
  touched({ lineId })
  const after = await getLine(db, lineId)
  return { recoveredFen: after.recoveredFen, availableFen: after.availableFen }
})

const yuanOf = (amount: bigint): string => `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')} 元`

export const claimHandlers: Handler[] = [listClaimsHandler, getClaimHandler, agreePlanHandler, recordHandler, setOffHandler, undoHandler, proposeHandler, approveHandler, refuseHandler, disposeHandler]
