import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Declaration } from '../action.ts'
import { hashPassword } from '../auth/password.ts'
import { addDays } from '../calendar/plain-date.ts'
import { readIdentityNumber } from '../codes/identity-number.ts'
import { implement, implementList, implementQuery, Missing, type ActionContext, type Handler } from '../implement.ts'
import type { Role } from '../org/roles.ts'
import { houseSealer } from '../seal/seal.ts'
import type { Id, PlainDate } from '../types.ts'
import {
  changeCan, confirmChange, declineChange, departmentsAndPlaces, getAccount, listAccounts, listChanges, officerRoles, permissionTable, proposeAccount, proposeDisable, proposeDuty, proposeEnable, proposeEnd, withDepartment, withdrawChange, withoutPlace,
} from './contract.ts'
import { permissionsOf } from './permissions.ts'
import * as store from './store.ts'

/** Granting. What is refused here in a sentence, the database refuses once more: see 0200_duty_change.sql. */

export const identityIndexOf = (number: string): Buffer => houseSealer().index('account-identity', number)

const isOfficer = (role: Role): boolean => officerRoles.some((officer) => officer === role)
/** One human being holds one kind of officer's duty and nothing else, or duties of business alone. */
export const clash = (held: readonly Role[], wanted: Role): boolean => held.some((role) => role !== wanted && (isOfficer(role) || isOfficer(wanted)))

interface Wanted {
  role: Role
  placeCode: string | null
  department: string | null
  validFrom: PlainDate
  validTo: PlainDate | null
}
type DutyCode = 'placeNeeded' | 'placeNotWanted' | 'placeUnknown' | 'departmentNeeded' | 'departmentUnknown' | 'daysReversed' | 'past' | 'officersApart'

const checkDuty = async ({ db, today, refuse }: ActionContext<DutyCode>, wanted: Wanted, who: Parameters<typeof store.rolesOf>[2]): Promise<void> => {
  const { role, placeCode, department, validFrom, validTo } = wanted
  if (withoutPlace.includes(role)) {
    if (placeCode !== null || department !== null) refuse('placeNotWanted')
  } else {
    if (placeCode === null) refuse('placeNeeded')
    if (placeCode !== null && !(await store.placeIsThere(db, placeCode))) refuse('placeUnknown', placeCode)
    if (withDepartment.includes(role) && department === null) refuse('departmentNeeded')
  }
  if (department !== null && !(await store.departments(db)).some(({ code }) => code === department)) refuse('departmentUnknown', department)
  if (validTo !== null && validTo < validFrom) refuse('daysReversed')
  if (validFrom < today) refuse('past')
  if (clash(await store.rolesOf(db, today, who), role)) refuse('officersApart')
}

const self = ({ accountId, name }: { accountId: string | undefined; name: string }) => ({ accountId: accountId ?? '', name })

const proposeAccountHandler = implement(proposeAccount, async (context, { login, name, documentNumber, ...duty }) => {
  const { db, actor, today, refuse } = context
  const read = readIdentityNumber(documentNumber, today)
  if (!read.ok) return refuse('documentWrong', read.problem)
  const identityIndex = identityIndexOf(read.value.number)
  await checkDuty(context, duty, { accountId: null, identityIndex })
  if (await store.loginTaken(db, login)) refuse('loginTaken')
  return { changeId: await store.insertChange(db, { kind: 'open', login, name, identityIndex, ...duty }, self(actor)) }
})

const officeAccount = async (context: ActionContext<'ownAccount'>, accountId: string) => {
  const account = await store.findAccount(context.db, accountId)
  if (!account) throw new Missing()
  const mine = context.actor.accountId === undefined ? undefined : await store.findAccount(context.db, context.actor.accountId)
  if (account.id === mine?.id || (mine?.identityIndex && account.identityIndex?.equals(mine.identityIndex))) context.refuse('ownAccount')
  return account
}

const proposeDutyHandler = implement(proposeDuty, async (context, { accountId, ...duty }) => {
  const account = await officeAccount(context, accountId)
  if (account.disabledAt !== null) context.refuse('accountDisabled')
  await checkDuty(context, duty, { accountId, identityIndex: account.identityIndex })
  return { changeId: await store.insertChange(context.db, { kind: 'grant', accountId, name: account.name, ...duty }, self(context.actor)) }
})

const proposeEndHandler = implement(proposeEnd, async (context, { dutyId, lastDay, document }) => {
  const { db, actor, today, refuse } = context
  const duty = await store.findDuty(db, dutyId)
  if (!duty) throw new Missing()
  const account = await officeAccount(context, duty.accountId)
  if (duty.validTo !== null && duty.validTo < today) refuse('ended')
  if (lastDay !== null && lastDay < today) refuse('past')
  if (await db.selectFrom('kernel.dutyChange').select('id').where('dutyId', '=', dutyId).where('state', '=', 'proposed').executeTakeFirst()) refuse('waiting')
  return { changeId: await store.insertChange(db, { kind: 'end', accountId: account.id, dutyId, name: account.name, validTo: lastDay, document }, self(actor)) }
})

const proposeDisableHandler = implement(proposeDisable, async (context, { accountId, document }) => {
  const account = await officeAccount(context, accountId)
  if (account.disabledAt !== null) context.refuse('already')
  return { changeId: await store.insertChange(context.db, { kind: 'disable', accountId, name: account.name, document }, self(context.actor)) }
})
const proposeEnableHandler = implement(proposeEnable, async (context, { accountId, document }) => {
  const account = await officeAccount(context, accountId)
  if (account.disabledAt === null) context.refuse('already')
  return { changeId: await store.insertChange(context.db, { kind: 'enable', accountId, name: account.name, document }, self(context.actor)) }
})

