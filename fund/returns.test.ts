import { createHash } from 'node:crypto'
import { afterEach, describe, expect, vi } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { fen, yuan, type Fen, type Id } from '../kernel/types.ts'
import { awarded, desk, openLineWith, releasedBatch, returnLines, returnOf, type Answer } from '../test/fund.ts'
import { multipart } from '../test/multipart.ts'
import { test, type Somebody, type World } from '../test/world.ts'
import { writeReturn } from './bank-file.ts'
import { getBudgetLine, listInstalments } from './contract.ts'
import { answerInquiry, listInquiries } from './inquiry-contract.ts'
import { awardOfCase } from './index.ts'
import { getBatch, listBatchItems, makeBatch, reconcile, releaseBatch, returnFilePath, takeReturn } from './payment-contract.ts'

const letter = '青屿银行复函〔2026〕7 号'
const ghost = '01990000-0000-7000-8000-000000000000' as Id<'inquiry'>

afterEach(() => vi.restoreAllMocks())

/** A return in which one payment was made in part. */
const partialReturn = (world: World, number: string, seq: number, amount: Fen, more: readonly Answer[] = []): string => {
  const [line] = returnLines(number, world.today, [{ seq, amount, says: 'S' }])
  return writeReturn({ number, bankDate: world.today, lines: [...(line ? [{ ...line, result: 'partial' as const }] : []), ...returnLines(number, world.today, more)] })
}
const openOne = async (who: Somebody) => (await who.lists(listInquiries, { state: 'open' })).rows[0]

describe('a payment made in part', () => {
  test('stays in transit and is asked for, the rest of the file is taken; topped up it is paid once and whole', async ({ world }) => {
    const hands = await desk(world)
    const { line, batchId, number, awards } = await releasedBatch(world, hands, [100, 200])
    const seqOf = async (amount: Fen) => (await hands.maker.lists(listBatchItems, { batchId })).rows.find(({ amountFen }) => amountFen === amount)?.seq ?? 0
    const text = partialReturn(world, number, await seqOf(yuan(100)), yuan(60), [{ seq: await seqOf(yuan(200)), amount: yuan(200), says: 'S' }])
    expect(await hands.maker.does(takeReturn, { batchId, text })).toMatchObject({ paidItems: 1, inquiries: 1, waiting: 1 })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ paidFen: yuan(200), inTransitFen: yuan(100) })
    expect(await hands.maker.asks(getBatch, { batchId })).toMatchObject({ state: 'released', reconciliation: { matched: true, waitingFen: yuan(100) } })
    const inquiry = await openOne(hands.maker)
    expect(inquiry).toMatchObject({ kind: 'partial', amountFen: yuan(100), reportedFen: yuan(60), batchNumber: number })
    const answer = { inquiryId: inquiry?.id ?? ghost, document: letter }
    await expect(hands.checker.does(answerInquiry, { ...answer, answer: { says: 'returned' } })).rejects.toMatchObject({ code: 'otherAnswer' })
    for (const paidOn of ['2026-06-14', '2026-06-16']) {
      await expect(hands.checker.does(answerInquiry, { ...answer, answer: { says: 'paid', paidOn: plainDate(paidOn), bankSerial: 'B9' } })).rejects.toMatchObject({ code: 'dateWrong' })
    }
    expect(await hands.checker.does(answerInquiry, { ...answer, answer: { says: 'paid', paidOn: world.today, bankSerial: 'B9' } })).toMatchObject({ waiting: 0 })
    await expect(hands.checker.does(answerInquiry, { ...answer, answer: { says: 'paid', paidOn: world.today, bankSerial: 'B9' } })).rejects.toMatchObject({ code: 'notOpen' })
    expect(await hands.maker.asks(getBatch, { batchId })).toMatchObject({ state: 'settled', reconciliation: { matched: true, returnedPaidItems: 2 } })
    expect(await hands.maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [], paidFen: yuan(300) })
    for (const { decided } of awards) expect(await world.asSystem((db) => awardOfCase(db, decided.caseId))).toMatchObject({ state: 'completed' })
  })

  test('taken back by the bank it is due again as a new attempt; what claims to be partial and is whole is refused', async ({ world }) => {
    const hands = await desk(world)
    const { line, batchId, number } = await releasedBatch(world, hands, [100])
    for (const amount of [yuan(100), yuan(101)]) await expect(hands.maker.does(takeReturn, { batchId, text: partialReturn(world, number, 1, amount) })).rejects.toMatchObject({ code: 'amountDiffers' })
    expect(await hands.maker.does(takeReturn, { batchId, text: partialReturn(world, number, 1, fen(1n)) })).toMatchObject({ inquiries: 1, waiting: 1 })
    const inquiryId = (await openOne(hands.maker))?.id ?? ghost
    await hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: { says: 'failed', reason: '账户限额，已退回' } })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ committedFen: yuan(100), inTransitFen: 0n, paidFen: 0n })
    expect((await hands.maker.lists(listInstalments, { lineId: line.id, state: 'due' })).rows).toMatchObject([{ attempts: 1, lastFailure: '账户限额，已退回' }])
    expect(await hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })).toMatchObject({ items: 1 })
  })

  test('the answer is not for the hands that made the batch, nor for another place', async ({ world }) => {
    const line = await openLineWith(world, yuan(1_000))
    await awarded(world, line.code, yuan(100))
    const personId = await world.person({ name: '林一舟' })
    const maker = await world.signIn('financeMaker', { place: '9801', personId })
    const other = await world.signIn('financeChecker', { place: '9801', personId })
    const { batchId, number } = await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    await (await world.staff('financeChecker')).does(releaseBatch, { batchId })
    await maker.does(takeReturn, { batchId, text: partialReturn(world, number, 1, yuan(1)) })
    const answer = { inquiryId: (await openOne(maker))?.id ?? ghost, document: letter, answer: { says: 'failed' as const, reason: '已退回' } }
    await expect(other.does(answerInquiry, answer)).rejects.toMatchObject({ code: 'sameHand' })
    await expect((await world.staff('financeChecker', '980101')).does(answerInquiry, answer)).rejects.toMatchObject({ kind: 'missing' })
    await expect(other.does(answerInquiry, { ...answer, inquiryId: ghost })).rejects.toMatchObject({ kind: 'missing' })
  })
})

