import { formatDecimal, fenToYuan } from '../language/decimal.ts'
import type { Combine, Edition, Sameness } from '../measure/edition.ts'
import type { Explanation } from '../explain/explanation.ts'
import type { Meeting, Outcome } from './rules.ts'
import { bestOf, Table, type PortfolioOptions } from './search.ts'

/** What becomes of one measure in a person's best lawful combination. */
export interface Grant {
  readonly measure: string
  readonly edition: number
  readonly title: string
  /** Fen by itself, and as granted beside the others; null: no figure. */
  readonly full: bigint | null
  readonly granted: bigint | null
  readonly decision: 'granted' | 'reduced' | 'excluded'
  readonly why: string
  /** For what was left out by choice: what everything would come to if it were taken. */
  readonly instead?: { readonly total: bigint; readonly words: string }
}

export interface Portfolio {
  readonly total: bigint
  readonly grants: readonly Grant[]
}

const scopeWords: Record<Sameness, string> = { person: '每人', household: '每户', dwelling: '每套住房', degree: '同一学位', certificate: '同一证书', level: '同一等级', employment: '同一劳动关系', employer: '每个单位', team: '每个团队', licence: '每份执照' }
const yuan = (fen: bigint): string => `${formatDecimal(fenToYuan(fen))}元`

/** An explanation as an outcome; undefined for who is not eligible. */
export function outcomeFrom(edition: Edition, explanation: Pick<Explanation, 'outcome' | 'amount' | 'schedule'>): Outcome | undefined {
  if (explanation.outcome !== 'eligible') return undefined
  const days = explanation.schedule.flatMap((payment) => payment.due ?? [])
  return { edition, fen: explanation.amount, due: days.length > 0 ? days.reduce((a, b) => (a < b ? a : b)) : null }
}

/**
 * The best lawful combination of what one person is entitled to, with the reason for each choice: exclusive groups, top-ups,
 * deductions, once-limits, money paid already here or by other levels. Largest sum; then most benefits; then earliest payment.
 */
export function portfolio(outcomes: readonly Outcome[], options: PortfolioOptions = {}): Portfolio {
  const table = new Table(outcomes, options)
  const best = bestOf(table)
  const titleOf = (i: number): string => `“${outcomes[i]?.edition.title ?? ''}”`
  const paidTitle = (of: string): string => `“${options.library?.get(of)?.title ?? outcomes.find((one) => one.edition.measure === of)?.edition.title ?? of}”`
  const grants = outcomes.map((outcome, i): Grant => {
    const { edition, fen } = outcome
    const shared = { measure: edition.measure, edition: edition.edition, title: edition.title, full: fen }
    const history = table.histories[i]
    if (history?.barred) return { ...shared, granted: null, decision: 'excluded', why: barredWords(edition, history.barred.by.fen, paidTitle(history.barred.by.of), history.barred.combine) }
    const newer = table.outdated[i]
    if (newer) return { ...shared, granted: null, decision: 'excluded', why: `新旧政策都适用的从新：按“${newer.title}”（${newer.document.number}）办理` }
    const granted = best.granted[i]
    if (granted === undefined) return { ...shared, granted: null, decision: 'excluded', ...leftOut(i) }
    if (fen === null || granted === null || granted === fen) return { ...shared, granted, decision: 'granted', why: chosenWords(i) }
    const off = [...(history?.off ?? []).map((paid) => `${paidTitle(paid.of)}已付的${yuan(paid.fen)}`), ...table.offOf(i).filter((j) => best.chosen.has(j) && (best.granted[j] ?? 0n) > 0n).map((j) => `${titleOf(j)}的${yuan(best.granted[j] ?? 0n)}`)]
    return { ...shared, granted, decision: 'reduced', why: `应得${yuan(fen)}，减去${off.join('、')}，${granted === 0n ? '已经抵足，不再发放' : `差额${yuan(granted)}`}` }
  })
  return { total: best.total, grants }

  function rivals(i: number): readonly number[] {
    return [...best.chosen].filter((j) => table.clash(i, j)).toSorted((a, b) => a - b)
  }
  function leftOut(i: number): Pick<Grant, 'why' | 'instead'> {
    const against = rivals(i)
    const [rival] = against
    if (rival === undefined) return { why: '与别的待遇一并领取反而减少总额' }
    const meeting = table.meetings[i]?.[rival]
    const other = bestOf(table, i)
    const change = best.total - other.total
    const words = change === 0n ? `改领${titleOf(i)}，合计不变` : `改领${titleOf(i)}，合计${yuan(other.total)}，少${yuan(change)}`
    return { why: meetingWords(meeting, against.map(titleOf).join('、')), instead: { total: other.total, words } }
  }
  function chosenWords(i: number): string {
    const beaten = table.outcomes.flatMap((_, j) => (j !== i && table.open(j) && table.clash(i, j) && !best.chosen.has(j) ? [titleOf(j)] : []))
    return beaten.length > 0 ? `与${beaten.join('、')}不能同时享受，取本项` : '可以享受，与其他待遇不冲突'
  }
}

function meetingWords(meeting: Meeting | undefined, rival: string): string {
  if (!meeting) return `与${rival}不能同时享受`
  return `${scopeWords[meeting.per]}在“${meeting.group}”中${meeting.rule === 'highest' ? `就高取${rival}` : `择一，取${rival}`}`
}

function barredWords(edition: Edition, fen: bigint, paid: string, combine: Combine | undefined): string {
  if (!combine) return `已经享受过（${yuan(fen)}），${scopeWords[edition.limits.once ?? 'person']}只享受一次`
  return `已经享受${paid}（${yuan(fen)}），“${combine.group}”${combine.rule === 'choose' ? '择一' : '就高不重复'}${combine.choice === 'final' ? '，选定不改' : ''}`
}
