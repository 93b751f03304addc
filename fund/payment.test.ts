import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { yuan, type Id } from '../kernel/types.ts'
import { awarded, cardNumber, desk, openLineWith, releasedBatch, returnOf } from '../test/fund.ts'
import { test } from '../test/world.ts'
import { awardOfCase } from './index.ts'
import { getBudgetLine, listEntries, listInstalments } from './contract.ts'
import { listMyPayments } from './payee-contract.ts'
import { dissolveBatch, dueLines, getBatch, giveAccount, listBatches, listBatchItems, makeBatch, myAccount, reconcile, recordAccount, releaseBatch, takeReturn } from './payment-contract.ts'

const ghost = '01990000-0000-7000-8000-000000000000'

describe('from due to paid', () => {
  test('two persons pay three people; plan, file, return, ledger and the payee’s page agree to the fen', async ({ world }) => {
    const hands = await desk(world)
    const { line, awards, batchId, number, items, totalFen } = await releasedBatch(world, hands, [60_000, 30_000, 8_000])
    expect({ items, totalFen }).toEqual({ items: 3, totalFen: yuan(98_000) })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ committedFen: 0n, inTransitFen: yuan(98_000), paidFen: 0n })
    const page = await hands.maker.lists(listBatchItems, { batchId })
    const text = returnOf(number, world.today, page.rows.map(({ seq, amountFen }) => ({ seq, amount: amountFen, says: 'S' })))
    expect(await hands.maker.does(takeReturn, { batchId, text })).toEqual({ paidItems: 3, paidFen: yuan(98_000), failedItems: 0, failedFen: 0n, inquiries: 0, waiting: 0 })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ inTransitFen: 0n, paidFen: yuan(98_000) })
    const batch = await hands.checker.asks(getBatch, { batchId })
    expect(batch).toMatchObject({ state: 'settled', reconciliation: { matched: true, fileIntact: true, planFen: yuan(98_000), pagePaidFen: yuan(98_000), waitingItems: 0 } })
    expect(await hands.maker.asks(reconcile, { year: 2026 })).toMatchObject({ batches: 1, unmatched: [], linesOff: [], paidFen: yuan(98_000) })
    const [first] = awards
    expect((await first?.talent.lists(listMyPayments, { year: 2026 }))?.rows).toMatchObject([{ amountFen: first?.decided.amount, paidSoFarFen: first?.decided.amount, paidOn: world.today }])
    expect((await first?.talent.lists(listMyPayments, { year: 2025 }))?.total).toBe(0)
    for (const { decided } of awards) expect(await world.asSystem((db) => awardOfCase(db, decided.caseId))).toMatchObject({ state: 'completed', paidFen: decided.amount, instalments: [{ state: 'paid', paidOn: world.today }] })
  })

  test('every fen of a balance opens down to its case', async ({ world }) => {
    const hands = await desk(world)
    const { line, awards, number } = await releasedBatch(world, hands, [600])
    const { rows } = await hands.maker.lists(listEntries, { lineId: line.id, account: 'inTransit' })
    expect(rows).toMatchObject([{ kind: 'release', debitFen: yuan(600), caseId: awards[0]?.decided.caseId, batchNumber: number }])
    expect((await hands.maker.lists(listEntries, { lineId: line.id, kind: 'commit' })).rows.map(({ account }) => account).toSorted()).toEqual(['committed', 'reserved'])
  })

  test('a failed payment is due again as a new attempt; a wrong account must be replaced first', async ({ world }) => {
    const hands = await desk(world)
    const { line, batchId, number } = await releasedBatch(world, hands, [100, 200])
    const { rows } = await hands.maker.lists(listBatchItems, { batchId })
    const [first, second] = rows
    const text = returnOf(number, world.today, [
      { seq: first?.seq ?? 0, amount: first?.amountFen ?? yuan(0), says: 'A1' },
      { seq: second?.seq ?? 0, amount: second?.amountFen ?? yuan(0), says: 'B1' },
    ])
    expect(await hands.maker.does(takeReturn, { batchId, text })).toMatchObject({ paidItems: 0, failedItems: 2, failedFen: yuan(300), waiting: 0 })
    expect(await hands.maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ committedFen: yuan(300), inTransitFen: 0n, paidFen: 0n })
    expect((await hands.maker.asks(getBatch, { batchId })).reconciliation).toMatchObject({ matched: true, ledgerBounceFen: yuan(300) })
    expect((await hands.maker.lists(listInstalments, { lineId: line.id, state: 'due' })).rows.map(({ lastFailure }) => lastFailure).toSorted()).toEqual(['账号不存在', '银行系统故障'])
    const again = await hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    expect(again).toMatchObject({ items: 1, withoutAccount: 1, totalFen: second?.amountFen })
    expect((await hands.maker.lists(listBatchItems, { batchId: again.batchId })).rows).toMatchObject([{ attempt: 2 }])
    await hands.checker.does(releaseBatch, { batchId: again.batchId })
    expect(await hands.maker.asks(dueLines, { dueBy: world.today })).toMatchObject({ lines: [{ dueItems: 1, withoutAccount: 1 }] })
  })

  test('a return may come in parts; what it does not name goes on waiting', async ({ world }) => {
    const hands = await desk(world)
    const { batchId, number } = await releasedBatch(world, hands, [100, 100])
    const part = (seq: number) => returnOf(number, world.today, [{ seq, amount: yuan(100), says: 'S' }])
    expect(await hands.maker.does(takeReturn, { batchId, text: part(1) })).toMatchObject({ paidItems: 1, waiting: 1 })
    expect(await hands.maker.asks(getBatch, { batchId })).toMatchObject({ state: 'released', reconciliation: { matched: true, waitingFen: yuan(100) } })
    expect(await hands.maker.does(takeReturn, { batchId, text: part(2) })).toMatchObject({ paidItems: 1, waiting: 0 })
    expect((await hands.maker.lists(listBatches, { state: 'settled' })).total).toBe(1)
  })

  test('a batch that is sent back leaves its instalments due, and another can be made', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const line = await openLineWith(world, yuan(1_000))
    await awarded(world, line.code, yuan(500))
    const { batchId } = await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    await expect(maker.does(makeBatch, { lineId: line.id, dueBy: world.today })).rejects.toMatchObject({ code: 'nothingDue' })
    expect(await checker.does(dissolveBatch, { batchId, reason: '户名待核实' })).toEqual({ items: 1 })
    await expect(checker.does(releaseBatch, { batchId })).rejects.toMatchObject({ code: 'notMade' })
    await expect(checker.does(dissolveBatch, { batchId, reason: '户名待核实' })).rejects.toMatchObject({ code: 'notMade' })
    expect(await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })).toMatchObject({ items: 1 })
  })
})

