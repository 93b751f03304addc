/** The calendar of policy/language/day.ts on day numbers (1970-01-01 is 0), after Howard Hinnant. */
const first: i32 = -719162
const last: i32 = 2932896

// @ts-ignore: decorator
@inline
function floorDiv(a: i32, b: i32): i32 {
  return a >= 0 ? a / b : (a - b + 1) / b
}

/** 20240229 of a day number. */
export function compactOf(day: i32): i32 {
  const z = day + 719468
  const era = floorDiv(z, 146097)
  const doe = z - era * 146097
  const yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365
  const doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
  const mp = (5 * doy + 2) / 153
  const month = mp < 10 ? mp + 3 : mp - 9
  return (yoe + era * 400 + (month <= 2 ? 1 : 0)) * 10000 + month * 100 + doy - (153 * mp + 2) / 5 + 1
}

/** Day number of 20240229. */
export function daysOf(compact: i32): i32 {
  return number(compact / 10000, (compact / 100) % 100, compact % 100)
}

function number(fullYear: i32, month: i32, day: i32): i32 {
  const year = fullYear - (month <= 2 ? 1 : 0)
  const era = floorDiv(year, 400)
  const yearOfEra = year - era * 400
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
}

/** Month number times 100 plus the day of the month: differences of these, floored by 100, are full months. */
export function monthsOf(day: i32): i32 {
  const compact = compactOf(day)
  return ((compact / 10000) * 12 + ((compact / 100) % 100) - 1) * 100 + (compact % 100)
}

function daysIn(year: i32, month: i32): i32 {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
}

export function shifted(day: i32, months: i32): i32 {
  const compact = compactOf(day)
  const total = (compact / 10000) * 12 + ((compact / 100) % 100) - 1 + months
  const year = floorDiv(total, 12)
  const month = total - year * 12 + 1
  if (year < 1) return first
  if (year > 9999) return last
  const end = daysIn(year, month)
  const date = compact % 100
  return number(year, month, date < end ? date : end)
}
