import type { Column } from '../store/column.ts'
import type { BooleanColumn } from '../store/boolean-column.ts'
import type { CodedColumn } from '../store/coded-column.ts'
import type { ScaledColumn } from '../store/scaled-column.ts'
import type { Bitmap } from '../store/memory.ts'

/** A test that the kernel makes on stored columns in one pass. */
export type Atom =
  | { readonly kind: 'boolean'; readonly column: BooleanColumn }
  | { readonly kind: 'valid'; readonly column: Column }
  /** `members`: by number of the column's dictionary. */
  | { readonly kind: 'set'; readonly column: CodedColumn; readonly members: readonly boolean[] }
  /** Whole numbers at the column's scale, both ends included. */
  | { readonly kind: 'range'; readonly column: ScaledColumn; readonly low: number; readonly high: number }
  | { readonly kind: 'vector'; readonly vector: Vector; readonly low: number; readonly high: number }
  /** Judged row by row before the program runs. */
  | { readonly kind: 'stored'; readonly yes: Bitmap; readonly no: Bitmap; readonly key: string }

/** Three-valued logic as a graph in which equal parts are one. */
export type Logic = { readonly id: number } & (
  | { readonly op: 'constant'; readonly value: boolean | null }
  | { readonly op: 'atom'; readonly atom: Atom }
  | { readonly op: 'all'; readonly args: readonly Logic[] }
  | { readonly op: 'not' | 'known'; readonly arg: Logic }
  | { readonly op: 'select'; readonly condition: Logic; readonly then: Logic; readonly otherwise: Logic }
  | { readonly op: 'same'; readonly left: Logic; readonly right: Logic }
)

export type Arithmetic = 'add' | 'subtract' | 'multiply' | 'least' | 'greatest'

/**
 * A whole number a row: a value times ten to the scale, or a day's number. `low` and `high` bound what can come out, garbage of
 * unknown rows included, so that doubles are proved exact. `valid`: certainly true where the value is known.
 */
export type Vector = { readonly id: number; readonly low: number; readonly high: number; readonly scale: number; readonly valid: Logic } & (
  | { readonly op: 'column'; readonly column: ScaledColumn }
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'arithmetic'; readonly how: Arithmetic; readonly left: Vector; readonly right: Vector }
  | { readonly op: 'divide'; readonly how: 'round' | 'floor'; readonly of: Vector; readonly by: number }
  | { readonly op: 'lookup'; readonly column: CodedColumn; readonly table: readonly number[] }
  | { readonly op: 'choose'; readonly condition: Logic; readonly then: Vector; readonly otherwise: Vector }
  | { readonly op: 'calendar'; readonly how: 'compact' | 'months' | 'days'; readonly of: Vector }
  | { readonly op: 'shift'; readonly of: Vector; readonly months: number }
)

type Distribute<T, Left extends PropertyKey> = T extends unknown ? Omit<T, Left> : never
type LogicShape = Distribute<Logic, 'id'>
type VectorShape = Distribute<Vector, 'id'>

/** Makes nodes, each once: what two measures ask is computed once. */
export class Graph {
  private readonly nodes = new Map<string, Logic>()
  private readonly vectors = new Map<string, Vector>()
  private readonly columns = new Map<Column, number>()
  private next = 1

  constant(value: boolean | null): Logic {
    return this.logic(`constant ${value}`, { op: 'constant', value })
  }

  atom(atom: Atom): Logic {
    if (atom.kind === 'set') {
      if (!atom.members.includes(true)) return this.not(this.knownTrue(atom.column))
      if (!atom.members.includes(false)) return this.knownTrue(atom.column)
    }
    // what nothing can meet is one node, whatever its bounds
    const shown = (atom.kind === 'range' || atom.kind === 'vector') && atom.low > atom.high ? { ...atom, low: 1, high: 0 } : atom
    return this.logic(this.keyOf(shown), { op: 'atom', atom: shown })
  }

  /** True where the column is known, unknown elsewhere. */
  private knownTrue(column: Column): Logic {
    return this.select(this.atom({ kind: 'valid', column }), this.constant(true), this.constant(null))
  }

  not(arg: Logic): Logic {
    if (arg.op === 'constant') return this.constant(arg.value === null ? null : !arg.value)
    return arg.op === 'not' ? arg.arg : this.logic(`not ${arg.id}`, { op: 'not', arg })
  }

