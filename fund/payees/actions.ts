import { sql } from 'kysely'
import { implement, implementList, type Handler } from '../../kernel/implement.ts'
import { humanOf } from '../../kernel/org/actor.ts'
import { findHolder } from '../account-store.ts'
import { lockAward } from '../awards/store.ts'
import { sameHand } from '../desk.ts'
import { approvePayee, askPayee, changeCan, declinePayee, listPayeeChanges, listWantedPayees } from './contract.ts'
import * as store from './store.ts'

/** 指定、变更收款人: one asks with a document, another approves; only then the instalments that are still open are paid to him. */

const askHandler = implement(askPayee, async ({ db, actor, today, refuse, touched }, { awardId, role, payee, document, says }) => {
  const award = await lockAward(db, awardId)
  const known = await findHolder(db, payee)
  if (!known) return refuse('notRegistered')
  if ((role === 'person') !== (payee.kind === award.holderKind && payee.id === award.holderId)) refuse('roleMismatch')
  const { open, his, died } = await store.openOf(db, awardId, payee)
  if (open === 0) refuse('nothingOpen')
  if (his === open) refuse('samePayee')
  if (role === 'heir' && !died) refuse('noDeath')
  const made = await store.insertChange(db, { awardId, placeCode: award.placeCode, role, payee, name: known.name, says, document, askerPerson: humanOf(actor), today })
  if (!made) return refuse('alreadyAsked')
  touched({ awardId, changeId: made.id })
  return { changeId: made.id, name: known.name, instalments: open }
})

const approveHandler = implement(approvePayee, async ({ db, actor, today, refuse, touched }, { changeId }) => {
  // The award first, as everything that moves its instalments: no batch takes one meanwhile.
  const { awardId } = await store.getChange(db, changeId)
  await lockAward(db, awardId)
  const asked = await store.getChange(db, changeId)
  if (!changeCan.approve(asked)) refuse('notAsked')
  if (sameHand({ account: asked.askedBy, person: asked.askerPerson }, actor)) refuse('sameHand')
  const { open } = await store.openOf(db, awardId, { kind: asked.subjectKind, id: asked.subjectId })
  if (open === 0) refuse('nothingOpen')
  await store.decideChange(db, changeId, { state: 'approved', deciderPerson: humanOf(actor), decidedOn: today })
  touched({ awardId, changeId })
  return { name: asked.name, instalments: open }
})

const declineHandler = implement(declinePayee, async ({ db, actor, today, refuse, touched }, { changeId, reason }) => {
  const { awardId } = await store.getChange(db, changeId)
  await lockAward(db, awardId)
  const asked = await store.getChange(db, changeId)
  if (!changeCan.decline(asked)) refuse('notAsked')
  await store.decideChange(db, changeId, { state: 'declined', deciderPerson: humanOf(actor), decidedOn: today, declineReason: reason })
  touched({ awardId, changeId })
  return { name: asked.name }
})

const listHandler = implementList(listPayeeChanges, ({ db }, { state, awardId }) => {
  let rows = store.changes(db)
  if (state) rows = rows.where('c.state', '=', state)
  if (awardId) rows = rows.where('c.awardId', '=', awardId)
  return rows
})

const wantedHandler = implementList(listWantedPayees, ({ db }, { search }) => {
  const rows = store.wanted(db)
  return search ? rows.where(sql<boolean>`(w.case_number || ' ' || w.holder_name || ' ' || w.title) ilike ${`%${search}%`}`) : rows
})

export const payeeChangeHandlers: Handler[] = [askHandler, approveHandler, declineHandler, listHandler, wantedHandler]
