import { sql } from 'kysely'
import { caseMoved } from '../../cases/contract.ts'
import { settleByRule, type Desks, type Rule } from '../../cases/index.ts'
import { paymentsMade, resultsOf } from '../../fund/index.ts'
import { auditRow } from '../../kernel/audit/audit.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { Refusal } from '../../kernel/errors.ts'
import { implementJob, type JobHandler } from '../../kernel/jobs/declare.ts'
import { systemActor } from '../../kernel/org/actor.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { matched } from '../../measures/contract.ts'
import { tellClosing } from './closing.ts'
import { followCases, followPayments, tellClosings, tellDeliveries } from './contract.ts'
import * as store from './store.ts'
import type { DeliveryRecord } from './store.ts'
import { tellNewlyDue } from './tell.ts'
import { byHandSays } from './tier.ts'

/** What happens without a hand: telling, the straight way through a case, and hearing of the money. Each may run twice. */

/** After a match, and every quarter of an hour for whom the city found since. */
const tellJobs = [
  implementJob(tellDeliveries, async ({ database, today }) => void (await tellNewlyDue(database, today)), { on: [matched], cron: '*/15 * * * *' }),
  // Ten past nine in the morning.
  implementJob(tellClosings, async ({ database, today }) => void (await tellClosing(database, today)), { cron: '10 1 * * *' }),
]

export const straightRule: Rule = { name: '免申即享直接办理规则', says: '本人已确认；条件逐条比对，所用信息均经来源部门核实，风险规则无一触发，按免申即享直接办理' }

const followJob = (desks: Desks): JobHandler =>
  implementJob(
    followCases,
    async ({ database, today }, { caseId }) => {
      await database.asSystem(today, async (db) => {
        const row = await store.findByCaseForUpdate(db, caseId)
        if (row?.state === 'confirmed') await follow(db, desks, row, caseId, today)
      })
    },
    { on: [caseMoved] },
  )

const follow = async (db: Tx, desks: Desks, row: DeliveryRecord, caseId: string, today: PlainDate): Promise<void> => {
  const { state } = await db.selectFrom('pub.case').select('state').where('id', '=', caseId).executeTakeFirstOrThrow()
  if (state === 'rejected') return store.end(db, row.id, '办件没有通过', today)
  // Withdrawn at the case itself, or lapsed: it may be confirmed anew.
  if (state === 'withdrawn') return store.reopen(db, row.id)
  if (state === 'decided') return store.keepDecided(db, row.id, today)
  // He may have objected after he confirmed.
  if (row.tier === 'straight' && (await store.wantsPeople(db, row.subjectId))) return store.lookInstead(db, row.id, [byHandSays])
  if (row.tier === 'straight') await goStraight(db, desks, row, caseId, today)
}

/** A no of the fund or of the facts is undone to its savepoint, and the case waits for people with the reason. */
const goStraight = async (db: Tx, desks: Desks, row: DeliveryRecord, caseId: string, today: PlainDate): Promise<void> => {
  await sql`savepoint straight`.execute(db)
  try {
    if ((await settleByRule(db, today, desks, { caseId, rule: straightRule })) !== 'decided') return
    await store.keepDecided(db, row.id, today)
    await auditRow(db, { actor: { ...systemActor, name: straightRule.name }, requestId: `delivery:${row.id}` }, { verb: 'cases.decide', outcome: 'done', code: null, subject: { caseId, deliveryId: row.id } })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await sql`rollback to savepoint straight`.execute(db)
    await store.lookInstead(db, row.id, [error.message])
  }
}

const paymentsJob = implementJob(
  followPayments,
  async ({ database, today }, { batchId }) => {
    await database.asSystem(today, async (db) => {
      for (const result of await resultsOf(db, batchId)) await store.keepPayment(db, result, today)
    })
  },
  { on: [paymentsMade] },
)

export const deliveryJobs = (desks: Desks): readonly JobHandler[] => [...tellJobs, followJob(desks), paymentsJob]
