import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { addDays } from '../calendar/plain-date.ts'
import { implement, implementList, implementQuery, Missing, type ActionContext, type Handler, type ReadContext } from '../implement.ts'
import type { Id } from '../types.ts'
import { deputyCandidates, endDeputy, handOver, listDeputations, longestDeputation, myDeputies, nameDeputy } from './deputy-contract.ts'
import * as store from './deputy-store.ts'

/** What each desk gives from one colleague to another when somebody leaves; composed in server/modules.ts, for the kernel knows no desk. */
export interface HandOverPart {
  label: string
  /** Moves what is his to the other, in this transaction; says by number what went over and what could not. */
  move(context: ReadContext, to: { accountId: Id<'account'>; name: string }, reason: string): Promise<{ moved: string[]; left: string[] }>
}

const own = async ({ db, actor, today }: Pick<ActionContext, 'db' | 'actor' | 'today'>, dutyId: string) => (await store.ownDuties(db, actor.accountId ?? '', today)).find(({ id }) => id === dutyId)

const nameHandler = implement(nameDeputy, async (context, { dutyId, accountId, fromDay, toDay, reason }) => {
  const { db, actor, today, refuse, touched } = context
  const duty = await own(context, dutyId)
  if (!duty) return refuse('notYours')
  // In a duty that is another's he gives away nothing, and his own name is not the one that stands there.
  if (duty.deputises !== null || actor.behalf) return refuse('deputyDuty')
  if (fromDay < today) refuse('past')
  if (toDay < fromDay) refuse('daysReversed')
  if (duty.validTo !== null && toDay > duty.validTo) refuse('beyondDuty')
  if (addDays(fromDay, longestDeputation) < toDay) refuse('tooLong')
  const deputy = (await store.candidatesFor(db, today, duty, { accountId: actor.accountId ?? '' })).find((one) => one.accountId === accountId)
  if (!deputy) return refuse('notCandidate')
  if (await store.isGiven(db, dutyId, fromDay, toDay)) refuse('alreadyGiven')
  const id = randomUUID() as Id<'duty'>
  await store.insertDeputation(db, id, duty, { principalId: actor.accountId ?? '', principalName: actor.name, deputy, fromDay, toDay, reason })
  touched({ deputationId: id })
  return { deputationId: id }
})

const endHandler = implement(endDeputy, async ({ db, actor, today, refuse }, { deputationId }) => {
  const mine = await db.selectFrom('kernel.deputation').select('dutyId').where('dutyId', '=', deputationId).where(sql<boolean>`${actor.accountId ?? null}::uuid in (principal_id, deputy_id)`).forUpdate().executeTakeFirst()
  if (!mine) throw new Missing()
  const { state } = await store.deputations(db, today).where('n.dutyId', '=', deputationId).executeTakeFirstOrThrow()
  if (state === 'over') refuse('over')
  await store.endDeputation(db, deputationId, today, actor.name)
  return {}
})

const mineHandler = implementQuery(myDeputies, async ({ db, actor, today }) => {
  const accountId = actor.accountId ?? ''
  const duties = (await store.ownDuties(db, accountId, today)).filter(({ deputises }) => deputises === null)
  const all = store.deputations(db, today).orderBy('n.namedAt', 'desc').limit(50)
  return {
    duties: duties.map(({ id, title }) => ({ id, title })),
    given: await all.where('n.principalId', '=', accountId).execute(),
    received: await all.where('n.deputyId', '=', accountId).execute(),
  }
})
const candidatesHandler = implementQuery(deputyCandidates, async (context, { dutyId }) => {
  const duty = await own(context, dutyId)
  if (!duty || duty.deputises !== null) throw new Missing()
  const found = await store.candidatesFor(context.db, context.today, duty, { accountId: context.actor.accountId ?? '' })
  return { colleagues: found.map(({ accountId, name, title }) => ({ accountId, name, title })) }
})
const listHandler = implementList(listDeputations, ({ db, today }, { search, state }) => {
  let rows = store.deputations(db, today)
  if (search) rows = rows.where(sql<boolean>`(n.principal_name || ' ' || n.deputy_name) ilike ${`%${search}%`}`)
  if (state) rows = rows.where(store.stateOf(today), '=', state)
  return rows
})

const handOverHandler = (parts: readonly HandOverPart[]) =>
  implement(handOver, async (context, { accountId, dutyId, reason }) => {
    const { db, actor, today, refuse, touched } = context
    const duty = await own(context, dutyId)
    if (!duty || duty.deputises !== null || actor.behalf) return refuse('notYours')
    const to = (await store.candidatesFor(db, today, duty, { accountId: actor.accountId ?? '' })).find((one) => one.accountId === accountId)
    if (!to) return refuse('notCandidate')
    const report = []
    for (const { label, move } of parts) report.push({ label, ...(await move(context, to, reason)) })
    touched(Object.fromEntries(report.map(({ label, moved }) => [label, String(moved.length)])))
    return { parts: report }
  })

export const deputyHandlers = (parts: readonly HandOverPart[]): readonly Handler[] => [nameHandler, endHandler, mineHandler, candidatesHandler, listHandler, handOverHandler(parts)]
