import type { Dimension } from '../../policy/columns/question.ts'
import type { Vocabulary } from '../../policy/index.ts'
import type { SubjectKind } from '../types.ts'
import type { Breakdown } from './what-if-contract.ts'

const ages = [25, 35, 45, 55]

/** Breakdowns by the identifiers of facts: a vocabulary that has no such fact does not offer the breakdown. */
const candidates: Record<SubjectKind, readonly { by: Breakdown; fact?: string; kind?: 'fact' | 'years' }[]> = {
  person: [{ by: 'place' }, { by: 'industry', fact: 'workplace_industry' }, { by: 'class', fact: 'talent_class' }, { by: 'age', fact: 'birth_date', kind: 'years' }, { by: 'education', fact: 'education' }, { by: 'sex', fact: 'sex' }],
  employer: [{ by: 'place' }, { by: 'industry', fact: 'employer_industry' }, { by: 'kind', fact: 'employer_kind' }, { by: 'size', fact: 'employer_size' }],
  team: [{ by: 'place' }, { by: 'level', fact: 'team_level' }],
}

export const dimensionsFor = (kind: SubjectKind, vocabulary: Vocabulary): ReadonlyMap<Breakdown, Dimension> => {
  const byId = new Map([...vocabulary.facts.values()].flatMap((fact) => (fact.id === undefined ? [] : [[fact.id, fact.name] as const])))
  return new Map(
    candidates[kind].flatMap(({ by, fact, kind: way = 'fact' }): [Breakdown, Dimension][] => {
      if (fact === undefined) return [[by, { kind: 'place', digits: 6 }]]
      const name = byId.get(fact)
      if (name === undefined) return []
      return [[by, way === 'years' ? { kind: 'years', fact: name, edges: ages } : { kind: 'fact', fact: name }]]
    }),
  )
}

/** A group as people read it: 25–34岁; 平芜县; 情况不明. */
export const groupLabel = (by: Breakdown, key: string | null, places: ReadonlyMap<string, string>): string => {
  if (key === null) return '情况不明'
  if (by === 'place') return places.get(key) ?? key
  if (by !== 'age') return key
  if (key.startsWith('<')) return `不满${key.slice(1)}岁`
  if (key.startsWith('>=')) return `${key.slice(2)}岁以上`
  return `${key.replace('-', '–')}岁`
}
