import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import type { Id } from '../../kernel/types.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { cancelCourse, closeEnrolment, createCourse, enrol, finishCourse, getCourse, listCourses, listEnrolments, myYear, publishCourse, recordAttendance, withdraw, type CourseFields } from './contract.ts'

/** The world's today is 2026-06-15. */
const draft = (changes: Partial<CourseFields> = {}): CourseFields => ({
  title: '工业互联网与智能制造',
  kind: 'professional',
  organiser: '青屿市人社局',
  summary: '',
  seats: 30,
  enrolBy: plainDate('2026-06-30'),
  sessions: [{ heldOn: plainDate('2026-07-04'), startsAt: '09:00', venue: '市委党校一号楼', hours: 6 }],
  ...changes,
})

interface OpenCourse {
  officer: Somebody
  courseId: Id<'course'>
}
const openCourse = async (world: World, changes: Partial<CourseFields> = {}): Promise<OpenCourse> => {
  const officer = await world.staff('trainingOfficer', '980101', 'hr')
  const { courseId } = await officer.does(createCourse, draft(changes))
  await officer.does(publishCourse, { courseId })
  return { officer, courseId }
}

/** A course under way: enrolment closed, the first session held, this person on its list. */
const courseUnderWay = async (world: World, changes: Partial<CourseFields> = {}) => {
  const { officer, courseId } = await openCourse(world, changes)
  const ana = await world.talent()
  const { enrolmentId } = await ana.does(enrol, { courseId })
  await officer.does(closeEnrolment, { courseId })
  const [session] = (await officer.asks(getCourse, { courseId })).sessions
  world.setToday('2026-07-04')
  return { officer, courseId, ana, enrolmentId, sessionId: session?.id ?? ('' as Id<'session'>) }
}

describe('a course before enrolment', () => {
  test('a course is drafted with a number and published for enrolment', async ({ world }) => {
    const officer = await world.staff('trainingOfficer', '980101', 'hr')
    const { courseId, number } = await officer.does(createCourse, draft())
    expect(number).toBe('KC202600001')
    await officer.does(publishCourse, { courseId })
    expect(await officer.asks(getCourse, { courseId })).toMatchObject({ state: 'open', hours: 6, firstHeldOn: '2026-07-04', placeName: '临海区' })
  })

  test('a deadline in the past is refused at drafting', async ({ world }) => {
    const officer = await world.staff('trainingOfficer')
    await expect(officer.does(createCourse, draft({ enrolBy: plainDate('2026-06-14') }))).rejects.toMatchObject({ code: 'enrolByPast' })
  })

  test('a session before the end of enrolment is refused, with its day', async ({ world }) => {
    const officer = await world.staff('trainingOfficer')
    await expect(officer.does(createCourse, draft({ enrolBy: plainDate('2026-07-10') }))).rejects.toMatchObject({ code: 'sessionBeforeEnrolBy', message: '有场次早于报名截止日：2026-07-04' })
  })

  test('two sessions at the same moment are refused', async ({ world }) => {
    const officer = await world.staff('trainingOfficer')
    const [session] = draft().sessions
    await expect(officer.does(createCourse, draft({ sessions: [session!, session!] }))).rejects.toMatchObject({ code: 'sessionTwice' })
  })

  test('a draft is published once', async ({ world }) => {
    const { officer, courseId } = await openCourse(world)
    await expect(officer.does(publishCourse, { courseId })).rejects.toMatchObject({ code: 'notDraft' })
  })

  test('a draft whose deadline has passed cannot be published any more', async ({ world }) => {
    const officer = await world.staff('trainingOfficer')
    const { courseId } = await officer.does(createCourse, draft())
    world.setToday('2026-07-01')
    await expect(officer.does(publishCourse, { courseId })).rejects.toMatchObject({ code: 'enrolByPast' })
  })

  test('a field that cannot be right is named in Chinese', async ({ world }) => {
    const officer = await world.staff('trainingOfficer')
    await expect(world.post(officer.cookie, createCourse.name, draft({ seats: 0 }))).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('名额至少 1 个') })
  })
})

