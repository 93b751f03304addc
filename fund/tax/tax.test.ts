import fc from 'fast-check'
import { sql } from 'kysely'
import { addDays, plainDate } from '../../kernel/calendar/plain-date.ts'
import { describe, expect, test as pure } from 'vitest'
import { fen, yuan, type Fen, type Id } from '../../kernel/types.ts'
import { grossAmount } from '../../measures/index.ts'
import { balancesOf, granted, knows, measureText, person, publishMeasures } from '../../test/awards.ts'
import { cardNumber, desk, returnLines, returnOf, type Desk } from '../../test/fund.ts'
import { test, type World } from '../../test/world.ts'
import { getAward, replayAward } from '../awards/contract.ts'
import { splitInstalment } from '../awards/effects.ts'
import { writeReturn } from '../bank-file.ts'
import { getBudgetLine } from '../contract.ts'
import { answerInquiry, listInquiries } from '../inquiry-contract.ts'
import { listMyPayments } from '../payee-contract.ts'
import { getBatch, giveAccount, listBatchItems, makeBatch, reconcile, releaseBatch, takeReturn } from '../payment-contract.ts'
import { setOffInstalment } from '../recovery/claim-contract.ts'
import { decideBreach, openBreach, proposeBreach } from '../recovery/contract.ts'
import { listTaxItems, remitTax } from './contract.ts'

let serial = 80_000
const taxed = (amount: number | string, tax: string, more = '') => `{ kind: money, amount: ${amount}, tax: ${tax}${more} }`
const twenty = '{ stated: gross, rate: 20% }'
const document = '完税凭证 44001'

const master = async (world: World) => {
  const talent = await world.talent()
  await knows(world, talent.personId, { 学位: '硕士' })
  await talent.does(giveAccount, { bank: '青屿银行', number: cardNumber(++serial) })
  return talent
}

const sent = async (world: World, { maker, checker }: Desk, lineId: Id<'budgetLine'>) => {
  const batch = await maker.does(makeBatch, { lineId, dueBy: world.today })
  await checker.does(releaseBatch, { batchId: batch.batchId })
  return batch
}
const answered = async (world: World, { maker }: Desk, { batchId, number }: { batchId: Id<'batch'>; number: string }, says: 'S' | 'B1' = 'S') => {
  const { rows } = await maker.lists(listBatchItems, { batchId })
  return maker.does(takeReturn, { batchId, text: returnOf(number, world.today, rows.map(({ seq, amountFen }) => ({ seq, amount: amountFen, says }))) })
}

