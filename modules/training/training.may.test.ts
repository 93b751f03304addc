import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { roles, type Role } from '../../kernel/org/roles.ts'
import { answerOf, everyRole, somebodyAs, type Answer } from '../../test/may.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { closeEnrolment, createCourse, enrol, getCourse, listEnrolments, myYear, publishCourse, recordAttendance } from './contract.ts'

/** Who may do what, where: one line a verb. `own` reaches a course of 临海区, `other` one of 松川县, from a duty in 临海区. */

const course = {
  title: '专业写作',
  kind: 'public' as const,
  organiser: '人社局',
  summary: '',
  seats: 10,
  enrolBy: plainDate('2026-06-30'),
  sessions: [{ heldOn: plainDate('2026-07-04'), startsAt: '09:00', venue: '党校', hours: 4 }],
}

const publishedIn = async (world: World, place: string) => {
  const officer = await world.staff('trainingOfficer', place)
  const { courseId } = await officer.does(createCourse, course)
  await officer.does(publishCourse, { courseId })
  return courseId
}

const verbs: Record<string, { may: readonly Role[]; other: Answer; attempt: (who: Somebody, courseId: Awaited<ReturnType<typeof publishedIn>>) => Promise<unknown> }> = {
  createCourse: { may: ['trainingOfficer'], other: 'yes', attempt: (who) => who.does(createCourse, course) },
  closeEnrolment: { may: ['trainingOfficer'], other: 'missing', attempt: (who, courseId) => who.does(closeEnrolment, { courseId }) },
  enrol: { may: ['talent'], other: 'yes', attempt: (who, courseId) => who.does(enrol, { courseId }) },
  myYear: { may: ['talent'], other: 'yes', attempt: (who) => who.asks(myYear, { year: 2026 }) },
}

for (const [name, { may, other, attempt }] of Object.entries(verbs)) {
  describe(name, () => {
    test(`is for ${may.map((role) => roles[role]).join('、')} and nobody else`, async ({ world }) => {
      const courseId = await publishedIn(world, '980101')
      for (const role of everyRole) {
        const answer = await answerOf(attempt(await somebodyAs(world, role), courseId))
        expect([role, answer]).toEqual([role, may.includes(role) ? 'yes' : 'denied'])
      }
    })

    test(`on a course of another county: ${other}`, async ({ world }) => {
      const elsewhere = await publishedIn(world, '980104')
      for (const role of may) expect(await answerOf(attempt(await somebodyAs(world, role), elsewhere))).toBe(other)
    })
  })
}

describe('what is seen', () => {
  test('a list of names is seen by the offices of its place and by no other county', async ({ world }) => {
    const courseId = await publishedIn(world, '980101')
    const ana = await world.talent()
    await ana.does(enrol, { courseId })
    expect((await (await world.staff('trainingOfficer', '980101')).lists(listEnrolments, { courseId })).total).toBe(1)
    expect((await (await world.staff('leader', '9801')).lists(listEnrolments, { courseId })).total).toBe(1)
    expect((await (await world.staff('trainingOfficer', '980104')).lists(listEnrolments, { courseId })).total).toBe(0)
    await expect(ana.lists(listEnrolments, { courseId })).rejects.toMatchObject({ kind: 'denied' })
  })

  test('a draft is not there for a talent, nor for another county', async ({ world }) => {
    const officer = await world.staff('trainingOfficer', '980101')
    const { courseId } = await officer.does(createCourse, course)
    await expect((await world.talent()).asks(getCourse, { courseId })).rejects.toMatchObject({ kind: 'missing' })
    await expect((await world.staff('trainingOfficer', '980104')).asks(getCourse, { courseId })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('another county cannot record attendance here', async ({ world }) => {
    const courseId = await publishedIn(world, '980101')
    const stranger = await world.staff('trainingOfficer', '980104')
    const { sessions } = await stranger.asks(getCourse, { courseId })
    const { enrolmentId } = await (await world.talent()).does(enrol, { courseId })
    await expect(stranger.does(recordAttendance, { courseId, sessionId: sessions[0]!.id, enrolmentIds: [enrolmentId] })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('nobody who has not signed in sees a course', async ({ world }) => {
    await expect(world.post('', 'training.courses', { filters: {} })).rejects.toMatchObject({ kind: 'signIn', status: 401 })
  })
})