describe('enrolment', () => {
  test('the last seat goes to one person; the next is refused', async ({ world }) => {
    const { courseId } = await openCourse(world, { seats: 1 })
    const [ana, bo] = [await world.talent({ name: '安然' }), await world.talent({ name: '薄云' })]
    expect(await ana.does(enrol, { courseId })).toMatchObject({ seatsLeft: 0 })
    await expect(bo.does(enrol, { courseId })).rejects.toMatchObject({ code: 'courseFull' })
  })

  test('twelve people race for three seats: three get in, nobody sits on air', async ({ world }) => {
    const { officer, courseId } = await openCourse(world, { seats: 3 })
    const people = await Promise.all(Array.from({ length: 12 }, () => world.talent()))
    const answers = await Promise.allSettled(people.map((person) => person.does(enrol, { courseId })))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await officer.asks(getCourse, { courseId })).toMatchObject({ taken: 3 })
    expect((await officer.lists(listEnrolments, { courseId })).total).toBe(3)
  })

  test('enrolling twice is refused, and costs one seat', async ({ world }) => {
    const { courseId } = await openCourse(world)
    const ana = await world.talent()
    await ana.does(enrol, { courseId })
    await expect(ana.does(enrol, { courseId })).rejects.toMatchObject({ code: 'alreadyEnrolled' })
    expect(await ana.asks(getCourse, { courseId })).toMatchObject({ taken: 1 })
  })

  test('the same request sent again gets the same answer and no second seat', async ({ world }) => {
    const { courseId } = await openCourse(world)
    const ana = await world.talent()
    const answers = await Promise.all(Array.from({ length: 8 }, () => ana.does(enrol, { courseId }, { key: 'tap-1' })))
    expect(new Set(answers.map(({ enrolmentId }) => enrolmentId)).size).toBe(1)
    expect(await ana.asks(getCourse, { courseId })).toMatchObject({ taken: 1 })
  })

  test('a course that is not open, or whose deadline has passed, takes nobody', async ({ world }) => {
    const { officer, courseId } = await openCourse(world)
    const ana = await world.talent()
    world.setToday('2026-07-01')
    await expect(ana.does(enrol, { courseId })).rejects.toMatchObject({ code: 'courseNotOpen' })
    world.setToday('2026-06-20')
    await officer.does(closeEnrolment, { courseId })
    await expect(ana.does(enrol, { courseId })).rejects.toMatchObject({ code: 'courseNotOpen' })
    await expect(officer.does(closeEnrolment, { courseId })).rejects.toMatchObject({ code: 'notOpen' })
  })

  test('enrolment closes by the clock on the day after its last day', async ({ world }) => {
    const { officer, courseId } = await openCourse(world)
    world.setToday('2026-06-30')
    await world.runJob('training.closeOverdue')
    expect(await officer.asks(getCourse, { courseId })).toMatchObject({ state: 'open' })
    world.setToday('2026-07-01')
    await world.runJob('training.closeOverdue')
    expect(await officer.asks(getCourse, { courseId })).toMatchObject({ state: 'closed' })
  })

  test('who withdraws gives the seat back and may come again', async ({ world }) => {
    const { courseId } = await openCourse(world, { seats: 1 })
    const [ana, bo] = [await world.talent(), await world.talent()]
    await ana.does(enrol, { courseId })
    await ana.does(withdraw, { courseId })
    await bo.does(enrol, { courseId })
    await expect(ana.does(withdraw, { courseId })).rejects.toMatchObject({ code: 'notEnrolled' })
  })

  test('who has sat in a session cannot withdraw, nor anybody once the course was held', async ({ world }) => {
    const { officer, courseId, ana, enrolmentId, sessionId } = await courseUnderWay(world)
    await officer.does(recordAttendance, { courseId, sessionId, enrolmentIds: [enrolmentId] })
    await expect(ana.does(withdraw, { courseId })).rejects.toMatchObject({ code: 'alreadyAttended' })
    await officer.does(finishCourse, { courseId })
    await expect(ana.does(withdraw, { courseId })).rejects.toMatchObject({ code: 'courseUnderWay' })
  })

  test('a cancelled course says how many people it concerned, and stays cancelled', async ({ world }) => {
    const { officer, courseId } = await openCourse(world)
    await (await world.talent()).does(enrol, { courseId })
    expect(await officer.does(cancelCourse, { courseId, reason: '讲师行程有变' })).toEqual({ told: 1 })
    await expect(officer.does(cancelCourse, { courseId, reason: '讲师行程有变' })).rejects.toMatchObject({ code: 'alreadyHeld' })
  })
})

