import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import type { Occupation, PostFields, PostState } from './contract.ts'

/** Every query about posts. The catalogue's are in catalogue-store.ts. */

const asks = sql<string>`coalesce(nullif(concat_ws('，', p.education || '以上', p.skill || '以上', p.class || '类以上'), ''), '不限')`

export const posts = (db: Tx) =>
  db
    .selectFrom('demand.post as p')
    .innerJoin('pub.employer as e', 'e.id', 'p.employerId')
    .innerJoin('kernel.place as l', 'l.code', 'p.placeCode')
    .select([
      sql<Id<'post'>>`p.id`.as('id'),
      'p.number',
      sql<Id<'employer'>>`p.employer_id`.as('employerId'),
      sql<string>`e.name`.as('employerName'),
      'l.name as placeName',
      'p.title',
      sql<Occupation>`p.occupation`.as('occupation'),
      'p.keyIndustry',
      asks.as('asks'),
      'p.programme',
      'p.wanted',
      'p.hired',
      sql<Fen>`p.pay_from_fen`.as('payFromFen'),
      sql<Fen>`p.pay_to_fen`.as('payToFen'),
      'p.startsOn',
      'p.endsOn',
      sql<PostState>`p.state`.as('state'),
      'p.note',
    ])

export const getPostRow = async (db: Tx, id: Id<'post'>) => {
  const post = await posts(db)
    .select([
      sql<'专科' | '本科' | '硕士研究生' | '博士研究生' | null>`p.education`.as('education'),
      sql<'高级工' | '技师' | '高级技师' | null>`p.skill`.as('skill'),
      sql<'A' | 'B' | 'C' | 'D' | 'E' | null>`p.class`.as('class'),
      'p.duties',
      'p.industryCode',
      'p.openedOn',
      'p.closedOn',
    ])
    .where('p.id', '=', id)
    .executeTakeFirst()
  if (!post) throw new Missing()
  return post
}

export const getPostForUpdate = async (db: Tx, id: Id<'post'>) => {
  const post = await db.selectFrom('demand.post').select(['employerId', 'placeCode', 'wanted', 'hired', 'startsOn', 'endsOn', 'openedOn', 'postedBy', sql<PostState>`state`.as('state')]).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!post) throw new Missing()
  return post
}

/** What the register says of the employer on the day of posting. */
export const findEmployer = (db: Tx, id: string) => db.selectFrom('pub.employer').select([sql<string>`place_code`.as('placeCode'), 'industryCode', 'keyIndustry']).where('id', '=', id).executeTakeFirst()

const columnsOf = ({ education, skill, class: level, programme, ...fields }: PostFields) => ({ ...fields, education: education ?? null, skill: skill ?? null, class: level ?? null, programme: programme ?? null })

interface Posting {
  employerId: string
  placeCode: string
  industryCode: string | null
  keyIndustry: string | null
  postedBy: string
  postedOn: PlainDate
}
export const insertPost = (db: Tx, fields: PostFields, posting: Posting) =>
  db
    .insertInto('demand.post')
    .values({ ...columnsOf(fields), ...posting, number: sql<string>`kernel.next_number(${`GW${posting.postedOn.slice(0, 4)}`})` })
    .returning([sql<Id<'post'>>`id`.as('id'), 'number'])
    .executeTakeFirstOrThrow()

export const updatePost = async (db: Tx, id: Id<'post'>, fields: PostFields): Promise<void> => {
  await db.updateTable('demand.post').set({ ...columnsOf(fields), state: 'submitted', note: null }).where('id', '=', id).execute()
}

export const setPost = async (db: Tx, id: Id<'post'>, by: { state: PostState; note?: string; openedOn?: PlainDate; closedOn?: PlainDate; checkedBy?: string; hired?: number }): Promise<void> => {
  await db.updateTable('demand.post').set(by).where('id', '=', id).execute()
}

export const hiresOf = (db: Tx, id: Id<'post'>) =>
  db
    .selectFrom('demand.hire as h')
    .innerJoin('pub.personIntroduction as i', 'i.id', 'h.introductionId')
    .innerJoin('pub.person as q', 'q.id', 'i.personId')
    .select([sql<string>`h.id::text`.as('id'), sql<string>`q.number`.as('personNumber'), sql<string>`q.name`.as('personName'), 'h.hiredOn'])
    .where('h.postId', '=', id)
    .orderBy('h.hiredOn')
    .orderBy('h.id')
    .execute()

/** Verified introductions of an employer since a day, and whether a post has counted each. */
export const introductionsOf = (db: Tx, employerId: string) =>
  db
    .selectFrom('pub.personIntroduction as i')
    .innerJoin('pub.person as q', 'q.id', 'i.personId')
    .select([
      sql<Id<'introduction'>>`i.id`.as('introductionId'), sql<string>`q.number`.as('personNumber'), sql<string>`q.name`.as('personName'), sql<PlainDate>`i.introduced_on`.as('introducedOn'),
      sql<boolean>`exists (select from demand.hire h where h.introduction_id = i.id)`.as('counted'),
    ])
    .where('i.employerId', '=', employerId)
    .where('i.verification', '=', 'verified')

interface HireRow {
  postId: Id<'post'>
  introductionId: Id<'introduction'>
  employerId: string
  placeCode: string
  hiredOn: PlainDate
  recordedBy: string
  recordedOn: PlainDate
}
/** How many are new: the unique index decides who came first for an introduction. */
export const insertHires = async (db: Tx, rows: readonly HireRow[]): Promise<number> => {
  const inserted = await db.insertInto('demand.hire').values(rows).onConflict((conflict) => conflict.column('introductionId').doNothing()).returning('id').execute()
  return inserted.length
}

/** A post ends with its last day; it no longer counts on the day after. */
export const closeOverdue = async (db: Tx, today: PlainDate): Promise<number> => {
  const closed = await db.updateTable('demand.post').set({ state: 'closed', closedOn: sql<PlainDate>`ends_on + 1`, note: '招聘截止日已过' }).where('state', '=', 'open').where('endsOn', '<', today).returning('id').execute()
  return closed.length
}
