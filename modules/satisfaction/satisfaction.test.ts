import { describe, expect } from 'vitest'
import { agree, decide, submit, withdraw } from '../../cases/contract.ts'
import { makeBatch, releaseBatch, takeReturn } from '../../fund/payment-contract.ts'
import { yuan } from '../../kernel/types.ts'
import { askFigure } from '../../indicators/contract.ts'
import { CaseWorld, shortPath, stepOf, test } from '../../test/case-desks.ts'
import { awarded, cardNumber, openLineWith, returnOf } from '../../test/fund.ts'
import { Said, type Somebody } from '../../test/world.ts'
import { listLow, mySurveys, rateCase, respond, skipRating } from './contract.ts'

const measure = 'settling-in-subsidy'
const saidBy = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: unknown) => (error instanceof Said ? (error.code ?? error.kind) : Promise.reject(error)))

/** A case of this measure, decided; with money or without. */
const decided = async (desk: CaseWorld, gives: 'status' | 'money') => {
  desk.edition(gives === 'money' ? { path: shortPath } : { path: shortPath, gives, amount: null, budget: null })
  const { ana } = await desk.eligible()
  const { county, office } = await desk.offices()
  const { caseId } = await ana.does(submit, { measure, answers: {} })
  await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
  await office.does(decide, { stepId: await stepOf(office, caseId), opinion: '' })
  await desk.world.runJobs()
  return { ana, caseId, office }
}
const only = async (who: Somebody) => {
  const [survey] = (await who.asks(mySurveys, {})).surveys
  if (!survey) throw new Error('nothing is asked')
  return survey
}

describe('asking after a case', () => {
  test('a case without money is asked about once it is closed, once only, with a message', async ({ desk }) => {
    const { ana, caseId } = await decided(desk, 'status')
    const survey = await only(ana)
    expect(survey).toMatchObject({ caseId, cause: 'closed', until: '2026-07-15', open: true, rating: null })
    const told = await desk.world.asSystem((db) => db.selectFrom('kernel.message').select(['topic', 'recipientId']).where('kind', '=', 'satisfaction.asked').execute())
    expect(told).toEqual([{ topic: 'feedback', recipientId: ana.personId }])
    // The event again: nobody is asked twice.
    await desk.world.runJob('satisfaction.askAfterClosing', { caseId, number: survey.number, from: 'toDecide', to: 'decided', verb: 'decide' })
    expect((await ana.asks(mySurveys, {})).surveys).toHaveLength(1)
  })

  test('a case with money is asked about when the money has come', async ({ desk }) => {
    const { ana, caseId } = await decided(desk, 'money')
    expect((await ana.asks(mySurveys, {})).surveys).toEqual([])
    const { world } = desk
    await world.post(ana.cookie, 'fund.giveAccount', { bank: '青屿银行', number: cardNumber(900) })
    const line = await openLineWith(world, yuan(1_000_000))
    await awarded(world, line.code, yuan(600), { account: false, caseId, holder: { kind: 'person', id: ana.personId } })
    const [maker, checker] = [await world.staff('financeMaker'), await world.staff('financeChecker')]
    const batch = await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    await checker.does(releaseBatch, { batchId: batch.batchId })
    await world.runJobs()
    expect((await ana.asks(mySurveys, {})).surveys).toEqual([])
    await maker.does(takeReturn, { batchId: batch.batchId, text: returnOf(batch.number, world.today, [{ seq: 1, amount: yuan(600), says: 'S' }]) })
    await world.runJobs()
    expect(await only(ana)).toMatchObject({ caseId, cause: 'paid' })
  })

  test('what was withdrawn is not asked about', async ({ desk }) => {
    desk.edition({ path: shortPath, gives: 'status', amount: null, budget: null })
    const { ana } = await desk.eligible()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    await ana.does(withdraw, { caseId, note: '不办了' })
    await desk.world.runJobs()
    expect((await ana.asks(mySurveys, {})).surveys).toEqual([])
  })
})

describe('answering', () => {
  test('is done once, within thirty days, by the person alone, and may be left', async ({ desk }) => {
    const { ana } = await decided(desk, 'status')
    const { id: surveyId } = await only(ana)
    const stranger = await desk.world.talent({ name: '旁人' })
    expect(await saidBy(stranger.does(rateCase, { surveyId, rating: 1, words: '' }))).toBe('missing')
    desk.world.setToday('2026-07-16')
    expect(await saidBy(ana.does(rateCase, { surveyId, rating: 5, words: '' }))).toBe('over')
    expect(await saidBy(ana.does(skipRating, { surveyId }))).toBe('over')
    expect((await only(ana)).open).toBe(false)
    desk.world.setToday('2026-07-15')
    await ana.does(rateCase, { surveyId, rating: 4, words: '还可以' })
    expect(await saidBy(ana.does(rateCase, { surveyId, rating: 5, words: '' }))).toBe('answered')
    expect(await saidBy(ana.does(skipRating, { surveyId }))).toBe('answered')
    await expect(desk.world.database.as({ actor: { accountId: ana.accountId, name: '甲', role: 'talent', scope: undefined, department: undefined, personId: ana.personId, employerId: undefined }, today: desk.world.today }, (db) => db.updateTable('satisfaction.survey').set({ rating: 1 }).where('id', '=', surveyId).execute())).rejects.toMatchObject({ code: 'JY001' })
  })

  test('a low one is work for the office of the place; the person reads what it says, and it counts in the figures', async ({ desk }) => {
    const { ana } = await decided(desk, 'status')
    const { id: surveyId } = await only(ana)
    await ana.does(rateCase, { surveyId, rating: 2, words: '材料交了两遍' })
    const { world } = desk
    const [here, away] = [await world.staff('talentOffice', '980101'), await world.staff('talentOffice', '980104')]
    expect((await away.lists(listLow, {})).rows).toEqual([])
    expect((await here.lists(listLow, { waiting: '1' })).rows).toMatchObject([{ rating: 2, words: '材料交了两遍', response: null }])
    expect(await saidBy(away.does(respond, { surveyId, response: '已经改了' }))).toBe('missing')
    await here.does(respond, { surveyId, response: '已请窗口改为一次收齐' })
    expect(await saidBy(here.does(respond, { surveyId, response: '再说一遍' }))).toBe('responded')
    expect((await here.lists(listLow, { waiting: '1' })).rows).toEqual([])
    await world.runJobs()
    expect(await only(ana)).toMatchObject({ response: '已请窗口改为一次收齐' })
    const city = await world.staff('leader', '9801')
    for (const [id, value] of [['case.asked', '1'], ['case.ratings', '1'], ['case.satisfaction', '2.0'], ['case.low-ratings', '1']] as const) expect([id, (await city.asks(askFigure, { id })).figure.value]).toEqual([id, value])
  })

  test('a good one asks for no response', async ({ desk }) => {
    const { ana } = await decided(desk, 'status')
    const { id: surveyId } = await only(ana)
    await ana.does(rateCase, { surveyId, rating: 3, words: '' })
    expect(await saidBy((await desk.world.staff('talentOffice', '980101')).does(respond, { surveyId, response: '谢谢您的评价' }))).toBe('notLow')
  })
})
