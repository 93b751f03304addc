import { implement, implementQuery, Missing, type Handler } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import { mostOfOne, mySubscriptions, situationWords, subscribe, unsubscribe } from './contract.ts'
import * as store from './store.ts'

const selfOf = ({ role, personId, employerId }: Actor) => {
  const id = role === 'employerClerk' ? employerId : personId
  if (!id) throw new Missing()
  return { kind: role === 'employerClerk' ? ('employer' as const) : ('person' as const), id }
}

const mineHandler = implementQuery(mySubscriptions, async ({ db, actor }) => {
  const own = await store.mine(db, selfOf(actor))
  const titles = await store.titlesOf(db, own.flatMap(({ situation: { measure } }) => measure ?? []))
  return { subscriptions: own.map(({ situation, ...row }) => ({ ...row, situation, words: situationWords(situation, titles.get(situation.measure ?? '')) })) }
})

const subscribeHandler = implement(subscribe, async ({ db, actor, today, refuse }, { situation }) => {
  const self = selfOf(actor)
  if (situation.measure !== undefined && !(await store.titlesOf(db, [situation.measure])).has(situation.measure)) return refuse('unknown')
  if ((await store.mine(db, self)).length >= mostOfOne) return refuse('tooMany')
  if (!(await store.insert(db, self, situation, today))) return refuse('already')
  return {}
})

const unsubscribeHandler = implement(unsubscribe, async ({ db, actor }, { subscriptionId }) => {
  if (!(await store.remove(db, selfOf(actor), subscriptionId))) throw new Missing()
  return {}
})

export const subscriptionHandlers: readonly Handler[] = [mineHandler, subscribeHandler, unsubscribeHandler]
