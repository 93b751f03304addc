import { compare, integer } from '../language/decimal.ts'
import { fullYears, type Day } from '../language/day.ts'
import { isDecimal } from '../language/evaluate.ts'
import type { Known } from '../language/type.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import type { Dimension } from './question.ts'

/** The keys of a dimension in their order; undefined where they come from the data (places, texts): those sort by key. */
export function keysOf(dimension: Dimension, vocabulary: Vocabulary): readonly string[] | undefined {
  if (dimension.kind === 'place') return undefined
  if (dimension.kind !== 'fact') return bandKeys(dimension)
  const type = vocabulary.facts.get(dimension.fact)?.type
  if (type?.kind === 'boolean') return ['是', '否']
  return type?.kind === 'code' ? type.list.codes : undefined
}

/** Bands between rising edges: `<25`, `25-34`, `>=35` for years; `<5000`, `5000-10000`, `>=10000` for numbers, the upper edge outside. */
export function bandKeys({ kind, edges }: Dimension & { kind: 'years' | 'number' }): readonly string[] {
  const last = edges.at(-1)
  if (last === undefined) return []
  const between = edges.slice(0, -1).map((edge, i) => `${edge}-${kind === 'years' ? (edges[i + 1] ?? 0) - 1 : (edges[i + 1] ?? 0)}`)
  return [`<${edges[0]}`, ...between, `>=${last}`]
}

/** The group of one subject; null when it is not known. */
export function keyOf(dimension: Dimension, place: string | null, value: Known, on: Day): string | null {
  if (dimension.kind === 'place') return place === null ? null : place.slice(0, dimension.digits)
  if (value === null) return null
  if (dimension.kind === 'fact') return typeof value === 'boolean' ? (value ? '是' : '否') : typeof value === 'string' ? value : null
  const number = dimension.kind === 'years' ? (typeof value === 'string' ? integer(fullYears(value, on)) : undefined) : isDecimal(value) ? value : undefined
  if (!number) return null
  const passed = dimension.edges.filter((edge) => compare(number, integer(edge)) >= 0).length
  return bandKeys(dimension)[passed] ?? null
}
