import { randomUUID } from 'node:crypto'
import { databaseCode } from '../../kernel/db/database.ts'
import { implement, implementList, implementQuery } from '../../kernel/implement.ts'
import type { Id } from '../../kernel/types.ts'
import { getLine } from '../budget-store.ts'
import { humanOf } from '../../kernel/org/actor.ts'
import { sameHand, yuanOf } from '../desk.ts'
import { move, post, type Leg } from '../ledger.ts'
import { lockLines } from './adjustment.ts'
import { confirmSettlement, declineSettlement, drawSettlement, getSettlement, listSettlementItems, listSettlements, settlementCan, withdrawSettlement } from './settlement-contract.ts'
import * as store from './settlement-store.ts'

/** 市县结算: the city draws what one level paid for the other, the county confirms, one voucher moves it between their lines. */

const listHandler = implementList(listSettlements, ({ db }, { state, placeCode }) => {
  let rows = store.settlements(db)
  if (state) rows = rows.where('s.state', '=', state)
  if (placeCode) rows = rows.where('s.placeCode', '=', placeCode)
  return rows
})

const getHandler = implementQuery(getSettlement, ({ db }, { settlementId }) => store.getSettlement(db, settlementId))

const listItemsHandler = implementList(listSettlementItems, ({ db }, { settlementId, owedBy }) => {
  const rows = store.settlementItems(db, settlementId)
  return owedBy ? rows.where('t.owedBy', '=', owedBy) : rows
})

const drawHandler = implement(drawSettlement, async ({ db, actor, today, refuse, touched }, { countyCode, from, to }) => {
  const cityCode = actor.scope ?? ''
  if (cityCode.length !== 4) refuse('notCity')
  const county = await db.selectFrom('kernel.place').select('code').where('code', '=', countyCode).where('parentCode', '=', cityCode).executeTakeFirst()
  if (!county) refuse('notYourCounty', countyCode)
  if (to > today) refuse('periodOpen')
  try {
    const drawn = await store.draw(db, { cityCode, countyCode, from, to }, humanOf(actor))
    if (!drawn) return refuse('nothingToSettle')
    const { id, ...statement } = drawn
    touched({ settlementId: id, number: drawn.number })
    return { settlementId: id, ...statement }
  } catch (error) {
    // Another maker has just drawn the same payments; the index lets one of the two have them.
    if (databaseCode(error) === '23505') return refuse('nothingToSettle')
    throw error
  }
})

const confirmHandler = implement(confirmSettlement, async ({ db, actor, today, refuse, touched }, { settlementId, document }) => {
  const drawn = await store.getSettlementForUpdate(db, settlementId)
  if (!settlementCan.confirm(drawn)) refuse('notDrawn')
  if (actor.scope !== drawn.placeCode) refuse('notTheCounty')
  if (sameHand({ account: drawn.drawnBy, person: drawn.drawerPerson }, actor)) refuse('sameHand')
  const sides = (await store.sidesOf(db, settlementId)).map(({ counterLineId, ...side }) => ({ ...side, counterLineId: counterLineId ?? refuse('noCounterLine', `${side.year} 年 ${side.code}`) }))
  const changes = new Map<Id<'budgetLine'>, bigint>()
  const legs: Leg[] = []
  for (const { payerLineId, counterLineId, amountFen, reverses } of sides) {
    // What came back goes the way of the first settlement in reverse.
    const [from, to] = reverses ? [counterLineId, payerLineId] : [payerLineId, counterLineId]
    changes.set(from, (changes.get(from) ?? 0n) + amountFen)
    changes.set(to, (changes.get(to) ?? 0n) - amountFen)
    legs.push(...move(from, 'paid', 'available', amountFen), ...move(to, 'available', 'paid', amountFen))
  }
  await lockLines(db, [...changes.keys()])
  for (const [lineId, gain] of changes) {
    const line = await getLine(db, lineId)
    if (line.availableFen + gain < 0n) refuse('counterShort', `${line.placeName} ${line.year} 年 ${line.title} 还差 ${yuanOf(-gain - line.availableFen)}`)
    if (line.paidFen < gain) refuse('payerChanged', `${line.year} 年 ${line.title}`)
  }
  const postingId = randomUUID()
  await post(db, [{ id: postingId, kind: 'settle', day: today, placeCode: drawn.placeCode, document, says: `市县结算 ${drawn.number}`, legs }])
  await store.decide(db, settlementId, { state: 'confirmed', deciderPerson: humanOf(actor), document, postingId })
  touched({ number: drawn.number })
  return { number: drawn.number, countyOwesFen: drawn.countyOwesFen, cityOwesFen: drawn.cityOwesFen }
})

const declineHandler = implement(declineSettlement, async ({ db, actor, refuse, touched }, { settlementId, reason }) => {
  const drawn = await store.getSettlementForUpdate(db, settlementId)
  if (!settlementCan.decline(drawn)) refuse('notDrawn')
  if (actor.scope !== drawn.placeCode) refuse('notTheCounty')
  await store.decide(db, settlementId, { state: 'declined', deciderPerson: humanOf(actor), declineReason: reason })
  touched({ number: drawn.number })
  return { number: drawn.number }
})

const withdrawHandler = implement(withdrawSettlement, async ({ db, actor, refuse, touched }, { settlementId }) => {
  const drawn = await store.getSettlementForUpdate(db, settlementId)
  if (!settlementCan.withdraw(drawn)) refuse('notDrawn')
  if (actor.scope !== drawn.cityCode) refuse('notCity')
  await store.decide(db, settlementId, { state: 'withdrawn', deciderPerson: humanOf(actor) })
  touched({ number: drawn.number })
  return { number: drawn.number }
})

export const settlementHandlers = [listHandler, getHandler, listItemsHandler, drawHandler, confirmHandler, declineHandler, withdrawHandler]
