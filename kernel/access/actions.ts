import { sql } from 'kysely'
import { codeDays, issueResetCode } from '../auth/resets.ts'
import { databaseCode, type Tx } from '../db/database.ts'
import { implement, implementList, Missing, type Handler } from '../implement.ts'
import type { Id } from '../types.ts'
import { askReset, confirmReset, listResets, resetCan, withdrawReset, type ResetState } from './contract.ts'

/** A code that opens an account passes through two people: one alone could make himself anybody. */

const stateOf = sql<ResetState>`case when r.withdrawn_at is not null then 'withdrawn' when r.used_at is not null then 'used' when r.confirmed_at is null then 'asked' when r.expires_at < now() then 'expired' else 'given' end`

const listHandler = implementList(listResets, ({ db, actor }, { state }) =>
  db
    .selectFrom('kernel.accountReset as r')
    .innerJoin('kernel.account as a', 'a.id', 'r.accountId')
    .innerJoin('kernel.account as asker', 'asker.id', 'r.askedBy')
    .leftJoin('kernel.account as second', 'second.id', 'r.confirmedBy')
    .select([sql<Id<'accountReset'>>`r.id`.as('id'), 'a.login', 'a.name', sql<'password' | 'factor'>`r.what`.as('what'), 'r.ground', 'asker.name as askedBy', sql<boolean>`r.asked_by = ${actor.accountId ?? null}`.as('mine'), 'second.name as confirmedBy', stateOf.as('state'), 'r.createdAt'])
    .$if(state !== undefined, (query) => query.where(sql<boolean>`${stateOf} = ${state ?? ''}`)),
)

const askHandler = implement(askReset, async ({ db, actor, refuse, touched }, { login, what, ground }) => {
  // Of the public nobody is found here: row security shows an officer his colleagues alone.
  const account = await db.selectFrom('kernel.account').select(['id', 'name']).where('login', '=', login).where('disabledAt', 'is', null).where('personId', 'is', null).executeTakeFirst()
  if (!account) return refuse('noAccount')
  if (account.id === actor.accountId) refuse('own')
  try {
    const { id } = await db.insertInto('kernel.accountReset').values({ accountId: account.id, what, ground, askedBy: actor.accountId ?? '' }).returning(sql<Id<'accountReset'>>`id`.as('id')).executeTakeFirstOrThrow()
    touched({ resetId: id, accountId: account.id })
    return { resetId: id, name: account.name }
  } catch (error) {
    if (databaseCode(error) === '23505') return refuse('alreadyAsked')
    throw error
  }
})

const getForUpdate = async (db: Tx, id: string) => {
  const found = await db
    .selectFrom('kernel.accountReset as r')
    .innerJoin('kernel.account as a', 'a.id', 'r.accountId')
    .select(['r.id', 'r.accountId', 'r.askedBy', 'a.login', stateOf.as('state')])
    .where('r.id', '=', id)
    .forUpdate('r')
    .executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

const confirmHandler = implement(confirmReset, async ({ db, actor, refuse, touched }, { resetId }) => {
  const reset = await getForUpdate(db, resetId)
  if (!resetCan.confirm(reset)) refuse('notAsked')
  if (reset.askedBy === actor.accountId) refuse('sameHand')
  if (reset.accountId === actor.accountId) refuse('own')
  const code = await issueResetCode(db, reset.id, reset.accountId, actor.accountId ?? '')
  touched({ accountId: reset.accountId })
  return { code, login: reset.login, days: codeDays }
})

const withdrawHandler = implement(withdrawReset, async ({ db, refuse }, { resetId }) => {
  const reset = await getForUpdate(db, resetId)
  if (!resetCan.withdraw(reset)) refuse('notOpen')
  await db.updateTable('kernel.accountReset').set({ withdrawnAt: sql<string>`now()` }).where('id', '=', reset.id).execute()
  return {}
})

export const accessHandlers: readonly Handler[] = [listHandler, askHandler, confirmHandler, withdrawHandler]
