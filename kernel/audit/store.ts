import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../db/database.ts'
import { addDays } from '../calendar/plain-date.ts'
import type { Instant, PlainDate } from '../types.ts'
import { unusualAt, type auditOutcomes, type Unusual } from './contract.ts'
import type { Verdict } from './verify.ts'

export const auditRows = (db: Tx) =>
  db
    .selectFrom('kernel.audit as a')
    .select([
      sql<string>`a.seq::text`.as('id'),
      sql<Instant>`a.at`.as('at'),
      'a.accountName',
      'a.role',
      'a.verb',
      sql<keyof typeof auditOutcomes>`a.outcome`.as('outcome'),
      'a.code',
      sql<string>`coalesce((select string_agg(s.key || ' ' || s.value, '，' order by s.key) from jsonb_each_text(a.subject) s), '')`.as('subject'),
      'a.requestId',
    ])

/** Verbs that show or carry away what lies in files and lists. */
const looking = `(a.verb like '%.view%' or a.verb like '%.reveal%' or a.verb like '%.preview%')`
const taking = `(a.verb like '%.export' or a.verb like '%.download%' or a.verb like '%File' or a.verb like '%.file')`

/** One row an account, a day and a reason, the newest first. */
export const unusual = async (db: Tx, today: PlainDate, days: number) => {
  const { rows } = await sql<{ day: PlainDate; accountId: string; accountName: string; role: string; kind: Unusual; count: number }>`
    with counted as (
      select (a.at at time zone 'Asia/Shanghai')::date as day, a.account_id, max(a.account_name) as account_name, max(a.role) as role,
        count(*) filter (where a.outcome = 'done' and (${sql.raw(looking)} or ${sql.raw(taking)}) and extract(hour from a.at at time zone 'Asia/Shanghai') not between 6 and 21)::int as night,
        count(*) filter (where a.outcome = 'done' and ${sql.raw(looking)})::int as views,
        count(*) filter (where a.outcome = 'done' and ${sql.raw(taking)})::int as exports,
        count(*) filter (where a.outcome = 'denied')::int as refused
      from kernel.audit a
      where a.account_id is not null and a.at >= (${addDays(today, 1 - days)}::date)::timestamp at time zone 'Asia/Shanghai'
      group by 1, 2)
    select c.day, c.account_id as "accountId", c.account_name as "accountName", c.role, k.kind, k.count
    from counted c cross join lateral (values ('night', c.night, ${unusualAt.night}::int), ('views', c.views, ${unusualAt.views}::int), ('exports', c.exports, ${unusualAt.exports}::int), ('refused', c.refused, ${unusualAt.refused}::int)) k (kind, count, at_least)
    where k.count >= k.at_least order by c.day desc, k.count desc limit 200`.execute(db)
  return rows
}

const Findings = z.array(z.string())

export const lastVerdicts = async (db: Tx) => {
  const rows = await db.selectFrom('kernel.auditVerdict').select(['id', sql<Instant>`at`.as('at'), 'rows', 'anchors', 'milliseconds', 'findings']).orderBy('at', 'desc').limit(30).execute()
  return rows.map(({ rows: count, anchors, findings, ...row }) => ({ ...row, rows: Number(count), anchors: Number(anchors), findings: Findings.parse(findings) }))
}

export const keepVerdict = async (db: Tx, { rows, anchors, findings, milliseconds }: Verdict): Promise<void> => {
  await db.insertInto('kernel.auditVerdict').values({ rows: BigInt(rows), anchors: BigInt(anchors), milliseconds, findings: JSON.stringify(findings) }).execute()
}
