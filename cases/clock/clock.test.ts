import { describe, expect } from 'vitest'
import { noticeFirst, shortPath, stepOf, test, wholePath, type CaseWorld } from '../../test/case-desks.ts'
import { agree, decide, sendBack, submit, supplement } from '../contract.ts'
import { suspend } from '../office/contract.ts'
import { getCasePage } from '../reading/contract.ts'
import { listReminders } from './contract.ts'

const measure = 'settling-in-subsidy'

const filed = async (desk: CaseWorld) => {
  desk.edition({ path: shortPath })
  const people = await desk.eligible()
  const officers = await desk.offices()
  const { caseId } = await people.ana.does(submit, { measure, answers: {} })
  return { ...people, ...officers, caseId }
}

describe('a supplement has its own clock', () => {
  test('as long as the measure gives, with a reminder three working days before, and then it has lapsed and may be filed again', async ({ desk }) => {
    desk.desks.terms = { ...desk.desks.terms, supplementDays: 10 }
    const { ana, county, caseId } = await filed(desk)
    expect(await county.does(sendBack, { stepId: await stepOf(county, caseId), lacking: ['劳动合同'] })).toEqual({ dueOn: '2026-06-30' })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ state: 'returned', supplementDueOn: '2026-06-30' })
    desk.world.setToday('2026-06-24')
    await desk.world.runJob('cases.watchSteps')
    expect((await ana.lists(listReminders, {})).total).toBe(0)
    desk.world.setToday('2026-06-25')
    await desk.world.runJob('cases.watchSteps')
    await desk.world.runJob('cases.watchSteps')
    expect((await ana.lists(listReminders, {})).rows).toMatchObject([{ kind: 'supplementSoon', says: '请于2026年6月30日前补正，逾期视为撤回', open: true }])
    desk.world.setToday('2026-06-30')
    await desk.world.runJob('cases.lapseSupplements')
    expect((await ana.asks(getCasePage, { caseId })).state).toBe('returned')
    desk.world.setToday('2026-07-01')
    await desk.world.runJob('cases.lapseSupplements')
    await desk.world.runJob('cases.lapseSupplements')
    const page = await ana.asks(getCasePage, { caseId })
    expect(page).toMatchObject({ state: 'withdrawn', closedBecause: '2026年6月30日前没有补正，视为撤回；材料备齐后可以重新申报', supplementDueOn: null })
    expect(page.events.filter(({ verb }) => verb === 'lapse')).toHaveLength(1)
    await expect(ana.does(supplement, { caseId, answers: {}, note: '已补' })).rejects.toMatchObject({ code: 'notReturned' })
    expect((await ana.does(submit, { measure, answers: {} })).state).toBe('inReview')
  })

  test('fifteen working days where the clause is silent, and a second return begins it anew', async ({ desk }) => {
    const { ana, county, caseId } = await filed(desk)
    const stepId = await stepOf(county, caseId)
    expect(await county.does(sendBack, { stepId, lacking: ['劳动合同'] })).toEqual({ dueOn: '2026-07-07' })
    await ana.does(supplement, { caseId, answers: {}, note: '已补' })
    expect((await ana.asks(getCasePage, { caseId })).supplementDueOn).toBeNull()
    desk.world.setToday('2026-06-22')
    expect(await county.does(sendBack, { stepId, lacking: ['签字页'] })).toEqual({ dueOn: '2026-07-13' })
  })
})

