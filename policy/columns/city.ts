import { runOf, surroundings, type Library } from '../explain/judge.ts'
import type { Day } from '../language/day.ts'
import type { Expr } from '../language/expression.ts'
import type { Known } from '../language/type.ts'
import type { Edition } from '../measure/edition.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { DerivedStore } from './plan/derived.ts'
import { describePlan } from './plan/describe-plan.ts'
import type { City, Entry, OutcomeChange, Plan, RowsAnswer, RowsQuestion, Standing, WhatIfAnswer, WhatIfQuestion } from './question.ts'
import { askRows } from './rows.ts'
import { Engine } from './run/engine.ts'
import { fill, type Filling } from './store/fill.ts'
import type { Parcel } from './store/parcel.ts'
import { ParcelTaker } from './store/parcel-taker.ts'
import { RowFacts, Table } from './store/table.ts'
import { Watch } from './watch.ts'
import { askWhatIf } from './what-if.ts'

export interface ColumnCityOptions {
  /** Threads that share a question; 1: everything in the calling one. */
  readonly threads?: number
  /** Another kernel, for tests of the tests. */
  readonly kernel?: WebAssembly.Module
}

/** A city in typed columns, judged by kernels: see docs/decisions/0011. Everything happens in the calling thread and its helpers. */
export class ColumnCity implements City {
  private readonly table: Table
  private readonly derived = new DerivedStore()
  private readonly engine: Engine
  private watched: Watch | undefined

  constructor(vocabulary: Vocabulary, { threads = 1, kernel }: ColumnCityOptions = {}) {
    this.table = new Table(vocabulary)
    this.engine = new Engine(this.table.memory, threads, kernel)
  }

  get subjects(): number {
    return this.table.subjects
  }

  get bytes(): number {
    return this.table.bytes
  }

  /** What is held of one subject, by the names that rules use; undefined when he is not there. */
  factsOf(id: string): Readonly<Record<string, Known>> | undefined {
    const row = this.table.find(id)
    if (row === undefined) return undefined
    const facts = new RowFacts(this.table)
    facts.row = row
    return Object.fromEntries([...this.table.vocabulary.facts.keys()].map((name) => [name, facts.get(name)]))
  }

  put(entries: readonly Entry[]): readonly OutcomeChange[] {
    const { table, watched } = this
    for (const entry of entries) table.check(entry)
    return entries.flatMap(({ id, place, facts }) => {
      const known = table.find(id)
      const row = known ?? table.admit(id)
      watched?.extend(table.blocks)
      const before = known === undefined ? undefined : watched?.before(row)
      table.write(row, place, facts)
      return watched?.rejudge(row, before) ?? []
    })
  }

  /**
   * Takes in millions, in parcels that one {@link ParcelMaker} made, in their order; several makers may work at a time, each with a taker of its own. Standing results are
   * told nothing of them until the next watch.
   */
  taker(): (parcel: Parcel) => void {
    const taker = new ParcelTaker(this.table, () => this.watched?.extend(this.table.blocks))
    return (parcel) => taker.take(parcel)
  }

  /** Takes in columns of numbers as they are, for a city made up in memory: see {@link Filling}. */
  fill(count: number, filling: Filling): void {
    fill(this.table, count, filling)
    this.watched?.extend(this.table.blocks)
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      const row = this.table.remove(id)
      if (row !== undefined) this.watched?.forget(row)
    }
  }

  async watch(editions: readonly Edition[], on: Day, library: Library): Promise<readonly Standing[]> {
    this.watched?.free()
    this.watched = new Watch(this.table, editions, on, library)
    return this.watched.run(this.engine, this.derived)
  }

  standing(measure: string, which: 'eligible' | 'unknown', offset: number, limit: number): RowsAnswer {
    return this.watched?.standing(measure, which, offset, limit) ?? { total: 0, rows: [] }
  }

  async whatIf(question: WhatIfQuestion): Promise<WhatIfAnswer> {
    return askWhatIf(this.table, this.derived, this.engine, question)
  }

  async rows(question: RowsQuestion): Promise<RowsAnswer> {
    return askRows(this.table, this.derived, this.engine, question)
  }

  /** What an expression comes to for one subject, from what the columns hold of him: row by row, as for all that no kernel computes. Unknown for a stranger. */
  value(expr: Expr, id: string, on: Day): Known {
    const row = this.table.find(id)
    if (row === undefined) return null
    const facts = new RowFacts(this.table)
    facts.row = row
    return runOf(expr)(surroundings(facts, on, undefined))
  }

  plan(editions: readonly Edition[], on: Day, library: Library): Plan {
    return describePlan(this.table, editions, on, library)
  }

  async close(): Promise<void> {
    await this.engine.close()
  }
}
