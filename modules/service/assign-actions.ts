import { sql } from 'kysely'
import { addDays } from '../../kernel/calendar/plain-date.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { implement, implementList, implementQuery, type Handler, type ReadContext } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { askPromises, askProposal, askSpecialists, assign, assignProposed, endAssignment, endPromise, handOverPeople, keepSpecialist, listDue, makePromise, mostPairs, setLimit } from './assign-contract.ts'
import * as store from './assign-store.ts'
import type { CardedCandidate } from './assign-store.ts'
import { assignmentsMade } from './contract.ts'
import { propose } from './propose.ts'

/** What the talent office does: promise, enter cards, give everybody his specialist. Row-level security has hidden the people of other places. */

const isCity = (scope: string | undefined): scope is string => scope?.length === 4

const promisesHandler = implementQuery(askPromises, async ({ db }) => ({ promises: await store.promises(db), kinds: await store.kinds(db) }))

const makePromiseHandler = implement(makePromise, async ({ db, actor, refuse }, promise) => {
  if (!isCity(actor.scope)) return refuse('notCity')
  const before = await store.openPromise(db, actor.scope, promise.level)
  if (before && (before.validFrom >= promise.validFrom || (before.validTo !== null && before.validTo >= promise.validFrom))) refuse('notLater', `自 ${before.validFrom} 起施行`)
  const endedBefore = before && before.validTo === null ? addDays(promise.validFrom, -1) : null
  if (before && endedBefore) await store.setPromiseEnd(db, before.id, endedBefore)
  await store.insertPromise(db, { ...promise, placeCode: actor.scope, madeBy: actor.accountId ?? '' })
  return { endedBefore }
})

const endPromiseHandler = implement(endPromise, async ({ db, actor, today, refuse }, { promiseId }) => {
  if (!isCity(actor.scope)) refuse('notCity')
  const { validFrom, validTo } = await store.getPromise(db, promiseId)
  if (validTo !== null) refuse('over')
  if (validFrom > today) refuse('notBegun')
  await store.setPromiseEnd(db, promiseId, today)
  return {}
})

const setLimitHandler = implement(setLimit, async ({ db, actor, refuse }, { kind, ...limit }) => {
  if (!isCity(actor.scope)) refuse('notCity')
  if (!(await store.setLimit(db, kind, { ...limit, setBy: actor.accountId ?? '' }))) refuse('noSuchKind')
  return {}
})

const specialistsHandler = implementQuery(askSpecialists, async ({ db, actor, today }) => ({ specialists: await store.specialists(db, today, actor.scope ?? '-') }))

const keepSpecialistHandler = implement(keepSpecialist, async ({ db, actor, today, refuse }, { specialistId, officePhone, most }) => {
  const one = (await store.candidates(db, today)).find((candidate) => candidate.specialistId === specialistId)
  if (!one || actor.scope === undefined || !one.placeCode.startsWith(actor.scope)) return refuse('notSpecialist')
  if (one.load > most) refuse('tooFew', `现有 ${one.load} 人`)
  await store.keepSpecialist(db, { accountId: specialistId, name: one.name, placeCode: one.placeCode, officePhone, most, keptBy: actor.accountId ?? '' })
  return {}
})

const dueHandler = implementList(listDue, ({ db }, { search, level, asked }) => {
  let rows = store.due(db)
  if (search) rows = rows.where(sql<boolean>`(p.name || ' ' || p.number) ilike ${`%${search}%`}`)
  if (level) rows = rows.where(sql<boolean>`k.level = ${level}`)
  if (asked) rows = rows.where(sql<boolean>`h.asked_on is not null`)
  return rows
})

type Cannot = 'notSpecialist' | 'noCard' | 'full' | 'himself'
interface Placed {
  id: string
  placeCode: string
}
/** The specialist, if he can take this person; `room`: how many he has taken in this verb already. */
const ableTo = (all: readonly CardedCandidate[], specialistId: string, person: Placed, taken: number, refuse: (code: Cannot, detail?: string) => never): CardedCandidate => {
  const one = all.find((candidate) => candidate.specialistId === specialistId && person.placeCode.startsWith(candidate.placeCode))
  if (!one) return refuse('notSpecialist')
  if (one.officePhone === null) refuse('noCard', one.name)
  if (one.personId === person.id) refuse('himself')
  if (one.load + taken >= one.most) refuse('full', `${one.name}，至多 ${one.most} 人`)
  return one
}

const assignHandler = implement(assign, async ({ db, actor, today, refuse, emit, touched }, { personId, specialistId }) => {
  const { placeCode } = await store.getPersonForUpdate(db, personId)
  const before = await store.findAssignment(db, personId)
  if (before?.specialistId === specialistId) refuse('same')
  const to = ableTo(await store.candidates(db, today), specialistId, { id: personId, placeCode }, 0, refuse)
  await store.assignPerson(db, { personId, placeCode, specialistId, how: 'byHand', assignedBy: actor.accountId ?? null, today, because: `改由${to.name}服务` })
  await emit(assignmentsMade, { personIds: [personId] })
  touched({ personId, specialistId })
  return { before: before?.name ?? null }
})

const endHandler = implement(endAssignment, async ({ db, today, refuse, touched }, { personId, reason }) => {
  await store.getPersonForUpdate(db, personId)
  if (!(await store.endAssignment(db, personId, today, reason))) refuse('none')
  await store.leaveToOffice(db, personId)
  touched({ personId })
  return {}
})

