import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { fen, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import type { PlannedInstalment, Subject } from '../measures/types.ts'
import { payableOf, sumOf } from './awards/payable.ts'
import { prepareAward, registerTerms, type DecisionBasis } from './awards/commit.ts'
import { findLine, insertAward, insertInstalments } from './award-store.ts'
import { move, spend } from './ledger.ts'
import { splitShares } from './shares.ts'

/** The door of the fund desk for the desks to its right: they commit money and read awards here, never in its tables. */
export { findBan, type DecisionBasis } from './awards/commit.ts'
export { recomputeAward, type ReplayedAward } from './awards/replay.ts'
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
  /** What the decision rested on: the edition's terms, differences, keys and re-checks need it. */
  basis?: DecisionBasis
}

/** `amount`: what was granted after differences and deductions; `signBy`: where an agreement must be signed before anything is owed. */
export type CommitResult = { ok: true; awardId: Id<'award'>; amount: Fen; signBy: PlainDate | null } | { ok: false; reason: 'noBudgetLine' | 'alreadyAwarded' | 'banned'; detail?: string } | { ok: false; reason: 'budgetShort'; shortBy: Fen }

/**
 * Commits an approved amount against the budget line of the decision's year and of the nearest level that covers the place, in the caller's
 * transaction: the award and its instalments first, then under the line's lock, where rivals queue, what is left and on the ledger 占用 and 承诺.
 * Says no without having written anything: no line opened for that year (`noBudgetLine`), less left than asked (`budgetShort`, by so many fen),
 * a second award for the case, the person and measure, the group and period, or a key of the edition (`alreadyAwarded`), a ban (`banned`).
 * A clause after tax is grossed up here: the line bears the tax, and `amount` of the answer is before tax.
 * With a `basis`, what other money takes off is taken off here. Where the edition wants an agreement, only 占用 is posted.
 * Throws RangeError when the schedule does not add up to the amount: that is the caller's fault, not the procedure's no.
 */
export const commitAward = async (db: Tx, decided: AwardDecided): Promise<CommitResult> => {
  const { decidedOn, placeCode, holder } = decided
  refuseBrokenSchedule(decided.amount, decided.schedule)
  const prepared = await prepareAward(db, decided)
  if (!prepared.ok) return prepared
  const { kept, terms } = prepared
  const schedule = await payableOf(db, holder, prepared.schedule, decidedOn)
  // A clause that states what arrives costs the line the tax on top.
  const amount = sumOf(schedule)
  const shares = splitShares(amount, decided.cityShareBasisPoints)
  const lineId = await findLine(db, decided.budget, Number(decidedOn.slice(0, 4)), placeCode)
  if (!lineId) return { ok: false, reason: 'noBudgetLine' }
  const last = schedule.map(({ dueOn }) => dueOn).toSorted().at(-1) ?? decidedOn
  const { caseId, caseNumber, editionId, measure, title, payeeName } = decided
  const period = decided.period ?? { from: decidedOn, to: last < decidedOn ? decidedOn : last }
  await sql`savepoint award`.execute(db)
  const award = await insertAward(db, {
    caseId,
    caseNumber,
    editionId,
    measure,
    title,
    payeeName,
    holder,
    placeCode,
    lineId,
    decidedOn,
    amount,
    grossedUp: fen(amount - prepared.amount),
    cityShare: shares.city,
    countyShare: shares.county,
    // With terms the keys say what may be had once; without them the old rule of one measure a person.
    onceKey: terms ? null : decided.onceKey === undefined ? (holder.kind === 'person' ? measure : null) : decided.onceKey,
    groupCode: terms && !terms.groups.includes(decided.groupCode ?? '') ? null : (decided.groupCode ?? null),
    ...period,
    kept,
  })
  if (!award) return { ok: false, reason: 'alreadyAwarded' }
  if (terms && !(await registerTerms(db, { id: award.id, placeCode, holder, ...period }, terms))) {
    await sql`rollback to savepoint award`.execute(db)
    return { ok: false, reason: 'alreadyAwarded' }
  }
  const signBy = kept?.signBy ?? null
  await insertInstalments(db, { id: award.id, lineId, placeCode, holder }, schedule, decidedOn, signBy !== null)
  // 审定 reserves and, where no agreement has to be signed first, commits at once: two vouchers, so that a signature moves only the second.
  const common = { day: decidedOn, placeCode, awardId: award.id }
  const available = await spend(db, lineId, amount, [
    { ...common, kind: 'reserve', says: `审定占用 ${caseNumber}`, legs: move(lineId, 'available', 'reserved', amount) },
    ...(signBy === null ? [{ ...common, kind: 'commit' as const, says: `签发承诺 ${caseNumber}`, legs: move(lineId, 'reserved', 'committed', amount) }] : []),
  ])
  if (available === undefined || available < amount) {
    await sql`rollback to savepoint award`.execute(db)
    return available === undefined ? { ok: false, reason: 'noBudgetLine' } : { ok: false, reason: 'budgetShort', shortBy: fen(amount - available) }
  }
  return { ok: true, awardId: award.id, amount, signBy }
}

const refuseBrokenSchedule = (amount: Fen, schedule: readonly PlannedInstalment[]): void => {
  if (amount <= 0n) throw new RangeError(`an award is more than nothing, got ${amount} fen`)
  if (schedule.some((instalment) => instalment.amount <= 0n)) throw new RangeError('an instalment is more than nothing')
  const planned = schedule.reduce((sum, instalment) => sum + instalment.amount, 0n)
  if (planned !== amount) throw new RangeError(`instalments add up to ${planned} fen, the award is ${amount} fen`)
}
