import { describe, expect } from 'vitest'
import { balancesOf, granted, knows, measureText, money, night, person, publishMeasures } from '../../test/awards.ts'
import { test, type World } from '../../test/world.ts'
import { yuan, type Id, type PlainDate } from '../../kernel/types.ts'
import { openLineWith } from '../../test/fund.ts'
import { getAward, recordAwardEvent, signAgreement, suspendInstalment } from './contract.ts'
import { stopInstalment } from '../contract.ts'

/** Two parts of 500 yuan that wait for a signature, on a line on which somebody else's 1,000 are reserved and 1,000 committed. */
const waiting = async (world: World) => {
  const schedule = `[{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration("P1Y")' }]`
  await publishMeasures(world, { g: measureText('g', money(1_000, schedule), 'obligation: { serve: P5Y, breach: pro-rata, agreement: P30D }\n'), p: measureText('p', money(1_000, schedule)) })
  const line = await openLineWith(world, yuan(10_000))
  const holder = async () => {
    const id = await world.person()
    await knows(world, id, { 学位: '硕士' })
    return person(id)
  }
  await granted(world, 'p', await holder(), { line })
  await granted(world, 'g', await holder(), { line })
  const { awardId } = await granted(world, 'g', await holder(), { line })
  const [first, second] = (await (await world.staff('leader')).asks(getAward, { awardId })).instalments
  if (!first || !second) throw new Error('two instalments')
  return { awardId, lineId: line.id, first: first.id, second: second.id }
}

const reservedAndCommitted = async (world: World, lineId: Id<'budgetLine'>) => {
  const { reservedFen, committedFen, availableFen } = await balancesOf(world, lineId)
  return [reservedFen, committedFen, availableFen]
}

describe('an award whose agreement is not signed yet', () => {
  test('an instalment stopped by finance sets free what was reserved, not what is committed to others; the signature commits the rest', async ({ world }) => {
    const { awardId, lineId, second } = await waiting(world)
    const [checker, office] = [await world.staff('financeChecker'), await world.staff('talentOffice')]
    expect(await reservedAndCommitted(world, lineId)).toEqual([yuan(2_000), yuan(1_000), yuan(7_000)])
    await checker.does(stopInstalment, { instalmentId: second, reason: '本人放弃' })
    expect(await reservedAndCommitted(world, lineId)).toEqual([yuan(1_500), yuan(1_000), yuan(7_500)])
    expect(await office.does(signAgreement, { awardId, signedOn: world.today, document: '协议 2026-001' })).toEqual({ committedFen: yuan(500) })
    expect(await reservedAndCommitted(world, lineId)).toEqual([yuan(1_000), yuan(1_500), yuan(7_500)])
  })

  test('a signature after an event that stopped a part commits what is left', async ({ world }) => {
    const { awardId, lineId } = await waiting(world)
    const office = await world.staff('talentOffice')
    world.setToday('2026-06-20')
    expect(await office.does(recordAwardEvent, { awardId, kind: 'stopped', happenedOn: '2026-06-18' as PlainDate, document: '本人来函 1 号', says: '本人放弃第二期' })).toMatchObject({ stopped: 1, stoppedFen: yuan(500) })
    expect(await office.does(signAgreement, { awardId, signedOn: world.today, document: '协议 2026-001' })).toEqual({ committedFen: yuan(500) })
    expect(await reservedAndCommitted(world, lineId)).toEqual([yuan(1_000), yuan(1_500), yuan(7_500)])
    await night(world)
    expect((await office.asks(getAward, { awardId })).instalments.map(({ state }) => state)).toEqual(['due', 'stopped'])
  })

  test('nothing of it is suspended: it does not fall due anyway', async ({ world }) => {
    const { first } = await waiting(world)
    const office = await world.staff('talentOffice')
    await expect(office.does(suspendInstalment, { instalmentId: first, reason: '账户正在核实' })).rejects.toMatchObject({ code: 'unsigned' })
  })
})