describe('making and releasing', () => {
  test('nothing due, no account, another level’s line, and a day to come are refused', async ({ world }) => {
    const { maker } = await desk(world)
    const county = await world.staff('financeMaker', '980101')
    const line = await openLineWith(world, yuan(1_000))
    const make = { lineId: line.id, dueBy: world.today }
    await expect(maker.does(makeBatch, make)).rejects.toMatchObject({ code: 'nothingDue' })
    await awarded(world, line.code, yuan(500), { account: false })
    await expect(maker.does(makeBatch, make)).rejects.toMatchObject({ code: 'noAccounts', message: expect.stringContaining('1 笔') })
    await expect(county.does(makeBatch, make)).rejects.toMatchObject({ code: 'notYourLine' })
    await expect(maker.does(makeBatch, { ...make, dueBy: plainDate('2026-06-16') })).rejects.toMatchObject({ code: 'beyondToday' })
    await expect(maker.does(makeBatch, { ...make, lineId: ghost as Id<'budgetLine'> })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('the maker cannot check his own batch, not with his other duty and not with his other account', async ({ world }) => {
    const line = await openLineWith(world, yuan(1_000))
    await awarded(world, line.code, yuan(500))
    const personId = await world.person({ name: '林一舟' })
    const maker = await world.signIn('financeMaker', { place: '9801', personId })
    const otherAccount = await world.signIn('financeChecker', { place: '9801', personId })
    const { batchId } = await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    await expect(otherAccount.does(releaseBatch, { batchId })).rejects.toMatchObject({ code: 'sameHand' })
    await expect(maker.does(releaseBatch, { batchId })).rejects.toMatchObject({ kind: 'denied' })
    await world.asSystem(async (db) => {
      await db.insertInto('kernel.duty').values({ accountId: maker.accountId, role: 'financeChecker', title: '复核', placeCode: '9801' }).execute()
      const { id } = await db.selectFrom('kernel.duty').select('id').where('accountId', '=', maker.accountId).where('role', '=', 'financeChecker').executeTakeFirstOrThrow()
      await db.updateTable('kernel.session').set({ dutyId: id, steppedUpAt: sql<string>`now()` }).where('accountId', '=', maker.accountId).execute()
      await db.updateTable('kernel.duty').set({ validTo: '2026-06-14' }).where('accountId', '=', maker.accountId).where('role', '=', 'financeMaker').execute()
    })
    await expect(maker.does(releaseBatch, { batchId })).rejects.toMatchObject({ code: 'sameHand' })
    const byHand = world.database.adminQuery(
      `update fund.batch set state = 'released', released_at = now(), released_on = '2026-06-15', dated_on = '2026-06-15', file_checksum = repeat('a', 64), checker_person = maker_person`,
    )
    await expect(byHand).rejects.toMatchObject({ constraint: 'batch_two_persons' })
  })

  test('an account that was replaced after the batch was made sends the batch back', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const line = await openLineWith(world, yuan(1_000))
    const { talent } = await awarded(world, line.code, yuan(500))
    const { batchId } = await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    await talent.does(giveAccount, { bank: '海潮银行', number: cardNumber(77) })
    await expect(checker.does(releaseBatch, { batchId })).rejects.toMatchObject({ code: 'accountChanged' })
  })

  test('two makers at once never put one instalment into two batches', async ({ world }) => {
    const line = await openLineWith(world, yuan(10_000))
    for (let index = 0; index < 4; index++) await awarded(world, line.code, yuan(100))
    const makers = await Promise.all(Array.from({ length: 4 }, () => world.staff('financeMaker')))
    const made = await Promise.allSettled(makers.map((maker) => maker.does(makeBatch, { lineId: line.id, dueBy: world.today })))
    const items = made.flatMap((result) => (result.status === 'fulfilled' ? [result.value.items] : []))
    expect(items.reduce((sum, count) => sum + count, 0)).toBe(4)
  })

  test('two hundred equal requests have one effect and one answer; the same key with another body is refused', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const line = await openLineWith(world, yuan(10_000))
    await awarded(world, line.code, yuan(100))
    const made = await Promise.all(Array.from({ length: 200 }, () => maker.does(makeBatch, { lineId: line.id, dueBy: world.today }, { key: 'make' })))
    expect(new Set(made.map(({ number }) => number)).size).toBe(1)
    const batchId = made[0]?.batchId ?? (ghost as Id<'batch'>)
    const released = await Promise.all(Array.from({ length: 200 }, () => checker.does(releaseBatch, { batchId }, { key: 'release' })))
    expect(new Set(released.map(({ checksum }) => checksum)).size).toBe(1)
    const text = returnOf(made[0]?.number ?? '', world.today, [{ seq: 1, amount: yuan(100), says: 'S' }])
    const taken = await Promise.all(Array.from({ length: 200 }, () => maker.does(takeReturn, { batchId, text }, { key: 'return' })))
    expect(taken.every(({ paidItems }) => paidItems === 1)).toBe(true)
    expect(await maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ paidFen: yuan(100), inTransitFen: 0n, committedFen: 0n })
    await expect(maker.does(makeBatch, { lineId: line.id, dueBy: plainDate('2026-06-14') }, { key: 'make' })).rejects.toMatchObject({ status: 422 })
  })
})

