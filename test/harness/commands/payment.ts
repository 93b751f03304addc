import { sql } from 'kysely'
import { withCheckDigit } from '../../../fund/account-number.ts'
import { refOf, writeReturn } from '../../../fund/bank-file.ts'
import * as store from '../../../fund/batch-store.ts'
import { confirmSettlement, drawSettlement } from '../../../fund/budget/settlement-contract.ts'
import { answerInquiry } from '../../../fund/inquiry-contract.ts'
import { move, post } from '../../../fund/ledger.ts'
import { applyReturn, assembleBatch, sendBatch } from '../../../fund/payment.ts'
import { dissolveBatch, giveAccount, makeBatch, recordAccount, releaseBatch, takeReturn } from '../../../fund/payment-contract.ts'
import { fen, yuan, type Fen, type Id } from '../../../kernel/types.ts'
import { city, type Stage } from '../stage.ts'
import { countOf, document, type Command } from './command.ts'

/** Commands of payment. What comes before the command itself is done by the house, not over the wire. */

const cardOf = (stage: Stage): string => withCheckDigit(`629801${String(stage.next()).padStart(12, '0')}`)

const giveCommand: Command = {
  verb: giveAccount.name,
  prepare: async (stage) => {
    const hand = await stage.applicant()
    const number = cardOf(stage)
    const { personId } = hand
    return { hand, body: { bank: '青屿银行', number }, other: { bank: '临海银行', number }, posts: {}, done: (db) => countOf(db, sql`fund.payee_account where holder_id = ${personId}`) }
  },
}

const recordCommand: Command = {
  verb: recordAccount.name,
  prepare: async (stage) => {
    const { personId } = await stage.applicant()
    const body = { holder: { kind: 'person', id: personId }, bank: '青屿银行', number: cardOf(stage), document: '单位来函' }
    return { hand: await stage.staff('financeMaker'), body, other: { ...body, bank: '临海银行' }, posts: {}, done: (db) => countOf(db, sql`fund.payee_account where holder_id = ${personId}`) }
  },
}

interface Due {
  line: { id: Id<'budgetLine'>; placeCode: string; year: number }
  total: Fen
}
const dueLine = async (stage: Stage): Promise<Due> => {
  const total = yuan(9)
  const { id, code } = await stage.line(yuan(10))
  await stage.award({ code }, total)
  return { line: { id, placeCode: city, year: Number(stage.today.slice(0, 4)) }, total }
}

const makeCommand: Command = {
  verb: makeBatch.name,
  prepare: async (stage) => {
    const { line } = await dueLine(stage)
    const body = { lineId: line.id, dueBy: stage.today }
    const other = { ...body, dueBy: `${line.year}-01-01` }
    return { hand: await stage.staff('financeMaker'), body, other, posts: {}, done: (db) => countOf(db, sql`fund.batch where line_id = ${line.id}`) }
  },
}

interface Made {
  batchId: Id<'batch'>
  number: string
  total: Fen
}
export const madeBatch = async (stage: Stage): Promise<Made> => {
  const { line, total } = await dueLine(stage)
  const made = await stage.asSystem((db) => assembleBatch(db, line, { dueBy: stage.today, today: stage.today, makerPerson: null }))
  if (!made.ok) throw new Error(`nothing to pay: ${made.reason}`)
  return { batchId: made.batchId, number: made.number, total }
}

const releaseCommand: Command = {
  verb: releaseBatch.name,
  prepare: async (stage) => {
    const [{ batchId, total }, elsewhere] = [await madeBatch(stage), await madeBatch(stage)]
    return {
      hand: await stage.staff('financeChecker'),
      body: { batchId },
      other: { batchId: elsewhere.batchId },
      posts: { release: total },
      done: (db) => countOf(db, sql`fund.posting where batch_id = ${batchId} and kind = 'release'`),
    }
  },
}

const dissolveCommand: Command = {
  verb: dissolveBatch.name,
  prepare: async (stage) => {
    const { batchId } = await madeBatch(stage)
    const body = { batchId, reason: '编制有误' }
    return { hand: await stage.staff('financeMaker'), body, other: { ...body, reason: '重新编制' }, posts: {}, done: (db) => countOf(db, sql`fund.batch_item where batch_id = ${batchId} and state = 'dissolved'`) }
  },
}

const returnCommand: Command = {
  verb: takeReturn.name,
  prepare: async (stage) => {
    const { batchId, number, total } = await madeBatch(stage)
    await stage.asSystem(async (db) => sendBatch(db, await store.getBatchForUpdate(db, batchId), { today: stage.today, checkerPerson: null }))
    const line = { at: 2, ref: refOf(number, 1), amount: total, result: 'paid' as const, paidOn: stage.today, reasonCode: null, reason: null }
    const textOf = (bankSerial: string) => writeReturn({ number, bankDate: stage.today, lines: [{ ...line, bankSerial }] })
    return {
      hand: await stage.staff('financeMaker'),
      body: { batchId, text: textOf('B1') },
      other: { batchId, text: textOf('B2') },
      posts: { pay: total },
      done: (db) => countOf(db, sql`fund.posting where batch_id = ${batchId} and kind = 'pay'`),
    }
  },
}

