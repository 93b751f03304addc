import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { yuan, type Fen, type Id } from '../kernel/types.ts'
import { desk, releasedBatch, returnLines, returnOf } from '../test/fund.ts'
import { test, type Somebody, type World } from '../test/world.ts'
import { writeReturn } from './bank-file.ts'
import { getBudgetLine, listInstalments } from './contract.ts'
import { awardOfCase } from './index.ts'
import { answerInquiry, listInquiries } from './inquiry-contract.ts'
import { listMyPayments } from './payee-contract.ts'
import { getBatch, listBatchItems, makeBatch, reconcile, releaseBatch, takeReturn } from './payment-contract.ts'
import { setOffInstalment } from './recovery/claim-contract.ts'

const letter = '青屿银行复函〔2026〕9 号'
const ghost = '01990000-0000-7000-8000-000000000000' as Id<'inquiry'>

const says = (world: World, number: string, result: 'S' | 'B1', serial: string, amount: Fen = yuan(100)): string =>
  writeReturn({ number, bankDate: world.today, lines: returnLines(number, world.today, [{ seq: 1, amount, says: result }]).map((line) => ({ ...line, bankSerial: serial })) })
const noCase = '01990000-0000-7000-8000-000000000001' as Id<'case'>
const caseOf = (awards: readonly { decided: { caseId: Id<'case'> } }[]): Id<'case'> => awards[0]?.decided.caseId ?? noCase
const openOne = async (who: Somebody) => (await who.lists(listInquiries, { state: 'open' })).rows[0]
const matchedIn = async (who: Somebody, batchId: Id<'batch'>) => (await who.asks(getBatch, { batchId })).reconciliation?.matched
const paidAnswer = (world: World) => ({ says: 'paid' as const, paidOn: world.today, bankSerial: 'L9' })

