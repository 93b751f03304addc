import { ColumnCity, compareExample, exampleFacts, FactProblem, type Edition, type Vocabulary } from '../policy/index.ts'

const cities = new Map<Vocabulary, ColumnCity>()

/** An example's person as the only one in a city of columns: what is different from what the example wants. */
export async function runInColumns(vocabulary: Vocabulary, library: ReadonlyMap<string, Edition>, edition: Edition, example: Edition['examples'][number]): Promise<readonly string[]> {
  const city = cities.get(vocabulary) ?? new ColumnCity(vocabulary)
  cities.set(vocabulary, city)
  try {
    city.put([{ id: 'example', place: null, facts: exampleFacts(example) }])
  } catch (problem) {
    if (problem instanceof FactProblem) return [problem.message]
    throw problem
  }
  const [standing] = await city.watch([edition], example.on, library)
  const outcome = standing?.eligible === 1 ? 'eligible' : standing?.unknown === 1 ? 'unknown' : 'ineligible'
  return compareExample(example, { outcome, amount: outcome === 'eligible' && standing?.withoutAmount === 0 ? standing.fen : null })
}
