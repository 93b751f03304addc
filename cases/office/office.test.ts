import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { shortPath, step, stepOf, test, wholePath, type CaseWorld } from '../../test/case-desks.ts'
import { agree, decide, reject, sendBack, submit, supplement } from '../contract.ts'
import { getCasePage, listQueue } from '../reading/contract.ts'
import { addReviewer, claim, colleagues, delegate, giveOpinion, offices, release, resume, returnTo, suspend } from './contract.ts'

const measure = 'settling-in-subsidy'

const filed = async (desk: CaseWorld, path = shortPath) => {
  desk.edition({ path })
  const people = await desk.eligible()
  const officers = await desk.offices()
  const { caseId } = await people.ana.does(submit, { measure, answers: {} })
  return { ...people, ...officers, caseId }
}

/** Two of the county's bureau, its step in hand. */
const pair = async (desk: CaseWorld) => {
  const made = await filed(desk)
  return { ...made, other: await desk.world.staff('reviewer', '980101', 'hr'), stepId: await stepOf(made.county, made.caseId) }
}

describe('claiming', () => {
  test('keeps a step from colleagues until it is put back, and the queue shows whose it is', async ({ desk }) => {
    const { county, other, stepId, caseId } = await pair(desk)
    await county.does(claim, { stepId })
    await expect(other.does(agree, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'heldByOther' })
    await expect(other.does(claim, { stepId })).rejects.toMatchObject({ code: 'heldByOther' })
    expect((await other.asks(getCasePage, { caseId })).can).toEqual(['release'])
    expect((await county.lists(listQueue, { holder: 'mine' })).rows).toMatchObject([{ mine: true }])
    expect((await other.lists(listQueue, { holder: 'mine' })).total).toBe(0)
    expect((await other.lists(listQueue, { holder: 'free' })).total).toBe(0)
    expect((await other.lists(listQueue, {})).rows).toMatchObject([{ mine: false, heldBy: expect.stringMatching('甲') }])
    await expect(other.does(release, { stepId, reason: '' })).rejects.toMatchObject({ code: 'reasonNeeded' })
    await other.does(release, { stepId, reason: '同事请假，由我办理' })
    await expect(other.does(release, { stepId, reason: '' })).rejects.toMatchObject({ code: 'notHeld' })
    expect((await other.does(agree, { stepId, opinion: '' })).state).toBe('toDecide')
  })

  test('twenty who claim at once leave one who holds it, and twenty who decide at once one decision', async ({ desk }) => {
    const { county, stepId, caseId } = await pair(desk)
    const crowd = await Promise.all(Array.from({ length: 19 }, () => desk.world.staff('reviewer', '980101', 'hr')))
    const claims = await Promise.allSettled([county, ...crowd].map((who) => who.does(claim, { stepId })))
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const answer of claims) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'heldByOther' })
    await county.does(release, { stepId, reason: '放回待办' })
    const answers = await Promise.allSettled([county, ...crowd].map((who, index) => (index % 2 ? who.does(agree, { stepId, opinion: '' }) : who.does(reject, { stepId, ground: { condition: 0 }, opinion: '类别已撤销' }))))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'stepTaken' })
    const { events } = await county.asks(getCasePage, { caseId })
    expect(events.filter(({ verb }) => verb === 'agree' || verb === 'reject')).toHaveLength(1)
  })
})

