import { addDays, plainDate } from '../calendar/plain-date.ts'

/**
 * The text of a numeric cell. Under a date format it is a day ('YYYY-MM-DD', with the time when there is one): days are counted from
 * 30 December 1899, which makes up for the 29 February 1900 that spreadsheets believe in, or from 1 January 1904.
 * A number of 16 digits and more is left as the file has it: a spreadsheet has already lost its last digits, and whoever checks it must see so.
 */
export function numberText(raw: string, isDate: boolean, epoch1904: boolean): string {
  const value = Number(raw)
  if (!Number.isFinite(value)) return raw
  if (isDate && value >= 1 && value < 2_958_466) return dayText(value, epoch1904)
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  if (Math.abs(value) >= 1e15) return raw
  // 15 significant digits are what the file format promises; more are noise of the binary fraction.
  return String(Number(value.toPrecision(15)))
}

function dayText(serial: number, epoch1904: boolean): string {
  const days = Math.floor(serial)
  const day = addDays(plainDate(epoch1904 ? '1904-01-01' : days < 60 ? '1899-12-31' : '1899-12-30'), days)
  const minutes = Math.round((serial - days) * 1440)
  if (minutes === 0) return day
  return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
