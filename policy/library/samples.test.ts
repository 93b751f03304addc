import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { explain } from '../explain/explain.ts'
import { readEdition } from '../measure/read.ts'
import { compileSql } from '../sql/compile.ts'
import { factsGiven, relationOf } from '../sql/relation.ts'
import { Subject } from '../vocabulary/facts.ts'
import { readVocabulary } from '../vocabulary/read.ts'
import { payersOf } from '../measure/payers.ts'
import { emptyVocabulary, scopeOf } from '../vocabulary/vocabulary.ts'
import { exampleFacts, runExamples } from './examples.ts'
import { inForceOn, lastDayOf, readLibrary } from './read-library.ts'

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

test('a total that no bigint holds has no figure, and stops nothing', async () => {
  const { vocabulary } = readVocabulary('numbers.yaml', 'facts: [{ name: 数, type: number }]')
  const { edition } = readEdition('huge.yaml', 'measure: huge\ntitle: 例\ndocument: { number: 例 }\nstage: 引进\nfor: person\ninForce: { from: 2020-01-01 }\nconditions: [{ says: 例, rule: 数 != 0 }]\ngives: [{ kind: money, payee: person, amount: { unit: 1000000000000, quantity: 数 } }]\n', scopeOf(vocabulary))
  if (!edition) throw new Error('refused')
  const { relation, parameter } = relationOf([{ 数: 1_000_000_000 }, { 数: 3 }, { 数: -1_000_000_000 }, {}], vocabulary, 2)
  const { statements } = compileSql([edition], { vocabulary, relation })
  const { rows } = await client.query<{ outcome: boolean | null; amount_fen: string | null }>(`${statements[0]?.text} order by subject`, ['2024-06-01', parameter])
  expect(rows.map((row) => [row.outcome, row.amount_fen])).toEqual([[true, null], [true, '300000000000000'], [true, null], [null, null]])
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

const edition = (number: number, from: string, to = '', gives = 'gives: [{ kind: money, amount: 1 }]') =>
  readEdition(`edition-${number}.yaml`, `measure: a\nedition: ${number}\ntitle: 甲\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: ${from}${to} }\nconditions: [{ says: 都行, rule: 'true' }]\n${gives}\n`, scopeOf(emptyVocabulary)).edition ?? expect.fail('refused')

describe('editions of one measure', () => {
  const first = edition(1, '2022-01-01')
  const second = edition(2, '2024-01-01', ', to: 2024-12-31')

  test('the next edition ends an open-ended one on the day before', () => {
    const on = (day: string) => inForceOn([second, first], day).get('a')?.edition
    expect([on('2021-12-31'), on('2022-01-01'), on('2023-12-31'), on('2024-01-01'), on('2024-12-31')]).toEqual([undefined, 1, 1, 2, 2])
    expect([lastDayOf(first, [first, second]), lastDayOf(second, [first, second]), lastDayOf(first, [first])]).toEqual(['2023-12-31', '2024-12-31', undefined])
  })

  test('an edition that its successor ended does not come back when that expires', () => expect(inForceOn([first, second], '2025-01-01').size).toBe(0))

  test('two editions of one first day are refused; so is a later number that begins earlier', () => {
    const complaints = (...editions: readonly [number, string][]) => {
      const folder = mkdtempSync(join(tmpdir(), 'juying-editions-'))
      for (const [number, from] of editions) writeFileSync(join(folder, `${number}.yaml`), `measure: a\nedition: ${number}\ntitle: 甲\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: ${from} }\nconditions: [{ says: 都行, rule: 'true' }]\ngives: [{ kind: money, amount: 1 }]\n`)
      const { diagnostics } = readLibrary(folder)
      rmSync(folder, { recursive: true })
      return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message.replaceAll(folder, ''))
    }
    expect(complaints([1, '2022-01-01'], [2, '2024-01-01'])).toEqual([])
    expect(complaints([1, '2022-01-01'], [2, '2022-01-01'])).toEqual(['第 2 版与第 1 版（/1.yaml）同一天（2022-01-01）生效，分不清按哪一版'])
    expect(complaints([1, '2022-01-01'], [2, '2021-01-01'])).toEqual(['第 2 版反而比第 1 版（/1.yaml）先生效'])
  })
})

test('payers written in an alternative are found', () => {
  const { alternatives } = edition(1, '2024-01-01', '', `anyOf: [{ name: 甲, conditions: [{ says: 都行, rule: 'true' }], gives: [{ kind: money, amount: 1, paidBy: { 市级: 40%, 县区: 60% } }] }, { name: 乙, conditions: [{ says: 都行, rule: 'true' }] }]\ngives: [{ kind: money, amount: 1 }]`)
  expect(payersOf({ gives: [], alternatives }).map(({ payer }) => payer)).toEqual(['市级', '县区'])
  expect(payersOf({ gives: [], alternatives: [] })).toEqual([])
})
