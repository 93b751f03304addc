import { sql } from 'kysely'
import { addDays } from '../../calendar/plain-date.ts'
import { implement, implementList, Missing, type Handler } from '../../implement.ts'
import { implementJob, type JobHandler } from '../../jobs/declare.ts'
import type { Id, Instant, PlainDate } from '../../types.ts'
import { acknowledgeAlarm, alarmAt, listAlarms, raiseAlarms, type AlarmKind, type alarmStates } from './contract.ts'

const listHandler = implementList(listAlarms, ({ db }, { state }) => {
  const rows = db
    .selectFrom('kernel.revealAlarm as r')
    .select([
      sql<Id<'revealAlarm'>>`r.id`.as('id'),
      sql<PlainDate>`r.day`.as('day'),
      'r.accountName',
      'r.role',
      sql<AlarmKind>`r.kind`.as('kind'),
      'r.count',
      sql<Instant>`r.raised_at`.as('raisedAt'),
      sql<keyof typeof alarmStates>`case when r.acknowledged_at is null then 'open' else 'closed' end`.as('state'),
      'r.acknowledgedByName',
      'r.finding',
    ])
  return state ? rows.where('r.acknowledgedAt', state === 'open' ? 'is' : 'is not', null) : rows
})

const acknowledgeHandler = implement(acknowledgeAlarm, async ({ db, actor, refuse }, { alarmId, finding }) => {
  const alarm = await db.selectFrom('kernel.revealAlarm').select('acknowledgedAt').where('id', '=', alarmId).forUpdate().executeTakeFirst()
  if (!alarm) throw new Missing()
  if (alarm.acknowledgedAt !== null) refuse('already')
  await db.updateTable('kernel.revealAlarm').set({ acknowledgedBy: actor.accountId ?? null, acknowledgedByName: actor.name, acknowledgedAt: sql`now()`, finding }).where('id', '=', alarmId).execute()
  return {}
})

/** Counts the reveals of today and yesterday out of the audit trail; what was told is told once and only grows. */
const raiseJob = implementJob(
  raiseAlarms,
  async ({ database, today }) => {
    await database.asSystem(today, (db) =>
      sql`
        with reveal as (
          select (a.at at time zone 'Asia/Shanghai')::date as day, a.account_id, max(a.account_name) as account_name, max(a.role) as role, count(*)::int as many,
            count(*) filter (where extract(hour from a.at at time zone 'Asia/Shanghai') not between 6 and 21)::int as night,
            count(distinct left(a.subject ->> 'place', 6))::int as places
          from kernel.audit a
          where a.verb like '%.reveal%' and a.outcome = 'done' and a.account_id is not null and a.at >= (${addDays(today, -1)}::date)::timestamp at time zone 'Asia/Shanghai'
          group by 1, 2)
        insert into kernel.reveal_alarm (day, account_id, account_name, role, kind, count)
        select r.day, r.account_id, r.account_name, r.role, k.kind, k.count
        from reveal r cross join lateral (values ('many', r.many, ${alarmAt.many}::int), ('night', r.night, ${alarmAt.night}::int), ('places', r.places, ${alarmAt.places}::int)) k (kind, count, at_least)
        where k.count >= k.at_least
        on conflict (day, account_id, kind) do update set count = excluded.count where excluded.count > kernel.reveal_alarm.count`.execute(db),
    )
  },
  { cron: '*/10 * * * *' },
)

export const alarmHandlers: readonly Handler[] = [listHandler, acknowledgeHandler]
export const alarmJobs: readonly JobHandler[] = [raiseJob]
