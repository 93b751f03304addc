import { describe, expect } from 'vitest'
import type { Role } from '../kernel/org/roles.ts'
import type { Id } from '../kernel/types.ts'
import { noticeFirst, shortPath, stepOf, test, type CaseWorld } from '../test/case-desks.ts'
import { answerOf, everyRole, somebodyAs, type Answer } from '../test/may.ts'
import type { Somebody } from '../test/world.ts'
import { appeal, listAppeals, settleAppeal } from './appeal/contract.ts'
import { submitBatch } from './bulk/contract.ts'
import { listReminders } from './clock/contract.ts'
import { object, reject, submit } from './contract.ts'
import { assignInquirer, noteInquiry } from './inquiry/contract.ts'
import { getCasePage, listNotices } from './reading/contract.ts'

/** Who may do what, where, with appeals, inquiries, reminders and batches of an employer. The case lies in 临海区. */
const measure = 'settling-in-subsidy'
const everywhere = { own: '9801', county: '980101', elsewhere: '980104' } as const

interface Target {
  appealId: Id<'appeal'>
  objectionId: Id<'objection'>
  inquirer: Somebody
}

/** One case on appeal before 青屿市 hr, another objected to before the city's talent office. */
const targetIn = async (desk: CaseWorld): Promise<Target> => {
  desk.edition({ path: shortPath })
  desk.edition({ measure: 'other', path: noticeFirst })
  const { ana } = await desk.eligible()
  const { county, office, insurance } = await desk.offices()
  const { caseId } = await ana.does(submit, { measure, answers: {} })
  await county.does(reject, { stepId: await stepOf(county, caseId), ground: { condition: 0 }, opinion: '类别已撤销' })
  await ana.does(appeal, { caseId, reason: '类别仍然有效，请重新核对' })
  const appealId = (await insurance.lists(listAppeals, { state: 'pending' })).rows[0]?.id ?? ('' as Id<'appeal'>)
  const { caseId: noticed } = await ana.does(submit, { measure: 'other', answers: {} })
  const [notice] = (await ana.lists(listNotices, {})).rows
  await desk.world.post('', object.name, { noticeId: notice?.id, reason: '该同志并未在本市全职工作' })
  const objectionId = (await office.asks(getCasePage, { caseId: noticed })).objections[0]?.id ?? ('' as Id<'objection'>)
  return { appealId, objectionId, inquirer: await desk.world.staff('talentOffice', '9801', 'talent-office') }
}

/** `office`: whose matter it is; only an officer there may. Another office that sees the case is denied, one that does not see it finds nothing. */
const verbs: Record<string, { may: readonly Role[]; office: { role: Role; department: string }; attempt: (who: Somebody, target: Target) => Promise<unknown> }> = {
  settleAppeal: {
    may: ['reviewer', 'talentOffice'],
    office: { role: 'reviewer', department: 'hr' },
    attempt: (who, { appealId }) => who.does(settleAppeal, { appealId, outcome: 'dismissed', finding: '类别确已撤销' }),
  },
  assignInquirer: {
    may: ['reviewer', 'talentOffice', 'windowClerk'],
    office: { role: 'talentOffice', department: 'talent-office' },
    attempt: (who, { objectionId, inquirer }) => who.does(assignInquirer, { objectionId, accountId: inquirer.accountId }),
  },
  noteInquiry: {
    may: ['reviewer', 'talentOffice', 'windowClerk'],
    office: { role: 'talentOffice', department: 'talent-office' },
    attempt: (who, { objectionId }) => who.does(noteInquiry, { objectionId, note: '电话核实单位考勤' }),
  },
}

