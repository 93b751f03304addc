import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { phoneKey } from '../../kernel/auth/phones.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { databaseCode, type Tx } from '../../kernel/db/database.ts'
import { implement, implementList, implementQuery, Missing, type Handler } from '../../kernel/implement.ts'
import { heldSenders } from '../../kernel/messages/senders.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import { sealHint } from '../../kernel/seal/hint.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { accountWithPhone, admit, dutyAt, isOfficial } from './admit.ts'
import { askTeam, carryAnswer, carryInvitation, changeGrade, confirmEntry, endMember, getEntry, invite, leave, listEntries, mostMembers, refuseEntry, withdrawInvitation } from './contract.ts'
import { phonePlace } from './places.ts'
import * as store from './store.ts'

const employerOf = (actor: Actor): string => {
  if (!actor.employerId) throw new Missing()
  return actor.employerId
}

const askTeamHandler = implementQuery(askTeam, async ({ db, actor }) => {
  const employerId = employerOf(actor)
  const team = await store.members(db, employerId)
  return {
    mine: actor.grade ?? 'viewer',
    members: team.map(({ accountId, ...member }) => ({ ...member, me: accountId === actor.accountId })),
    invitations: (await store.invitations(db, employerId)).map(({ phoneIndex: _, ...invitation }) => invitation),
    strangers: await store.strangersOf(db, employerId),
    carries: heldSenders().sms !== undefined,
  }
})

const inviteHandler = implement(invite, async ({ db, actor, today, refuse, enqueue, touched }, { name, phone, grade }) => {
  if (actor.grade !== 'administrator') return refuse('notAdministrator')
  const employerId = employerOf(actor)
  await store.closeExpired(db, employerId)
  const phoneIndex = phoneKey(phone)
  const there = await withHouseEyes(db, today, async () => {
    const account = await accountWithPhone(db, phoneIndex)
    return account !== undefined && (await dutyAt(db, account.id, employerId)) !== undefined
  })
  if (there) return refuse('already')
  const open = await store.invitations(db, employerId)
  if (open.length + (await store.members(db, employerId)).length >= mostMembers) return refuse('tooMany')
  const id = randomUUID()
  const made = await store
    .insertInvitation(db, { id, employerId, name, phoneIndex, phoneSealed: houseSealer().seal(phonePlace('invitation', id), phone), phoneHint: sealHint('phone', phone), grade, invitedBy: actor.accountId ?? '', invitedByName: actor.name })
    .catch((error: unknown) => (databaseCode(error) === '23505' ? refuse('invited') : Promise.reject(error)))
  await enqueue(carryInvitation, { invitationId: made.id })
  touched({ invitationId: made.id })
  return { invitationId: made.id, expiresOn: made.expiresOn, carried: heldSenders().sms !== undefined }
})

const withdrawHandler = implement(withdrawInvitation, async ({ db, actor, refuse }, { invitationId }) => {
  if (actor.grade !== 'administrator') return refuse('notAdministrator')
  if (await store.withdrawInvitation(db, invitationId)) return {}
  if (await store.invitationIsThere(db, invitationId)) return refuse('answered')
  throw new Missing()
})

const memberOf = async (db: Tx, actor: Actor, dutyId: string) => (await store.members(db, employerOf(actor))).find((member) => member.dutyId === dutyId)

const changeGradeHandler = implement(changeGrade, async ({ db, actor, refuse }, { dutyId, grade }) => {
  if (actor.grade !== 'administrator') return refuse('notAdministrator')
  const member = await memberOf(db, actor, dutyId)
  if (!member) return refuse('gone')
  if (member.grade === grade) return {}
  return (await store.setGrade(db, dutyId, grade)) ? {} : refuse('gone')
})

/** A step of a case that he held is open to his colleagues from now on: who has left holds nothing (cases/duties.ts). */
const endMemberHandler = implement(endMember, async ({ db, actor, today, refuse, touched }, { dutyId }) => {
  if (actor.grade !== 'administrator') return refuse('notAdministrator')
  const member = await memberOf(db, actor, dutyId)
  if (!member || !(await store.endDuty(db, dutyId, today))) return refuse('gone')
  touched({ accountId: member.accountId })
  return {}
})

const leaveHandler = implement(leave, async ({ db, actor, today, refuse }) => {
  const me = (await store.members(db, employerOf(actor))).find(({ accountId }) => accountId === actor.accountId)
  return me && (await store.endDuty(db, me.dutyId, today)) ? {} : refuse('gone')
})

const listEntriesHandler = implementList(listEntries, ({ db }, { search, state }) => {
  let rows = store.entries(db)
  if (state) rows = rows.where('r.state', '=', state)
  if (search) rows = rows.where(sql<boolean>`strpos(e.name, ${search}) > 0 or strpos(r.name, ${search}) > 0 or strpos(r.number, ${search}) > 0 or strpos(e.credit_code, ${search.toUpperCase()}) > 0`)
  return rows
})

const getEntryHandler = implementQuery(getEntry, async ({ db, today }, { requestId }) => {
  const { employerId, ...entry } = await store.getEntry(db, requestId)
  const administrators = await withHouseEyes(db, today, async () => (await store.members(db, employerId)).filter(({ grade }) => grade === 'administrator').length)
  return { ...entry, administrators }
})

const confirmHandler = implement(confirmEntry, async ({ db, actor, today, refuse, enqueue, touched }, { requestId }) => {
  const entry = await store.entryForUpdate(db, requestId)
  if (entry.state !== 'open') return refuse('notOpen')
  const phone = houseSealer().open(phonePlace('entry_request', entry.id), entry.phoneSealed)
  const admitted = await withHouseEyes(db, today, async () => {
    const account = await accountWithPhone(db, entry.phoneIndex)
    if (account && (await isOfficial(db, account.id))) return 'officer' as const
    return (await admit(db, today, { employerId: entry.employerId, name: entry.name, phone, grade: 'administrator', accountId: account?.id })) ?? ('already' as const)
  })
  if (typeof admitted === 'string') return refuse(admitted)
  await store.decideEntry(db, requestId, { state: 'confirmed', decidedOn: today, decidedBy: actor.accountId ?? '', decidedByName: actor.name, dutyId: admitted.dutyId })
  await enqueue(carryAnswer, { requestId })
  touched({ accountId: admitted.accountId })
  return {}
})

const refuseHandler = implement(refuseEntry, async ({ db, actor, today, refuse, enqueue }, { requestId, reason }) => {
  if ((await store.entryForUpdate(db, requestId)).state !== 'open') return refuse('notOpen')
  await store.decideEntry(db, requestId, { state: 'refused', decidedOn: today, decidedBy: actor.accountId ?? '', decidedByName: actor.name, reason })
  await enqueue(carryAnswer, { requestId })
  return {}
})

export const clerkHandlers: readonly Handler[] = [askTeamHandler, inviteHandler, withdrawHandler, changeGradeHandler, endMemberHandler, leaveHandler, listEntriesHandler, getEntryHandler, confirmHandler, refuseHandler]
