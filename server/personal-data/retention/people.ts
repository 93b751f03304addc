import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import { houseSealer } from '../../../kernel/seal/seal.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import { eraseUnusedPapers } from '../unused-papers.ts'

/**
 * Somebody who left the city has his record made nameless when its time is over: what figures count stays (corps, sex, decade of birth, degree, class, where and when he worked,
 * came and left), what names him goes. His cases and awards are archives of their own and keep the name for as long as their law says; docs/decisions/0360.
 */

export const nameless = '已去标识'

/** All records of one who left by the cutoff for good, with nothing that runs: the survivor's id and those merged into it. */
const leavers = (cutoff: PlainDate, today: PlainDate) => sql`
  select p.id, d.left_on, array(select r.id from registry.person r where (case when r.survivor_id is null then r.id else r.survivor_id end) = p.id) as ids
  from registry.person p join lateral (select max(x.departed_on) as left_on from registry.departure x join registry.person r on r.id = x.person_id where coalesce(r.survivor_id, r.id) = p.id) d on d.left_on is not null
  where p.survivor_id is null and p.pseudonym_on is null and p.employer_id is null and d.left_on <= ${cutoff}
    and not exists (select from registry.person r
      where (case when r.survivor_id is null then r.id else r.survivor_id end) = p.id and (
        exists (select from registry.employment e where e.person_id = r.id and (e.ended_on is null or e.ended_on > ${cutoff}))
        or exists (select from registry.introduction i where i.person_id = r.id and i.introduced_on > d.left_on)
        or exists (select from registry.insurance i where i.person_id = r.id and i.in_city and upper(i.months) > ${cutoff})
        or exists (select from registry.team_member t where t.person_id = r.id and t.left_on is null)
        or exists (select from registry.platform_person t where t.person_id = r.id and t.left_on is null)
        or exists (select from registry.data_request q where q.person_id = r.id and q.state = 'open')
        or exists (select from registry.correction q where q.person_id = r.id and q.state = 'open')
        or exists (select from cases."case" c where c.person_id = r.id and c.closed_on is null)
        or exists (select from delivery.delivery v where v.person_id = r.id and v.state in ('told', 'opened', 'confirmed', 'decided'))
        or exists (select from fund.award a where a.holder_kind = 'person' and a.holder_id = r.id and a.state = 'active')
        or exists (select from fund.obligation o where o.holder_kind = 'person' and o.holder_id = r.id and o.state in ('running', 'suspected', 'breached'))
        or exists (select from fund.claim c where c.holder_kind = 'person' and c.holder_id = r.id and c.outstanding_fen > 0)
        or exists (select from fund.ban b where b.holder_kind = 'person' and b.holder_id = r.id and b.lifted_on is null and b.period @> ${today}::date)))`

export const oldestLeaver = async (db: Tx, today: PlainDate): Promise<PlainDate | null> =>
  (await sql<{ day: PlainDate | null }>`select min(l.left_on) as day from (${leavers(today, today)}) l`.execute(db)).rows[0]?.day ?? null

export const eraseLeavers = async (db: Tx, cutoff: PlainDate, today: PlainDate): Promise<number> => {
  const { rows } = await sql<{ ids: string[] }>`select ids from (${leavers(cutoff, today)}) l order by l.id limit 5000`.execute(db)
  const ids = rows.flatMap((row) => row.ids)
  if (ids.length > 0) await makeNameless(db, ids, today)
  return rows.length
}

/** Tables of which the figures read nothing, and whose rows say who somebody is. */
const gone = ['honour', 'title', 'skill', 'part_time_post', 'project', 'patent', 'contest', 'person_document', 'housing', 'household_member', 'household_registration', 'person_fact', 'record_check', 'appraisal'] as const
/** What of a former saying the figures of a past day read; the rest of it goes. */
const counted = ['id', 'person_id', 'place_code', 'employer_id', 'education', 'degree', 'full_time', 'mode', 'started_on', 'ended_on', 'programme', 'channel', 'introduced_on', 'departed_on', 'scheme', 'edition', 'level', 'valid_from', 'valid_to', 'recognised_on', 'revoked_on', 'source', 'as_of', 'verification']

