import { sql } from 'kysely'
import type { ReadContext } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { programsInForce } from '../../measures/index.ts'
import { buildLexicon, type Lexicon } from './lexicon.ts'
import { parametersOf } from './parameters.ts'

/** What can be bound to on the date of a text, out of the house: measures in force, places, lines of the budget. */
export const readLexicon = async ({ db, database, actor, today }: ReadContext, asOf: PlainDate): Promise<Lexicon> => {
  const programs = await programsInForce(db, asOf)
  const places = await db.selectFrom('kernel.place').select(['code', 'name', 'level']).orderBy('code').execute()
  const lines = await database.asReader({ actor, today }, (reader) => sql<{ title: string }>`select distinct title from pub.budget_line_balance order by title`.execute(reader))
  return buildLexicon({
    statistics: await importedStatistics({ database, actor, today }),
    measures: programs.map(({ edition, validFrom }) => ({ measure: edition.measure, title: edition.title, documentNumber: edition.document.number, documentTitle: edition.document.title ?? '', validFrom })),
    parameters: programs.flatMap(({ edition }) => parametersOf(edition)),
    places,
    budgetLines: lines.rows.map(({ title }) => title),
  })
}

/** Kinds of numbers from outside that the city has imported. */
export const importedStatistics = async ({ database, actor, today }: Pick<ReadContext, 'database' | 'actor' | 'today'>): Promise<string[]> => {
  const { rows } = await database.asReader({ actor, today }, (reader) => sql<{ kind: string }>`select distinct kind from pub.statistic order by kind`.execute(reader))
  return rows.map(({ kind }) => kind)
}
