import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { implement, Refusal, type ActionContext, type Handler } from '../../kernel/implement.ts'
import { fen } from '../../kernel/types.ts'
import * as store from '../case-store.ts'
import { decide, submit, type CaseVerb } from '../contract.ts'
import { decideCase } from '../decide.ts'
import { findPersonHolder } from '../holder-store.ts'
import type { Desks, MeasureDesk } from '../ports.ts'
import { agreeStep, awaitsOpinion, becauseOf, refuseCase, sendBackStep } from '../review.ts'
import { fileCase } from '../submit.ts'
import { takeStep, type NotTaken, type Taken } from '../take.ts'
import { bulkAgree, bulkDecide, bulkReject, bulkSendBack, submitBatch, type BulkReport } from './contract.ts'
import { insertBulkRun, type BulkVerb } from './store.ts'

/** Many at once, each for itself: what is refused is undone to its own savepoint and says why, the others stand. */

type Row<T> = { ok: true; value: T } | { ok: false; why: string }

const inRow = async <T>(db: Tx, body: () => Promise<T>): Promise<Row<T>> => {
  await sql`savepoint bulk_row`.execute(db)
  try {
    const value = await body()
    await sql`release savepoint bulk_row`.execute(db)
    return { ok: true, value }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await sql`rollback to savepoint bulk_row`.execute(db)
    return { ok: false, why: error.message }
  }
}

const no = (why: string): never => {
  throw new Refusal('row', why)
}

const whyNot: Record<NotTaken, string> = { stepTaken: '已由他人办理', ownCase: '本人的办件应当回避', heldByOther: '已由同事领办', notThisStep: '这一步不能这样办理' }

/** In the order of their cases: two officers with overlapping selections never wait for each other in a circle. */
const eachStep = async <T>(context: ActionContext, { bulk, verb, done }: Ways, stepIds: readonly string[], body: (taken: Taken) => Promise<T>, unfit: string) => {
  const { db, actor, today } = context
  const report: { stepId: Taken['step']['id']; number: string; done: boolean; why: string }[] = []
  const lines: { stepId: string; caseId: string; done: boolean; why: string }[] = []
  const values: T[] = []
  for (const { id, caseId } of await store.getSteps(db, [...new Set(stepIds)])) {
    const row = await inRow(db, async () => {
      const taken = await takeStep(context, id, verb)
      return body(typeof taken === 'string' ? no(taken === 'notThisStep' ? unfit : whyNot[taken]) : taken)
    })
    const { number } = await store.getCase(db, caseId)
    if (row.ok) values.push(row.value)
    const why = row.ok ? done : row.why
    report.push({ stepId: id, number, done: row.ok, why })
    lines.push({ stepId: id, caseId, done: row.ok, why })
  }
  await insertBulkRun(db, bulk, actor, today, lines)
  return { values, report }
}

/** The bulk verb, the verb that it takes with each case, and what is said of one that is done. */
interface Ways {
  bulk: BulkVerb
  verb: CaseVerb
  done: string
}

const counted = (report: BulkReport['report']): BulkReport => {
  const count = report.filter((line) => line.done).length
  return { done: count, left: report.length - count, report }
}

const agreeHandler = implement(bulkAgree, async (context, { stepIds }) => {
  const { report } = await eachStep(
    context,
    { bulk: 'bulkAgree', verb: 'agree', done: '已通过' },
    stepIds,
    async (taken) => {
      if (!taken.record.green) no('有条件须人工核对，请逐件审核')
      if (await awaitsOpinion(context, taken)) no('加签的意见还没有出具')
      return agreeStep(context, taken, 'agree', '')
    },
    '须逐件审定',
  )
  const { done, left, report: lines } = counted(report)
  return { agreed: done, left, report: lines.map(({ done: agreed, ...line }) => ({ ...line, agreed })) }
})

const sendBackHandler = (measures: MeasureDesk): Handler =>
  implement(bulkSendBack, async (context, { stepIds, lacking }) => {
    const { report } = await eachStep(context, { bulk: 'bulkSendBack', verb: 'sendBack', done: '已退回补正' }, stepIds, (taken) => sendBackStep(context, measures, taken, lacking), '这一步不能退回补正')
    return counted(report)
  })

const rejectHandler = implement(bulkReject, async (context, { stepIds, ground, opinion }) => {
  const { report } = await eachStep(context, { bulk: 'bulkReject', verb: 'reject', done: '不予通过' }, stepIds, (taken) => refuseCase(context, taken, 'reject', becauseOf(taken, ground, opinion) ?? no('该事项没有这一条件，请逐件办理')), '这一步不能作出不予通过')
  return counted(report)
})

const decideHandler = (desks: Desks): Handler =>
  implement(bulkDecide, async (context, { stepIds, opinion }) => {
    const row = { ...context, refuse: sayingNo(decide.refusals) }
    const { values, report } = await eachStep(
      context,
      { bulk: 'bulkDecide', verb: 'decide', done: '已审定' },
      stepIds,
      (taken) => decideCase(row, desks, taken.record.green ? taken : no('有条件须人工核对，请逐件审定'), { opinion }),
      '这一步不是审定',
    )
    return { ...counted(report), amount: fen(values.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)) }
  })

/** The refusals of the verb that a row stands for, in its own sentences. */
const sayingNo =
  <R extends string>(refusals: Readonly<Record<R, string>>) =>
  (code: R, detail?: string): never => {
    throw new Refusal(code, detail ? `${refusals[code]}：${detail}` : refusals[code])
  }

const batchHandler = (measures: MeasureDesk): Handler =>
  implement(submitBatch, async (context, { measure, personIds, answers }) => {
    const { db, today, refuse } = context
    const edition = await measures.findEditionInForce(db, measure, today)
    if (!edition) return refuse('notInForce')
    if (edition.for !== 'person') refuse('notForPersons')
    const row = { ...context, refuse: sayingNo(submit.refusals) }
    const report = []
    // In one order for everybody, so that two clerks of one employer do not wait for each other in a circle.
    for (const personId of [...new Set(personIds)].toSorted()) {
      const name = (await findPersonHolder(db, personId))?.holderName ?? ''
      const filed = await inRow(db, () => fileCase(row, measures, { measure, personId, answers }))
      report.push(filed.ok ? { personId, name, filed: true, caseId: filed.value.caseId, number: filed.value.number, why: `由${filed.value.holder}办理` } : { personId, name, filed: false, caseId: null, number: '', why: filed.why })
    }
    const count = report.filter((line) => line.filed).length
    return { filed: count, left: report.length - count, report }
  })

export const bulkHandlers = (desks: Desks): Handler[] => [agreeHandler, sendBackHandler(desks.measures), rejectHandler, decideHandler(desks), batchHandler(desks.measures)]
