import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { CourseFields, CourseKind, CourseState } from './contract.ts'

/** Every query of this module. Names: `find…` may return undefined, `get…` throws. */

export const insertCourse = async (db: Tx, course: Omit<CourseFields, 'sessions'> & { placeCode: string; createdBy: string; year: string }) => {
  const { year, ...values } = course
  return db
    .insertInto('training.course')
    .values({ ...values, number: sql<string>`kernel.next_number(${`KC${year}`})` })
    .returning([sql<Id<'course'>>`id`.as('id'), 'number'])
    .executeTakeFirstOrThrow()
}

export const insertSessions = async (db: Tx, courseId: Id<'course'>, sessions: CourseFields['sessions']): Promise<void> => {
  await db.insertInto('training.session').values(sessions.map((session) => ({ courseId, ...session }))).execute()
}

/** Locked until the verb ends, so that its state cannot change underneath. */
export const getCourseForUpdate = async (db: Tx, courseId: Id<'course'>) => {
  const course = await db
    .selectFrom('training.course')
    .select(['id', 'number', 'title', sql<CourseState>`state`.as('state'), 'seats', 'taken', 'enrolBy', 'placeCode'])
    .where('id', '=', courseId)
    .forUpdate()
    .executeTakeFirst()
  if (!course) throw new Missing()
  return course
}

export const setCourseState = async (db: Tx, courseId: Id<'course'>, state: CourseState): Promise<void> => {
  await db.updateTable('training.course').set({ state }).where('id', '=', courseId).execute()
}

/** One row a course, with its hours and first day; the list and the page read the same. */
export const courses = (db: Tx) =>
  db
    .selectFrom('training.course as c')
    .innerJoin('kernel.place as p', 'p.code', 'c.placeCode')
    .innerJoin(
      (sessions) => sessions.selectFrom('training.session').select(['courseId', sql<number>`sum(hours)::int`.as('hours'), sql<PlainDate>`min(held_on)`.as('firstHeldOn')]).groupBy('courseId').as('s'),
      (join) => join.onRef('s.courseId', '=', 'c.id'),
    )
    .select([
      sql<Id<'course'>>`c.id`.as('id'),
      'c.number',
      'c.title',
      sql<CourseKind>`c.kind`.as('kind'),
      'c.organiser',
      'c.summary',
      'c.placeCode',
      'p.name as placeName',
      sql<CourseState>`c.state`.as('state'),
      'c.seats',
      'c.taken',
      's.hours',
      'c.enrolBy',
      's.firstHeldOn',
    ])

export const getCourseRow = async (db: Tx, courseId: Id<'course'>) => {
  const course = await courses(db).where('c.id', '=', courseId).executeTakeFirst()
  if (!course) throw new Missing()
  return course
}

export const sessionsOf = (db: Tx, courseId: Id<'course'>) =>
  db
    .selectFrom('training.session as s')
    .select([
      sql<Id<'session'>>`s.id`.as('id'),
      's.heldOn',
      's.startsAt',
      's.venue',
      's.hours',
      sql<number>`(select count(*)::int from training.attendance a where a.session_id = s.id)`.as('attended'),
    ])
    .where('s.courseId', '=', courseId)
    .orderBy('s.heldOn')
    .orderBy('s.startsAt')
    .execute()

/** Hours that an enrolment `e` has sat. */
const attendedHours = sql<number>`(
  select coalesce(sum(t.hours), 0)::int from training.attendance a join training.session t on t.id = a.session_id where a.enrolment_id = e.id
)`.as('attendedHours')

export const findEnrolment = (db: Tx, courseId: Id<'course'>, personId: Id<'person'>) =>
  db
    .selectFrom('training.enrolment as e')
    .select([
      sql<Id<'enrolment'>>`e.id`.as('id'),
      attendedHours,
    ])
    .where('e.courseId', '=', courseId)
    .where('e.personId', '=', personId)
    .where('e.state', '=', 'enrolled')
    .executeTakeFirst()

/** Undefined when this person is enrolled already: the index decides the race, not a read before the write. */
export const insertEnrolment = (db: Tx, enrolment: { courseId: Id<'course'>; personId: Id<'person'>; placeCode: string }) =>
  db
    .insertInto('training.enrolment')
    .values(enrolment)
    .onConflict((conflict) => conflict.columns(['courseId', 'personId']).where('state', '=', sql.lit('enrolled')).doNothing())
    .returning(sql<Id<'enrolment'>>`id`.as('id'))
    .executeTakeFirst()

