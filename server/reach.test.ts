import { describe, expect } from 'vitest'
import type { z } from 'zod'
import { submit } from '../cases/contract.ts'
import { getCasePage } from '../cases/reading/contract.ts'
import type { Declaration } from '../kernel/action.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { permissionsOf } from '../kernel/office/permissions.ts'
import type { Reach } from '../kernel/org/reach.ts'
import type { Role } from '../kernel/org/roles.ts'
import { createCourse, enrol, publishCourse } from '../modules/training/contract.ts'
import { shortPath, test, type CaseWorld } from '../test/case-desks.ts'
import { openLineOf } from '../test/fund.ts'
import { yuan } from '../kernel/types.ts'
import { somebodyAs } from '../test/may.ts'
import { handlers } from './modules.ts'

/**
 * The word of the table against what happens: one person of 望潮街道 with his employer, case, award and course seat, and everybody of 松川县 who may use
 * a verb. Nobody whose reach ends at himself, his employer or his place may read a word of them or do anything to them.
 */

const personName = '柏木千寻'
const employerName = '青屿听涛精密仪器有限公司'

interface Sample {
  ids: Record<string, string>
  /** Words by which an answer is known to tell of them. */
  words: readonly string[]
  insider: Record<'talent' | 'employerClerk', { cookie: string }>
}

const sampleOf = async (desk: CaseWorld): Promise<Sample> => {
  const { world } = desk
  desk.edition({ path: shortPath })
  const employerId = await world.employer({ name: employerName })
  const talent = await world.talent({ name: personName, employerId })
  desk.desks.knows(talent.personId, { 人才类别: 'D', 社保连续月数: 8 })
  const { caseId, number } = await talent.does(submit, { measure: 'settling-in-subsidy', answers: {} })
  const { steps } = await talent.asks(getCasePage, { caseId })
  const lineId = await openLineOf(world, { place: '980101', year: 2026, code: 'test/reach', amount: yuan(100_000) })
  const officer = await world.staff('trainingOfficer', '980101')
  const { courseId } = await officer.does(createCourse, { title: '精密测量', kind: 'public', organiser: '人社局', summary: '', seats: 10, enrolBy: plainDate('2026-06-30'), sessions: [{ heldOn: plainDate('2026-07-04'), startsAt: '09:00', venue: '党校', hours: 4 }] })
  await officer.does(publishCourse, { courseId })
  await talent.does(enrol, { courseId })
  const personNumber = await world.asSystem((db) => db.selectFrom('registry.person').select('number').where('id', '=', talent.personId).executeTakeFirstOrThrow())
  return {
    ids: { personId: talent.personId, employerId, caseId, stepId: steps[0]?.id ?? '', lineId, courseId },
    words: [personName, employerName, number, personNumber.number, 'test/reach'],
    insider: { talent, employerClerk: await world.clerkOf(employerId) },
  }
}

/** The body with whatever ids of the sample it asks for; undefined where it wants more than that. */
const bodyFor = (declaration: Declaration, ids: Sample['ids']): unknown => {
  if (declaration.kind === 'list') {
    const filters = Object.fromEntries(Object.entries(ids).filter(([key]) => key in declaration.filters.shape))
    return { filters }
  }
  const shape = 'shape' in declaration.input ? declaration.input.shape : undefined
  if (typeof shape !== 'object' || shape === null) return undefined
  const given = { ...ids, id: ids['personId'], kind: 'person', measure: 'settling-in-subsidy', asOf: '2026-06-15', year: 2026, answers: {} }
  const body = Object.fromEntries(Object.entries(given).filter(([key]) => key in shape))
  return (declaration.input satisfies z.ZodType).safeParse(body).success ? body : undefined
}

const confined: readonly Reach[] = ['own', 'employer', 'case', 'department', 'place', 'served']

const ask = async ({ world }: CaseWorld, cookie: string, verb: string, body: unknown) => {
  const response = await world.app.inject({ method: 'POST', url: `/api/${verb}`, headers: { cookie, 'content-type': 'application/json' }, payload: JSON.stringify(body) })
  return { status: response.statusCode, text: response.body }
}

