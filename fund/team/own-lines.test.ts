import { describe, expect } from 'vitest'
import { balancesOf, granted, measureText, money, night, publishMeasures } from '../../test/awards.ts'
import { cardNumber, desk, openLineOf, returnOf, type Desk } from '../../test/fund.ts'
import { test, type World } from '../../test/world.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { fen, yuan, type Id } from '../../kernel/types.ts'
import { getAward, replayAward } from '../awards/contract.ts'
import { drawSettlement } from '../budget/settlement-contract.ts'
import { stopInstalment } from '../contract.ts'
import { listBatchItems, makeBatch, reconcile, recordAccount, releaseBatch, takeReturn } from '../payment-contract.ts'
import { getClaim, recordRepayment } from '../recovery/claim-contract.ts'
import { decideBreach, getBreach, listObligations, openBreach, proposeBreach } from '../recovery/contract.ts'
import { decideStage, getStages, planStage, recordOpinion } from './contract.ts'

const code = 'test/team'
const countyCode = '980101'
/** Ten thousand and three fen: no share of it, and no half of a share, is whole. */
const measure = measureText('t', money(100.03, `[{ share: 40%, due: 申请日 }, { share: 30%, due: '申请日 + duration("P1Y")' }, { share: 30%, due: '申请日 + duration("P2Y")' }]`).replace(/ }$/, ', paidBy: { 市级: 60%, 县区: 40% } }'), `limits: { budget: ${code} }\nobligation: { serve: P2Y, breach: pro-rata }\n`)
  .replace('for: person', 'for: team')
  .replace(`conditions: [{ says: 硕士以上, rule: '不低于(学位, "硕士")' }]`, `conditions: [{ says: 有名称, rule: '团队名 != "无"' }]`)
  .replace('facts: { 学位: 学士 }', 'facts: { 团队名: 无 }')

const need = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('it is not there')
  return value
}

/** A team at its town with an award that city and county pay by six to four, each from his line. */
const shared = async (world: World) => {
  await publishMeasures(world, { t: measure }, 'facts:\n  - { name: 团队名, id: team_name, subject: team, type: text, derive: s.name, ask: 团队名？ }\n')
  const employerId = await world.employer()
  const teamId = await world.asSystem(async (db) => {
    const common = { placeCode: '980101001', source: '市科技局', asOf: world.today, verification: 'verified' as const }
    return (await db.insertInto('registry.team').values({ ...common, number: 'T00001', name: '深海装备团队', field: '装备', employerId, level: '市级', foundedOn: '2025-01-01' }).returning('id').executeTakeFirstOrThrow()).id
  })
  const [city, county] = [await openLineOf(world, { year: 2026, code, amount: yuan(1_000) }), await openLineOf(world, { place: countyCode, year: 2026, code, amount: yuan(1_000) })]
  const { awardId } = await granted(world, 't', { kind: 'team', id: teamId }, { line: { id: city, code } })
  const [hands, office] = [await desk(world), await world.staff('talentOffice')]
  await hands.maker.does(recordAccount, { holder: { kind: 'team', id: teamId }, bank: '青屿银行', number: cardNumber(78), document: '开户证明 1 号' })
  const experts = [await world.person({ name: '专家甲' }), await world.person({ name: '专家乙' })]
  return { awardId, city, county, hands, office, experts }
}
type Scene = Awaited<ReturnType<typeof shared>>

const instalments = async ({ hands: { maker }, awardId }: Scene) => (await maker.asks(getAward, { awardId })).instalments
const assessed = async (scene: Scene, no: number) => {
  const { stageId } = await scene.office.does(planStage, { instalmentId: need((await instalments(scene)).find((part) => part.no === no && part.payer === 'county')).id, title: '中期评估', match: yuan(0) })
  for (const expertId of scene.experts) await scene.office.does(recordOpinion, { stageId, expertId, score: 80, opinion: '进展符合任务书', document: '评审表 001' })
  return stageId
}
const payAll = async (world: World, { maker, checker }: Desk, lineId: Id<'budgetLine'>) => {
  const { batchId, number, totalFen } = await maker.does(makeBatch, { lineId, dueBy: world.today })
  await checker.does(releaseBatch, { batchId })
  const { rows } = await maker.lists(listBatchItems, { batchId }, { limit: 50 })
  await maker.does(takeReturn, { batchId, text: returnOf(number, world.today, rows.map(({ seq, amountFen }) => ({ seq, amount: amountFen, says: 'S' }))) })
  return totalFen
}