describe('delegating', () => {
  test('hands a step to a colleague of the same office, and to nobody else', async ({ desk }) => {
    const { ana, county, other, education, stepId, caseId } = await pair(desk)
    expect((await county.asks(colleagues, { stepId })).colleagues.map(({ accountId }) => accountId)).toEqual([other.accountId])
    await expect(education.asks(colleagues, { stepId })).rejects.toMatchObject({ kind: 'denied' })
    const hand = (accountId: typeof other.accountId) => county.does(delegate, { stepId, accountId, reason: '外出学习一周' })
    await expect(hand(education.accountId)).rejects.toMatchObject({ code: 'notColleague' })
    const herself = await desk.world.signIn('reviewer', { place: '980101', department: 'hr', personId: ana.personId })
    await expect(hand(herself.accountId)).rejects.toMatchObject({ code: 'ownCase' })
    await hand(other.accountId)
    await expect(hand(other.accountId)).rejects.toMatchObject({ code: 'heldByOther' })
    await expect(other.does(delegate, { stepId, accountId: other.accountId, reason: '本人办理' })).rejects.toMatchObject({ code: 'alreadyTheirs' })
    await expect(county.does(agree, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'heldByOther' })
    // The applicant reads that it goes on; whose desk it is inside the office is the office's.
    const own = await ana.asks(getCasePage, { caseId })
    expect(own.events.at(-1)?.says).toBe('初审：在本机构内移交同事办理，时限不变')
    expect(own.steps[0]?.heldBy).toBeNull()
    expect((await other.asks(getCasePage, { caseId })).steps[0]).toMatchObject({ mine: true })
    await other.does(agree, { stepId, opinion: '' })
  })

  test('a reviewer who is removed mid-step holds nothing any more: his office goes on, at once and in the list by morning', async ({ desk }) => {
    const { county, other, stepId, caseId } = await pair(desk)
    await county.does(claim, { stepId })
    await desk.world.asSystem((db) => sql`update kernel.duty set valid_to = '2026-06-14' where account_id = ${county.accountId}`.execute(db))
    await desk.world.runJob('cases.watchSteps')
    const page = await other.asks(getCasePage, { caseId })
    expect(page.steps[0]).toMatchObject({ heldBy: null })
    expect(page.events.at(-1)?.says).toBe('初审：原承办人已不在岗，由临海区人力资源和社会保障局其他同事办理')
    await other.does(claim, { stepId })
    await desk.world.asSystem((db) => sql`update kernel.account set disabled_at = now() where id = ${other.accountId}`.execute(db))
    const third = await desk.world.staff('reviewer', '980101', 'hr')
    expect((await third.does(agree, { stepId, opinion: '' })).state).toBe('toDecide')
  })
})

describe('adding a reviewer', () => {
  test('the step cannot agree before the opinion that it asked for is there', async ({ desk }) => {
    const { ana, county, education, insurance, stepId, caseId } = await pair(desk)
    expect((await county.asks(offices, {})).departments.map(({ department }) => department)).toContain('education')
    const ask = (change: object) => county.does(addReviewer, { stepId, level: 'city', department: 'education', question: '境外学历是否认证', workingDays: 3, ...change })
    await expect(ask({ department: 'nowhere' })).rejects.toMatchObject({ code: 'noSuchOffice' })
    await expect(ask({ level: 'county', department: 'hr' })).rejects.toMatchObject({ code: 'ownOffice' })
    expect(await ask({})).toEqual({ officeName: '青屿市教育局', dueOn: '2026-06-18' })
    await expect(ask({})).rejects.toMatchObject({ code: 'alreadyAsked' })
    await expect(county.does(agree, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'opinionOutstanding' })
    expect((await county.asks(getCasePage, { caseId })).can).not.toContain('agree')
    const asked = await stepOf(education, caseId)
    expect((await education.asks(getCasePage, { caseId })).can).toEqual(['giveOpinion', 'claim', 'delegate'])
    await expect(education.does(agree, { stepId: asked, opinion: '' })).rejects.toMatchObject({ code: 'notReview' })
    await expect(education.does(sendBack, { stepId: asked, lacking: ['认证书'] })).rejects.toMatchObject({ code: 'notThisStep' })
    await expect(insurance.does(giveOpinion, { stepId: asked, stance: 'for', opinion: '已经认证' })).rejects.toMatchObject({ kind: 'denied' })
    await education.does(giveOpinion, { stepId: asked, stance: 'against', opinion: '认证书尚未出具' })
    await expect(education.does(giveOpinion, { stepId: asked, stance: 'for', opinion: '已经认证' })).rejects.toMatchObject({ code: 'stepTaken' })
    const page = await ana.asks(getCasePage, { caseId })
    expect(page.steps[1]).toMatchObject({ state: 'answered', question: '境外学历是否认证', opinion: '有不同意见：认证书尚未出具' })
    // It is an opinion: the office that asked decides.
    expect((await county.does(agree, { stepId, opinion: '' })).state).toBe('toDecide')
  })

  test('a decision waits for it too, and a case is decided over it', async ({ desk }) => {
    const { county, office, education, stepId, caseId } = await pair(desk)
    await county.does(agree, { stepId, opinion: '' })
    const decision = await stepOf(office, caseId)
    await office.does(addReviewer, { stepId: decision, level: 'city', department: 'education', question: '学历复核', workingDays: 3 })
    await expect(office.does(decide, { stepId: decision, opinion: '' })).rejects.toMatchObject({ code: 'opinionOutstanding' })
    await education.does(giveOpinion, { stepId: await stepOf(education, caseId), stance: 'for', opinion: '学历属实' })
    await office.does(decide, { stepId: decision, opinion: '' })
    expect((await office.asks(getCasePage, { caseId })).state).toBe('decided')
  })

  test('who was asked waits with the case while the applicant supplements', async ({ desk }) => {
    const { ana, county, education, stepId, caseId } = await pair(desk)
    await county.does(addReviewer, { stepId, level: 'city', department: 'education', question: '学历复核', workingDays: 3 })
    const asked = await stepOf(education, caseId)
    await county.does(sendBack, { stepId, lacking: ['学历认证'] })
    await expect(education.does(giveOpinion, { stepId: asked, stance: 'for', opinion: '学历属实' })).rejects.toMatchObject({ code: 'stepTaken' })
    await ana.does(supplement, { caseId, answers: {}, note: '已补' })
    await education.does(giveOpinion, { stepId: asked, stance: 'for', opinion: '学历属实' })
  })
})

