import { runOf, surroundings, type Library } from '../../explain/judge.ts'
import type { Day } from '../../language/day.ts'
import type { Expr } from '../../language/expression.ts'
import type { Surroundings } from '../../language/evaluate.ts'
import type { Known } from '../../language/type.ts'
import { RowFacts, type FactSource, type Table } from '../store/table.ts'
import { ComputedColumn, DerivedStore, JudgedRows, type Derived } from './derived.ts'
import { expressionKey } from './expression-key.ts'
import { decidingFacts, type Today } from './single-fact.ts'

const libraries = new WeakMap<Library, number>()
let librariesSeen = 0

/** One question's surroundings: the table, the day, the editions in force, and what has been computed a row. */
export class Context {
  readonly table: Table
  readonly today: Today
  readonly library: Library
  /** Every derived column that the plan reads. */
  readonly used = new Set<Derived>()
  private readonly store: DerivedStore

  constructor(table: Table, store: DerivedStore, on: Day, library: Library) {
    this.table = table
    this.store = store
    this.today = { on, calendar: table.vocabulary.calendar }
    this.library = library
  }

  /** Facts of a row as the interpreter sees them; `asking`: the measures on whose behalf. */
  at(source: FactSource, asking: readonly string[]): Surroundings {
    return surroundings(source, this.today.on, this.library, asking)
  }

  computed(expr: Expr, asking: readonly string[]): ComputedColumn | undefined {
    const key = `value ${this.keyOf(expr, asking)}`
    const found = this.store.get(key, (derived) => derived instanceof ComputedColumn, () => new ComputedColumn(this.table, key, expr.type, this.byRow(expr, asking)))
    if (found.failed) return undefined
    this.used.add(found)
    return found
  }

  /** An amount a row, of any making; a subject whose amount fits no column is kept aside. */
  computedBy(name: string, type: Expr['type'], value: (at: Surroundings) => Known, asking: readonly string[]): ComputedColumn {
    const key = `${name} ${this.today.on} ${libraryNumber(this.library)}`
    const run = this.rowRunner(asking)
    const found = this.store.get(key, (derived) => derived instanceof ComputedColumn, () => new ComputedColumn(this.table, key, type, (row) => run(row, value), 'keep aside'))
    this.used.add(found)
    return found
  }

  judged(expr: Expr, asking: readonly string[]): JudgedRows {
    const key = `rows ${this.keyOf(expr, asking)}`
    const found = this.store.get(key, (derived) => derived instanceof JudgedRows, () => new JudgedRows(this.table, key, this.byRow(expr, asking)))
    this.used.add(found)
    return found
  }

  /** Brings what the plan reads up to the table. False when a computed column has failed or changed: plan again. */
  refresh(): boolean {
    let settled = true
    for (const derived of this.used) {
      const before = derived instanceof ComputedColumn ? derived.column.revision : 0
      derived.refresh()
      if (derived instanceof ComputedColumn && (derived.failed || derived.column.revision !== before)) settled = false
    }
    return settled
  }

  private keyOf(expr: Expr, asking: readonly string[]): string {
    const own = decidingFacts(expr) === null ? `${libraryNumber(this.library)} ${asking.join()}` : ''
    return `${this.today.on} ${own} ${expressionKey(expr)}`
  }

  private byRow(expr: Expr, asking: readonly string[]): (row: number) => Known {
    const run = runOf(expr)
    const each = this.rowRunner(asking)
    return (row) => each(row, run)
  }

  private rowRunner(asking: readonly string[]): (row: number, value: (at: Surroundings) => Known) => Known {
    const facts = new RowFacts(this.table)
    const at = this.at(facts, asking)
    return (row, value) => {
      facts.row = row
      return value(at)
    }
  }
}

function libraryNumber(library: Library): number {
  const known = libraries.get(library)
  if (known !== undefined) return known
  librariesSeen += 1
  libraries.set(library, librariesSeen)
  return librariesSeen
}

