import { sql } from 'kysely'
import { addDays } from '../../kernel/calendar/plain-date.ts'
import { implement, implementList, implementQuery, type Handler } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import { addBuilding, addUnits, askPlaces, askRules, endRule, listBuildings, listUnits, makeRule, putBack, setRent, setTerms, takeOut } from './stock-contract.ts'
import { unitCan } from './states.ts'
import * as store from './stock-store.ts'

/** What the office keeps: buildings, units, rules. What is there is public; what an office writes is of its place. */

export const isCity = (scope: string | undefined): scope is string => scope?.length === 4
export const accountOf = ({ accountId }: Actor): string => accountId ?? ''
/** A desk without a place sees none. */
export const scopeOf = ({ scope }: Actor): string => scope ?? '-'
const covers = (actor: Actor, placeCode: string): boolean => placeCode.startsWith(scopeOf(actor))

const listBuildingsHandler = implementList(listBuildings, ({ db, actor }, { search }) => {
  const rows = store.buildings(db, scopeOf(actor))
  return search ? rows.where(sql<boolean>`(b.name || ' ' || b.number || ' ' || b.operator) ilike ${`%${search}%`}`) : rows
})

const placesHandler = implementQuery(askPlaces, async ({ db, actor }, { everywhere }) => ({ places: await store.placesFor(db, everywhere ? '' : (actor.scope ?? '')) }))

const addBuildingHandler = implement(addBuilding, async ({ db, actor, refuse, touched }, building) => {
  if (!covers(actor, building.placeCode)) refuse('notHere')
  const made = await store.insertBuilding(db, { ...building, keptBy: accountOf(actor) })
  if (!made) return refuse('nameTaken')
  touched({ buildingId: made.id, number: made.number })
  return { buildingId: made.id, number: made.number }
})

const listUnitsHandler = implementList(listUnits, ({ db, actor }, { search, state, buildingId }) => {
  let rows = store.units(db, scopeOf(actor))
  if (search) rows = rows.where(sql<boolean>`(b.name || ' ' || u.room || ' ' || u.number) ilike ${`%${search}%`}`)
  if (state) rows = rows.where(sql<boolean>`${store.unitState} = ${state}`)
  if (buildingId) rows = rows.where('u.buildingId', '=', buildingId)
  return rows
})

/** Hundredths of a square metre: added up as whole numbers. */
const hundredths = (area: string): bigint => {
  const [whole = '0', part = ''] = area.split('.')
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'))
}

const addUnitsHandler = implement(addUnits, async ({ db, actor, refuse, touched }, { buildingId, since, units }) => {
  const building = await store.getBuilding(db, buildingId)
  if (!covers(actor, building.placeCode)) refuse('notHere')
  if (since < building.openedOn) refuse('beforeOpening', `楼盘自 ${building.openedOn} 起投入使用`)
  const rooms = new Set<string>()
  for (const { room } of units) {
    if (rooms.has(room)) refuse('roomTaken', room)
    rooms.add(room)
  }
  const added = await store.insertUnits(db, { id: buildingId, placeCode: building.placeCode }, units, { since, keptBy: accountOf(actor) })
  if (added < units.length) refuse('roomTaken', `${units.length - added} 套`)
  if (hundredths(await store.areaOfUnits(db, buildingId)) > hundredths(building.floorArea)) refuse('moreThanBuilding', `楼盘 ${building.floorArea} 平方米`)
  touched({ buildingId, units: String(added) })
  return { added }
})

const setRentHandler = implement(setRent, async ({ db, actor, refuse, touched }, { unitId, rentFen }) => {
  const unit = await store.getUnitForUpdate(db, unitId)
  if (!covers(actor, unit.placeCode)) refuse('notHere')
  if (unit.rentFen === rentFen) refuse('same')
  await store.setRent(db, unitId, rentFen, accountOf(actor))
  touched({ unitId, before: unit.rentFen.toString(), after: rentFen.toString() })
  return {}
})

const takeOutHandler = implement(takeOut, async ({ db, actor, today, refuse, touched }, { unitId, because }) => {
  const unit = await store.getUnitForUpdate(db, unitId)
  if (!covers(actor, unit.placeCode)) refuse('notHere')
  if (unit.state === 'occupied') refuse('occupied')
  if (unit.state === 'held') refuse('held')
  if (!unitCan.takeOut(unit) || !(await store.endLettable(db, unitId, today, because, accountOf(actor)))) refuse('notLettable')
  touched({ unitId, because })
  return {}
})

const putBackHandler = implement(putBack, async ({ db, actor, today, refuse, touched }, { unitId }) => {
  const unit = await store.getUnitForUpdate(db, unitId)
  if (!covers(actor, unit.placeCode)) refuse('notHere')
  if (!unitCan.putBack(unit)) refuse('notInRepair')
  await store.openLettable(db, { unitId, placeCode: unit.placeCode, from: today, keptBy: accountOf(actor) })
  touched({ unitId })
  return {}
})

const rulesHandler = implementQuery(askRules, async ({ db }) => ({ rules: await store.rules(db), terms: await store.getTerms(db), measures: await store.measures(db) }))

const makeRuleHandler = implement(makeRule, async ({ db, actor, refuse }, rule) => {
  if (!isCity(actor.scope)) return refuse('notCity')
  if (rule.way === 'measure' && !(await store.measures(db)).some(({ measure }) => measure === rule.value)) refuse('noSuchMeasure')
  const before = await store.openRule(db, actor.scope, rule.way, rule.value)
  if (before && (before.validFrom >= rule.validFrom || (before.validTo !== null && before.validTo >= rule.validFrom))) refuse('notLater', `自 ${before.validFrom} 起施行`)
  const endedBefore = before && before.validTo === null ? addDays(rule.validFrom, -1) : null
  if (before && endedBefore) await store.setRuleEnd(db, before.id, endedBefore)
  await store.insertRule(db, { ...rule, placeCode: actor.scope, madeBy: accountOf(actor) })
  return { endedBefore }
})

const endRuleHandler = implement(endRule, async ({ db, actor, today, refuse }, { ruleId }) => {
  if (!isCity(actor.scope)) refuse('notCity')
  const { validFrom, validTo } = await store.getRule(db, ruleId)
  if (validTo !== null) refuse('over')
  if (validFrom > today) refuse('notBegun')
  await store.setRuleEnd(db, ruleId, today)
  return {}
})

const setTermsHandler = implement(setTerms, async ({ db, actor, refuse }, terms) => {
  if (!isCity(actor.scope)) refuse('notCity')
  await store.setTerms(db, { ...terms, setBy: accountOf(actor) })
  return {}
})

export const stockHandlers: readonly Handler[] = [listBuildingsHandler, placesHandler, addBuildingHandler, listUnitsHandler, addUnitsHandler, setRentHandler, takeOutHandler, putBackHandler, rulesHandler, makeRuleHandler, endRuleHandler, setTermsHandler]
