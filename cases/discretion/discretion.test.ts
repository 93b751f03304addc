import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { fen, yuan } from '../../kernel/types.ts'
import { shortPath, stepOf, test, type CaseWorld } from '../../test/case-desks.ts'
import { agree, decide, submit } from '../contract.ts'
import { getCasePage } from '../reading/contract.ts'
import { recordBody, recordExpert } from './contract.ts'

const measure = 'settling-in-subsidy'
const expert = { expert: '李工（专家组）', score: 92.5, amount: yuan(3_000_000), opinion: '项目国内领先，建议资助三百万元', givenOn: plainDate('2026-06-12') }
const meeting = { body: '市人才工作领导小组', minutesNumber: '青人才纪〔2026〕7号', metOn: plainDate('2026-06-15'), amount: yuan(3_000_000) }

const atDecision = async (desk: CaseWorld) => {
  desk.edition({ path: shortPath, amount: null })
  desk.desks.terms = { supplementDays: 15, body: '市人才工作领导小组', floor: yuan(1_000_000), cap: yuan(10_000_000) }
  const { ana } = await desk.eligible()
  const { county, office } = await desk.offices()
  const { caseId } = await ana.does(submit, { measure, answers: {} })
  await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
  return { ana, county, office, caseId, stepId: await stepOf(office, caseId) }
}

describe('an amount that the clause leaves to a body', () => {
  test('is what its meeting decided after experts were heard, and the decision commits exactly that', async ({ desk }) => {
    const { ana, office, caseId, stepId } = await atDecision(desk)
    await expect(office.does(decide, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'bodyNeeded' })
    await office.does(recordExpert, { stepId, ...expert })
    await office.does(recordBody, { stepId, ...meeting })
    await expect(office.does(decide, { stepId, opinion: '', amount: yuan(2_999_999) })).rejects.toMatchObject({ code: 'amountDiffers' })
    await office.does(decide, { stepId, opinion: '' })
    expect(desk.desks.commitments[0]).toMatchObject({ amount: yuan(3_000_000), schedule: [{ no: 1, dueOn: '2026-06-15', amount: yuan(3_000_000), condition: null }] })
    const page = await office.asks(getCasePage, { caseId })
    expect(page.discretion).toMatchObject({ floor: yuan(1_000_000), cap: yuan(10_000_000), experts: [{ expert: '李工（专家组）', score: 92.5, amount: yuan(3_000_000) }], decision: { minutesNumber: '青人才纪〔2026〕7号', amount: yuan(3_000_000) } })
    // Experts are no business of the applicant's; the meeting's decision is told in his history.
    const own = await ana.asks(getCasePage, { caseId })
    expect(own.discretion).toBeNull()
    expect(own.events.map(({ says }) => says)).toContain('市人才工作领导小组于2026年6月15日会议决定金额 3000000 元（青人才纪〔2026〕7号）')
  })

  test('is paid by the clause’s own instalments, with its milestones, and at once only where the clause has none', async ({ desk }) => {
    const { office, stepId } = await atDecision(desk)
    desk.desks.planBy = (amount, on) => [{ no: 1, dueOn: on, amount: fen((amount * 2n) / 5n), condition: null }, { no: 2, dueOn: on, amount: fen((amount * 3n) / 5n), condition: '中期评估通过', milestone: true }]
    await office.does(recordExpert, { stepId, ...expert })
    await office.does(recordBody, { stepId, ...meeting })
    await office.does(decide, { stepId, opinion: '' })
    expect(desk.desks.commitments[0]?.schedule).toEqual([{ no: 1, dueOn: '2026-06-15', amount: yuan(1_200_000), condition: null }, { no: 2, dueOn: '2026-06-15', amount: yuan(1_800_000), condition: '中期评估通过', milestone: true }])
  })

  test('comes after the experts, within the bounds of the clause, once a round, from a meeting that was held', async ({ desk }) => {
    const { office, stepId } = await atDecision(desk)
    const record = (change: object) => office.does(recordBody, { stepId, ...meeting, ...change })
    await expect(record({})).rejects.toMatchObject({ code: 'expertsFirst' })
    await expect(office.does(recordExpert, { stepId, ...expert, givenOn: plainDate('2026-06-16') })).rejects.toMatchObject({ code: 'inFuture' })
    await expect(office.does(recordExpert, { stepId, ...expert, amount: fen(0n) })).rejects.toMatchObject({ code: 'amountNotPositive' })
    await office.does(recordExpert, { stepId, ...expert })
    await expect(record({ metOn: '2026-06-16' })).rejects.toMatchObject({ code: 'inFuture' })
    await expect(record({ amount: fen(-5n) })).rejects.toMatchObject({ code: 'amountNotPositive' })
    await expect(record({ amount: fen(yuan(1_000_000) - 1n) })).rejects.toMatchObject({ code: 'belowFloor', message: '低于条款规定的下限：1000000 元' })
    await expect(record({ amount: fen(yuan(10_000_000) + 1n) })).rejects.toMatchObject({ code: 'aboveCap', message: '超过条款规定的上限：10000000 元' })
    await record({ amount: yuan(10_000_000) })
    await expect(record({})).rejects.toMatchObject({ code: 'alreadyRecorded' })
  })

  test('is asked of nobody where the clause fixes it', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { ana } = await desk.eligible()
    const { county, office } = await desk.offices()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
    await expect(office.does(recordBody, { stepId: await stepOf(office, caseId), ...meeting })).rejects.toMatchObject({ code: 'amountFixed' })
    expect((await office.asks(getCasePage, { caseId })).discretion).toBeNull()
  })

  test('is recorded by the office that decides, not by the one that reviews', async ({ desk }) => {
    desk.edition({ path: shortPath, amount: null })
    const { ana } = await desk.eligible()
    const { county, education } = await desk.offices()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    const stepId = await stepOf(county, caseId)
    await expect(county.does(recordBody, { stepId, ...meeting })).rejects.toMatchObject({ code: 'notThisStep' })
    await expect(education.does(recordExpert, { stepId, ...expert })).rejects.toMatchObject({ kind: 'denied' })
  })

  test('what was recorded is changed by nobody, not by the owner either', async ({ desk }) => {
    const { office, stepId } = await atDecision(desk)
    await office.does(recordExpert, { stepId, ...expert })
    await office.does(recordBody, { stepId, ...meeting })
    await expect(desk.world.database.adminQuery('update cases.body_decision set amount_fen = 1')).rejects.toThrow('只能追加')
    await expect(desk.world.database.adminQuery('delete from cases.expert_opinion')).rejects.toThrow('只能追加')
  })
})

