import { join } from 'node:path'
import { addDays, plainDate } from '../kernel/calendar/plain-date.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { readLibrary } from '../policy/index.ts'
import { houseCalendar } from '../measures/calendar.ts'
import type { LiveLibrary, PublishedEdition } from '../measures/library.ts'
import { lastDay } from '../measures/publish.ts'

/** The example city's library as if it were published, without a database. */
export const qingyu = (): LiveLibrary => {
  const { editions, vocabulary } = readLibrary(join(import.meta.dirname, '../policies/qingyu'))
  // As publishing does: the next edition ends the one before it on the day before.
  const end = (at: PublishedEdition['edition']): PlainDate | null => {
    const next = editions.find(({ measure, edition }) => measure === at.measure && edition === at.edition + 1)
    const own = lastDay(at)
    return next ? addDays(plainDate(next.inForce.from), -1) : own === null ? null : plainDate(own)
  }
  const published = editions.map((edition): PublishedEdition => ({ id: `${edition.measure}-${edition.edition}` as Id<'edition'>, edition, text: '', validFrom: plainDate(edition.inForce.from), validTo: end(edition) }))
  return {
    vocabulary: { ...vocabulary, calendar: houseCalendar },
    editions: published,
    byId: new Map(published.map((one) => [one.id, one])),
    inForce: (on) => new Map(published.filter((one) => one.validFrom <= on && (one.validTo === null || one.validTo >= on)).map((one) => [one.edition.measure, one])),
  }
}