describe('a payment that is lost', () => {
  test('is asked for after three working days, once; a later return closes the question by itself', async ({ world }) => {
    const hands = await desk(world)
    const { batchId, number } = await releasedBatch(world, hands, [100, 100])
    world.setToday('2026-06-18')
    await world.runJob('fund.askForLost')
    expect((await hands.maker.lists(listInquiries, {})).total).toBe(0)
    world.setToday('2026-06-22')
    await world.runJob('fund.askForLost')
    await world.runJob('fund.askForLost')
    expect((await hands.maker.lists(listInquiries, { kind: 'lost', state: 'open', batchId })).rows).toMatchObject([{ amountFen: yuan(100), reportedFen: null, openedOn: '2026-06-22' }, {}])
    await hands.maker.does(takeReturn, { batchId, text: returnOf(number, world.today, [{ seq: 1, amount: yuan(100), says: 'S' }]) })
    expect((await hands.maker.lists(listInquiries, { state: 'answered' })).rows).toMatchObject([{ seq: 1, answer: 'byReturn', document: expect.stringContaining('回单') }])
    // The bank first says partial: the question goes on as that.
    await hands.maker.does(takeReturn, { batchId, text: partialReturn(world, number, 2, yuan(1)) })
    expect((await hands.maker.lists(listInquiries, { state: 'open' })).rows).toMatchObject([{ seq: 2, kind: 'partial' }])
  })
})

