import { sql } from 'kysely'
import type { Database } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { kindOfHolder } from '../facts.ts'
import { liveLibrary } from '../library.ts'
import type { SubjectKind } from '../types.ts'
import type { CityHost } from './host.ts'

const page = 20_000

/** What one match over the city found. */
export interface Found {
  kind: SubjectKind
  subjectId: string
  editionId: string
  placeCode: string
  employerId: string | null
  amountFen: bigint | null
}
export interface MatchCount {
  editionId: string
  eligible: number
  unknown: number
  ineligible: number
  amountFen: bigint
}
export interface MatchResult {
  subjects: number
  measures: number
  found: Found[]
  counts: MatchCount[]
  milliseconds: number
}

/** Out of the city in memory, which has it standing already. */
export const matchCity = async (database: Database, host: CityHost, on: PlainDate): Promise<MatchResult> => {
  const began = performance.now()
  const library = await database.asSystem(on, liveLibrary)
  const editions = library.inForce(on)
  const { subjects } = await host.state()
  const result: MatchResult = { subjects: 0, measures: editions.size, found: [], counts: [], milliseconds: 0 }
  const kinds = new Set([...editions.values()].map(({ edition }) => kindOfHolder(edition.for)))
  for (const kind of kinds) result.subjects += subjects[kind]
  for (const standing of await host.watched()) {
    const one = editions.get(standing.measure)
    if (!one) continue
    const kind = kindOfHolder(one.edition.for)
    result.counts.push({ editionId: one.id, eligible: standing.eligible, unknown: standing.unknown, ineligible: standing.ineligible, amountFen: standing.fen })
    for (let offset = 0; offset < standing.eligible; offset += page) {
      const { rows } = await host.standing(kind, standing.measure, offset, page)
      const homes = await homesOf(database, on, rows.map((row) => row.id))
      for (const { id, fen } of rows) {
        const home = homes.get(id)
        if (home) result.found.push({ kind, subjectId: id, editionId: one.id, placeCode: home.placeCode, employerId: home.employerId, amountFen: fen } satisfies Found)
      }
    }
  }
  result.milliseconds = Math.round(performance.now() - began)
  return result
}

const homesOf = async (database: Database, on: PlainDate, ids: readonly string[]): Promise<Map<string, { placeCode: string; employerId: string | null }>> => {
  const { rows } = await database.asSystem(on, (db) =>
    sql<{ id: string; placeCode: string; employerId: string | null }>`select subject_id as id, place_code, employer_id from measures.subject_fact where place_code is not null and subject_id = any(${sql.val([...ids])}::uuid[])`.execute(db))
  return new Map(rows.map((row) => [row.id, row]))
}