describe('the bank’s return', () => {
  test('whatever does not fit refuses the whole file, says where, and leaves nothing half done', async ({ world }) => {
    const hands = await desk(world)
    const { maker } = hands
    const { batchId, number, line } = await releasedBatch(world, hands, [100, 100])
    const other = await releasedBatch(world, hands, [100])
    const good = { seq: 1, amount: yuan(100), says: 'S' as const }
    const file = (...answers: Parameters<typeof returnOf>[2]) => returnOf(number, world.today, answers)
    const wrong: [string, string, string][] = [
      ['otherBatch', returnOf(other.number, world.today, [good]), number],
      ['unknownPayment', file(good, { ...good, seq: 9 }), `第 3 行 ${number}-000009`],
      ['amountDiffers', file(good, { seq: 2, amount: yuan(99), says: 'S' }), '第 3 行'],
      ['lineTwice', file(good, good), '第 3 行'],
      ['dateWrong', file({ ...good, paidOn: plainDate('2026-06-14') }), '2026-06-14'],
      ['dateWrong', file({ ...good, paidOn: plainDate('2026-06-16') }), '2026-06-16'],
      ['checksumWrong', file(good).replace('100.00,S', '100.01,S'), '结尾行'],
      ['unreadable', file(good).split('T,')[0] ?? '', '结尾行'],
      ['unreadable', '户名,账号\r\n', '第 1 行'],
      ['unreadable', `${file(good)}\uFFFD`, 'UTF-8'],
      ['unreadable', file(), '没有明细'],
    ]
    for (const [code, text, says] of wrong) {
      await expect(maker.does(takeReturn, { batchId, text }), code).rejects.toMatchObject({ code, message: expect.stringContaining(says) })
      expect(await maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ inTransitFen: yuan(200), paidFen: 0n })
      expect((await maker.asks(getBatch, { batchId })).returns).toEqual([])
    }
    await maker.does(takeReturn, { batchId, text: file(good) })
    await expect(maker.does(takeReturn, { batchId, text: file(good) })).rejects.toMatchObject({ code: 'alreadyReturned' })
    await maker.does(takeReturn, { batchId, text: file({ ...good, seq: 2 }) })
    await expect(maker.does(takeReturn, { batchId, text: file(good) })).rejects.toMatchObject({ code: 'alreadyReturned' })
  })

  test('a batch that has not gone to the bank has no return', async ({ world }) => {
    const { maker } = await desk(world)
    const line = await openLineWith(world, yuan(1_000))
    await awarded(world, line.code, yuan(100))
    const { batchId, number } = await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    await expect(maker.does(takeReturn, { batchId, text: returnOf(number, world.today, [{ seq: 1, amount: yuan(100), says: 'S' }]) })).rejects.toMatchObject({ code: 'notReleased' })
  })
})

