import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { fen, yuan, type Id, type PlainDate } from '../../kernel/types.ts'
import { awarded, desk, openLineOf, releasedBatch, returnOf, type Desk } from '../../test/fund.ts'
import { test, type World } from '../../test/world.ts'
import { askAdjustment } from '../budget/contract.ts'
import { allot, listEntries } from '../contract.ts'
import { move, post } from '../ledger.ts'
import { makeBatch, takeReturn } from '../payment-contract.ts'
import { totalsOf } from './totals.ts'
import { getPeriod, getSheet, listSheets, listUnsigned, prepareSheet, returnSheet, sheetPdfPath, signSheet } from './contract.ts'

const d = plainDate
const [first, second] = [d('2026-06-15'), d('2026-06-16')]
const document = '青财行〔2026〕21 号'
const ghost = '01990000-0000-7000-8000-000000000000'

const fundOf = async (world: World, lineId: Id<'budgetLine'>): Promise<Id<'specialFund'>> =>
  (await world.asSystem((db) => db.selectFrom('fund.budgetLine').select('fundId').where('id', '=', lineId).executeTakeFirstOrThrow())).fundId as Id<'specialFund'>

/** One payment of 100 made and paid, one of 50 made, sent and not answered; then the next day. */
const dayOver = async (world: World) => {
  const hands = await desk(world)
  const { line, batchId, number } = await releasedBatch(world, hands, [100, 100])
  await hands.maker.does(takeReturn, { batchId, text: returnOf(number, world.today, [{ seq: 1, amount: yuan(100), says: 'S' }]) })
  const fundId = await fundOf(world, line.id)
  world.setToday(second)
  return { hands, line, batchId, number, fundId }
}

const signed = async ({ maker, checker }: Desk, fundId: Id<'specialFund'>, day: PlainDate, kind: 'day' | 'month' = 'day') => {
  const { sheetId } = await maker.does(prepareSheet, { fundId, kind, day })
  return { sheetId, ...(await checker.does(signSheet, { sheetId })) }
}

