import { sql } from 'kysely'
import { approveAdjustment, askAdjustment } from '../../../fund/budget/contract.ts'
import { allot, confirmInstalment, correctPosting, openLine, stopInstalment } from '../../../fund/contract.ts'
import { dateOf } from '../../../kernel/calendar/plain-date.ts'
import { fen, yuan, type Fen, type Id, type PlainDate } from '../../../kernel/types.ts'
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

type Movement = { kind: 'transfer' | 'freeze' | 'thaw' | 'carryOver' | 'surrender'; lineId: string; toLineId?: string; amount: Fen }

/** Asked for by one person of finance, so that another may approve it. */
export const askedAdjustment = async (stage: Stage, { amount, ...movement }: Movement, document = documentOf(stage)): Promise<string> => {
  const asked = await stage.does((await stage.staff('financeMaker')).cookie, askAdjustment.name, { ...movement, amount: amount.toString(), document })
  return askAdjustment.output.parse(asked).adjustmentId
}

const lastYear = (stage: Stage): PlainDate => dateOf(Number(stage.today.slice(0, 4)) - 1, 12, 31)

/** Approved by another hand than asked; each kind a voucher of its own. */
const approveCommand = (kind: 'transfer' | 'freeze' | 'carryOver'): Command => ({
  verb: approveAdjustment.name,
  prepare: async (stage) => {
    const [document, amount] = [documentOf(stage), fen(70_07n)]
    const [line, other] = [await stage.line(yuan(1_000), undefined, kind === 'carryOver' ? lastYear(stage) : stage.today), await stage.line(yuan(1_000))]
    const adjustmentId = await askedAdjustment(stage, { kind, lineId: line.id, amount, ...(kind === 'transfer' ? { toLineId: other.id } : {}) }, document)
    const elsewhere = await askedAdjustment(stage, { kind: 'freeze', lineId: other.id, amount })
    // Through the treasury: out of the one line into it, out of it into the other.
    const moved = fen(kind === 'freeze' ? amount : 2n * amount)
    return { hand: await stage.staff('financeChecker'), body: { adjustmentId }, other: { adjustmentId: elsewhere }, posts: { [kind]: moved }, done: (db) => countOf(db, sql`fund.posting where document = ${document}`) }
  },
})

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

export const budgetCommands: readonly Command[] = [openLineCommand, allotCommand, approveCommand('transfer'), approveCommand('freeze'), approveCommand('carryOver'), correctCommand, confirmCommand, stopCommand]