describe('the bank file', () => {
  const download = (world: Parameters<typeof desk>[0], cookie: string, batchId: string) => world.app.inject({ method: 'GET', url: `/api/fund.bankFile/${batchId}`, headers: { cookie } })

  test('finance downloads it with account numbers and the checksum of its release; each download is audited', async ({ world }) => {
    const hands = await desk(world)
    const { batchId, number } = await releasedBatch(world, hands, [1_234])
    const answer = await download(world, hands.maker.cookie, batchId)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-disposition']).toContain(`${number}.csv`)
    const { fileChecksum } = await hands.maker.asks(getBatch, { batchId })
    expect(answer.body).toMatch(new RegExp(`^H,JUYING-PAY-1,${number},2026-06-15,1,1234\\.00\r\nD,${number}-000001,沈知远,629801\\d+,青屿银行,1234\\.00,.*\r\nT,1,1234\\.00,${fileChecksum}\r\n$`))
    const audited = await world.database.adminQuery(`select from kernel.audit where verb = 'fund.bankFile' and outcome = 'done'`)
    expect(audited).toHaveLength(1)
  })

  test('nobody else gets it, nor a batch that was not released, nor one of another place', async ({ world }) => {
    const hands = await desk(world)
    const { batchId, line } = await releasedBatch(world, hands, [100])
    await awarded(world, line.code, yuan(100))
    const { batchId: unreleased } = await hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    const status = async (cookie: string, id: string) => (await download(world, cookie, id)).statusCode
    expect(await status('', batchId)).toBe(401)
    expect(await status((await world.staff('leader')).cookie, batchId)).toBe(403)
    expect(await status((await world.staff('financeMaker', '980101')).cookie, batchId)).toBe(404)
    expect(await status(hands.maker.cookie, unreleased)).toBe(404)
    expect(await status(hands.maker.cookie, ghost)).toBe(404)
    expect(await status(hands.maker.cookie, 'x')).toBe(404)
  })
})

describe('accounts of payees', () => {
  test('a talent gives his own account in his own name; it is kept sealed and shown by its last four digits', async ({ world }) => {
    const talent = await world.talent({ name: '苏晚晴' })
    expect(await talent.asks(myAccount, {})).toEqual({ account: null })
    const number = cardNumber(4711)
    expect(await talent.does(giveAccount, { bank: '青屿银行', number })).toMatchObject({ name: '苏晚晴', hint: number.slice(-4), rejectedOn: null })
    const stored = await world.database.adminQuery(`select number_sealed::text from fund.payee_account`)
    expect(JSON.stringify(stored)).not.toContain(Buffer.from(number).toString('hex'))
    const give = (digits: string) => world.post(talent.cookie, giveAccount.name, { bank: '青屿银行', number: digits })
    const mistyped = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`
    await expect(give(mistyped)).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('校验位') })
    for (const bad of ['12345', '1234567x9', '1'.repeat(31)]) await expect(give(bad)).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('finance records an account on paper for somebody of the registry, and for nobody else', async ({ world }) => {
    const { maker } = await desk(world)
    const personId = await world.person({ name: '顾行舟' })
    const account = { bank: '青屿银行', number: cardNumber(5), document: '本人书面申请 2026-06-10' }
    expect(await maker.does(recordAccount, { ...account, holder: { kind: 'person', id: personId } })).toMatchObject({ name: '顾行舟' })
    await expect(maker.does(recordAccount, { ...account, holder: { kind: 'person', id: ghost } })).rejects.toMatchObject({ code: 'notRegistered' })
    const clerk = await world.clerkOf(await world.employer())
    expect(await clerk.does(giveAccount, { bank: '青屿银行', number: '980100001' })).toMatchObject({ name: '青屿远航装备有限公司' })
    const unregistered = await world.signIn('talent')
    await expect(unregistered.does(giveAccount, { bank: '青屿银行', number: '980100001' })).rejects.toMatchObject({ code: 'notRegistered' })
  })
})
