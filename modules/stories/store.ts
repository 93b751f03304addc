import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { StoryKind } from './contract.ts'
import type { StoryState } from './states.ts'

/** Stories and what was said to them. Row-level security bounds every query. */

type StoryId = Id<'story'>
export interface Subject {
  personId: string | null
  employerId: string | null
  about: string
  industry: string | null
}

/** Whom this number of the register names, among those whom the office sees. */
export const findSubject = async (db: Tx, number: string): Promise<Subject | undefined> => {
  const { rows } = await sql<Subject>`
    select p.id as "personId", null::uuid as "employerId", p.name as about, e.key_industry as industry from pub.person p left join pub.employer e on e.id = p.employer_id
    where p.number = ${number} and p.survivor_id is null
    union all select null, e.id, e.name, e.key_industry from pub.employer e where e.number = ${number} and starts_with(e.place_code, (select kernel.setting('scope')))`.execute(db)
  return rows[0]
}
export const findClass = async (db: Tx, personId: string): Promise<string | undefined> => {
  const row = await db.selectFrom('pub.personClass').select('level').where('personId', '=', personId).where('inForce', '=', true).orderBy('recognisedOn', 'desc').limit(1).executeTakeFirst()
  return row?.level ?? undefined
}
/** A decided case of this person or employer. */
export const findCase = async (db: Tx, number: string, { personId, employerId }: Pick<Subject, 'personId' | 'employerId'>): Promise<{ id: string; title: string } | undefined> => {
  const { rows } = await sql<{ id: string; title: string }>`
    select c.id, c.title from pub.case c where c.number = ${number} and c.state = 'decided' and (c.person_id = ${personId} or (c.subject_kind = 'employer' and c.subject_id = ${employerId}))`.execute(db)
  return rows[0]
}

export const insertStory = async (db: Tx, { year, ...story }: StoryFields & Subject & { kind: StoryKind; placeCode: string; year: string }) =>
  db.insertInto('stories.story').values({ ...story, number: sql<string>`kernel.next_number(${`SL${year}`})` }).returning([sql<StoryId>`id`.as('id'), 'number']).executeTakeFirstOrThrow()

interface StoryFields {
  title: string
  lead: string
  body: string
  classSaid: string | null
  measureSaid: string | null
  caseId: string | null
  writtenBy: string
  writtenOn: PlainDate
}
export const rewrite = async (db: Tx, id: StoryId, version: number, fields: StoryFields): Promise<void> => {
  await db.updateTable('stories.story').set({ ...fields, version, agreedVersion: null }).where('id', '=', id).execute()
}

type Change = { state: StoryState } & Partial<{ agreedVersion: number | null; publishedBy: string; publishedOn: PlainDate; endedOn: PlainDate; endedBecause: string }>
export const change = async (db: Tx, id: StoryId, fields: Change): Promise<void> => {
  await db.updateTable('stories.story').set(fields).where('id', '=', id).execute()
}

/** Locked until the verb ends: what somebody agrees to cannot change underneath. */
export const getForUpdate = async (db: Tx, id: StoryId) => {
  const found = await db
    .selectFrom('stories.story')
    .select([sql<StoryId>`id`.as('id'), 'personId', 'employerId', 'placeCode', 'version', 'writtenBy', sql<StoryState>`state`.as('state')])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Missing()
  return found
}
type Locked = Awaited<ReturnType<typeof getForUpdate>>

export const say = async (db: Tx, { id, personId, employerId, placeCode, version }: Locked, said: { says: 'agreed' | 'declined' | 'withdrawn'; words: string; saidBy: string; saidOn: PlainDate }): Promise<void> => {
  await db.insertInto('stories.consent').values({ storyId: id, personId, employerId, placeCode, version, ...said }).execute()
}

export const saidOf = (db: Tx, id: StoryId) =>
  db.selectFrom('stories.consent').select(['version', sql<'agreed' | 'declined' | 'withdrawn'>`says`.as('says'), 'words', sql<PlainDate>`said_on`.as('saidOn')]).where('storyId', '=', id).orderBy('saidAt').execute()

const shown = (db: Tx) =>
  db
    .selectFrom('stories.story as s')
    .innerJoin('kernel.place as p', 'p.code', 's.placeCode')
    .select([
      sql<StoryId>`s.id`.as('id'), sql<StoryKind>`s.kind`.as('kind'), 's.title', 's.lead', 's.about', 'p.name as placeName', 's.industry', sql<StoryState>`s.state`.as('state'), 's.body', 's.version', 's.classSaid', 's.measureSaid',
      sql<PlainDate | null>`s.published_on`.as('publishedOn'), sql<PlainDate | null>`s.ended_on`.as('endedOn'), 's.endedBecause',
    ])

/** Published ones, for anybody; others are asked for by id and not found. */
export const published = (db: Tx) => shown(db).where('s.state', '=', 'published').select(sql<PlainDate>`s.published_on`.as('publishedOn'))

/** Of the actor himself: also what is published of others lies open to him, so his own are named. */
export const mine = (db: Tx, { personId, employerId }: { personId: string | undefined; employerId: string | undefined }) =>
  shown(db)
    .where(sql<boolean>`case when ${personId ?? null}::uuid is not null then s.person_id = any ((select registry.own_records())::uuid[]) else s.employer_id = ${employerId ?? null}::uuid end`)
    .where('s.state', '<>', 'drafted')
    .orderBy('s.id', 'desc')
    .limit(50)
    .execute()

/** For the office: what it keeps, not what others have published. */
export const ofOffice = (db: Tx) =>
  db
    .selectFrom('stories.story as s')
    .innerJoin('kernel.place as p', 'p.code', 's.placeCode')
    .leftJoin('kernel.account as a', 'a.id', 's.writtenBy')
    .where(sql<boolean>`starts_with(s.place_code, (select kernel.setting('scope')))`)
    .select([
      sql<StoryId>`s.id`.as('id'), 's.number', sql<StoryKind>`s.kind`.as('kind'), 's.title', 's.about', 'p.name as placeName', sql<StoryState>`s.state`.as('state'), 's.version', sql<PlainDate>`s.written_on`.as('writtenOn'), sql<string>`coalesce(a.name, '')`.as('writtenByName'),
    ])

export const getWhole = async (db: Tx, id: StoryId) => {
  const row = await ofOffice(db)
    .leftJoin('kernel.account as b', 'b.id', 's.publishedBy')
    .leftJoin('pub.case as c', 'c.id', 's.caseId')
    .where('s.id', '=', id)
    .select([
      's.lead', 's.body', 's.industry', 's.classSaid', 's.measureSaid', 's.writtenBy', 's.personId', sql<string | null>`c.number`.as('caseNumber'), sql<PlainDate | null>`s.published_on`.as('publishedOn'), sql<string | null>`b.name`.as('publishedByName'),
      sql<PlainDate | null>`s.ended_on`.as('endedOn'), 's.endedBecause',
    ])
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}
