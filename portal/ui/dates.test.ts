import { expect, test } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { yuan } from '../../kernel/types.ts'
import type { Due } from '../../measures/contract.ts'
import type { MyDate } from '../contract.ts'
import { awayText, calendarFile, calendarOf, isUrgent } from './dates.ts'

const today = plainDate('2026-11-29')
const due = (measure: string, day: string | null, outcome: Due['outcome'] = 'eligible') => ({ measure, title: measure, outcome, amount: yuan(100), lapse: day === null ? null : { day: plainDate(day), because: ['不满36周岁'] } }) as Due
const sign: MyDate = { on: plainDate('2026-12-10'), kind: 'sign', title: '购房补贴', amount: yuan(5000), id: 'c1' }
const paid: MyDate = { on: plainDate('2026-12-01'), kind: 'instalment', title: '安家补助 第 2 期', amount: yuan(2000), id: 'c2' }

test('what is nearest stands first, and the last day to claim stands among the rest', () => {
  const shown = calendarOf([sign, paid], [due('甲', '2026-12-05')], new Set(), today)
  expect(shown.map(({ on, label }) => [on, label])).toEqual([['2026-12-01', '发放'], ['2026-12-05', '最后申报日'], ['2026-12-10', '签订协议']])
  expect(shown[1]).toMatchObject({ says: '过了这一天就不再符合：不满36周岁', link: '/my/claim/甲', loses: true })
})

test('what is in hand, not due, without an end, or more than a year away is no appointment', () => {
  const dues = [due('在办', '2026-12-05'), due('不符合', '2026-12-05', 'ineligible'), due('没有期限', null), due('两年后', '2028-12-05'), due('留下', '2027-11-29')]
  expect(calendarOf([], dues, new Set(['在办']), today).map(({ title }) => title)).toEqual(['留下'])
})

test('only what would be lost is urgent', () => {
  const [first, second] = calendarOf([paid, sign], [], new Set(), today)
  expect([first, second].map((one) => one && isUrgent(one, today))).toEqual([false, true])
  expect(isUrgent({ ...(second ?? expect.fail()), on: plainDate('2027-02-01') }, today)).toBe(false)
  expect([awayText(today, today), awayText(sign.on, today)]).toEqual(['就是今天', '还有 11 天'])
})

test('a phone takes it over: whole days, a reminder where something is lost, no long line', () => {
  const file = calendarFile(calendarOf([sign, paid], [], new Set(), today), 'https://juying.example', new Date('2026-11-29T01:02:03.456Z'))
  expect(file).toContain('DTSTART;VALUE=DATE:20261210\r\n')
  expect(file.match(/BEGIN:VALARM/g)).toHaveLength(1)
  expect(file).toContain('DTSTAMP:20261129T010203Z')
  for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  expect(file.replaceAll('\r\n ', '')).toContain('DESCRIPTION:逾期不签的，审定失效。https://juying.example/my/cases/c1')
})
