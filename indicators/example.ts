import type { Tx } from '../kernel/db/database.ts'
import type { PlainDate } from '../kernel/types.ts'
import { partsOf } from '../kernel/calendar/plain-date.ts'

/** Targets of the example city 青屿市 (invented), by programme: what the city promised for the year. */
const targets = [
  { figure: 'highLevel.introduced', value: '120' },
  { figure: 'graduates.introduced', value: '360' },
  { figure: 'skilled.introduced', value: '420' },
  { figure: 'introduction.year', value: '3200' },
  { figure: 'talent.total', value: '20000' },
  { figure: 'case.decision-days', value: '20' },
] as const

/** Sets this year's and last year's targets of the city, as the system. Safe to call twice. */
export const exampleTargets = async (db: Tx, { today }: { today: PlainDate }): Promise<void> => {
  const { year } = partsOf(today)
  const rows = [year - 1, year].flatMap((of) => targets.map((target) => ({ ...target, year: of, placeCode: '9801', document: `青委人才〔${of}〕1号（示例）` })))
  await db.insertInto('indicators.target').values(rows).onConflict((conflict) => conflict.doNothing()).execute()
}
