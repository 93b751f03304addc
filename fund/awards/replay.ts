import { sql } from 'kysely'
import { openBasis } from '../award-basis.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { fen, type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import { recompute } from '../../measures/index.ts'

/** A stored decision beside the same decision computed again. All amounts in fen. */
export interface ReplayedAward {
  awardId: Id<'award'>
  /** What the award keeps: its full amount before differences, and the plan in force on the day of the decision. */
  stored: { full: Fen; schedule: { no: number; dueOn: PlainDate; amount: Fen }[] }
  /** From the edition and the facts kept with it; null where a body had decided the amount, so that nothing can be computed. */
  again: { full: Fen; schedule: { no: number; dueOn: PlainDate; amount: Fen }[] } | null
  /** Granted = full − taken off − what others than the lines bear, and the instalments come to what was granted. */
  addsUp: boolean
  same: boolean
}

interface Kept {
  editionId: Id<'edition'>
  appliedOn: PlainDate | null
  facts: unknown
  answers: unknown
  planned: { no: number; dueOn: PlainDate; amount: string }[] | null
  fullFen: Fen | null
  amountFen: Fen
  grossedUpFen: Fen
  outsideFen: Fen
  takenOff: { amount: string }[]
  extendedFen: Fen
  instalmentsFen: Fen
}

/**
 * Recomputes one award to the fen from the edition that decided it and the facts that it kept (promise 9 of trust.md). Undefined when the
 * award was committed without a basis (older data, trials). Throws Missing when it is not there or not in sight.
 */
export const recomputeAward = async (db: Tx, awardId: Id<'award'>): Promise<ReplayedAward | undefined> => {
  const { rows } = await sql<Kept>`
    select edition_id, applied_on, facts, answers, planned, full_fen, amount_fen, grossed_up_fen, outside_fen, taken_off,
      (select coalesce(sum(e.changed_fen), 0)::bigint from fund.award_event e where e.award_id = a.id and e.kind = 'extended') as extended_fen,
      (select coalesce(sum(i.amount_fen), 0)::bigint from fund.instalment i where i.award_id = a.id) as instalments_fen
    from fund.award a where a.id = ${awardId}`.execute(db)
  const kept = rows[0]
  if (!kept) throw new Missing()
  const { editionId, appliedOn, planned, fullFen } = kept
  const { facts } = openBasis(awardId, kept)
  if (appliedOn === null || facts === null || planned === null || fullFen === null) return undefined
  const stored = { full: fullFen, schedule: planned.map(({ no, dueOn, amount }) => ({ no, dueOn, amount: fen(BigInt(amount)) })) }
  const off = kept.takenOff.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
  const addsUp = kept.amountFen === fullFen - off + kept.extendedFen + kept.grossedUpFen - kept.outsideFen && kept.instalmentsFen === kept.amountFen
  const answer = await recompute(db, { editionId, on: appliedOn, facts })
  if (!answer || answer.amount === null) return { awardId, stored, again: null, addsUp, same: false }
  const again = { full: answer.amount, schedule: answer.schedule.map(({ no, dueOn, amount }) => ({ no, dueOn, amount })) }
  return { awardId, stored, again, addsUp, same: addsUp && JSON.stringify(words(stored)) === JSON.stringify(words(again)) }
}

const words = ({ full, schedule }: ReplayedAward['stored']) => [full.toString(), ...schedule.map(({ no, dueOn, amount }) => `${no} ${dueOn} ${amount}`)]
