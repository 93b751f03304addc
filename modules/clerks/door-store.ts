import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { Grade } from '../../kernel/org/roles.ts'
import type { Id, Instant, PlainDate } from '../../kernel/types.ts'
import type { EntryState } from './contract.ts'

/** What one telephone has to do with employers. As the house; each query is bound to the telephone. */

export const invitationsTo = async (db: Tx, phoneIndex: Buffer) => {
  const { rows } = await sql<{ id: Id<'invitation'>; employerName: string; grade: Grade; invitedByName: string; expiresAt: Instant }>`
    select i.id, e.name as "employerName", i.grade, i.invited_by_name as "invitedByName", i.expires_at as "expiresAt"
    from clerks.invitation i join pub.employer e on e.id = i.employer_id where i.phone_index = ${phoneIndex} and i.state = 'open' and i.expires_at > now() order by i.invited_at desc`.execute(db)
  return rows
}

/** The office that answers is the talent office of the employer's county. */
const officeName = sql<string>`(select c.name || '人才办' from kernel.place c where c.code = left(r.place_code, 6))`

export const requestsOf = async (db: Tx, phoneIndex: Buffer) => {
  const { rows } = await sql<{ id: Id<'entryRequest'>; number: string; employerName: string; officeName: string; state: EntryState; askedOn: PlainDate; dueOn: PlainDate; decidedOn: PlainDate | null; reason: string | null }>`
    select r.id, r.number, e.name as "employerName", ${officeName} as "officeName", r.state, r.asked_on as "askedOn", r.due_on as "dueOn", r.decided_on as "decidedOn", r.reason
    from clerks.entry_request r join pub.employer e on e.id = r.employer_id where r.phone_index = ${phoneIndex} order by r.number desc limit 20`.execute(db)
  return rows
}

export const askedLately = async (db: Tx, phoneIndex: Buffer): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from clerks.entry_request where phone_index = ${phoneIndex} and asked_on > kernel.today() - 30`.execute(db)
  return rows[0]?.count ?? 0
}

export const invitationForUpdate = (db: Tx, id: string, phoneIndex: Buffer) =>
  db
    .selectFrom('clerks.invitation')
    .select(['employerId', 'name', sql<Grade>`grade`.as('grade')])
    .where('id', '=', id)
    .where('phoneIndex', '=', phoneIndex)
    .where('state', '=', 'open')
    .where(sql<boolean>`expires_at > now()`)
    .forUpdate()
    .executeTakeFirst()

export const closeInvitation = async (db: Tx, id: string, answer: { state: 'accepted' | 'declined'; dutyId?: string }): Promise<void> => {
  await db.updateTable('clerks.invitation').set({ ...answer, decidedAt: sql<string>`now()` }).where('id', '=', id).execute()
}

export const employerByCode = async (db: Tx, creditCode: string) => {
  const { rows } = await sql<{ id: string; placeCode: string; officeName: string }>`
    select r.id, r.place_code as "placeCode", ${officeName} as "officeName" from pub.employer r where r.credit_code = ${creditCode}`.execute(db)
  return rows[0]
}

export interface NewEntry {
  id: string
  employerId: string
  placeCode: string
  name: string
  post: string
  phoneIndex: Buffer
  phoneSealed: Buffer
  phoneHint: string
  proofName: string
  proofType: string
  proofSealed: Buffer
  askedOn: PlainDate
  dueOn: PlainDate
}
export const insertEntry = async (db: Tx, entry: NewEntry): Promise<string> =>
  (await db.insertInto('clerks.entryRequest').values({ ...entry, number: sql<string>`kernel.next_number(${`ZH${entry.askedOn.slice(0, 4)}`}, 6)` }).returning('number').executeTakeFirstOrThrow()).number
