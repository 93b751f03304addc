import type { Facts, FactValue } from '../vocabulary/facts.ts'
import type { Example } from './edition.ts'

/** The facts of an example as an engine takes them. */
export function exampleFacts(example: Example): Facts {
  const facts: Record<string, FactValue> = {}
  for (const [name, value] of Object.entries(example.facts)) facts[name] = factValue(value)
  return facts
}

function factValue(value: unknown): FactValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return value
  if (Array.isArray(value)) return value.map(factValue)
  const record: Record<string, FactValue> = {}
  if (typeof value === 'object') for (const [name, part] of Object.entries(value)) record[name] = factValue(part)
  return record
}
