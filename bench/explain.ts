import { sql } from 'kysely'
import type { Database } from '../kernel/db/database.ts'
import type { PlainDate } from '../kernel/types.ts'
import { assessAll } from '../measures/assess.ts'
import { factsOfSubject, kindOfHolder } from '../measures/facts.ts'
import { liveLibrary } from '../measures/library.ts'
import { explain, Judge, readEdition, scopeOf, type Edition, type Vocabulary } from '../policy/index.ts'
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
  const published = library.inForce(today)
  const inForce = new Map([...published].map(([code, { edition }]): [string, Edition] => [code, edition]))
  const mine = [...inForce.values()].filter((edition) => kindOfHolder(edition.for) === 'person')
  const judge = (): void => {
    for (const { facts, provenance } of known) for (const edition of mine) explain(edition, facts, { on: today, vocabulary: library.vocabulary, library: inForce, provenance })
  }
  judge()
  const began = performance.now()
  for (let round = 0; round < rounds; round++) judge()
  const each = ((performance.now() - began) * 1000) / (rounds * known.length * mine.length)
  const wide = new Judge(widened(mine.flatMap(({ measure }) => published.get(measure)?.text ?? []), library.vocabulary), library.vocabulary, inForce)
  const everything = new Judge(mine, library.vocabulary, inForce)
  let read = 0
  const judged = micros(() => {
    for (const { facts } of known) for (const { conditions } of wide.all(facts, today)) read += conditions.length
  }, known.length)
  const told = micros(() => {
    for (const { facts, provenance } of known) for (const one of everything.all(facts, today, provenance)) read += one.explanation().json().length
  }, known.length)
  if (read === 0) throw new Error('nothing was judged')
  const pages = await pageTimes(database, today, ids)
  return { engine: 'explain', people: known.length, measures: mine.length, usPerMeasureAndPerson: Math.round(each * 10) / 10, usPerPersonBy200: Math.round(judged), usPerPersonEverything: Math.round(told), pageP50Ms: percentile(pages, 0.5), pageP95Ms: percentile(pages, 0.95) }
}

/** Microseconds a person, after a round to warm up. */
const micros = (round: () => void, people: number): number => {
  round()
  const began = performance.now()
  for (let i = 0; i < rounds; i++) round()
  return ((performance.now() - began) * 1000) / (rounds * people)
}

/** 200 measures out of the library's: copies whose numbers, years and periods are moved, so that few conditions are shared. */
const widened = (texts: readonly string[], vocabulary: Vocabulary): readonly Edition[] => {
  const scope = scopeOf(vocabulary)
  const copies = Array.from({ length: Math.ceil(200 / texts.length) }, (_, k) =>
    texts.flatMap((text) => {
      const moved = text
        .replace(/^measure: (.*)$/m, `measure: $1-${k}`)
        .replace(/(>=|<=) (\d+)\b/g, (_all, sign: string, number: string) => `${sign} ${Number(number) + k}`)
        .replace(/P(\d)Y/g, (_all, years: string) => `P${Number(years) + k}Y`)
      return readEdition('moved.yaml', moved, scope).edition ?? []
    }),
  )
  return copies.flat().slice(0, 200)
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
