import { runOf, surroundings, type Library } from '../../explain/judge.ts'
import type { Day } from '../../language/day.ts'
import type { Expr } from '../../language/expression.ts'
import type { Surroundings } from '../../language/evaluate.ts'
import { moneyType, type Known } from '../../language/type.ts'
import type { Edition } from '../../measure/edition.ts'
import { RowFacts, type FactSource, type Table } from '../store/table.ts'
import { ComputedColumn, DerivedStore, JudgedRows, type Derived } from './derived.ts'
import { expressionKey } from './expression-key.ts'
import { decidingFacts, type Today } from './single-fact.ts'

/** One question's surroundings: the table, the day, the editions in force, and what has been computed a row. */
export class Context {
  readonly table: Table
  readonly today: Today
  readonly library: Library
  /** Every derived column that the plan reads. */
  readonly used = new Set<Derived>()
  private readonly store: DerivedStore
  private editions: string | undefined

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
  computedBy(name: string, read: readonly Expr[], value: (at: Surroundings) => Known, asking: readonly string[]): ComputedColumn {
    const key = `${name} ${this.today.on} ${read.some((expr) => decidingFacts(expr) === null) ? this.libraryFor(asking) : ''}`
    const run = this.rowRunner(asking)
    const found = this.store.get(key, (derived) => derived instanceof ComputedColumn, () => new ComputedColumn(this.table, key, moneyType, (row) => run(row, value), 'keep aside'))
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

  /** What planning finds out about an expression, once a day and a state of its column. */
  remember<T>(expr: Expr, state: string, is: (value: unknown) => value is T, find: () => T): T {
    return this.store.remember(`${this.today.on} ${state} ${expressionKey(expr)}`, is, find)
  }

  /** What an answer depends on that asks about other measures. */
  private libraryFor(asking: readonly string[]): string {
    this.editions ??= libraryKey(this.library)
    return `${this.editions} ${asking.join()}`
  }

  private keyOf(expr: Expr, asking: readonly string[]): string {
    const own = decidingFacts(expr) === null ? this.libraryFor(asking) : ''
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

const numbers = new WeakMap<Edition, number>()
let numbered = 0

/** Two libraries of the same editions are one: a caller may put them together anew for each question. */
function libraryKey(library: Library): string {
  const parts: string[] = []
  for (const edition of library.values()) {
    const known = numbers.get(edition) ?? (numbered += 1)
    numbers.set(edition, known)
    parts.push(String(known))
  }
  return parts.join()
}
