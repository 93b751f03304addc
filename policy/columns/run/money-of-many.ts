import type { Amount } from '../plan/amount.ts'
import type { Logic, Vector } from '../plan/graph.ts'
import type { CodedColumn } from '../store/coded-column.ts'
import type { ScaledColumn } from '../store/scaled-column.ts'
import { expectMoney, isFixed, isTable, maskOf, writeMoney, type MoneyCounters } from './money.ts'
import { arithmeticCode, double, type Assembler } from './program.ts'

/** Splitting a column into a bitmap a code costs about as much as walking the eligible of three measures. */
const worthSplitting = 4
const mostCodes = 32

/**
 * Sums of the amounts of many measures over one block. Tables over one column share a bitmap of each code, so that a sum counts
 * bits; a share of a column between bounds is computed of the eligible alone. The rest is summed as for one measure.
 */
export class MoneyOfMany {
  private readonly assembler: Assembler
  private readonly tables = new Map<CodedColumn, number>()
  private readonly splits = new Map<CodedColumn, number>()

  constructor(assembler: Assembler) {
    this.assembler = assembler
  }

  /** What the sum of an amount will read: say it of all of them before the first is written. */
  expect(amount: Amount): void {
    const { fen } = amount
    if (fen && isSplittable(fen)) this.tables.set(fen.column, (this.tables.get(fen.column) ?? 0) + 1)
    if (fen && stepsOf(fen)) this.assembler.expect(fen.valid)
    else expectMoney(this.assembler, amount)
  }

  write(amount: Amount, eligible: number): MoneyCounters {
    const { fen } = amount
    if (fen && isSplittable(fen) && (this.tables.get(fen.column) ?? 0) >= worthSplitting) return this.bySplit(fen, eligible)
    const steps = fen && stepsOf(fen)
    return fen && steps ? this.bySteps(fen.valid, steps, eligible) : writeMoney(this.assembler, amount, eligible)
  }

  private bySplit({ column, table, valid }: Table, eligible: number): MoneyCounters {
    const { assembler } = this
    const split = this.splits.get(column) ?? this.split(column, table.length)
    const [counters, mask] = [assembler.counter(2), assembler.take()]
    assembler.emit(46, eligible, assembler.bits(valid).t, mask, split, table.length, assembler.table(table), counters)
    assembler.release(valid)
    assembler.give(mask)
    return countersAt(counters)
  }

  private split(column: CodedColumn, codes: number): number {
    const first = this.assembler.bitmaps(codes)
    this.assembler.emit(45, first, this.assembler.piece(column.values), codes)
    this.splits.set(column, first)
    return first
  }

  private bySteps(valid: Logic, { column, steps }: Steps, eligible: number): MoneyCounters {
    const { assembler } = this
    const counters = assembler.counter(2)
    const mask = maskOf(assembler, valid, eligible)
    assembler.count(mask, counters + 8)
    const gathered = assembler.takeVector()
    assembler.emit(47, mask, assembler.piece(column.values), column.width, gathered, counters, steps.length, ...steps.flatMap(([how, by]) => [how, ...double(by)]))
    assembler.giveVector(gathered)
    assembler.give(mask)
    return countersAt(counters)
  }
}

type Table = Vector & { op: 'lookup' }
interface Steps {
  readonly column: ScaledColumn
  /** What is done to each value, in order: the kernel's number of it and its constant. */
  readonly steps: readonly (readonly [how: number, by: number])[]
}

/** The sum of what is known, then the number of those of whom it is. */
function countersAt(offset: number): MoneyCounters {
  return { sum: (counters) => counters[offset / 8] ?? 0n, known: (counters) => counters[offset / 8 + 1] ?? 0n }
}

function isSplittable(fen: Vector): fen is Table {
  return isTable(fen) && fen.column.width === 1 && fen.table.length <= mostCodes
}

/** A column and steps with constants, as a share of pay between floor and cap is; undefined for any other amount. */
function stepsOf(vector: Vector): Steps | undefined {
  if (vector.op === 'column') return { column: vector.column, steps: [] }
  if (vector.op === 'divide') return after(vector.of, vector.how === 'round' ? 5 : 6, vector.by)
  if (vector.op !== 'arithmetic') return undefined
  const { how, left, right } = vector
  if (isFixed(right)) return after(left, arithmeticCode[how], right.value)
  return isFixed(left) && how !== 'subtract' ? after(right, arithmeticCode[how], left.value) : undefined
}

function after(of: Vector, how: number, by: number): Steps | undefined {
  const before = stepsOf(of)
  return before && { column: before.column, steps: [...before.steps, [how, by]] }
}
