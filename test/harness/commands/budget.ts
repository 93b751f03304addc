import { sql } from 'kysely'
import { allot, confirmInstalment, correctPosting, openLine, stopInstalment, transfer } from '../../../fund/contract.ts'
import type { Id } from '../../../kernel/types.ts'
import { fen, yuan } from '../../../kernel/types.ts'
import type { Stage } from '../stage.ts'
import { countOf, type Command } from './command.ts'

/** Commands on lines, vouchers and instalments. */

/** A document of its own marks the voucher, so that its effect can be counted. */
const documentOf = (stage: Stage): string => `检验〔2026〕${stage.next()} 号`

const openLineCommand: Command = {
  verb: openLine.name,
  prepare: async (stage) => {
    const code = `test/opened-${stage.next()}`
    await stage.line(yuan(1))
    const year = Number(stage.today.slice(0, 4))
    return {
      hand: await stage.staff('financeMaker'),
      body: { year, code, title: '检验科目' },
      other: { year, code: `${code}-b`, title: '检验科目' },
      posts: {},
      done: (db) => countOf(db, sql`fund.budget_line where code = ${code}`),
    }
  },
}

const allotCommand: Command = {
  verb: allot.name,
  prepare: async (stage) => {
    const [line, document, amount] = [await stage.line(yuan(1)), documentOf(stage), fen(100_01n)]
    const body = { lineId: line.id, amount: amount.toString(), document }
    return { hand: await stage.staff('financeMaker'), body, other: { ...body, amount: '10002' }, posts: { allot: amount }, done: (db) => countOf(db, sql`fund.posting where document = ${document}`) }
  },
}

const transferCommand: Command = {
  verb: transfer.name,
  prepare: async (stage) => {
    const [from, to, document, amount] = [await stage.line(yuan(1_000)), await stage.line(yuan(1)), documentOf(stage), fen(70_07n)]
    const body = { fromLineId: from.id, toLineId: to.id, amount: amount.toString(), document }
    // One voucher over two lines: out of the first into the treasury, out of it into the second.
    const posts = { transfer: fen(2n * amount) }
    return { hand: await stage.staff('financeMaker'), body, other: { ...body, amount: '7008' }, posts, done: (db) => countOf(db, sql`fund.posting where document = ${document}`) }
  },
}

const correctCommand: Command = {
  verb: correctPosting.name,
  prepare: async (stage) => {
    const line = await stage.line(fen(50_05n))
    const { id: postingId } = await stage.asSystem((db) => db.selectFrom('fund.entry').select('postingId as id').where('lineId', '=', line.id).limit(1).executeTakeFirstOrThrow())
    const body = { postingId, reason: '重复下达' }
    return { hand: await stage.staff('financeMaker'), body, other: { ...body, reason: '金额有误' }, posts: { correct: fen(50_05n) }, done: (db) => countOf(db, sql`fund.posting where corrects = ${postingId}`) }
  },
}

export const instalmentOf = async (stage: Stage, awardId: Id<'award'>): Promise<string> =>
  (await stage.asSystem((db) => db.selectFrom('fund.instalment').select('id').where('awardId', '=', awardId).executeTakeFirstOrThrow())).id

const confirmCommand: Command = {
  verb: confirmInstalment.name,
  prepare: async (stage) => {
    const instalmentId = await instalmentOf(stage, await stage.award(await stage.line(yuan(10)), yuan(9), { condition: '仍在本市' }))
    const body = { instalmentId, note: '核验属实' }
    return { hand: await stage.staff('financeMaker'), body, other: { ...body, note: '另一意见' }, posts: {}, done: (db) => countOf(db, sql`fund.instalment where id = ${instalmentId} and state = 'due'`) }
  },
}

const stopCommand: Command = {
  verb: stopInstalment.name,
  prepare: async (stage) => {
    const amount = fen(8_08n)
    const instalmentId = await instalmentOf(stage, await stage.award(await stage.line(yuan(10)), amount))
    const body = { instalmentId, reason: '已离开本市' }
    return { hand: await stage.staff('financeChecker'), body, other: { ...body, reason: '本人放弃' }, posts: { stop: amount }, done: (db) => countOf(db, sql`fund.posting where instalment_id = ${instalmentId} and kind = 'stop'`) }
  },
}

export const budgetCommands: readonly Command[] = [openLineCommand, allotCommand, transferCommand, correctCommand, confirmCommand, stopCommand]
