import { sql } from 'kysely'
import { implement, implementList, implementQuery, Missing, type Handler } from '../../kernel/implement.ts'
import { fen } from '../../kernel/types.ts'
import { findHolder } from '../account-store.ts'
import { humanOf } from '../../kernel/org/actor.ts'
import { sameHand } from '../desk.ts'
import { owedBack } from './amount.ts'
import { fileBreach, uphold } from './breach.ts'
import { addBan, breachCan, decideBreach, getBreach, giveStatement, liftBan, listBans, listBreaches, listObligations, myObligations, openBreach, proposeBreach } from './contract.ts'
import * as store from './store.ts'
import * as views from './views.ts'

/** What each verb on obligations, breaches and bans does. */

const listObligationsHandler = implementList(listObligations, ({ db }, { state, search }) => {
  let rows = views.obligations(db)
  if (state) rows = rows.where('o.state', '=', state)
  if (search) rows = rows.where(sql<boolean>`(a.case_number || ' ' || a.payee_name || ' ' || a.title) ilike ${`%${search}%`}`)
  return rows
})

const listBreachesHandler = implementList(listBreaches, ({ db }, { state, search }) => {
  let rows = views.breaches(db)
  if (state) rows = rows.where('b.state', '=', state)
  if (search) rows = rows.where(sql<boolean>`(b.number || ' ' || a.payee_name || ' ' || a.title) ilike ${`%${search}%`}`)
  return rows
})

const getBreachHandler = implementQuery(getBreach, async ({ db, actor }, { breachId }) => views.breachPage(db, breachId, actor))

const openBreachHandler = implement(openBreach, async ({ db, today, refuse, touched }, { obligationId, evidence, happenedOn }) => {
  const obligation = await store.lockObligation(db, obligationId)
  if (obligation.state !== 'running') refuse('notRunning')
  if (happenedOn > today) refuse('notYet')
  if (happenedOn < obligation.serveFrom) refuse('beforeService')
  const made = await fileBreach(db, obligation, { ground: 'reported', evidence, happenedOn }, today)
  if (!made) return refuse('alreadyFound')
  touched({ obligationId, breachId: made.id, number: made.number })
  return { breachId: made.id, number: made.number, statementBy: made.statementBy }
})

const giveStatementHandler = implement(giveStatement, async ({ db, today, refuse, touched }, { breachId, text }) => {
  const breach = await store.findBreachShown(db, breachId)
  if (!breachCan.state(breach)) refuse('notOpen')
  if (today > breach.statementBy) refuse('tooLate', `截止 ${breach.statementBy}`)
  await db.insertInto('fund.breachStatement').values({ breachId, placeCode: breach.placeCode, text, givenOn: today, givenBy: sql<string>`kernel.actor()` }).execute()
  touched({ breachId })
  return {}
})

const proposeHandler = implement(proposeBreach, async ({ db, actor, today, refuse, touched }, { breachId, proposal, note, rest }) => {
  const breach = await store.lockBreach(db, breachId)
  if (!breachCan.propose(breach)) refuse('notOpen')
  if (breach.state === 'noticed' && today <= breach.statementBy) refuse('stillTime', `陈述期限到 ${breach.statementBy}`)
  const obligation = await store.lockObligation(db, breach.obligationId)
  const { paidFen } = await store.paidOf(db, breach.awardId)
  const byHand = obligation.breach === 'rest' && proposal === 'breach'
  if (byHand && rest === undefined) refuse('restNeeded')
  if (!byHand && rest !== undefined) refuse('restFixed')
  if (rest !== undefined && rest > paidFen) refuse('restTooMuch')
  const owed = owedBack(obligation.breach, paidFen, { from: obligation.serveFrom, to: obligation.serveTo, happenedOn: breach.happenedOn, rest: rest ?? fen(0n) })
  const proposedFen = proposal === 'breach' ? owed : fen(0n)
  await db
    .updateTable('fund.breach')
    .set({ state: 'proposed', proposal, proposedFen, proposalNote: note, proposedBy: sql<string>`kernel.actor()`, proposerPerson: humanOf(actor) })
    .where('id', '=', breachId)
    .execute()
  touched({ breachId, number: breach.number })
  return { proposedFen }
})

