import { sql } from 'kysely'
import type { Database, Tx } from '../../kernel/db/database.ts'
import { addDays, addMonths } from '../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import { fen, type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import { stopInstalments } from '../awards/effects.ts'
import { inProportion } from '../awards/parts.ts'
import { lockLines } from '../budget/adjustment.ts'
import { lockAward, openInstalments, recordEvent } from '../awards/store.ts'
import { move, post } from '../ledger.ts'
import { remindOverdue } from './claim-store.ts'
import { statementDays, type Ground } from './contract.ts'
import * as store from './store.ts'

/** The procedure of a breach: notice, statement, two persons' decision, and what it does to money. */

/** Opens the file and gives notice; the term for a statement is in working days. Undefined when this fact has its file already. */
export const fileBreach = async (db: Tx, obligation: store.LockedObligation, { ground, evidence, happenedOn }: { ground: Ground; evidence: string; happenedOn: PlainDate }, today: PlainDate) => {
  const statementBy = workingDaysAfter(today, statementDays)
  const made = await store.insertBreach(db, { obligation, ground, evidence, happenedOn, noticedOn: today, statementBy })
  if (made) await store.setObligation(db, obligation.id, 'suspected')
  return made && { ...made, statementBy }
}

/** Each night: files what the facts say, ends what is over, reminds of what is overdue. May run twice without harm. */
export const watch = async (database: Database, today: PlainDate): Promise<{ filed: number; ended: number; reminded: number }> =>
  database.asSystem(today, async (db) => {
    let filed = 0
    for (const { id, ground, on, evidence } of await store.suspected(db, today)) {
      if (await fileBreach(db, await store.lockObligation(db, id), { ground, evidence, happenedOn: on }, today)) filed += 1
    }
    return { filed, ended: await store.endObligations(db, today), reminded: await remindOverdue(db, today) }
  })

export interface Upheld {
  /** The first of them: one claim for each line that paid. */
  claimId: Id<'claim'> | null
  stoppedFen: Fen
}

/**
 * A breach is upheld: what is owed back goes 拨付 → 应追回, on each line that paid its part, what was not paid stops where the edition lets it lapse, and the ban begins. `amount`
 * in fen, at most what was paid (the caller has judged it); 0 claims nothing.
 */
export const uphold = async (db: Tx, breach: store.LockedBreach, obligation: store.LockedObligation, amount: Fen, today: PlainDate): Promise<Upheld> => {
  const award = await lockAward(db, breach.awardId)
  const open = obligation.unpaid === 'lapse' ? await openInstalments(db, award.id) : []
  const stoppedFen = await stopInstalments(db, award, open, `认定违约（${breach.number}）`, today)
  const claimIds: Id<'claim'>[] = []
  for (const { lineId, owed } of amount > 0n ? await owedToLines(db, breach.awardId, amount) : []) claimIds.push(await claim(db, { breach, obligation, lineId, amount: owed, caseNumber: award.caseNumber, today }))
  const [claimId = null] = claimIds
  await recordEvent(db, award, { kind: 'breached', on: breach.happenedOn, says: `${breach.number} 认定违约`, source: 'hand', document: breach.number, changed: fen(stoppedFen + amount) })
  await store.setObligation(db, obligation.id, 'breached')
  if (obligation.banMonths !== null) {
    for (const whom of obligation.banFor) {
      const holder = await store.bannedOf(db, obligation, whom)
      if (holder) await store.insertBan(db, { holder, from: today, to: addDays(addMonths(today, obligation.banMonths), -1), reason: `违约：${obligation.says ?? breach.number}`, document: breach.number, breachId: breach.id })
    }
  }
  return { claimId, stoppedFen: fen(stoppedFen) }
}

/** What is owed back goes to the lines that paid it, in proportion to what each of them paid: one claim a line. */
const owedToLines = async (db: Tx, awardId: Id<'award'>, amount: Fen): Promise<{ lineId: Id<'budgetLine'>; owed: Fen }[]> => {
  const paid = await store.paidByLine(db, awardId)
  const owed = inProportion(amount, paid.map(({ paidFen }) => paidFen))
  const lines = paid.map(({ lineId }, i) => ({ lineId, owed: owed[i] ?? fen(0n) })).filter((line) => line.owed > 0n)
  if (lines.length > 1) await lockLines(db, lines.map(({ lineId }) => lineId))
  return lines
}

interface ToClaim {
  breach: store.LockedBreach
  obligation: store.LockedObligation
  lineId: Id<'budgetLine'>
  amount: Fen
  caseNumber: string
  today: PlainDate
}

const claim = async (db: Tx, { breach, obligation, lineId, amount, caseNumber, today }: ToClaim): Promise<Id<'claim'>> => {
  const { awardId, placeCode } = breach
  const made = await db
    .insertInto('fund.claim')
    .values({ number: sql<string>`kernel.next_number(${`ZH${today.slice(0, 4)}`})`, breachId: breach.id, awardId, lineId, placeCode, holderKind: obligation.holderKind, holderId: obligation.holderId, decidedOn: today, amountFen: amount })
    .returning([sql<Id<'claim'>>`id`.as('id'), 'number'])
    .executeTakeFirstOrThrow()
  await post(db, [{ kind: 'claim', day: today, placeCode, awardId, document: breach.number, says: `决定追回 ${caseNumber}（${made.number}）`, legs: move(lineId, 'paid', 'receivable', amount) }])
  return made.id
}
