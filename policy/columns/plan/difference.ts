import { CodedColumn } from '../store/coded-column.ts'
import type { Amount } from './amount.ts'
import type { Logic, Vector } from './graph.ts'
import type { Planner } from './planner.ts'

/** Who would get more, who less: an amount that is not known counts as nothing. Undefined: nobody, the amounts are the same. */
export interface Difference {
  readonly more: Logic
  readonly less: Logic
}

export function differenceOf(planner: Planner, now: Amount, draft: Amount): Difference | undefined {
  const { graph, vectors } = planner
  const [before, after] = [now.fen, draft.fen]
  if (before?.id === after?.id && before?.valid.id === after?.valid.id) return undefined
  const column = tableColumn(before) ?? tableColumn(after)
  const [left, right] = column ? [byCode(before, column), byCode(after, column)] : []
  if (column && left && right) {
    // both are tables over one fact: the codes whose row goes up, and those whose row goes down
    const unknown = right(undefined) - left(undefined)
    const side = (sign: 1 | -1): Logic => {
      const members = column.dictionary.map((_, code) => (right(code) - left(code)) * sign > 0)
      return graph.select(graph.atom({ kind: 'valid', column }), graph.atom({ kind: 'set', column, members }), graph.constant(unknown * sign > 0))
    }
    return { more: side(1), less: side(-1) }
  }
  const nothing = vectors.whole(0, 0, graph.constant(true))
  const orNothing = (fen: Vector | undefined): Vector | undefined => (fen ? vectors.choose(graph.known(graph.select(fen.valid, graph.constant(true), graph.constant(null))), { ...fen, scale: 0, valid: graph.constant(true) }, nothing) : nothing)
  const [a, b] = [orNothing(before), orNothing(after)]
  const change = a && b && vectors.arithmetic('subtract', b, a)
  if (!change) return undefined
  return { more: graph.atom({ kind: 'vector', vector: change, low: 1, high: change.high }), less: graph.atom({ kind: 'vector', vector: change, low: change.low, high: -1 }) }
}

function tableColumn(fen: Vector | undefined): CodedColumn | undefined {
  return fen?.op === 'lookup' ? fen.column : undefined
}

/** Fen of a code, of an unknown one (undefined) as well; undefined when it is no table over that fact. */
function byCode(fen: Vector | undefined, column: CodedColumn): ((code: number | undefined) => number) | undefined {
  if (!fen) return () => 0
  if (fen.op === 'constant' && fen.valid.op === 'constant') return () => (fen.valid.op === 'constant' && fen.valid.value === true ? fen.value : 0)
  if (fen.op !== 'lookup' || fen.column !== column) return undefined
  const { table } = fen
  return (code) => (code === undefined ? 0 : (table[code] ?? 0))
}
