import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { explain } from '../explain/explain.ts'
import { compileSql } from '../sql/compile.ts'
import { factsGiven, relationOf } from '../sql/relation.ts'
import { Subject } from '../vocabulary/facts.ts'
import { exampleFacts, runExamples } from './examples.ts'
import { inForceOn, readLibrary } from './read-library.ts'

const folder = join(import.meta.dirname, '../../policies/sample')
const library = readLibrary(folder, { on: '2024-12-01' })
let client: pg.Client

beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('adminUrl') })
  await client.connect()
})
afterAll(() => client.end())

test('the fourteen sample measures are read without an error', () => {
  expect(library.diagnostics.filter((entry) => entry.severity === 'error')).toEqual([])
  expect(library.editions.length).toBe(readdirSync(folder).filter((file) => file.endsWith('.yaml')).length - 1)
})

test('every measure has an eligible, an ineligible and an unknown example', () => {
  for (const edition of library.editions) expect([edition.measure, [...new Set(edition.examples.map((example) => example.outcome))].sort()]).toEqual([edition.measure, ['eligible', 'ineligible', 'unknown']])
})

test.each(library.editions.map((edition) => [edition.measure, edition] as const))('%s agrees with its examples', (_name, edition) => {
  const failed = runExamples(edition, library.vocabularyOf(edition), inForceOn(library.editions, '2024-12-01')).filter((result) => !result.ok)
  expect(failed).toEqual([])
})

test('the whole library as one statement gives every example person what explain gives', async () => {
  const on = '2024-06-01'
  const { vocabulary } = library
  const people = library.editions.flatMap((edition) => edition.examples.map(exampleFacts))
  const inForce = inForceOn(library.editions, on)
  const { relation, parameter } = relationOf(people, vocabulary, 2)
  const { statements, shared } = compileSql(library.editions, { vocabulary, relation, facts: factsGiven(people, vocabulary), library: inForce })
  expect(statements).toHaveLength(1)
  expect(shared).toBeGreaterThan(3)
  const { rows } = await client.query<{ subject: number; measure: string; outcome: boolean | null; amount_fen: string | null }>(statements[0]?.text ?? '', [on, parameter])
  const theirs = new Map(rows.map((row) => [`${row.subject} ${row.measure}`, `${row.outcome} ${row.amount_fen}`]))
  const differences: string[] = []
  people.forEach((facts, id) => {
    const subject = new Subject(facts, vocabulary)
    for (const edition of library.editions) {
      const answer = explain(edition, subject, { on, vocabulary, library: inForce, withoutNearest: true })
      const ours = `${answer.outcome === 'unknown' ? null : answer.outcome === 'eligible'} ${answer.amount}`
      if (theirs.get(`${id} ${edition.measure}`) !== ours) differences.push(`${id} ${edition.measure}: explain ${ours}, sql ${theirs.get(`${id} ${edition.measure}`)}`)
    }
  })
  expect(differences).toEqual([])
  expect(rows.length).toBe(people.length * library.editions.length)
})