for (const [name, { may, office, attempt }] of Object.entries(verbs)) {
  test(`${name}: one office’s own; denied to every other, and no case at all for another county`, async ({ desk }) => {
    const target = await targetIn(desk)
    const said: [Role, string, Answer][] = []
    const expected: [Role, string, Answer][] = []
    for (const role of everyRole) {
      for (const [where, place] of Object.entries(everywhere)) {
        // The office itself is asked last: whoever succeeds changes the case.
        if (where === 'own' && may.includes(role)) continue
        said.push([role, where, await answerOf(attempt(await somebodyAs(desk.world, role, { place, department: office.department }), target))])
        expected.push([role, where, !may.includes(role) ? 'denied' : where === 'elsewhere' ? 'missing' : 'denied'])
      }
    }
    expect(said).toEqual(expected)
    expect(await answerOf(attempt(await somebodyAs(desk.world, office.role, { place: '9801', department: 'education' }), target))).toBe('denied')
    expect(await answerOf(attempt(await somebodyAs(desk.world, office.role, { place: '9801', department: office.department }), target))).toBe('yes')
  })
}

describe('lists', () => {
  test('appeals: of the office that hears them, for reviewers and talent offices alone', async ({ desk }) => {
    await targetIn(desk)
    const totals: Record<string, number> = {}
    for (const role of everyRole) {
      const who = await somebodyAs(desk.world, role, { place: '9801', department: 'hr' })
      if (role === 'reviewer' || role === 'talentOffice') totals[role] = (await who.lists(listAppeals, {})).total
      else expect([role, await answerOf(who.lists(listAppeals, {}))]).toEqual([role, 'denied'])
    }
    expect(totals).toEqual({ reviewer: 1, talentOffice: 1 })
    for (const place of ['980101', '980104']) expect((await (await somebodyAs(desk.world, 'reviewer', { place, department: 'hr' })).lists(listAppeals, {})).total).toBe(0)
    expect((await (await somebodyAs(desk.world, 'reviewer', { place: '9801', department: 'education' })).lists(listAppeals, {})).total).toBe(0)
  })

  test('reminders: what was said to this office or to those above it, and nothing of theirs to anybody else', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { ana } = await desk.eligible()
    await ana.does(submit, { measure, answers: {} })
    desk.world.setToday('2026-06-29')
    await desk.world.runJob('cases.watchSteps')
    for (const role of everyRole) {
      const who = await somebodyAs(desk.world, role, { department: 'hr' })
      if (role === 'systemOfficer' || role === 'securityOfficer' || role === 'auditOfficer') expect([role, await answerOf(who.lists(listReminders, {}))]).toEqual([role, 'denied'])
      else {
        const own = role === 'reviewer' || role === 'talentOffice' || role === 'leader'
        const { rows } = await who.lists(listReminders, {})
        // Nobody has entrusted these people to the specialist.
        expect([role, rows.length > 0]).toEqual([role, own || !(role === 'talent' || role === 'employerClerk' || role === 'windowClerk' || role === 'specialist')])
      }
    }
    for (const [role, place, department] of [['reviewer', '980104', 'hr'], ['reviewer', '980101', 'education'], ['windowClerk', '980101001', 'hr']] as const) {
      expect([role, place, (await (await somebodyAs(desk.world, role, { place, department })).lists(listReminders, {})).total]).toEqual([role, place, 0])
    }
  })
})

describe('submitBatch', () => {
  test('is for clerks of employers; each for his own staff', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { ana, clerk } = await desk.eligible()
    const batch = (who: Somebody) => who.does(submitBatch, { measure, personIds: [ana.personId], answers: {} })
    for (const role of everyRole) {
      if (role === 'employerClerk') continue
      expect([role, await answerOf(batch(await somebodyAs(desk.world, role, { department: 'hr' })))]).toEqual([role, 'denied'])
    }
    expect(await batch(await somebodyAs(desk.world, 'employerClerk', { department: 'hr' }))).toMatchObject({ filed: 0, left: 1, report: [{ why: '没有找到这名在职员工' }] })
    expect(await batch(clerk)).toMatchObject({ filed: 1, left: 0 })
  })
})