describe('a day', () => {
  test('has its opening, every movement and its closing balance, each sum opens to its entries, and all sides match', async ({ world }) => {
    const { hands, line, fundId, number } = await dayOver(world)
    const { content, sheet, over } = await hands.maker.asks(getPeriod, { fundId, kind: 'day', day: first })
    expect([sheet, over]).toEqual([null, true])
    const sums = content.accounts.map(({ account, openingFen, debitFen, creditFen, closingFen }) => [account, openingFen, debitFen, creditFen, closingFen])
    expect(sums).toContainEqual(['paid', 0n, yuan(100), 0n, yuan(100)])
    expect(sums).toContainEqual(['inTransit', 0n, yuan(200), yuan(100), yuan(100)])
    expect(sums).toContainEqual(['appropriation', 0n, 0n, yuan(10_000_000), yuan(10_000_000)])
    expect(totalsOf(content).map(({ account, closingFen }) => [account, closingFen])).toEqual([['appropriation', yuan(10_000_000)], ['available', yuan(9_999_800)], ['reserved', 0n], ['committed', 0n], ['inTransit', yuan(100)], ['paid', yuan(100)]])
    expect(content.movements.map(({ kind, vouchers, amountFen }) => [kind, vouchers, amountFen])).toEqual([['allot', 1, yuan(10_000_000)], ['reserve', 2, yuan(200)], ['commit', 2, yuan(200)], ['release', 2, yuan(200)], ['pay', 1, yuan(100)]])
    expect(content.checks.filter(({ leftFen, rightFen }) => leftFen !== rightFen)).toEqual([])
    expect(content.checks.map(({ key, leftFen }) => [key, leftFen])).toEqual(expect.arrayContaining([['planFile', yuan(200)], ['fileLedger', yuan(200)], ['returnPaid', yuan(100)], ['pages', yuan(100)]]))
    expect(content.open).toMatchObject([{ kind: 'unanswered', number, amountFen: yuan(100), age: 1 }])
    const entries = await hands.maker.lists(listEntries, { lineId: line.id, kind: 'pay', from: first, to: first })
    expect(entries.rows.map(({ account, debitFen, caseNumber }) => [account, debitFen, typeof caseNumber])).toEqual(expect.arrayContaining([['paid', yuan(100), 'string']]))
    expect((await hands.maker.lists(listEntries, { lineId: line.id, from: second })).total).toBe(0)
    // The next day begins where this one ended.
    const next = await hands.maker.asks(getPeriod, { fundId, kind: 'day', day: second })
    expect(next.content.accounts.find(({ account }) => account === 'paid')).toMatchObject({ openingFen: yuan(100), closingFen: yuan(100) })
    await expect((await world.staff('financeMaker', '980101')).asks(getPeriod, { fundId, kind: 'day', day: first })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('is prepared by one, signed by another, frozen, chained, and closed in the database', async ({ world }) => {
    const { hands, line, fundId } = await dayOver(world)
    expect((await hands.maker.asks(listUnsigned, {})).funds).toMatchObject([{ fundId, own: true, signedThrough: null, unsigned: 1, days: [first], months: [] }])
    const one = await signed(hands, fundId, first)
    expect(await hands.maker.asks(getSheet, { sheetId: one.sheetId })).toMatchObject({ state: 'signed', intact: true, mine: true, seal: one.seal, previousSeal: '0'.repeat(64), previousNumber: null, differsFen: 0n })
    expect((await hands.maker.asks(listUnsigned, {})).funds).toMatchObject([{ signedThrough: first, unsigned: 0, days: [] }])
    // Into the signed day nothing goes, by whomever; a correction goes into the open one.
    for (const day of [first, d('2026-06-01')]) {
      await expect(world.asSystem((db) => post(db, [{ kind: 'freeze', day, placeCode: '9801', document, says: '补记', legs: move(line.id, 'available', 'frozen', fen(1n)) }]))).rejects.toMatchObject({ code: 'JY008' })
    }
    await hands.maker.does(allot, { lineId: line.id, amount: yuan(5), document })
    world.setToday('2026-06-18')
    const two = await signed(hands, fundId, second)
    const sheet = await hands.maker.asks(getSheet, { sheetId: two.sheetId })
    expect(sheet).toMatchObject({ previousSeal: one.seal, previousNumber: one.number, intact: true })
    expect(sheet.content.checks).toContainEqual({ key: 'opening', leftFen: 0n, rightFen: 0n })
    expect(sheet.content.movements).toMatchObject([{ kind: 'allot', vouchers: 1, amountFen: yuan(5) }])
    expect((await hands.checker.lists(listSheets, { kind: 'day', state: 'signed', fundId })).total).toBe(2)
    for (const change of ["content = content || ' '", 'seal = null', "state = 'returned', return_reason = '手工改的'"]) await expect(world.database.adminQuery(`update fund.sheet set ${change}`)).rejects.toMatchObject({ code: 'JY001' })
    await expect(world.database.adminQuery('delete from fund.sheet')).rejects.toMatchObject({ code: 'JY001' })
    await world.database.adminQuery('alter table fund.sheet disable trigger sheet_guard')
    await expect(world.database.adminQuery("update fund.sheet set content = replace(content, '10000', '10001')")).rejects.toMatchObject({ constraint: 'sheet_seal_is_of_its_content' })
  })

  test('a sheet whose content was changed by force is found out, and so is every one that should follow it', async ({ world }) => {
    const { hands, line, fundId } = await dayOver(world)
    const one = await signed(hands, fundId, first)
    await hands.maker.does(allot, { lineId: line.id, amount: yuan(5), document })
    world.setToday('2026-06-18')
    const two = await signed(hands, fundId, second)
    await world.database.adminQuery('alter table fund.sheet disable trigger sheet_guard')
    await world.database.adminQuery('alter table fund.sheet drop constraint sheet_seal_is_of_its_content')
    await world.database.adminQuery(`update fund.sheet set content = replace(content, '"10000"', '"10001"') where number = '${one.number}'`)
    expect(await hands.maker.asks(getSheet, { sheetId: one.sheetId })).toMatchObject({ intact: false })
    expect(await hands.maker.asks(getSheet, { sheetId: two.sheetId })).toMatchObject({ intact: true })
    // Sealed anew to fit, it no longer fits the next one.
    await world.database.adminQuery(`update fund.sheet set seal = encode(sha256(convert_to(previous_seal || E'\\n' || fund_id::text || E'\\n' || kind || E'\\n' || to_char(from_on, 'YYYY-MM-DD') || E'\\n' || to_char(to_on, 'YYYY-MM-DD') || E'\\n' || content, 'UTF8')), 'hex') where number = '${one.number}'`)
    expect(await hands.maker.asks(getSheet, { sheetId: one.sheetId })).toMatchObject({ intact: true })
    expect(await hands.maker.asks(getSheet, { sheetId: two.sheetId })).toMatchObject({ intact: false })
  })

  test('what waits for the second person stands on it: batch, adjustment, sheet', async ({ world }) => {
    const { hands, line, fundId } = await dayOver(world)
    await awarded(world, line.code, yuan(30))
    const made = await hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    const asked = await hands.maker.does(askAdjustment, { kind: 'freeze', lineId: line.id, amount: yuan(1), document })
    const sheet = await hands.maker.does(prepareSheet, { fundId, kind: 'day', day: first })
    const { content } = await hands.checker.asks(getPeriod, { fundId, kind: 'day', day: first })
    expect(content.pending.map(({ kind, number }) => [kind, number])).toEqual([['batch', made.number], ['adjustment', asked.number], ['sheet', sheet.number]])
  })

  test('is a paper with both names and the seal; others do not get it', async ({ world }) => {
    const { hands, fundId } = await dayOver(world)
    const { sheetId, seal } = await signed(hands, fundId, first)
    const get = (cookie: string, id: string = sheetId) => world.app.inject({ method: 'GET', url: `${sheetPdfPath}/${id}`, headers: { cookie } })
    const answer = await get(hands.checker.cookie)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const paper = await getDocument({ data: new Uint8Array(answer.rawPayload), verbosity: 0 }).promise
    const pages = await Promise.all(Array.from({ length: paper.numPages }, async (_, at) => (await (await paper.getPage(at + 1)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join('')))
    const text = pages.join('').replaceAll(/\s/g, '')
    for (const words of ['资金日报表', '签字', '10,000,000.00', '支付文件=台账送银行', seal]) expect(text).toContain(words)
    expect([(await get('')).statusCode, (await get((await world.talent()).cookie)).statusCode, (await get((await world.staff('financeMaker', '980101')).cookie)).statusCode, (await get(hands.maker.cookie, 'x')).statusCode]).toEqual([401, 403, 404, 404])
    expect((await get(hands.maker.cookie, ghost)).statusCode).toBe(404)
  })
})

describe('a month', () => {
  test('is signed when each of its days is, and adds up to them', async ({ world }) => {
    const { hands, line, fundId } = await dayOver(world)
    await hands.maker.does(allot, { lineId: line.id, amount: yuan(5), document })
    world.setToday('2026-07-01')
    await signed(hands, fundId, first)
    await expect(hands.maker.does(prepareSheet, { fundId, kind: 'month', day: first })).rejects.toMatchObject({ code: 'daysUnsigned', message: expect.stringContaining(second) })
    expect((await hands.maker.asks(listUnsigned, {})).funds).toMatchObject([{ days: [second], months: ['2026-06-01'] }])
    await signed(hands, fundId, second)
    const month = await signed(hands, fundId, first, 'month')
    const { content, fromOn, toOn } = await hands.maker.asks(getSheet, { sheetId: month.sheetId })
    expect([fromOn, toOn]).toEqual(['2026-06-01', '2026-06-30'])
    const days = content.checks.find(({ key }) => key === 'days')
    expect([days?.leftFen, days?.rightFen]).toEqual([content.movements.reduce((sum, { amountFen }) => sum + amountFen, 0n), content.movements.reduce((sum, { amountFen }) => sum + amountFen, 0n)])
    expect((await hands.maker.asks(listUnsigned, {})).funds).toMatchObject([{ days: [], months: [] }])
    await expect(world.asSystem((db) => post(db, [{ kind: 'freeze', day: d('2026-06-30'), placeCode: '9801', document, says: '补记', legs: move(line.id, 'available', 'frozen', fen(1n)) }]))).rejects.toMatchObject({ code: 'JY008' })
  })
})

describe('refused', () => {
  test('a sheet of another place’s fund, of a day that is not over, twice, out of turn', async ({ world }) => {
    const { hands, line, fundId } = await dayOver(world)
    const day = { fundId, kind: 'day' as const, day: first }
    await expect((await world.staff('financeMaker', '980101')).does(prepareSheet, day)).rejects.toMatchObject({ code: 'notYourFund' })
    await expect(hands.maker.does(prepareSheet, { ...day, day: second })).rejects.toMatchObject({ code: 'notOver' })
    await expect(hands.maker.does(prepareSheet, { ...day, kind: 'month' })).rejects.toMatchObject({ code: 'notOver' })
    await expect(hands.maker.does(prepareSheet, { ...day, fundId: ghost as Id<'specialFund'> })).rejects.toMatchObject({ kind: 'missing' })
    await signed(hands, fundId, first)
    await expect(hands.maker.does(prepareSheet, day)).rejects.toMatchObject({ code: 'alreadyThere' })
    await expect(hands.maker.does(prepareSheet, { ...day, day: d('2026-06-10') })).rejects.toMatchObject({ code: 'alreadyThere' })
    await hands.maker.does(allot, { lineId: line.id, amount: yuan(5), document })
    world.setToday('2026-06-20')
    await expect(hands.maker.does(prepareSheet, { ...day, day: d('2026-06-18') })).rejects.toMatchObject({ code: 'earlierUnsigned', message: expect.stringContaining(second) })
    // Whoever looks at a later day is told which one comes first; of that one itself nothing is missing.
    expect((await hands.maker.asks(getPeriod, { ...day, day: d('2026-06-18') })).signFirst).toBe(second)
    expect((await hands.maker.asks(getPeriod, { ...day, day: second })).signFirst).toBeNull()
    const makers = await Promise.all([1, 2, 3].map(() => world.staff('financeMaker')))
    const rivals = await Promise.allSettled(makers.map((maker) => maker.does(prepareSheet, { ...day, day: second })))
    expect(rivals.map((result) => (result.status === 'fulfilled' ? 'made' : result.reason.code)).toSorted()).toEqual(['alreadyThere', 'alreadyThere', 'made'])
  })

  test('a signature by the same person, of another place, on a difference, on what changed since, twice', async ({ world }) => {
    const { hands, line, fundId, batchId } = await dayOver(world)
    const personId = await world.person({ name: '林一舟' })
    const maker = await world.signIn('financeMaker', { place: '9801', personId })
    const other = await world.signIn('financeChecker', { place: '9801', personId })
    const day = { fundId, kind: 'day' as const, day: first }
    const { sheetId } = await maker.does(prepareSheet, day)
    await expect(other.does(signSheet, { sheetId })).rejects.toMatchObject({ code: 'sameHand' })
    await expect((await world.staff('financeChecker', '980101')).does(signSheet, { sheetId })).rejects.toMatchObject({ kind: 'missing' })
    await expect(world.database.adminQuery(`update fund.sheet set state = 'signed', signed_at = now(), signer_name = 'x', signer_person = preparer_person, previous_seal = repeat('0', 64), seal = repeat('0', 64)`)).rejects.toMatchObject({ code: '23514' })
    // A voucher of one fen that no bank answered, dated into the day before it is signed.
    await world.asSystem((db) => post(db, [{ kind: 'pay', day: first, placeCode: '9801', batchId, says: '植入的错误', legs: move(line.id, 'inTransit', 'paid', fen(1n)) }]))
    await expect(hands.checker.does(signSheet, { sheetId })).rejects.toMatchObject({ code: 'changed' })
    await hands.checker.does(returnSheet, { sheetId, reason: '台账有变动' })
    for (const attempt of [() => hands.checker.does(signSheet, { sheetId }), () => hands.checker.does(returnSheet, { sheetId, reason: '再退一次' })]) await expect(attempt()).rejects.toMatchObject({ code: 'notPrepared' })
    expect((await world.app.inject({ method: 'GET', url: `${sheetPdfPath}/${sheetId}`, headers: { cookie: hands.maker.cookie } })).statusCode).toBe(404)
    const again = await maker.does(prepareSheet, day)
    expect(again.differsFen).toBeGreaterThan(0n)
    await expect(hands.checker.does(signSheet, { sheetId: again.sheetId })).rejects.toMatchObject({ code: 'differs' })
    await expect(world.database.adminQuery(`update fund.sheet set state = 'signed', signed_at = now(), signer_name = 'x', previous_seal = repeat('0', 64), seal = repeat('0', 64) where id = '${again.sheetId}'`)).rejects.toMatchObject({ code: '23514' })
  })

  test('a county signs its own fund and not the city’s; the city sees it and does not sign it', async ({ world }) => {
    const { hands } = await dayOver(world)
    world.setToday(first)
    const theirs = await fundOf(world, await openLineOf(world, { place: '980101', year: 2026, code: 'test/county', amount: yuan(10) }))
    world.setToday(second)
    const own = { maker: await world.staff('financeMaker', '980101'), checker: await world.staff('financeChecker', '980101') }
    const { sheetId } = await own.maker.does(prepareSheet, { fundId: theirs, kind: 'day', day: first })
    await expect(hands.checker.does(signSheet, { sheetId })).rejects.toMatchObject({ code: 'notYourFund' })
    await expect(hands.checker.does(returnSheet, { sheetId, reason: '不由本级办' })).rejects.toMatchObject({ code: 'notYourFund' })
    await own.checker.does(signSheet, { sheetId })
    expect(await hands.checker.asks(getSheet, { sheetId })).toMatchObject({ state: 'signed', intact: true })
  })
})

describe('many at once', () => {
  test('200 equal requests prepare one sheet, and 200 sign it once', async ({ world }) => {
    const { hands, fundId } = await dayOver(world)
    const made = await Promise.all(Array.from({ length: 200 }, () => hands.maker.does(prepareSheet, { fundId, kind: 'day', day: first }, { key: 'prepare-once' })))
    expect(new Set(made.map(({ sheetId }) => sheetId)).size).toBe(1)
    const sheetId = made[0]?.sheetId ?? (ghost as Id<'sheet'>)
    const seals = await Promise.all(Array.from({ length: 200 }, () => hands.checker.does(signSheet, { sheetId }, { key: 'sign-once' })))
    expect(new Set(seals.map(({ seal }) => seal)).size).toBe(1)
    expect(await world.database.adminQuery('select from fund.sheet')).toHaveLength(1)
  })

  test('who posts into the day while it is being signed comes before the signature or not at all', async ({ world }) => {
    const { hands, line, fundId } = await dayOver(world)
    const { sheetId } = await hands.maker.does(prepareSheet, { fundId, kind: 'day', day: first })
    const late = Array.from({ length: 10 }, () => world.asSystem((db) => post(db, [{ kind: 'freeze', day: first, placeCode: '9801', document, says: '补记', legs: move(line.id, 'available', 'frozen', fen(1n)) }])))
    const [signing, ...posted] = await Promise.allSettled([hands.checker.does(signSheet, { sheetId }), ...late])
    const done = posted.filter(({ status }) => status === 'fulfilled').length
    for (const result of posted) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'JY008' })
    // Signed: nothing came in after what the sheet says. Not signed: because something had.
    const { content } = await hands.maker.asks(getPeriod, { fundId, kind: 'day', day: first })
    const frozen = content.movements.find(({ kind }) => kind === 'freeze')?.vouchers ?? 0
    expect(frozen).toBe(done)
    if (signing?.status === 'fulfilled') expect(done).toBe(0)
    else expect([signing?.reason.code, done > 0]).toEqual(['changed', true])
  })
})