const proposalHandler = implementQuery(askProposal, async ({ db, today }) => {
  const without = await store.due(db).select(sql<string>`p.place_code`.as('placeCode')).orderBy('asked', 'desc').orderBy('level').orderBy('since').orderBy('number').execute()
  const all = (await store.candidates(db, today)).filter(({ officePhone }) => officePhone !== null)
  const known = new Map(without.map((one) => [one.id as string, one]))
  const names = new Map(all.map(({ specialistId, name }) => [specialistId as string, { specialistId, name }]))
  const pairs = propose(without.map(({ id, placeCode }) => ({ personId: id, placeCode })), all).slice(0, mostPairs)
  return {
    without: without.length,
    pairs: pairs.flatMap(({ personId, specialistId, loadAfter }) => {
      const [person, specialist] = [known.get(personId), names.get(specialistId)]
      return person && specialist ? [{ personId: person.id, personName: person.name, level: person.level, placeName: person.placeName, specialistId: specialist.specialistId, specialistName: specialist.name, loadAfter }] : []
    }),
  }
})

const assignProposedHandler = implement(assignProposed, async ({ db, actor, today, refuse, emit }, { pairs }) => {
  const all = await store.candidates(db, today)
  const taken = new Map<string, number>()
  // In one order, so that two offices that confirm at once wait for each other and do not embrace.
  for (const { personId, specialistId } of pairs.toSorted((one, other) => (one.personId < other.personId ? -1 : 1))) {
    const { placeCode, name } = await store.getPersonForUpdate(db, personId)
    if (await store.findAssignment(db, personId)) refuse('changed', name)
    ableTo(all, specialistId, { id: personId, placeCode }, taken.get(specialistId) ?? 0, refuse)
    await store.assignPerson(db, { personId, placeCode, specialistId, how: 'proposed', assignedBy: actor.accountId ?? null, today, because: '' })
    taken.set(specialistId, (taken.get(specialistId) ?? 0) + 1)
  }
  await emit(assignmentsMade, { personIds: pairs.map(({ personId }) => personId) })
  return { assigned: pairs.length }
})

/** Each to the named colleague, or to the least loaded of the nearest place; who finds nobody is without from today and stands in the list of those due. */
const moveAll = async (db: Tx, { from, all, today, because, assignedBy }: { from: string; all: readonly CardedCandidate[]; today: PlainDate; because: string; assignedBy: string | null }) => {
  const people = await store.peopleOf(db, from)
  const pairs = new Map(propose(people, all.filter(({ specialistId, officePhone }) => specialistId !== from && officePhone !== null)).map(({ personId, specialistId }) => [personId, specialistId]))
  for (const { personId, placeCode } of people) {
    const specialistId = pairs.get(personId)
    if (specialistId !== undefined) await store.assignPerson(db, { personId, placeCode, specialistId, how: 'handedOver', assignedBy, today, because })
    else {
      await store.endAssignment(db, personId, today, because)
      await store.leaveToOffice(db, personId)
    }
  }
  return { people, moved: people.filter(({ personId }) => pairs.has(personId)).map(({ personId }) => personId) }
}

const handOverHandler = implement(handOverPeople, async ({ db, actor, today, refuse, emit, touched }, { from, to, reason }) => {
  if (from === to) refuse('same')
  const all = await store.candidates(db, today)
  const people = await store.peopleOf(db, from)
  if (!people.length) refuse('nobody')
  if (to !== undefined) for (const [taken, { personId, placeCode }] of people.entries()) ableTo(all, to, { id: personId, placeCode }, taken, refuse)
  const { moved } = await moveAll(db, { from, all: to === undefined ? all : all.filter(({ specialistId }) => specialistId === to), today, because: reason, assignedBy: actor.accountId ?? null })
  if (moved.length) await emit(assignmentsMade, { personIds: moved })
  touched({ from, moved: String(moved.length) })
  return { moved: moved.length, left: people.length - moved.length }
})

/** 整体交接: a specialist who leaves gives his people to the colleague whom he names, as far as that one may and has room; see kernel/office. */
export const handOverServed = {
  label: '服务的人才',
  move: async ({ db, actor, today }: ReadContext, to: { accountId: Id<'account'>; name: string }, reason: string): Promise<{ moved: string[]; left: string[] }> => {
    if (actor.role !== 'specialist' || !actor.accountId) return { moved: [], left: [] }
    const from = actor.accountId
    const all = (await store.candidates(db, today)).filter(({ specialistId }) => specialistId === to.accountId)
    return withHouseEyes(db, today, async () => {
      const { people, moved } = await moveAll(db, { from, all, today, because: reason, assignedBy: from })
      const { rows } = await sql<{ id: string; number: string }>`select id, number from registry.person where id = any (${people.map(({ personId }) => personId)}::uuid[]) order by number`.execute(db)
      return { moved: rows.filter(({ id }) => moved.includes(id)).map(({ number }) => number), left: rows.filter(({ id }) => !moved.includes(id)).map(({ number }) => number) }
    })
  },
}

export const assignHandlers: readonly Handler[] = [
  promisesHandler, makePromiseHandler, endPromiseHandler, setLimitHandler, specialistsHandler, keepSpecialistHandler, dueHandler, assignHandler, endHandler, proposalHandler, assignProposedHandler, handOverHandler,
]
