import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { fen, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import type { PlannedInstalment, Subject } from '../measures/types.ts'
import { byLine, findWay, inProportion, partsOf, type Way } from './awards/parts.ts'
import { payableOf, sumOf } from './awards/payable.ts'
import { prepareAward, registerTerms, type DecisionBasis } from './awards/commit.ts'
import { heldByOtherRecord, insertAward, insertInstalments } from './award-store.ts'
import { move, spend, spendLines, type Posting } from './ledger.ts'
import { splitShares } from './shares.ts'

/** The door of the fund desk for the desks to its right: they commit money and read awards here, never in its tables. */
export { findBan, type DecisionBasis } from './awards/commit.ts'
export { recomputeAward, type ReplayedAward } from './awards/replay.ts'
export { awardOfCase, awardsOfHolder, type AwardShown, type InstalmentShown } from './award-store.ts'

export { partsOfAward } from './awards/views.ts'

export { accountDoubts, findAccount } from './account-store.ts'
export { paymentsMade } from './payee-contract.ts'
export { resultsOf } from './told/results.ts'
export { breachesOpen } from './recovery/open-breach.ts'

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
  /** Fen; positive; the sum of the schedule, what the employer bears of it included. */
  amount: Fen
  schedule: readonly PlannedInstalment[]
  /** City's part where the schedule names no payers. */
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

/** `amount`: what the lines of the house pay after differences and deductions; `line`: which of several lines is short; `signBy`: where an agreement must be signed before anything is owed. */
export type CommitResult = { ok: true; awardId: Id<'award'>; amount: Fen; signBy: PlainDate | null } | { ok: false; reason: 'noBudgetLine' | 'alreadyAwarded' | 'banned'; detail?: string } | { ok: false; reason: 'budgetShort'; shortBy: Fen; line?: string }

/**
 * Commits an approved amount against the budget line of the decision's year, in the caller's transaction: the award and its instalments first, then
 * under the line's lock, where rivals queue, what is left and on the ledger 占用 and 承诺. Where the schedule names payers and each public one has a
 * line of his own, every part is committed on its line, all or nothing; otherwise the line of the nearest level that covers the place pays all.
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
  const way = await findWay(db, { budget: decided.budget, decidedOn, placeCode }, prepared.schedule)
  if (!way) return { ok: false, reason: 'noBudgetLine' }
  const { parts, outside } = partsOf(prepared.schedule, way)
  if (!parts.length) return { ok: false, reason: 'alreadyAwarded', detail: '扣除已领的以后，没有应由财政负担的部分' }
  const schedule = await payableOf(db, holder, parts, decidedOn)
  // A clause that states what arrives costs the line the tax on top.
  const amount = sumOf(schedule)
  const named = prepared.schedule.some(({ payers }) => payers)
  const shares = named ? sharesOf(amount, schedule, parts, way) : splitShares(amount, decided.cityShareBasisPoints)
  const { lineId } = way
  const last = schedule.map(({ dueOn }) => dueOn).toSorted().at(-1) ?? decidedOn
  const { caseId, caseNumber, editionId, measure, title, payeeName } = decided
  const period = decided.period ?? { from: decidedOn, to: last < decidedOn ? decidedOn : last }
  const rules = {
    // With terms the keys say what may be had once; without them the old rule of one measure a person.
    onceKey: terms ? null : decided.onceKey === undefined ? (holder.kind === 'person' ? measure : null) : decided.onceKey,
    groupCode: terms && !terms.groups.includes(decided.groupCode ?? '') ? null : (decided.groupCode ?? null),
    ...period,
  }
  if (await heldByOtherRecord(db, { holder, ...rules })) return { ok: false, reason: 'alreadyAwarded', detail: '同一个人的另一条登记记录名下已有' }
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
    grossedUp: fen(amount - sumOf(parts)),
    cityShare: shares.city,
    countyShare: shares.county,
    way: way.way,
    outside,
    ...rules,
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
  const wanted = byLine(schedule)
  const legs = (from: 'available' | 'reserved', to: 'reserved' | 'committed') => [...wanted].flatMap(([line, sum]) => move(line, from, to, sum))
  const short = await spendAll(db, way, wanted, [
    { ...common, kind: 'reserve', says: `审定占用 ${caseNumber}`, legs: legs('available', 'reserved') },
    ...(signBy === null ? [{ ...common, kind: 'commit' as const, says: `签发承诺 ${caseNumber}`, legs: legs('reserved', 'committed') }] : []),
  ])
  if (short) {
    await sql`rollback to savepoint award`.execute(db)
    return short
  }
  return { ok: true, awardId: award.id, amount, signBy }
}

/** City's and county's part: what stands on their lines, or of one line's payments what the clause gives each to bear, before tax in the same proportion. */
const sharesOf = (amount: Fen, schedule: readonly { payer: 'city' | 'county' | null; amount: Fen }[], parts: readonly { amount: Fen; cityBears: Fen }[], { way }: Way): { city: Fen; county: Fen } => {
  const bears = fen(parts.reduce((sum, { cityBears }) => sum + cityBears, 0n))
  const [city = fen(0n)] = way === 'ownLines' ? [sumOf(schedule.filter(({ payer }) => payer === 'city'))] : inProportion(amount, [bears, fen(sumOf(parts) - bears)])
  return { city, county: fen(amount - city) }
}

/** Undefined when every line had enough and all is posted; otherwise what stopped it, and nothing is written. */
const spendAll = async (db: Tx, way: Way, wanted: ReadonlyMap<Id<'budgetLine'>, Fen>, postings: readonly Posting[]): Promise<Extract<CommitResult, { ok: false }> | undefined> => {
  const [[only, sum] = []] = [...wanted]
  const left = wanted.size === 1 && only && sum !== undefined ? new Map([[only, await spend(db, only, sum, postings)]]) : await spendLines(db, wanted, postings)
  for (const [line, amount] of wanted) {
    const available = left.get(line)
    if (available === undefined) return { ok: false, reason: 'noBudgetLine' }
    const title = way.way === 'ownLines' ? Object.values(way.lines).find(({ id }) => id === line)?.title : undefined
    if (available < amount) return { ok: false, reason: 'budgetShort', shortBy: fen(amount - available), ...(title === undefined ? {} : { line: title }) }
  }
  return undefined
}

const refuseBrokenSchedule = (amount: Fen, schedule: readonly PlannedInstalment[]): void => {
  if (amount <= 0n) throw new RangeError(`an award is more than nothing, got ${amount} fen`)
  if (schedule.some((instalment) => instalment.amount <= 0n)) throw new RangeError('an instalment is more than nothing')
  const planned = schedule.reduce((sum, instalment) => sum + instalment.amount, 0n)
  if (planned !== amount) throw new RangeError(`instalments add up to ${planned} fen, the award is ${amount} fen`)
}
