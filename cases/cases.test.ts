import { describe, expect } from 'vitest'
import { fen, yuan, type Id } from '../kernel/types.ts'
import { CaseWorld, shortPath, test, windowPath, wholePath, noticeFirst } from '../test/case-desks.ts'
import type { Somebody } from '../test/world.ts'
import { agree, decide, employerDeny, employerVerify, reject, sendBack, submit, supplement, withdraw } from './contract.ts'
import { getCasePage, listQueue } from './reading/contract.ts'

/** The world's today is Monday 2026-06-15; Friday the 19th is the Dragon Boat holiday. */
const stepOf = async (who: Somebody, caseId: Id<'case'>): Promise<Id<'step'>> => {
  const { stepId } = await who.asks(getCasePage, { caseId })
  if (!stepId) throw new Error('nothing of this case is on this desk')
  return stepId
}
const measure = 'settling-in-subsidy'

/** A case of the short path (county review, city decision), filed and waiting at the county. */
const filed = async (desk: CaseWorld, path = shortPath) => {
  desk.edition({ path })
  const people = await desk.eligible()
  const offices = await desk.offices()
  const { caseId, number } = await people.ana.does(submit, { measure, answers: {} })
  return { ...people, ...offices, caseId, number }
}
const atDecision = async (desk: CaseWorld) => {
  const made = await filed(desk)
  await made.county.does(agree, { stepId: await stepOf(made.county, made.caseId), opinion: '' })
  return { ...made, stepId: await stepOf(made.office, made.caseId) }
}

describe('from filing to decision', () => {
  test('a case walks employer, county, two bureaux side by side, notice and decision, and the fund commits its amount', async ({ desk }) => {
    desk.edition()
    const { ana, clerk } = await desk.eligible()
    const { county, education, insurance, office } = await desk.offices()
    const made = await ana.does(submit, { measure, answers: {} })
    expect(made).toMatchObject({ number: 'B2026000001', state: 'verifying', holder: '青屿远航装备有限公司', dueOn: '2026-06-23' })
    const { caseId } = made
    expect((await clerk.does(employerVerify, { stepId: await stepOf(clerk, caseId), opinion: '在职属实' })).state).toBe('inReview')
    expect((await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })).state).toBe('inReview')
    expect((await education.does(agree, { stepId: await stepOf(education, caseId), opinion: '' })).state).toBe('inReview')
    expect((await insurance.does(agree, { stepId: await stepOf(insurance, caseId), opinion: '' })).state).toBe('onNotice')
    desk.world.setToday('2026-06-24')
    await desk.world.runJob('cases.endNotices')
    const decided = await office.does(decide, { stepId: await stepOf(office, caseId), opinion: '同意发放' })
    expect(decided).toMatchObject({ number: 'B2026000001', amount: yuan(600_000) })
    expect(desk.desks.commitments).toMatchObject([{ caseNumber: 'B2026000001', amount: yuan(600_000), budget: 'talent/settling-in', placeCode: '980101001', cityShareBasisPoints: 4000, decidedOn: '2026-06-24' }])
    const page = await ana.asks(getCasePage, { caseId })
    expect(page).toMatchObject({ state: 'decided', closedOn: '2026-06-24', awardId: decided.awardId, can: [] })
    expect(page.steps.map((step) => [step.stage, step.name, step.officeName, step.state])).toEqual([
      [1, '单位核验', '青屿远航装备有限公司', 'agreed'],
      [2, '初审', '临海区人力资源和社会保障局', 'agreed'],
      [3, '学历核验', '青屿市教育局', 'agreed'],
      [3, '社保核验', '青屿市人力资源和社会保障局', 'agreed'],
      [4, '公示', '青屿市委组织部人才办', 'agreed'],
      [5, '审定', '青屿市委组织部人才办', 'agreed'],
    ])
    expect(page.events.map((event) => event.verb)).toEqual(['submit', 'employerVerify', 'agree', 'agree', 'agree', 'endNotice', 'decide'])
  })

  test('the second bureau is not waited for by the first, and the stage ends only with both', async ({ desk }) => {
    desk.edition({ path: wholePath.slice(2) })
    const { ana } = await desk.eligible()
    const { education, insurance } = await desk.offices()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    await insurance.does(agree, { stepId: await stepOf(insurance, caseId), opinion: '' })
    expect((await ana.asks(getCasePage, { caseId })).steps.map((step) => step.state)).toEqual(['open', 'agreed', 'waiting', 'waiting'])
    await education.does(agree, { stepId: await stepOf(education, caseId), opinion: '' })
    expect((await ana.asks(getCasePage, { caseId })).state).toBe('onNotice')
  })

  test('five working days over a holiday end on the next Tuesday', async ({ desk }) => {
    const { ana, caseId } = await filed(desk)
    const [step] = (await ana.asks(getCasePage, { caseId })).steps
    expect(step).toMatchObject({ openedOn: '2026-06-15', dueOn: '2026-06-23', daysLeft: 5 })
    desk.world.setToday('2026-06-24')
    expect((await ana.asks(getCasePage, { caseId })).steps[0]?.daysLeft).toBe(-1)
  })

  test('a measure that gives no money is decided without the fund', async ({ desk }) => {
    desk.edition({ path: shortPath, gives: 'status', amount: null, budget: null })
    const { ana } = await desk.eligible()
    const { county, office } = await desk.offices()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
    expect(await office.does(decide, { stepId: await stepOf(office, caseId), opinion: '' })).toMatchObject({ amount: null, awardId: null })
    expect(desk.desks.commitments).toEqual([])
  })

  test('a town window reviews the cases of its own street', async ({ desk }) => {
    const { caseId } = await filed(desk, windowPath)
    const window = await desk.world.staff('windowClerk', '980101001')
    expect((await window.does(agree, { stepId: await stepOf(window, caseId), opinion: '' })).state).toBe('toDecide')
  })
})

