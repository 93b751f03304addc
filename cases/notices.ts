import { randomInt } from 'node:crypto'
import { chineseDate } from '../kernel/calendar/plain-date.ts'
import { databaseCode } from '../kernel/db/database.ts'
import { Denied, implement, type Handler } from '../kernel/implement.ts'
import { implementJob, type JobHandler } from '../kernel/jobs/declare.ts'
import { systemActor } from '../kernel/org/actor.ts'
import * as store from './case-store.ts'
import { caseCan, caseMoved, endNotices, object, settleObjection, type CaseState } from './contract.ts'
import { byTheClock, changeState, closeCase, moveOn, reviewAgain, startClocks } from './flow.ts'
import * as notices from './notice-store.ts'
import { reviewBefore } from './path.ts'
import { isOfficeOf } from './take.ts'

/** 公示 and 异议: an objection stops the case at once; the clock ends a notice that nobody objected to. */

/** Raised by the trigger when the notice ended while the objection waited for the lock. */
const noticeEnded = 'JY040'

const objectHandler = implement(object, async ({ db, today, refuse, touched, emit }, { noticeId, reason, name }) => {
  const notice = await notices.findOpenNotice(db, noticeId)
  if (!notice || notice.toOn < today) return refuse('noticeOver')
  // Handed to a stranger as his only proof, hence not to be guessed from the one before.
  const receipt = `Y${today.replaceAll('-', '')}${String(randomInt(100_000_000)).padStart(8, '0')}`
  try {
    await notices.insertObjection(db, { noticeId, receipt, reason, objectorName: name ?? null, lodgedOn: today })
  } catch (error) {
    if (databaseCode(error) === noticeEnded) refuse('noticeOver')
    throw error
  }
  // The trigger has moved the case, which a stranger cannot see; a further objection moves it no more.
  if (notice.state === 'open') await emit(caseMoved, { caseId: notice.caseId, number: notice.number, from: 'onNotice', to: 'objected', verb: 'object' })
  touched({ receipt })
  return { receipt }
})

const settleHandler = implement(settleObjection, async (context, { objectionId, finding, outcome }): Promise<{ state: CaseState }> => {
  const { db, actor, today, refuse } = context
  const seen = await notices.getObjection(db, objectionId)
  const record = await store.getCaseForUpdate(db, seen.caseId)
  const objection = await notices.getObjection(db, objectionId)
  const step = await store.getStep(db, objection.stepId)
  if (!isOfficeOf(step, record, actor)) throw new Denied()
  if (objection.state !== 'pending' || !caseCan.settleObjection(record)) refuse('alreadySettled')
  if (objection.inquirerId !== null && (await notices.countInquiryNotes(db, objectionId)) === 0) refuse('inquiryOpen')
  const upheld = outcome.is !== 'dismissed'
  await notices.settle(db, objectionId, { state: upheld ? 'upheld' : 'dismissed', finding, settledOn: today, settledBy: actor.accountId ?? null })
  const say = (says: string) => store.tell(db, { caseId: record.id, verb: 'settleObjection', today, office: step.officeName, actor, says })
  if (outcome.is === 'rejected') {
    const because = `经调查异议成立，不符合${record.documentNumber}“${outcome.clause}”：${finding}`
    await closeCase(context, record, 'rejected', because, 'settleObjection')
    await say(because)
    return { state: 'rejected' }
  }
  if (outcome.is === 'review') {
    const stage = reviewBefore(await store.stepsOf(db, record.id, record.round), step.stage)
    if (stage === undefined) return refuse('noReviewStage')
    await notices.closeOtherObjections(db, record.id, finding, today)
    await notices.changeNotice(db, step.id, { state: 'revoked' })
    const { state } = await reviewAgain(context, record, stage, 'settleObjection')
    await say(`经调查异议成立，公示撤销，退回重新审核：${finding}`)
    return { state }
  }
  const left = await notices.pendingObjections(db, record.id)
  if (left > 0) {
    await say(`一件异议经调查不成立：${finding}。另有 ${left} 件正在调查`)
    return { state: record.state }
  }
  const toOn = await startClocks(db, await store.stepsOf(db, record.id, record.round), today)
  await notices.changeNotice(db, step.id, { state: 'open', toOn })
  await changeState(context, record, 'onNotice', 'settleObjection')
  await say(`经调查异议不成立，继续公示至${chineseDate(toOn)}：${finding}`)
  return { state: 'onNotice' }
})

export const noticeHandlers: Handler[] = [objectHandler, settleHandler]

/** Every hour: a notice ends with the last minute of its last day. One transaction a case; running twice finds nothing left to do. */
const endNoticesJob = implementJob(
  endNotices,
  async ({ database, today }) => {
    const over = await database.asSystem(today, (db) => notices.noticesOver(db, today))
    for (const { id, caseId } of over) {
      await database.asSystem(today, async (db) => {
        const record = await store.getCaseForUpdate(db, caseId)
        const step = await store.getStep(db, id)
        if (record.state !== 'onNotice' || step.state !== 'open') return
        await store.settleStep(db, step.id, 'agreed', systemActor, today, '公示期满，无异议')
        await notices.changeNotice(db, step.id, { state: 'ended' })
        await store.tell(db, { caseId, verb: 'endNotice', today, office: step.officeName, actor: systemActor, says: `${step.name}期满，没有未办结的异议` })
        await moveOn(byTheClock(db, today), record, 'endNotice')
      })
    }
  },
  { cron: '5 * * * *' },
)

export const noticeJobs: readonly JobHandler[] = [endNoticesJob]
