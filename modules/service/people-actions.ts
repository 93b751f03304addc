import { sql } from 'kysely'
import { addDays } from '../../kernel/calendar/plain-date.ts'
import { workingDaysBetween } from '../../kernel/calendar/working-days.ts'
import { Denied, implement, implementList, implementQuery, type Handler } from '../../kernel/implement.ts'
import { askDay, getServed, listServed, recordContact, waitingStates } from './contract.ts'
import * as people from './people-store.ts'
import * as store from './store.ts'

/** The people of a specialist, his contacts with them, and his day. */

const listHandler = implementList(listServed, ({ db }, { search, due }) => {
  let rows = people.served(db)
  if (search) rows = rows.where(sql<boolean>`(p.name || ' ' || p.number || ' ' || coalesce(e.name, '')) ilike ${`%${search}%`}`)
  if (due) rows = rows.where(people.contactIsDue)
  return rows
})

const personHandler = implementQuery(getServed, async ({ db }, { personId }) => ({
  person: await people.getPersonRow(db, personId),
  assignments: await people.assignmentsOf(db, personId),
  requests: await store.requests(db).where('r.personId', '=', personId).orderBy('r.askedOn', 'desc').orderBy('r.number', 'desc').limit(100).execute(),
  contacts: await people.contactsOf(db, personId),
}))

const recordHandler = implement(recordContact, async ({ db, actor, today, refuse, touched }, { personId, kind, on, words, nextOn }) => {
  if (!actor.accountId) throw new Denied()
  const placeCode = await store.getPlaceOf(db, personId)
  if (on > today) refuse('ahead')
  if (nextOn !== undefined && nextOn <= today) refuse('nextPast')
  await people.insertContact(db, { personId, placeCode, specialistId: actor.behalf?.accountId ?? actor.accountId, specialistName: actor.name, kind, onDay: on, words, nextOn: nextOn ?? null })
  touched({ personId })
  return {}
})

/** Falls due within so many calendar days. */
const soonDays = 7
const shownAtMost = 50

const dayHandler = implementQuery(askDay, async ({ db, today }) => {
  const everybody = await people.served(db).clearSelect().select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow()
  const due = await people.served(db).where(people.contactIsDue).clearSelect().select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow()
  const { spans, ...year } = await store.yearSoFar(db)
  return {
    people: everybody.count,
    late: await store.lateNow(db),
    soon: await store.requests(db).where('r.state', 'in', [...waitingStates]).where('r.dueOn', '<=', addDays(today, soonDays)).orderBy('r.dueOn').orderBy('r.number').limit(shownAtMost).execute(),
    contacts: await people.served(db).where(people.contactIsDue).orderBy('contactDueOn').orderBy('number').limit(shownAtMost).execute(),
    contactsDue: due.count,
    year: { ...year, medianDays: median(spans.map(({ askedOn, answeredOn }) => workingDaysBetween(askedOn, answeredOn))) },
  }
})

/** The middle one, or halfway between the two in the middle; null where there is none. */
export const median = (days: readonly number[]): number | null => {
  const sorted = days.toSorted((one, other) => one - other)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

export const peopleHandlers: readonly Handler[] = [listHandler, personHandler, recordHandler, dayHandler]