describe('迟到成功: the bank says failed, and days later that it was paid', () => {
  test('is asked about, not paid again meanwhile; confirmed it is paid once, by one voucher', async ({ world }) => {
    const hands = await desk(world)
    const { line, batchId, number, awards } = await releasedBatch(world, hands, [100])
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'B1', 'B1') })
    world.setToday('2026-06-18')
    expect(await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'S', 'B2') })).toMatchObject({ paidItems: 0, failedItems: 0, inquiries: 1, waiting: 0 })
    // The same word again, or the first one again, is nothing new.
    for (const text of [says(world, number, 'S', 'B3'), says(world, number, 'B1', 'B4')]) await expect(hands.maker.does(takeReturn, { batchId, text })).rejects.toMatchObject({ code: 'alreadyReturned' })
    await expect(hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })).rejects.toMatchObject({ code: 'nothingDue' })
    const force = world.asSystem((db) => db.updateTable('fund.instalment').set({ state: 'batched' }).where('lineId', '=', line.id).execute())
    await expect(force).rejects.toMatchObject({ code: 'JY003' })
    const inquiry = await openOne(hands.maker)
    expect(inquiry).toMatchObject({ kind: 'latePaid', amountFen: yuan(100), bankSerial: 'B2' })
    const inquiryId = inquiry?.id ?? ghost
    await expect(hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: { says: 'returned' } })).rejects.toMatchObject({ code: 'notPaidElsewhere' })
    await expect(hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: { ...paidAnswer(world), paidOn: plainDate('2026-06-19') } })).rejects.toMatchObject({ code: 'dateWrong' })
    await hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: paidAnswer(world) })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ paidFen: yuan(100), committedFen: 0n, inTransitFen: 0n })
    expect((await hands.maker.lists(listBatchItems, { batchId })).rows).toMatchObject([{ state: 'paid', paidOn: '2026-06-18', bankSerial: 'L9', reason: null }])
    expect((await awards[0]?.talent.lists(listMyPayments, {}))?.rows).toMatchObject([{ amountFen: yuan(100), paidOn: '2026-06-18' }])
    expect(await world.asSystem((db) => awardOfCase(db, caseOf(awards)))).toMatchObject({ state: 'completed' })
    expect(await hands.maker.asks(getBatch, { batchId })).toMatchObject({ reconciliation: { matched: true, returnedPaidItems: 1, returnedPaidFen: yuan(100), returnedFailedFen: 0n } })
    expect(await hands.maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [], paidFen: yuan(100) })
  })

  test('denied by the bank it stays failed and is paid as a new attempt', async ({ world }) => {
    const hands = await desk(world)
    const { line, batchId, number } = await releasedBatch(world, hands, [100])
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'B1', 'B1') })
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'S', 'B2') })
    const inquiryId = (await openOne(hands.maker))?.id ?? ghost
    await hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: { says: 'failed', reason: '系统误报' } })
    expect(await hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })).toMatchObject({ items: 1 })
    expect(await matchedIn(hands.maker, batchId)).toBe(true)
  })

  test('is not set off against a debt before the bank has answered', async ({ world }) => {
    const hands = await desk(world)
    const { line, batchId, number, awards } = await releasedBatch(world, hands, [100])
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'B1', 'B1') })
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'S', 'B2') })
    const claimId = await claimedBack(world, awards[0]?.awardId ?? '', line.id)
    const [instalment] = (await hands.maker.lists(listInstalments, { lineId: line.id })).rows
    if (!instalment) throw new Error('no instalment')
    await expect(hands.maker.does(setOffInstalment, { claimId, instalmentId: instalment.id, document: letter })).rejects.toMatchObject({ code: 'bankSaysPaid' })
  })

  test('after it was made into another batch: that one is not released; paid twice, it waits until the second came back', async ({ world }) => {
    const hands = await desk(world)
    const { line, batchId, number } = await releasedBatch(world, hands, [100])
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'B1', 'B1') })
    const again = await hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'S', 'B2') })
    await expect(hands.checker.does(releaseBatch, { batchId: again.batchId })).rejects.toMatchObject({ code: 'bankSaysPaid', message: expect.stringContaining('1 笔') })
    const release = world.asSystem((db) => db.updateTable('fund.batch').set({ state: 'released', releasedOn: world.today, datedOn: world.today, releasedAt: '2026-06-15T03:00:00Z', fileChecksum: 'a'.repeat(64) }).where('id', '=', again.batchId).execute())
    await expect(release).rejects.toMatchObject({ code: 'JY003' })
    const inquiryId = (await openOne(hands.maker))?.id ?? ghost
    await expect(hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: paidAnswer(world) })).rejects.toMatchObject({ code: 'paidElsewhere' })
    // The bank denies it, the second attempt goes out and is paid; now the first one turns up once more.
    await hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: { says: 'failed', reason: '尚未查到' } })
    await hands.checker.does(releaseBatch, { batchId: again.batchId })
    await hands.maker.does(takeReturn, { batchId: again.batchId, text: returnOf(again.number, world.today, [{ seq: 1, amount: yuan(100), says: 'S' }]) })
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'S', 'B7') })
    const late = (await openOne(hands.maker))?.id ?? ghost
    await expect(hands.checker.does(answerInquiry, { inquiryId: late, document: letter, answer: paidAnswer(world) })).rejects.toMatchObject({ code: 'paidElsewhere' })
    await hands.checker.does(answerInquiry, { inquiryId: late, document: letter, answer: { says: 'returned' } })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ paidFen: yuan(100), committedFen: 0n })
    expect(await hands.maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [], paidFen: yuan(100) })
  })
})

