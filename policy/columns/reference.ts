import { yuanToFen } from '../language/decimal.ts'
import type { Day } from '../language/day.ts'
import { chooseAlternative, givesOf, judge, outcomeOf, runOf, surroundings, totalOf, type Library } from '../explain/judge.ts'
import { planPayments } from '../explain/schedule.ts'
import type { Edition, Outcome } from '../measure/edition.ts'
import { Subject } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { keyOf, keysOf } from './dimension.ts'
import type {
  City, Dimension, DraftAnswer, Entry, Group, OutcomeChange, Plan, RowsAnswer, RowsQuestion, Standing, Tally, WhatIfAnswer, WhatIfQuestion, YearOfMoney,
} from './question.ts'

/** One subject under one edition. */
interface Verdict {
  readonly outcome: Outcome
  readonly fen: bigint | null
}
interface Resident {
  readonly entry: Entry
  readonly subject: Subject
}
interface Watched {
  readonly editions: readonly Edition[]
  readonly on: Day
  readonly library: Library
  readonly verdicts: Map<string, Map<string, Verdict>>
}

/**
 * The city by explain, one subject after another: small, slow and right. The referee of `ColumnCity`, and enough for a
 * handful of people (a facts file, a test).
 */
export class ReferenceCity implements City {
  private readonly vocabulary: Vocabulary
  private readonly residents = new Map<string, Resident>()
  private watched: Watched | undefined

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary
  }

  get subjects(): number {
    return this.residents.size
  }

  get bytes(): number {
    return [...this.residents.values()].reduce((sum, { entry }) => sum + Buffer.byteLength(JSON.stringify(entry)), 0)
  }

  put(entries: readonly Entry[]): readonly OutcomeChange[] {
    const arriving = entries.map((entry) => ({ entry, subject: this.read(entry) }))
    return arriving.flatMap((resident) => {
      this.residents.set(resident.entry.id, resident)
      return this.rejudge(resident)
    })
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.residents.delete(id)
      for (const verdicts of this.watched?.verdicts.values() ?? []) verdicts.delete(id)
    }
  }

  async watch(editions: readonly Edition[], on: Day, library: Library): Promise<readonly Standing[]> {
    const verdicts = new Map(editions.map((edition) => [edition.measure, this.judgeAll(edition, on, library)]))
    this.watched = { editions, on, library, verdicts }
    return editions.map((edition) => ({ measure: edition.measure, edition: edition.edition, ...tally([...(verdicts.get(edition.measure)?.values() ?? [])]) }))
  }

  standing(measure: string, which: 'eligible' | 'unknown', offset: number, limit: number): RowsAnswer {
    const verdicts = this.watched?.verdicts.get(measure) ?? new Map<string, Verdict>()
    const rows = [...this.residents.keys()].flatMap((id) => (verdicts.get(id)?.outcome === which ? [{ id, fenNow: null, fen: verdicts.get(id)?.fen ?? null }] : []))
    return { total: rows.length, rows: rows.slice(offset, offset + limit) }
  }

  async whatIf(question: WhatIfQuestion): Promise<WhatIfAnswer> {
    const began = performance.now()
    const { now, on, library } = question
    const ids = this.within(question.within)
    const before = now && this.judgeAll(now, on, library)
    const years = (edition: Edition, verdicts: ReadonlyMap<string, Verdict>) => (question.years === true ? this.yearsOf(edition, ids.filter((id) => verdicts.get(id)?.outcome === 'eligible'), on, library) : [])
    const pick = (verdicts: ReadonlyMap<string, Verdict>) => ids.flatMap((id) => verdicts.get(id) ?? [])
    const drafts = question.drafts.map((draft): DraftAnswer => {
      const after = this.judgeAll(draft, on, library)
      const moved = (which: RowsQuestion['which']) => ids.filter((id) => isAmong(which, before?.get(id), after.get(id))).length
      return {
        ...tally(pick(after)),
        newlyIn: moved('newly-in'), newlyOut: moved('newly-out'), raised: moved('raised'), lowered: moved('lowered'),
        years: years(draft, after),
        groups: question.by.map((by) => this.groups(by, ids, before, after, on)),
      }
    })
    return { subjects: ids.length, ...(now && before ? { now: { ...tally(pick(before)), years: years(now, before) } } : {}), drafts, milliseconds: performance.now() - began }
  }

  async rows({ now, draft, on, library, within, which, group, offset, limit }: RowsQuestion): Promise<RowsAnswer> {
    const before = now && this.judgeAll(now, on, library)
    const after = this.judgeAll(draft, on, library)
    const rows = this.within(within).filter((id) => isAmong(which, before?.get(id), after.get(id)) && (!group || same(this.keyOf(group.by, id, on), group.key)))
    return { total: rows.length, rows: rows.slice(offset, offset + limit).map((id) => ({ id, fenNow: before?.get(id)?.fen ?? null, fen: after.get(id)?.fen ?? null })) }
  }

  /** Everything is looked at row by row here. */
  plan(editions: readonly Edition[]): Plan {
    const measures = editions.map((edition) => ({
      measure: edition.measure,
      edition: edition.edition,
      conditions: [...edition.conditions, ...edition.alternatives.flatMap((alternative) => alternative.conditions), ...edition.implied].map(({ says, rule }) => ({ says, rule: rule.text, way: 'rows' as const, atoms: [] })),
      amount: { way: 'rows' as const },
    }))
    return { measures, distinctAtoms: 0, kernel: 0, computed: 0, rows: measures.reduce((sum, measure) => sum + measure.conditions.length, 0) }
  }

  async close(): Promise<void> {
    this.residents.clear()
  }

  /** Reads every fact at once, so that a wrong one is refused before anything has changed. */
  private read(entry: Entry): Subject {
    const subject = new Subject(entry.facts, this.vocabulary)
    for (const name of this.vocabulary.facts.keys()) subject.get(name)
    return subject
  }

  private rejudge({ entry, subject }: Resident): readonly OutcomeChange[] {
    const { watched } = this
    if (!watched) return []
    return watched.editions.flatMap((edition) => {
      const verdicts = watched.verdicts.get(edition.measure)
      const before = verdicts?.get(entry.id)?.outcome ?? null
      const after = verdictOf(edition, subject, watched.on, watched.library)
      verdicts?.set(entry.id, after)
      const told = before === null ? after.outcome !== 'ineligible' : before !== after.outcome
      return told ? [{ id: entry.id, measure: edition.measure, before, after: after.outcome, fen: after.fen }] : []
    })
  }

  private judgeAll(edition: Edition, on: Day, library: Library): Map<string, Verdict> {
    return new Map([...this.residents].map(([id, { subject }]) => [id, verdictOf(edition, subject, on, library)]))
  }

  private within(prefix: string | undefined): readonly string[] {
    return [...this.residents.values()].flatMap(({ entry }) => (prefix === undefined || entry.place?.startsWith(prefix) === true ? [entry.id] : []))
  }

  private yearsOf(edition: Edition, ids: readonly string[], on: Day, library: Library): readonly YearOfMoney[] {
    const sums = new Map<number | null, bigint>()
    for (const id of ids) {
      const resident = this.residents.get(id)
      if (!resident) continue
      const at = surroundings(resident.subject, on, library, [edition.measure])
      const gives = givesOf(edition, chooseAlternative(edition, at)).filter((give) => !give.when || runOf(give.when.expr)(at) === true)
      for (const { due, amount } of gives.flatMap((give) => planPayments(give, at))) {
        const year = due === null ? null : Number(due.slice(0, 4))
        sums.set(year, (sums.get(year) ?? 0n) + amount)
      }
    }
    return [...sums].map(([year, fen]) => ({ year, fen })).sort((a, b) => (a.year ?? Infinity) - (b.year ?? Infinity))
  }

  private keyOf(by: readonly Dimension[], id: string, on: Day): readonly (string | null)[] {
    const resident = this.residents.get(id)
    return by.map((dimension) => (resident ? keyOf(dimension, resident.entry.place, dimension.kind === 'place' ? null : resident.subject.get(dimension.fact), on) : null))
  }

  private groups(by: readonly Dimension[], ids: readonly string[], before: ReadonlyMap<string, Verdict> | undefined, after: ReadonlyMap<string, Verdict>, on: Day): readonly Group[] {
    const members = Map.groupBy(ids, (id) => JSON.stringify(this.keyOf(by, id, on)))
    const orders = by.map((dimension) => keysOf(dimension, this.vocabulary))
    const count = (list: readonly string[], which: RowsQuestion['which']) => list.filter((id) => isAmong(which, before?.get(id), after.get(id))).length
    const groups = [...members.values()].map((list): Group => ({
      key: this.keyOf(by, list[0] ?? '', on),
      subjects: list.length,
      eligibleNow: list.filter((id) => before?.get(id)?.outcome === 'eligible').length,
      eligible: count(list, 'eligible'), unknown: count(list, 'unknown'), newlyIn: count(list, 'newly-in'), newlyOut: count(list, 'newly-out'),
      fenNow: sum(list.map((id) => before?.get(id)?.fen)), fen: sum(list.map((id) => after.get(id)?.fen)),
    }))
    return groups.filter((group) => group.eligible + group.eligibleNow + group.unknown > 0).sort((a, b) => compareKeys(a.key, b.key, orders))
  }
}