describe('returning to an earlier step', () => {
  test('begins a new round there: what lies before stands, what lies after happens again', async ({ desk }) => {
    const path = [...wholePath.slice(1, 3), ...wholePath.slice(4)]
    const { ana, county, education, insurance, office, caseId } = await filed(desk, path)
    await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
    for (const bureau of [education, insurance]) await bureau.does(agree, { stepId: await stepOf(bureau, caseId), opinion: '' })
    const stepId = await stepOf(office, caseId)
    await expect(office.does(returnTo, { stepId, stage: 3, reason: '社保须重新核对' })).rejects.toMatchObject({ code: 'noSuchStage' })
    expect(await office.does(returnTo, { stepId, stage: 2, reason: '社保须重新核对' })).toEqual({ state: 'inReview', dueOn: '2026-06-23' })
    const page = await ana.asks(getCasePage, { caseId })
    expect(page).toMatchObject({ round: 2, state: 'inReview' })
    expect(page.steps.map(({ name, state }) => [name, state])).toEqual([
      ['初审', 'skipped'],
      ['学历核验', 'open'],
      ['社保核验', 'open'],
      ['审定', 'waiting'],
    ])
    expect(page.events.at(-1)?.says).toBe('审定：退回到“学历核验、社保核验”重新办理。社保须重新核对。进入“审核中”，应于2026年6月23日前办结')
    await expect(office.does(decide, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'stepTaken' })
    for (const bureau of [education, insurance]) await bureau.does(agree, { stepId: await stepOf(bureau, caseId), opinion: '' })
    await office.does(decide, { stepId: await stepOf(office, caseId), opinion: '' })
  })

  test('has an end', async ({ desk }) => {
    const { county, office, caseId } = await filed(desk)
    await desk.world.asSystem(async (db) => {
      await sql`update cases.case set round = 20 where id = ${caseId}`.execute(db)
      await sql`update cases.step set round = 20 where case_id = ${caseId}`.execute(db)
    })
    await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
    await expect(office.does(returnTo, { stepId: await stepOf(office, caseId), stage: 1, reason: '须重新核对' })).rejects.toMatchObject({ code: 'tooManyRounds' })
  })
})