describe('attendance and hours', () => {
  test('attendance waits for the end of enrolment and for the day itself', async ({ world }) => {
    const { officer, courseId } = await openCourse(world)
    const ana = await world.talent()
    const { enrolmentId } = await ana.does(enrol, { courseId })
    const [session] = (await officer.asks(getCourse, { courseId })).sessions
    const record = () => officer.does(recordAttendance, { courseId, sessionId: session!.id, enrolmentIds: [enrolmentId] })
    await expect(record()).rejects.toMatchObject({ code: 'enrolmentStillOpen' })
    await officer.does(closeEnrolment, { courseId })
    await expect(record()).rejects.toMatchObject({ code: 'sessionNotYet' })
  })

  test('one person counts once a session, however often the list is sent', async ({ world }) => {
    const { officer, courseId, ana, enrolmentId, sessionId } = await courseUnderWay(world)
    expect(await officer.does(recordAttendance, { courseId, sessionId, enrolmentIds: [enrolmentId] })).toEqual({ recorded: 1, already: 0 })
    expect(await officer.does(recordAttendance, { courseId, sessionId, enrolmentIds: [enrolmentId, enrolmentId] })).toEqual({ recorded: 0, already: 1 })
    await expect(ana.asks(myYear, { year: 2001 })).rejects.toMatchObject({ kind: 'missing' })
    expect(await ana.asks(myYear, { year: 2026 })).toMatchObject({ hours: 6, professionalHours: 6, requiredHours: 90, fulfilled: false, certificate: null, courses: [{ attendedHours: 6 }] })
  })

  test('somebody who did not enrol is not recorded, and neither is the rest of that list', async ({ world }) => {
    const { officer, courseId, enrolmentId, sessionId, ana } = await courseUnderWay(world)
    const stranger = '01890000-0000-7000-8000-000000000000' as Id<'enrolment'>
    await expect(officer.does(recordAttendance, { courseId, sessionId, enrolmentIds: [enrolmentId, stranger] })).rejects.toMatchObject({ code: 'notOfCourse' })
    expect(await ana.asks(myYear, { year: 2026 })).toMatchObject({ hours: 0 })
  })

  test('the year’s certificate comes by itself when 90 hours with 60 professional ones are reached, once', async ({ world }) => {
    const days = Array.from({ length: 9 }, (_, index) => ({ heldOn: plainDate(`2026-07-0${index + 1}`), startsAt: '08:30', venue: '市委党校', hours: 10 }))
    const { officer, courseId, ana, enrolmentId } = await courseUnderWay(world, { enrolBy: plainDate('2026-06-30'), sessions: days })
    world.setToday('2026-07-10')
    const { sessions } = await officer.asks(getCourse, { courseId })
    for (const session of sessions.slice(0, 8)) await officer.does(recordAttendance, { courseId, sessionId: session.id, enrolmentIds: [enrolmentId] })
    await world.runJobs()
    expect(await ana.asks(myYear, { year: 2026 })).toMatchObject({ hours: 80, fulfilled: false, certificate: null })
    await officer.does(recordAttendance, { courseId, sessionId: sessions[8]!.id, enrolmentIds: [enrolmentId] })
    await world.runJobs()
    const fulfilled = await ana.asks(myYear, { year: 2026 })
    expect(fulfilled).toMatchObject({ hours: 90, professionalHours: 90, fulfilled: true, certificate: { number: 'JX2026000001', issuedOn: '2026-07-10' } })
    await officer.does(recordAttendance, { courseId, sessionId: sessions[8]!.id, enrolmentIds: [enrolmentId] })
    await world.runJobs()
    expect((await ana.asks(myYear, { year: 2026 })).certificate).toEqual(fulfilled.certificate)
  })

  test('ninety hours of general subjects alone bring no certificate', async ({ world }) => {
    const days = Array.from({ length: 9 }, (_, index) => ({ heldOn: plainDate(`2026-07-0${index + 1}`), startsAt: '08:30', venue: '市委党校', hours: 10 }))
    const { officer, courseId, ana, enrolmentId } = await courseUnderWay(world, { kind: 'public', sessions: days })
    world.setToday('2026-07-10')
    const { sessions } = await officer.asks(getCourse, { courseId })
    for (const session of sessions) await officer.does(recordAttendance, { courseId, sessionId: session.id, enrolmentIds: [enrolmentId] })
    await world.runJobs()
    expect(await ana.asks(myYear, { year: 2026 })).toMatchObject({ hours: 90, professionalHours: 0, fulfilled: false, certificate: null })
  })

  test('a course is finished after its last session only', async ({ world }) => {
    const { officer, courseId } = await openCourse(world)
    await expect(officer.does(finishCourse, { courseId })).rejects.toMatchObject({ code: 'notClosed' })
    await officer.does(closeEnrolment, { courseId })
    await expect(officer.does(finishCourse, { courseId })).rejects.toMatchObject({ code: 'sessionsAhead', message: '还有场次没有举行：1 场' })
    world.setToday('2026-07-04')
    await officer.does(finishCourse, { courseId })
    expect(await officer.asks(getCourse, { courseId })).toMatchObject({ state: 'held' })
  })
})

describe('the list', () => {
  test('pages by key, counts all, searches and filters', async ({ world }) => {
    const officer = await world.staff('trainingOfficer', '980101', 'hr')
    for (let index = 1; index <= 5; index++) await officer.does(createCourse, draft({ title: `第${index}讲 数据要素`, kind: index % 2 ? 'public' : 'professional' }))
    const first = await officer.lists(listCourses, {}, { sort: 'number', limit: 2 })
    expect(first).toMatchObject({ total: 5, rows: [{ number: 'KC202600001' }, { number: 'KC202600002' }] })
    const second = await officer.lists(listCourses, {}, { sort: 'number', limit: 2, after: first.next ?? '' })
    expect(second.rows.map(({ number }) => number)).toEqual(['KC202600003', 'KC202600004'])
    expect((await officer.lists(listCourses, { kind: 'public' })).total).toBe(3)
    expect((await officer.lists(listCourses, { search: '第4讲' })).rows).toHaveLength(1)
  })

  test('sorting by what cannot be sorted by is refused with what can', async ({ world }) => {
    const officer = await world.staff('trainingOfficer')
    await expect(officer.lists(listCourses, {}, { sort: 'venue' })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('可用') })
  })
})
