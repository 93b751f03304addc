import { sql } from 'kysely'
import { implement, implementList, implementQuery } from '../../kernel/implement.ts'
import { attendanceRecorded, cancelCourse, closeEnrolment, courseCan, createCourse, enrol, finishCourse, getCourse, listCourses, listEnrolments, myYear, publishCourse, recordAttendance, withdraw } from './contract.ts'
import * as store from './store.ts'

/** What each verb does, in the order of the procedure. Row-level security has already decided which courses this actor can reach. */

const listCoursesHandler = implementList(listCourses, ({ db }, { search, state, kind }) => {
  let rows = store.courses(db)
  if (search) rows = rows.where(sql<boolean>`(c.title || ' ' || c.organiser || ' ' || c.number) ilike ${`%${search}%`}`)
  if (state) rows = rows.where('c.state', '=', state)
  if (kind) rows = rows.where('c.kind', '=', kind)
  return rows
})

const getCourseHandler = implementQuery(getCourse, async ({ db, actor }, { courseId }) => {
  const course = await store.getCourseRow(db, courseId)
  const mine = actor.personId ? await store.findEnrolment(db, courseId, actor.personId) : undefined
  return { ...course, sessions: await store.sessionsOf(db, courseId), mine: mine ? { enrolmentId: mine.id, attendedHours: mine.attendedHours } : null }
})

const createCourseHandler = implement(createCourse, async ({ db, actor, today, refuse, touched }, { sessions, ...course }) => {
  if (course.enrolBy < today) refuse('enrolByPast')
  const early = sessions.find((session) => session.heldOn < course.enrolBy)
  if (early) refuse('sessionBeforeEnrolBy', early.heldOn)
  const moments = new Set(sessions.map((session) => `${session.heldOn} ${session.startsAt}`))
  if (moments.size < sessions.length) refuse('sessionTwice')
  const { id, number } = await store.insertCourse(db, { ...course, placeCode: actor.scope ?? '', createdBy: actor.accountId ?? '', year: today.slice(0, 4) })
  await store.insertSessions(db, id, sessions)
  touched({ courseId: id, number })
  return { courseId: id, number }
})

const publishHandler = implement(publishCourse, async ({ db, today, refuse }, { courseId }) => {
  const course = await store.getCourseForUpdate(db, courseId)
  if (!courseCan.publish(course)) refuse('notDraft')
  if (course.enrolBy < today) refuse('enrolByPast')
  await store.setCourseState(db, courseId, 'open')
  return {}
})

const closeEnrolmentHandler = implement(closeEnrolment, async ({ db, refuse }, { courseId }) => {
  const course = await store.getCourseForUpdate(db, courseId)
  if (!courseCan.closeEnrolment(course)) refuse('notOpen')
  await store.setCourseState(db, courseId, 'closed')
  return {}
})

const cancelHandler = implement(cancelCourse, async ({ db, refuse, touched }, { courseId, reason }) => {
  const course = await store.getCourseForUpdate(db, courseId)
  if (!courseCan.cancel(course)) refuse('alreadyHeld')
  await store.setCourseState(db, courseId, 'cancelled')
  touched({ reason })
  return { told: course.taken }
})

const enrolHandler = implement(enrol, async ({ db, actor, today, refuse }, { courseId }) => {
  const course = await store.getCourseForUpdate(db, courseId)
  if (!courseCan.enrol(course) || course.enrolBy < today) refuse('courseNotOpen')
  if (!actor.personId) return refuse('courseNotOpen')
  // Full and enrolled already is still “enrolled already”: that is what the person wants to know.
  if (await store.findEnrolment(db, courseId, actor.personId)) refuse('alreadyEnrolled')
  if (course.taken >= course.seats) refuse('courseFull')
  const enrolment = await store.insertEnrolment(db, { courseId, personId: actor.personId, placeCode: course.placeCode })
  if (!enrolment) return refuse('alreadyEnrolled')
  await store.moveSeats(db, courseId, 1)
  return { enrolmentId: enrolment.id, seatsLeft: course.seats - course.taken - 1 }
})

const withdrawHandler = implement(withdraw, async ({ db, actor, refuse }, { courseId }) => {
  const course = await store.getCourseForUpdate(db, courseId)
  const enrolment = actor.personId && (await store.findEnrolment(db, courseId, actor.personId))
  if (!enrolment) return refuse('notEnrolled')
  if (!courseCan.withdraw(course)) refuse('courseUnderWay')
  if (enrolment.attendedHours > 0) refuse('alreadyAttended')
  await store.withdrawEnrolment(db, enrolment.id)
  await store.moveSeats(db, courseId, -1)
  return {}
})

const listEnrolmentsHandler = implementList(listEnrolments, ({ db }, { courseId, search }) => {
  const rows = store.enrolments(db, courseId)
  return search ? rows.where(sql<boolean>`(p.name || ' ' || p.number) ilike ${`%${search}%`}`) : rows
})

const recordAttendanceHandler = implement(recordAttendance, async ({ db, actor, today, refuse, emit }, { courseId, sessionId, enrolmentIds }) => {
  const course = await store.getCourseForUpdate(db, courseId)
  if (!courseCan.recordAttendance(course)) refuse('enrolmentStillOpen')
  const session = (await store.sessionsOf(db, courseId)).find(({ id }) => id === sessionId)
  if (!session) return refuse('notOfCourse')
  if (session.heldOn > today) refuse('sessionNotYet', session.heldOn)
  const enrolled = new Map((await store.enrolledPersons(db, courseId)).map((enrolment) => [enrolment.id, enrolment]))
  const present = [...new Set(enrolmentIds)].map((id) => enrolled.get(id) ?? refuse('notOfCourse'))
  const recorded = await store.insertAttendance(
    db,
    present.map(({ id, personId, placeCode }) => ({ enrolmentId: id, sessionId, personId, placeCode, recordedBy: actor.accountId ?? '' })),
  )
  await emit(attendanceRecorded, { personIds: present.map(({ personId }) => personId), year: Number(session.heldOn.slice(0, 4)) })
  return { recorded, already: present.length - recorded }
})

const finishHandler = implement(finishCourse, async ({ db, today, refuse }, { courseId }) => {
  const course = await store.getCourseForUpdate(db, courseId)
  if (!courseCan.finish(course)) refuse('notClosed')
  const ahead = (await store.sessionsOf(db, courseId)).filter((session) => session.heldOn > today)
  if (ahead.length) refuse('sessionsAhead', `${ahead.length} 场`)
  await store.setCourseState(db, courseId, 'held')
  return {}
})

const myYearHandler = implementQuery(myYear, async ({ db, actor }, { year }) => {
  const personId = actor.personId ?? ''
  const { certificateNumber, certificateIssuedOn, ...record } = await store.yearOf(db, personId, year)
  const certificate = certificateNumber && certificateIssuedOn ? { number: certificateNumber, issuedOn: certificateIssuedOn } : null
  return { ...record, certificate, courses: await store.coursesOfPerson(db, personId, year) }
})

export const trainingHandlers = [
  listCoursesHandler,
  getCourseHandler,
  createCourseHandler,
  publishHandler,
  closeEnrolmentHandler,
  cancelHandler,
  enrolHandler,
  withdrawHandler,
  listEnrolmentsHandler,
  recordAttendanceHandler,
  finishHandler,
  myYearHandler,
]