describe('from the clause to the treasury', () => {
  test('the bank pays what is left after tax; the tax waits on the line and reaches the treasury with its receipt', async ({ world }) => {
    await publishMeasures(world, { g: measureText('g', taxed(10_000, twenty)) })
    const talent = await master(world)
    const { awardId, lineId, amount } = await granted(world, 'g', person(talent.personId))
    expect(amount).toBe(yuan(10_000))
    const hands = await desk(world)
    const { maker, checker } = hands
    expect(await maker.asks(getAward, { awardId })).toMatchObject({ amountFen: yuan(10_000), grossedUpFen: 0n, instalments: [{ amountFen: yuan(10_000), taxFen: yuan(2_000), netFen: yuan(8_000), taxItem: '偶然所得', taxRate: '20%' }] })
    const batch = await sent(world, hands, lineId)
    expect(batch).toMatchObject({ totalFen: yuan(8_000), taxFen: yuan(2_000) })
    expect(await maker.asks(getBudgetLine, { lineId })).toMatchObject({ committedFen: yuan(2_000), inTransitFen: yuan(8_000), withheldFen: 0n })
    await expect(checker.does(remitTax, { batchId: batch.batchId, paidOn: world.today, document })).rejects.toMatchObject({ code: 'nothingWithheld' })
    expect(await answered(world, hands, batch)).toMatchObject({ paidFen: yuan(8_000) })
    expect(await maker.asks(getBudgetLine, { lineId })).toMatchObject({ committedFen: 0n, inTransitFen: 0n, withheldFen: yuan(2_000), paidFen: yuan(8_000) })
    expect((await talent.lists(listMyPayments, {})).rows).toMatchObject([{ amountFen: yuan(10_000), taxFen: yuan(2_000), netFen: yuan(8_000) }])
    expect((await maker.lists(listTaxItems, { batchId: batch.batchId, open: 'open' })).rows).toMatchObject([{ item: '偶然所得', rate: '20%', grossFen: yuan(10_000), taxFen: yuan(2_000), netFen: yuan(8_000), remittedOn: null }])
    expect(await checker.does(remitTax, { batchId: batch.batchId, paidOn: world.today, document })).toEqual({ items: 1, amountFen: yuan(2_000) })
    expect(await maker.asks(getBudgetLine, { lineId })).toMatchObject({ withheldFen: 0n, paidFen: yuan(10_000) })
    expect((await maker.lists(listTaxItems, { batchId: batch.batchId, open: 'remitted' })).rows).toMatchObject([{ remittedOn: world.today, document }])
    expect(await maker.asks(getBatch, { batchId: batch.batchId })).toMatchObject({ state: 'settled', taxFen: yuan(2_000), reconciliation: { matched: true, withheldFen: yuan(2_000), ledgerWithheldFen: yuan(2_000), remittedFen: yuan(2_000) } })
    expect(await maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [] })
  })

  test('退汇 undoes the withholding too, until the treasury has the tax', async ({ world }) => {
    await publishMeasures(world, { g: measureText('g', taxed(10_000, twenty)) })
    const talent = await master(world)
    const { lineId } = await granted(world, 'g', person(talent.personId))
    const hands = await desk(world)
    const { maker, checker } = hands
    const batch = await sent(world, hands, lineId)
    await answered(world, hands, batch)
    const sentBack = async () => {
      world.setToday(addDays(world.today, 1))
      await maker.does(takeReturn, { batchId: batch.batchId, text: writeReturn({ number: batch.number, bankDate: world.today, lines: returnLines(batch.number, world.today, [{ seq: 1, amount: yuan(8_000), says: 'B1' }]).map((line) => ({ ...line, bankSerial: `B${world.today}` })) }) })
      const [open] = (await maker.lists(listInquiries, { state: 'open' })).rows
      return checker.does(answerInquiry, { inquiryId: open?.id ?? never(), document: '青屿银行复函 9 号', answer: { says: 'failed', reason: '账户限制，已退汇' } })
    }
    await sentBack()
    expect(await maker.asks(getBudgetLine, { lineId })).toMatchObject({ committedFen: yuan(10_000), withheldFen: 0n, paidFen: 0n })
    expect(await maker.asks(getBatch, { batchId: batch.batchId })).toMatchObject({ reconciliation: { matched: true } })
    expect(await maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [] })
    const again = await sent(world, hands, lineId)
    await answered(world, hands, again)
    await checker.does(remitTax, { batchId: again.batchId, paidOn: world.today, document })
    Object.assign(batch, again)
    await expect(sentBack()).rejects.toMatchObject({ code: 'taxRemitted' })
    expect(await maker.asks(getBudgetLine, { lineId })).toMatchObject({ committedFen: 0n, withheldFen: 0n, paidFen: yuan(10_000) })
  })

  test('a figure after tax arrives whole: the line bears the tax on top, and the decision still computes again to the fen', async ({ world }) => {
    await publishMeasures(world, { n: measureText('n', taxed('1000.01', '{ stated: net, rate: 20%, item: 财产租赁所得 }')) })
    const talent = await master(world)
    const { awardId, lineId, amount } = await granted(world, 'n', person(talent.personId))
    expect(amount).toBe(fen(1250_01n))
    const hands = await desk(world)
    expect(await hands.maker.asks(getAward, { awardId })).toMatchObject({ grossedUpFen: fen(250_00n), instalments: [{ amountFen: fen(1250_01n), taxFen: fen(250_00n), netFen: fen(1000_01n), taxItem: '财产租赁所得' }] })
    expect(await hands.maker.does(replayAward, { awardId })).toMatchObject({ same: true, storedFen: fen(1000_01n) })
    expect(await sent(world, hands, lineId)).toMatchObject({ totalFen: fen(1000_01n), taxFen: fen(250_00n) })
  })

  test('a payment that fails withholds nothing; the next attempt does', async ({ world }) => {
    await publishMeasures(world, { g: measureText('g', taxed(10_000, twenty)) })
    const talent = await master(world)
    const { lineId } = await granted(world, 'g', person(talent.personId))
    const hands = await desk(world)
    await answered(world, hands, await sent(world, hands, lineId), 'B1')
    expect(await hands.maker.asks(getBudgetLine, { lineId })).toMatchObject({ committedFen: yuan(10_000), inTransitFen: 0n, withheldFen: 0n, paidFen: 0n })
    await answered(world, hands, await sent(world, hands, lineId))
    expect(await hands.maker.asks(getBudgetLine, { lineId })).toMatchObject({ committedFen: 0n, withheldFen: yuan(2_000), paidFen: yuan(8_000) })
  })

  test('every refusal of the remittance', async ({ world }) => {
    await publishMeasures(world, { g: measureText('g', taxed(10_000, twenty)) })
    const talent = await master(world)
    const { lineId } = await granted(world, 'g', person(talent.personId))
    const hand = await world.person()
    const maker = await world.signIn('financeMaker', { place: '9801', personId: hand })
    const checker = await world.staff('financeChecker')
    const batch = await sent(world, { maker, checker }, lineId)
    await answered(world, { maker, checker }, batch)
    const { batchId } = batch
    const sameHuman = await world.signIn('financeChecker', { place: '9801', personId: hand })
    await expect(sameHuman.does(remitTax, { batchId, paidOn: world.today, document })).rejects.toMatchObject({ code: 'sameHand' })
    await expect(checker.does(remitTax, { batchId, paidOn: plainDate('2026-06-16'), document })).rejects.toMatchObject({ code: 'notYet' })
    await expect(checker.does(remitTax, { batchId, paidOn: plainDate('2026-06-14'), document })).rejects.toMatchObject({ code: 'beforePayment' })
    await checker.does(remitTax, { batchId, paidOn: world.today, document })
    await expect(checker.does(remitTax, { batchId, paidOn: world.today, document })).rejects.toMatchObject({ code: 'documentUsed' })
    await expect(checker.does(remitTax, { batchId, paidOn: world.today, document: '另一张凭证' })).rejects.toMatchObject({ code: 'nothingWithheld' })
  })
})

