import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { fen, type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import { move, post } from '../ledger.ts'
import { lockAvailable } from '../award-store.ts'
import type { PlannedInstalment } from '../../measures/types.ts'
import { lockLines } from '../budget/adjustment.ts'
import { byLine, partsOf, type Way } from './parts.ts'
import { payableOf, payeeColumns, sumOf } from './payable.ts'
import { splitShares } from '../shares.ts'
import { setInstalment, type LockedAward, type OpenInstalment } from './store.ts'

/** What an event does to instalments and to the ledger. Every step is in the caller's transaction, with the award locked. */

/**
 * Stops instalments and gives their money back to the line at once: 承诺 → 可用, or for an award that was never signed 占用 → 可用.
 * Returns what was released, in fen. The reason is shown to the holder.
 */
export const stopInstalments = async (db: Tx, award: LockedAward, instalments: readonly OpenInstalment[], reason: string, today: PlainDate): Promise<Fen> => {
  for (const { id } of instalments) await setInstalment(db, id, { state: 'stopped', checkNote: reason })
  const unsigned = award.state === 'reserved'
  // Several lines are locked in one order, so that two who stop do not wait for one another.
  const lines = [...new Set(instalments.map(({ lineId }) => lineId))]
  if (lines.length > 1) await lockLines(db, lines)
  await post(
    db,
    instalments.map(({ id, no, lineId, amountFen }) => ({
      kind: unsigned ? ('cancel' as const) : ('stop' as const),
      day: today,
      placeCode: award.placeCode,
      awardId: award.id,
      instalmentId: id,
      says: `${unsigned ? '撤销' : '终止'} ${award.caseNumber} 第${no}期：${reason}`,
      legs: move(lineId, unsigned ? 'reserved' : 'committed', 'available', amountFen),
    })),
  )
  return fen(instalments.reduce((sum, { amountFen }) => sum + amountFen, 0n))
}

/**
 * The part of one instalment that goes on: the other part becomes an instalment of its own with the same state. `keep` in fen, more than
 * nothing and less than the whole (22023 otherwise). Returns the id of the new instalment.
 */
export const splitInstalment = async (db: Tx, instalmentId: Id<'instalment'>, keep: Fen): Promise<Id<'instalment'>> => {
  const { rows } = await sql<{ id: Id<'instalment'> }>`select fund.split_instalment(${instalmentId}, ${keep}) as id`.execute(db)
  const made = rows[0]
  if (!made) throw new Error('an instalment was split into nothing')
  return made.id
}

type Added = Pick<PlannedInstalment, 'payee' | 'tax' | 'payers'> & { dueOn: PlainDate; amount: Fen; condition: string | null }

/**
 * Periods that an event adds: reserved and committed against the line of the award, or of each payer, whose total grows by them. False, and nothing
 * written, when a line has not enough left; the next night asks again.
 */
export const extendAward = async (db: Tx, award: LockedAward, added: readonly Added[], today: PlainDate): Promise<boolean> => {
  const holder = { kind: award.holderKind, id: award.holderId }
  const numbered = added.map((instalment, index) => ({ ...instalment, index }))
  const { parts, outside } = partsOf(numbered, wayOf(award))
  const payable = await payableOf(db, holder, parts, today)
  const sum = sumOf(payable)
  const wanted = byLine(payable)
  await lockLines(db, [...wanted.keys()])
  for (const [line, amount] of wanted) if ((await lockAvailable(db, line)) < amount) return false
  const whole = fen(award.amountFen + sum)
  const basisPoints = Number((award.cityShareFen * 10_000n + award.amountFen / 2n) / award.amountFen)
  const ownCity = fen(award.cityShareFen + sumOf(payable.filter(({ payer }) => payer === 'city')))
  const shares = award.way === 'ownLines' ? { city: ownCity, county: fen(whole - ownCity) } : splitShares(whole, basisPoints)
  const beside = outside.reduce((total, { amount }) => total + amount, 0n)
  await db
    .updateTable('fund.award')
    .set({
      amountFen: whole,
      cityShareFen: shares.city,
      countyShareFen: shares.county,
      grossedUpFen: sql<Fen>`grossed_up_fen + ${fen(sum - sumOf(parts))}`,
      ...(beside > 0n ? { outsideFen: sql<Fen>`outside_fen + ${fen(beside)}`, outside: sql<string>`outside || ${JSON.stringify(outside.map(({ name, amount }) => ({ name, amount: amount.toString() })))}::jsonb` } : {}),
    })
    .where('id', '=', award.id)
    .execute()
  const { last } = await db.selectFrom('fund.instalment').select(sql<number>`max(no)`.as('last')).where('awardId', '=', award.id).executeTakeFirstOrThrow()
  const columns = await payeeColumns(db, { id: award.id, placeCode: award.placeCode, holder }, payable)
  await db
    .insertInto('fund.instalment')
    .values(payable.map(({ dueOn, amount, condition, lineId, payer, index }, at) => ({ ...columns[at], awardId: award.id, lineId, payer, placeCode: award.placeCode, no: last + 1 + index, dueOn, amountFen: amount, condition, state: 'planned' })))
    .execute()
  const common = { day: today, placeCode: award.placeCode, awardId: award.id }
  const legs = (from: 'available' | 'reserved', to: 'reserved' | 'committed') => [...wanted].flatMap(([line, amount]) => move(line, from, to, amount))
  await post(db, [
    { ...common, kind: 'reserve', says: `延长占用 ${award.caseNumber}`, legs: legs('available', 'reserved') },
    { ...common, kind: 'commit', says: `延长承诺 ${award.caseNumber}`, legs: legs('reserved', 'committed') },
  ])
  return true
}

/** The way in which the award was committed: what is added goes the same. */
const wayOf = ({ way, lineId, payerLines }: LockedAward): Way =>
  way === 'oneLine' ? { way, lineId } : { way, lineId, lines: Object.fromEntries(Object.entries(payerLines).map(([payer, id]) => [payer, { id, title: '' }])) }