const makeNameless = async (db: Tx, ids: readonly string[], today: PlainDate): Promise<void> => {
  const his = sql`any (${sql.val(ids)}::uuid[])`
  // Others may have him for a relation: that row goes as well.
  await sql`delete from registry.household_member where member_id = ${his}`.execute(db)
  for (const table of gone) await sql`delete from ${sql.table(`registry.${table}`)} where person_id = ${his}`.execute(db)
  await sql`delete from registry.duplicate_pair where one_id = ${his} or other_id = ${his}`.execute(db)
  await sql`update registry.person_merge set before = '{}', after = null where survivor_id = ${his} or merged_id = ${his}`.execute(db)
  await sql`update registry.degree set school = null, major = null, certificate_number = null where person_id = ${his}`.execute(db)
  await sql`update registry.employment set post = null, monthly_pay_sealed = null where person_id = ${his}`.execute(db)
  await sql`update registry.insurance set base_sealed = null where person_id = ${his}`.execute(db)
  await sql`update registry.introduction set origin = null where person_id = ${his}`.execute(db)
  await sql`update registry.departure set destination = null where person_id = ${his}`.execute(db)
  await sql`update registry.talent_class set basis = null where person_id = ${his}`.execute(db)
  await sql`update registry.correction set fact_text = ${nameless}, says = ${nameless}, evidence = ${nameless}, outcome = ${nameless} where person_id = ${his}`.execute(db)
  await sql`update registry.former_fact set reason = case when reason is null then null else ${nameless} end,
    said = coalesce((select jsonb_object_agg(key, value) from jsonb_each(said) where key = any (${sql.val(counted)}::text[])), '{}') where person_id = ${his}`.execute(db)
  await sql`update registry.data_request set says = '' where person_id = ${his} and says <> ''`.execute(db)
  await closeAccounts(db, ids)
  await eraseUnusedPapers(db, ids)
  for (const id of ids) {
    const place = { table: 'registry.person', column: 'document', row: id }
    await db
      .updateTable('registry.person')
      .set({ name: nameless, pinyin: '', initials: '', birthDate: sql<string>`make_date(extract(year from birth_date)::int, 1, 1)`, documentSealed: houseSealer().seal(place, nameless), documentIndex: randomBytes(32), documentHint: '', phoneSealed: null, phoneIndex: null, phoneHint: null, pseudonymOn: today })
      .where('id', '=', id)
      .execute()
  }
}

/** What opens the doors of an account or reaches it. */
export const accountTables = ['account_phone', 'second_factor', 'second_factor_attempt', 'passkey', 'recovery_code', 'known_device', 'ticket', 'session'] as const

/** His own accounts end, with all that opens or reaches them; the audit trail keeps the id and the name that it wrote then. */
const closeAccounts = async (db: Tx, ids: readonly string[]): Promise<void> => {
  const accounts = sql`(select id from kernel.account where person_id = any (${sql.val(ids)}::uuid[]) and not exists (select from kernel.duty d where d.account_id = account.id and d.role <> 'talent'))`
  for (const table of accountTables) await sql`delete from ${sql.table(`kernel.${table}`)} where account_id in ${accounts}`.execute(db)
  await sql`delete from kernel.message_mailbox where recipient_id = any (${sql.val(ids)}::uuid[])`.execute(db)
  await sql`delete from subscriptions.subscription where recipient_id = any (${sql.val(ids)}::uuid[])`.execute(db)
  // Nothing that tells of him stays, and nothing that could be read as him; that there was a story does.
  await sql`update stories.story set about = ${nameless}, title = '（已清除）', lead = '（已清除）', body = '保存期满，写这个人的文字已经清除，这里不再保留内容。', class_said = null, state = 'withdrawn', ended_on = coalesce(ended_on, kernel.today()),
    ended_because = coalesce(ended_because, '保存期满') where person_id = any (${sql.val(ids)}::uuid[])`.execute(db)
  await sql`delete from kernel.message_choice where recipient_id = any (${sql.val(ids)}::uuid[])`.execute(db)
  await sql`update kernel.account set name = ${nameless}, login = 'gone-' || id, password_hash = null, oidc_subject = null, identity_index = null, disabled_at = coalesce(disabled_at, now()) where id in ${accounts}`.execute(db)
}
