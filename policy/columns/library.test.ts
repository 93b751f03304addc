import { expect, test } from 'vitest'
import { inForceOn, readLibrary, type PolicyLibrary } from '../library/read-library.ts'
import type { Type } from '../language/type.ts'
import type { Edition } from '../measure/edition.ts'
import type { Facts, FactValue } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { standingOf } from './agreement.ts'
import { ColumnCity } from './city.ts'
import type { Dimension, Entry } from './question.ts'
import { ReferenceCity } from './reference.ts'

/** The whole example library over people made up from its vocabulary: the columns and explain, one by one. */
let seed = 5
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}
function pick<T>(list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)]
}

const days = ['1960-02-29', '1979-09-01', '1984-02-29', '1990-12-31', '1996-02-29', '2000-01-01', '2021-07-01', '2023-01-01', '2024-02-29', '2024-07-01', '2025-03-01', '2025-09-01', '2026-01-31', '9999-12-31']
const numbers = [0, 1, 2, 3, 5, 6, 12, 18, 24, 35, 36, 60, 0.5, 99]
const sums = ['0', '3000', '8000.55', '12000', '33333.33', '250000', '1200000', '99999999.99']

function value(type: Type): FactValue {
  if (random() < 0.12) return null
  switch (type.kind) {
    case 'boolean': return random() < 0.6
    case 'number': case 'months': case 'days': return pick(numbers) ?? null
    case 'money': return pick(sums) ?? null
    case 'date': return pick(days) ?? null
    case 'code': return pick(type.list.codes) ?? null
    case 'list': return Array.from({ length: Math.floor(random() * 4) }, () => value(type.of)).filter((item) => item !== null)
    case 'record': return Object.fromEntries([...type.fields].map(([name, field]) => [name, value(field)]))
    default: return pick(['甲', '乙', '清华大学', '软件工程']) ?? null
  }
}

/** Examples are people near the bounds of their measure; from them some facts differ, and some are strangers altogether. */
function peopleOf(library: PolicyLibrary, vocabulary: Vocabulary, count: number): readonly Entry[] {
  const examples: readonly Facts[] = library.editions.flatMap((edition) => edition.examples.map((example) => Object.fromEntries(Object.entries(example.facts).map(([name, fact]) => [name, fact as FactValue]))))
  const facts = [...vocabulary.facts.values()]
  return Array.from({ length: count }, (_, i) => {
    const known: Record<string, FactValue | undefined> = { ...(i % 3 === 0 ? {} : pick(examples)) }
    for (const fact of facts) if (i % 3 === 0 || random() < 0.1) known[fact.name] = value(fact.type)
    return { id: `${i}`, place: pick(['980101001', '980102002', '980103', null]) ?? null, facts: known }
  })
}

const on = '2025-09-01'
const by: readonly (readonly Dimension[])[] = [[{ kind: 'place', digits: 6 }], [{ kind: 'fact', fact: '人才类别' }], [{ kind: 'fact', fact: '学历' }, { kind: 'years', fact: '出生日期', edges: [25, 35, 45] }]]
const whiches = ['eligible', 'unknown', 'newly-in', 'newly-out', 'raised', 'lowered'] as const

/** The same edition with its first condition left out and sums doubled: a draft that changes outcomes and amounts. */
function draftOf(edition: Edition): Edition {
  return { ...edition, conditions: edition.conditions.slice(1), gives: edition.gives.map((give) => (give.total ? { ...give, total: { op: 'add', left: give.total, right: give.total, type: give.total.type, from: 0, to: 0 } } : give)) }
}

test.each(['policies/qingyu', 'policies/sample', 'policies/patterns'])('everything in %s has the same answers by columns and by explain', async (folder) => {
  const library = readLibrary(folder)
  const inForce = inForceOn(library.editions, on)
  const groups = Map.groupBy(library.editions, (edition) => library.vocabularyOf(edition))
  for (const [vocabulary, editions] of groups) {
    const measures = [...new Map(editions.map((edition) => [edition.measure, edition])).values()]
    const [city, reference] = [new ColumnCity(vocabulary), new ReferenceCity(vocabulary)]
    const [people, changed] = [peopleOf(library, vocabulary, 150), peopleOf(library, vocabulary, 40)]
    for (const each of [city, reference]) each.put(people)
    expect(await city.watch(measures, on, inForce)).toEqual(await reference.watch(measures, on, inForce))
    expect(city.put(changed)).toEqual(reference.put(changed))
    for (const edition of measures) {
      expect(standingOf(city, edition.measure)).toEqual(standingOf(reference, edition.measure))
      const question = { now: edition, drafts: [draftOf(edition), edition], on, library: inForce, by, years: true }
      const [ours, theirs] = [await city.whatIf(question), await reference.whatIf(question)]
      expect({ ...ours, milliseconds: 0 }).toEqual({ ...theirs, milliseconds: 0 })
      for (const which of whiches) {
        const asked = { ...question, draft: draftOf(edition), which, offset: 2, limit: 7 }
        expect(await city.rows(asked)).toEqual(await reference.rows(asked))
      }
    }
  }
}, 240_000)
