import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { withCheckDigit } from '../../fund/account-number.ts'
import { replaceAccount } from '../../fund/account-store.ts'
import { checksumOf, refOf, writeReturn, type ReturnLine } from '../../fund/bank-file.ts'
import { postReturn } from '../../fund/batch-ledger.ts'
import * as store from '../../fund/batch-store.ts'
import { reconcileYear } from '../../fund/batch-views.ts'
import { commitAward } from '../../fund/index.ts'
import { answer as answerInquiry, askForLost } from '../../fund/inquiry-store.ts'
import { move, post } from '../../fund/ledger.ts'
import { applyReturn, assembleBatch, sendBatch } from '../../fund/payment.ts'
import { obstacleToTurn, turnResult, type Turned } from '../../fund/turned-result.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { DatabaseAddress } from '../../kernel/db/roles.ts'
import { fen, yuan, type Fen, type Id } from '../../kernel/types.ts'
import { fillLine } from './many-awards.ts'
import { decisionOf, harnessPlaces, openRaceLine, raceDay, withRivals } from './races.ts'

/**
 * Promise 5 of trust.md: plan = payment file = bank return = ledger = the page, to the fen, whatever the bank answers. Each batch is answered
 * by a bank that pays, fails, says nothing, answers in parts, repeats itself and mixes batches up, pays in part and pays twice, and afterwards says the contrary of what it said; what it left
 * open is asked for and paid in the next round.
 */
interface BankFigures {
  payments: number
  batches: number
  paid: number
  failed: number
  refusedReturns: number
  wronglyTaken: number
  /** Payments that a return said were made in part, twice, or that had no answer and were asked for; all closed by the bank's letter or a later return. */
  partial: number
  doubled: number
  lost: number
  /** Said to have failed and then paid, and the reverse; half of each confirmed by letter, half denied. */
  latePaid: number
  sentBack: number
  openInquiries: number
  unmatched: number
  fenOff: string
}

const day = raceDay
const city = '9801'

type Line = { id: Id<'budgetLine'>; placeCode: string; year: number; code: string }

const openLine = (database: Database, room: Fen): Promise<Line> =>
  database.asSystem(day, async (db) => {
    const code = `bank/l-${randomUUID()}`
    return { id: await openRaceLine(db, code, room), placeCode: city, year: 2026, code }
  })

const award = (database: Database, line: Line, serial: number): Promise<void> =>
  database.asSystem(day, async (db) => {
    const holder = { kind: 'person' as const, id: randomUUID() }
    await replaceAccount(db, { holder, placeCode: '980101001', name: '甲', bank: '青屿银行', number: withCheckDigit(`629801${String(serial).padStart(12, '0')}`), document: null })
    const result = await commitAward(db, decisionOf(line.code, fen(BigInt(100_00 + serial)), { holder }))
    if (!result.ok) throw new Error(`the award was refused: ${result.reason}`)
  })

/** By place in the batch: every seventh fails, every fifth is lost this time, every eleventh is paid in part. */
const answersFor = (number: string, items: readonly store.ItemToPay[], last: boolean): ReturnLine[] =>
  items
    .filter((item) => item.state === 'sent' && (last || item.seq % 5 !== 0))
    .map((item, index) => {
      const failed = !last && item.seq % 7 === 0
      const partial = !last && !failed && item.seq % 11 === 0
      return {
        at: index + 2,
        ref: refOf(number, item.seq),
        amount: partial ? fen(item.amountFen / 2n) : item.amountFen,
        result: failed ? ('failed' as const) : partial ? ('partial' as const) : ('paid' as const),
        bankSerial: `B${item.seq}`,
        paidOn: failed ? null : day,
        reasonCode: failed ? 'B1' : null,
        reason: failed ? '银行系统故障' : null,
      }
    })

