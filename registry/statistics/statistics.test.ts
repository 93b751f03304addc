import { describe, expect } from 'vitest'
import type { z } from 'zod'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody } from '../../test/world.ts'
import { enterStatistics, listStatistics, statisticHands, withdrawStatistic } from './contract.ts'
import { unlikely, wrongForms } from './unlikely.ts'

const day = plainDate
const refusing = (code: string, says?: RegExp) => expect.objectContaining({ kind: 'refused', code, ...(says ? { message: expect.stringMatching(says) as string } : {}) })
type Publication = z.output<typeof enterStatistics.input>
const bulletin = (over: Partial<Publication> = {}): Publication => ({ kind: '地区生产总值', year: 2025, source: '青屿市统计局', document: '2025年国民经济和社会发展统计公报', page: '第1页', asOf: day('2026-03-20'), values: [{ placeCode: '9801', value: '1260.55' }], checked: false, ...over })

describe('numbers from outside', () => {
  test('a number typed wrongly is withdrawn with its reason; nothing is changed or deleted, by whomever', async ({ world }) => {
    const office = await world.staff('talentOffice', '9801')
    await office.does(enterStatistics, bulletin({ kind: '人才贡献率', values: [{ placeCode: '9801', value: '63.5' }] }))
    const [row] = (await office.lists(listStatistics, { kind: '人才贡献率' })).rows
    await office.does(withdrawStatistic, { statisticId: row!.id, reason: '十位录反了' })
    await expect(office.does(withdrawStatistic, { statisticId: row!.id, reason: '再撤一次' })).rejects.toEqual(refusing('withdrawn'))
    expect((await office.lists(listStatistics, { state: 'withdrawn' })).rows).toMatchObject([{ value: '63.5', withdrawalReason: '十位录反了' }])
    await office.does(enterStatistics, bulletin({ kind: '人才贡献率', values: [{ placeCode: '9801', value: '36.5' }] }))
    await expect(world.asSystem((db) => db.updateTable('registry.statistic').set({ value: '99' }).execute())).rejects.toThrow(/只可撤回/)
    await expect(world.asSystem((db) => db.updateTable('registry.statistic').set({ withdrawalReason: null, withdrawnAt: null, withdrawnBy: null }).where('id', '=', row!.id).execute())).rejects.toThrow(/只可撤回/)
  })

  test('what cannot be is refused, and what looks unlikely is asked about once', async ({ world }) => {
    const office = await world.staff('talentOffice', '9801')
    const enter = (over: Partial<Publication>) => office.does(enterStatistics, bulletin(over))
    await expect(enter({ asOf: day('2027-03-20') })).rejects.toEqual(refusing('notYet'))
    await expect(enter({ asOf: day('2024-12-31') })).rejects.toEqual(refusing('early'))
    await expect(enter({ values: [{ placeCode: '9801', value: '1' }, { placeCode: '9801', value: '2' }] })).rejects.toEqual(refusing('twice'))
    await expect(enter({ values: [{ placeCode: '9801', value: '1260.555' }] })).rejects.toEqual(refusing('wrongForm', /至多 2 位小数/))
    await expect(enter({ kind: '人才贡献率', values: [{ placeCode: '9801', value: '120' }] })).rejects.toEqual(refusing('wrongForm', /不能大于 100%/))
    await expect(enter({ values: [{ placeCode: '110000000', value: '3' }] })).rejects.toEqual(refusing('notYourPlace'))
    await enter({ year: 2024, asOf: day('2025-03-20') })
    await expect(enter({ values: [{ placeCode: '9801', value: '12605.5' }] })).rejects.toEqual(refusing('unlikely', /2024年为 1260.55亿元，这次填 12605.5亿元/))
    expect(await enter({ values: [{ placeCode: '9801', value: '12605.5' }], checked: true })).toEqual({ entered: 1 })
    await expect(enter({})).rejects.toEqual(refusing('already'))
  })

  test('two who enter one publication at once enter it once', async ({ world }) => {
    const [one, two] = [await world.staff('talentOffice', '9801'), await world.staff('talentOffice', '9801')]
    const said = await Promise.allSettled([one, two].map((office) => office.does(enterStatistics, bulletin())))
    expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await one.lists(listStatistics, {})).total).toBe(1)
  })

  test('each verb answers each duty as its line says; a county enters for itself and withdraws nothing of another', async ({ world }) => {
    const city = await world.staff('talentOffice', '9801')
    await city.does(enterStatistics, bulletin({ values: [{ placeCode: '980101', value: '400' }, { placeCode: '980104', value: '300' }] }))
    const rows = (await city.lists(listStatistics, {})).rows
    const [here, there] = ['980101', '980104'].map((place) => rows.find(({ placeCode }) => placeCode === place)!.id)
    const verbs: { name: string; may: readonly Role[]; says?: string; attempt: (who: Somebody) => Promise<unknown> }[] = [
      { name: 'list', may: staff, attempt: (who) => who.lists(listStatistics, {}) },
      { name: 'enter', may: statisticHands, attempt: (who) => who.does(enterStatistics, bulletin({ year: 2024, asOf: day('2025-03-20'), values: [{ placeCode: '980101', value: '390' }] })) },
      { name: 'withdraw away', may: statisticHands, says: 'missing', attempt: (who) => who.does(withdrawStatistic, { statisticId: there!, reason: '录错了地方' }) },
      { name: 'withdraw', may: statisticHands, attempt: (who) => who.does(withdrawStatistic, { statisticId: here!, reason: '录错了地方' }) },
    ]
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      for (const { name, may, says = 'yes', attempt } of verbs) expect([role, name, await answerOf(attempt(who))]).toEqual([role, name, may.includes(role) ? says : 'denied'])
    }
    await expect((await world.staff('talentOffice', '980101')).does(enterStatistics, bulletin({ values: [{ placeCode: '980104', value: '1' }] }))).rejects.toEqual(refusing('notYourPlace'))
  })
})

describe('what a clerk looks at twice', () => {
  const asked = { kind: '就业人员', year: 2025, values: [{ placeCode: '980101', placeName: '海曙湾区', value: '130' }], thisYear: new Map(), yearBefore: new Map([['980101', '100']]), city: '9801' } as const
  test('three tenths more are believed, more are asked about; counties that outgrow their city too', () => {
    expect(unlikely(asked)).toEqual([])
    expect(unlikely({ ...asked, values: [{ ...asked.values[0], value: '131' }] })).toHaveLength(1)
    const whole = new Map([['9801', '200'], ['980104', '70']])
    expect(unlikely({ ...asked, thisYear: whole })).toEqual([])
    expect(unlikely({ ...asked, thisYear: new Map([['9801', '199'], ['980104', '70']]) })).toEqual(['各县区之和 200人，超过全市 199人'])
  })
  test('a percentage is measured in points', () => {
    const share = { ...asked, kind: '人才贡献率', yearBefore: new Map([['980101', '30']]) } as const
    expect(unlikely({ ...share, values: [{ ...asked.values[0], value: '40' }] })).toEqual([])
    expect(unlikely({ ...share, values: [{ ...asked.values[0], value: '40.01' }] })).toHaveLength(1)
    expect(wrongForms('就业人员', [{ ...asked.values[0], value: '0' }])).toEqual(['海曙湾区 0：就业人员不能小于 1人'])
  })
})
