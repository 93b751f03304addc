import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { implementJob, type JobContext } from '../kernel/jobs/declare.ts'
import { addEvent } from '../kernel/jobs/queue.ts'
import { openTask, runningTask, runTask } from '../kernel/jobs/tasks.ts'
import type { PlainDate } from '../kernel/types.ts'
import { cityOn } from './city/host.ts'
import { matchCity, type Found, type MatchResult } from './city/match-city.ts'
import { match, matched, nightlyMatch } from './contract.ts'
import { liveLibrary } from './library.ts'
import { matchEverybody } from './match.ts'
import { settleEverybody } from './portfolio.ts'

const matchInto = ({ database, today }: JobContext, taskId: string): Promise<void> =>
  runTask(database, today, taskId, async (progress) => {
    const host = await cityOn(today)
    const result = host ? await matchCity(database, host, today) : await matchEverybody(database, today, progress)
    await database.asSystem(today, (db) => store(db, { ...result, on: today, taskId }))
  })

const matchJob = implementJob(match, (context, { taskId }) => matchInto(context, taskId))

/** Half past one at night in Shanghai. */
const nightlyJob = implementJob(
  nightlyMatch,
  async (context) => {
    const taskId = await context.database.asSystem(context.today, async (db) => ((await runningTask(db, match.name)) ? undefined : openTask(db, { name: match.name, label: nightlyMatch.label, startedBy: null })))
    if (taskId) await matchInto(context, taskId)
  },
  { cron: '30 17 * * *' },
)

export const measureJobs = [matchJob, nightlyJob]

interface Run extends MatchResult {
  on: PlainDate
  taskId: string
}

/** Keeps the counts of this run and who is due what; who no longer is disappears, who still is keeps the day on which he was found. */
const store = async (db: Tx, { on, taskId, subjects, measures, found, counts, milliseconds }: Run): Promise<void> => {
  const sum = (of: (count: MatchResult['counts'][number]) => number) => counts.reduce((total, count) => total + of(count), 0)
  const { id: runId } = await db
    .insertInto('measures.matchRun')
    .values({ taskId, onDate: on, subjects, measures, eligible: sum((count) => count.eligible), unknown: sum((count) => count.unknown), amountFen: counts.reduce((total, count) => total + count.amountFen, 0n), milliseconds })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (counts.length) await db.insertInto('measures.matchCount').values(counts.map((count) => ({ runId, ...count }))).execute()
  for (let from = 0; from < found.length; from += 20_000) await upsert(db, found.slice(from, from + 20_000), runId, on)
  await db.deleteFrom('measures.entitlement').where('runId', '<>', runId).execute()
  await settleEverybody(db, await liveLibrary(db))
  await addEvent(db, matched.name, { runId })
}

const upsert = async (db: Tx, found: readonly Found[], runId: string, on: PlainDate): Promise<void> => {
  const column = <T>(of: (one: Found) => T) => found.map(of)
  await sql`
    insert into measures.entitlement (subject_kind, subject_id, edition_id, place_code, employer_id, amount_fen, found_on, run_id)
    select *, ${on}::date, ${runId}::uuid
    from unnest(${column((one) => one.kind)}::text[], ${column((one) => one.subjectId)}::uuid[], ${column((one) => one.editionId)}::uuid[],
      ${column((one) => one.placeCode)}::text[], ${column((one) => one.employerId)}::uuid[], ${column((one) => one.amountFen)}::bigint[])
    on conflict (subject_id, edition_id) do update set amount_fen = excluded.amount_fen, place_code = excluded.place_code, employer_id = excluded.employer_id, run_id = excluded.run_id`.execute(db)
}
