import { sql } from 'kysely'
import type { Database } from '../kernel/db/database.ts'
import type { PlainDate } from '../kernel/types.ts'
import { assessAll } from '../measures/assess.ts'
import { factsOfSubject, kindOfHolder } from '../measures/facts.ts'
import { liveLibrary } from '../measures/library.ts'
import { explain, type Edition } from '../policy/index.ts'
import { percentile } from './workbench.ts'

const sample = 200
const rounds = 5

/** The explain engine: pure judging of one person by one measure, and what a person waits for his whole page of entitlements. */
export const benchExplain = async (database: Database, today: PlainDate) => {
  const { library, known, ids } = await database.asSystem(today, async (db) => {
    const live = await liveLibrary(db)
    const { rows } = await sql<{ id: string }>`select id from pub.person order by md5(id::text) limit ${sample}`.execute(db)
    const facts = []
    for (const { id } of rows) facts.push(await factsOfSubject(db, live.vocabulary, { kind: 'person', id }))
    return { library: live, known: facts.filter((one) => one !== undefined), ids: rows.map(({ id }) => id) }
  })
  const inForce = new Map([...library.inForce(today)].map(([code, { edition }]): [string, Edition] => [code, edition]))
  const mine = [...inForce.values()].filter((edition) => kindOfHolder(edition.for) === 'person')
  const judge = (): void => {
    for (const { facts, provenance } of known) for (const edition of mine) explain(edition, facts, { on: today, vocabulary: library.vocabulary, library: inForce, provenance })
  }
  judge()
  const began = performance.now()
  for (let round = 0; round < rounds; round++) judge()
  const each = ((performance.now() - began) * 1000) / (rounds * known.length * mine.length)
  const pages = await pageTimes(database, today, ids)
  return { engine: 'explain', people: known.length, measures: mine.length, usPerMeasureAndPerson: Math.round(each * 10) / 10, pageP50Ms: percentile(pages, 0.5), pageP95Ms: percentile(pages, 0.95) }
}

const pageTimes = async (database: Database, today: PlainDate, ids: readonly string[]): Promise<number[]> => {
  const times: number[] = []
  for (const id of ids) {
    const began = performance.now()
    await database.asSystem(today, (db) => assessAll(db, { kind: 'person', id }, today))
    times.push(performance.now() - began)
  }
  return times.toSorted((a, b) => a - b)
}
