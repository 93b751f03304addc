import { createHash } from 'node:crypto'
import { addDays, addMonths, dateOf, partsOf } from '../../kernel/calendar/plain-date.ts'
import type { ReadContext } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { cannotTell, valueOf } from '../compute.ts'
import { countsOf, definitions } from '../definitions/index.ts'
import { know } from '../reading.ts'
import { placesBelow } from '../store.ts'
import type { FrozenFigure } from './findings.ts'

/** The last day of 2026 or of 2026-10. */
export const lastDayOf = (period: string): PlainDate => {
  const [year = 0, month] = period.split('-').map(Number)
  return month === undefined ? dateOf(year, 12, 31) : addDays(addMonths(dateOf(year, month, 1), 1), -1)
}

/** Figures of records that hold in every place alike: their parts are not parts of the whole. */
export const everywhere: ReadonlySet<string> = new Set(definitions.filter((definition) => countsOf(definition).some(({ of }) => of.everywhere)).map(({ id }) => id))

/** Every figure that the records can tell of that day, for a place and the places of the next level. */
export const takeFigures = async (context: ReadContext, place: string, asOf: PlainDate, { fresh = false } = {}): Promise<FrozenFigure[]> => {
  const known = await know(context, { asOf, place }, definitions, 'place', { fresh })
  const below = await placesBelow(context.db, place)
  return definitions
    .filter((definition) => cannotTell(known, definition, asOf) === null)
    .flatMap((definition) =>
      [undefined, ...below.map(({ code }) => code)].map((code): FrozenFigure => {
        const { edition, value, because, numerator, denominator, basis } = valueOf(known, definition, asOf, code)
        return { figure: definition.id, placeCode: code ?? place, edition, value, because, numerator, denominator, basis: basis && `${basis.source}（${partsOf(asOf).year === basis.year ? '' : `${basis.year}年，`}${basis.value}）` }
      }),
    )
}

/** SM3 over the rows in one order: what the signature stands for. */
export const sealOf = (rows: readonly FrozenFigure[]): string => {
  const lines = rows.map(({ figure, placeCode, edition, value, because, numerator, denominator, basis }) => JSON.stringify([figure, placeCode, edition, value, because, numerator, denominator, basis])).toSorted()
  return createHash('sm3').update(lines.join('\n'), 'utf8').digest('hex')
}