const changeOf = async (context: ActionContext<'notProposed'>, changeId: Id<'dutyChange'>) => {
  const change = await store.changeForUpdate(context.db, changeId)
  if (!change) throw new Missing()
  if (!changeCan.confirm(change)) context.refuse('notProposed')
  return change
}

const confirmHandler = implement(confirmChange, async (context, { changeId, password }) => {
  const { db, actor, today, refuse, touched } = context
  const change = await changeOf(context, changeId)
  const by = self(actor)
  const [me, proposer, subject] = await Promise.all([store.findAccount(db, by.accountId), store.findAccount(db, change.proposedBy), change.accountId === null ? undefined : store.findAccount(db, change.accountId)])
  const mine = me?.identityIndex ?? null
  if (change.proposedBy === by.accountId || (mine && proposer?.identityIndex?.equals(mine))) refuse('sameHand')
  const whose = subject?.identityIndex ?? change.identityIndex
  if (change.accountId === by.accountId || (mine && whose?.equals(mine))) refuse('ownAccount')
  if (!actor.steppedUp) refuse('secondFactorNeeded')
  const duty = change.dutyId === null ? undefined : await store.findDuty(db, change.dutyId)
  const stale = { open: false, grant: !subject || subject.disabledAt !== null, end: !duty || (duty.validTo !== null && duty.validTo < today), disable: !subject || subject.disabledAt !== null, enable: !subject || subject.disabledAt === null }
  if (stale[change.kind]) refuse('outdated')
  if (change.role && clash(await store.rolesOf(db, today, { accountId: change.accountId, identityIndex: whose }), change.role)) refuse('officersApart')
  if (change.kind === 'open') {
    if (password === undefined) return refuse('passwordNeeded')
    const accountId = randomUUID()
    const passwordHash = await hashPassword(password)
    // The change is confirmed before its account is there: the key is checked at once, so the account is named in a second step.
    await store.decideChange(db, changeId, by, { state: 'confirmed' })
    await takingLogin(context, () => store.openAccount(db, { id: accountId, login: change.login ?? '', name: change.name, identityIndex: change.identityIndex, passwordHash, changeId }))
    await store.decideChange(db, changeId, by, { state: 'confirmed', accountId })
    await store.grantDuty(db, change, accountId)
    touched({ accountId })
    return {}
  }
  const accountId = change.accountId ?? ''
  await store.decideChange(db, changeId, by, { state: 'confirmed' })
  if (change.kind === 'grant') await store.grantDuty(db, change, accountId)
  if (change.kind === 'end' && duty) await store.endDuty(db, duty.id, change.validTo !== null && change.validTo >= today ? change.validTo : addDays(today, -1))
  if (change.kind === 'disable' || change.kind === 'enable') await store.setDisabled(db, accountId, change.kind === 'disable')
  touched({ accountId })
  return {}
})

/** A login of somebody whom this officer does not see is taken all the same. */
const takingLogin = async ({ db, refuse }: ActionContext<'loginTaken'>, insert: () => Promise<void>): Promise<void> => {
  await sql`savepoint opening`.execute(db)
  try {
    await insert()
  } catch (error) {
    if (!(error instanceof Error && 'constraint' in error && error.constraint === 'account_login_key')) throw error
    await sql`rollback to savepoint opening`.execute(db)
    refuse('loginTaken')
  }
}

const declineHandler = implement(declineChange, async (context, { changeId, reason }) => {
  const change = await changeOf(context, changeId)
  if (change.proposedBy === context.actor.accountId) context.refuse('sameHand')
  await store.decideChange(context.db, changeId, self(context.actor), { state: 'declined', reason })
  return {}
})
const withdrawHandler = implement(withdrawChange, async (context, { changeId }) => {
  const change = await changeOf(context, changeId)
  if (change.proposedBy !== context.actor.accountId) context.refuse('notYours')
  await store.decideChange(context.db, changeId, self(context.actor), { state: 'withdrawn' })
  return {}
})

const listAccountsHandler = implementList(listAccounts, ({ db, today }, { search, state }) => {
  let rows = store.accounts(db, today)
  if (search) rows = rows.where(sql<boolean>`(a.name || ' ' || a.login) ilike ${`%${search}%`}`)
  if (state) rows = rows.where('a.disabledAt', state === 'active' ? 'is' : 'is not', null)
  return rows
})
const listChangesHandler = implementList(listChanges, ({ db, actor }, { state, search }) => {
  let rows = store.changes(db, actor.accountId ?? null)
  if (state) rows = rows.where('c.state', '=', state)
  if (search) rows = rows.where(sql<boolean>`(c.name || ' ' || coalesce(c.login, '')) ilike ${`%${search}%`}`)
  return rows
})
const getAccountHandler = implementQuery(getAccount, async ({ db, today }, { accountId }) => {
  const account = await store.accounts(db, today).where('a.id', '=', accountId).executeTakeFirst()
  if (!account) throw new Missing()
  return { ...account, duties: await store.dutiesOfAccount(db, today, accountId) }
})

/** `declarations`: every verb of the house, which only the house as a whole knows. */
export const officeHandlers = (declarations: () => readonly Declaration[]): readonly Handler[] => [
  implementQuery(permissionTable, async () => ({ permissions: permissionsOf(declarations()) })),
  listAccountsHandler,
  getAccountHandler,
  listChangesHandler,
  implementQuery(departmentsAndPlaces, async ({ db }) => ({ departments: await store.departments(db) })),
  proposeAccountHandler,
  proposeDutyHandler,
  proposeEndHandler,
  proposeDisableHandler,
  proposeEnableHandler,
  confirmHandler,
  declineHandler,
  withdrawHandler,
]
