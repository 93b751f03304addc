import { dayNumber, lastDay } from '../language/day.ts'
import type { Edition } from '../measure/edition.ts'
import { exclusive, historyOf, outdatedBy, settlingRank, takesOff, type History, type Keys, type Meeting, type Outcome, type Paid } from './rules.ts'

export interface PortfolioOptions {
  readonly paid?: readonly Paid[]
  readonly keys?: Keys
  /** Measures that paid sums may have come from; by code. Default: the outcomes' own. */
  readonly library?: ReadonlyMap<string, Edition>
}

/** The best lawful set: what each outcome is granted, in the order given. */
export interface Best {
  readonly total: bigint
  /** Fen; null: granted, but no figure; undefined: not granted. */
  readonly granted: readonly (bigint | null | undefined)[]
}

/** One person's outcomes with everything that stands between them. */
export class Table {
  readonly outcomes: readonly Outcome[]
  readonly histories: readonly History[]
  /** Why a measure is out before any choice. */
  readonly outdated: readonly (Edition | undefined)[]
  readonly meetings: readonly (readonly (Meeting | undefined)[])[]
  private readonly off: readonly (readonly number[])[]
  private readonly order: readonly number[]

  constructor(outcomes: readonly Outcome[], { paid = [], keys = {}, library }: PortfolioOptions) {
    this.outcomes = outcomes
    const editions = outcomes.map((one) => one.edition)
    const known = library ?? new Map(editions.map((edition) => [edition.measure, edition]))
    this.histories = editions.map((edition) => historyOf(edition, paid, known))
    this.outdated = editions.map((edition) => (edition.combine.length === 0 ? undefined : outdatedBy(edition, editions, keys)))
    this.meetings = editions.map((a, i) => editions.map((b, j) => (i === j || (a.combine.length === 0 && b.combine.length === 0) ? undefined : exclusive(a, b, keys))))
    this.off = editions.map((a, i) => (settlingRank(a) === 0 ? [] : editions.flatMap((b, j) => (i !== j && takesOff(a, b, keys) ? [j] : []))))
    this.order = editions.map((_, i) => i).toSorted((i, j) => this.before(i, j))
  }

  private before(i: number, j: number): number {
    const [a, b] = [this.outcomes[i], this.outcomes[j]]
    if (!a || !b) return 0
    const rank = settlingRank(a.edition) - settlingRank(b.edition)
    if (rank !== 0) return rank
    const needs = Number(this.off[i]?.includes(j)) - Number(this.off[j]?.includes(i))
    if (settlingRank(a.edition) === 2 && needs !== 0) return needs
    const [x, y] = [a.fen ?? 0n, b.fen ?? 0n]
    return x > y ? -1 : x < y ? 1 : i - j
  }

  /** Whether it can be had at all. */
  open(i: number): boolean {
    return this.histories[i]?.barred === undefined && this.outdated[i] === undefined
  }
  clash(i: number, j: number): boolean {
    return this.meetings[i]?.[j] !== undefined
  }
  /** Others in the chosen set whose money is taken off this one's. */
  offOf(i: number): readonly number[] {
    return this.off[i] ?? []
  }
  takenFromBySeveral(i: number): boolean {
    return this.off.filter((list) => list.includes(i)).length > 1
  }

  /** What a set comes to, each settled after those that count against it. */
  settle(chosen: ReadonlySet<number>): { granted: (bigint | null | undefined)[]; total: bigint; count: number; wait: bigint } {
    const granted: (bigint | null | undefined)[] = this.outcomes.map(() => undefined)
    let total = 0n
    let count = 0
    let wait = 0n
    for (const i of this.order) {
      const outcome = this.outcomes[i]
      if (!outcome || !chosen.has(i)) continue
      if (outcome.fen === null) {
        granted[i] = null
        count += 1
        continue
      }
      let fen = outcome.fen
      for (const paid of this.histories[i]?.off ?? []) fen -= paid.fen
      for (const other of this.offOf(i)) fen -= granted[other] ?? 0n
      if (fen < 0n) fen = 0n
      granted[i] = fen
      total += fen
      if (fen > 0n) count += 1
      wait += fen * BigInt(dayNumber(outcome.due ?? lastDay))
    }
    return { granted, total, count, wait }
  }
}

type Settled = ReturnType<Table['settle']>

/** More money, then more benefits, then earlier money. */
function better(a: Settled, b: Settled | undefined): boolean {
  if (!b || a.total !== b.total) return !b || a.total > b.total
  return a.count === b.count ? a.wait < b.wait : a.count > b.count
}

/**
 * The best set among those that may be had together, by branch and bound: exact. What meets nothing is in; only measures that
 * exclude one another, or that several others deduct, are tried in and out. `forced` must be in.
 */
export function bestOf(table: Table, forced?: number): Best & { chosen: ReadonlySet<number> } {
  const all = table.outcomes.map((_, i) => i).filter((i) => table.open(i) && (forced === undefined || i === forced || !table.clash(i, forced)))
  const [free, tied] = [new Set<number>(), [] as number[]]
  for (const i of all) {
    if (i === forced) free.add(i)
    else if (all.some((j) => table.clash(i, j)) || table.takenFromBySeveral(i)) tied.push(i)
    else free.add(i)
  }
  const fenOf = (i: number): bigint => table.outcomes[i]?.fen ?? 0n
  tied.sort((i, j) => Number(fenOf(j) > fenOf(i)) - Number(fenOf(j) < fenOf(i)) || i - j)
  const most = all.reduce((sum, i) => sum + fenOf(i), 0n)
  let best: Settled | undefined
  let chosen: ReadonlySet<number> = free
  const visit = (at: number, set: ReadonlySet<number>, bound: bigint): void => {
    if (best && bound < best.total) return
    const i = tied[at]
    if (i === undefined) {
      const settled = table.settle(set)
      if (better(settled, best)) {
        best = settled
        chosen = set
      }
      return
    }
    if (![...set].some((j) => table.clash(i, j))) visit(at + 1, new Set([...set, i]), bound)
    visit(at + 1, set, bound - fenOf(i))
  }
  visit(0, free, most)
  const settled = best ?? table.settle(free)
  return { total: settled.total, granted: settled.granted, chosen }
}

/** For everybody at night: no words. Outcomes that combine with nothing cost nothing but the sum. */
export function portfolioOf(outcomes: readonly Outcome[], options: PortfolioOptions = {}): Best {
  const combining = outcomes.filter((one) => one.edition.combine.length > 0)
  const alone = combining.length === 0 || (combining.length === 1 && combining[0]?.edition.combine.every((rule) => rule.with.length === 0) === true)
  if (alone && (options.paid?.length ?? 0) === 0) return { total: outcomes.reduce((sum, one) => sum + (one.fen ?? 0n), 0n), granted: outcomes.map((one) => one.fen) }
  const { total, granted } = bestOf(new Table(outcomes, options))
  return { total, granted }
}
