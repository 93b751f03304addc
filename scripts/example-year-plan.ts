import { Random } from '../city/random.ts'
import { addDays } from '../kernel/calendar/plain-date.ts'
import { isWorkingDay } from '../kernel/calendar/working-days.ts'
import type { PlainDate } from '../kernel/types.ts'
import type { EditionSummary, Office } from '../measures/types.ts'
import type { DemoDesk } from './example-year-house.ts'
import type { Pool } from './example-year-pool.ts'

/** Which cases the example year has: when each is filed, for what, where, and how it ends. */

export type Ending =
  | { is: 'decided' }
  | { is: 'rejected' }
  /** Rejected, and the applicant asks that somebody else look. */
  | { is: 'appealed' }
  | { is: 'denied' }
  | { is: 'supplemented' }
  | { is: 'overruled' }
  /** Left open today: at this stage of the path, sent back, with an objection, or taken back by the applicant. */
  | { is: 'waits'; stage: number }
  | { is: 'returned'; stage: number }
  /** Waits for an inquiry outside the house. */
  | { is: 'suspended'; stage: number }
  | { is: 'objected'; stage: number }
  | { is: 'withdrawn' }

export interface Story {
  filedOn: PlainDate
  /** In the order in which they are tried. */
  measures: readonly string[]
  /** Prefix of the place of whom it is about, tried first; `only` when nobody else will do. */
  place: string
  only: boolean
  employerId: string | undefined
  /** The employer files for his member of staff. */
  byEmployer: boolean
  /** Past cases and open ones draw from opposite ends of the city, so that neither leaves nothing to the other. */
  past: boolean
  ending: Ending
  /** Working days that each desk takes. */
  pace: () => number
}

export const workingDaysBefore = (day: PlainDate, count: number): PlainDate => {
  let found = day
  for (let left = count; left > 0; ) {
    found = addDays(found, -1)
    if (isWorkingDay(found)) left--
  }
  return found
}

interface City {
  today: PlainDate
  seed: number
  editions: readonly EditionSummary[]
  pool: Pool
  counties: readonly string[]
  desks: readonly DemoDesk[]
  cases: number
}

/** Classes have stories of their own: what the year's money tells does not hang on how many classes the catalogue has. */
export const planYear = (city: City): Story[] => {
  const others = { ...city, editions: city.editions.filter(({ recognises }) => !recognises), desks: city.desks.filter(({ login }) => login !== classDesk) }
  return [...pastStories(others), ...openStories(others), ...recognitionStories(city)]
}
const classDesk = 'county-talent-office'

/** How the finished cases ended, by their place in the row; all others were decided. */
const endings: Readonly<Record<number, Ending['is']>> = { 3: 'supplemented', 7: 'rejected', 15: 'overruled', 19: 'appealed', 26: 'supplemented', 33: 'denied', 40: 'rejected', 48: 'withdrawn', 55: 'rejected', 63: 'supplemented', 70: 'rejected', 78: 'rejected', 84: 'denied' }

/** Filed evenly from ten months ago until a month ago, so that nearly all are through by now; measures and counties take turns. */
const pastStories = ({ today, seed, editions, pool, counties, cases }: City): Story[] => {
  const measures = editions.map(({ measure }) => measure).filter((measure) => pool.size(measure) > 0)
  return Array.from({ length: cases }, (_, index) => {
    const random = new Random(seed, index, 42)
    const turn = index % Math.max(measures.length, 1)
    return {
      filedOn: addDays(today, -300 + Math.floor((index * 270) / cases)),
      measures: [...measures.slice(turn), ...measures.slice(0, turn)],
      place: counties[index % counties.length] ?? '',
      only: false,
      employerId: undefined,
      byEmployer: index % 5 === 2 && endings[index] !== 'denied',
      past: true,
      ending: pastEnding(endings[index]),
      // One desk in fifteen is late.
      pace: () => (random.chance(1 / 15) ? 8 : random.between(1, 4)),
    }
  })
}

const pastEnding = (is: Ending['is'] | undefined): Ending =>
  is === 'supplemented' || is === 'rejected' || is === 'appealed' || is === 'overruled' || is === 'denied' || is === 'withdrawn' ? { is } : { is: 'decided' }

/** What waits today, desk by desk; then the states that no desk's queue shows. */
const openStories = (city: City): Story[] => {
  const desks = city.desks.filter(({ actor }) => ['windowClerk', 'reviewer', 'talentOffice', 'employerClerk'].includes(actor.role))
  return [...desks.flatMap((desk, index) => queueOf(city, desk, index)), ...notices(city), ...sentBack(city), ...elsewhere(city)]
}

interface Station {
  edition: EditionSummary
  /** Counted from 1. */
  stage: number
  days: number
}

const stationsWhere = (editions: readonly EditionSummary[], kind: 'review' | 'notice' | 'decide' | undefined, fits: (office: Office) => boolean): Station[] =>
  editions.flatMap((edition) =>
    edition.path.flatMap((stage, index) => {
      const step = stage.find((one) => (kind ? one.kind === kind : one.kind !== 'notice') && fits(one.office))
      return step ? [{ edition, stage: index + 1, days: step.workingDays }] : []
    }),
  )

/**
 * Filed so many working days ago that the stage has been open for `open` of them, when each desk before took one day and each notice its
 * full time. An employer who files himself has no check of his own to make.
 */