describe('team funding whose payers have lines of their own', () => {
  test('a stage releases the parts of all payers together; each is committed, paid and reconciled on its line to the fen', async ({ world }) => {
    const scene = await shared(world)
    const { awardId, city, county, hands, office } = scene
    expect([await balancesOf(world, city), await balancesOf(world, county)]).toMatchObject([{ committedFen: 6_000n }, { committedFen: 4_003n }])
    expect((await instalments(scene)).map(({ no, payer, amountFen, state }) => [no, payer, amountFen, state])).toEqual([
      [1, 'city', 2_400n, 'due'], [1, 'county', 1_601n, 'due'], [2, 'city', 1_800n, 'planned'], [2, 'county', 1_201n, 'planned'], [3, 'city', 1_800n, 'planned'], [3, 'county', 1_201n, 'planned'],
    ])
    const stageId = await assessed(scene, 2)
    const other = need((await instalments(scene)).find(({ no, payer }) => no === 2 && payer === 'city'))
    await expect(office.does(planStage, { instalmentId: other.id, title: '中期评估', match: yuan(0) })).rejects.toMatchObject({ code: 'alreadyPlanned' })
    await night(world, '2027-06-20')
    expect((await instalments(scene)).slice(2, 4).map(({ state }) => state)).toEqual(['planned', 'planned'])
    await expect(world.asSystem((db) => db.updateTable('fund.instalment').set({ state: 'due' }).where('id', '=', other.id).execute())).rejects.toMatchObject({ code: 'JY003' })
    expect(await hands.maker.does(decideStage, { stageId, outcome: 'passed', document: '中期评估结论 1 号' })).toEqual({ dueFen: 3_001n, stoppedFen: 0n })
    expect((await hands.maker.asks(getStages, { awardId })).stages).toMatchObject([
      { instalmentNo: 2, amountFen: 3_001n, parts: [{ payer: 'city', lineId: city, amountFen: 1_800n, state: 'due' }, { payer: 'county', lineId: county, amountFen: 1_201n, state: 'due' }] },
    ])
    expect([await payAll(world, hands, city), await payAll(world, hands, county)]).toEqual([4_200n, 2_802n])
    expect(await hands.maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [], paidFen: 7_002n })
    await expect(hands.maker.does(drawSettlement, { countyCode, from: plainDate('2026-01-01'), to: world.today })).rejects.toMatchObject({ code: 'nothingToSettle' })
    expect(await hands.maker.does(replayAward, { awardId })).toMatchObject({ same: true })
  })

  test.for([
    ['one fen: the city’s part rounds down to nothing and stops whole', 1n, [['city', 1_800n, 'stopped'], ['county', 1n, 'due']]],
    ['a sum that does not divide: the last payer takes the odd fen', 1_000n, [['city', 599n, 'due'], ['county', 401n, 'due']]],
    ['a fen less than the whole: the county’s part goes on as it is', 3_000n, [['city', 1_799n, 'due'], ['county', 1_201n, 'due']]],
  ] as const)('reduced to %s', async ([, keep, parts], { world }) => {
    const scene = await shared(world)
    const { city, county, hands } = scene
    const stageId = await assessed(scene, 2)
    const reduce = { stageId, outcome: 'reduced' as const, document: '中期评估结论 2 号' }
    await expect(hands.maker.does(decideStage, { ...reduce, keep: fen(3_001n) })).rejects.toMatchObject({ code: 'keepWrong' })
    expect(await hands.maker.does(decideStage, { ...reduce, keep: fen(keep) })).toEqual({ dueFen: keep, stoppedFen: fen(3_001n - keep) })
    expect((await instalments(scene)).filter(({ no }) => no === 2).map(({ payer, amountFen, state }) => [payer, amountFen, state])).toEqual(parts)
    const due = (payer: string) => parts.reduce((sum, [of, amount, state]) => sum + (of === payer && state === 'due' ? amount : 0n), 0n)
    expect([await balancesOf(world, city), await balancesOf(world, county)]).toMatchObject([{ committedFen: 6_000n - 1_800n + due('city') }, { committedFen: 4_003n - 1_201n + due('county') }])
    expect([await payAll(world, hands, city), await payAll(world, hands, county)]).toEqual([2_400n + due('city'), 1_601n + due('county')])
    expect(await hands.maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [] })
  })

  test('failed, every part of it and of later ones goes back to its own line, also when the county decides', async ({ world }) => {
    const scene = await shared(world)
    const { city, county } = scene
    const stageId = await assessed(scene, 2)
    const theirs = await world.staff('financeMaker', countyCode)
    expect(await theirs.does(decideStage, { stageId, outcome: 'failed', document: '中期评估结论 3 号' })).toEqual({ dueFen: 0n, stoppedFen: 6_002n })
    expect([await balancesOf(world, city), await balancesOf(world, county)]).toMatchObject([{ committedFen: 2_400n, availableFen: yuan(1_000) - 2_400n }, { committedFen: 1_601n, availableFen: yuan(1_000) - 1_601n }])
  })

  test('a part that was stopped by hand stays stopped; a stage with no open part is not decided', async ({ world }) => {
    const scene = await shared(world)
    const { hands, office } = scene
    const stageId = await assessed(scene, 2)
    const stop = async (payer: string) => hands.maker.does(stopInstalment, { instalmentId: need((await instalments(scene)).find((part) => part.no === 2 && part.payer === payer)).id, reason: '本级不再承担' })
    await stop('county')
    expect(await hands.maker.does(decideStage, { stageId, outcome: 'passed', document: '中期评估结论 4 号' })).toEqual({ dueFen: 1_800n, stoppedFen: 0n })
    await expect(office.does(planStage, { instalmentId: need((await instalments(scene)).find(({ no }) => no === 1)).id, title: '立项', match: yuan(0) })).rejects.toMatchObject({ code: 'notPlanned' })
  })

  test('what a dissolved team owes back is claimed by the line that paid it, and comes back to each', async ({ world }) => {
    const scene = await shared(world)
    const { city, county, hands: { maker, checker } } = scene
    await payAll(world, scene.hands, city)
    await payAll(world, scene.hands, county)
    world.setToday('2026-12-20')
    const obligationId = need((await maker.lists(listObligations, {})).rows[0]).id
    const { breachId } = await maker.does(openBreach, { obligationId, evidence: '团队已经解散，见解散决定', happenedOn: plainDate('2026-12-15') })
    world.setToday('2027-01-18')
    const { proposedFen } = await maker.does(proposeBreach, { breachId, proposal: 'breach', note: '查明属实，按条款退回' })
    await checker.does(decideBreach, { breachId, agree: true, note: '同意' })
    const pages = await Promise.all((await maker.asks(getBreach, { breachId })).claims.map(({ id }) => maker.asks(getClaim, { claimId: id })))
    expect(pages.map(({ lineId }) => lineId).toSorted()).toEqual([city, county].toSorted())
    expect(pages.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(proposedFen)
    for (const { id, lineId, amountFen } of pages) {
      await maker.does(recordRepayment, { claimId: id, amount: amountFen, receivedOn: world.today, bankSerial: `QY-${lineId.slice(-8)}` })
      expect(await balancesOf(world, lineId)).toMatchObject({ receivableFen: 0n, recoveredFen: amountFen, committedFen: 0n })
    }
  })
})
