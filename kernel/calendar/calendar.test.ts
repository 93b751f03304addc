import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, asPlainDate, daysBetween, fullMonths, fullYears, plainDate } from './plain-date.ts'
import { shanghaiDay } from './shanghai.ts'
import { isCalendarPublished, isWorkingDay, orNextWorkingDay, workingDaysAfter, workingDaysBetween } from './working-days.ts'

const d = plainDate

test('a day that does not exist is not a day', () => {
  for (const text of ['2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '24-01-01', '2024-1-1', '1900-02-29', '']) {
    expect(asPlainDate(text)).toBeUndefined()
  }
  expect(asPlainDate('2000-02-29')).toBe('2000-02-29')
})

test('months clip to the last day of a shorter month and cross year ends', () => {
  expect(addMonths(d('2024-01-31'), 1)).toBe('2024-02-29')
  expect(addMonths(d('2023-01-31'), 1)).toBe('2023-02-28')
  expect(addMonths(d('2024-12-31'), 2)).toBe('2025-02-28')
  expect(addMonths(d('2024-03-31'), -1)).toBe('2024-02-29')
  expect(addMonths(d('2024-01-15'), -1)).toBe('2023-12-15')
})

test('who was born on 29 February turns a year older on 28 February of a common year', () => {
  expect(fullYears(d('2000-02-29'), d('2018-02-27'))).toBe(17)
  expect(fullYears(d('2000-02-29'), d('2018-02-28'))).toBe(18)
  expect(fullYears(d('2000-02-29'), d('2020-02-28'))).toBe(19)
  expect(fullYears(d('2000-02-29'), d('2020-02-29'))).toBe(20)
})

test('a year of age is reached on the birthday, not the day before', () => {
  expect(fullYears(d('1980-06-30'), d('2025-06-29'))).toBe(44)
  expect(fullYears(d('1980-06-30'), d('2025-06-30'))).toBe(45)
})

test('days and months count alike forwards and backwards', () => {
  const day = fc.integer({ min: -20000, max: 40000 }).map((n) => addDays(d('1970-01-01'), n))
  fc.assert(fc.property(day, fc.integer({ min: 0, max: 600 }), (from, months) => {
    const to = addMonths(from, months)
    expect(fullMonths(from, to)).toBe(months)
    expect(months === 0 || fullMonths(from, addDays(to, -1)) === months - 1).toBe(true)
    expect(addDays(from, daysBetween(from, to))).toBe(to)
  }))
})

test('a make-up Saturday is worked, a holiday Monday is not', () => {
  expect(isWorkingDay(d('2024-02-04'))).toBe(true) // Sunday worked before Spring Festival
  expect(isWorkingDay(d('2024-02-12'))).toBe(false)
  expect(isWorkingDay(d('2025-10-11'))).toBe(true) // Saturday worked after National Day
  expect(isWorkingDay(d('2025-10-08'))).toBe(false)
  expect(isWorkingDay(d('2026-11-21'))).toBe(false) // an ordinary Saturday
})

test('five working days over the long holiday take two weeks', () => {
  expect(workingDaysAfter(d('2025-09-30'), 5)).toBe('2025-10-14')
  expect(workingDaysAfter(d('2025-09-30'), 0)).toBe('2025-09-30')
  expect(workingDaysBetween(d('2025-09-30'), d('2025-10-14'))).toBe(5)
  expect(orNextWorkingDay(d('2025-10-01'))).toBe('2025-10-09')
})

test('a year whose calendar is not yet published rests on the statutory holidays', () => {
  expect(isCalendarPublished(2025)).toBe(true)
  expect(isCalendarPublished(2034)).toBe(false)
  expect(isWorkingDay(d('2034-10-02'))).toBe(false)
  expect(isWorkingDay(d('2034-02-20'))).toBe(false) // second day of the lunar year, a Monday
  expect(isWorkingDay(d('2034-02-23'))).toBe(true)
})

test('the day in Shanghai begins at 16:00 UTC', () => {
  expect(shanghaiDay('2024-12-31T15:59:59.999Z')).toBe('2024-12-31')
  expect(shanghaiDay('2024-12-31T16:00:00Z')).toBe('2025-01-01')
  expect(shanghaiDay(Date.UTC(2024, 1, 28, 16))).toBe('2024-02-29')
})
