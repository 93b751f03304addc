import { describe, expect } from 'vitest'
import type { Role } from '../kernel/org/roles.ts'
import { yuan, type Id } from '../kernel/types.ts'
import { noticeFirst, shortPath, test, wholePath, type CaseWorld } from '../test/case-desks.ts'
import { answerOf, everyRole, somebodyAs, type Answer } from '../test/may.ts'
import type { Somebody } from '../test/world.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { appeal } from './appeal/contract.ts'
import { bulkAgree, bulkDecide, bulkReject, bulkSendBack } from './bulk/contract.ts'
import { recordBody, recordExpert } from './discretion/contract.ts'
import { addReviewer, claim, colleagues, delegate, giveOpinion, release, resume, returnTo, suspend } from './office/contract.ts'
import { agree, decide, employerDeny, employerVerify, reject, sendBack, settleObjection, submit, supplement, withdraw } from './contract.ts'
import { getCasePage, listCases, listNotices, listQueue, queueSummary } from './reading/contract.ts'

/** Who may do what, where. `own` is a case of 临海区 for a duty there; `other` is one of 松川县 for the same duty. */
const measure = 'settling-in-subsidy'

interface Target {
  caseId: Id<'case'>
  stepId: Id<'step'>
}
const targetIn = async (desk: CaseWorld, place: string, path = shortPath): Promise<Target> => {
  desk.edition({ path })
  const { ana } = await desk.eligible({ place: `${place}${place === '980101' ? '001' : '101'}` })
  const { caseId } = await ana.does(submit, { measure, answers: {} })
  const { steps } = await ana.asks(getCasePage, { caseId })
  return { caseId, stepId: steps[0]?.id ?? ('' as Id<'step'>) }
}

const none = { opinion: '' }
const reviewing = ['reviewer', 'talentOffice', 'windowClerk'] as const
/** What each verb answers to the role that holds the county's desk (`own`), and to the same role for another county's case. */
const verbs: Record<string, { may: readonly Role[]; attempt: (who: Somebody, target: Target) => Promise<unknown> }> = {
  employerVerify: { may: ['employerClerk'], attempt: (who, { stepId }) => who.does(employerVerify, { stepId, ...none }) },
  employerDeny: { may: ['employerClerk'], attempt: (who, { stepId }) => who.does(employerDeny, { stepId, opinion: '并非本单位员工' }) },
  agree: { may: reviewing, attempt: (who, { stepId }) => who.does(agree, { stepId, ...none }) },
  bulkAgree: { may: reviewing, attempt: (who, { stepId }) => who.does(bulkAgree, { stepIds: [stepId] }) },
  sendBack: { may: [...reviewing, 'employerClerk'], attempt: (who, { stepId }) => who.does(sendBack, { stepId, lacking: ['劳动合同'] }) },
  reject: { may: reviewing, attempt: (who, { stepId }) => who.does(reject, { stepId, ground: { condition: 0 }, opinion: '类别已撤销' }) },
  decide: { may: reviewing, attempt: (who, { stepId }) => who.does(decide, { stepId, ...none }) },
  supplement: { may: ['talent', 'employerClerk'], attempt: (who, { caseId }) => who.does(supplement, { caseId, answers: {}, note: '已补' }) },
  withdraw: { may: ['talent', 'employerClerk'], attempt: (who, { caseId }) => who.does(withdraw, { caseId, note: '' }) },
  claim: { may: [...reviewing, 'employerClerk'], attempt: (who, { stepId }) => who.does(claim, { stepId }) },
  release: { may: [...reviewing, 'employerClerk'], attempt: (who, { stepId }) => who.does(release, { stepId, reason: '' }) },
  delegate: { may: [...reviewing, 'employerClerk'], attempt: (who, { stepId }) => who.does(delegate, { stepId, accountId: who.accountId, reason: '外出学习' }) },
  colleagues: { may: [...reviewing, 'employerClerk'], attempt: (who, { stepId }) => who.asks(colleagues, { stepId }) },
  addReviewer: { may: reviewing, attempt: (who, { stepId }) => who.does(addReviewer, { stepId, level: 'city', department: 'education', question: '学历核对', workingDays: 3 }) },
  giveOpinion: { may: reviewing, attempt: (who, { stepId }) => who.does(giveOpinion, { stepId, stance: 'for', opinion: '没有意见' }) },
  returnTo: { may: reviewing, attempt: (who, { stepId }) => who.does(returnTo, { stepId, stage: 1, reason: '重新核对' }) },
  suspend: { may: reviewing, attempt: (who, { stepId }) => who.does(suspend, { stepId, reason: '等待核查' }) },
  resume: { may: reviewing, attempt: (who, { stepId }) => who.does(resume, { stepId, finding: '核查无误' }) },
  bulkSendBack: { may: reviewing, attempt: (who, { stepId }) => who.does(bulkSendBack, { stepIds: [stepId], lacking: ['劳动合同'] }) },
  bulkReject: { may: reviewing, attempt: (who, { stepId }) => who.does(bulkReject, { stepIds: [stepId], ground: { condition: 0 }, opinion: '类别已撤销' }) },
  bulkDecide: { may: reviewing, attempt: (who, { stepId }) => who.does(bulkDecide, { stepIds: [stepId], ...none }) },
  recordExpert: { may: reviewing, attempt: (who, { stepId }) => who.does(recordExpert, { stepId, expert: '李工', opinion: '建议资助', givenOn: plainDate('2026-06-15') }) },
  recordBody: { may: reviewing, attempt: (who, { stepId }) => who.does(recordBody, { stepId, body: '领导小组', minutesNumber: '7号', metOn: plainDate('2026-06-15'), amount: yuan(1) }) },
  appeal: { may: ['talent', 'employerClerk'], attempt: (who, { caseId }) => who.does(appeal, { caseId, reason: '类别仍然有效，请重新核对' }) },
}

