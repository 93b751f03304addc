import { addDays, plainDate } from '../../kernel/calendar/plain-date.ts'
import { shanghaiDay } from '../../kernel/calendar/shanghai.ts'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { closingDay } from '../../policy/index.ts'
import { liveLibrary } from '../library.ts'
import type { Situation } from './contract.ts'
import { indexOf } from './search-index.ts'
import { search } from './search.ts'
import { shownEditions } from './standing.ts'
import { synonyms } from './synonyms.ts'

/** What has changed in the policies that anybody can read, and whom of those who asked to be told it concerns. */

/** A window that opens or closes within so many days is told of. */
export const noticeDays = 14
/** A publication is told of for so many days after it, so that a night on which the house stood still loses nothing. */
const recentDays = 7

export interface PolicyNews {
  /** What happened, for ever: the same key is never told twice. */
  key: string
  kind: 'edition' | 'opens' | 'closes'
  measure: string
  title: string
  /** Of a publication the day on which it was published; of a window its first or last day. */
  day: PlainDate
}

export const policyNews = async (db: Tx, today: PlainDate): Promise<PolicyNews[]> => {
  const library = await liveLibrary(db)
  const shown = new Set(shownEditions(library, today).map(({ edition }) => edition.measure))
  const published = await db.selectFrom('measures.edition').select(['measure', 'title', 'publishedAt']).orderBy('edition').execute()
  // Several editions of one measure on one day are one piece of news, under its last name.
  const editions = new Map<string, PolicyNews>()
  for (const { measure, title, publishedAt } of published) {
    const day = shanghaiDay(Date.parse(publishedAt))
    if (shown.has(measure) && day >= addDays(today, -recentDays) && day <= today) editions.set(`${measure}:${day}`, { key: `edition:${measure}:${day}`, kind: 'edition', measure, title, day })
  }
  const windows = [...library.inForce(today).values(), ...library.inForce(addDays(today, noticeDays)).values()].filter(({ edition }) => edition.delivery === 'apply')
  const once = new Map(windows.map((one) => [one.id, one]))
  const turns = [...once.values()].flatMap(({ edition, id, validFrom }): PolicyNews[] => {
    const openAt = (day: PlainDate) => (day >= validFrom ? closingDay(edition, day, library.vocabulary) : undefined)
    const { measure, title } = edition
    const closes = openAt(today)
    if (closes !== undefined) return plainDate(closes) <= addDays(today, noticeDays) ? [{ key: `closes:${id}:${closes}`, kind: 'closes', measure, title, day: plainDate(closes) }] : []
    for (let ahead = 1; ahead <= noticeDays; ahead++) {
      const day = addDays(today, ahead)
      // What never closes has no window to open; a new edition is told of as one.
      if (openAt(day) !== undefined) return [{ key: `opens:${id}:${day}`, kind: 'opens', measure, title, day }]
    }
    return []
  })
  return [...editions.values(), ...turns]
}

/** The measures that somebody in this situation would find, as the search finds them. */
export const measuresFor = async (db: Tx, today: PlainDate, { measure, text, journey, who, gives, place }: Situation): Promise<ReadonlySet<string>> => {
  if (measure !== undefined) return new Set([measure])
  const { found } = search(text, indexOf(await liveLibrary(db), today, Object.keys(synonyms)))
  return new Set(
    found
      .filter(({ entry }) => (journey === undefined || entry.journeys.includes(journey)) && (who === undefined || entry.who === who) && (gives === undefined || entry.shown.gives === gives))
      .filter(({ entry: { shown } }) => place === undefined || shown.places.length === 0 || shown.places.includes(place))
      .map(({ entry }) => entry.shown.measure),
  )
}
