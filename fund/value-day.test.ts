import { expect, test } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { overdueBy, valueDay } from './value-day.ts'

const at = (instant: string) => Date.parse(instant)

test.each([
  ['2026-06-15', '2026-06-15T07:29:59Z', '2026-06-15', 'a Monday before half past three'],
  ['2026-06-15', '2026-06-15T07:30:00Z', '2026-06-16', 'at half past three'],
  ['2026-06-12', '2026-06-12T09:00:00Z', '2026-06-15', 'a Friday evening'],
  ['2026-06-13', '2026-06-13T02:00:00Z', '2026-06-15', 'a Saturday morning'],
  ['2026-06-13', '2026-06-13T09:00:00Z', '2026-06-15', 'a Saturday evening is no later than its morning'],
  ['2026-10-01', '2026-10-01T02:00:00Z', '2026-10-08', 'the National Day holiday'],
  ['2026-12-31', '2026-12-31T08:00:00Z', '2027-01-04', 'the last evening of a year before a day of rest and a weekend'],
  ['2026-06-15', '2026-11-28T09:00:00Z', '2026-06-15', 'a clock that lies on another day has no hour of this one'],
])('released on %s at %s it is dated %s: %s', (today, instant, dated) => {
  expect(valueDay(plainDate(today), at(instant))).toBe(dated)
})

test.each([
  ['2026-06-19', 3, '2026-06-14'],
  ['2026-06-15', 3, '2026-06-09'],
])('on %s what was sent more than %i working days ago is what was sent by %s', (today, count, day) => {
  expect(overdueBy(plainDate(today), count)).toBe(day)
})
