import { sql } from 'kysely'
import type { Database } from '../kernel/db/database.ts'
import type { PlainDate } from '../kernel/types.ts'
import { layOut } from '../measures/city/lay-out.ts'
import { LiveCity } from '../measures/city/live-city.ts'
import { liveLibrary } from '../measures/library.ts'
import { percentile } from './workbench.ts'

const seconds = 20
const changesASecond = 1000

/**
 * The city in memory beside its database: how long the first derivation takes, how long loading what is stored, and how long a change
 * of the registry is on its way while a thousand people change each second.
 */
export async function* benchCity(database: Database, today: PlainDate) {
  const library = await database.asSystem(today, liveLibrary)
  const began = performance.now()
  for (const kind of ['person', 'employer', 'team'] as const) await layOut(database, library.vocabulary, kind, today, () => {})
  yield { step: 'derive everybody for the first time', seconds: secondsSince(began) }
  // What the loading of the registry noted is in what was derived just now.
  await database.asSystem(today, (db) => sql`delete from kernel.subject_change`.execute(db))
  const city = new LiveCity({ database, clock: () => today, threads: 1 })
  await city.load()
  const { subjects, bytes, took } = city.state
  yield { step: 'load into columns', people: subjects.person, seconds: Math.round(took.load / 100) / 10, target: '≤ 20 s for a million', judgedAfterSeconds: Math.round(took.judge / 100) / 10, bytesAPerson: Math.round(bytes / (subjects.person + subjects.employer + subjects.team)) }
  const failures: unknown[] = []
  const following = city.follow((error) => void failures.push(error))
  yield { step: `${changesASecond} people changed a second`, ...(await follow(database, city, today)), failures: failures.length, target: 'a change is in the answer within a second' }
  await city.close()
  await following
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10

/** Each second another thousand people get another appraisal; each batch is timed from its commit until the city has it. */
const follow = async (database: Database, city: LiveCity, today: PlainDate) => {
  const ids = await database.asSystem(today, async (db) => (await sql<{ personId: string }>`select person_id from registry.appraisal group by person_id limit ${seconds * changesASecond}`.execute(db)).rows.map((row) => row.personId))
  const each = Math.min(changesASecond, Math.floor(ids.length / 2))
  const lags: Promise<number>[] = []
  const began = performance.now()
  for (let second = 0; second < seconds; second += 1) {
    const from = (second * each) % (ids.length - each + 1)
    const part = ids.slice(from, from + each)
    await database.asSystem(today, (db) => sql`update registry.appraisal set result = case result when '优秀' then '合格' else '优秀' end where person_id = any(${sql.val(part)}::uuid[])`.execute(db))
    lags.push(untilSeen(database, city, today))
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + (second + 1) * 1000 - performance.now())))
  }
  const sorted = (await Promise.all(lags)).toSorted((a, b) => a - b)
  const took = (performance.now() - began) / 1000
  return { changed: each * seconds, changesASecond: Math.round((each * seconds) / took), p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95), slowestMs: percentile(sorted, 1) }
}

/** Until no note is waiting and every stored row has been seen. */
const untilSeen = async (database: Database, city: LiveCity, today: PlainDate): Promise<number> => {
  const committed = performance.now()
  const last = await database.asSystem(today, async (db) => (await sql<{ id: bigint | null }>`select max(id)::bigint as id from kernel.subject_change`.execute(db)).rows[0]?.id ?? 0n)
  for (;;) {
    const { version, waiting } = await database.asSystem(today, async (db) =>
      (await sql<{ version: bigint; waiting: boolean }>`select (select coalesce(max(version), 0) from measures.subject_fact)::bigint as version, exists (select from kernel.subject_change where id <= ${last} and kind = 'person') as waiting`.execute(db)).rows[0] ?? { version: 0n, waiting: true })
    if (!waiting && city.state.version >= version) return performance.now() - committed
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
