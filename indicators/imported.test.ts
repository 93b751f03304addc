import { expect } from 'vitest'
import type { z } from 'zod'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { enterStatistics, listStatistics, withdrawStatistic } from '../registry/statistics/contract.ts'
import { test } from '../test/world.ts'
import { askAsKnown, askFigure } from './contract.ts'

const day = plainDate
type Publication = z.output<typeof enterStatistics.input>
const bulletin = (over: Partial<Publication> = {}): Publication => ({ kind: '地区生产总值', year: 2025, source: '青屿市统计局', document: '2025年国民经济和社会发展统计公报', page: '第1页', asOf: day('2026-03-20'), values: [{ placeCode: '9801', value: '1260.55' }], checked: false, ...over })

test('a published number becomes a figure with its document and page; a revision takes its place, and what was known before stays known', async ({ world }) => {
  const office = await world.staff('talentOffice', '9801')
  await office.does(enterStatistics, bulletin({ year: 2024, document: '2024年国民经济和社会发展统计公报', asOf: day('2025-03-20'), values: [{ placeCode: '9801', value: '1200' }] }))
  await office.does(enterStatistics, bulletin({ values: [{ placeCode: '9801', value: '1260.55' }, { placeCode: '980101', value: '400.25' }] }))
  const leader = await world.staff('leader')
  const figure = await leader.asks(askFigure, { id: 'imported.product', asOf: world.today })
  expect(figure.figure).toMatchObject({ value: '12605500000000', basis: { year: 2025, value: '1260.55', document: '2025年国民经济和社会发展统计公报', page: '第1页' }, change: { words: '增长 5.0%' } })
  expect(figure.parts.find(({ key }) => key === '980101')?.value).toBe('4002500000000')
  expect(figure.definition).toMatchObject({ sides: [], breakdowns: [{ key: 'place' }] })
  expect(figure.history.map(({ year, value }) => [year, value === null])).toContainEqual([2024, false])
  // Nobody has published the running year: the year before it stands for the day, and the line of years stays empty there.
  expect(figure.history.at(-1)).toMatchObject({ value: null })

  await office.does(enterStatistics, bulletin({ document: '关于2025年地区生产总值最终核实的公告', page: '全文', asOf: day('2026-05-10'), values: [{ placeCode: '9801', value: '1275' }] }))
  expect((await office.lists(listStatistics, { kind: '地区生产总值', year: 2025, place: '9801' })).rows.map(({ value, state }) => [value, state])).toEqual(expect.arrayContaining([['1275', 'current'], ['1260.55', 'revised']]))
  world.setToday(day('2026-06-01'))
  const known = (knownOn: string) => leader.asks(askAsKnown, { id: 'imported.product', asOf: day('2026-04-01'), knownOn: day(knownOn) })
  expect(await known('2026-04-30')).toMatchObject({ then: { value: '12605500000000' }, now: { value: '12750000000000' } })
  expect(await known('2026-05-31')).toMatchObject({ then: { value: '12750000000000' }, difference: null })
})

test('a number that was withdrawn serves no figure', async ({ world }) => {
  const office = await world.staff('talentOffice', '9801')
  await office.does(enterStatistics, bulletin({ kind: '人才贡献率', values: [{ placeCode: '9801', value: '63.5' }] }))
  const contribution = async () => (await (await world.staff('leader')).asks(askFigure, { id: 'imported.contribution', asOf: world.today })).figure
  expect(await contribution()).toMatchObject({ value: '63.50', unit: 'share' })
  const [row] = (await office.lists(listStatistics, { kind: '人才贡献率' })).rows
  await office.does(withdrawStatistic, { statisticId: row!.id, reason: '十位录反了' })
  world.setToday(day('2026-07-01'))
  expect(await contribution()).toMatchObject({ value: null, because: '没有2026年及以前的人才贡献率数' })
})