function verdictOf(edition: Edition, subject: Subject, on: Day, library: Library): Verdict {
  const at = surroundings(subject, on, library, [edition.measure])
  const outcome = outcomeOf(judge(edition, at))
  if (outcome !== 'eligible') return { outcome, fen: null }
  const gives = givesOf(edition, chooseAlternative(edition, at))
  const total = gives.some((give) => give.total) ? totalOf(gives, at) : null
  return { outcome, fen: total ? yuanToFen(total) : null }
}

function tally(verdicts: readonly Verdict[]): Tally {
  const count = (outcome: Outcome) => verdicts.filter((verdict) => verdict.outcome === outcome).length
  return { eligible: count('eligible'), unknown: count('unknown'), ineligible: count('ineligible'), fen: sum(verdicts.map(({ fen }) => fen)), withoutAmount: verdicts.filter(({ outcome, fen }) => outcome === 'eligible' && fen === null).length }
}

function sum(parts: readonly (bigint | null | undefined)[]): bigint {
  return parts.reduce<bigint>((total, part) => total + (part ?? 0n), 0n)
}

/** `newly-in`: certainly due under the draft and not certainly before, a new measure's before being nobody. */
function isAmong(which: RowsQuestion['which'], before: Verdict | undefined, after: Verdict | undefined): boolean {
  const was = before?.outcome === 'eligible'
  const is = after?.outcome === 'eligible'
  switch (which) {
    case 'eligible': return is
    case 'unknown': return after?.outcome === 'unknown'
    case 'newly-in': return is && !was
    case 'newly-out': return was && !is
    case 'raised': return was && is && (after.fen ?? 0n) > (before.fen ?? 0n)
    case 'lowered': return was && is && (after.fen ?? 0n) < (before.fen ?? 0n)
  }
}

function same(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i])
}

/** In the dimension's own order, the unknown last; places and texts by their code points. */
function compareKeys(a: readonly (string | null)[], b: readonly (string | null)[], orders: readonly (readonly string[] | undefined)[]): number {
  for (const [i, order] of orders.entries()) {
    const [left, right] = [a[i] ?? null, b[i] ?? null]
    if (left === right) continue
    if (left === null || right === null) return left === null ? 1 : -1
    const difference = order ? order.indexOf(left) - order.indexOf(right) : left < right ? -1 : 1
    if (difference !== 0) return difference
  }
  return 0
}
