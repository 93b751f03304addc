import { expect } from 'vitest'
import { balancesOf, granted, measureText, money, night, publishMeasures } from '../../test/awards.ts'
import { test, type World } from '../../test/world.ts'
import { yuan, type Id, type PlainDate } from '../../kernel/types.ts'
import { getAward, resumeInstalment, suspendInstalment } from '../awards/contract.ts'
import { decideStage, getStages, planStage, recordMatch, recordOpinion } from './contract.ts'

const teamMeasure = measureText('team', money(10_000_000, `[{ share: 40%, due: 申请日 }, { share: 30%, when: 团队在册, says: 中期评估通过 }, { share: 30%, due: '申请日 + duration("P2Y")', says: 验收 }]`))
  .replace('for: person', 'for: team')
  .replace(`conditions: [{ says: 硕士以上, rule: '不低于(学位, "硕士")' }]`, `conditions: [{ says: 有名称, rule: '团队名 != "无"' }]`)
  .replace('facts: { 学位: 学士 }', 'facts: { 团队名: 无 }')
const teamFacts = `facts:
  - { name: 团队名, id: team_name, subject: team, type: text, derive: s.name, ask: 团队名？ }
  - { name: 团队在册, id: team_listed, subject: team, type: boolean, derive: "case when kernel.today() >= '2027-01-01' then true end", ask: 在册吗？ }
`

