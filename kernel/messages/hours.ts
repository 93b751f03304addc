import { addDays } from '../calendar/plain-date.ts'
import { shanghaiDay } from '../calendar/shanghai.ts'
import type { PlainDate } from '../types.ts'

/** When the house may disturb somebody. All in Asia/Shanghai, which has no summer time. */

/** Hours of the day from and to which nothing is sent. */
export const quietFrom = 21
export const quietTo = 8
/** When the bundle of a day goes out. */
export const digestAt = 10

/** How many sendings a recipient gets in a day by a channel; what is over waits for the next morning. */
export const perDay = { sms: 3, email: 5, push: 5 } as const

/** How long after the first, second … failed attempt it is tried again, in minutes; after the last the house gives up. */
export const backOff = [5, 30, 120, 480] as const
export const mostAttempts = backOff.length + 1

const hourOf = (at: Date): number => new Date(at.getTime() + 8 * 3_600_000).getUTCHours()
/** The instant of an hour of a day in Shanghai. */
export const hourOn = (day: PlainDate, hour: number): Date => new Date(Date.parse(`${day}T00:00:00Z`) + (hour - 8) * 3_600_000)

export const isQuiet = (at: Date): boolean => hourOf(at) >= quietFrom || hourOf(at) < quietTo

/** The first instant from `at` on at which something may be sent. */
export const notQuiet = (at: Date): Date => {
  if (!isQuiet(at)) return at
  const day = shanghaiDay(at.getTime())
  return hourOn(hourOf(at) < quietTo ? day : addDays(day, 1), quietTo)
}

/** The day on which a bundle that begins at `at` goes out: today before ten, tomorrow after. */
export const digestDay = (at: Date): PlainDate => {
  const day = shanghaiDay(at.getTime())
  return hourOf(at) < digestAt ? day : addDays(day, 1)
}

/** Eight in the morning of the next day. */
export const nextMorning = (at: Date): Date => hourOn(addDays(shanghaiDay(at.getTime()), 1), quietTo)