const payRound = async (database: Database, line: Line, figures: BankFigures): Promise<boolean> => {
  const made = await database.asSystem(day, (db) => assembleBatch(db, line, { dueBy: day, today: day, makerPerson: null }))
  if (!made.ok) return false
  const { batchId, number } = made
  const take = (text: string) => database.asSystem(day, async (db) => applyReturn(db, await store.getBatchForUpdate(db, batchId), text, { today: day }))
  const items = () => database.asSystem(day, (db) => store.itemsOf(db, batchId))
  await database.asSystem(day, async (db) => sendBatch(db, await store.getBatchForUpdate(db, batchId), { today: day, checkerPerson: null }))
  const first = answersFor(number, await items(), false)
  const file = (lines: ReturnLine[], of = number) => writeReturn({ number: of, bankDate: day, lines })
  const [one] = first
  const wrong = one
    ? [
        file([...first, one]),
        file(first, `${number}9`),
        file([...first, { ...one, ref: refOf(number, 999_999) }]),
        file(first.map((answer, index) => (index ? answer : { ...answer, amount: fen(answer.amount + 100_000_000n) }))),
        file(first).slice(0, -20),
      ]
    : []
  for (const text of wrong) await count(take(text), figures)
  const half = Math.ceil(first.length / 2)
  for (const part of [first.slice(0, half), first.slice(half)].filter((lines) => lines.length)) {
    const taken = await take(file(part))
    if (!taken.ok) throw new Error(`a good return was refused: ${taken.problem} ${taken.detail}`)
    figures.paid += taken.paidItems
    figures.failed += taken.failedItems
    figures.partial += taken.inquiries
    // The same file again, and again at once from two desks.
    for (const again of [take(file(part)), take(file(part))]) await count(again, figures)
  }
  // What has no answer is asked for once; the letters answer the first of the partial ones, a last return says the rest.
  const asked = () => database.asSystem(day, (db) => askForLost(db, { sentBy: day, today: day }))
  figures.lost += await asked()
  if ((await asked()) > 0) figures.wronglyTaken += 1
  figures.paid += await answerOne(database, batchId)
  const rest = answersFor(number, await items(), true)
  if (rest.length) {
    const taken = await take(file(rest))
    figures.paid += taken.ok ? taken.paidItems : 0
  }
  figures.doubled += await payTwice(take, number, await items())
  await changeWord(database, line, { batchId, number, take }, figures)
  figures.batches += 1
  return true
}

/** The bank's letter about one payment made in part: it was topped up. */
const answerOne = (database: Database, batchId: Id<'batch'>): Promise<number> =>
  database.asSystem(day, async (db) => {
    const inquiry = await db.selectFrom('fund.inquiry as q').innerJoin('fund.batchItem as t', 't.id', 'q.itemId').select([sql<Id<'inquiry'>>`q.id`.as('id'), 't.id as itemId', 't.amountFen']).where('q.batchId', '=', batchId).where('q.state', '=', 'open').where('q.kind', '=', 'partial').orderBy('t.seq').limit(1).executeTakeFirst()
    if (!inquiry) return 0
    const batch = await store.getBatchForUpdate(db, batchId)
    const { itemId, amountFen } = inquiry
    const { returnId } = await store.settle(db, batch, { bankDate: day, checksum: checksumOf(itemId), at: undefined }, [{ itemId, amountFen, result: 'paid', bankSerial: 'L1', paidOn: day, reasonCode: null, reason: null }])
    await postReturn(db, batch, returnId, day)
    await answerInquiry(db, inquiry.id, { says: 'paid', document: '银行复函', on: day })
    return 1
  })

/** Every hundredth payment that succeeded is made a second time: it must never count as a second success. */
const payTwice = async (take: (text: string) => ReturnType<typeof applyReturn>, number: string, items: readonly store.ItemToPay[]): Promise<number> => {
  const again = items.filter(({ state, seq }) => state === 'paid' && seq % 100 === 1)
  if (!again.length) return 0
  const lines = again.map((item, index) => ({ at: index + 2, ref: refOf(number, item.seq), amount: item.amountFen, result: 'paid' as const, bankSerial: `D${item.seq}`, paidOn: day, reasonCode: null, reason: null }))
  const taken = await take(writeReturn({ number, bankDate: day, lines }))
  if (!taken.ok || taken.paidItems > 0 || taken.inquiries !== again.length) throw new Error('a payment made twice was not kept as one')
  return taken.inquiries
}

interface Answered {
  batchId: Id<'batch'>
  number: string
  take: (text: string) => ReturnType<typeof applyReturn>
}

/**
 * Of a large batch some that failed turn out paid and some that were paid come back: nothing moves until the bank's letter, nothing is paid
 * again meanwhile, and a letter that confirms moves it once. Small batches stay as they are, or the rounds would have no end; of a large one a few hundred
 * are enough: each letter is a transaction of its own.
 */
