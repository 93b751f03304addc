import { sql } from 'kysely'
import type { Database } from '../../kernel/db/database.ts'
import { systemActor } from '../../kernel/org/actor.ts'
import type { Instant, PlainDate } from '../../kernel/types.ts'
import { ReferenceCity } from '../../policy/columns/reference.ts'
import type { City, Entry } from '../../policy/columns/question.ts'
import { columnOf, type FactValue } from '../../policy/index.ts'
import { camelOf, derivedFacts, factRelation } from '../facts.ts'
import type { LiveLibrary } from '../library.ts'
import type { SubjectKind } from '../types.ts'

/** What the laboratory asks of a city in memory. */
export interface LabCity extends Pick<City, 'whatIf' | 'rows'> {
  asOf: Instant
}

/** Everybody of one kind, as the registry has him on that day. */
export const cityOf = async (database: Database, library: LiveLibrary, kind: SubjectKind, on: PlainDate): Promise<LabCity> => {
  const facts = derivedFacts(library.vocabulary, kind)
  const rows = await database.asReader({ actor: systemActor, today: on }, async (db) => (await sql<Record<string, FactValue>>`${sql.raw(factRelation(library.vocabulary, kind, facts))} order by 1`.execute(db)).rows)
  const city = new ReferenceCity(library.vocabulary)
  city.put(rows.map((row): Entry => ({ id: String(row['id']), place: row['placeCode'] === null ? null : String(row['placeCode']), facts: Object.fromEntries(facts.map((fact) => [fact.name, row[camelOf(columnOf(fact))] ?? null])) })))
  return { asOf: new Date().toISOString() as Instant, whatIf: (question) => city.whatIf(question), rows: (question) => city.rows(question) }
}
