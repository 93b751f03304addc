import { sql } from 'kysely'
import { databaseCode, type Tx } from '../../kernel/db/database.ts'
import { fen, type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import { awardTerms, homeOf, lawfulGrant, type AwardTerms } from '../../measures/index.ts'
import type { PlannedInstalment, Subject } from '../../measures/types.ts'
import type { Kept } from '../award-store.ts'

/** What a decision asks before it commits: the edition's terms, and what is lawful beside other money. */

/** What the decision rested on. Without it an award is committed as it was given: no terms, no re-check, no replay. */
export interface DecisionBasis {
  /** 申请日 */
  appliedOn: PlainDate
  /** Exactly as used. */
  facts: Readonly<Record<string, unknown>>
  answers: Readonly<Record<string, unknown>>
}

export type Prepared =
  | { ok: true; amount: Fen; schedule: readonly PlannedInstalment[]; kept: Kept | null; terms: AwardTerms | undefined }
  | { ok: false; reason: 'alreadyAwarded' | 'banned'; detail: string }

interface Asked {
  editionId: Id<'edition'>
  holder: Subject
  decidedOn: PlainDate
  amount: Fen
  schedule: readonly PlannedInstalment[]
  basis?: DecisionBasis
}

/**
 * Judges a decision against bans, earlier money and the edition's terms. Decisions for one home queue here, so that two top-ups cannot both
 * overlook the other. Amounts in fen. Says no when the holder is banned, or nothing is left to be had.
 */
export const prepareAward = async (db: Tx, { editionId, holder, decidedOn, amount, schedule, basis }: Asked): Promise<Prepared> => {
  const ban = await findBan(db, holder, decidedOn)
  if (ban) return { ok: false, reason: 'banned', detail: ban }
  if (!basis) return { ok: true, amount, schedule, kept: null, terms: undefined }
  await queueAtHome(db, holder, decidedOn)
  const asked = { editionId, subject: holder, on: basis.appliedOn }
  const terms = await awardTerms(db, { ...asked, facts: basis.facts, answers: basis.answers }, decidedOn)
  const lawful = terms && (await lawfulGrant(db, { ...asked, on: decidedOn }, amount))
  if (!terms || !lawful) return { ok: true, amount, schedule, kept: null, terms: undefined }
  if (!lawful.ok) return { ok: false, reason: 'alreadyAwarded', detail: lawful.words }
  const kept: Kept = {
    appliedOn: basis.appliedOn,
    facts: basis.facts,
    answers: basis.answers,
    planned: schedule,
    full: amount,
    takenOff: lawful.off,
    documentNumber: terms.documentNumber,
    clause: terms.clause,
    signBy: terms.signBy,
  }
  return { ok: true, amount: lawful.amount, schedule: takeOff(schedule, fen(amount - lawful.amount)), kept, terms }
}

/** The earliest instalments bear what is taken off; one that comes to nothing is left out, the others keep their numbers. */
export const takeOff = (schedule: readonly PlannedInstalment[], off: Fen): PlannedInstalment[] => {
  let left = off
  return schedule.flatMap((instalment) => {
    const taken = left < instalment.amount ? left : instalment.amount
    left = fen(left - taken)
    return taken === instalment.amount ? [] : [{ ...instalment, amount: fen(instalment.amount - taken) }]
  })
}

const queueAtHome = async (db: Tx, holder: Subject, on: PlainDate): Promise<void> => {
  for (const id of (await homeOf(db, holder, on)).toSorted()) await sql`select pg_advisory_xact_lock(hashtextextended(${`award:${id}`}, 0))`.execute(db)
}

/** Why somebody may not be granted anything on a day, in one sentence; undefined when he may. Looks across counties. */
export const findBan = async (db: Tx, { kind, id }: Subject, on: PlainDate): Promise<string | undefined> => {
  const { rows } = await sql<{ untilDay: PlainDate; reason: string }>`select until_day, reason from fund.ban_of(${kind}, ${id}, ${on})`.execute(db)
  return rows[0] && `禁报至 ${rows[0].untilDay}：${rows[0].reason}`
}

export interface Registered {
  id: Id<'award'>
  placeCode: string
  holder: Subject
  from: PlainDate
  to: PlainDate | null
}

/** Writes the keys and the obligation. False when a key is taken: the caller has set a savepoint and goes back to it. */
export const registerTerms = async (db: Tx, { id, placeCode, holder, from, to }: Registered, { keys, obligation }: AwardTerms): Promise<boolean> => {
  const rows = keys.map(({ scope, kind, value, always }) => ({ scope, kind, value, always })).toSorted((a, b) => `${a.scope}${a.value}`.localeCompare(`${b.scope}${b.value}`))
  try {
    for (const key of rows) {
      const period = key.always ? sql<string>`'(,)'::daterange` : sql<string>`daterange(${from}, ${to}, '[]')`
      await db.insertInto('fund.awardKey').values({ awardId: id, placeCode, scope: key.scope, keyKind: key.kind, keyValue: key.value, period }).execute()
    }
  } catch (error) {
    if (databaseCode(error) === '23P01') return false
    throw error
  }
  if (obligation && (obligation.to !== null || obligation.lockTo !== null || obligation.breach !== 'none')) {
    const { from: serveFrom, to: serveTo, lockTo, breach, unpaid, banMonths, banFor, says } = obligation
    await db
      .insertInto('fund.obligation')
      .values({ awardId: id, placeCode, holderKind: holder.kind, holderId: holder.id, serveFrom, serveTo, lockTo, breach, unpaid, banMonths, banFor: [...banFor], says })
      .execute()
  }
  return true
}
