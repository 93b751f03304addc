import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { isAmong } from './comparison.ts'
import { keyOrder, type GroupKey, type Grouping } from './grouping.ts'
import type { Amount } from './plan/amount.ts'
import type { Dimension, Group } from './question.ts'
import { isFixed, isTable, maskOf } from './run/money.ts'
import type { Assembler } from './run/program.ts'
import type { FactSource } from './store/table.ts'
import type { Verdict } from './verdict.ts'

export interface DraftMasks {
  readonly eligible: number
  readonly newlyIn: number
  readonly newlyOut: number | undefined
  readonly unknown: number
  readonly amount: Amount
}

interface Sums {
  subjects: number
  eligibleNow: number
  eligible: number
  unknown: number
  newlyIn: number
  newlyOut: number
  fenNow: bigint
  fen: bigint
}
type Fen = ((counters: BigInt64Array, group: number, eligible: number) => bigint) | undefined

/** One breakdown of a what-if: counters of each group, written into the program and read back. */
export class BreakdownSums {
  private readonly grouping: Grouping
  private readonly size: number
  private readonly operand: number
  private readonly subjects: number | undefined
  private readonly eligibleNow: number | undefined
  private readonly fenNow: Fen
  private readonly drafts: { newlyIn: number; newlyOut: number | undefined; unknown: number; fen: Fen }[] = []
  /** By draft, then by key. */
  private readonly sums: Map<string, { key: GroupKey; sums: Sums }>[] = []

  /** `live`: whom to count as subjects, when a place restricts them; otherwise the grouping knows. */
  constructor(grouping: Grouping, assembler: Assembler, live: number | undefined, now: { eligible: number; amount: Amount | undefined } | undefined) {
    this.grouping = grouping
    this.size = grouping.keys.length
    this.operand = assembler.piece(grouping.groups)
    this.subjects = live === undefined ? undefined : this.count(assembler, live)
    this.eligibleNow = now && this.count(assembler, now.eligible)
    this.fenNow = now?.amount && this.money(assembler, now.amount, now.eligible)
  }

  write(assembler: Assembler, { eligible, newlyIn, newlyOut, unknown, amount }: DraftMasks): void {
    this.drafts.push({
      newlyIn: this.count(assembler, newlyIn),
      newlyOut: newlyOut === undefined ? undefined : this.count(assembler, newlyOut),
      unknown: this.count(assembler, unknown),
      fen: this.money(assembler, amount, eligible),
    })
  }

  read(counters: BigInt64Array): void {
    const at = (offset: number | undefined, group: number): number => (offset === undefined ? 0 : Number(counters[offset / 8 + group] ?? 0n))
    for (const draft of this.drafts) {
      const groups = new Map<string, { key: GroupKey; sums: Sums }>()
      for (let group = 1; group < this.size; group += 1) {
        const eligibleNow = at(this.eligibleNow, group)
        const [newlyIn, newlyOut] = [at(draft.newlyIn, group), at(draft.newlyOut, group)]
        const eligible = eligibleNow + newlyIn - newlyOut
        const key = this.grouping.keys[group] ?? []
        groups.set(JSON.stringify(key), {
          key,
          sums: {
            subjects: this.subjects === undefined ? (this.grouping.sizes[group] ?? 0) : at(this.subjects, group),
            eligibleNow, eligible, unknown: at(draft.unknown, group), newlyIn, newlyOut,
            fenNow: this.fenNow?.(counters, group, eligibleNow) ?? 0n, fen: draft.fen?.(counters, group, eligible) ?? 0n,
          },
        })
      }
      this.sums.push(groups)
    }
  }

  /** Somebody kept aside. */
  add({ subject, place, before, after }: { subject: FactSource; place: string | null; before: Verdict | undefined; after: readonly Verdict[] }): void {
    const key = this.grouping.keyOfSubject(subject, place)
    after.forEach((verdict, i) => {
      const groups = this.sums[i]
      const name = JSON.stringify(key)
      const { sums } = groups?.get(name) ?? { sums: { subjects: 0, eligibleNow: 0, eligible: 0, unknown: 0, newlyIn: 0, newlyOut: 0, fenNow: 0n, fen: 0n } }
      groups?.set(name, { key, sums })
      sums.subjects += 1
      sums.fenNow += before?.fen ?? 0n
      sums.fen += verdict.fen ?? 0n
      if (before?.outcome === 'eligible') sums.eligibleNow += 1
      if (verdict.outcome === 'eligible') sums.eligible += 1
      if (verdict.outcome === 'unknown') sums.unknown += 1
      if (isAmong('newly-in', before, verdict)) sums.newlyIn += 1
      if (isAmong('newly-out', before, verdict)) sums.newlyOut += 1
    })
  }

  groups(draft: number, dimensions: readonly Dimension[], vocabulary: Vocabulary): readonly Group[] {
    const order = keyOrder(dimensions, vocabulary)
    return [...(this.sums[draft]?.values() ?? [])]
      .map(({ key, sums }): Group => ({ key, ...sums }))
      .filter((group) => group.eligible + group.eligibleNow + group.unknown > 0)
      .sort((a, b) => order(a.key, b.key))
  }

  private count(assembler: Assembler, mask: number): number {
    const counters = assembler.counter(this.size)
    assembler.emit(42, mask, this.operand, this.grouping.wide ? 1 : 0, counters)
    return counters
  }

  private money(assembler: Assembler, { fen }: Amount, eligible: number): Fen {
    if (!fen) return undefined
    if (isFixed(fen)) return (_, __, count) => BigInt(fen.value) * BigInt(count)
    assembler.expect(fen.valid)
    const counters = assembler.counter(this.size)
    const mask = maskOf(assembler, fen.valid, eligible)
    const wide = this.grouping.wide ? 1 : 0
    if (isTable(fen)) assembler.emit(44, mask, this.operand, wide, assembler.piece(fen.column.values), fen.column.width === 2 ? 1 : 0, assembler.table(fen.table), counters)
    else {
      assembler.expect(fen)
      assembler.emit(43, mask, this.operand, wide, assembler.vector(fen), counters)
      assembler.release(fen)
    }
    assembler.give(mask)
    return (sums, group) => sums[counters / 8 + group] ?? 0n
  }
}