describe('filing', () => {
  test('the employer files for a member of the staff, and his own check is done by filing', async ({ desk }) => {
    desk.edition()
    const { ana, clerk } = await desk.eligible()
    const { state, caseId } = await clerk.does(submit, { measure, personId: ana.personId, answers: {} })
    expect(state).toBe('inReview')
    expect((await ana.asks(getCasePage, { caseId })).steps[0]).toMatchObject({ state: 'skipped', opinion: '由用人单位申报，视同已核验' })
  })

  test('only what the city does not know is asked, and the answer is kept as declared', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { ana } = await desk.eligible({ facts: { 人才类别: 'D' } })
    await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'answersMissing', message: '还差以下信息：请填写社保连续月数' })
    await expect(ana.does(submit, { measure, answers: { 社保连续月数: 7, 人才类别: 'A' } })).rejects.toMatchObject({ code: 'answerKnown' })
    const { caseId } = await ana.does(submit, { measure, answers: { 社保连续月数: 7 } })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ green: false, conditions: [{ outcome: 'eligible' }, { outcome: 'eligible', facts: [{ verification: 'declared' }] }] })
  })

  test('who does not qualify is refused in the words of the clause', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { ana } = await desk.eligible({ facts: { 人才类别: 'D', 社保连续月数: 5 } })
    await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'ineligible', message: '不符合条件：连续缴纳社会保险满六个月' })
  })

  test('a measure that is not in force takes no case', async ({ desk }) => {
    const { ana } = await desk.eligible()
    await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'notInForce' })
  })

  test('a second case for the same measure is refused while the first is open, and not after it was withdrawn', async ({ desk }) => {
    const { ana, caseId } = await filed(desk)
    await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'alreadyOpen' })
    await ana.does(withdraw, { caseId, note: '' })
    expect((await ana.does(submit, { measure, answers: {} })).number).toBe('B2026000002')
  })

  test('twenty submissions at once make one case', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { ana } = await desk.eligible()
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => ana.does(submit, { measure, answers: {} })))
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'alreadyOpen' })
  })

  test('the same key sent twice at once gives one case and the same answer', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { ana } = await desk.eligible()
    const [one, two] = await Promise.all([1, 2].map(() => ana.does(submit, { measure, answers: {} }, { key: 'tap' })))
    expect(two).toEqual(one)
  })

  test('what belongs to the employer is not filed by a person, and for whom must be said', async ({ desk }) => {
    desk.edition({ path: shortPath, for: 'employer' })
    const { ana, clerk, employerId } = await desk.eligible()
    await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'byEmployer' })
    desk.desks.knows(employerId, { 人才类别: 'A', 社保连续月数: 12 })
    expect((await clerk.does(submit, { measure, answers: {} })).state).toBe('inReview')
    desk.edition({ measure: 'team-funding', path: shortPath, for: 'team' })
    await expect(clerk.does(submit, { measure: 'team-funding', answers: {} })).rejects.toMatchObject({ code: 'noTeam' })
    desk.edition({ measure: 'living-subsidy', path: shortPath })
    await expect(clerk.does(submit, { measure: 'living-subsidy', answers: {} })).rejects.toMatchObject({ code: 'byTalent' })
  })

  test('an employer cannot file for somebody else’s staff', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { ana } = await desk.eligible()
    const stranger = await desk.world.clerkOf(await desk.world.employer({ name: '松川机械有限公司' }))
    await expect(stranger.does(submit, { measure, personId: ana.personId, answers: {} })).rejects.toMatchObject({ code: 'notYourStaff' })
  })

  test('without an employer there is nobody to verify, and without a street no window', async ({ desk }) => {
    desk.edition()
    const free = await desk.world.talent()
    desk.desks.knows(free.personId, { 人才类别: 'D', 社保连续月数: 8 })
    await expect(free.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'noEmployer' })
    desk.edition({ path: windowPath })
    const { ana } = await desk.eligible({ place: '980104' })
    await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'placeUnknown' })
  })

  test('a path that does not end in a decision is refused', async ({ desk }) => {
    desk.edition({ path: [...shortPath.slice(1), ...noticeFirst.slice(0, 1)] })
    const { ana } = await desk.eligible()
    await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'pathUnsupported' })
  })
})