const changeWord = async (database: Database, line: Line, { batchId, number, take }: Answered, figures: BankFigures): Promise<void> => {
  const items = await database.asSystem(day, (db) => store.itemsOf(db, batchId))
  if (items.length < 40) return
  const turned = items.filter(({ state, seq }) => (state === 'failed' && seq % 14 === 7) || (state === 'paid' && seq % 50 === 2)).slice(0, 400)
  const words = (serial: string) =>
    turned.map(({ seq, amountFen, state }, index): ReturnLine => {
      const common = { at: index + 2, ref: refOf(number, seq), amount: amountFen, bankSerial: `${serial}${seq}` }
      return state === 'failed' ? { ...common, result: 'paid', paidOn: day, reasonCode: null, reason: null } : { ...common, result: 'failed', paidOn: null, reasonCode: 'B1', reason: '已退汇' }
    })
  const taken = await take(writeReturn({ number, bankDate: day, lines: words('T') }))
  if (!taken.ok || taken.paidItems + taken.failedItems > 0 || taken.inquiries !== turned.length) throw new Error('a changed word was not kept as a question')
  await count(take(writeReturn({ number, bankDate: day, lines: words('U') })), figures)
  const asked = new Set(turned.filter(({ state }) => state === 'failed').map(({ instalmentId }) => instalmentId))
  if ((await database.asSystem(day, (db) => store.takeDue(db, line.id, day))).some(({ id }) => asked.has(id))) figures.wronglyTaken += 1
  const inquiries = await database.asSystem(day, (db) =>
    db.selectFrom('fund.inquiry').select([sql<Id<'inquiry'>>`id`.as('id'), 'itemId', sql<Turned>`kind`.as('kind')]).where('batchId', '=', batchId).where('state', '=', 'open').where('kind', 'in', ['latePaid', 'sentBack']).orderBy('number').execute(),
  )
  const byId = new Map(turned.map((item) => [item.id, item]))
  for (const [index, { id: inquiryId, itemId, kind }] of inquiries.entries()) {
    const { amountFen, instalmentId } = byId.get(itemId) ?? fault()
    const confirmed = index % 2 === 0
    figures[kind] += 1
    await database.asSystem(day, async (db) => {
      const batch = await store.getBatchForUpdate(db, batchId)
      const says = (kind === 'latePaid') === confirmed ? 'paid' : 'failed'
      const question = { inquiryId, itemId, amountFen, instalmentId: instalmentId as Id<'instalment'> }
      if (await obstacleToTurn(db, kind, question, says)) throw new Error('the letter could not be taken')
      if (confirmed) await turnResult(db, batch, question, kind === 'latePaid' ? { result: 'paid', paidOn: day, bankSerial: 'L2', reason: null } : { result: 'failed', paidOn: null, bankSerial: 'L2', reason: '已退汇' }, day)
      await answerInquiry(db, inquiryId, { says, document: '银行复函', on: day })
    })
    if (confirmed) figures.paid += kind === 'latePaid' ? 1 : -1
  }
}

const count = async (attempt: ReturnType<typeof applyReturn>, figures: BankFigures): Promise<void> => {
  const taken = await attempt
  if (taken.ok) figures.wronglyTaken += 1
  else figures.refusedReturns += 1
}

const match = async (database: Database): Promise<{ unmatched: number; fenOff: bigint }> => {
  const { batches, lines } = await database.asSystem(day, (db) => reconcileYear(db, 2026))
  return { unmatched: batches.filter(({ matched }) => !matched).length, fenOff: lines.reduce((sum, { offFen }) => sum + offFen, 0n) }
}

