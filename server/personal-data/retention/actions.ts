import { sql } from 'kysely'
import { addYears } from '../../../kernel/calendar/plain-date.ts'
import { auditRow } from '../../../kernel/audit/audit.ts'
import type { Database } from '../../../kernel/db/database.ts'
import { withHouseEyes } from '../../../kernel/db/elevate.ts'
import { implementList, implementQuery, type Handler } from '../../../kernel/implement.ts'
import { implementJob, type JobHandler } from '../../../kernel/jobs/declare.ts'
import { systemActor } from '../../../kernel/org/actor.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import { retentions } from '../register.ts'
import { eraseExpired, listErasures, retentionPlan } from './contract.ts'
import { cutoffOf, steps } from './steps.ts'

const listHandler = implementList(listErasures, ({ db }, { from, to }) => {
  let rows = db.selectFrom('kernel.erasure as e').select(['e.id', sql<PlainDate>`e.ran_on`.as('ranOn'), 'e.label', 'e.law', 'e.years', 'e.erased'])
  if (from) rows = rows.where('e.ranOn', '>=', from)
  if (to) rows = rows.where('e.ranOn', '<=', to)
  return rows
})

/** Counts and days alone: the officers read none of the rows behind them. */
const planHandler = implementQuery(retentionPlan, ({ db, today }) =>
  withHouseEyes(db, today, async () => {
    const { rows } = await sql<{ step: string; erased: number }>`select step, sum(erased)::int as erased from kernel.erasure group by step`.execute(db)
    const shown = []
    for (const { key, label, retention, oldest } of steps) {
      const began = await oldest(db, today)
      const { years, law, from } = retentions[retention]
      shown.push({ key, label, law, from, years, nextOn: began === null ? null : addYears(began, years), erased: rows.find(({ step }) => step === key)?.erased ?? 0 })
    }
    return { steps: shown, kept: [{ label: '办件、材料、请求与同意', ...retentions.case }, { label: '资助、账户、拨付、追回', ...retentions.money }, { label: '继续教育登记', ...retentions.training }].map(({ label, law, years }) => ({ label, law, years })) }
  }),
)

/** Each step in a transaction of its own with its line and its audit row: one that fails leaves the others done, and is tried again the next night. */
export const eraseWhatIsOver = async (database: Database, today: PlainDate): Promise<Record<string, number>> => {
  const done: Record<string, number> = {}
  const failed: Error[] = []
  for (const step of steps) {
    try {
      done[step.key] = await database.asSystem(today, async (db) => {
        const erased = await step.run(db, cutoffOf(step, today), today)
        if (erased === 0) return 0
        const { law, years } = retentions[step.retention]
        await db.insertInto('kernel.erasure').values({ step: step.key, label: step.label, law, years, ranOn: today, erased }).execute()
        await auditRow(db, { actor: { ...systemActor, name: eraseExpired.label }, requestId: `retention:${today}` }, { verb: eraseExpired.name, outcome: 'done', code: null, subject: { step: step.key, rows: String(erased) } })
        return erased
      })
    } catch (error) {
      failed.push(error instanceof Error ? error : new Error(String(error)))
    }
  }
  if (failed.length) throw new AggregateError(failed, failed.map(({ message }) => message).join('；'))
  return done
}

export const retentionHandlers: readonly Handler[] = [listHandler, planHandler]
/** Twenty to three in the morning. */
export const retentionJobs: readonly JobHandler[] = [implementJob(eraseExpired, async ({ database, today }) => void (await eraseWhatIsOver(database, today)), { cron: '40 18 * * *' })]
