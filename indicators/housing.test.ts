import { describe, expect } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { yuan, type Id } from '../kernel/types.ts'
import { leave, renew } from '../modules/housing/contract.ts'
import { addUnits, setTerms, takeOut, putBack } from '../modules/housing/stock-contract.ts'
import { building, flats, housed, ruled, waiting } from '../test/housing.ts'
import { test, type World } from '../test/world.ts'
import { askFigure, askFigures, listRecords } from './contract.ts'

const valuesOf = async (world: World, ids: string[], asOf: string, place = '9801') => {
  const reader = await world.staff('leader', '9801')
  const { figures } = await reader.asks(askFigures, { ids, asOf: plainDate(asOf), place })
  return figures.map(({ value }) => value)
}

describe('figures of talent apartments', () => {
  test('floor area by the building, flats by the flat: what was there on a day, and what came this year', async ({ world }) => {
    const { city, buildingId } = await flats(world, ['60.50', '39.25'])
    await city.does(addUnits, { buildingId, since: plainDate('2026-03-01'), units: [{ room: '2-101', bedrooms: 1, area: '45', rentFen: yuan(800) }] })
    await flats(world, ['80'], { name: '松涛苑', placeCode: '980104', floorArea: '12345.67', openedOn: plainDate('2025-12-31') })
    const ids = ['housing.floor-area', 'housing.units', 'housing.unit-area', 'housing.new-units', 'housing.new-area']
    expect(await valuesOf(world, ids, '2025-12-31')).toEqual(['12345.67', '0', '0.00', '0', '12345.67'])
    expect(await valuesOf(world, ids, '2026-02-28')).toEqual(['13345.67', '3', '179.75', '3', '1000.00'])
    expect(await valuesOf(world, ids, '2026-06-15')).toEqual(['13345.67', '4', '224.75', '4', '1000.00'])
    expect(await valuesOf(world, ids, '2026-06-15', building.placeCode)).toEqual(['1000.00', '3', '144.75', '3', '1000.00'])
    const leader = await world.staff('leader', '9801')
    expect((await leader.lists(listRecords, { figure: 'housing.floor-area' })).rows.map(({ amount }) => amount).toSorted()).toEqual(['1,000.00 平方米', '12,345.67 平方米'])
  })

  test('a flat is vacant while it may be lived in and nobody does; repair keeps it in the stock, leaving the stock does not', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [one = '' as Id<'unit'>, two = '' as Id<'unit'>, three = '' as Id<'unit'>] } = await flats(world, ['60', '61', '62'])
    const ids = ['housing.units', 'housing.vacant', 'housing.occupied', 'housing.occupancy']
    const { tenancyId } = await housed(world, city, one)
    world.setToday('2026-06-20')
    await city.does(takeOut, { unitId: two, because: 'repair' })
    await city.does(takeOut, { unitId: three, because: 'withdrawn' })
    world.setToday('2026-07-01')
    await city.does(putBack, { unitId: two })
    world.setToday('2026-08-01')
    await city.does(leave, { tenancyId, reason: '工作调动' })
    expect(await valuesOf(world, ids, '2026-06-14')).toEqual(['3', '3', '0', '0.00'])
    expect(await valuesOf(world, ids, '2026-06-15')).toEqual(['3', '2', '1', '33.33'])
    expect(await valuesOf(world, ids, '2026-06-20')).toEqual(['2', '0', '1', '50.00'])
    expect(await valuesOf(world, ids, '2026-07-01')).toEqual(['2', '1', '1', '50.00'])
    expect(await valuesOf(world, ids, '2026-08-01')).toEqual(['2', '2', '0', '0.00'])
  })

  test('who lives there counts with his family under the contract of that day, and once however often it is renewed', async ({ world }) => {
    const city = await ruled(world)
    await city.does(setTerms, { answerDays: 3, mostMisses: 2, termMonths: 1, document: '青建发〔2026〕3号' })
    const { unitIds: [unitId = '' as Id<'unit'>] } = await flats(world)
    const { tenancyId } = await housed(world, city, unitId)
    world.setToday('2026-07-10')
    await city.does(renew, { tenancyId, people: 4 })
    world.setToday('2026-09-01')
    await city.does(leave, { tenancyId, reason: '买了房' })
    await housed(world, city, unitId, '下一户')
    const ids = ['housing.people', 'housing.housed-ever', 'housing.housed-year']
    expect(await valuesOf(world, ids, '2026-06-14')).toEqual(['0', '0', '0'])
    expect(await valuesOf(world, ids, '2026-06-15')).toEqual(['3', '3', '3'])
    expect(await valuesOf(world, ids, '2026-07-15')).toEqual(['4', '3', '3'])
    // The contract ended on 14 August; they live there until the keys come back.
    expect(await valuesOf(world, ids, '2026-08-31')).toEqual(['4', '3', '3'])
    expect(await valuesOf(world, ids, '2026-09-01')).toEqual(['3', '6', '6'])
  })

  test('who waits counts from the application until the keys; how long it took is averaged over who moved in', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [unitId = '' as Id<'unit'>] } = await flats(world)
    await housed(world, city, unitId, '当天就住上的')
    await waiting(world, '还在等的')
    const ids = ['housing.waiting', 'housing.waiting-days']
    expect(await valuesOf(world, ids, '2026-06-14')).toEqual(['0', null])
    expect(await valuesOf(world, ids, '2026-06-15')).toEqual(['1', '0.0'])
    const leader = await world.staff('leader', '9801')
    expect((await leader.asks(askFigure, { id: 'housing.waiting' })).figure.value).toBe('1')
    expect((await leader.lists(listRecords, { figure: 'housing.waiting' })).rows).toMatchObject([{ name: '还***' }])
  })
})