const decideHandler = implement(decideBreach, async ({ db, actor, today, refuse, touched }, { breachId, agree, note }) => {
  const breach = await store.lockBreach(db, breachId)
  if (!breachCan.decide(breach)) refuse('notProposed')
  if (sameHand({ account: breach.proposedBy, person: breach.proposerPerson }, actor)) refuse('sameHand')
  touched({ breachId, number: breach.number })
  if (!agree) {
    await db.updateTable('fund.breach').set({ state: 'heard', decisionNote: note }).where('id', '=', breachId).execute()
    return { state: 'heard' as const, claimedFen: fen(0n), stoppedFen: fen(0n), claimId: null }
  }
  const obligation = await store.lockObligation(db, breach.obligationId)
  const { paidFen, batched, untaxed } = await store.paidOf(db, breach.awardId)
  if (batched > 0) refuse('inTransit')
  if (untaxed > 0 && breach.proposal === 'breach') refuse('taxNotRemitted', `${untaxed} 笔`)
  const amount = breach.proposedFen ?? fen(0n)
  const upheld = breach.proposal === 'breach'
  if (upheld && obligation.breach !== 'rest' && owedBack(obligation.breach, paidFen, { from: obligation.serveFrom, to: obligation.serveTo, happenedOn: breach.happenedOn, rest: fen(0n) }) !== amount) refuse('changed')
  await db
    .updateTable('fund.breach')
    .set({ state: upheld ? 'upheld' : 'dismissed', decisionNote: note, decidedBy: sql<string>`kernel.actor()`, deciderPerson: humanOf(actor), decidedOn: today })
    .where('id', '=', breachId)
    .execute()
  if (!upheld) {
    await store.setObligation(db, obligation.id, 'running')
    return { state: 'dismissed' as const, claimedFen: fen(0n), stoppedFen: fen(0n), claimId: null }
  }
  const { claimId, stoppedFen } = await uphold(db, breach, obligation, amount, today)
  return { state: 'upheld' as const, claimedFen: amount, stoppedFen, claimId }
})

const listBansHandler = implementList(listBans, ({ db, today }, { search }) => {
  const rows = views.bans(db, today)
  return search ? rows.where(sql<boolean>`(b.holder_name || ' ' || b.reason || ' ' || b.document) ilike ${`%${search}%`}`) : rows
})

const addBanHandler = implement(addBan, async ({ db, refuse, touched }, { holder, from, to, reason, document }) => {
  if (to < from) refuse('wrongPeriod')
  const known = await findHolder(db, holder)
  if (!known) return refuse('notRegistered')
  const made = await store.insertBan(db, { holder: { ...holder, ...known }, from, to, reason, document })
  if (!made) return refuse('alreadyBanned')
  touched({ banId: made.id })
  return { banId: made.id }
})

const liftBanHandler = implement(liftBan, async ({ db, today, refuse, touched }, { banId, reason }) => {
  const { live } = await views.getBanForUpdate(db, banId, today)
  if (!live) refuse('notLive')
  await db.updateTable('fund.ban').set({ liftedOn: today, liftReason: reason, liftedBy: sql<string>`kernel.actor()` }).where('id', '=', banId).execute()
  touched({ banId })
  return {}
})

const myObligationsHandler = implementQuery(myObligations, ({ db, actor, today }) => {
  const holder = actor.role === 'employerClerk' ? { kind: 'employer' as const, id: actor.employerId } : { kind: 'person' as const, id: actor.personId }
  if (!holder.id) throw new Missing()
  return views.obligationsOfHolder(db, { kind: holder.kind, id: holder.id }, today)
})

export const recoveryHandlers: Handler[] = [
  listObligationsHandler, listBreachesHandler, getBreachHandler, openBreachHandler, giveStatementHandler, proposeHandler, decideHandler, listBansHandler, addBanHandler, liftBanHandler, myObligationsHandler,
]
