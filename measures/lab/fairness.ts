import type { z } from 'zod'
import { fen } from '../../kernel/types.ts'
import { countText, moneyText } from '../../kit/format.ts'
import { bearersOf, type Bearing } from '../../policy/laboratory/fairness.ts'
import type { Group } from '../../policy/columns/question.ts'
import { breakdownWords, type BearerShown, type Breakdown } from './what-if-contract.ts'

type Bearer = z.output<typeof BearerShown>

const perBreakdown = 3

/** The hardest hit groups of each breakdown, and one sentence about them all. */
export const fairnessOf = (breakdowns: readonly { by: Breakdown; groups: readonly Group[]; label: (key: string | null) => string }[], counted: string): { bearers: Bearer[]; words: string } => {
  const bearers = breakdowns.flatMap(({ by, groups, label }) =>
    bearersOf(groups)
      .filter(({ key }) => key !== null)
      .slice(0, perBreakdown)
      .map((bearing): Bearer => ({
        by,
        label: label(bearing.key),
        eligibleNow: bearing.eligibleNow,
        newlyOut: bearing.newlyOut,
        newlyIn: bearing.newlyIn,
        fenChange: fen(bearing.fenChange),
        shareOfGroup: bearing.shareOfGroup,
        words: bearingWords(label(bearing.key), bearing, counted),
      })),
  )
  return { bearers, words: sentence(breakdowns.length, bearers, counted) }
}

const percentOf = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`

const bearingWords = (label: string, { eligibleNow, newlyOut, fenChange, shareOfGroup }: Bearing, counted: string): string => {
  const people = newlyOut > 0 ? `现符合 ${countText(eligibleNow)} ${counted}中 ${countText(newlyOut)} ${counted}不再符合（${percentOf(shareOfGroup)}）` : `没有${counted === '人' ? '人' : '对象'}退出`
  const money = fenChange < 0n ? `，金额减少 ${moneyText(-fenChange)}` : fenChange > 0n ? `，金额增加 ${moneyText(fenChange)}` : ''
  return `${label}：${people}${money}`
}

const sentence = (breakdowns: number, bearers: readonly Bearer[], counted: string): string => {
  if (breakdowns === 0) return ''
  if (bearers.length === 0) return `没有${counted === '人' ? '人' : '对象'}因此不再符合，也没有群体的金额减少。`
  // The first of each breakdown: the place, the industry, the class, the age that are hit hardest.
  const first = [...new Map(bearers.toReversed().map((bearer) => [bearer.by, bearer])).values()].toReversed()
  return `受影响最大：${first.map(({ by, label, eligibleNow, newlyOut, fenChange }) => `${breakdownWords[by]}是${label}（${newlyOut > 0 ? `${countText(eligibleNow)} ${counted}中 ${countText(newlyOut)} ${counted}不再符合` : `少 ${moneyText(-fenChange)}`}）`).join('，')}。`
}