export const moveSeats = async (db: Tx, courseId: Id<'course'>, by: 1 | -1): Promise<void> => {
  await db.updateTable('training.course').set((course) => ({ taken: course('taken', '+', by) })).where('id', '=', courseId).execute()
}

export const withdrawEnrolment = async (db: Tx, enrolmentId: Id<'enrolment'>): Promise<void> => {
  await db.updateTable('training.enrolment').set({ state: 'withdrawn' }).where('id', '=', enrolmentId).execute()
}

export const enrolledPersons = (db: Tx, courseId: Id<'course'>) =>
  db.selectFrom('training.enrolment').select([sql<Id<'enrolment'>>`id`.as('id'), 'personId', 'placeCode']).where('courseId', '=', courseId).where('state', '=', 'enrolled').execute()

export const enrolments = (db: Tx, courseId: Id<'course'>) =>
  db
    .selectFrom('training.enrolment as e')
    .innerJoin('pub.person as p', 'p.id', 'e.personId')
    .select([
      sql<Id<'enrolment'>>`e.id`.as('id'),
      sql<string>`p.number`.as('personNumber'),
      sql<string>`p.name`.as('personName'),
      'e.enrolledAt',
      attendedHours,
      sql<string[]>`array(select a.session_id::text from training.attendance a where a.enrolment_id = e.id)`.as('attendedSessions'),
    ])
    .where('e.courseId', '=', courseId)
    .where('e.state', '=', 'enrolled')

interface AttendanceRow {
  enrolmentId: Id<'enrolment'>
  sessionId: Id<'session'>
  personId: string
  placeCode: string
  recordedBy: string
}
/** How many were new; who was recorded before stays as he was. */
export const insertAttendance = async (db: Tx, rows: AttendanceRow[]): Promise<number> => {
  const inserted = await db.insertInto('training.attendance').values(rows).onConflict((conflict) => conflict.doNothing()).returning('enrolmentId').execute()
  return inserted.length
}

/** Hours of one person in one year against the requirement; zeros when he has sat in none; missing is a year without a requirement. */
export const yearOf = async (db: Tx, personId: string, year: number) => {
  const record = await db
    .selectFrom('training.requirement as r')
    .leftJoin('pub.trainingRecord as t', (join) => join.onRef('t.year', '=', 'r.year').on('t.personId', '=', personId))
    .leftJoin('training.certificate as c', (join) => join.onRef('c.year', '=', 'r.year').on('c.personId', '=', personId))
    .select([
      'r.year',
      'r.hours as requiredHours',
      'r.professionalHours as requiredProfessionalHours',
      sql<number>`coalesce(t.hours, 0)`.as('hours'),
      sql<number>`coalesce(t.professional_hours, 0)`.as('professionalHours'),
      sql<boolean>`coalesce(t.fulfilled, false)`.as('fulfilled'),
      'c.number as certificateNumber',
      'c.issuedOn as certificateIssuedOn',
    ])
    .where('r.year', '=', year)
    .executeTakeFirst()
  if (!record) throw new Missing()
  return record
}

export const coursesOfPerson = (db: Tx, personId: string, year: number) =>
  courses(db)
    .innerJoin('training.enrolment as e', 'e.courseId', 'c.id')
    .select(attendedHours)
    .where('e.personId', '=', personId)
    .where('e.state', '=', 'enrolled')
    .where(sql<boolean>`extract(year from s.first_held_on) = ${year}`)
    .orderBy('s.firstHeldOn')
    .execute()

/** Certificates for those of `personIds` who have reached the year's hours and have none; one a person and year, whoever comes twice. */
export const issueDue = async (db: Tx, personIds: readonly string[], year: number, today: PlainDate): Promise<number> => {
  const issued = await sql`
    insert into training.certificate (number, person_id, year, hours, professional_hours, issued_on)
    select kernel.next_number(${`JX${year}`}, 6), t.person_id, t.year, t.hours, t.professional_hours, ${today}
    from pub.training_record t
    where t.year = ${year} and t.fulfilled and t.person_id = any (${personIds}::uuid[])
      and not exists (select from training.certificate c where c.person_id = t.person_id and c.year = t.year)
    on conflict (person_id, year) do nothing
    returning id`.execute(db)
  return issued.rows.length
}

export const closeOverdueCourses = async (db: Tx, today: PlainDate): Promise<number> => {
  const closed = await db.updateTable('training.course').set({ state: 'closed' }).where('state', '=', 'open').where('enrolBy', '<', today).returning('id').execute()
  return closed.length
}
