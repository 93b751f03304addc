import { listUnsigned, prepareSheet, signSheet, type SheetKind } from '../fund/sheets/contract.ts'
import { addDays, addMonths, plainDate } from '../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../kernel/types.ts'
import type { Cast, House } from './example-year-house.ts'

/** How many of the latest days nobody has signed yet: the desk of the demo accounts goes on there. */
const left = 2

/**
 * The signed sheets of the example city's fund of this year, after everything else was posted: each day of last month and of this one on which
 * something moved, but for the latest, and last month's statement. Each is prepared the day after by one, and signed by another.
 */
export const liveSheets = async (house: House, cast: Cast, today: PlainDate): Promise<void> => {
  const [maker, checker] = [cast.demoActor('fund-maker'), cast.demoActor('fund-checker')]
  const month = plainDate(`${today.slice(0, 7)}-01`)
  const from = addMonths(month, -1)
  const { funds } = await house.asks({ actor: maker, today }, listUnsigned, {})
  // In January last month belongs to another fund's year: then only what is over of this year is signed.
  const fund = funds.find(({ own, fundTitle }) => own && fundTitle.includes(today.slice(0, 4)))
  if (!fund) return
  const sign = async (kind: SheetKind, day: PlainDate, on: PlainDate) => {
    const { sheetId, differsFen } = await house.does({ actor: maker, today: on }, prepareSheet, { fundId: fund.fundId, kind, day })
    // One that does not match is left for the desk: it cannot be signed.
    if (differsFen === 0n) await house.does({ actor: checker, today: on }, signSheet, { sheetId })
    return differsFen === 0n
  }
  const days = fund.days.filter((day) => day >= from)
  const [last, now] = [days.filter((day) => day < month), days.filter((day) => day >= month)]
  for (const day of last) if (!(await sign('day', day, addDays(day, 1)))) return
  if (last.length && !(await sign('month', from, addDays(month, 1)))) return
  for (const day of now.slice(0, -left)) if (!(await sign('day', day, addDays(day, 1)))) return
}