describe('退汇: the bank says paid, and days later that it came back', () => {
  test('is asked about; confirmed it is due again as a new attempt, the award is open again, and it is paid once', async ({ world }) => {
    const hands = await desk(world)
    const { line, batchId, number, awards } = await releasedBatch(world, hands, [100])
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'S', 'B1') })
    world.setToday('2026-06-18')
    expect(await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'B1', 'B2') })).toMatchObject({ paidItems: 0, failedItems: 0, inquiries: 1 })
    const inquiry = await openOne(hands.maker)
    expect(inquiry).toMatchObject({ kind: 'sentBack' })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ paidFen: yuan(100) })
    const inquiryId = inquiry?.id ?? ghost
    await expect(hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: { says: 'returned' } })).rejects.toMatchObject({ code: 'otherAnswer' })
    await hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: { says: 'failed', reason: '账户限制，已退汇' } })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ paidFen: 0n, committedFen: yuan(100) })
    expect((await hands.maker.lists(listInstalments, { lineId: line.id })).rows).toMatchObject([{ state: 'due', lastFailure: '账户限制，已退汇' }])
    expect(await world.asSystem((db) => awardOfCase(db, caseOf(awards)))).toMatchObject({ state: 'active' })
    expect(await matchedIn(hands.maker, batchId)).toBe(true)
    const again = await hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    await hands.checker.does(releaseBatch, { batchId: again.batchId })
    await hands.maker.does(takeReturn, { batchId: again.batchId, text: returnOf(again.number, world.today, [{ seq: 1, amount: yuan(100), says: 'S' }]) })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ paidFen: yuan(100), committedFen: 0n, inTransitFen: 0n })
    expect(await world.asSystem((db) => awardOfCase(db, caseOf(awards)))).toMatchObject({ state: 'completed' })
    expect(await hands.maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [], paidFen: yuan(100) })
  })

  test('denied by the bank it stays paid; what is claimed back is not due again', async ({ world }) => {
    const hands = await desk(world)
    const { line, batchId, number, awards } = await releasedBatch(world, hands, [100])
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'S', 'B1') })
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'B1', 'B2') })
    const inquiryId = (await openOne(hands.maker))?.id ?? ghost
    await claimedBack(world, awards[0]?.awardId ?? '', line.id)
    await expect(hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: { says: 'failed', reason: '已退汇' } })).rejects.toMatchObject({ code: 'claimed' })
    await hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: paidAnswer(world) })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ paidFen: yuan(100) })
    expect((await hands.maker.lists(listInquiries, {})).rows).toMatchObject([{ state: 'answered', answer: 'paid' }])
  })

  test('paid and due change into one another by a correction alone, and corrections are never touched', async ({ world }) => {
    const hands = await desk(world)
    const { batchId, number, line } = await releasedBatch(world, hands, [100])
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'S', 'B1') })
    const back = world.asSystem((db) => db.updateTable('fund.instalment').set({ state: 'due', paidOn: null }).where('lineId', '=', line.id).execute())
    await expect(back).rejects.toMatchObject({ code: 'JY003' })
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'B1', 'B2') })
    await hands.checker.does(answerInquiry, { inquiryId: (await openOne(hands.maker))?.id ?? ghost, document: letter, answer: { says: 'failed', reason: '已退汇' } })
    const forth = world.asSystem((db) => db.updateTable('fund.instalment').set({ state: 'paid', paidOn: world.today }).where('lineId', '=', line.id).execute())
    await expect(forth).rejects.toMatchObject({ code: 'JY003' })
    await expect(world.database.adminQuery('update fund.return_correction set amount_fen = 1')).rejects.toMatchObject({ code: 'JY001' })
  })

  test('200 equal answers turn it once', async ({ world }) => {
    const hands = await desk(world)
    const { batchId, number } = await releasedBatch(world, hands, [100])
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'S', 'B1') })
    await hands.maker.does(takeReturn, { batchId, text: says(world, number, 'B1', 'B2') })
    const inquiryId = (await openOne(hands.maker))?.id ?? ghost
    const answers = await Promise.allSettled(Array.from({ length: 200 }, () => hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: { says: 'failed', reason: '已退汇' } }, { key: 'answer-once' })))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(200)
    expect(await world.database.adminQuery('select from fund.return_correction')).toHaveLength(1)
    expect(await world.database.adminQuery(`select from fund.posting where kind = 'bounce'`)).toHaveLength(1)
  })
})

/** A claim for the whole award, as a decided breach leaves it. */
const claimedBack = (world: World, awardId: string, lineId: Id<'budgetLine'>): Promise<Id<'claim'>> =>
  world.asSystem(async (db) => {
    const { holderKind, holderId } = await db.selectFrom('fund.award').select(['holderKind', 'holderId']).where('id', '=', awardId).executeTakeFirstOrThrow()
    const of = { awardId, placeCode: '980101', holderKind, holderId }
    const { id: obligationId } = await db.insertInto('fund.obligation').values({ ...of, serveFrom: '2026-06-15', serveTo: '2028-06-15', breach: 'all', unpaid: 'lapse' }).returning('id').executeTakeFirstOrThrow()
    const breach = { ...of, obligationId, number: 'WY1', ground: 'reported', evidence: '单位来函报告离职', happenedOn: '2026-06-15', noticedOn: '2026-06-15', statementBy: '2026-06-22' }
    const { id: breachId } = await db.insertInto('fund.breach').values(breach).returning('id').executeTakeFirstOrThrow()
    return (await db.insertInto('fund.claim').values({ ...of, breachId, lineId, number: 'ZH1', decidedOn: '2026-06-15', amountFen: yuan(100) }).returning(sql<Id<'claim'>>`id`.as('id')).executeTakeFirstOrThrow()).id
  })
