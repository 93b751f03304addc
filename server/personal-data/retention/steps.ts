import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import { addYears } from '../../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import { retentions, type Retention } from '../register.ts'
import { accountTables, eraseLeavers, oldestLeaver } from './people.ts'

/** What goes when its time is over, one step a class of the register. A step that is run twice finds nothing the second time. */

export interface RetentionStep {
  key: string
  label: string
  retention: Retention
  /** Erases what began on `cutoff` or before; answers how many rows. */
  run(db: Tx, cutoff: PlainDate, today: PlainDate): Promise<number>
  /** The day on which the oldest that is left began. */
  oldest(db: Tx, today: PlainDate): Promise<PlainDate | null>
}

/** The first instant after the day in Shanghai. */
const after = (day: PlainDate) => sql`((${day}::date + 1)::timestamp at time zone 'Asia/Shanghai')`
const day = (instant: string) => sql.raw(`(${instant} at time zone 'Asia/Shanghai')::date`)

const rowsOf = async (db: Tx, statements: readonly RawBuilder<unknown>[]): Promise<number> => {
  let count = 0
  for (const statement of statements) count += Number((await statement.execute(db)).numAffectedRows ?? 0n)
  return count
}
const first = async (db: Tx, days: RawBuilder<unknown>): Promise<PlainDate | null> => (await sql<{ day: PlainDate | null }>`select min(day) as day from (${days}) d`.execute(db)).rows[0]?.day ?? null

const step = (key: string, label: string, retention: Retention, statements: (cutoff: PlainDate) => RawBuilder<unknown>[], days: RawBuilder<unknown>): RetentionStep => ({
  key, label, retention, run: (db, cutoff) => rowsOf(db, statements(cutoff)), oldest: (db) => first(db, days),
})

/** Accounts that were closed by the cutoff. */
const closed = (cutoff: PlainDate) => sql`(select id from kernel.account where disabled_at < ${after(cutoff)})`

export const steps: readonly RetentionStep[] = [
  step(
    'imports', '批量导入的暂存行和原文件', 'import',
    (cutoff) => {
      const batches = sql`(select id from registry.import_batch where created_at < ${after(cutoff)})`
      return [
        sql`delete from registry.import_row where batch_id in ${batches}`,
        sql`update registry.import_batch set file_sealed = null, state = case when state in ('checking', 'checked') then 'undone' else state end where id in ${batches} and (file_sealed is not null or state in ('checking', 'checked'))`,
      ]
    },
    sql`select ${day('b.created_at')} as day from registry.import_batch b where b.file_sealed is not null or exists (select from registry.import_row r where r.batch_id = b.id)`,
  ),
  step(
    'feeds', '数据报送的原文件、隔离行和改动前的内容', 'import',
    (cutoff) => {
      const deliveries = sql`(select id from registry.feed_delivery where created_at < ${after(cutoff)})`
      return [
        sql`delete from registry.feed_row where delivery_id in ${deliveries}`,
        sql`delete from registry.feed_change where delivery_id in ${deliveries}`,
        sql`delete from registry.feed_due where delivery_id in ${deliveries}`,
        sql`update registry.feed_delivery set file_sealed = null where id in ${deliveries} and file_sealed is not null`,
      ]
    },
    sql`select ${day('d.created_at')} as day from registry.feed_delivery d where d.file_sealed is not null or exists (select from registry.feed_change c where c.delivery_id = d.id) or exists (select from registry.feed_row r where r.delivery_id = d.id)`,
  ),
  step(
    'traces', '登录尝试、验证码、一次性凭据、已结束的会话', 'trace',
    (cutoff) => [
      sql`delete from kernel.sign_in_attempt where at < ${after(cutoff)}`,
      sql`delete from kernel.second_factor_attempt where at < ${after(cutoff)}`,
      sql`delete from kernel.phone_code where sent_at < ${after(cutoff)}`,
      sql`delete from kernel.ticket where created_at < ${after(cutoff)}`,
      sql`delete from kernel.session where coalesce(ended_at, seen_at) < ${after(cutoff)}`,
    ],
    sql`select ${day('min(at)')} as day from kernel.sign_in_attempt union all select ${day('min(at)')} from kernel.second_factor_attempt union all select ${day('min(sent_at)')} from kernel.phone_code
      union all select ${day('min(created_at)')} from kernel.ticket union all select ${day('min(coalesce(ended_at, seen_at))')} from kernel.session`,
  ),
  step(
    'messages', '告知过的消息及其发送', 'message',
    (cutoff) => [
      sql`delete from kernel.message_carried where message_id in (select id from kernel.message where told_on <= ${cutoff})`,
      sql`delete from kernel.message_text where message_id in (select id from kernel.message where told_on <= ${cutoff})`,
      sql`delete from kernel.message where told_on <= ${cutoff}`,
      sql`delete from kernel.message_sending s where s.not_before < ${after(cutoff)} and not exists (select from kernel.message_carried c where c.sending_id = s.id)`,
    ],
    sql`select min(told_on) as day from kernel.message`,
  ),
  step(
    'accounts', '停用账号的手机号码、邮箱、第二因素、常用设备、会话、口令', 'account',
    (cutoff) => [
      ...accountTables.map((table) => sql`delete from ${sql.table(`kernel.${table}`)} where account_id in ${closed(cutoff)}`),
      sql`delete from kernel.message_mailbox b where b.recipient_kind = 'person' and b.recipient_id in (select person_id from kernel.account where id in ${closed(cutoff)})
        and not exists (select from kernel.account a where a.person_id = b.recipient_id and a.id not in ${closed(cutoff)})`,
      sql`update kernel.account set password_hash = null, oidc_subject = null, identity_index = null where id in ${closed(cutoff)} and (password_hash is not null or oidc_subject is not null or identity_index is not null)`,
    ],
    sql`select ${day('a.disabled_at')} as day from kernel.account a where a.disabled_at is not null and (a.password_hash is not null or a.oidc_subject is not null or a.identity_index is not null
      or exists (select from kernel.account_phone p where p.account_id = a.id) or exists (select from kernel.second_factor f where f.account_id = a.id) or exists (select from kernel.session s where s.account_id = a.id))`,
  ),
  { key: 'people', label: '离开本市的人：登记去标识', retention: 'registry', run: eraseLeavers, oldest: oldestLeaver },
]

/** What began on this day or before has had its time. */
export const cutoffOf = ({ retention }: Pick<RetentionStep, 'retention'>, today: PlainDate): PlainDate => addYears(today, -retentions[retention].years)