/** A team of one leader and one who left, with an award of ten million in three parts. */
const teamAwarded = async (world: World, measure = teamMeasure) => {
  await publishMeasures(world, { team: measure }, teamFacts)
  const employerId = await world.employer()
  const [leader, former, colleague] = [await world.person({ name: '沈一' }), await world.person({ name: '沈二' }), await world.person({ name: '沈三', employerId })]
  const common = { placeCode: '980101001', source: '市科技局', asOf: world.today, verification: 'verified' as const }
  const teamId = await world.asSystem(async (db) => {
    const { id } = await db.insertInto('registry.team').values({ ...common, number: 'T00001', name: '深海装备团队', field: '装备', employerId, level: '市级', foundedOn: '2025-01-01' }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('registry.teamMember').values([{ ...common, personId: leader, teamId: id, role: '带头人', joinedOn: '2025-01-01' }, { ...common, personId: former, teamId: id, role: '成员', joinedOn: '2025-01-01', leftOn: '2025-12-31' }]).execute()
    return id
  })
  const award = await granted(world, 'team', { kind: 'team', id: teamId })
  return { ...award, former, colleague, experts: [await world.person({ name: '专家甲' }), await world.person({ name: '专家乙' })] as const }
}

const page = async (world: World, awardId: Id<'award'>) => (await world.staff('leader')).asks(getAward, { awardId })

test('a stage is paid when two strangers to the team found it good and the matched money is there', async ({ world }) => {
  const { awardId, lineId, former, colleague, experts } = await teamAwarded(world)
  const [maker, office] = [await world.staff('financeMaker'), await world.staff('talentOffice')]
  const [first, second, third] = (await page(world, awardId)).instalments
  if (!first || !second || !third) throw new Error('three instalments')
  await expect(office.does(planStage, { instalmentId: first.id, title: '立项', match: yuan(0) })).rejects.toMatchObject({ code: 'notPlanned' })
  const { stageId } = await office.does(planStage, { instalmentId: second.id, title: '中期评估', match: yuan(2_000_000) })
  await expect(office.does(planStage, { instalmentId: second.id, title: '中期评估', match: yuan(0) })).rejects.toMatchObject({ code: 'alreadyPlanned' })
  const final = await office.does(planStage, { instalmentId: third.id, title: '验收', match: yuan(3_000_000) })

  await office.does(suspendInstalment, { instalmentId: second.id, reason: '等待中期报告' })
  await office.does(resumeInstalment, { instalmentId: second.id, reason: '报告已经收到' })
  await night(world, '2028-06-20')
  expect((await page(world, awardId)).instalments.map(({ state }) => state)).toEqual(['due', 'planned', 'planned'])
  await expect(world.asSystem((db) => db.updateTable('fund.instalment').set({ state: 'due' }).where('id', '=', third.id).execute())).rejects.toMatchObject({ code: 'JY003' })

  const opinion = { stageId, score: 80, opinion: '进展符合任务书', document: '评审表 001' }
  await expect(office.does(recordOpinion, { ...opinion, expertId: former })).rejects.toMatchObject({ code: 'conflict' })
  await expect(office.does(recordOpinion, { ...opinion, expertId: colleague })).rejects.toMatchObject({ code: 'conflict' })
  await expect(office.does(recordOpinion, { ...opinion, expertId: '01990000-0000-7000-8000-000000000000' as Id<'person'> })).rejects.toMatchObject({ code: 'notRegistered' })
  await office.does(recordOpinion, { ...opinion, expertId: experts[0] })
  await expect(office.does(recordOpinion, { ...opinion, expertId: experts[0] })).rejects.toMatchObject({ code: 'alreadyGiven' })
  const pass = { stageId, outcome: 'passed' as const, document: '中期评估结论 1 号' }
  await expect(office.does(decideStage, pass)).rejects.toMatchObject({ code: 'sameHand' })
  await expect(maker.does(decideStage, pass)).rejects.toMatchObject({ code: 'tooFewExperts' })
  await office.does(recordOpinion, { ...opinion, expertId: experts[1], score: 39 })
  await expect(maker.does(decideStage, pass)).rejects.toMatchObject({ code: 'scoreLow' })
  await expect(maker.does(decideStage, { ...pass, stageId: final.stageId })).rejects.toMatchObject({ code: 'notNext' })
  const [third_] = [await world.person({ name: '专家丙' })]
  await office.does(recordOpinion, { ...opinion, expertId: third_, score: 90 })
  await expect(maker.does(decideStage, pass)).rejects.toMatchObject({ code: 'matchShort' })
  const match = { awardId, source: '青屿创投', amount: yuan(2_000_000), receivedOn: world.today, document: '验资报告 7 号' }
  await expect(maker.does(recordMatch, { ...match, receivedOn: '2028-06-21' as PlainDate })).rejects.toMatchObject({ code: 'notYet' })
  await maker.does(recordMatch, match)
  await expect(maker.does(recordMatch, match)).rejects.toMatchObject({ code: 'alreadyRecorded' })
  await expect(maker.does(decideStage, { ...pass, outcome: 'reduced' })).rejects.toMatchObject({ code: 'keepNeeded' })
  await expect(maker.does(decideStage, { ...pass, keep: yuan(1) })).rejects.toMatchObject({ code: 'keepWrong' })
  expect(await maker.does(decideStage, { ...pass, outcome: 'reduced', keep: yuan(2_500_000) })).toEqual({ dueFen: yuan(2_500_000), stoppedFen: yuan(500_000) })
  await expect(maker.does(decideStage, pass)).rejects.toMatchObject({ code: 'closed' })
  await expect(office.does(recordOpinion, { ...opinion, expertId: colleague })).rejects.toMatchObject({ code: 'closed' })
  expect(await balancesOf(world, lineId)).toMatchObject({ committedFen: yuan(9_500_000) })
  expect(await maker.asks(getStages, { awardId })).toMatchObject({ matchedFen: yuan(2_000_000), members: [{ name: '沈一' }, { name: '沈二', leftOn: '2025-12-31' }], stages: [{ state: 'reduced', amountFen: yuan(2_500_000), parts: [{ payer: null, lineId, state: 'due' }] }, { state: 'open' }] })
})

test('a stage that fails stops itself and what rests on it, and the money goes back', async ({ world }) => {
  const { awardId, lineId, experts } = await teamAwarded(world)
  const [maker, office] = [await world.staff('financeMaker'), await world.staff('talentOffice')]
  const [, second, third] = (await page(world, awardId)).instalments
  if (!second || !third) throw new Error('three instalments')
  const { stageId } = await office.does(planStage, { instalmentId: second.id, title: '中期评估', match: yuan(0) })
  for (const expertId of experts) await office.does(recordOpinion, { stageId, expertId, score: 20, opinion: '任务没有完成', document: '评审表 002' })
  await expect(office.does(planStage, { instalmentId: third.id, title: '验收', match: yuan(0) })).resolves.toBeTruthy()
  expect(await maker.does(decideStage, { stageId, outcome: 'failed', document: '中期评估结论 2 号' })).toEqual({ dueFen: 0n, stoppedFen: yuan(6_000_000) })
  expect(await balancesOf(world, lineId)).toMatchObject({ committedFen: yuan(4_000_000) })
})

test('stages and matched money are for teams; a suspended stage waits', async ({ world }) => {
  const { awardId, experts } = await teamAwarded(world)
  const [maker, office] = [await world.staff('financeMaker'), await world.staff('talentOffice')]
  await publishMeasures(world, { team: teamMeasure, p: measureText('p', money(100, `[{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration("P1Y")' }]`)) }, teamFacts)
  const personId = await world.person()
  await world.asSystem((db) => db.insertInto('registry.personFact').values({ personId, placeCode: '980101001', fact: '学位', value: JSON.stringify('硕士'), source: '市教育局', asOf: world.today, verification: 'verified' }).execute())
  const own = await granted(world, 'p', { kind: 'person', id: personId })
  const [, later] = (await page(world, own.awardId)).instalments
  if (!later) throw new Error('two instalments')
  await expect(office.does(planStage, { instalmentId: later.id, title: '验收', match: yuan(0) })).rejects.toMatchObject({ code: 'notTeam' })
  await expect(office.does(recordMatch, { awardId: own.awardId, source: '创投', amount: yuan(1), receivedOn: world.today, document: '验资 1 号' })).rejects.toMatchObject({ code: 'notTeam' })
  await expect(maker.asks(getStages, { awardId: own.awardId })).rejects.toMatchObject({ kind: 'missing' })
  const [, second] = (await page(world, awardId)).instalments
  if (!second) throw new Error('three instalments')
  const { stageId } = await office.does(planStage, { instalmentId: second.id, title: '中期评估', match: yuan(0) })
  for (const expertId of experts) await office.does(recordOpinion, { stageId, expertId, score: 90, opinion: '进展良好', document: '评审表 003' })
  await office.does(suspendInstalment, { instalmentId: second.id, reason: '等待中期报告' })
  await expect(maker.does(decideStage, { stageId, outcome: 'passed', document: '中期评估结论 3 号' })).rejects.toMatchObject({ code: 'notWaiting' })
})

test('a stage passes only while the clause’s own condition for it holds, however good the experts found it', async ({ world }) => {
  const measure = teamMeasure.replace('when: 团队在册, says: 中期评估通过', `due: '申请日 + duration("P1M")', if: 团队在册, says: 中期评估`)
  const { awardId, experts } = await teamAwarded(world, measure)
  const [maker, office] = [await world.staff('financeMaker'), await world.staff('talentOffice')]
  const second = (await page(world, awardId)).instalments[1]
  if (!second) throw new Error('three instalments')
  const { stageId } = await office.does(planStage, { instalmentId: second.id, title: '中期评估', match: yuan(0) })
  for (const expertId of experts) await office.does(recordOpinion, { stageId, expertId, score: 95, opinion: '进展符合任务书', document: '评审表 002' })
  const pass = { stageId, outcome: 'passed' as const, document: '中期评估结论 2 号' }
  await expect(maker.does(decideStage, pass)).rejects.toMatchObject({ code: 'checkFails', message: expect.stringContaining('团队在册') })
  expect((await page(world, awardId)).instalments[1]?.state).toBe('planned')
  world.setToday('2027-01-01')
  expect(await maker.does(decideStage, pass)).toMatchObject({ dueFen: yuan(3_000_000) })
})