describe('suspending', () => {
  test('stops the clock with a reason that the applicant reads, and goes on with the days that were left', async ({ desk }) => {
    const { ana, county, stepId, caseId } = await pair(desk)
    desk.world.setToday('2026-06-17')
    await county.does(suspend, { stepId, reason: '等待公安机关核查' })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ state: 'suspended', suspendedBecause: '等待公安机关核查', can: ['withdraw'] })
    await expect(county.does(agree, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'stepTaken' })
    expect((await county.lists(listQueue, { state: 'suspended' })).rows).toMatchObject([{ caseId }])
    expect((await county.asks(getCasePage, { caseId })).can).toEqual(['resume'])
    desk.world.setToday('2026-07-06')
    await desk.world.runJob('cases.watchSteps')
    expect(await county.does(resume, { stepId, finding: '核查无异常' })).toEqual({ state: 'inReview', dueOn: '2026-07-09' })
    await expect(county.does(resume, { stepId, finding: '核查无异常' })).rejects.toMatchObject({ code: 'notSuspended' })
    expect((await county.does(agree, { stepId, opinion: '' })).state).toBe('toDecide')
  })
})

describe('one of several offices', () => {
  const either = [[{ ...step('学历核验', 'review', 'city', 'education'), needs: 'one' as const }, { ...step('社保核验', 'review', 'city', 'hr'), needs: 'one' as const }], ...shortPath.slice(1)]

  test('is enough: the other need not, and what it had asked for falls away', async ({ desk }) => {
    const { ana, education, insurance, caseId } = await filed(desk, either)
    const other = await stepOf(insurance, caseId)
    await insurance.does(addReviewer, { stepId: other, level: 'city', department: 'housing', question: '住房情况', workingDays: 3 })
    expect((await education.does(agree, { stepId: await stepOf(education, caseId), opinion: '' })).state).toBe('toDecide')
    await expect(insurance.does(agree, { stepId: other, opinion: '' })).rejects.toMatchObject({ code: 'stepTaken' })
    const { steps } = await ana.asks(getCasePage, { caseId })
    expect(steps.map(({ state, opinion }) => [state, opinion])).toEqual([
      ['agreed', null],
      ['skipped', '同一环节已由青屿市教育局办理'],
      ['skipped', '同一环节已由青屿市教育局办理'],
      ['open', null],
    ])
  })

  test('of two who sign at once one settles the stage', async ({ desk }) => {
    const { education, insurance, office, caseId } = await filed(desk, either)
    const steps = [await stepOf(education, caseId), await stepOf(insurance, caseId)] as const
    const answers = await Promise.allSettled([education.does(agree, { stepId: steps[0], opinion: '' }), insurance.does(reject, { stepId: steps[1], ground: { condition: 1 }, opinion: '社保为补缴' })])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { state } = await office.asks(getCasePage, { caseId })
    expect(state).toBe(answers[0].status === 'fulfilled' ? 'toDecide' : 'rejected')
  })
})

describe('who decides', () => {
  const decider = (name: string, department: string) => [step(name, 'decide', 'city', department)]
  test('depends on the tier, and while it is not known the earlier body is asked for its yes and the last one commits', async ({ desk }) => {
    const both = [...shortPath.slice(0, 1), decider('人才办审定', 'talent-office'), decider('领导小组审定', 'science')]
    desk.edition({ path: both })
    desk.desks.pathBy = (known) => (known['人才类别']?.value === 'A' ? [both[0]!, both[2]!] : known['人才类别']?.value === 'E' ? both : [both[0]!, both[1]!])
    const { county, office } = await desk.offices()
    const group = await desk.world.staff('reviewer', '9801', 'science')
    const walk = async (tier: string) => {
      const { ana } = await desk.eligible({ facts: { 人才类别: tier, 社保连续月数: 8 } })
      const { caseId } = await ana.does(submit, { measure, answers: {} })
      await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
      return caseId
    }
    const first = await walk('A')
    await group.does(decide, { stepId: await stepOf(group, first), opinion: '' })
    const second = await walk('D')
    await office.does(decide, { stepId: await stepOf(office, second), opinion: '' })
    const third = await walk('E')
    expect((await office.does(agree, { stepId: await stepOf(office, third), opinion: '' })).state).toBe('toDecide')
    await group.does(decide, { stepId: await stepOf(group, third), opinion: '' })
    expect(desk.desks.commitments).toHaveLength(3)
  })
})
