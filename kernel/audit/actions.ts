import { sql } from 'kysely'
import { readConfig } from '../config.ts'
import { implement, implementList, implementQuery, type Handler } from '../implement.ts'
import { implementJob, type JobHandler } from '../jobs/declare.ts'
import { openTask, runningTask, runTask } from '../jobs/tasks.ts'
import { houseKeys } from '../seal/seal.ts'
import { auditVerbs, listAudit, listVerdicts, unusualAccess, verifyNow, verifyTrail } from './contract.ts'
import { anchorFileOf } from './keep-anchors.ts'
import * as store from './store.ts'
import { verifyAudit } from './verify.ts'

/** Everything here is the auditor's alone; row-level security says so once more. */

const listHandler = implementList(listAudit, ({ db }, { search, subject, outcome, from, to }) => {
  let rows = store.auditRows(db)
  if (search) rows = rows.where(sql<boolean>`(a.account_name || ' ' || a.verb) ilike ${`%${search}%`}`)
  if (subject) rows = rows.where(sql<boolean>`kernel.audit_names(a.subject) @> to_jsonb(array[${subject.trim()}::text])`)
  if (outcome) rows = rows.where('a.outcome', '=', outcome)
  if (from) rows = rows.where(sql<boolean>`a.at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'`)
  if (to) rows = rows.where(sql<boolean>`a.at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`)
  return rows
})

const unusualHandler = implementQuery(unusualAccess, async ({ db, today }, { days }) => ({ rows: await store.unusual(db, today, days) }))

const verdictsHandler = implementQuery(listVerdicts, async ({ db, database, today }) => ({
  verdicts: await store.lastVerdicts(db),
  running: (await database.asSystem(today, (house) => runningTask(house, verifyTrail.name))) !== undefined,
}))

const verifyHandler = implement(verifyNow, async ({ db, database, today, actor, refuse, enqueue }) => {
  if (await database.asSystem(today, (house) => runningTask(house, verifyTrail.name))) refuse('running')
  const taskId = await openTask(db, { name: verifyTrail.name, label: verifyTrail.label, startedBy: actor.accountId ?? null })
  await enqueue(verifyTrail, { taskId })
  return {}
})

const verifyJob = implementJob(
  verifyTrail,
  async ({ database, today }, { taskId }) => {
    const keys = { chain: houseKeys().key('audit:chain'), anchor: houseKeys().key('audit:anchor') }
    const id = taskId ?? (await database.asSystem(today, (db) => openTask(db, { name: verifyTrail.name, label: verifyTrail.label, startedBy: null })))
    await runTask(database, today, id, async () => {
      const verdict = await verifyAudit({ address: database.address, keys, anchorFile: anchorFileOf(readConfig()) })
      await database.asSystem(today, (db) => store.keepVerdict(db, verdict))
    })
  },
  // 3:40 in Shanghai.
  { cron: '40 19 * * *' },
)

/** `labels`: the word of each verb of the house, which only the house as a whole knows. */
export const auditHandlers = (labels: () => Record<string, string>): readonly Handler[] => [
  listHandler,
  unusualHandler,
  verdictsHandler,
  verifyHandler,
  implementQuery(auditVerbs, async () => ({ labels: labels() })),
]
export const auditJobs: readonly JobHandler[] = [verifyJob]
