import { sql } from 'kysely'
import type { Database } from '../kernel/db/database.ts'
import type { PlainDate } from '../kernel/types.ts'
import { factsOfSubject, kindOfHolder } from '../measures/facts.ts'
import { liveLibrary } from '../measures/library.ts'
import { strataFacts, topics } from '../measures/public/words.ts'
import { askingOf, explain, nextQuestion, outcomeFrom, portfolio, priorOf, type Asking, type Facts, type NextQuestion } from '../policy/index.ts'
import { percentile } from './workbench.ts'

const testPeople = 300
const priorPeople = 3000
/** Somebody who is asked more than this has left. */
const patience = 60

/**
 * The anonymous calculator against people whose facts are all known: how many questions until it has nothing relevant to ask, and whether
 * what it then says is what full facts say. The prior comes from other people than those who are asked.
 */
export const benchCalculator = async (database: Database, today: PlainDate) => {
  const { asking, known } = await database.asSystem(today, async (db) => {
    const library = await liveLibrary(db)
    const editions = [...library.inForce(today).values()].map(({ edition }) => edition).filter((edition) => kindOfHolder(edition.for) === 'person')
    const { rows } = await sql<{ id: string }>`select id from pub.person order by md5(id::text) limit ${testPeople + priorPeople}`.execute(db)
    const facts: Facts[] = []
    for (const { id } of rows) {
      const one = await factsOfSubject(db, library.vocabulary, { kind: 'person', id })
      if (one) facts.push(one.facts)
    }
    return { asking: askingOf(editions, library.vocabulary), known: facts }
  })
  const prior = priorOf(known.slice(testPeople), asking, { on: today, by: strataFacts })
  const people = known.slice(0, testPeople).map((facts) => asking.answersOf(facts, today))
  const next = remembered((answers, passed) => nextQuestion(asking, answers, { on: today, prior, topics, passed }))
  const results = people.map((facts) => askOne(asking, facts, today, next))
  const due = results.filter((one) => one.due > 0)
  const sorted = (list: readonly number[]) => list.toSorted((a, b) => a - b)
  const figures = (list: readonly Asked[]) => ({
    people: list.length,
    medianQuestions: percentile(sorted(list.map((one) => one.questions)), 0.5),
    p90Questions: percentile(sorted(list.map((one) => one.questions)), 0.9),
    medianFields: percentile(sorted(list.map((one) => one.fields)), 0.5),
    p90Fields: percentile(sorted(list.map((one) => one.fields)), 0.9),
    medianUntilSame: percentile(sorted(list.map((one) => one.untilSame ?? patience)), 0.5),
    p90UntilSame: percentile(sorted(list.map((one) => one.untilSame ?? patience)), 0.9),
    sameAtEnd: list.length === 0 ? 0 : Math.round((list.filter((one) => one.sameAtEnd).length / list.length) * 1000) / 1000,
  })
  const askable = new Set([...asking.looksAt.values()].flatMap((facts) => [...facts].filter((name) => asking.vocabulary.facts.get(name)?.ask !== undefined && asking.vocabulary.facts.get(name)?.type.kind !== 'list')))
  return [
    { who: 'everybody', measures: asking.editions.length, fieldsIfAll: askable.size, cardsIfAll: cardsOf([...askable], asking), ...figures(results) },
    { who: 'due something', ...figures(due) },
  ]
}

interface Asked {
  /** Cards, each of at most five fields of one topic; and the fields on them. */
  questions: number
  fields: number
  /** After so many the answer was, and stayed, that of full facts. */
  untilSame: number | undefined
  sameAtEnd: boolean
  due: number
}

/** Cards that asking everything would take. */
const cardsOf = (askable: readonly string[], { listsOf }: Asking): number => {
  const topicOf = (name: string) => topics.find(({ facts }) => (listsOf.get(name) ?? [name]).some((fact) => facts.includes(fact)))?.title ?? name
  return [...Map.groupBy(askable, topicOf).values()].reduce((sum, fields) => sum + Math.ceil(fields.length / 5), 0)
}

type Next = (answers: Facts, passed: ReadonlySet<string>) => NextQuestion

const askOne = (asking: Asking, facts: Facts, on: PlainDate, next: Next): Asked => {
  const wanted = answerOf(asking, facts, on)
  const due = asking.editions.filter((edition) => explain(edition, facts, { on, vocabulary: asking.vocabulary, library: asking.library, withoutNearest: true }).outcome === 'eligible').length
  const answers: Record<string, Facts[string]> = {}
  const passed = new Set<string>()
  let untilSame: number | undefined
  for (let questions = 0; ; questions++) {
    const same = answerOf(asking, answers, on) === wanted
    untilSame = same ? (untilSame ?? questions) : undefined
    const { card } = next(answers, passed)
    if (!card || questions === patience) return { questions, fields: passed.size + Object.keys(answers).length, untilSame, sameAtEnd: same, due }
    for (const { name } of card.fields) {
      const value = facts[name]
      if (value === undefined || value === null) passed.add(name)
      else answers[name] = value
    }
  }
}

/** What somebody reads at the end: which measures are due, with how much, and what they come to together. */
const answerOf = (asking: Asking, facts: Facts, on: PlainDate): string => {
  const outcomes = asking.editions.flatMap((edition) => outcomeFrom(edition, explain(edition, facts, { on, vocabulary: asking.vocabulary, library: asking.library, withoutNearest: true })) ?? [])
  return JSON.stringify([...outcomes.map(({ edition, fen }) => `${edition.measure}=${fen}`), `${portfolio(outcomes).total}`])
}

/** People who answered alike are asked alike. */
const remembered = (next: Next): Next => {
  const known = new Map<string, NextQuestion>()
  return (answers, passed) => {
    const key = JSON.stringify([answers, [...passed]])
    const found = known.get(key) ?? next(answers, passed)
    known.set(key, found)
    return found
  }
}
