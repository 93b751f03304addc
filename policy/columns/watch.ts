import type { Library } from '../explain/judge.ts'
import type { Day } from '../language/day.ts'
import type { Surroundings } from '../language/evaluate.ts'
import type { Edition, Outcome } from '../measure/edition.ts'
import type { DerivedStore } from './plan/derived.ts'
import { planScenarios } from './plan/scenario.ts'
import type { OutcomeChange, RowsAnswer, Standing } from './question.ts'
import { RowJudge } from './row-judge.ts'
import type { Engine } from './run/engine.ts'
import { MoneyOfMany } from './run/money-of-many.ts'
import { Assembler } from './run/program.ts'
import { surroundings } from '../explain/judge.ts'
import { Bitmap } from './store/memory.ts'
import { RowFacts, type Table } from './store/table.ts'
import { fenOf, verdictOf } from './verdict.ts'

interface Result {
  readonly edition: Edition
  /** Certainly eligible, certainly not; neither: unknown. */
  readonly yes: Bitmap
  readonly no: Bitmap
}

/** Everybody under the editions that a city watches, kept standing while facts change. */
export class Watch {
  private readonly table: Table
  private readonly on: Day
  private readonly library: Library
  private readonly results: ReadonlyMap<string, Result>
  private readonly bitmaps: readonly Bitmap[]
  /** Made when the first change comes: the first answer needs none. */
  private judge: RowJudge | undefined

  constructor(table: Table, editions: readonly Edition[], on: Day, library: Library) {
    this.table = table
    this.on = on
    this.library = library
    const measures = new Map(editions.map((edition) => [edition.measure, edition]))
    this.bitmaps = Bitmap.together(table.memory, measures.size * 2, table.blocks)
    this.results = new Map([...measures].map(([measure, edition], i) => [measure, { edition, yes: this.bitmap(i * 2), no: this.bitmap(i * 2 + 1) }]))
  }

  /** Judges everybody by the kernels, and by the interpreter those who are kept aside. */
  run(engine: Engine, store: DerivedStore): readonly Standing[] {
    const { table } = this
    const results = [...this.results.values()]
    const { scenarios } = planScenarios(table, store, results.map(({ edition }) => edition), this.on, this.library)
    const assembler = new Assembler(table.memory)
    const money = new MoneyOfMany(assembler)
    for (const { outcome, amount } of scenarios) {
      assembler.expect(outcome)
      money.expect(amount)
    }
    const live = assembler.piece(table.regular)
    const tallies = scenarios.map(({ outcome, amount }, i) => {
      const { yes, no } = results[i] ?? { yes: table.regular, no: table.regular }
      const counter = assembler.counter(2)
      const eligible = assembler.piece(yes)
      assembler.answer(outcome, live, eligible, assembler.piece(no), counter)
      return { counter, money: money.write(amount, eligible) }
    })
    const program = assembler.finish()
    const counters = engine.execute(program, table.blocks)
    program.free()
    const standings = results.map(({ edition }, i): Standing => {
      const tally = tallies[i]
      const eligible = counters[(tally?.counter ?? 0) / 8] ?? 0n
      const ineligible = Number(counters[(tally?.counter ?? 0) / 8 + 1] ?? 0n)
      return {
        measure: edition.measure, edition: edition.edition,
        eligible: Number(eligible), ineligible, unknown: table.subjects - table.aside.size - Number(eligible) - ineligible,
        fen: tally?.money.sum(counters, eligible) ?? 0n, withoutAmount: Number(eligible - (tally?.money.known(counters, eligible) ?? 0n)),
      }
    })
    return standings.map((standing) => this.withAside(standing))
  }

  /** Outcomes of a row as they stand, in the order of the editions; undefined for somebody new. */
  before(row: number): readonly Outcome[] {
    return [...this.results.values()].map(({ yes, no }) => (yes.has(row) ? 'eligible' : no.has(row) ? 'ineligible' : 'unknown'))
  }

  /** Judges a written row anew. `before`: how it stood; undefined: he is new, and only an eligible or unknown outcome is told. */
  rejudge(row: number, before: readonly Outcome[] | undefined): readonly OutcomeChange[] {
    const changes: OutcomeChange[] = []
    const facts = this.factsOf(row)
    const at = new Map<string, Surroundings>()
    const asking = (measure: string): Surroundings => {
      const known = at.get(measure) ?? surroundings(facts, this.on, this.library, [measure])
      at.set(measure, known)
      return known
    }
    let i = 0
    this.judge ??= new RowJudge([...this.results.values()].map(({ edition: watched }) => watched))
    this.judge.each(asking, (edition, value) => {
      const was = before?.[i++] ?? null
      const after: Outcome = value === true ? 'eligible' : value === false ? 'ineligible' : 'unknown'
      const result = this.results.get(edition.measure)
      if (was === after) return
      result?.yes.set(row, value === true)
      result?.no.set(row, value === false)
      if (was === null && after === 'ineligible') return
      changes.push({ id: this.table.idOf(row), measure: edition.measure, before: was, after, fen: after === 'eligible' ? fenOf(edition, asking(edition.measure)) : null })
    })
    return changes
  }

  forget(row: number): void {
    for (const { yes, no } of this.results.values()) {
      yes.set(row, false)
      no.set(row, false)
    }
  }

  extend(blocks: number): void {
    Bitmap.extendAll(this.bitmaps, blocks)
  }

  standing(measure: string, which: 'eligible' | 'unknown', offset: number, limit: number): RowsAnswer {
    const result = this.results.get(measure)
    const rows: { id: string; fenNow: null; fen: bigint | null }[] = []
    let total = 0
    const visit = (row: number): void => {
      if (total >= offset && rows.length < limit) rows.push({ id: this.table.idOf(row), fenNow: null, fen: result && which === 'eligible' ? fenOf(result.edition, surroundings(this.factsOf(row), this.on, this.library, [measure])) : null })
      total += 1
    }
    if (result && which === 'eligible') for (let block = 0; block < this.table.blocks; block += 1) result.yes.each(block, visit)
    if (result && which === 'unknown') for (let row = 0; row < this.table.rows; row += 1) if (this.table.lives(row) && !result.yes.has(row) && !result.no.has(row)) visit(row)
    return { total, rows }
  }

  free(): void {
    Bitmap.freeAll(this.bitmaps)
  }

  private bitmap(i: number): Bitmap {
    const found = this.bitmaps[i]
    if (!found) throw new RangeError(`no bitmap ${i}`)
    return found
  }

  private factsOf(row: number): RowFacts {
    const facts = new RowFacts(this.table)
    facts.row = row
    return facts
  }

  private withAside(standing: Standing): Standing {
    const result = this.results.get(standing.measure)
    if (!result || this.table.aside.size === 0) return standing
    let { eligible, ineligible, unknown, fen, withoutAmount } = standing
    for (const [row, subject] of this.table.aside) {
      const verdict = verdictOf(result.edition, surroundings(subject, this.on, this.library, [standing.measure]))
      result.yes.set(row, verdict.outcome === 'eligible')
      result.no.set(row, verdict.outcome === 'ineligible')
      if (verdict.outcome === 'eligible') eligible += 1
      else if (verdict.outcome === 'unknown') unknown += 1
      else ineligible += 1
      fen += verdict.fen ?? 0n
      if (verdict.outcome === 'eligible' && verdict.fen === null) withoutAmount += 1
    }
    return { ...standing, eligible, ineligible, unknown, fen, withoutAmount }
  }
}