/** Faults that the match must find: a voucher of one fen that no bank answered; a payment shown as paid that no bank paid; a 退汇 in the ledger that no bank said, and one that the ledger does not know. */
const plant = async (database: Database, line: Line): Promise<number> => {
  let found = 0
  for (const fault of faults) {
    await award(database, line, 7_000_000 + found)
    await award(database, line, 7_100_000 + found)
    const made = await database.asSystem(day, (db) => assembleBatch(db, line, { dueBy: day, today: day, makerPerson: null }))
    if (!made.ok) throw new Error('nothing was due for the planted fault')
    await database.asSystem(day, async (db) => sendBatch(db, await store.getBatchForUpdate(db, made.batchId), { today: day, checkerPerson: null }))
    const reply = async (result: 'paid' | 'failed', serial: string) => {
      const lines = (await database.asSystem(day, (db) => store.itemsOf(db, made.batchId))).slice(0, 1).map((item): ReturnLine => {
        const common = { at: 2, ref: refOf(made.number, item.seq), amount: item.amountFen, bankSerial: serial }
        return result === 'paid' ? { ...common, result, paidOn: day, reasonCode: null, reason: null } : { ...common, result, paidOn: null, reasonCode: 'B1', reason: '已退汇' }
      })
      await database.asSystem(day, async (db) => applyReturn(db, await store.getBatchForUpdate(db, made.batchId), writeReturn({ number: made.number, bankDate: day, lines }), { today: day }))
    }
    if (fault === 'voucherWithoutWord' || fault === 'wordWithoutVoucher') await reply('paid', 'B1')
    if (fault === 'wordWithoutVoucher') await reply('failed', 'B2')
    const before = await match(database)
    await database.asSystem(day, async (db) => {
      if (fault === 'voucherWithoutWord') {
        await post(db, [{ kind: 'bounce', day, placeCode: city, batchId: made.batchId, says: '植入的错误', legs: move(line.id, 'paid', 'committed', fen(1n)) }])
      } else if (fault === 'wordWithoutVoucher') {
        const { id: inquiryId, itemId } = await db.selectFrom('fund.inquiry').select(['id', 'itemId']).where('batchId', '=', made.batchId).where('kind', '=', 'sentBack').executeTakeFirstOrThrow()
        const item = (await store.itemsOf(db, made.batchId)).find(({ id }) => id === itemId) ?? lacking()
        await db.insertInto('fund.returnCorrection').values({ itemId, no: 1, inquiryId, placeCode: city, result: 'failed', amountFen: item.amountFen, bankSerial: 'B2', reason: '已退汇', correctedOn: day }).execute()
        await db.updateTable('fund.batchItem').set({ state: 'failed' }).where('id', '=', itemId).execute()
        await db.updateTable('fund.instalment').set({ state: 'due', paidOn: null }).where('id', '=', item.instalmentId).execute()
      } else if (fault === 'strayVoucher') {
        await post(db, [{ kind: 'pay', day, placeCode: city, batchId: made.batchId, says: '植入的错误', legs: move(line.id, 'inTransit', 'paid', fen(1n)) }])
      } else {
        const [item] = await store.itemsOf(db, made.batchId)
        await db.updateTable('fund.batchItem').set({ state: 'paid' }).where('id', '=', item?.id ?? '').execute()
        await db.updateTable('fund.instalment').set({ state: 'paid', paidOn: day }).where('id', '=', item?.instalmentId ?? '').execute()
      }
    })
    found += (await match(database)).unmatched > before.unmatched ? 1 : 0
  }
  return found
}

const faults = ['strayVoucher', 'paidWithoutReturn', 'voucherWithoutWord', 'wordWithoutVoucher'] as const
const lacking = (): never => {
  throw new Error('the item of the inquiry is not in its batch')
}

/** Awards, accounts and promised money of a large run in one statement: committing them one by one is the race's subject, not the bank's. */
const awardMany = async (database: Database, lines: readonly Line[], payments: number): Promise<void> => {
  for (const [index, line] of lines.entries()) await fillLine(database, line, { from: index * 1_000_000, count: Math.ceil((payments - index) / lines.length) })
}

/** Small: 500 payments over five lines, committed one by one; large: 100,000. */
export const runBank = ({ address, large }: { address: DatabaseAddress; large: boolean }) =>
  withRivals(address, async (database) => {
    await harnessPlaces(database)
    const figures: BankFigures = { payments: large ? 100_000 : 500, batches: 0, paid: 0, failed: 0, refusedReturns: 0, wronglyTaken: 0, partial: 0, doubled: 0, lost: 0, latePaid: 0, sentBack: 0, openInquiries: 0, unmatched: 0, fenOff: '0' }
    const lines: Line[] = []
    for (let index = 0; index < 5; index++) lines.push(await openLine(database, yuan(100_000_000)))
    if (large) await awardMany(database, lines, figures.payments)
    else {
      const serials = Array.from({ length: figures.payments }, (_, index) => index)
      for (let from = 0; from < serials.length; from += 20) {
        await Promise.all(serials.slice(from, from + 20).map((serial) => award(database, lines[serial % 5] ?? fault(), serial)))
      }
    }
    const began = Date.now()
    for (const line of lines) while (await payRound(database, line, figures));
    const paySeconds = Math.round((Date.now() - began) / 100) / 10
    const { unmatched, fenOff } = await match(database)
    const openInquiries = await database.asSystem(day, async (db) => (await db.selectFrom('fund.inquiry').select('id').where('state', '=', 'open').where('kind', '<>', 'doubled').execute()).length)
    const found = await plant(database, lines[0] ?? fault())
    const good = unmatched === 0 && fenOff === 0n && figures.wronglyTaken === 0 && figures.paid === figures.payments && openInquiries === 0
    return { figures: { ...figures, openInquiries, unmatched, fenOff: fenOff.toString(), paySeconds, planted: `${found}/${faults.length}` }, passed: good && figures.latePaid > 1 && figures.sentBack > 1 && found === faults.length }
  })

const fault = (): never => {
  throw new Error('no line was opened')
}
