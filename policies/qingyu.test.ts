import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { isWalkable } from '../cases/path.ts'
import { loadCity } from '../city/load.ts'
import { departments } from '../city/places.ts'
import { exampleBudgetCodes } from '../fund/example.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { fileKeys } from '../kernel/seal/keys.ts'
import { sealerOf } from '../kernel/seal/seal.ts'
import { rowOpener } from '../measures/sealed-facts.ts'
import { explain, inForceOn, readEdition, readLibrary, readValue, runExamples, scopeOf, Subject, type Edition, type FactValue, type SubjectKind } from '../policy/index.ts'
import { testDatabase, type TestDatabase } from '../test/db.ts'
import { boundMutants, officesOf, pathOf } from './qingyu-harness.ts'
import { structures } from './qingyu-structures.ts'

const today = plainDate('2026-11-22')
const folder = join(import.meta.dirname, 'qingyu')
const library = readLibrary(folder)
const inForce = inForceOn(library.editions, today)
const codes = new Set(library.editions.map((edition) => edition.measure))
const nameOf = (edition: Edition): string => `${edition.title}（${edition.measure} 第 ${edition.edition} 版）`
const each = library.editions.map((edition): [string, Edition] => [nameOf(edition), edition])

test('the library checks clean: no error, and no warning that is not meant', () => {
  expect(library.diagnostics).toEqual([])
})

test.each(Object.entries(structures))('the library shows %s', (_name, has) => {
  expect(library.editions.filter(has).map(nameOf)).not.toEqual([])
})

test('the library covers each stage of the chain, each kind of subject and each kind of benefit', () => {
  const gives = library.editions.flatMap((edition) => [...edition.gives, ...edition.alternatives.flatMap((alternative) => alternative.gives)])
  expect(new Set(library.editions.map(({ stage }) => stage))).toEqual(new Set(['引进', '培养', '使用', '激励', '保障']))
  expect(new Set(library.editions.map((edition) => edition.for))).toEqual(new Set(['person', 'employer', 'team']))
  expect(new Set(gives.map(({ kind }) => kind))).toEqual(new Set(['money', 'place', 'status', 'service']))
})

test('one edition is replaced by the next without a day between them', () => {
  const [old, young] = library.editions.filter(({ measure }) => measure === 'settling-in-subsidy').toSorted((a, b) => a.edition - b.edition)
  expect([old?.inForce.to, young?.inForce.from]).toEqual(['2024-06-30', '2024-07-01'])
})

test('every fact that a measure reads has a source, and every one that nobody records has a question', () => {
  expect([...library.vocabulary.facts.values()].filter((fact) => fact.source === undefined || fact.ask === undefined).map(({ name }) => name)).toEqual([])
})

describe.each(each)('%s', (_name, edition) => {
  const vocabulary = library.vocabularyOf(edition)

  test('holds its examples, with one that is due, one that is not, and one that nobody can tell yet', () => {
    expect(runExamples(edition, vocabulary, inForce).filter((result) => !result.ok)).toEqual([])
    expect([...new Set(edition.examples.map((example) => example.outcome))].toSorted()).toEqual(['eligible', 'ineligible', 'unknown'])
  })

  test('has an example on each side of every bound: move one, and an example disagrees', () => {
    const survivors = boundMutants(readFileSync(edition.file, 'utf8')).filter(({ text }) => {
      const mutant = readEdition(edition.file, text, scopeOf(vocabulary, codes)).edition
      return mutant !== undefined && runExamples(mutant, vocabulary, inForce).every((result) => result.ok)
    })
    expect(survivors.map(({ says }) => says)).toEqual([])
  })

  test('walks a path that the case desk can walk, by departments that exist', () => {
    expect(isWalkable(pathOf(edition))).toBe(true)
    const known = new Set(departments.map(([code]) => code))
    expect(officesOf(edition).filter(({ level, department }) => !['employer', 'town', 'county', 'city'].includes(level) || (department !== null && !known.has(department)))).toEqual([])
  })

  test('names a budget line that exists when it pays, and none when it does not', () => {
    const pays = [...edition.gives, ...edition.alternatives.flatMap((alternative) => alternative.gives)].some((give) => give.kind === 'money')
    expect(exampleBudgetCodes.some((code) => code === edition.limits.budget)).toBe(pays)
    expect(edition.limits.budget !== undefined).toBe(pays)
  })
})

describe('on a small city', () => {
  const relations: Partial<Record<SubjectKind, string>> = { person: 'pub.person_profile', employer: 'pub.employer_profile', team: 'pub.team_profile' }
  const derived = [...library.vocabulary.facts.values()].flatMap((fact) => (fact.derive === undefined ? [] : [{ fact, derive: fact.derive }]))
  let database: TestDatabase
  let client: pg.Client

  beforeAll(async () => {
    database = await testDatabase()
    await loadCity({ address: database.address, sealer: sealerOf(fileKeys(inject('home'))), today, people: 600, employers: 60 })
    client = new pg.Client({ connectionString: database.adminUrl, types: { getTypeParser: (id: number, format?: 'text' | 'binary') => (id === 1082 ? String : pg.types.getTypeParser(id, format)) } })
    await client.connect()
    await client.query('set role juying_app')
    await client.query(`select set_config('app.role', 'system', false), set_config('app.today', '${today}', false)`)
  })
  afterAll(async () => {
    await client.end()
    await database.drop()
  })

  /** Every subject of a kind with the facts that the registry derives for it. */
  const subjects = async (kind: SubjectKind): Promise<Record<string, FactValue>[]> => {
    const facts = derived.filter(({ fact }) => fact.subject === kind)
    const { rows } = await client.query<Record<string, FactValue>>(`select ${facts.map(({ fact, derive }) => `(${derive}) as "${fact.name}"`).join(', ')} from ${relations[kind]} s`)
    const open = rowOpener(library.vocabulary, facts.map(({ fact }) => fact.name))
    return rows.map((row) => Object.fromEntries(open(facts.map(({ fact }) => row[fact.name] ?? null)).map((value, at) => [facts[at]?.fact.name ?? '', value])))
  }

  test.each(['person', 'employer', 'team'] as const)('every derivation for a %s runs and yields what it declares', async (kind) => {
    const rows = await subjects(kind)
    expect(rows.length).toBeGreaterThan(0)
    for (const { fact } of derived.filter((one) => one.fact.subject === kind)) {
      for (const row of rows) expect(() => readValue(row[fact.name] ?? null, fact.type, fact.name)).not.toThrow()
    }
  })

  test('no measure is for everybody: each refuses somebody in the city', async () => {
    const outcomes = new Map<string, Set<string>>()
    for (const facts of await subjects('person')) {
      const subject = new Subject(facts, library.vocabulary)
      for (const edition of inForce.values()) {
        if (edition.for !== 'person') continue
        const { outcome } = explain(edition, subject, { on: today, vocabulary: library.vocabulary, library: inForce, withoutNearest: true })
        outcomes.set(edition.measure, (outcomes.get(edition.measure) ?? new Set()).add(outcome))
      }
    }
    for (const [measure, seen] of outcomes) expect([measure, seen.has('ineligible')]).toEqual([measure, true])
  })
})
