import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { compareExample, compileSql, describe as describeEdition, exampleFacts, inForceOn, lastDayOf, readEdition, readLibrary, runExamples, scopeOf, stepsFor, type Edition } from '../policy/index.ts'
import { factsGiven, relationOf } from '../policy/sql/relation.ts'
import { patternsPage } from '../scripts/patterns-page.ts'
import { boundMutants } from './qingyu-harness.ts'

/** The structures that real clauses need, as counted over published measures: each row has a file, the file's examples are its test. */
const catalogue = ['E', 'B', 'S', 'C', 'A', 'F', 'P', 'K', 'T'].flatMap((letter) => Array.from({ length: { E: 19, B: 11, S: 9, C: 5, A: 5, F: 1, P: 7, K: 5, T: 3 }[letter] ?? 0 }, (_, i) => `${letter}${i + 1}`))
const folder = join(import.meta.dirname, 'patterns')
const library = readLibrary(folder)
const codes = new Set(library.editions.map((edition) => edition.measure))
const each = library.editions.map((edition): [string, Edition] => [edition.file.slice(folder.length + 1), edition])
const others = (edition: Edition) => inForceOn(library.editions, lastDayOf(edition, library.editions) ?? '2025-12-31')
let client: pg.Client

beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('adminUrl') })
  await client.connect()
})
afterAll(() => client.end())

test('every structure of the catalogue has a file, and no file is without a structure', () => {
  const shown = readdirSync(folder).filter((file) => file !== 'vocabulary.yaml').map((file) => /^([a-z]\d+)-/.exec(file)?.[1]?.toUpperCase() ?? file)
  expect([...new Set(shown)].toSorted()).toEqual(catalogue.toSorted())
})

test('the patterns check clean', () => expect(library.diagnostics).toEqual([]))

test('the page of the patterns is what the files say', () => expect(readFileSync(join(import.meta.dirname, '../docs/patterns.md'), 'utf8')).toBe(patternsPage(folder)))

test('who decides depends on the tier, and while the tier is not known both do', () => {
  const edition = library.editions.find(({ measure }) => measure === 'pattern-p4-decider-by-tier')
  if (!edition) throw new Error('no such pattern')
  const steps = (人才类别: string | null) => stepsFor(edition, { 人才类别 }, { on: '2024-06-01', vocabulary: library.vocabulary }).flatMap((stage) => stage.steps.map((step) => step.by))
  expect([steps('D'), steps('C'), steps('B'), steps(null)]).toEqual([['county.hr', 'city.talent-office'], ['county.hr', 'city.talent-office'], ['county.hr', 'city.talent-group'], ['county.hr', 'city.talent-office', 'city.talent-group']])
})

describe.each(each)('%s', (_name, edition) => {
  test('holds its examples, with one that is due, one that is not, and one that nobody can tell yet', () => {
    expect(runExamples(edition, library.vocabulary, others(edition)).filter((result) => !result.ok)).toEqual([])
    expect([...new Set(edition.examples.map((example) => example.outcome))].toSorted()).toEqual(['eligible', 'ineligible', 'unknown'])
  })

  test('holds its examples in SQL', async () => {
    for (const example of edition.examples) {
      const facts = exampleFacts(example)
      const { relation, parameter } = relationOf([facts], library.vocabulary, 2)
      const { statements } = compileSql([edition], { vocabulary: library.vocabulary, relation, facts: factsGiven([facts], library.vocabulary), library: others(edition) })
      const { rows } = await client.query<{ outcome: boolean | null; amount_fen: string | null }>(statements[0]?.text ?? '', [example.on, parameter])
      const [row] = rows
      const outcome = row?.outcome === true ? 'eligible' : row?.outcome === false ? 'ineligible' : 'unknown'
      const fen = row?.amount_fen ?? null
      expect([example.name, compareExample(example, { outcome, amount: fen === null ? null : BigInt(fen) })]).toEqual([example.name, []])
    }
  })

  test('has an example on each side of every bound: move one, and an example disagrees', () => {
    const survivors = boundMutants(readFileSync(edition.file, 'utf8')).filter(({ text }) => {
      const mutant = readEdition(edition.file, text, scopeOf(library.vocabulary, codes)).edition
      return mutant !== undefined && runExamples(mutant, library.vocabulary, others(edition)).every((result) => result.ok)
    })
    // who decides is no part of an example's outcome: its own test is below
    expect(survivors.map(({ says }) => says).filter((says) => !says.includes('{ step:'))).toEqual([])
  })

  test('is told back in words', () => {
    const { conditions, alternatives, gives } = describeEdition(edition)
    expect([...conditions, ...alternatives.flatMap((alternative) => alternative.conditions)].every(({ words }) => words.length > 0)).toBe(true)
    expect(gives.length + alternatives.flatMap((alternative) => alternative.gives).length).toBeGreaterThan(0)
  })
})
