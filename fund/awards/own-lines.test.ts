import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { balancesOf, decideFor, depart, granted, knows, measureText, money, night, person, publishMeasures } from '../../test/awards.ts'
import { cardNumber, desk, openLineOf, returnOf, type Desk } from '../../test/fund.ts'
import { test, type World } from '../../test/world.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { fen, yuan, type Fen, type Id } from '../../kernel/types.ts'
import { drawSettlement } from '../budget/settlement-contract.ts'
import { stopInstalment } from '../contract.ts'
import { move, post } from '../ledger.ts'
import { listMyPayments } from '../payee-contract.ts'
import { listBatchItems, makeBatch, reconcile, releaseBatch, takeReturn } from '../payment-contract.ts'
import { getClaim, recordRepayment } from '../recovery/claim-contract.ts'
import { decideBreach, getBreach, listBreaches, proposeBreach } from '../recovery/contract.ts'
import { cancelUnsigned, getAward, replayAward, signAgreement } from './contract.ts'

const county = '980101'
const code = 'test/own'
const shared = (amount: number, paidBy: string, schedule = "[{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration(\"P1Y\")' }]"): string => money(amount, schedule).replace(/ }$/, `, paidBy: ${paidBy} }`)
const halves = '{ 市级: 50%, 县区: 50% }'

/** A line of the city and, unless it has none, one of the county, both of one code and year. */
const lines = async (world: World, { city = yuan(100_000), own = yuan(100_000), year = 2026 }: { city?: Fen; own?: Fen | null; year?: number } = {}) => ({
  city: await openLineOf(world, { year, code, amount: city }),
  county: own === null ? undefined : await openLineOf(world, { place: county, year, code, amount: own }),
})

const holderOf = async (world: World) => {
  const talent = await world.talent()
  await world.post(talent.cookie, 'fund.giveAccount', { bank: '青屿银行', number: cardNumber(77) })
  await knows(world, talent.personId, { 学位: '硕士' })
  return talent
}
const lineOf = (id: Id<'budgetLine'>) => ({ line: { id, code } })
const need = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('it is not there')
  return value
}

/** Everything due on one line goes through batch, bank and return. */
const payAll = async (world: World, { maker, checker }: Desk, lineId: Id<'budgetLine'>, says: 'S' | 'B1' = 'S') => {
  const { batchId, number, totalFen } = await maker.does(makeBatch, { lineId, dueBy: world.today })
  await checker.does(releaseBatch, { batchId })
  const { rows } = await maker.lists(listBatchItems, { batchId }, { limit: 50 })
  await maker.does(takeReturn, { batchId, text: returnOf(number, world.today, rows.map(({ seq, amountFen }) => ({ seq, amount: amountFen, says }))) })
  return totalFen
}

