import type { Facts, FactValue } from '../vocabulary/facts.ts'
import { columnOf, type Vocabulary } from '../vocabulary/vocabulary.ts'
import { postgres } from './dialect.ts'

/**
 * Subjects given as JSON, as a relation that compiled SQL reads: one JSON parameter, one row a subject numbered from 0 in
 * column `id`. Values should have passed readValue: a wrong one stops the statement.
 */
export function relationOf(subjects: readonly Facts[], vocabulary: Vocabulary, parameter: number): { relation: string; parameter: string } {
  const facts = [...vocabulary.facts.values()]
  const extra = [...new Set(subjects.flatMap((subject) => Object.keys(subject).filter((name) => name === '申请日' || name.startsWith('享受'))))]
  const extraType = (name: string) => (name === '申请日' ? 'date' : name.startsWith('享受金额') ? 'numeric' : 'boolean')
  const columns = [
    '"id" int',
    ...facts.map((fact) => `${postgres.identifier(columnOf(fact))} ${postgres.typeName(fact.type)}`),
    ...extra.map((name) => `${postgres.identifier(name)} ${extraType(name)}`),
  ]
  const rows = subjects.map((subject, id) => {
    const row: Record<string, FactValue> = { id }
    for (const fact of facts) row[columnOf(fact)] = blank(subject[fact.name]) ?? (fact.id === undefined ? null : (blank(subject[fact.id]) ?? null))
    for (const name of extra) row[name] = subject[name] ?? null
    return row
  })
  return {
    relation: `(select * from jsonb_to_recordset($${parameter}::jsonb) as x(${columns.join(', ')}))`,
    parameter: JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
  }
}

function blank(value: FactValue | undefined): FactValue | undefined {
  return value === '' || value === null ? undefined : value === '是' ? true : value === '否' ? false : value
}

/** The facts that a relation made of these subjects has: every declared one, and what the subjects bring besides. */
export function factsGiven(subjects: readonly Facts[], vocabulary: Vocabulary): ReadonlySet<string> {
  return new Set([...vocabulary.facts.keys(), ...subjects.flatMap((subject) => Object.keys(subject))])
}
