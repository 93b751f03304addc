import type { Group } from '../columns/question.ts'

/** How hard a change falls on one group. */
export interface Bearing {
  readonly key: string | null
  readonly eligibleNow: number
  readonly newlyOut: number
  readonly newlyIn: number
  /** Fen more (or less) a year of the schedule's whole. */
  readonly fenChange: bigint
  /** Those who are out, of those in the group who are due it now; 0 where nobody is. */
  readonly shareOfGroup: number
  /** Those who are out, of all who are out. */
  readonly shareOfLoss: number
}

/**
 * Who bears a change, in one breakdown of one key: groups that lose somebody or lose money, the hardest hit first (share of the group that is
 * out, then money). Groups that only gain are no bearers. Fewer than `least` subjects due now say nothing about a group and go last.
 */
export function bearersOf(groups: readonly Group[], least = 10): readonly Bearing[] {
  const out = groups.reduce((sum, group) => sum + group.newlyOut, 0)
  return groups
    .filter((group) => group.newlyOut > 0 || group.fen < group.fenNow)
    .map((group) => ({
      key: group.key[0] ?? null,
      eligibleNow: group.eligibleNow,
      newlyOut: group.newlyOut,
      newlyIn: group.newlyIn,
      fenChange: group.fen - group.fenNow,
      shareOfGroup: group.eligibleNow === 0 ? 0 : group.newlyOut / group.eligibleNow,
      shareOfLoss: out === 0 ? 0 : group.newlyOut / out,
    }))
    .toSorted((a, b) => Number(b.eligibleNow >= least) - Number(a.eligibleNow >= least) || b.shareOfGroup - a.shareOfGroup || Number(a.fenChange - b.fenChange))
}
