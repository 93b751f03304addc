import { randomUUID } from 'node:crypto'
import { implement, implementList } from '../../kernel/implement.ts'
import { getLine } from '../budget-store.ts'
import { humanOf } from '../../kernel/org/actor.ts'
import { ownedBy, sameHand } from '../desk.ts'
import { post } from '../ledger.ts'
import { legsFor, lockLines, nextYearsLine, obstacleTo, type Way } from './adjustment.ts'
import * as store from './adjustment-store.ts'
import { adjustmentCan, adjustmentKinds, approveAdjustment, askAdjustment, declineAdjustment, listAdjustments, withdrawAdjustment } from './contract.ts'

/** 预算调整: one person asks, another approves; only then the ledger moves, under the same locks as every award. */

const listHandler = implementList(listAdjustments, ({ db }, { state, kind, lineId }) => {
  let rows = store.adjustments(db)
  if (state) rows = rows.where('j.state', '=', state)
  if (kind) rows = rows.where('j.kind', '=', kind)
  if (lineId) rows = rows.where((where) => where.or([where('j.lineId', '=', lineId), where('j.toLineId', '=', lineId)]))
  return rows
})

const askHandler = implement(askAdjustment, async ({ db, actor, today, refuse, touched }, { kind, lineId, toLineId, amount, document }) => {
  if ((kind === 'transfer') !== (toLineId !== undefined)) refuse('noTarget')
  if (lineId === toLineId) refuse('sameLine')
  const line = await getLine(db, lineId)
  const to = toLineId && (await getLine(db, toLineId))
  for (const each of to ? [line, to] : [line]) if (!ownedBy(each, actor.scope)) refuse('notYourLine', each.title)
  if (to && to.year !== line.year) refuse('otherYear', `${line.year} 年、${to.year} 年`)
  const way: Way = { kind, lineId, toLineId: toLineId ?? null, amount }
  const obstacle = obstacleTo(way, line, to || undefined, today)
  if (obstacle) refuse(obstacle.code, obstacle.detail)
  const made = await store.insertAdjustment({ kind, lineId, toLineId: way.toLineId, placeCode: line.placeCode, amountFen: amount, document, askerPerson: humanOf(actor), year: today.slice(0, 4) }, db)
  touched({ adjustmentId: made.id, number: made.number })
  return { adjustmentId: made.id, number: made.number }
})

const approveHandler = implement(approveAdjustment, async ({ db, actor, today, refuse, touched }, { adjustmentId }) => {
  const asked = await store.getAdjustmentForUpdate(db, adjustmentId)
  if (!adjustmentCan.approve(asked)) refuse('notAsked')
  if (sameHand({ account: asked.askedBy, person: asked.askerPerson }, actor)) refuse('sameHand')
  const { kind, lineId, amountFen: amount, document } = asked
  const before = await getLine(db, lineId)
  const toLineId = kind === 'carryOver' ? await nextYearsLine(db, before) : asked.toLineId
  if (toLineId === undefined) return refuse('noSpecialFund', `${before.year + 1} 年`)
  await lockLines(db, toLineId ? [lineId, toLineId] : [lineId])
  const [line, to] = [await getLine(db, lineId), toLineId ? await getLine(db, toLineId) : undefined]
  const way: Way = { kind, lineId, toLineId, amount }
  const obstacle = obstacleTo(way, line, to, today)
  if (obstacle) refuse(obstacle.code, obstacle.detail)
  const postingId = randomUUID()
  const says = `${adjustmentKinds[kind]}：${line.title}${to ? ` → ${to.year === line.year ? '' : `${to.year} 年 `}${to.title}` : ''}（${asked.number}）`
  await post(db, [{ id: postingId, kind, day: today, placeCode: line.placeCode, document, says, legs: legsFor(way) }])
  await store.decide(db, adjustmentId, { state: 'approved', deciderPerson: humanOf(actor), postingId, toLineId })
  touched({ number: asked.number })
  return { number: asked.number, availableFen: (await getLine(db, lineId)).availableFen }
})

const declineHandler = implement(declineAdjustment, async ({ db, actor, refuse, touched }, { adjustmentId, reason }) => {
  const asked = await store.getAdjustmentForUpdate(db, adjustmentId)
  if (!adjustmentCan.decline(asked)) refuse('notAsked')
  await store.decide(db, adjustmentId, { state: 'declined', deciderPerson: humanOf(actor), declineReason: reason })
  touched({ number: asked.number })
  return { number: asked.number }
})

const withdrawHandler = implement(withdrawAdjustment, async ({ db, actor, refuse, touched }, { adjustmentId }) => {
  const asked = await store.getAdjustmentForUpdate(db, adjustmentId)
  if (!adjustmentCan.withdraw(asked)) refuse('notAsked')
  if (!sameHand({ account: asked.askedBy, person: asked.askerPerson }, actor)) refuse('notYours')
  await store.decide(db, adjustmentId, { state: 'withdrawn', deciderPerson: humanOf(actor) })
  touched({ number: asked.number })
  return { number: asked.number }
})

export const adjustmentHandlers = [listHandler, askHandler, approveHandler, declineHandler, withdrawHandler]
