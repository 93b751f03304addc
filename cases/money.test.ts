import { expect } from 'vitest'
import { exampleFund } from '../fund/example.ts'
import { fen, wan, type Fen, type Id } from '../kernel/types.ts'
import { listInstalments, stopInstalment } from '../fund/contract.ts'
import type { EditionSummary } from '../measures/types.ts'
import { shortPath, test, type CaseWorld } from '../test/case-desks.ts'
import { agree, decide, submit } from './contract.ts'
import { getCasePage } from './reading/contract.ts'

/** With the city's own fund: its line talent/settling-in holds 6000 万元 a year. */
const measure = 'settling-in-subsidy'

const atDecision = async (desk: CaseWorld, people: number, amount: Fen, quota: EditionSummary['quota'] = null) => {
  desk.desks.realFund = true
  await desk.world.asSystem((db) => exampleFund(db, { today: desk.world.today }))
  desk.edition({ path: shortPath, amount, quota })
  const { county, office } = await desk.offices()
  const ready: { caseId: Id<'case'>; stepId: Id<'step'> }[] = []
  for (let count = 0; count < people; count++) {
    const { ana } = await desk.eligible()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    const { stepId: review } = await county.asks(getCasePage, { caseId })
    await county.does(agree, { stepId: review ?? ('' as Id<'step'>), opinion: '' })
    const { stepId } = await office.asks(getCasePage, { caseId })
    ready.push({ caseId, stepId: stepId ?? ('' as Id<'step'>) })
  }
  return { office, ready }
}
const lineOf = (desk: CaseWorld) =>
  desk.world.asSystem((db) => db.selectFrom('pub.budgetLineBalance').select(['committedFen']).where('code', '=', 'talent/settling-in').where('year', '=', 2026).executeTakeFirstOrThrow())
const awards = (desk: CaseWorld) => desk.world.asSystem((db) => db.selectFrom('pub.award').select(['caseId', 'amountFen']).execute())

// clause: ASVS 2.3.3; ASVS 16.5.3
test('one fen more than the line holds is refused, and neither award nor decision stays', async ({ desk }) => {
  const { office, ready } = await atDecision(desk, 1, fen(wan(6000) + 1n))
  const [only] = ready
  await expect(office.does(decide, { stepId: only!.stepId, opinion: '' })).rejects.toMatchObject({ code: 'budgetShort', message: '预算余额不足：还差 0.01 元' })
  expect(await office.asks(getCasePage, { caseId: only!.caseId })).toMatchObject({ state: 'toDecide', awardId: null })
  expect(await awards(desk)).toEqual([])
  expect(await lineOf(desk)).toEqual({ committedFen: 0n })
})

test('eight decisions at once over a line for six: six are decided, two told how much is short, and the line is used to the fen', async ({ desk }) => {
  const { office, ready } = await atDecision(desk, 8, wan(1000))
  const answers = await Promise.allSettled(ready.map(({ stepId }) => office.does(decide, { stepId, opinion: '' })))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'budgetShort' })
  const states = await Promise.all(ready.map(async ({ caseId }) => (await office.asks(getCasePage, { caseId })).state))
  expect(states.toSorted()).toEqual([...Array.from({ length: 6 }, () => 'decided'), 'toDecide', 'toDecide'])
  expect(await awards(desk)).toHaveLength(6)
  expect(await lineOf(desk)).toEqual({ committedFen: wan(6000) })
})

test('a decision sent twice with one key commits once', async ({ desk }) => {
  const { office, ready } = await atDecision(desk, 1, wan(60))
  const stepId = ready[0]!.stepId
  const answers = await Promise.all(Array.from({ length: 10 }, () => office.does(decide, { stepId, opinion: '' }, { key: 'decide-1' })))
  expect(new Set(answers.map(({ awardId }) => awardId)).size).toBe(1)
  expect(await lineOf(desk)).toEqual({ committedFen: wan(60) })
})

test('of two measures of one exclusive group a person gets one: the second decision is refused and commits nothing', async ({ desk }) => {
  desk.desks.realFund = true
  await desk.world.asSystem((db) => exampleFund(db, { today: desk.world.today }))
  const { county, office } = await desk.offices()
  const { ana } = await desk.eligible()
  const decideOne = async (name: string) => {
    desk.edition({ measure: name, path: shortPath, amount: wan(10), exclusiveGroup: '安家住房' })
    const { caseId } = await ana.does(submit, { measure: name, answers: {} })
    const { stepId: review } = await county.asks(getCasePage, { caseId })
    await county.does(agree, { stepId: review ?? ('' as Id<'step'>), opinion: '' })
    const { stepId } = await office.asks(getCasePage, { caseId })
    return office.does(decide, { stepId: stepId ?? ('' as Id<'step'>), opinion: '' })
  }
  await decideOne('settling-in-subsidy')
  await expect(decideOne('rent-subsidy')).rejects.toMatchObject({ code: 'alreadyAwarded' })
  expect(await awards(desk)).toHaveLength(1)
})

const places = (desk: CaseWorld) => desk.world.asSystem((db) => db.selectFrom('fund.quota').select(['period', 'places', 'taken']).execute())

test('eight decisions at once over five places: five are decided, three told that the places are taken', async ({ desk }) => {
  const { office, ready } = await atDecision(desk, 8, wan(1), { places: 5, per: 'year' })
  const answers = await Promise.allSettled(ready.map(({ stepId }) => office.does(decide, { stepId, opinion: '' })))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'quotaFull', message: '名额已经用完：2026 年共 5 个' })
  expect(await awards(desk)).toHaveLength(5)
  expect(await places(desk)).toEqual([{ period: '2026', places: 5, taken: 5 }])
})

test('a decision that the budget refuses holds no place; an award stopped before a fen was paid gives its place to the next', async ({ desk }) => {
  const { office, ready } = await atDecision(desk, 3, wan(2500), { places: 2, per: 'edition' })
  const [first, second, third] = ready.map(({ stepId }) => stepId)
  await office.does(decide, { stepId: first!, opinion: '' })
  await office.does(decide, { stepId: second!, opinion: '' })
  await expect(office.does(decide, { stepId: third!, opinion: '' })).rejects.toMatchObject({ code: 'quotaFull', message: '名额已经用完：共 2 个' })
  const maker = await desk.world.staff('financeMaker')
  const [instalment] = (await maker.lists(listInstalments, {})).rows
  await maker.does(stopInstalment, { instalmentId: instalment!.id, reason: '本人放弃' })
  expect(await places(desk)).toEqual([{ period: 'edition-2', places: 2, taken: 1 }])
  await office.does(decide, { stepId: third!, opinion: '' })
  expect(await places(desk)).toEqual([{ period: 'edition-2', places: 2, taken: 2 }])
})

test('places are no business of hands without a decision: the app cannot write them', async ({ desk }) => {
  await atDecision(desk, 1, wan(1), { places: 1, per: 'year' })
  await expect(desk.world.asSystem((db) => db.insertInto('fund.quota').values({ measure: 'x', period: '2026', places: 9 }).execute())).rejects.toMatchObject({ code: '42501' })
})