describe('an award whose payers have lines of their own', () => {
  test('is committed on both to the fen, paid from both by their own desks, reconciled, and leaves nothing to settle', async ({ world }) => {
    await publishMeasures(world, { o: measureText('o', shared(100.01, halves), `limits: { budget: ${code} }\n`) })
    const own = await lines(world)
    const talent = await holderOf(world)
    const award = await granted(world, 'o', person(talent.personId), lineOf(own.city))
    // 50.01 and 50.00: the instalments; of the first the city bears 25.00 and the county the odd fen.
    expect(award.amount).toBe(10_001n)
    expect([(await balancesOf(world, own.city)).committedFen, (await balancesOf(world, need(own.county))).committedFen]).toEqual([5_000n, 5_001n])
    const [hands, theirs] = [await desk(world), { maker: await world.staff('financeMaker', county), checker: await world.staff('financeChecker', county) }]
    const page = await hands.maker.asks(getAward, { awardId: award.awardId })
    expect(page).toMatchObject({ way: 'ownLines', cityShareFen: 5_000n, countyShareFen: 5_001n, outside: [] })
    expect(page.parts.map(({ payer, lineId, amountFen }) => ({ payer, lineId, amountFen }))).toEqual([{ payer: 'city', lineId: own.city, amountFen: 5_000n }, { payer: 'county', lineId: own.county, amountFen: 5_001n }])
    expect(page.instalments.map(({ no, payer, amountFen, state }) => [no, payer, amountFen, state])).toEqual([[1, 'city', 2_500n, 'due'], [1, 'county', 2_501n, 'due'], [2, 'city', 2_500n, 'planned'], [2, 'county', 2_500n, 'planned']])
    await expect(theirs.maker.does(makeBatch, { lineId: own.city, dueBy: world.today })).rejects.toMatchObject({ code: 'notYourLine' })
    expect(await payAll(world, hands, own.city)).toBe(2_500n)
    expect(await payAll(world, theirs, need(own.county))).toBe(2_501n)
    expect([(await balancesOf(world, own.city)).paidFen, (await balancesOf(world, need(own.county))).paidFen]).toEqual([2_500n, 2_501n])
    expect((await talent.lists(listMyPayments, {}, { sort: '-paidOn' })).rows.map(({ no, amountFen, awardFen }) => [no, amountFen, awardFen]).toSorted()).toEqual([[1, 2_500n, 10_001n], [1, 2_501n, 10_001n]])
    expect(await hands.maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [], paidFen: 5_001n })
    await expect(hands.maker.does(drawSettlement, { countyCode: county, from: plainDate('2026-01-01'), to: world.today })).rejects.toMatchObject({ code: 'nothingToSettle' })
    expect(await hands.maker.does(replayAward, { awardId: award.awardId })).toMatchObject({ same: true })
  })

  test('a payment that the bank sends back is due again on its own line, and the other part is paid', async ({ world }) => {
    await publishMeasures(world, { o: measureText('o', shared(100, halves, '[{ share: 100%, due: 申请日 }]'), `limits: { budget: ${code} }\n`) })
    const own = await lines(world)
    await granted(world, 'o', person((await holderOf(world)).personId), lineOf(own.city))
    const hands = await desk(world)
    await payAll(world, hands, own.city, 'B1')
    await payAll(world, hands, need(own.county))
    expect(await balancesOf(world, own.city)).toMatchObject({ committedFen: yuan(50), paidFen: 0n })
    expect(await balancesOf(world, need(own.county))).toMatchObject({ committedFen: 0n, paidFen: yuan(50) })
    await payAll(world, hands, own.city)
    expect(await hands.maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [], paidFen: yuan(100) })
  })

  test.for([
    ['city', '青屿市', { city: fen(yuan(50) - 1n) }],
    ['county', '临海区', { own: fen(yuan(50) - 1n) }],
  ] as const)('one fen short on the line of the %s: nothing is committed on either, and the sentence says which', async ([, place, short], { world }) => {
    await publishMeasures(world, { o: measureText('o', shared(100, halves), `limits: { budget: ${code} }\n`) })
    const own = await lines(world, short)
    const result = await decideFor(world, 'o', person((await holderOf(world)).personId), lineOf(own.city))
    expect(result).toMatchObject({ ok: false, reason: 'budgetShort', shortBy: 1n, line: `${place}“科目 ${code}”` })
    for (const id of [own.city, need(own.county)]) expect(await balancesOf(world, id)).toMatchObject({ reservedFen: 0n, committedFen: 0n })
    expect((await world.asSystem((db) => sql`select from fund.award`.execute(db))).rows).toHaveLength(0)
  })

  test('where the county has no line of that code the city’s pays all, and they settle; the page says so', async ({ world }) => {
    await publishMeasures(world, { o: measureText('o', shared(100.01, halves, '[{ share: 100%, due: 申请日 }]'), `limits: { budget: ${code} }\n`) })
    const own = await lines(world, { own: null })
    const award = await granted(world, 'o', person((await holderOf(world)).personId), lineOf(own.city))
    const hands = await desk(world)
    expect(await hands.maker.asks(getAward, { awardId: award.awardId })).toMatchObject({ way: 'oneLine', cityShareFen: 5_000n, countyShareFen: 5_001n, parts: [{ payer: null, lineId: own.city, amountFen: 10_001n }] })
    await payAll(world, hands, own.city)
    expect(await hands.maker.does(drawSettlement, { countyCode: county, from: plainDate('2026-01-01'), to: world.today })).toMatchObject({ countyOwesFen: 5_001n })
  })

  test('what the employer bears is on record beside the award and on no line; the award computes again to the fen', async ({ world }) => {
    await publishMeasures(world, { o: measureText('o', shared(1_000.01, '{ 市级: 50%, 县区: 30%, 用人单位: 20% }', '[{ share: 100%, due: 申请日 }]'), `limits: { budget: ${code} }\n`) })
    const own = await lines(world)
    const award = await granted(world, 'o', person((await holderOf(world)).personId), lineOf(own.city))
    expect(award.amount).toBe(80_000n)
    expect([(await balancesOf(world, own.city)).committedFen, (await balancesOf(world, need(own.county))).committedFen]).toEqual([50_000n, 30_000n])
    const maker = await world.staff('financeMaker')
    expect(await maker.asks(getAward, { awardId: award.awardId })).toMatchObject({ amountFen: 80_000n, fullFen: 100_001n, outside: [{ name: '用人单位', amountFen: 20_001n }] })
    expect(await maker.does(replayAward, { awardId: award.awardId })).toMatchObject({ same: true, storedFen: 100_001n })
  })

  test('the place of the case decides the shares', async ({ world }) => {
    const byPlace = '[{ in: { 松川县: 980104 }, shares: { 市级: 80%, 县区: 20% } }, { shares: { 市级: 50%, 县区: 50% } }]'
    await publishMeasures(world, { o: measureText('o', shared(100, byPlace), `limits: { budget: ${code} }\n`) })
    const own = await lines(world)
    const there = await openLineOf(world, { place: '980104', year: 2026, code, amount: yuan(1_000) })
    await granted(world, 'o', person((await holderOf(world)).personId), lineOf(own.city))
    await granted(world, 'o', person((await holderOf(world)).personId), { ...lineOf(own.city), placeCode: '980104101' })
    const committed = async (id: Id<'budgetLine'>) => (await balancesOf(world, id)).committedFen
    expect([await committed(own.city), await committed(need(own.county)), await committed(there)]).toEqual([yuan(130), yuan(50), yuan(20)])
  })

  test('a stop, a signature and a cancellation move each part on its own line', async ({ world }) => {
    await publishMeasures(world, {
      o: measureText('o', shared(100, halves), `limits: { budget: ${code} }\n`),
      s: measureText('s', shared(60, halves), `limits: { budget: ${code} }\nobligation: { agreement: P30D, breach: none }\n`),
    })
    const own = await lines(world)
    const talent = await holderOf(world)
    const [paid, signed, lapsed] = [
      await granted(world, 'o', person(talent.personId), lineOf(own.city)),
      await granted(world, 's', person(talent.personId), lineOf(own.city)),
      await granted(world, 's', person((await holderOf(world)).personId), lineOf(own.city)),
    ]
    const [maker, office] = [await world.staff('financeMaker'), await world.staff('talentOffice')]
    const countyPart = need((await maker.asks(getAward, { awardId: paid.awardId })).instalments.find(({ payer, no }) => payer === 'county' && no === 2))
    await maker.does(stopInstalment, { instalmentId: countyPart.id, reason: '第二期不再发放' })
    await office.does(signAgreement, { awardId: signed.awardId, signedOn: world.today, document: '协议第 1 号' })
    for (const id of [own.city, need(own.county)]) expect(await balancesOf(world, id)).toMatchObject({ reservedFen: yuan(30), committedFen: yuan(id === own.city ? 80 : 55) })
    world.setToday('2026-08-01')
    expect(await office.does(cancelUnsigned, { awardId: lapsed.awardId, reason: '逾期未签' })).toEqual({ releasedFen: yuan(60) })
    for (const id of [own.city, need(own.county)]) expect(await balancesOf(world, id)).toMatchObject({ reservedFen: 0n, committedFen: yuan(id === own.city ? 80 : 55) })
  })

  test('what is owed back goes to the lines that paid it, one claim each, and comes back to each', async ({ world }) => {
    await publishMeasures(world, { o: measureText('o', shared(100.01, halves), `limits: { budget: ${code} }\nobligation: { serve: P2Y, breach: pro-rata }\n`) })
    const own = await lines(world)
    const talent = await holderOf(world)
    const { awardId } = await granted(world, 'o', person(talent.personId), lineOf(own.city))
    const { maker, checker } = await desk(world)
    await payAll(world, { maker, checker }, own.city)
    await payAll(world, { maker, checker }, need(own.county))
    world.setToday('2026-12-20')
    await depart(world, talent.personId, '2026-12-15')
    await world.runJob('fund.watchObligations')
    world.setToday('2027-01-18')
    const [row] = (await maker.lists(listBreaches, {})).rows
    const breachId = need(row).id
    const { proposedFen } = await maker.does(proposeBreach, { breachId, proposal: 'breach', note: '查明属实，按条款退回' })
    await checker.does(decideBreach, { breachId, agree: true, note: '同意' })
    const { claims } = await maker.asks(getBreach, { breachId })
    const pages = await Promise.all(claims.map(({ id }) => maker.asks(getClaim, { claimId: id })))
    expect(pages.map(({ lineId }) => lineId).toSorted()).toEqual([own.city, need(own.county)].toSorted())
    expect(pages.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(proposedFen)
    expect(await maker.asks(getAward, { awardId })).toMatchObject({ claims })
    for (const { id, lineId, amountFen } of pages) {
      await maker.does(recordRepayment, { claimId: id, amount: amountFen, receivedOn: world.today, bankSerial: `QY-${lineId.slice(-8)}` })
      expect(await balancesOf(world, lineId)).toMatchObject({ receivableFen: 0n, recoveredFen: amountFen, committedFen: 0n })
    }
  })

  test('an extension adds its part to each line, or to none while one is short', async ({ world }) => {
    const monthly = "{ every: month, times: 2, from: '@\"2026-07-01\"', events: [{ says: 购房延长两个月, on: 购房日, does: extend, by: 2 }] }"
    await publishMeasures(world, { o: measureText('o', shared(10.01, halves, monthly), `limits: { budget: ${code} }\n`) })
    const own = await lines(world, { own: fen(10_02n) })
    const talent = await holderOf(world)
    const { awardId } = await granted(world, 'o', person(talent.personId), lineOf(own.city))
    await knows(world, talent.personId, { 购房日: '2026-06-20' })
    await night(world, '2026-06-21')
    expect((await balancesOf(world, own.city)).committedFen).toBe(10_00n)
    await openMore(world, need(own.county))
    await night(world, '2026-06-22')
    expect([(await balancesOf(world, own.city)).committedFen, (await balancesOf(world, need(own.county))).committedFen]).toEqual([20_00n, 20_04n])
    const maker = await world.staff('financeMaker')
    expect((await maker.asks(getAward, { awardId })).instalments.map(({ no, payer }) => `${no}${payer}`)).toEqual(['1city', '1county', '2city', '2county', '3city', '3county', '4city', '4county'])
  })

  test('the database itself refuses a part on another line, a payer that changes, and parts that are not the shares', async ({ world }) => {
    await publishMeasures(world, { o: measureText('o', shared(100, halves), `limits: { budget: ${code} }\n`) })
    const own = await lines(world)
    const { awardId } = await granted(world, 'o', person((await holderOf(world)).personId), lineOf(own.city))
    const raw = (text: string) => world.database.adminQuery(`set role juying_owner; select set_config('app.role', 'system', false); ${text}`)
    await expect(raw(`update fund.instalment set payer = 'city' where award_id = '${awardId}'`)).rejects.toMatchObject({ code: 'JY001' })
    await expect(raw(`update fund.award set way = 'oneLine' where id = '${awardId}'`)).rejects.toMatchObject({ code: 'JY001' })
    await expect(raw(`update fund.award set city_share_fen = city_share_fen - 1, county_share_fen = county_share_fen + 1 where id = '${awardId}'`)).rejects.toMatchObject({ code: 'JY004' })
    await expect(
      raw(`insert into fund.instalment (award_id, line_id, place_code, no, due_on, amount_fen, state, payer) select award_id, line_id, place_code, 9, due_on, 1, 'planned', 'county' from fund.instalment where award_id = '${awardId}' and payer = 'city' limit 1`),
    ).rejects.toMatchObject({ code: 'JY004' })
  })
})

const openMore = (world: World, lineId: Id<'budgetLine'>) =>
  world.asSystem((db) => post(db, [{ kind: 'allot', day: world.today, placeCode: county, document: '测试文件', says: '追加', legs: move(lineId, 'appropriation', 'available', yuan(100)) }]))
