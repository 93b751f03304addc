import { describe, expect } from 'vitest'
import { exampleFund } from '../../fund/example.ts'
import { wan, yuan, type Id } from '../../kernel/types.ts'
import { shortPath, stepOf, test, wholePath, type CaseWorld } from '../../test/case-desks.ts'
import { agree, reject, submit } from '../contract.ts'
import { getCasePage } from '../reading/contract.ts'
import { bulkDecide, bulkReject, bulkSendBack, submitBatch } from './contract.ts'

const measure = 'settling-in-subsidy'

const filed = async (desk: CaseWorld, count: number) => {
  const made: { caseId: Id<'case'>; stepId: Id<'step'> }[] = []
  for (let index = 0; index < count; index++) {
    const { ana } = await desk.eligible({ name: `甲${index}` })
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    made.push({ caseId, stepId: (await ana.asks(getCasePage, { caseId })).steps[0]?.id ?? ('' as Id<'step'>) })
  }
  return made
}
const by = (report: readonly { number: string; why: string }[]) => Object.fromEntries(report.map(({ number, why }) => [number, why]))

describe('many at once', () => {
  test('are sent back with the same words, each for itself', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { county } = await desk.offices()
    const three = await filed(desk, 3)
    await county.does(reject, { stepId: three[1]!.stepId, ground: { clause: '第三条' }, opinion: '材料不实' })
    const answer = await county.does(bulkSendBack, { stepIds: three.map(({ stepId }) => stepId), lacking: ['劳动合同'] })
    expect(answer).toMatchObject({ done: 2, left: 1 })
    expect(by(answer.report)).toEqual({ B2026000001: '已退回补正', B2026000002: '已由他人办理', B2026000003: '已退回补正' })
    expect((await county.asks(getCasePage, { caseId: three[0]!.caseId })).lacking).toEqual(['劳动合同'])
  })

  test('are rejected by one ground; a measure that has no such condition is left', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { county } = await desk.offices()
    const two = await filed(desk, 2)
    const stepIds = two.map(({ stepId }) => stepId)
    expect(await county.does(bulkReject, { stepIds, ground: { condition: 9 }, opinion: '不符合条件' })).toMatchObject({ done: 0, left: 2, report: [{ why: '该事项没有这一条件，请逐件办理' }, {}] })
    expect(await county.does(bulkReject, { stepIds, ground: { condition: 0 }, opinion: '类别已撤销' })).toMatchObject({ done: 2, left: 0 })
    expect((await county.asks(getCasePage, { caseId: two[1]!.caseId })).state).toBe('rejected')
  })

  test('are decided as far as the line reaches: what is short leaves no trace and undoes no other', async ({ desk }) => {
    desk.desks.realFund = true
    await desk.world.asSystem((db) => exampleFund(db, { today: desk.world.today }))
    desk.edition({ path: shortPath, amount: wan(2500) })
    const { county, office } = await desk.offices()
    const three = await filed(desk, 3)
    for (const { stepId } of three) await county.does(agree, { stepId, opinion: '' })
    const stepIds = await Promise.all(three.map(({ caseId }) => stepOf(office, caseId)))
    const answer = await office.does(bulkDecide, { stepIds, opinion: '' })
    expect(answer).toMatchObject({ done: 2, left: 1, amount: wan(5000) })
    expect(by(answer.report)).toEqual({ B2026000001: '已审定', B2026000002: '已审定', B2026000003: '预算余额不足：还差 15000000.00 元' })
    expect((await office.asks(getCasePage, { caseId: three[2]!.caseId })).state).toBe('toDecide')
    const awards = await desk.world.asSystem((db) => db.selectFrom('pub.award').select('amountFen').execute())
    expect(awards.map(({ amountFen }) => amountFen)).toEqual([wan(2500), wan(2500)])
  })

  test('what is not green, not a decision or somebody else’s is decided one by one', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { county, office } = await desk.offices()
    const { ana } = await desk.eligible({ facts: { 人才类别: 'D' } })
    const { caseId } = await ana.does(submit, { measure, answers: { 社保连续月数: 7 } })
    await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
    expect(await office.does(bulkDecide, { stepIds: [await stepOf(office, caseId)], opinion: '' })).toMatchObject({ done: 0, report: [{ why: '有条件须人工核对，请逐件审定' }] })
    const [other] = await filed(desk, 1)
    expect(await county.does(bulkDecide, { stepIds: [other!.stepId], opinion: '' })).toMatchObject({ done: 0, report: [{ why: '这一步不是审定' }] })
    await expect(office.does(bulkDecide, { stepIds: [other!.stepId], opinion: '' })).rejects.toMatchObject({ kind: 'denied' })
  })

  test('two officers who decide the same at once, in opposite order, decide each once', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { county, office } = await desk.offices()
    const colleague = await desk.world.staff('talentOffice', '9801', 'talent-office')
    const ten = await filed(desk, 10)
    for (const { stepId } of ten) await county.does(agree, { stepId, opinion: '' })
    const stepIds = await Promise.all(ten.map(({ caseId }) => stepOf(office, caseId)))
    const [one, two] = await Promise.all([office.does(bulkDecide, { stepIds, opinion: '' }), colleague.does(bulkDecide, { stepIds: stepIds.toReversed(), opinion: '' })])
    expect(one.done + two.done).toBe(10)
    expect(desk.desks.commitments).toHaveLength(10)
  })
})