const filedFor = (today: PlainDate, { edition, stage }: Station, open: number): PlainDate => {
  const before = edition.path.slice(0, stage - 1).reduce((sum, steps) => {
    const notice = steps.find((step) => step.kind === 'notice')
    if (notice) return sum + notice.workingDays + 1
    return edition.for !== 'person' && steps.every((step) => step.office.level === 'employer') ? sum : sum + 1
  }, 0)
  return workingDaysBefore(today, before + open)
}

const waiting = (city: City, station: Station, { place, only = false, employerId, open }: { place: string; only?: boolean; employerId?: string; open: number }, is: 'waits' | 'returned' | 'suspended' | 'objected' = 'waits'): Story => ({
  filedOn: filedFor(city.today, station, open),
  measures: [station.edition.measure],
  place,
  only,
  employerId,
  byEmployer: false,
  past: false,
  ending: { is, stage: station.stage },
  pace: () => 1,
})

/** Of each class of the catalogue three recognised in the past, one under way at the county, one on its notice, and one objection. */
const recognitionStories = (city: City): Story[] => {
  const county = city.desks.find(({ login }) => login === classDesk)?.actor.scope ?? ''
  return city.editions
    .filter(({ recognises, measure }) => recognises && city.pool.size(measure) > 0)
    .flatMap((edition, turn) => {
      const notice = edition.path.findIndex((stage) => stage.some(({ kind }) => kind === 'notice')) + 1
      const at = (stage: number): Station => ({ edition, stage, days: edition.path[stage - 1]?.[0]?.workingDays ?? 5 })
      const past = [210, 120, 60].map((days, index): Story => ({
        filedOn: addDays(city.today, -days - turn * 3),
        measures: [edition.measure],
        place: city.counties[(turn * 3 + index) % city.counties.length] ?? '',
        only: false,
        employerId: undefined,
        byEmployer: index === 1,
        past: true,
        ending: { is: 'decided' },
        pace: () => 1 + (index % 3),
      }))
      return [...past, waiting(city, at(2), { place: county, open: turn % 4 }), waiting(city, at(notice), { place: '', open: 2 }), ...(turn === 0 ? [waiting(city, at(notice), { place: '', open: 3 }, 'objected')] : [])]
    })
}

const levelOf = (role: string, scope: string): Office['level'] => (role === 'employerClerk' ? 'employer' : scope.length === 4 ? 'city' : scope.length === 6 ? 'county' : 'town')

/** Two to four cases for one demo desk, the third overdue. */
const queueOf = (city: City, { actor }: DemoDesk, turn: number): Story[] => {
  const scope = actor.scope ?? ''
  const level = levelOf(actor.role, scope)
  const stations = stationsWhere(city.editions, undefined, (office) => office.level === level && (level === 'employer' || office.department === (actor.department ?? null))).filter(({ edition }) =>
    city.pool.has(edition.measure, scope, actor.employerId),
  )
  const wanted = level === 'employer' || level === 'town' ? 3 : actor.department === 'hr' ? 4 : 3
  if (!stations.length) return []
  return Array.from({ length: wanted }, (_, index) => {
    const station = stations[(turn + index) % stations.length]
    if (!station) throw new RangeError('a turn within the list')
    const open = index === 2 ? station.days + 3 : index === 1 ? Math.max(station.days - 1, 0) : index % 2
    return waiting(city, station, { place: scope, only: true, ...(actor.employerId ? { employerId: actor.employerId } : {}), open })
  })
}

/** Two notices that run, and one that an objection has stopped: at the talent office where it has any, for its demo account to settle. */
const notices = (city: City): Story[] => {
  const all = stationsWhere(city.editions, 'notice', () => true).filter(({ edition }) => city.pool.size(edition.measure) > 0)
  const office = all.filter(({ edition, stage }) => edition.path[stage - 1]?.some((step) => step.office.department === 'talent-office'))
  const stations = [...office, ...all.filter((station) => !office.includes(station))]
  return stations.length ? [2, 1, 3].map((open, index) => waiting(city, at(stations, index), { place: '', open }, index === 2 ? 'objected' : 'waits')) : []
}

/** Three that wait for the applicant, one of them in the demo county, and one for an inquiry outside. */
const sentBack = (city: City): Story[] => {
  const stations = stationsWhere(city.editions, 'review', (office) => office.level !== 'employer').filter(({ edition }) => city.pool.size(edition.measure) > 0)
  const county = city.desks.find(({ actor }) => actor.scope?.length === 6)?.actor.scope ?? ''
  return stations.length ? [county, '', '', ''].map((place, index) => waiting(city, at(stations, index * 3), { place, open: 2 + index }, index === 3 ? 'suspended' : 'returned')) : []
}

/** Other counties have work too. */
const elsewhere = (city: City): Story[] => {
  const stations = stationsWhere(city.editions, 'review', (office) => office.level === 'county').filter(({ edition }) => city.pool.size(edition.measure) > 0)
  const mine = city.desks.map(({ actor }) => actor.scope)
  return stations.length ? city.counties.filter((county) => !mine.includes(county)).map((county, index) => waiting(city, at(stations, index * 2 + 1), { place: county, open: (index * 3) % 8 })) : []
}

const at = (stations: readonly Station[], index: number): Station => {
  const station = stations[index % stations.length]
  if (!station) throw new RangeError('no station')
  return station
}