const outsiderAs = (desk: CaseWorld, role: Role) => somebodyAs(desk.world, role, { place: '980104', department: role === 'reviewer' ? 'hr' : 'talent-office' })

describe('the reach of each verb', () => {
  test('nobody reads beyond the reach that the table gives him, and those within it do read', async ({ desk }) => {
    const sample = await sampleOf(desk)
    const kinds = new Map(handlers.map(({ declaration }) => [declaration.name, declaration]))
    const leaks: string[] = []
    let driven = 0
    const told = new Set<string>()
    const sessions = new Map<Role, string>()
    const cookieOf = async (role: Role) => {
      const known = sessions.get(role) ?? (await outsiderAs(desk, role)).cookie
      sessions.set(role, known)
      return known
    }
    const insiders = { talent: sample.insider.talent.cookie, employerClerk: sample.insider.employerClerk.cookie, talentOffice: (await desk.world.staff('talentOffice', '980101', 'talent-office')).cookie, financeMaker: (await desk.world.staff('financeMaker', '980101')).cookie }
    for (const { verb, who } of permissionsOf(handlers.map(({ declaration }) => declaration))) {
      const declaration = kinds.get(verb)
      if (!declaration || declaration.kind === 'action') continue
      const body = bodyFor(declaration, sample.ids)
      if (body === undefined) continue
      for (const { role, reach } of who.filter((one) => confined.includes(one.reach))) {
        const { status, text } = await ask(desk, await cookieOf(role), verb, body)
        driven++
        const seen = sample.words.filter((word) => text.includes(word))
        if (status === 200 && seen.length) leaks.push(`${verb} ${role} ${reach}: ${seen.join('、')}`)
      }
      for (const [role, cookie] of Object.entries(insiders)) {
        if (!who.some((one) => one.role === role)) continue
        const { status, text } = await ask(desk, cookie, verb, body)
        if (status === 200 && sample.words.some((word) => text.includes(word))) told.add(`${verb} ${role}`)
      }
    }
    expect(leaks).toEqual([])
    expect(driven).toBeGreaterThan(300)
    // Without these the check would pass on a house that tells nobody anything.
    expect([...told]).toEqual(expect.arrayContaining(['registry.people talentOffice', 'registry.person talent', 'registry.staff employerClerk', 'cases.list talent', 'cases.case employerClerk', 'fund.lines financeMaker', 'training.enrolments talentOffice']))
  }, 90_000)

  test('nobody does anything to them from beyond his reach', async ({ desk }) => {
    const sample = await sampleOf(desk)
    const done: string[] = []
    let driven = 0
    for (const { declaration } of handlers) {
      if (declaration.kind !== 'action') continue
      const shape = 'shape' in declaration.input ? declaration.input.shape : undefined
      if (typeof shape !== 'object' || shape === null || !Object.keys(sample.ids).some((id) => id in shape)) continue
      const body = bodyFor(declaration, sample.ids)
      if (body === undefined) continue
      const [permission] = permissionsOf([declaration])
      for (const { role } of permission?.who.filter(({ reach }) => confined.includes(reach)) ?? []) {
        const { status } = await ask(desk, (await outsiderAs(desk, role)).cookie, declaration.name, body)
        driven++
        if (status === 200) done.push(`${declaration.name} ${role}`)
      }
    }
    expect(done).toEqual([])
    expect(driven).toBeGreaterThan(10)
  }, 60_000)

  test('what the table calls open to all is read by a stranger', async ({ desk }) => {
    const { ids } = await sampleOf(desk)
    for (const role of ['talent', 'employerClerk'] as const) {
      const { status, text } = await ask(desk, (await outsiderAs(desk, role)).cookie, 'training.course', { courseId: ids['courseId'] })
      expect([role, status, text.includes('精密测量')]).toEqual([role, 200, true])
    }
  })
})