describe('review', () => {
  test('of two reviewers who agree at once one is taken and the other told so', async ({ desk }) => {
    const { county, caseId } = await filed(desk)
    const colleague = await desk.world.staff('reviewer', '980101', 'hr')
    const stepId = await stepOf(county, caseId)
    const answers = await Promise.allSettled([county.does(agree, { stepId, opinion: '' }), colleague.does(reject, { stepId, ground: { condition: 0 }, opinion: '类别已撤销' })])
    expect(answers.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'stepTaken' })
  })

  test('another department of the same county does not handle the step, nor does the city’s own', async ({ desk }) => {
    const { county, insurance, caseId } = await filed(desk)
    const stepId = await stepOf(county, caseId)
    const neighbour = await desk.world.staff('reviewer', '980101', 'education')
    await expect(neighbour.does(agree, { stepId, opinion: '' })).rejects.toMatchObject({ kind: 'denied' })
    await expect(insurance.does(agree, { stepId, opinion: '' })).rejects.toMatchObject({ kind: 'denied' })
  })

  test('nobody reviews his own case', async ({ desk }) => {
    const { ana, county, caseId } = await filed(desk)
    const both = await desk.world.signIn('reviewer', { place: '980101', department: 'hr', personId: ana.personId })
    await expect(both.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })).rejects.toMatchObject({ code: 'ownCase' })
  })

  test('rejection cites a condition or a clause, and the applicant reads it', async ({ desk }) => {
    const { ana, county, caseId } = await filed(desk)
    const stepId = await stepOf(county, caseId)
    await expect(county.does(reject, { stepId, ground: { condition: 9 }, opinion: '不符合条件' })).rejects.toMatchObject({ code: 'noSuchCondition' })
    await expect(desk.world.post(county.cookie, 'cases.reject', { stepId, opinion: '社保为补缴' })).rejects.toMatchObject({ kind: 'invalid' })
    await county.does(reject, { stepId, ground: { condition: 1 }, opinion: '社保为补缴' })
    const page = await ana.asks(getCasePage, { caseId })
    expect(page).toMatchObject({ state: 'rejected', closedBecause: '不符合青屿人才〔2024〕3号第九条“连续缴纳社会保险满六个月”：社保为补缴' })
    expect(page.steps.map((step) => step.state)).toEqual(['rejected', 'skipped'])
  })

  test('the employer who denies employment ends the case', async ({ desk }) => {
    const { ana, clerk, caseId } = await filed(desk, wholePath)
    await clerk.does(employerDeny, { stepId: await stepOf(clerk, caseId), opinion: '该员工上月已离职' })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ state: 'rejected', closedBecause: '用人单位核验不属实：该员工上月已离职' })
  })

  test('the employer does not see the facts of a household, only which condition holds', async ({ desk }) => {
    const { clerk, county, caseId } = await filed(desk)
    expect((await clerk.asks(getCasePage, { caseId })).conditions.map(({ facts }) => facts)).toEqual([[], []])
    expect((await county.asks(getCasePage, { caseId })).conditions[0]?.facts).toMatchObject([{ name: '人才类别', value: 'D' }])
  })

  test('a decision is not a review', async ({ desk }) => {
    const { office, county, stepId, caseId } = await atDecision(desk)
    await expect(office.does(agree, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'notReview' })
    const reviewed = (await county.asks(getCasePage, { caseId })).steps[0]
    await expect(county.does(decide, { stepId: reviewed!.id, opinion: '' })).rejects.toMatchObject({ code: 'notDecision' })
  })
})

