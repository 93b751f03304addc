import { describe, expect, test } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { decide } from './decide.ts'
import { draftsOf } from './kinds.ts'
import { defaultMapping, mappingFault, readRow } from './mapping.ts'

const degree = (values: Record<string, string | boolean>) => draftsOf('education', { education: '本科', school: '青屿大学', ...values })[0]
const known = { id: 'one', education: '本科', degree: null, school: '青屿大学', full_time: true, major: null, source: '学信网', as_of: '2026-01-01', verification: 'verified' }
const told = { source: '市教育局', asOf: plainDate('2026-05-31') }
const outcome = (rows: readonly Record<string, unknown>[], draft: ReturnType<typeof degree>, by = told) => (draft ? decide(rows, draft, by) : undefined)

describe('what a delivered fact does to what is known', () => {
  test('it is new, the same, fills a gap, confirms what was declared', () => {
    expect(outcome([], degree({ fullTime: true }))).toMatchObject({ outcome: 'new', writes: [{ at: undefined }] })
    expect(outcome([known], degree({ fullTime: true }))).toEqual({ outcome: 'unchanged' })
    expect(outcome([known], degree({ fullTime: true, major: '机械' }))).toEqual({ outcome: 'changed', writes: [{ at: 'one', columns: { education: '本科', school: '青屿大学', full_time: true, major: '机械' } }] })
    expect(outcome([{ ...known, verification: 'declared', full_time: false }], degree({ fullTime: true }))).toMatchObject({ outcome: 'changed' })
  })

  test('it never overrules another source, a dispute, or a newer day; a source may go on from what it said itself', () => {
    expect(outcome([known], degree({ fullTime: false }))).toMatchObject({ outcome: 'contradicts' })
    expect(outcome([{ ...known, verification: 'disputed' }], degree({ fullTime: true }))).toMatchObject({ outcome: 'contradicts', says: '这条事实有异议，更正申请办理中' })
    expect(outcome([{ ...known, as_of: '2026-06-01' }], degree({ fullTime: false }))).toMatchObject({ outcome: 'backwards' })
    expect(outcome([{ ...known, source: '市教育局' }], degree({ fullTime: false }))).toMatchObject({ outcome: 'changed', writes: [{ at: 'one' }] })
    expect(outcome([{ ...known, source: '市教育局', as_of: '2026-05-31' }], degree({ fullTime: false }))).toMatchObject({ outcome: 'contradicts' })
  })

  test('a newer answer that leaves something out does not unsay it', () => {
    const [home] = draftsOf('housing', { homes: 2 })
    const before = { id: 'h', homes_in_city: 1, bought_on: '2025-01-01', last_transfer_on: null, rents: null, monthly_rent_fen: null, source: '市不动产登记中心', as_of: '2026-01-01', verification: 'verified' }
    expect(home && decide([before], home, { ...told, source: '市不动产登记中心' })).toMatchObject({ outcome: 'changed', writes: [{ at: undefined, columns: { homes_in_city: 2, bought_on: '2025-01-01' } }] })
  })
})

describe('a row in the registry\'s words', () => {
  const mapping = defaultMapping('housing')
  const read = (cells: Record<string, string>, dates: 'any' | 'dayMonthYear' | 'monthDayYear' = 'any') => readRow('housing', { ...mapping, dates }, { 姓名: '沈知远', 本市住房套数: '0', ...cells }, { today: plainDate('2026-06-15'), asOf: plainDate('2026-06-15') })

  test('days are read in the way of the source and refused in any other', () => {
    for (const [text, form] of [['2025-07-01', 'any'], ['2025/7/1', 'any'], ['20250701', 'any'], ['2025年7月1日', 'any'], ['01/07/2025', 'dayMonthYear'], ['07/01/2025', 'monthDayYear']] as const) expect(read({ 最近购房日期: text }, form)).toMatchObject({ row: { values: { boughtOn: '2025-07-01' } } })
    for (const [text, form] of [['2025-02-30', 'any'], ['31/12/2025', 'monthDayYear'], ['去年', 'any'], ['01/07/2025', 'any']] as const) expect(read({ 最近购房日期: text }, form)).toMatchObject({ problems: [{ column: '最近购房日期' }] })
  })

  test('money, counts and flags are exact or refused', () => {
    expect(read({ 备案月租金: '1,800.5' })).toMatchObject({ row: { values: { rent: '180050' } } })
    for (const cells of [{ 备案月租金: '面议' }, { 本市住房套数: '1.5' }, { 租房备案: '大概' }, { 姓名: '' }]) expect(read(cells)).toMatchObject({ problems: [{}] })
  })

  test('a number in the wrong column is not repeated in the reason', () => {
    expect(read({ 最近购房日期: '980101199203010019' })).toMatchObject({ problems: [{ problem: '“（号码）”不是有效的日期' }] })
  })

  test('a masked number is no number, and a mapping says what is missing of it', () => {
    expect(read({ 证件号码: '9801**********0012', 出生日期: '1992-03-01' })).toMatchObject({ row: { document: undefined, birthDate: '1992-03-01' } })
    expect(mappingFault('housing', { ...mapping, columns: { ...mapping.columns, homes: '姓名' } })).toBe('列“姓名”对照了两次')
    expect(mappingFault('housing', { ...mapping, columns: { name: '姓名', homes: '套数' } })).toContain('找不到人')
    expect(mappingFault('housing', { ...mapping, codes: { rents: { Y: '对' } } })).toContain('不在目录内')
    expect(mappingFault('housing', { ...mapping, columns: { ...mapping.columns, cars: '汽车' } })).toContain('没有“cars”')
    expect(mappingFault('housing', mapping)).toBeUndefined()
  })
})
