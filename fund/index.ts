import type { Tx } from '../kernel/db/database.ts'
import { fen, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import type { PlannedInstalment, Subject } from '../measures/types.ts'
import { findLineForUpdate, insertAward, insertInstalments } from './award-store.ts'
import { move, post } from './ledger.ts'
import { splitShares } from './shares.ts'

/** The door of the fund desk for the desks to its right: they commit money and read awards here, never in its tables. */
export { awardOfCase, awardsOfHolder, type AwardShown, type InstalmentShown } from './award-store.ts'

export { takePlace, type PlaceWanted } from './quota.ts'

export interface AwardDecided {
  caseId: Id<'case'>
  caseNumber: string
  editionId: Id<'edition'>
  /** Stable code of the measure. */
  measure: string
  title: string
  holder: Subject
  /** Name of the account that the bank will compare. */
  payeeName: string
  /** Where the holder belongs on the day of the decision. */
  placeCode: string
  /** Code of the budget line without its year, for example talent/settling-in. */
  budget: string
  decidedOn: PlainDate
  /** Fen; positive; the sum of the schedule. */
  amount: Fen
  schedule: readonly PlannedInstalment[]
  cityShareBasisPoints: number
  /** Measures of one group exclude one another while their periods overlap. */
  groupCode?: string
  /** For the group; by default from the decision to the last instalment. `to: null` excludes for ever. */
  period?: { from: PlainDate; to: PlainDate | null }
  /**
   * What may be had once only. By default a person has a measure once; a measure that may be had once a year says 'living-allowance/2026',
   * null lifts the limit. Employers and teams have no limit unless they say so.
   */
  onceKey?: string | null
}

export type CommitResult = { ok: true; awardId: Id<'award'> } | { ok: false; reason: 'noBudgetLine' | 'alreadyAwarded' } | { ok: false; reason: 'budgetShort'; shortBy: Fen }

/**
 * Commits an approved amount against its budget line, in the caller's transaction: the line of the decision's year and of the nearest level
 * that covers the place is locked, so that rivals queue here; then the award, its instalments, and on the ledger 占用 and 承诺.
 * Says no without having written anything: no line opened for that year (`noBudgetLine`), less left than asked (`budgetShort`, by so many fen),
 * a second award for the case, the person and measure, or the group and period (`alreadyAwarded`).
 * Throws RangeError when the schedule does not add up to the amount: that is the caller's fault, not the procedure's no.
 */
export const commitAward = async (db: Tx, decided: AwardDecided): Promise<CommitResult> => {
  const { amount, schedule, decidedOn, placeCode, holder } = decided
  refuseBrokenSchedule(amount, schedule)
  const shares = splitShares(amount, decided.cityShareBasisPoints)
  const line = await findLineForUpdate(db, decided.budget, Number(decidedOn.slice(0, 4)), placeCode)
  if (!line) return { ok: false, reason: 'noBudgetLine' }
  if (line.availableFen < amount) return { ok: false, reason: 'budgetShort', shortBy: fen(amount - line.availableFen) }
  const last = schedule.map(({ dueOn }) => dueOn).toSorted().at(-1) ?? decidedOn
  const { caseId, caseNumber, editionId, measure, title, payeeName } = decided
  const award = await insertAward(db, {
    caseId,
    caseNumber,
    editionId,
    measure,
    title,
    payeeName,
    holder,
    placeCode,
    lineId: line.id,
    decidedOn,
    amount,
    cityShare: shares.city,
    countyShare: shares.county,
    onceKey: decided.onceKey === undefined ? (holder.kind === 'person' ? measure : null) : decided.onceKey,
    groupCode: decided.groupCode ?? null,
    ...(decided.period ?? { from: decidedOn, to: last < decidedOn ? decidedOn : last }),
  })
  if (!award) return { ok: false, reason: 'alreadyAwarded' }
  await insertInstalments(db, { id: award.id, lineId: line.id, placeCode }, schedule, decidedOn)
  // 审定 reserves and, as long as no agreement has to be signed first, commits at once: two vouchers, so that a later signature moves only the second.
  const common = { day: decidedOn, placeCode, awardId: award.id }
  await post(db, [
    { ...common, kind: 'reserve', says: `审定占用 ${caseNumber}`, legs: move(line.id, 'available', 'reserved', amount) },
    { ...common, kind: 'commit', says: `签发承诺 ${caseNumber}`, legs: move(line.id, 'reserved', 'committed', amount) },
  ])
  return { ok: true, awardId: award.id }
}

const refuseBrokenSchedule = (amount: Fen, schedule: readonly PlannedInstalment[]): void => {
  if (amount <= 0n) throw new RangeError(`an award is more than nothing, got ${amount} fen`)
  if (schedule.some((instalment) => instalment.amount <= 0n)) throw new RangeError('an instalment is more than nothing')
  const planned = schedule.reduce((sum, instalment) => sum + instalment.amount, 0n)
  if (planned !== amount) throw new RangeError(`instalments add up to ${planned} fen, the award is ${amount} fen`)
}