  all(args: readonly Logic[]): Logic {
    const parts = this.mergeRanges([...new Set(args.flatMap((arg) => (arg.op === 'all' ? arg.args : [arg])))])
    const open = parts.filter((part) => part.op !== 'constant' || part.value !== true)
    const stop = open.find((part) => part.op === 'constant' && part.value === false)
    const [only] = open
    if (stop) return stop
    if (!only) return this.constant(true)
    if (open.length === 1) return only
    const sorted = open.toSorted((a, b) => a.id - b.id)
    return this.logic(`all ${sorted.map((part) => part.id).join()}`, { op: 'all', args: sorted })
  }

  any(args: readonly Logic[]): Logic {
    return this.not(this.all(args.map((arg) => this.not(arg))))
  }

  known(arg: Logic): Logic {
    return arg.op === 'constant' ? this.constant(arg.value !== null) : this.logic(`known ${arg.id}`, { op: 'known', arg })
  }

  select(condition: Logic, then: Logic, otherwise: Logic): Logic {
    if (condition.op === 'constant') return condition.value === null ? condition : condition.value ? then : otherwise
    return this.logic(`select ${condition.id} ${then.id} ${otherwise.id}`, { op: 'select', condition, then, otherwise })
  }

  same(left: Logic, right: Logic): Logic {
    return this.logic(`same ${left.id} ${right.id}`, { op: 'same', left, right })
  }

  vector(shape: VectorShape): Vector {
    const key = this.vectorKey(shape)
    const found = this.vectors.get(key)
    if (found) return found
    const made: Vector = { id: this.next++, ...shape }
    this.vectors.set(key, made)
    return made
  }

  /** Two ranges of one column are one. */
  private mergeRanges(parts: readonly Logic[]): readonly Logic[] {
    const ranges = new Map<Column, { low: number; high: number; column: ScaledColumn; parts: number }>()
    for (const part of parts) {
      if (part.op !== 'atom' || part.atom.kind !== 'range') continue
      const { column, low, high } = part.atom
      const known = ranges.get(column)
      ranges.set(column, known ? { column, low: Math.max(low, known.low), high: Math.min(high, known.high), parts: known.parts + 1 } : { column, low, high, parts: 1 })
    }
    if (![...ranges.values()].some((range) => range.parts > 1)) return parts
    const rest = parts.filter((part) => part.op !== 'atom' || part.atom.kind !== 'range' || (ranges.get(part.atom.column)?.parts ?? 0) < 2)
    return [...rest, ...[...ranges.values()].filter((range) => range.parts > 1).map(({ column, low, high }) => this.atom({ kind: 'range', column, low, high }))]
  }

  private logic(key: string, shape: LogicShape): Logic {
    const found = this.nodes.get(key)
    if (found) return found
    const made: Logic = { id: this.next++, ...shape }
    this.nodes.set(key, made)
    return made
  }

  private keyOf(atom: Atom): string {
    switch (atom.kind) {
      case 'boolean': case 'valid':
        return `${atom.kind} ${this.columnKey(atom.column)}`
      case 'set':
        return `set ${this.columnKey(atom.column)} ${atom.members.map(Number).join('')}`
      case 'range':
        return `range ${this.columnKey(atom.column)} ${atom.low} ${atom.high}`
      case 'vector':
        return `vector ${atom.vector.id} ${atom.low} ${atom.high}`
      case 'stored':
        return `stored ${atom.key}`
    }
  }

  private vectorKey(shape: VectorShape): string {
    switch (shape.op) {
      case 'column':
        return `column ${this.columnKey(shape.column)}`
      case 'constant':
        return `constant ${shape.value} ${shape.scale} ${shape.valid.id}`
      case 'arithmetic':
        return `${shape.how} ${shape.left.id} ${shape.right.id} ${shape.valid.id}`
      case 'divide':
        return `${shape.how} ${shape.of.id} ${shape.by} ${shape.scale} ${shape.valid.id}`
      case 'lookup':
        return `lookup ${this.columnKey(shape.column)} ${shape.scale} ${shape.valid.id} ${shape.table.join()}`
      case 'choose':
        return `choose ${shape.condition.id} ${shape.then.id} ${shape.otherwise.id} ${shape.valid.id}`
      case 'calendar':
        return `calendar ${shape.how} ${shape.of.id}`
      case 'shift':
        return `shift ${shape.of.id} ${shape.months}`
    }
  }

  private columnKey(column: Column): number {
    const known = this.columns.get(column)
    if (known !== undefined) return known
    this.columns.set(column, this.columns.size)
    return this.columns.size - 1
  }
}
