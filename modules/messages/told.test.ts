import { describe, expect } from 'vitest'
import { object, sendBack, reject, settleObjection, submit } from '../../cases/contract.ts'
import { suspend } from '../../cases/office/contract.ts'
import { getCasePage, listNotices } from '../../cases/reading/contract.ts'
import { caseMoved } from '../../cases/contract.ts'
import { addEvent } from '../../kernel/jobs/queue.ts'
import type { Id } from '../../kernel/types.ts'
import { noticeFirst, shortPath, stepOf, test, type CaseWorld } from '../../test/case-desks.ts'
import { granted, knows, measureText, money, night, person, publishMeasures } from '../../test/awards.ts'
import { test as real, type Somebody } from '../../test/world.ts'
import { listMine } from './contract.ts'

/** What people are told of their cases and of their money, in the words that they read. */

const measure = 'settling-in-subsidy'
const filed = async (desk: CaseWorld, path = shortPath) => {
  desk.edition({ path })
  const people = await desk.eligible()
  const officers = await desk.offices()
  const { caseId, number } = await people.ana.does(submit, { measure, answers: {} })
  return { ...people, ...officers, caseId, number }
}
const told = async (desk: CaseWorld, who: Somebody) => {
  await desk.world.runJobs()
  // What the other modules make of it (办后评价) is theirs to test.
  return (await who.lists(listMine, {})).rows.filter(({ topic }) => topic !== 'feedback').map(({ title, body, topic }) => ({ title, body, topic }))
}

describe('of a case', () => {
  test('returned for a supplement: what lacks and until when; again before it lapses, and when it has', async ({ desk }) => {
    const { ana, county, caseId, number } = await filed(desk)
    await county.does(sendBack, { stepId: await stepOf(county, caseId), lacking: ['劳动合同'] })
    expect(await told(desk, ana)).toEqual([{ title: '请补正：高层次人才安家补贴', body: `${number} 被退回补正，还缺：劳动合同。请在2026年7月7日前补交，逾期视为撤回申报。`, topic: 'deadlines' }])
    desk.world.setToday('2026-07-02')
    await desk.world.runJob('cases.tellDeadlines')
    await desk.world.runJob('cases.tellDeadlines')
    expect((await told(desk, ana)).map(({ title }) => title).toSorted()).toEqual(['补正快到期：高层次人才安家补贴', '请补正：高层次人才安家补贴'].toSorted())
    desk.world.setToday('2026-07-08')
    await desk.world.runJob('cases.lapseSupplements')
    expect((await told(desk, ana)).map(({ body }) => body)).toContain(`${number} 2026年7月7日前没有补正，视为撤回；材料备齐后可以重新申报`)
  })

  test('suspended, rejected with the clause; nobody else hears of it, and the same event says it once', async ({ desk }) => {
    const { ana, clerk, county, caseId, number } = await filed(desk)
    await county.does(suspend, { stepId: await stepOf(county, caseId), reason: '等待核查社保' })
    expect(await told(desk, ana)).toMatchObject([{ title: '暂停办理：高层次人才安家补贴', body: expect.stringContaining('等待核查社保') }])
    await desk.world.asSystem((db) => addEvent(db, caseMoved.name, { caseId, number, from: 'inReview', to: 'suspended', verb: 'suspend' }))
    expect(await told(desk, ana)).toHaveLength(1)
    expect(await told(desk, clerk)).toEqual([])
    expect(await told(desk, await desk.world.talent({ name: '旁人' }))).toEqual([])
  })

  test('rejected: the reason, and that it may be looked at once more; an employer’s own filing is told to him too', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { ana, clerk } = await desk.eligible()
    const { county } = await desk.offices()
    const { caseId } = await clerk.does(submit, { measure, personId: ana.personId, answers: {} })
    await county.does(reject, { stepId: await stepOf(county, caseId), ground: { condition: 0 }, opinion: '类别已撤销' })
    for (const who of [ana, clerk]) expect(await told(desk, who)).toMatchObject([{ title: '没有通过：高层次人才安家补贴', topic: 'decisions', body: expect.stringContaining('类别已撤销。不同意这个结果的，可以在办件页面申请一次复核') }])
  })

  test('what became of an objection to the notice', async ({ desk }) => {
    const { ana, office, caseId } = await filed(desk, noticeFirst)
    const { rows: [notice] } = await office.lists(listNotices, {})
    await desk.world.post('', object.name, { noticeId: notice?.id, reason: '公示所列人员并未在岗，请予核实', name: '刘敏之' })
    const [lodged, ...others] = await told(desk, ana)
    expect([lodged?.title, others.length]).toEqual(['公示期收到异议：高层次人才安家补贴', 0])
    // Neither who objected nor what he wrote.
    expect(lodged?.body).not.toMatch(/刘敏之|在岗/)
    const objectionId = (await office.asks(getCasePage, { caseId })).objections[0]?.id ?? ('' as Id<'objection'>)
    await office.does(settleObjection, { objectionId, finding: '经核实全职在岗', outcome: { is: 'dismissed' } })
    expect((await told(desk, ana)).map(({ title }) => title).toSorted()).toEqual(['公示期收到异议：高层次人才安家补贴', '异议不成立：高层次人才安家补贴'].toSorted())
  })
})

describe('of money', () => {
  real('a signature that is due, once', async ({ world }) => {
    const ana = await world.talent({ employerId: await world.employer() })
    await knows(world, ana.personId, { 学位: '硕士' })
    await publishMeasures(world, { signed: measureText('signed', money(1000), 'obligation: { serve: P1Y, breach: pro-rata, agreement: P7D }\n') })
    await granted(world, 'signed', person(ana.personId))
    for (const _ of [1, 2]) await world.runJob('fund.tellAwards')
    expect((await ana.lists(listMine, {})).rows).toMatchObject([{ title: expect.stringContaining('请尽快签订协议'), body: expect.stringContaining('逾期不签的，审定失效'), topic: 'deadlines' }])
  })

  real('an instalment that its check held back', async ({ world }) => {
    const ana = await world.talent({ employerId: await world.employer() })
    await knows(world, ana.personId, { 学位: '硕士', 在岗: true })
    await publishMeasures(world, { twice: measureText('twice', money(1000, "[{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration(\"P1M\")', if: 在岗 }]")) })
    await granted(world, 'twice', person(ana.personId))
    await world.asSystem((db) => db.updateTable('registry.personFact').set({ value: JSON.stringify(false) }).where('fact', '=', '在岗').execute())
    await night(world, '2026-07-15')
    for (const _ of [1, 2]) await world.runJob('fund.tellAwards')
    expect((await ana.lists(listMine, { topic: 'decisions' })).rows).toMatchObject([{ title: '本期暂缓发放：事项twice', body: expect.stringContaining('第 2 期到期复核时条件不满足') }])
  })
})