describe('return and supplement', () => {
  test('the clock stops while the applicant supplements and goes on with the days that were left', async ({ desk }) => {
    const { ana, county, caseId } = await filed(desk)
    desk.world.setToday('2026-06-17')
    await county.does(sendBack, { stepId: await stepOf(county, caseId), lacking: ['劳动合同扫描件'] })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ state: 'returned', lacking: ['劳动合同扫描件'], can: ['supplement', 'withdraw'], steps: [{ state: 'returned', daysLeft: null }, {}] })
    desk.world.setToday('2026-07-06')
    expect(await ana.does(supplement, { caseId, answers: {}, note: '已上传合同' })).toEqual({ state: 'inReview', dueOn: '2026-07-09' })
    expect((await ana.asks(getCasePage, { caseId })).lacking).toEqual([])
  })

  test('who was late when he returned it stays late', async ({ desk }) => {
    const { ana, county, caseId } = await filed(desk)
    desk.world.setToday('2026-07-01')
    await county.does(sendBack, { stepId: await stepOf(county, caseId), lacking: ['劳动合同'] })
    desk.world.setToday('2026-07-06')
    await ana.does(supplement, { caseId, answers: {}, note: '已补' })
    expect((await ana.asks(getCasePage, { caseId })).steps[0]?.dueOn).toBe('2026-06-23')
  })

  test('the office beside it waits too, and both go on after the supplement', async ({ desk }) => {
    desk.edition({ path: wholePath.slice(2) })
    const { ana } = await desk.eligible()
    const { education, insurance } = await desk.offices()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    const waiting = await stepOf(insurance, caseId)
    await education.does(sendBack, { stepId: await stepOf(education, caseId), lacking: ['学位证书'] })
    await expect(insurance.does(agree, { stepId: waiting, opinion: '' })).rejects.toMatchObject({ code: 'stepTaken' })
    await ana.does(supplement, { caseId, answers: {}, note: '已补' })
    await insurance.does(agree, { stepId: waiting, opinion: '' })
    await education.does(agree, { stepId: await stepOf(education, caseId), opinion: '' })
    expect((await ana.asks(getCasePage, { caseId })).state).toBe('onNotice')
  })

  test('a supplement is refused when nothing was returned, when it says nothing, by a stranger, and when it turns the case', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { ana, clerk } = await desk.eligible({ facts: { 人才类别: 'D' } })
    const { county } = await desk.offices()
    const { caseId } = await ana.does(submit, { measure, answers: { 社保连续月数: 7 } })
    await expect(ana.does(supplement, { caseId, answers: {}, note: '补' })).rejects.toMatchObject({ code: 'notReturned' })
    await county.does(sendBack, { stepId: await stepOf(county, caseId), lacking: ['社保证明'] })
    await expect(ana.does(supplement, { caseId, answers: {}, note: '' })).rejects.toMatchObject({ code: 'nothingNew' })
    await expect(clerk.does(supplement, { caseId, answers: {}, note: '补' })).rejects.toMatchObject({ code: 'notApplicant' })
    await expect(ana.does(supplement, { caseId, answers: { 社保连续月数: 3 }, note: '' })).rejects.toMatchObject({ code: 'ineligible' })
    await expect(ana.does(supplement, { caseId, answers: { 人才类别: 'A' }, note: '' })).rejects.toMatchObject({ code: 'answerKnown' })
    expect((await ana.does(supplement, { caseId, answers: { 社保连续月数: 9 }, note: '' })).state).toBe('inReview')
  })

  test('a fact that was lost meanwhile is asked for at the supplement', async ({ desk }) => {
    const { ana, county, caseId } = await filed(desk)
    await county.does(sendBack, { stepId: await stepOf(county, caseId), lacking: ['社保证明'] })
    desk.edition({ path: shortPath }).rules.push({ says: '与用人单位签订三年以上劳动合同', fact: '劳动合同年限', holds: (years) => Number(years) >= 3 })
    const edition = desk.desks.editions.get(measure)!
    const kept = (await ana.asks(getCasePage, { caseId })).editionId
    desk.desks.editions.set(measure, { ...edition, id: kept })
    await expect(ana.does(supplement, { caseId, answers: {}, note: '补' })).rejects.toMatchObject({ code: 'answersMissing' })
  })
})