for (const [name, { may, attempt }] of Object.entries(verbs)) {
  test(`${name}: the county's own desk, nobody else's, and no stranger finds the case`, async ({ desk }) => {
    const target = await targetIn(desk, '980101')
    const outsiders = everyRole.filter((role) => !(role === 'reviewer' && may.includes(role)))
    for (const role of outsiders) {
      const stranger = role === 'talent' || role === 'employerClerk'
      const expected: Answer = !may.includes(role) ? 'denied' : stranger ? 'missing' : role === 'windowClerk' ? 'denied' : 'yes'
      if (expected === 'yes') continue
      expect([role, await answerOf(attempt(await somebodyAs(desk.world, role, { department: 'hr' }), target))]).toEqual([role, expected])
    }
    const elsewhere = await targetIn(desk, '980104')
    for (const role of may) expect([role, await answerOf(attempt(await somebodyAs(desk.world, role, { department: 'hr' }), elsewhere))]).toEqual([role, 'missing'])
    if (may.includes('reviewer')) expect(await answerOf(attempt(await somebodyAs(desk.world, 'reviewer', { department: 'hr' }), target))).toBe('yes')
  })
}

describe('filing', () => {
  test('is for the person and his employer alone', async ({ desk }) => {
    desk.edition({ path: shortPath })
    for (const role of everyRole) {
      expect([role, await answerOf((await somebodyAs(desk.world, role, { department: 'hr' })).does(submit, { measure: 'not-in-force', answers: {} }))]).toEqual([role, role === 'talent' || role === 'employerClerk' ? 'yes' : 'denied'])
    }
    await expect(desk.world.post('', submit.name, { measure })).rejects.toMatchObject({ kind: 'signIn' })
  })
})

