import type { PlainDate } from '../types.ts'
import { plainDate } from './plain-date.ts'

// China has kept one time zone without summer time since 1992; nothing here asks about an instant before that.
const OFFSET_MS = 8 * 3_600_000

/** The day in Asia/Shanghai at an instant (ISO UTC string, or milliseconds since the epoch). */
export function shanghaiDay(instant: string | number): PlainDate {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant)
  return plainDate(new Date(ms + OFFSET_MS).toISOString().slice(0, 10))
}
