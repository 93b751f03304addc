import { changeOf, valueOf, type Known } from '../compute.ts'
import type { Change } from '../change.ts'
import { findDefinition } from '../definitions/index.ts'
import type { FigureDefinition } from '../definition.ts'

/** A figure taken apart, as the sentences of the diagnosis need it: numbers, the whole, and the change of each part. */
export interface PartRead {
  key: string
  label: string
  value: number
  numerator: number | null
  denominator: number | null
  change: Change | undefined
}

export interface Cut {
  figure: string
  by: string
  known: Known
  labels: ReadonlyMap<string, string>
}

export const definitionOf = (id: string): FigureDefinition => {
  const definition = findDefinition(id)
  if (!definition) throw new Error(`the diagnosis asks for ${id}, which is not defined`)
  return definition
}

/** Nothing but parts that can be said; 其他 and 未记 are no part of which one says anything. */
export const partsOfCut = ({ figure, by, known, labels }: Cut): PartRead[] => {
  const definition = definitionOf(figure)
  const keys = by === 'place' ? [...labels.keys()] : [...new Set([...known.cubes.values()].flatMap((cube) => cube.keys()))].toSorted()
  return keys.flatMap((key): PartRead[] => {
    if (key === '' || key === '其他' || key === '未记') return []
    const { value, numerator, denominator } = valueOf(known, definition, known.moments.asOf, key)
    if (value === null) return []
    return [{ key, label: labels.get(key) ?? key, value: Number(value), numerator: numerator === null ? null : Number(numerator), denominator: denominator === null ? null : Number(denominator), change: changeOf(known, definition, key) }]
  })
}

/** The figure of the whole, as a number; undefined when it cannot be said. */
export const wholeOf = (known: Known, figure: string): number | undefined => {
  const { value } = valueOf(known, definitionOf(figure), known.moments.asOf)
  return value === null ? undefined : Number(value)
}
