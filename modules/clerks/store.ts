import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Grade } from '../../kernel/org/roles.ts'
import type { Id, Instant, PlainDate } from '../../kernel/types.ts'
import type { EntryState } from './contract.ts'

/** The accounts of an employer, and the invitations. Row-level security bounds every query. */

export interface MemberRow {
  dutyId: Id<'duty'>
  accountId: string
  name: string
  grade: Grade
  since: PlainDate
  seenAt: Instant | null
}
export const members = async (db: Tx, employerId: string): Promise<MemberRow[]> => {
  const { rows } = await sql<MemberRow>`
    select id as "dutyId", account_id as "accountId", name, grade, valid_from as since, seen_at as "seenAt" from kernel.clerks_of(${employerId}) where valid_to is null
    order by array_position(array['administrator', 'clerk', 'viewer'], grade), id`.execute(db)
  return rows
}

export const invitations = (db: Tx, employerId: string) =>
  db
    .selectFrom('clerks.invitation')
    .select([sql<Id<'invitation'>>`id`.as('id'), 'name', 'phoneHint', sql<Grade>`grade`.as('grade'), 'invitedByName', sql<Instant>`expires_at`.as('expiresAt'), sql<boolean>`expires_at <= now()`.as('expired'), 'phoneIndex'])
    .where('employerId', '=', employerId)
    .where('state', '=', 'open')
    .orderBy('invitedAt', 'desc')
    .execute()

export const strangersOf = (db: Tx, employerId: string) =>
  db
    .selectFrom('clerks.entryRequest')
    .select([sql<Id<'entryRequest'>>`id`.as('id'), 'number', 'name', 'post', sql<PlainDate>`asked_on`.as('askedOn')])
    .where('employerId', '=', employerId)
    .where('state', '=', 'open')
    .orderBy('id')
    .execute()

export interface NewInvitation {
  id: string
  employerId: string
  name: string
  phoneIndex: Buffer
  phoneSealed: Buffer
  phoneHint: string
  grade: Grade
  invitedBy: string
  invitedByName: string
}
export const insertInvitation = async (db: Tx, invitation: NewInvitation) =>
  db.insertInto('clerks.invitation').values(invitation).returning([sql<Id<'invitation'>>`id`.as('id'), sql<PlainDate>`(expires_at at time zone 'Asia/Shanghai')::date`.as('expiresOn')]).executeTakeFirstOrThrow()

/** What nobody answered within its time makes room for a new one to the same telephone. */
export const closeExpired = async (db: Tx, employerId: string): Promise<void> => {
  await db.updateTable('clerks.invitation').set({ state: 'withdrawn', decidedAt: sql<string>`now()` }).where('employerId', '=', employerId).where('state', '=', 'open').where(sql<boolean>`expires_at <= now()`).execute()
}

export const withdrawInvitation = async (db: Tx, id: string): Promise<boolean> => {
  const done = await db.updateTable('clerks.invitation').set({ state: 'withdrawn', decidedAt: sql<string>`now()` }).where('id', '=', id).where('state', '=', 'open').executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Whether there is an invitation of this id that the caller sees, whatever became of it. */
export const invitationIsThere = async (db: Tx, id: string): Promise<boolean> => (await db.selectFrom('clerks.invitation').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export const setGrade = async (db: Tx, dutyId: string, grade: Grade): Promise<boolean> => {
  const done = await db.updateTable('kernel.duty').set({ grade }).where('id', '=', dutyId).where('role', '=', 'employerClerk').where('validTo', 'is', null).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Ends it this very day: sessions go with it, by trigger. */
export const endDuty = async (db: Tx, dutyId: string, today: PlainDate): Promise<boolean> => {
  const done = await db
    .updateTable('kernel.duty')
    .set({ validTo: sql<string>`greatest(${today}::date - 1, valid_from - 1)` })
    .where('id', '=', dutyId)
    .where('role', '=', 'employerClerk')
    .where('validTo', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const entries = (db: Tx) =>
  db
    .selectFrom('clerks.entryRequest as r')
    .innerJoin('pub.employer as e', 'e.id', 'r.employerId')
    .innerJoin('kernel.place as p', 'p.code', 'r.placeCode')
    .select([
      sql<Id<'entryRequest'>>`r.id`.as('id'),
      'r.number',
      sql<string>`e.name`.as('employerName'),
      'p.name as placeName',
      'r.name',
      'r.post',
      sql<EntryState>`r.state`.as('state'),
      sql<PlainDate>`r.asked_on`.as('askedOn'),
      sql<PlainDate>`r.due_on`.as('dueOn'),
      sql<string>`coalesce(r.decided_by_name, '')`.as('decidedByName'),
    ])

export const getEntry = async (db: Tx, id: string) => {
  const found = await entries(db)
    .select([sql<string>`e.credit_code`.as('creditCode'), 'r.phoneHint', 'r.proofName', sql<PlainDate | null>`r.decided_on`.as('decidedOn'), 'r.reason', sql<string>`r.employer_id`.as('employerId')])
    .where('r.id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

export const entryForUpdate = async (db: Tx, id: string) => {
  const found = await db.selectFrom('clerks.entryRequest').select(['id', 'employerId', 'placeCode', 'name', 'phoneIndex', 'phoneSealed', sql<EntryState>`state`.as('state')]).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

export const decideEntry = async (db: Tx, id: string, decision: { state: Exclude<EntryState, 'open'>; decidedOn: PlainDate; decidedBy?: string; decidedByName?: string; reason?: string; dutyId?: string }): Promise<void> => {
  await db.updateTable('clerks.entryRequest').set(decision).where('id', '=', id).execute()
}
