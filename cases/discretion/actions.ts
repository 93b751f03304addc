import { chineseDate } from '../../kernel/calendar/plain-date.ts'
import { implement, type Handler } from '../../kernel/implement.ts'
import type { Fen } from '../../kernel/types.ts'
import * as store from '../case-store.ts'
import type { MeasureDesk } from '../ports.ts'
import { takeStep } from '../take.ts'
import { recordBody, recordExpert } from './contract.ts'
import { expertOpinionsOf, findBodyDecision, insertBodyDecision, insertExpertOpinion } from './store.ts'

/** 一事一议: experts first, then the body's meeting, then the decision that commits exactly what the meeting said. */

const expertHandler = implement(recordExpert, async (context, { stepId, expert, score, amount, opinion, givenOn }) => {
  const { db, actor, today, refuse } = context
  const taken = await takeStep(context, stepId, 'recordExpert')
  if (typeof taken === 'string') return refuse(taken)
  if (givenOn > today) refuse('inFuture')
  if (amount !== undefined && amount <= 0n) refuse('amountNotPositive')
  const { record, step } = taken
  await insertExpertOpinion(db, record, actor, { expert, score: score ?? null, amountFen: amount ?? null, opinion, givenOn })
  await store.tell(db, { caseId: record.id, verb: 'recordExpert', today, office: step.officeName, actor, says: `${step.name}：登记专家意见` })
  return {}
})

const bodyHandler = (measures: MeasureDesk): Handler =>
  implement(recordBody, async (context, { stepId, body, minutesNumber, metOn, amount }) => {
    const { db, actor, today, refuse } = context
    const taken = await takeStep(context, stepId, 'recordBody')
    if (typeof taken === 'string') return refuse(taken)
    const { record, step } = taken
    const edition = await measures.getEdition(db, record.editionId)
    if (record.assessment.amount !== null || edition?.gives !== 'money') refuse('amountFixed')
    if ((await expertOpinionsOf(db, record.id)).length === 0) refuse('expertsFirst')
    if (metOn > today) refuse('inFuture')
    if (amount <= 0n) refuse('amountNotPositive')
    const { floor, cap } = await measures.termsOf(db, record.editionId)
    if (floor !== null && amount < floor) refuse('belowFloor', `${yuanOf(floor)} 元`)
    if (cap !== null && amount > cap) refuse('aboveCap', `${yuanOf(cap)} 元`)
    if (await findBodyDecision(db, record)) refuse('alreadyRecorded')
    await insertBodyDecision(db, record, actor, { body, minutesNumber, metOn, amountFen: amount, recordedOn: today })
    await store.tell(db, { caseId: record.id, verb: 'recordBody', today, office: step.officeName, actor, says: `${body}于${chineseDate(metOn)}会议决定金额 ${yuanOf(amount)} 元（${minutesNumber}）` })
    return {}
  })

const yuanOf = (amount: Fen): string => (amount % 100n === 0n ? `${amount / 100n}` : `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`)

export const discretionHandlers = (measures: MeasureDesk): Handler[] => [expertHandler, bodyHandler(measures)]