describe('a payment made twice', () => {
  test('stays paid once; the second is kept as an overpayment until it came back', async ({ world }) => {
    const hands = await desk(world)
    const { line, batchId, number } = await releasedBatch(world, hands, [100])
    const text = (serial: string) => writeReturn({ number, bankDate: world.today, lines: returnLines(number, world.today, [{ seq: 1, amount: yuan(100), says: 'S' }]).map((row) => ({ ...row, bankSerial: serial })) })
    await hands.maker.does(takeReturn, { batchId, text: text('B1') })
    const before = await hands.maker.asks(getBudgetLine, { lineId: line.id })
    expect(await hands.maker.does(takeReturn, { batchId, text: text('B2') })).toMatchObject({ paidItems: 0, paidFen: 0n, inquiries: 1 })
    await expect(hands.maker.does(takeReturn, { batchId, text: text('B2') })).rejects.toMatchObject({ code: 'alreadyReturned', message: expect.stringContaining('已经登记过') })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toEqual(before)
    expect(await hands.maker.asks(getBatch, { batchId })).toMatchObject({ reconciliation: { matched: true, returnedPaidItems: 1 } })
    const inquiry = await openOne(hands.maker)
    expect(inquiry).toMatchObject({ kind: 'doubled', reportedFen: yuan(100), bankSerial: 'B2' })
    const inquiryId = inquiry?.id ?? ghost
    await expect(hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: { says: 'paid', paidOn: world.today, bankSerial: 'B3' } })).rejects.toMatchObject({ code: 'otherAnswer' })
    await hands.checker.does(answerInquiry, { inquiryId, document: letter, answer: { says: 'returned' } })
    expect((await hands.maker.lists(listInquiries, {})).rows).toMatchObject([{ state: 'answered', answer: 'returned', document: letter }])
  })
})

describe('the return as a file', () => {
  const upload = (world: World, who: { cookie: string }, batchId: string, bytes: Uint8Array) => {
    const body = multipart(bytes, 'return.csv', {})
    return world.app.inject({ method: 'POST', url: `${returnFilePath}/${batchId}`, headers: { cookie: who.cookie, ...body.headers }, payload: body.payload })
  }

  test('is read as it streams in, taken like one in the request, and audited', async ({ world }) => {
    const hands = await desk(world)
    const { batchId, number } = await releasedBatch(world, hands, [100])
    const text = returnOf(number, world.today, [{ seq: 1, amount: yuan(100), says: 'S' }])
    const answer = await upload(world, hands.maker, batchId, Buffer.from(`\uFEFF${text.replaceAll('\r\n', '\n')}`))
    expect(answer.json()).toEqual({ paidItems: 1, paidFen: '10000', failedItems: 0, failedFen: '0', inquiries: 0, waiting: 0 })
    expect(await hands.maker.asks(getBatch, { batchId })).toMatchObject({ state: 'settled' })
    expect(await world.database.adminQuery(`select from kernel.audit where verb = 'fund.takeReturn' and outcome = 'done'`)).toHaveLength(1)
  })

  test('in GBK, cut off, of another batch or from other hands it is refused with its sentence, and nothing is half done', async ({ world }) => {
    const hands = await desk(world)
    const { batchId, number } = await releasedBatch(world, hands, [100])
    const failed = returnOf(number, world.today, [{ seq: 1, amount: yuan(100), says: 'A1' }])
    // 账号 in GBK.
    const gbk = Buffer.concat([Buffer.from(failed.slice(0, failed.indexOf('账号'))), Buffer.from([0xd5, 0xcb, 0xba, 0xc5]), Buffer.from('\r\n')])
    const cases: [Uint8Array, string, string][] = [
      [gbk, 'unreadable', 'UTF-8'],
      [Buffer.from(failed.slice(0, failed.indexOf('\r\nT,') + 2)), 'unreadable', '不完整'],
      [Buffer.from(failed.slice(0, failed.length - 30)), 'checksumWrong', '校验码'],
      [Buffer.from(`${failed}R,x`), 'unreadable', '结尾行之后'],
      [Buffer.from(''), 'unreadable', '第 1 行'],
      [Buffer.from(returnOf(`${number}9`, world.today, [{ seq: 1, amount: yuan(100), says: 'S' }])), 'otherBatch', number],
    ]
    for (const [bytes, code, says] of cases) {
      const answer = await upload(world, hands.maker, batchId, bytes)
      expect([code, answer.statusCode, answer.json()]).toEqual([code, 409, expect.objectContaining({ kind: 'refused', code, message: expect.stringContaining(says) })])
    }
    expect(await world.database.adminQuery(`select from kernel.audit where verb = 'fund.takeReturn' and outcome = 'refused'`)).toHaveLength(cases.length)
    expect((await upload(world, hands.checker, batchId, Buffer.from(failed))).statusCode).toBe(403)
    expect((await upload(world, { cookie: '' }, batchId, Buffer.from(failed))).statusCode).toBe(401)
    expect((await upload(world, await world.staff('financeMaker', '980101'), batchId, Buffer.from(failed))).statusCode).toBe(404)
    expect((await upload(world, hands.maker, 'x', Buffer.from(failed))).statusCode).toBe(404)
    const none = await world.app.inject({ method: 'POST', url: `${returnFilePath}/${batchId}`, headers: { cookie: hands.maker.cookie, 'content-type': 'multipart/form-data; boundary=x' }, payload: '--x--\r\n' })
    expect(none.statusCode).toBe(400)
    expect(await hands.maker.asks(getBatch, { batchId })).toMatchObject({ state: 'released', returns: [] })
  })
})