describe('what falls due', () => {
  test('is told to the office before, to the office and its head when late, once each', async ({ desk }) => {
    const { county, office, insurance, clerk } = await filed(desk)
    const head = await desk.world.staff('leader', '980101', 'hr')
    const mayor = await desk.world.staff('leader', '9801')
    const neighbour = await desk.world.staff('leader', '980104', 'hr')
    const told = async (who: typeof county) => (await who.lists(listReminders, {}, { sort: 'dueOn' })).rows.map(({ kind, says }) => `${kind} ${says}`)
    desk.world.setToday('2026-06-18')
    await desk.world.runJob('cases.watchSteps')
    expect(await told(county)).toEqual([])
    desk.world.setToday('2026-06-22')
    await desk.world.runJob('cases.watchSteps')
    expect(await told(county)).toEqual(['stepSoon 临海区人力资源和社会保障局“初审”应于2026年6月23日办结，请尽快办理'])
    expect(await told(head)).toEqual([])
    desk.world.setToday('2026-06-24')
    await desk.world.runJob('cases.watchSteps')
    await desk.world.runJob('cases.watchSteps')
    const late = 'stepLate 临海区人力资源和社会保障局“初审”应于2026年6月23日办结，已经超期'
    expect(await told(county)).toHaveLength(2)
    for (const who of [head, mayor]) expect(await told(who)).toEqual([late])
    for (const who of [neighbour, office, insurance, clerk]) expect(await told(who)).toEqual([])
    expect((await head.lists(listReminders, { kind: 'stepLate', open: 'yes' })).total).toBe(1)
  })

  test('is told to nobody while the clock stands', async ({ desk }) => {
    const { county, caseId } = await filed(desk)
    await county.does(suspend, { stepId: await stepOf(county, caseId), reason: '等待公安机关核查' })
    desk.world.setToday('2026-07-20')
    await desk.world.runJob('cases.watchSteps')
    expect((await county.lists(listReminders, {})).total).toBe(0)
  })

  test('and the employer is told of his own check', async ({ desk }) => {
    desk.edition({ path: wholePath })
    const { ana, clerk } = await desk.eligible()
    await ana.does(submit, { measure, answers: {} })
    desk.world.setToday('2026-06-22')
    await desk.world.runJob('cases.watchSteps')
    expect((await clerk.lists(listReminders, {})).rows).toMatchObject([{ kind: 'stepSoon' }])
    expect((await (await desk.world.clerkOf(await desk.world.employer({ name: '另一家' }))).lists(listReminders, {})).total).toBe(0)
  })
})

describe('clocks that misbehave', () => {
  test('a clock set back ends no notice twice, brings nothing back and leaves no deadline before its beginning', async ({ desk }) => {
    desk.edition({ path: [...noticeFirst] })
    const { ana } = await desk.eligible()
    const { office } = await desk.offices()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    desk.world.setToday('2026-06-24')
    await desk.world.runJob('cases.endNotices')
    desk.world.setToday('2026-06-10')
    await desk.world.runJob('cases.endNotices')
    await desk.world.runJob('cases.watchSteps')
    await desk.world.runJob('cases.lapseSupplements')
    const stepId = await stepOf(office, caseId)
    const { dueOn } = await office.does(sendBack, { stepId, lacking: ['劳动合同'] })
    expect(dueOn).toBe('2026-07-02')
    expect((await ana.does(supplement, { caseId, answers: {}, note: '已补' })).state).toBe('toDecide')
    await office.does(decide, { stepId, opinion: '' })
    const page = await ana.asks(getCasePage, { caseId })
    expect(page.state).toBe('decided')
    for (const { openedOn, dueOn: by } of page.steps) expect([by, by !== null && openedOn !== null && by >= openedOn]).toEqual([by, true])
  })

  test('the turn of the year goes through a case: its number stays, the next begins at one, and the days go on', async ({ desk }) => {
    desk.world.setToday('2026-12-30')
    const { ana, county, office, caseId } = await filed(desk)
    expect((await county.asks(getCasePage, { caseId })).steps[0]?.dueOn).toBe('2027-01-07')
    desk.world.setToday('2027-01-04')
    await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
    await office.does(decide, { stepId: await stepOf(office, caseId), opinion: '' })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ number: 'B2026000001', submittedOn: '2026-12-30', closedOn: '2027-01-04' })
    expect(desk.desks.commitments[0]).toMatchObject({ decidedOn: '2027-01-04' })
    const { ana: next } = await desk.eligible()
    expect((await next.does(submit, { measure, answers: {} })).number).toBe('B2027000001')
  })

  test('an edition that was superseded yesterday decides the cases that were filed under it', async ({ desk }) => {
    const { ana, county, office, caseId } = await filed(desk)
    const old = desk.desks.editions.get(measure)!
    desk.desks.superseded.push(old)
    desk.edition({ path: noticeFirst, amount: null })
    desk.desks.editions.set(measure, { ...desk.desks.editions.get(measure)!, edition: 3, rules: [{ says: '无人符合', fact: '人才类别', holds: () => false }] })
    desk.world.setToday('2026-06-16')
    await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
    await office.does(decide, { stepId: await stepOf(office, caseId), opinion: '' })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ state: 'decided', edition: 2, editionId: old.id })
    expect(desk.desks.commitments).toMatchObject([{ editionId: old.id, amount: old.amount }])
    const { ana: next } = await desk.eligible()
    await expect(next.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'ineligible' })
  })
})
