import type { Amount } from '../plan/amount.ts'
import type { Logic, Vector } from '../plan/graph.ts'
import type { Assembler } from './program.ts'

/** Where the sum and the number of those with a known amount are counted. */
export interface MoneyCounters {
  sum(counters: BigInt64Array, eligible: bigint): bigint
  known(counters: BigInt64Array, eligible: bigint): bigint
}

/** What the sum of an amount will read. */
export function expectMoney(assembler: Assembler, { fen }: Amount): void {
  if (!fen || isFixed(fen)) return
  assembler.expect(fen.valid)
  if (!isTable(fen)) assembler.expect(fen)
}

/** Sums an amount over the eligible of a block. A fixed sum needs no pass: it is counted with them. */
export function writeMoney(assembler: Assembler, { fen }: Amount, eligible: number): MoneyCounters {
  if (!fen) return { sum: () => 0n, known: () => 0n }
  if (isFixed(fen)) return { sum: (_, count) => count * BigInt(fen.value), known: (_, count) => count }
  const [sum, known] = [assembler.counter(1), assembler.counter(1)]
  const mask = maskOf(assembler, fen.valid, eligible)
  assembler.count(mask, known)
  if (isTable(fen)) assembler.emit(41, mask, assembler.piece(fen.column.values), fen.column.width === 2 ? 1 : 0, assembler.table(fen.table), sum)
  else {
    assembler.emit(40, mask, assembler.vector(fen), sum)
    assembler.release(fen)
  }
  assembler.give(mask)
  return { sum: (counters) => counters[sum / 8] ?? 0n, known: (counters) => counters[known / 8] ?? 0n }
}

/** The eligible whose amount is known. */
export function maskOf(assembler: Assembler, valid: Logic, eligible: number): number {
  const mask = assembler.combine('and', eligible, assembler.bits(valid).t)
  assembler.release(valid)
  return mask
}

export function isFixed(fen: Vector): fen is Vector & { op: 'constant' } {
  return fen.op === 'constant' && fen.valid.op === 'constant' && fen.valid.value === true
}

/** An amount by one code: it is looked up for the eligible alone. */
export function isTable(fen: Vector): fen is Vector & { op: 'lookup' } {
  return fen.op === 'lookup' && fen.column.width < 4
}
