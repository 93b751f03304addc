import { plainDate } from '../kernel/calendar/plain-date.ts'
import { yuan, type Id } from '../kernel/types.ts'
import { acceptOffer, apply, checkIn, offerUnit } from '../modules/housing/contract.ts'
import { addBuilding, addUnits, listUnits, makeRule } from '../modules/housing/stock-contract.ts'
import { giveClass } from './service.ts'
import type { Somebody, World } from './world.ts'

/** A building with flats, and people who may have one; the world's today is 2026-06-15. */

export const building = { name: '海棠苑', placeCode: '980101', address: '临海区海棠路1号', operator: '青屿安居发展有限公司', document: '青建发〔2025〕8号', floorArea: '1000.00', openedOn: plainDate('2026-01-01') }

/** Flats of these areas in one building of 临海区, in the order of their rooms. */
export const flats = async (world: World, areas: readonly string[] = ['60.00'], fields: Partial<typeof building> = {}) => {
  const city = await world.staff('talentOffice', '9801')
  const { buildingId } = await city.does(addBuilding, { ...building, ...fields })
  await city.does(addUnits, { buildingId, since: building.openedOn, units: areas.map((area, at) => ({ room: `1-${101 + at}`, bedrooms: 2, area, rentFen: yuan(1000) })) })
  const { rows } = await city.lists(listUnits, { buildingId }, { sort: 'room' })
  return { city, buildingId, unitIds: rows.map(({ id }) => id) }
}

/** C may have up to 120 square metres, E up to 70. */
export const ruled = async (world: World): Promise<Somebody> => {
  const city = await world.staff('talentOffice', '9801')
  for (const [value, mostArea] of [['C', '120'], ['E', '70']] as const) await city.does(makeRule, { way: 'class', value, mostArea, document: '青建发〔2021〕17号第十五条', validFrom: plainDate('2026-01-01') })
  return city
}

export const entitledTalent = async (world: World, name = '沈知远', level = 'C', place = '980101001') => {
  const talent = await world.talent({ name, place })
  await giveClass(world, talent.personId, level, { place })
  return talent
}
export const waiting = async (world: World, name?: string, level?: string, wantedPlace: string | null = null, place?: string) => {
  const talent = await entitledTalent(world, name, level, place)
  return { talent, ...(await talent.does(apply, { family: 2, wantedPlace })) }
}
/** Somebody who lives in this unit from today. */
export const housed = async (world: World, city: Somebody, unitId: Id<'unit'>, name?: string, place?: string) => {
  const { talent, applicationId } = await waiting(world, name, 'C', null, place)
  await city.does(offerUnit, { applicationId, unitId })
  await talent.does(acceptOffer, { applicationId })
  const tenancy = await city.does(checkIn, { applicationId, people: 3 })
  return { talent, applicationId, ...tenancy }
}
