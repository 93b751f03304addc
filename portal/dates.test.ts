import { describe, expect } from 'vitest'
import { reject, sendBack, submit } from '../cases/contract.ts'
import { nightlyMatch } from '../measures/contract.ts'
import { openLineOf } from '../test/fund.ts'
import { granted, knows, measureText, money, person, publishMeasures } from '../test/awards.ts'
import { shortPath, stepOf, test as onDesk, type CaseWorld } from '../test/case-desks.ts'
import { measure, publish, recognise } from '../test/library.ts'
import { everyRole, answerOf, somebodyAs } from '../test/may.ts'
import { test, type Somebody } from '../test/world.ts'
import { yuan } from '../kernel/types.ts'
import { myDates } from './contract.ts'

/** Each kind of day that a person's records name: it is there while it lies ahead, and gone when it has passed or been met. */

const days = async (who: Somebody) => (await who.asks(myDates, {})).dates.map(({ on, kind }) => [on, kind])

test('of everybody only a talent has dates of his own', async ({ world }) => {
  for (const role of everyRole) {
    const answer = await answerOf((await somebodyAs(world, role)).asks(myDates, {}))
    expect([role, answer]).toEqual([role, role === 'talent' ? 'yes' : 'denied'])
  }
})

describe('a case', () => {
  const filed = async (desk: CaseWorld) => {
    desk.edition({ path: shortPath })
    const { ana } = await desk.eligible()
    const { county } = await desk.offices()
    const { caseId } = await ana.does(submit, { measure: 'settling-in-subsidy', answers: {} })
    return { ana, county, caseId, stepId: await stepOf(county, caseId) }
  }
  onDesk('sent back: until when it must be completed, and not after', async ({ desk }) => {
    const { ana, county, stepId } = await filed(desk)
    expect(await days(ana)).toEqual([])
    await county.does(sendBack, { stepId, lacking: ['劳动合同'] })
    expect(await days(ana)).toEqual([['2026-07-07', 'supplement']])
    desk.world.setToday('2026-07-08')
    expect(await days(ana)).toEqual([])
  })
  onDesk('rejected: the sixtieth day is the last on which it may be appealed', async ({ desk }) => {
    const { ana, county, stepId } = await filed(desk)
    await county.does(reject, { stepId, ground: { condition: 0 }, opinion: '类别已撤销' })
    expect(await days(ana)).toEqual([['2026-08-14', 'appeal']])
    desk.world.setToday('2026-08-15')
    expect(await days(ana)).toEqual([])
  })
})

test('an award: until when it must be signed; how long one serves and keeps a home; the next payment', async ({ world }) => {
  await publishMeasures(world, { o: measureText('o', money(60_000, `[{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration("P1Y")' }]`), 'obligation: { serve: P2Y, breach: pro-rata }\n') })
  const talent = await world.talent()
  await knows(world, talent.personId, { 学位: '硕士' })
  await granted(world, 'o', person(talent.personId))
  expect(await days(talent)).toEqual([['2026-06-15', 'instalment'], ['2027-06-15', 'instalment'], ['2028-06-15', 'service']])
  // A state that takes an agreement, or a flat, and no other difference.
  await world.database.adminQuery(`set session_replication_role = replica; update fund.award set state = 'reserved', sign_by = '2026-07-10'; update fund.obligation set lock_to = '2029-01-01'`)
  expect(await days(talent)).toEqual([['2026-06-15', 'instalment'], ['2026-07-10', 'sign'], ['2027-06-15', 'instalment'], ['2028-06-15', 'service'], ['2029-01-01', 'lock']])
  expect(await days(await world.talent())).toEqual([])
})

test('a class in its last year, and an offer that wants a yes', async ({ world }) => {
  await publish(world, { 'young.yaml': measure({ to: '2026-09-30' }).replace('delivery: apply', 'delivery: proactive') })
  await openLineOf(world, { year: 2026, code: 'talent/living', amount: yuan(1_000_000) })
  const ana = await world.talent({ name: '沈知远', employerId: await world.employer() })
  await recognise(world, ana.personId, 'D')
  expect(await days(ana)).toEqual([])
  await world.database.adminQuery(`set session_replication_role = replica; update registry.talent_class set valid_to = '2027-06-15'`)
  await world.runJob(nightlyMatch.name)
  expect(await days(ana)).toEqual([['2026-09-30', 'confirm'], ['2027-06-15', 'class']])
  world.setToday('2026-06-14')
  expect((await days(ana)).map(([, kind]) => kind)).not.toContain('class')
})