describe('an employer files for many of his staff', () => {
  const staffOf = async (desk: CaseWorld) => {
    const employerId = await desk.world.employer()
    const clerk = await desk.world.clerkOf(employerId)
    const member = async (name: string, facts: Record<string, unknown>) => {
      const personId = await desk.world.person({ name, employerId })
      desk.desks.knows(personId, facts)
      return personId
    }
    return { clerk, member }
  }

  test('row by row: who was filed, who was not and why', async ({ desk }) => {
    desk.edition({ path: wholePath })
    const { clerk, member } = await staffOf(desk)
    const good = await member('林知夏', { 人才类别: 'D', 社保连续月数: 8 })
    const short = await member('周以安', { 人才类别: 'D', 社保连续月数: 3 })
    const unknown = await member('秦若水', { 人才类别: 'D' })
    const running = await member('沈知远', { 人才类别: 'D', 社保连续月数: 8 })
    await clerk.does(submit, { measure, personId: running, answers: {} })
    const { ana: stranger } = await desk.eligible()
    const answer = await clerk.does(submitBatch, { measure, personIds: [good, short, unknown, running, stranger.personId, good], answers: {} })
    expect(answer).toMatchObject({ filed: 1, left: 4 })
    expect(Object.fromEntries(answer.report.map(({ personId, why }) => [personId, why]))).toEqual({
      [good]: '由临海区人力资源和社会保障局办理',
      [short]: '不符合条件：连续缴纳社会保险满六个月',
      [unknown]: '还差以下信息：请填写社保连续月数',
      [running]: '该事项已有一件正在办理，无需重复提交',
      [stranger.personId]: '没有找到这名在职员工',
    })
    expect(answer.report.find(({ personId }) => personId === stranger.personId)?.name).toBe('')
    // A row that was refused took no number: the filings are counted without a hole.
    const { caseId } = answer.report.find(({ filed: yes }) => yes)!
    expect((await clerk.asks(getCasePage, { caseId: caseId! })).number).toBe('B2026000002')
    expect((await clerk.does(submit, { measure: 'settling-in-subsidy', personId: unknown, answers: { 社保连续月数: 9 } })).number).toBe('B2026000003')
  })

  test('two hundred in one press; one more is too many', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { clerk, member } = await staffOf(desk)
    const personIds: Id<'person'>[] = []
    for (let index = 0; index < 200; index++) personIds.push(await member(`甲${index}`, { 人才类别: 'D', 社保连续月数: 8 }))
    expect(await clerk.does(submitBatch, { measure, personIds, answers: {} })).toMatchObject({ filed: 200, left: 0 })
    await expect(desk.world.post(clerk.cookie, submitBatch.name, { measure, personIds: [...personIds, personIds[0]] })).rejects.toMatchObject({ kind: 'invalid' })
  }, 60_000)

  test('of a measure that is in force and for persons', async ({ desk }) => {
    const { clerk, member } = await staffOf(desk)
    const personIds = [await member('林知夏', {})]
    await expect(clerk.does(submitBatch, { measure, personIds, answers: {} })).rejects.toMatchObject({ code: 'notInForce' })
    desk.edition({ path: shortPath, for: 'employer', amount: yuan(1) })
    await expect(clerk.does(submitBatch, { measure, personIds, answers: {} })).rejects.toMatchObject({ code: 'notForPersons' })
  })
})
