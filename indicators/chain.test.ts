import { expect } from 'vitest'
import { agree, decide, submit } from '../cases/contract.ts'
import { getCasePage } from '../cases/reading/contract.ts'
import { exampleFund } from '../fund/example.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { wan, type Id } from '../kernel/types.ts'
import { shortPath, test } from '../test/case-desks.ts'
import type { Somebody } from '../test/world.ts'
import { askFigures, listRecords } from './contract.ts'

const valuesOf = async (who: Somebody, ids: readonly string[], asOf?: string) => {
  const { figures } = await who.asks(askFigures, { ids: [...ids], ...(asOf ? { asOf: plainDate(asOf) } : {}) })
  return Object.fromEntries(figures.map(({ id, value }) => [id, value]))
}

/** Three cases of the short path in 临海区: one decided six working days later, one with the city, one that nobody has touched. */
test('the figures move with the cases and the money: filed, open, overdue, decided, days taken, committed', async ({ desk }) => {
  const { world } = desk
  desk.desks.realFund = true
  await world.asSystem((db) => exampleFund(db, { today: world.today }))
  desk.edition({ path: shortPath, amount: wan(60) })
  const { county, office } = await desk.offices()
  const caseIds: Id<'case'>[] = []
  for (const name of ['安然', '薄云', '沈知远']) {
    const { ana } = await desk.eligible({ name })
    caseIds.push((await ana.does(submit, { measure: 'settling-in-subsidy', answers: {} })).caseId)
  }
  for (const caseId of caseIds.slice(0, 2)) {
    const { stepId } = await county.asks(getCasePage, { caseId })
    await county.does(agree, { stepId: stepId ?? ('' as Id<'step'>), opinion: '' })
  }
  world.setToday('2026-06-24')
  const { stepId } = await office.asks(getCasePage, { caseId: caseIds[0] ?? ('' as Id<'case'>) })
  await office.does(decide, { stepId: stepId ?? ('' as Id<'step'>), opinion: '' })

  const leader = await world.staff('leader')
  const ids = ['case.filed', 'case.open', 'case.inReview', 'case.toDecide', 'case.decided', 'case.decision-days', 'case.overdue']
  // Filed on Monday the 15th, decided on Wednesday the 24th; the 19th is the Dragon Boat holiday: 16, 17, 18, 22, 23, 24.
  expect(await valuesOf(leader, ids)).toEqual({ 'case.filed': '3', 'case.open': '2', 'case.inReview': '1', 'case.toDecide': '1', 'case.decided': '1', 'case.decision-days': '6.0', 'case.overdue': '2' })
  expect(await valuesOf(leader, ['case.open', 'case.decided', 'case.inReview'], '2026-06-23')).toEqual({ 'case.open': '3', 'case.decided': '0', 'case.inReview': null })
  expect(await valuesOf(leader, ['fund.obligated', 'fund.awarded', 'fund.available', 'fund.paid'])).toEqual({ 'fund.obligated': '60000000', 'fund.awarded': '60000000', 'fund.available': '29940000000', 'fund.paid': '0' })

  for (const id of ['case.filed', 'case.open', 'case.inReview', 'case.decided', 'case.overdue', 'fund.awarded']) {
    const { total } = await leader.lists(listRecords, { figure: id })
    expect([id, String(total)]).toEqual([id, id === 'fund.awarded' ? '1' : (await valuesOf(leader, [id]))[id]])
  }
  expect((await leader.lists(listRecords, { figure: 'case.decision-days' })).rows).toMatchObject([{ subjectId: caseIds[0], amount: '6 个工作日', detail: '安*' }])
  expect(await valuesOf(await world.staff('leader', '980104'), ['case.filed', 'fund.awarded'])).toEqual({ 'case.filed': '0', 'fund.awarded': '0' })
})