describe('days', () => {
  test('released in the evening it is dated the next working day, and the file says so at each download', async ({ world }) => {
    const hands = await desk(world)
    vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-06-15T09:00:00Z'))
    const { batchId, number } = await releasedBatch(world, hands, [100])
    vi.restoreAllMocks()
    const batch = await hands.maker.asks(getBatch, { batchId })
    expect(batch).toMatchObject({ releasedOn: '2026-06-15', datedOn: '2026-06-16', reconciliation: { fileIntact: true } })
    const file = await world.app.inject({ method: 'GET', url: `/api/fund.bankFile/${batchId}`, headers: { cookie: hands.maker.cookie } })
    expect(file.body.split('\r\n')[0]).toBe(`H,JUYING-PAY-1,${number},2026-06-16,1,100.00`)
    expect(createHash('sm3').update(file.body.slice(0, file.body.lastIndexOf('\r\nT,') + 2)).digest('hex')).toBe(batch.fileChecksum)
  })

  test('the year may change in the middle of a batch: made on its last day, sent on the first, paid from the old year’s line', async ({ world }) => {
    const hands = await desk(world)
    const line = await openLineWith(world, yuan(1_000))
    world.setToday('2026-12-31')
    await awarded(world, line.code, yuan(100))
    const { batchId, number } = await hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    expect(number).toMatch(/^PF2026/)
    world.setToday('2027-01-01')
    expect(await hands.checker.does(releaseBatch, { batchId })).toMatchObject({ datedOn: '2027-01-04' })
    world.setToday('2027-01-05')
    await hands.maker.does(takeReturn, { batchId, text: returnOf(number, plainDate('2027-01-05'), [{ seq: 1, amount: yuan(100), says: 'S', paidOn: plainDate('2027-01-04') }]) })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ year: 2026, paidFen: yuan(100), inTransitFen: 0n })
    expect(await hands.maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [], batches: 1 })
  })

  test('a batch released twice goes once; a clock that was set back makes no payment of the days to come', async ({ world }) => {
    const hands = await desk(world)
    const { batchId, number, line } = await releasedBatch(world, hands, [100])
    await expect(hands.checker.does(releaseBatch, { batchId })).rejects.toMatchObject({ code: 'notMade' })
    const others = await Promise.allSettled([1, 2, 3].map(async () => (await world.staff('financeChecker')).does(releaseBatch, { batchId })))
    expect(others.every((result) => result.status === 'rejected')).toBe(true)
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ inTransitFen: yuan(100) })
    world.setToday('2026-06-10')
    const text = returnOf(number, plainDate('2026-06-15'), [{ seq: 1, amount: yuan(100), says: 'S' }])
    await expect(hands.maker.does(takeReturn, { batchId, text })).rejects.toMatchObject({ code: 'dateWrong' })
    await expect(hands.maker.does(makeBatch, { lineId: line.id, dueBy: plainDate('2026-06-15') })).rejects.toMatchObject({ code: 'beyondToday' })
    world.setToday('2026-06-15')
    await hands.maker.does(takeReturn, { batchId, text })
  })
})
