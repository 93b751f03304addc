import type { Decimal } from '../language/decimal.ts'
import type { ListEdition } from '../language/expression.ts'
import type { Scope } from '../language/scope.ts'
import type { Type, WorkCalendar } from '../language/type.ts'

export type SubjectKind = 'person' | 'employer' | 'team' | 'employment' | 'household'

/** One declared fact: everything the product knows about where a value comes from and how to get it. */
export interface Fact {
  /** The name that rules use: 社保连续月数 */
  readonly name: string
  /** ASCII identifier; also the column that the sql engine reads. Falls back to the name. */
  readonly id?: string
  readonly type: Type
  readonly subject: SubjectKind
  readonly unit?: string
  readonly note?: string
  /** The department that holds it. */
  readonly source?: string
  /** SQL over `pub` views that yields it; opaque here. */
  readonly derive?: string
  /** What to ask the person when it is not known. */
  readonly ask?: string
  /** How a given answer is verified. */
  readonly verify?: string
  /** Rises by one each month while nothing else changes (连续月数): makes a nearest miss datable. */
  readonly grows?: 'monthly'
  /** Nobody can change it (出生日期): never proposed as a nearest miss. */
  readonly fixed?: boolean
}

export interface Vocabulary {
  readonly facts: ReadonlyMap<string, Fact>
  readonly lists: ReadonlyMap<string, readonly ListEdition[]>
  readonly statistics: ReadonlyMap<string, ReadonlyMap<number, Decimal>>
  readonly calendar?: WorkCalendar
}

export const emptyVocabulary: Vocabulary = { facts: new Map(), lists: new Map(), statistics: new Map() }

/** A fact by the name that rules use or by its identifier. */
export function findFact(vocabulary: Vocabulary, name: string): Fact | undefined {
  const fact = vocabulary.facts.get(name)
  if (fact) return fact
  for (const candidate of vocabulary.facts.values()) if (candidate.id === name) return candidate
  return undefined
}

/** The column of a fact in a relation that the sql engine reads. */
export function columnOf(fact: Fact): string {
  return fact.id ?? fact.name
}

/** Later vocabularies add to earlier ones; a fact that both declare is the later's. */
export function mergeVocabularies(...parts: readonly Vocabulary[]): Vocabulary {
  const calendar = parts.findLast((part) => part.calendar)?.calendar
  return {
    facts: new Map(parts.flatMap((part) => [...part.facts])),
    lists: new Map(parts.flatMap((part) => [...part.lists])),
    statistics: new Map(parts.flatMap((part) => [...part.statistics])),
    ...(calendar ? { calendar } : {}),
  }
}

/** The names that rules may use. `measures`: codes of the library at hand, when it is at hand. */
export function scopeOf(vocabulary: Vocabulary, measures?: ReadonlySet<string>): Scope {
  return {
    typeOf: (name) => vocabulary.facts.get(name)?.type,
    names: () => vocabulary.facts.keys(),
    lists: vocabulary.lists,
    statistics: vocabulary.statistics,
    ...(measures ? { measures } : {}),
  }
}