describe('what is taken back', () => {
  const obligation = 'obligation: { serve: P2Y, breach: all }\n'
  const twice = (code: string) => measureText(code, taxed(10_000, twenty, `, schedule: [{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration("P1Y")' }]`), obligation)

  test('no claim before the tax has reached the treasury; a taxed instalment is not set off', async ({ world }) => {
    await publishMeasures(world, { g: twice('g') })
    const talent = await master(world)
    const { lineId, awardId } = await granted(world, 'g', person(talent.personId))
    const hands = await desk(world)
    const { maker, checker } = hands
    const batch = await sent(world, hands, lineId)
    await answered(world, hands, batch)
    const { id: obligationId } = await world.asSystem((db) => db.selectFrom('fund.obligation').select(sql<Id<'obligation'>>`id`.as('id')).where('awardId', '=', awardId).executeTakeFirstOrThrow())
    const { breachId } = await maker.does(openBreach, { obligationId, evidence: '单位来函：已经离职', happenedOn: world.today })
    world.setToday('2026-07-01')
    const { proposedFen } = await maker.does(proposeBreach, { breachId, proposal: 'breach', note: '查明属实，按条款退回' })
    expect(proposedFen).toBe(yuan(5_000))
    await expect(checker.does(decideBreach, { breachId, agree: true, note: '同意' })).rejects.toMatchObject({ code: 'taxNotRemitted' })
    await checker.does(remitTax, { batchId: batch.batchId, paidOn: world.today, document })
    const { claimId } = await checker.does(decideBreach, { breachId, agree: true, note: '同意' })
    expect(await balancesOf(world, lineId)).toMatchObject({ paidFen: 0n, receivableFen: yuan(5_000) })
    await publishMeasures(world, { h: twice('h') })
    const next = await granted(world, 'h', person(talent.personId))
    const due = await world.asSystem((db) => db.selectFrom('fund.instalment').select(sql<Id<'instalment'>>`id`.as('id')).where('awardId', '=', next.awardId).where('state', '=', 'due').executeTakeFirstOrThrow())
    if (!claimId) throw new Error('nothing was claimed')
    await expect(maker.does(setOffInstalment, { claimId, instalmentId: due.id, document: '抵扣通知 1 号' })).rejects.toMatchObject({ code: 'taxDue' })
  })
})