/** The bank paid a part and says on paper that the rest followed. */
const answerCommand: Command = {
  verb: answerInquiry.name,
  prepare: async (stage) => {
    const { batchId, number, total } = await madeBatch(stage)
    await stage.asSystem(async (db) => sendBatch(db, await store.getBatchForUpdate(db, batchId), { today: stage.today, checkerPerson: null }))
    const line = { at: 2, ref: refOf(number, 1), amount: fen(total / 2n), result: 'partial' as const, bankSerial: 'B1', paidOn: stage.today, reasonCode: null, reason: null }
    await stage.asSystem(async (db) => applyReturn(db, await store.getBatchForUpdate(db, batchId), writeReturn({ number, bankDate: stage.today, lines: [line] }), { today: stage.today }))
    const { id: inquiryId } = await stage.asSystem((db) => db.selectFrom('fund.inquiry').select('id').where('batchId', '=', batchId).executeTakeFirstOrThrow())
    const body = { inquiryId, document, answer: { says: 'paid', paidOn: stage.today, bankSerial: 'L1' } }
    return {
      hand: await stage.staff('financeChecker'),
      body,
      other: { ...body, answer: { ...body.answer, bankSerial: 'L2' } },
      posts: { pay: total },
      done: (db) => countOf(db, sql`fund.posting where batch_id = ${batchId} and kind = 'pay'`),
    }
  },
}

const settledCounty = '980104'
let drawing: Promise<unknown> = Promise.resolve()
/** A statement takes whatever of its county was paid and not settled: one is prepared after the other. */
const drawn = (stage: Stage): Promise<{ settlementId: string; moved: Fen }> => {
  const next = drawing.then(async () => {
    const total = yuan(9)
    const { id, code } = await stage.line(yuan(10))
    await stage.award({ code }, total, { placeCode: `${settledCounty}101` })
    // Only now, or the award would draw on the nearer line.
    await openCountyLine(stage, code)
    const year = Number(stage.today.slice(0, 4))
    const made = await stage.asSystem((db) => assembleBatch(db, { id, placeCode: city, year }, { dueBy: stage.today, today: stage.today, makerPerson: null }))
    if (!made.ok) throw new Error(`nothing to pay: ${made.reason}`)
    const line = { at: 2, ref: refOf(made.number, 1), amount: total, result: 'paid' as const, bankSerial: 'B1', paidOn: stage.today, reasonCode: null, reason: null }
    await stage.asSystem(async (db) => {
      await sendBatch(db, await store.getBatchForUpdate(db, made.batchId), { today: stage.today, checkerPerson: null })
      await applyReturn(db, await store.getBatchForUpdate(db, made.batchId), writeReturn({ number: made.number, bankDate: stage.today, lines: [line] }), { today: stage.today })
    })
    const statement = await stage.does((await stage.staff('financeMaker')).cookie, drawSettlement.name, { countyCode: settledCounty, from: `${year}-01-01`, to: stage.today })
    const { settlementId, countyOwesFen, cityOwesFen } = drawSettlement.output.parse(statement)
    // Both lines of each share move by it.
    return { settlementId, moved: fen(2n * (countyOwesFen + cityOwesFen)) }
  })
  drawing = next.catch(() => {})
  return next
}
const openCountyLine = (stage: Stage, code: string): Promise<void> =>
  stage.asSystem(async (db) => {
    const of = { year: Number(stage.today.slice(0, 4)), placeCode: settledCounty }
    const known = await db.selectFrom('fund.specialFund').select('id').where('placeCode', '=', of.placeCode).where('year', '=', of.year).executeTakeFirst()
    const fund = known ?? (await db.insertInto('fund.specialFund').values({ ...of, title: '县专项资金', promisedFloorFen: yuan(1), floorDocument: '测试' }).returning('id').executeTakeFirstOrThrow())
    const { id } = await db.insertInto('fund.budgetLine').values({ ...of, fundId: fund.id, code, title: '县级科目' }).returning('id').executeTakeFirstOrThrow()
    await post(db, [{ kind: 'allot', day: stage.today, placeCode: of.placeCode, document, says: '下达', legs: move(id, 'appropriation', 'available', yuan(100)) }])
  })

const confirmSettlementCommand: Command = {
  verb: confirmSettlement.name,
  prepare: async (stage) => {
    const { settlementId, moved } = await drawn(stage)
    const body = { settlementId, document }
    return {
      hand: await stage.staff('financeChecker', settledCounty),
      body,
      other: { ...body, document: '另一份确认文件' },
      posts: { settle: moved },
      done: (db) => countOf(db, sql`fund.settlement where id = ${settlementId} and state = 'confirmed'`),
    }
  },
}

export const paymentCommands: readonly Command[] = [giveCommand, recordCommand, makeCommand, releaseCommand, dissolveCommand, returnCommand, answerCommand, confirmSettlementCommand]
