import { addDays, chineseDate } from '../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import { implementList, type Handler } from '../../kernel/implement.ts'
import { implementJob, type JobHandler } from '../../kernel/jobs/declare.ts'
import { systemActor } from '../../kernel/org/actor.ts'
import * as cases from '../case-store.ts'
import { stillHolds } from '../duties.ts'
import { byTheClock, closeCase } from '../flow.ts'
import { lapseSupplements, listReminders, supplementWarnDays, warnDays, watchSteps } from './contract.ts'
import * as store from './store.ts'

/** What happens by the clock alone. One transaction a case; running twice, or late, finds nothing left to do. */

/** Whoever does not bring in time what lacks has let his filing lapse: it is closed in clear words and may be filed again. */
const lapseJob = implementJob(
  lapseSupplements,
  async ({ database, today }) => {
    const over = await database.asSystem(today, (db) => store.supplementsOver(db, today))
    for (const { id } of over) {
      await database.asSystem(today, async (db) => {
        const record = await cases.getCaseForUpdate(db, id)
        const dueOn = record.supplementDueOn
        if (record.state !== 'returned' || dueOn === null || dueOn >= today) return
        const says = `${chineseDate(dueOn)}前没有补正，视为撤回；材料备齐后可以重新申报`
        await closeCase(byTheClock(db, today), record, 'withdrawn', says, 'lapse')
        await cases.tell(db, { caseId: id, verb: 'lapse', today, office: '系统', actor: systemActor, says })
        await store.tellLapse(db, id, dueOn, today, says)
      })
    }
  },
  { cron: '15 * * * *' },
)

/** Every morning: steps of officers who have left fall back to their office, offices are told what is due, heads what is late, applicants what they owe. */
const watchJob = implementJob(
  watchSteps,
  async ({ database, today }) => {
    const held = await database.asSystem(today, (db) => store.stepsHeld(db))
    for (const { id, caseId } of held) {
      await database.asSystem(today, async (db) => {
        const record = await cases.getCaseForUpdate(db, caseId)
        const step = await cases.getStep(db, id)
        if (step.holderId === null || (await stillHolds(db, today, step, record))) return
        await cases.setHolder(db, id)
        await cases.tell(db, { caseId, verb: 'release', today, office: step.officeName, actor: systemActor, says: `${step.name}：原承办人已不在岗，由${step.officeName}其他同事办理` })
      })
    }
    await database.asSystem(today, async (db) => {
      await store.tellSteps(db, { today, from: today, to: workingDaysAfter(today, warnDays), kind: 'stepSoon', audience: 'office' })
      // Due yesterday or before.
      const late = { today, from: null, to: addDays(today, -1), kind: 'stepLate' } as const
      await store.tellSteps(db, { ...late, audience: 'office' })
      await store.tellSteps(db, { ...late, audience: 'head' })
      await store.tellSupplements(db, today, workingDaysAfter(today, supplementWarnDays))
    })
  },
  // 09:00 in Shanghai.
  { cron: '0 1 * * *' },
)

const remindersHandler = implementList(listReminders, ({ db, actor }, filters) => store.remindersFor(db, actor, filters))

export const clockHandlers: Handler[] = [remindersHandler]
export const clockJobs: readonly JobHandler[] = [lapseJob, watchJob]
