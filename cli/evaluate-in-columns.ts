import { ColumnCity, type Edition, type Facts, type PolicyLibrary, type Vocabulary } from '../policy/index.ts'

export interface ColumnAnswer {
  readonly edition: Edition
  /** One a subject, in the order given. */
  readonly answers: readonly { readonly outcome: 'eligible' | 'ineligible' | 'unknown'; readonly amount: bigint | null }[]
}

/** Everybody of a facts file as a city in columns, one edition after another: outcomes and exact amounts in fen. */
export async function* evaluateInColumns(library: PolicyLibrary, editions: readonly Edition[], subjects: readonly Facts[], on: string, others: ReadonlyMap<string, Edition>): AsyncGenerator<ColumnAnswer> {
  const cities = new Map<Vocabulary, ColumnCity>()
  try {
    for (const edition of editions) {
      const vocabulary = library.vocabularyOf(edition)
      const city = cities.get(vocabulary) ?? new ColumnCity(vocabulary)
      if (!cities.has(vocabulary)) city.put(subjects.map((facts, i) => ({ id: String(i), place: null, facts })))
      cities.set(vocabulary, city)
      await city.watch([edition], on, others)
      const eligible = new Map(city.standing(edition.measure, 'eligible', 0, subjects.length).rows.map(({ id, fen }) => [id, fen]))
      const unknown = new Set(city.standing(edition.measure, 'unknown', 0, subjects.length).rows.map(({ id }) => id))
      yield { edition, answers: subjects.map((_, i) => (eligible.has(String(i)) ? { outcome: 'eligible', amount: eligible.get(String(i)) ?? null } : { outcome: unknown.has(String(i)) ? 'unknown' : 'ineligible', amount: null })) }
    }
  } finally {
    for (const city of cities.values()) await city.close()
  }
}
