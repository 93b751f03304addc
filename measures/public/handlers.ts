import { Missing } from '../../kernel/errors.ts'
import { implementQuery, type Handler } from '../../kernel/implement.ts'
import { liveLibrary } from '../library.ts'
import { plainMeasure, publicRules, searchPolicies, type FoundPolicy } from './contract.ts'
import { plainOf } from './plain.ts'
import { placesOf } from './places.ts'
import { rulesFor } from './rules.ts'
import { indexOf } from './search-index.ts'
import { meantBy, nearTo, search, type Answer } from './search.ts'
import { shownEditions } from './standing.ts'
import { synonyms } from './synonyms.ts'

const searchHandler = implementQuery(searchPolicies, async ({ db, today }, { text, journey, who, gives, place }) => {
  const library = await liveLibrary(db)
  const index = indexOf(library, today, Object.keys(synonyms))
  const answer = search(text, index)
  const places = [...placesOf(library.vocabulary)]
  const rows = answer.found
    .filter(({ entry }) => (journey === undefined || entry.journeys.includes(journey)) && (who === undefined || entry.who === who) && (gives === undefined || entry.shown.gives === gives))
    .map(({ entry: { shown }, hits }): FoundPolicy => ({ ...shown, hits: [...hits], applies: place === undefined || shown.places.length === 0 || shown.places.includes(place) }))
  // Asked without words: what one may still ask for. By words an ended one is found too, and says what came in its place.
  const shown = answer.terms.length === 0 ? rows.filter(({ standing }) => standing.state !== 'ended') : rows
  const meant = answer.lost.map((word) => meantBy(word, index)).find((word) => word !== undefined) ?? null
  return {
    rows: place === undefined ? shown : shown.toSorted((a, b) => Number(b.applies) - Number(a.applies)),
    sentence: sentenceFor(answer, shown.length, answer.found.length),
    near: shown.length > 0 ? [] : (answer.found.length > 0 ? answer.found.slice(0, 3).map(({ entry }) => entry) : nearTo(text, index)).map(({ shown: { measure, title } }) => ({ measure, title })),
    meant,
    places,
  }
})

const sentenceFor = ({ terms, lost }: Answer, shown: number, found: number): string | null => {
  if (shown > 0) return lost.length > 0 && terms.length > 0 ? `没有政策写到“${lost.join('”“')}”，下面是写到其余词的` : null
  if (found > 0) return `有 ${found} 项政策写到这些词，但不在所选的范围里。去掉一个筛选条件试试。`
  return terms.length > 0 ? `没有政策写到“${terms.join(' ')}”。换个说法，或只写一个词，比如“租房”“创业”“职称”。` : '这个范围里没有政策。去掉一个筛选条件试试。'
}

const plainHandler = implementQuery(plainMeasure, async ({ db, today }, { measure, edition }) => {
  const library = await liveLibrary(db)
  const shown = edition === undefined ? shownEditions(library, today).find((one) => one.edition.measure === measure) : library.editions.find((one) => one.edition.measure === measure && one.edition.edition === edition)
  if (!shown) throw new Missing()
  return plainOf(library, shown, today)
})

const rulesHandler = implementQuery(publicRules, ({ db, today }) => rulesFor(db, today))

export const publicMeasureHandlers: Handler[] = [searchHandler, plainHandler, rulesHandler]