describe('withdrawal', () => {
  test('the applicant withdraws at any open state and nobody works on it any more', async ({ desk }) => {
    const { ana, clerk, county, caseId } = await filed(desk)
    await expect(clerk.does(withdraw, { caseId, note: '' })).rejects.toMatchObject({ code: 'notApplicant' })
    const stepId = await stepOf(county, caseId)
    await ana.does(withdraw, { caseId, note: '改申报别的事项' })
    await expect(county.does(agree, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'stepTaken' })
    await expect(ana.does(withdraw, { caseId, note: '' })).rejects.toMatchObject({ code: 'alreadyClosed' })
    expect((await county.lists(listQueue, {})).total).toBe(0)
  })
})

describe('decision', () => {
  test('a budget one fen short leaves the case where it was, without half an award', async ({ desk }) => {
    const { ana, office, caseId, stepId } = await atDecision(desk)
    desk.desks.budget = fen(yuan(600_000) - 1n)
    await expect(office.does(decide, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'budgetShort', message: '预算余额不足：还差 0.01 元' })
    const page = await ana.asks(getCasePage, { caseId })
    expect(page).toMatchObject({ state: 'toDecide', awardId: null, closedOn: null })
    expect(page.steps.map((step) => step.state)).toEqual(['agreed', 'open'])
    expect(page.events.map((event) => event.verb)).toEqual(['submit', 'agree'])
    desk.desks.budget = yuan(600_000)
    expect((await office.does(decide, { stepId, opinion: '' })).amount).toBe(yuan(600_000))
    expect(desk.desks.budget).toBe(0n)
  })

  test('facts that have changed since are judged again at the decision', async ({ desk }) => {
    const { ana, office, stepId } = await atDecision(desk)
    desk.desks.knows(ana.personId, { 社保连续月数: 2 })
    await expect(office.does(decide, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'noLongerEligible', message: '按目前的信息已不符合条件：连续缴纳社会保险满六个月' })
    desk.desks.knows(ana.personId, { 社保连续月数: 8 })
    await expect(office.does(decide, { stepId, opinion: '', amount: yuan(1) })).rejects.toMatchObject({ code: 'amountFixed' })
  })

  test('a measure without a budget line cannot be decided, nor one awarded before', async ({ desk }) => {
    const { ana, office, county, stepId } = await atDecision(desk)
    const edition = desk.desks.editions.get(measure)!
    desk.desks.editions.set(measure, { ...edition, budget: null })
    await expect(office.does(decide, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'noBudgetLine' })
    desk.desks.editions.set(measure, { ...edition, budget: 'talent/nowhere' })
    await expect(office.does(decide, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'noBudgetLine' })
    desk.desks.editions.set(measure, edition)
    await office.does(decide, { stepId, opinion: '' })
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
    await expect(office.does(decide, { stepId: await stepOf(office, caseId), opinion: '' })).rejects.toMatchObject({ code: 'alreadyAwarded' })
  })
})
