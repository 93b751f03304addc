import { sql } from 'kysely'
import type { Database } from '../kernel/db/database.ts'
import { openTask } from '../kernel/jobs/tasks.ts'
import type { PlainDate } from '../kernel/types.ts'
import { tellNewlyDue } from '../modules/delivery/tell.ts'

const wanted = 10_000

/** Ten thousand people of the city newly due one proactive measure, until each has his delivery, his message and, where he has no account, his letter; then once more, when nobody is new. */
export const benchDeliver = async (database: Database, today: PlainDate) => {
  const due = await database.asSystem(today, async (db) => {
    const taskId = await openTask(db, { name: 'bench.deliver', label: '测速', startedBy: null })
    const { id: runId } = await db.insertInto('measures.matchRun').values({ taskId, onDate: today, subjects: wanted, measures: 1, eligible: wanted, unknown: 0, amountFen: 0n, milliseconds: 1 }).returning('id').executeTakeFirstOrThrow()
    const { numAffectedRows } = await sql`insert into measures.entitlement (subject_kind, subject_id, edition_id, place_code, employer_id, amount_fen, found_on, run_id)
      select 'person', p.id, (select id from measures.edition where delivery = 'proactive' and subject_kind = 'person' and gives = 'money' and ${today}::date between valid_from and coalesce(valid_to, 'infinity') order by measure limit 1), p.place_code, p.employer_id, 600000, ${today}, ${runId}
      from registry.person p order by p.id limit ${wanted}`.execute(db)
    return Number(numAffectedRows ?? 0n)
  })
  const began = performance.now()
  const told = await tellNewlyDue(database, today)
  const ms = Math.round(performance.now() - began)
  const again = performance.now()
  const twice = await tellNewlyDue(database, today)
  const againMs = Math.round(performance.now() - again)
  const count = await database.asSystem(today, async (db) => (await sql<{ messages: number; letters: number }>`select (select count(*)::int from kernel.message) as messages, (select count(*)::int from kernel.message_sending where channel = 'letter') as letters`.execute(db)).rows[0])
  return { newlyDue: due, told, ...count, ms, toldTwice: twice, againMs }
}
