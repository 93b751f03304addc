import { sql } from 'kysely'
import type { Database, Tx } from '../../kernel/db/database.ts'
import { addDays, addMonths } from '../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import { fen, type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import { stopInstalments } from '../awards/effects.ts'
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
  claimId: Id<'claim'> | null
  stoppedFen: Fen
}

/**
 * A breach is upheld: what is owed back goes 拨付 → 应追回, what was not paid stops where the edition lets it lapse, and the ban begins. `amount`
 * in fen, at most what was paid (the caller has judged it); 0 claims nothing.
 */
export const uphold = async (db: Tx, breach: store.LockedBreach, obligation: store.LockedObligation, amount: Fen, today: PlainDate): Promise<Upheld> => {
  const award = await lockAward(db, breach.awardId)
  const open = obligation.unpaid === 'lapse' ? await openInstalments(db, award.id) : []
  const stoppedFen = await stopInstalments(db, award, open, `认定违约（${breach.number}）`, today)
  const claimId = amount > 0n ? await claim(db, { breach, obligation, lineId: award.lineId, amount, caseNumber: award.caseNumber, today }) : null
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