describe('to the fen', () => {
  const rates = fc.integer({ min: 1, max: 999_999 }).map((millionths) => ({ rate: `0.${String(millionths).padStart(6, '0')}`, millionths: BigInt(millionths) }))
  /** Half up, in whole numbers: what the database's generated column has to give. */
  const taxOf = (gross: bigint, millionths: bigint): bigint => (gross * millionths * 2n + 1_000_000n) / 2_000_000n

  pure('a net figure grossed up and taxed again is the same net figure, at every rate', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10_000_000_000n }), rates, (net, { rate, millionths }) => {
        const gross = grossAmount(fen(net), { stated: 'net', rate, item: '偶然所得' })
        expect(gross - taxOf(gross, millionths)).toBe(net)
        expect(grossAmount(fen(net), { stated: 'gross', rate, item: '偶然所得' })).toBe(net)
      }),
    )
  })

  test('payee plus tax is the gross of every instalment, before and after it is split', async ({ world }) => {
    await publishMeasures(world, { g: measureText('g', taxed(12_345.67, twenty)) })
    const talent = await master(world)
    const { awardId } = await granted(world, 'g', person(talent.personId))
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min: 1n, max: 1_234_566n }), async (keep) => {
        const parts: { amountFen: Fen; taxFen: Fen; netFen: Fen }[] = []
        const broken = world.asSystem(async (db) => {
          const { id } = await db.selectFrom('fund.instalment').select(sql<Id<'instalment'>>`id`.as('id')).where('awardId', '=', awardId).executeTakeFirstOrThrow()
          await splitInstalment(db, id, fen(keep))
          parts.push(...(await db.selectFrom('fund.instalment').select(['amountFen', 'taxFen', 'netFen']).where('awardId', '=', awardId).execute()))
          throw new Error('go back')
        })
        await expect(broken).rejects.toThrow('go back')
        expect(parts.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(1_234_567n)
        for (const { amountFen, taxFen, netFen } of parts) expect([netFen + taxFen, taxFen]).toEqual([amountFen, taxOf(amountFen, 200_000n)])
      }),
      { numRuns: 25 },
    )
  })

  test('nobody writes another tax: not on the instalment, not on the payment, not on the remittance', async ({ world }) => {
    await publishMeasures(world, { g: measureText('g', taxed(10_000, twenty)) })
    const talent = await master(world)
    const { awardId, lineId } = await granted(world, 'g', person(talent.personId))
    const admin = (statement: string) => world.database.adminQuery(statement)
    await expect(admin(`update fund.instalment set tax_fen = 0 where award_id = '${awardId}'`)).rejects.toMatchObject({ code: '428C9' })
    await expect(admin(`update fund.instalment set tax_rate = 0.1 where award_id = '${awardId}'`)).rejects.toMatchObject({ code: 'JY001' })
    const hands = await desk(world)
    const batch = await sent(world, hands, lineId)
    await answered(world, hands, batch)
    await expect(
      admin(`insert into fund.batch_item (batch_id, place_code, seq, instalment_id, account_id, attempt, amount_fen, state) select batch_id, place_code, 99, instalment_id, account_id, 9, amount_fen + tax_fen, 'failed' from fund.batch_item`),
    ).rejects.toMatchObject({ code: 'JY004' })
    await expect(
      admin(`insert into fund.tax_remittance (batch_id, place_code, amount_fen, items, paid_on, document, posting_id, made_on) select '${batch.batchId}', '9801', 100, 1, '2026-06-15', '完税凭证', (select id from fund.posting limit 1), '2026-06-15'`),
    ).rejects.toMatchObject({ code: 'JY004' })
  })
})

const never = (): never => {
  throw new Error('no inquiry is open')
}
