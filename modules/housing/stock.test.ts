import { describe, expect } from 'vitest'
import { test as pure } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { yuan, type Id } from '../../kernel/types.ts'
import { building, flats } from '../../test/housing.ts'
import { test } from '../../test/world.ts'
import { readRows } from './paste.ts'
import { addBuilding, addUnits, askRules, endRule, listBuildings, listUnits, makeRule, putBack, setRent, setTerms, takeOut } from './stock-contract.ts'

const document = '青建发〔2026〕9号'
const flat = (room: string, area = '60') => ({ room, bedrooms: 2, area, rentFen: yuan(1000) })

describe('buildings and flats', () => {
  test('are entered by the office of their place, once under a name and once under a room', async ({ world }) => {
    const county = await world.staff('talentOffice', '980101')
    await expect(county.does(addBuilding, { ...building, placeCode: '980104' })).rejects.toMatchObject({ code: 'notHere' })
    const { buildingId, number } = await county.does(addBuilding, building)
    expect(number).toBe('LP0001')
    await expect(county.does(addBuilding, building)).rejects.toMatchObject({ code: 'nameTaken' })
    const add = (units: ReturnType<typeof flat>[], since = '2026-01-01') => county.does(addUnits, { buildingId, since: plainDate(since), units })
    await expect(add([flat('1-101')], '2025-12-31')).rejects.toMatchObject({ code: 'beforeOpening' })
    await expect(add([flat('1-101'), flat('1-101')])).rejects.toMatchObject({ code: 'roomTaken' })
    expect(await add([flat('1-101'), flat('1-102')])).toEqual({ added: 2 })
    await expect(add([flat('1-102')])).rejects.toMatchObject({ code: 'roomTaken' })
    // To the hundredth: 120 are there, 1000 may be.
    await expect(add([flat('2-101', '440.00'), flat('2-102', '440.01')])).rejects.toMatchObject({ code: 'moreThanBuilding' })
    await add([flat('2-101', '440.00'), flat('2-102', '440.00')])
    expect((await county.lists(listBuildings, {})).rows).toMatchObject([{ floorArea: '1000.00', units: 4, vacant: 4, occupied: 0 }])
    expect((await (await world.staff('talentOffice', '980104')).lists(listUnits, {})).total).toBe(0)
  })

  test('go into repair and come back, or leave for good; a day that is not over is not cut', async ({ world }) => {
    const { unitIds: [unitId = '' as Id<'unit'>] } = await flats(world, ['60'])
    const [here, there] = [await world.staff('talentOffice', '980101'), await world.staff('talentOffice', '980104')]
    for (const attempt of [() => there.does(takeOut, { unitId, because: 'repair' }), () => there.does(putBack, { unitId }), () => there.does(setRent, { unitId, rentFen: yuan(1) })]) await expect(attempt()).rejects.toMatchObject({ code: 'notHere' })
    await expect(here.does(putBack, { unitId })).rejects.toMatchObject({ code: 'notInRepair' })
    await here.does(takeOut, { unitId, because: 'repair' })
    await expect(here.does(takeOut, { unitId, because: 'repair' })).rejects.toMatchObject({ code: 'notLettable' })
    await here.does(putBack, { unitId })
    await expect(here.does(takeOut, { unitId, because: 'withdrawn' })).rejects.toMatchObject({ code: 'notLettable' })
    world.setToday('2026-06-16')
    await here.does(takeOut, { unitId, because: 'withdrawn' })
    await expect(here.does(putBack, { unitId })).rejects.toMatchObject({ code: 'notInRepair' })
    expect((await here.lists(listUnits, { state: 'withdrawn' })).total).toBe(1)
  })
})

test('rules are the city’s, by document and day; a newer one ends the one before', async ({ world }) => {
  const [city, county] = [await world.staff('talentOffice', '9801'), await world.staff('talentOffice', '980101')]
  const rule = { way: 'class' as const, value: 'C', mostArea: '90', document, validFrom: plainDate('2026-01-01') }
  await expect(county.does(makeRule, rule)).rejects.toMatchObject({ code: 'notCity' })
  await expect(county.does(setTerms, { answerDays: 5, mostMisses: 2, termMonths: 36, document })).rejects.toMatchObject({ code: 'notCity' })
  await expect(city.does(makeRule, { ...rule, way: 'measure', value: 'no-such' })).rejects.toMatchObject({ code: 'noSuchMeasure' })
  for (const mostArea of ['9.99', '500.01']) await expect(world.post(city.cookie, makeRule.name, { ...rule, mostArea })).rejects.toMatchObject({ kind: 'invalid' })
  await city.does(makeRule, rule)
  await expect(city.does(makeRule, rule)).rejects.toMatchObject({ code: 'notLater' })
  expect(await city.does(makeRule, { ...rule, mostArea: '100', validFrom: plainDate('2026-07-01') })).toEqual({ endedBefore: '2026-06-30' })
  const { rules: [next, before] } = await city.asks(askRules, {})
  await expect(county.does(endRule, { ruleId: next?.id ?? ('' as Id<'housingRule'>) })).rejects.toMatchObject({ code: 'notCity' })
  await expect(city.does(endRule, { ruleId: next?.id ?? ('' as Id<'housingRule'>) })).rejects.toMatchObject({ code: 'notBegun' })
  await expect(city.does(endRule, { ruleId: before?.id ?? ('' as Id<'housingRule'>) })).rejects.toMatchObject({ code: 'over' })
})

pure('rows out of a sheet are read one a line, with their head left out; each that cannot be read is said by its number', () => {
  expect(readRows('房号\t几室\t面积\t月租金\n1-101\t2\t68.50\t1200\n1-102，0，38，680.5\n')).toEqual({ units: [{ room: '1-101', bedrooms: 2, area: '68.50', rentFen: 120_000n }, { room: '1-102', bedrooms: 0, area: '38', rentFen: 68_050n }], wrong: [] })
  expect(readRows('1-101\t2\t6x\t1200\n1-102\t2\t60').wrong).toEqual(['第 1 行：面积写作 89.50 这样，单位平方米', '第 2 行：应为房号、几室（0 为开间）、面积、月租金（元）四格'])
})