describe('what is seen', () => {
  test('a case is seen by its person, its employer, its county and the city; by nobody else', async ({ desk }) => {
    desk.edition()
    const { ana, clerk } = await desk.eligible()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    const { world } = desk
    for (const who of [ana, clerk, await world.staff('reviewer', '980101', 'education'), await world.staff('leader', '9801'), await world.staff('windowClerk', '980101001'), await world.staff('financeMaker', '9801', 'finance')]) {
      expect((await who.asks(getCasePage, { caseId })).number).toBe('B2026000001')
      expect((await who.lists(listCases, {})).total).toBe(1)
    }
    const strangers = [await world.talent({ name: '旁人' }), await world.clerkOf(await world.employer({ name: '另一家' })), await world.staff('reviewer', '980104', 'hr'), await world.staff('windowClerk', '980104101')]
    for (const who of strangers) {
      await expect(who.asks(getCasePage, { caseId })).rejects.toMatchObject({ kind: 'missing' })
      expect((await who.lists(listCases, {})).total).toBe(0)
    }
    for (const role of ['systemOfficer', 'securityOfficer', 'auditOfficer'] as const) {
      await expect((await world.signIn(role)).asks(getCasePage, { caseId })).rejects.toMatchObject({ kind: 'denied' })
    }
  })

  test('the queue is one office’s own: county, bureau and employer each see what lies on their desk', async ({ desk }) => {
    desk.edition({ path: wholePath })
    const { ana, clerk } = await desk.eligible()
    const { county, education, insurance, office } = await desk.offices()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    const totals = async () => Promise.all([clerk, county, education, insurance, office].map(async (who) => (await who.lists(listQueue, {})).total))
    expect(await totals()).toEqual([1, 0, 0, 0, 0])
    const { stepId } = await clerk.asks(getCasePage, { caseId })
    await clerk.does(employerVerify, { stepId: stepId ?? ('' as Id<'step'>), opinion: '' })
    expect(await totals()).toEqual([0, 1, 0, 0, 0])
    expect(await county.asks(queueSummary, {})).toMatchObject({ total: 1, overdue: 0, soon: 0, green: 1, measures: [{ measure, count: 1 }] })
    await expect((await desk.world.staff('leader')).lists(listQueue, {})).rejects.toMatchObject({ kind: 'denied' })
  })

  test('officers of supply and finance read, and change nothing, not even by hand', async ({ desk }) => {
    const { caseId } = await targetIn(desk, '980101')
    for (const role of ['leader', 'financeMaker', 'specialist', 'trainingOfficer'] as const) {
      const actor = { accountId: undefined, name: role, role, scope: '9801', department: undefined, personId: undefined, employerId: undefined }
      const changed = await desk.world.database.as({ actor, today: '2026-06-15' }, (db) => db.updateTable('cases.case').set({ closedBecause: '改写' }).where('id', '=', caseId).executeTakeFirst())
      expect([role, changed.numUpdatedRows]).toEqual([role, 0n])
    }
  })

  test('an objection is settled by the office of the notice alone, and read by no applicant', async ({ desk }) => {
    desk.edition({ path: noticeFirst })
    const { ana } = await desk.eligible()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    const [notice] = (await ana.lists(listNotices, {})).rows
    await desk.world.post('', 'cases.object', { noticeId: notice?.id, reason: '该同志并未在本市全职工作' })
    const office = await desk.world.staff('talentOffice', '9801', 'talent-office')
    const [objection] = (await office.asks(getCasePage, { caseId })).objections
    const objectionId = objection?.id ?? ('' as Id<'objection'>)
    const settle = (who: Somebody) => who.does(settleObjection, { objectionId, finding: '经核实全职在岗', outcome: { is: 'dismissed' } })
    expect(await answerOf(settle(await desk.world.staff('reviewer', '980104', 'hr')))).toBe('missing')
    expect(await answerOf(settle(await desk.world.staff('reviewer', '980101', 'hr')))).toBe('denied')
    expect(await answerOf(settle(ana))).toBe('denied')
    expect((await ana.asks(getCasePage, { caseId })).objections).toEqual([])
    expect(await answerOf(settle(office))).toBe('yes')
  })
})
