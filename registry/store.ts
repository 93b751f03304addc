import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { tokensSaid } from '../kernel/seal/token.ts'
import { Missing } from '../kernel/implement.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import type { Verification } from './contract.ts'
import type { RecordedFact } from './contract.ts'
import { confidenceOf } from './confidence/store.ts'
import { sealedFact } from './sealed-sums.ts'
import { containing, personWithin, type PeopleOf } from './search.ts'

/** Queries of people and employers. Names: `find…` may return undefined, `get…` throws. */

/**
 * One row a person as lists show it. Each history is a correlated subquery and not a join: the database then evaluates it for the fifty rows of the
 * page alone, after sorting and cutting (880 ms against 39 ms among 20,000 people, on a busy machine).
 */
export const people = (db: Tx, parts: readonly PeopleOf[] = []) =>
  db
    .selectFrom(personWithin(parts).as('r'))
    .leftJoin('registry.employer as e', 'e.id', 'r.employerId')
    .leftJoin('kernel.place as l', 'l.code', 'r.placeCode')
    .select([
      sql<Id<'person'>>`r.id`.as('id'),
      'r.number',
      'r.name',
      'r.sex',
      'r.birthDate',
      'r.documentHint',
      sql<string>`coalesce(l.name, '')`.as('placeName'),
      sql<string>`coalesce(e.name, '')`.as('employerName'),
      newest('education', 'person_degree', 'education_rank desc nulls last').as('education'),
      newest('level', 'person_title', 'level_rank desc').as('titleLevel'),
      newest('level', 'person_skill', 'level_rank desc').as('skillLevel'),
      newest('level', 'person_class', 'recognised_on desc', 'and h.in_force').as('classLevel'),
      newest('programme', 'person_introduction', 'introduced_on desc').as('programme'),
      sql<PlainDate | null>`(select min(h.introduced_on) from pub.person_introduction h where h.person_id = r.id)`.as('firstIntroducedOn'),
    ])

const newest = (column: string, view: string, order: string, only = '') => sql<string | null>`(select ${sql.raw(`h.${column} from pub.${view} h where h.person_id = r.id ${only} order by h.${order}`)} limit 1)`

/** People whose newest class in force is this one. */
export const ofClass = (level: string): PeopleOf => sql`(select c.person_id from pub.person_class c where c.level = ${level} and c.in_force
  and not exists (select from pub.person_class n where n.person_id = c.person_id and n.in_force and (n.recognised_on, n.id) > (c.recognised_on, c.id)))`

/** People whose last introduction was under this programme. */
export const cameBy = (programme: string): PeopleOf => sql`(select i.person_id from pub.person_introduction i where i.programme = ${programme}
  and not exists (select from pub.person_introduction n where n.person_id = i.person_id and (n.introduced_on, n.id) > (i.introduced_on, i.id)))`

/** The record that stays, for one that was merged into it. */
const staying = async (db: Tx, personId: Id<'person'>): Promise<Id<'person'>> => {
  const { rows } = await sql<{ id: Id<'person'> }>`select survivor_id as id from pub.person_identity where person_id = ${personId}`.execute(db)
  return rows[0]?.id ?? personId
}

/** A record that was merged answers with the one that stays. */
export const getPersonRow = async (db: Tx, asked: Id<'person'>) => {
  const personId = await staying(db, asked)
  const person = await people(db)
    .select(['r.documentType', 'r.phoneHint', 'r.corps', sql<Id<'employer'> | null>`r.employer_id`.as('employerId'), 'r.source', 'r.asOf', sql<Verification>`r.verification`.as('verification')])
    .where('r.id', '=', personId)
    .executeTakeFirst()
  if (!person) throw new Missing()
  const insured = await db.selectFrom('pub.personProfile').select('insuredConsecutiveMonths').where('id', '=', personId).executeTakeFirst()
  return { ...person, insuredConsecutiveMonths: insured?.insuredConsecutiveMonths ?? null }
}

/** Records that were merged into this one, each with its own document: a person may have two. */
export const formerRecords = async (db: Tx, personId: Id<'person'>) =>
  db.selectFrom('registry.person').select(['number', 'name', 'documentType', 'documentHint']).where('survivorId', '=', personId).orderBy('number').execute()

export const otherDocuments = (db: Tx, personId: Id<'person'>) =>
  db.selectFrom('registry.personDocument').select(['documentType', 'documentHint', 'name', sql<PlainDate | null>`valid_to`.as('validTo')]).where('personId', '=', personId).orderBy('documentType').orderBy('id').execute()

/** A day of the record as people write it: 2024年9月1日. */
const day = (column: string) => sql.raw(`to_char(${column}, 'YYYY"年"FMMM"月"FMDD"日"')`)

/** `'31337.5'` as people write it: 31,337.50. */
const grouped = (yuan: unknown): string => {
  const [whole = '', part = ''] = String(yuan).split('.')
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${part.padEnd(2, '0')}`
}

/** Every history of one person as sentences of the record, newest first within its group. */
export const factsOfPerson = async (db: Tx, id: Id<'person'>, { withoutPay = false } = {}): Promise<RecordedFact[]> => {
  const { rows } = await sql<Omit<RecordedFact, 'confidence'>>`
    select "group", text, source, as_of, verification::text as verification, record, row_id from (
      select 1 as rank, '学历学位' as "group", concat_ws('，', education, degree, case full_time when true then '全日制' when false then '非全日制' end, school, nullif(country, '中国'), major, ${day('graduated_on')} || ' 毕业', case when certified_abroad then '境外学历已认证' when not certified_abroad then '境外学历未认证' end) as text,
        graduated_on as at, source, as_of, verification, 'degree' as record, id as row_id from registry.degree where person_id = ${id}
      union all select 2, '职称', concat_ws('，', level, name, specialty, issuer, ${day('obtained_on')} || ' 取得'), obtained_on, source, as_of, verification, 'title', id from registry.title where person_id = ${id}
      union all select 3, '技能等级', concat_ws('，', level, occupation, system, issuer, ${day('obtained_on')} || ' 取得'), obtained_on, source, as_of, verification, 'skill', id from registry.skill where person_id = ${id}
      union all select 4, '人才类别', concat_ws('，', level || ' 类', scheme || '（' || edition || '版）', issuer, '有效期 ' || ${day('valid_from')} || ' 至 ' || coalesce(${day('valid_to')}, '长期'), ${day('revoked_on')} || ' 撤销'), recognised_on, source, as_of, verification, 'talent_class', id from registry.talent_class where person_id = ${id}
      union all select 5, '引进', concat_ws('，', ${day('introduced_on')}, programme, mode || '引进', channel, origin), introduced_on, source, as_of, verification, 'introduction', id from registry.introduction where person_id = ${id}
      union all select 6, '流出', concat_ws('，', ${day('departed_on')}, reason, destination), departed_on, source, as_of, verification, 'departure', id from registry.departure where person_id = ${id}
      union all select 7, '任职', concat_ws('，', e.name, m.post, m.mode, ${day('m.started_on')} || ' 到岗', ${day('m.ended_on')} || ' 离岗', '合同 ' || ${day('m.contract_from')} || ' 至 ' || coalesce(${day('m.contract_to')}, case when m.open_ended then '无固定期限' else '止期未知' end), '月工资 ' || m.monthly_pay_sealed || ' 元'),
        m.started_on, m.source, m.as_of, m.verification, 'employment', m.id from registry.employment m left join registry.employer e on e.id = m.employer_id where person_id = ${id}
      union all select 8, '社会保险', concat_ws('，', to_char(lower(months), 'YYYY-MM') || ' 至 ' || to_char(upper(months) - interval '1 month', 'YYYY-MM'), kind, case when back_paid then '补缴' end, case when not in_city then '市外' end), lower(months), source, as_of, verification, 'insurance', id from registry.insurance where person_id = ${id}
      union all select 9, '户籍', concat_ws('，', registered_in, case when in_city then '本市户籍' else '非本市户籍' end, ${day('since')} || ' 迁入'), as_of, source, as_of, verification, 'household_registration', id from registry.household_registration where person_id = ${id}
      union all select 10, '家庭住房', concat_ws('，', '本市住房 ' || homes_in_city || ' 套', ${day('bought_on')} || ' 购买', ${day('last_transfer_on')} || ' 转让', case rents when true then '在本市租房' end), as_of, source, as_of, verification, 'housing', id from registry.housing where person_id = ${id}
      union all select 11, '年度考核', year || ' 年 ' || result, make_date(year, 12, 31), source, as_of, verification, 'appraisal', id from registry.appraisal where person_id = ${id}
      union all select 12, '荣誉奖项', concat_ws('，', name, level, issuer, '第 ' || rank || ' 名', ${day('awarded_on')}), awarded_on, source, as_of, verification, 'honour', id from registry.honour where person_id = ${id}
      union all select 13, '团队', concat_ws('，', t.name, m.role, ${day('m.joined_on')} || ' 加入', ${day('m.left_on')} || ' 离开'), m.joined_on, m.source, m.as_of, m.verification, 'team_member', m.id from registry.team_member m join registry.team t on t.id = m.team_id where person_id = ${id}
      union all select 14, '兼职', concat_ws('，', organisation, post, ${day('started_on')} || ' 起', ${day('ended_on')} || ' 止'), started_on, source, as_of, verification, 'part_time_post', id from registry.part_time_post where person_id = ${id} and withdrawn_on is null
      union all select 15, '项目', concat_ws('，', name, number, level, grantor, role, '第 ' || rank || ' 位', '经费 ' || trim(to_char(amount_fen / 100.0, '999,999,999,990.00')) || ' 元', ${day('started_on')} || ' 立项', ${day('ended_on')} || ' 结题'), started_on, source, as_of, verification, 'project', id from registry.project where person_id = ${id} and withdrawn_on is null
      union all select 16, '专利', concat_ws('，', name, kind, number, status, '第 ' || rank || ' 发明人', ${day('granted_on')} || ' 授权'), coalesce(granted_on, applied_on), source, as_of, verification, 'patent', id from registry.patent where person_id = ${id} and withdrawn_on is null
      union all select 17, '竞赛', concat_ws('，', name, edition, level, award, '第 ' || rank || ' 名', ${day('held_on')}), held_on, source, as_of, verification, 'contest', id from registry.contest where person_id = ${id} and withdrawn_on is null
      union all select 18, '其他事实', fact || '：' || case jsonb_typeof(value) when 'string' then value #>> '{}' when 'boolean' then case value when 'true' then '是' else '否' end else value::text end, as_of, source, as_of, verification, 'person_fact', id from registry.person_fact where person_id = ${id}
    ) fact order by rank, at desc nulls last`.execute(db)
  const confidence = await confidenceOf(db, id)
  // Sealed sums stand in the sentence as tokens of these two tables; nothing that somebody typed into another is opened.
  const text = (fact: (typeof rows)[number]): string =>
    fact.record === 'employment' ? (withoutPay ? fact.text.replace(/，?月工资 \S+ 元$/, '') : tokensSaid(fact.text, grouped)) : fact.record === 'person_fact' ? tokensSaid(fact.text, withoutPay ? () => '不在此显示' : String) : fact.text
  return rows.map((fact) => ({ ...fact, text: text(fact), confidence: (fact.rowId === null ? undefined : confidence.get(fact.rowId)) ?? null }))
}

export const getSealed = async (db: Tx, personId: Id<'person'>) => {
  const row = await db.selectFrom('registry.person').select(['documentSealed', 'phoneSealed', 'placeCode']).where('id', '=', personId).executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

/** Whether a case of this person has come to the actor's office; the registry knows no cases, so the database answers. */
export const reviewsPerson = async (db: Tx, personId: Id<'person'>): Promise<boolean> => (await sql<{ his: boolean }>`select kernel.reviews_person(${personId}) as his`.execute(db)).rows[0]?.his === true

export const insertFact = async (db: Tx, fact: { personId: Id<'person'>; fact: string; value: unknown; source: string; asOf: PlainDate; verification: Verification }): Promise<void> => {
  const person = await db.selectFrom('registry.person').select('placeCode').where('id', '=', fact.personId).executeTakeFirst()
  if (!person) throw new Missing()
  const id = randomUUIDv7()
  await db.insertInto('registry.personFact').values({ ...fact, id, value: JSON.stringify(sealedFact(id, fact.fact, fact.value)), placeCode: person.placeCode }).execute()
}

/** One row an employer as lists show it; its people and introductions are counted for the page alone, or where the list is sorted by them. */
export const employers = (db: Tx) =>
  db
    .selectFrom('registry.employer as r')
    .leftJoin('kernel.place as l', 'l.code', 'r.placeCode')
    .select([
      sql<Id<'employer'>>`r.id`.as('id'),
      'r.number',
      'r.name',
      'r.creditCode',
      'r.kind',
      'r.keyIndustry',
      'r.size',
      sql<string>`coalesce(l.name, '')`.as('placeName'),
      sql<number>`(select count(*)::int from registry.person p where p.employer_id = r.id and p.survivor_id is null)`.as('talents'),
      sql<number>`(select count(*)::int from registry.introduction i where i.employer_id = r.id)`.as('introducedTotal'),
    ])

export const employerMatches = (search: string) => {
  const typed = search.trim()
  return sql<boolean>`(r.name like ${containing(typed)} or starts_with(r.initials, ${typed.toLowerCase()}) or r.number = ${typed.toUpperCase()} or r.credit_code = ${typed.toUpperCase()})`
}

export const getEmployerRow = async (db: Tx, employerId: Id<'employer'>) => {
  const employer = await employers(db)
    .select(['r.placeCode', 'r.ownership', 'r.industryCode', 'r.foundedOn', 'r.staffCount', 'r.contactName', 'r.phoneHint', sql<number>`(select p.introduced_this_year::int from pub.employer_profile p where p.id = r.id)`.as('introducedThisYear'), 'r.source', 'r.asOf', sql<Verification>`r.verification`.as('verification')])
    .where('r.id', '=', employerId)
    .executeTakeFirst()
  if (!employer) throw new Missing()
  return employer
}

export const factsOfEmployer = async (db: Tx, id: Id<'employer'>): Promise<RecordedFact[]> => {
  const { rows } = await sql<RecordedFact>`
    select "group", text, source, as_of, verification::text as verification, null as record, null as row_id, null as confidence from (
      select 1 as rank, '名录' as "group", concat_ws('，', list, edition || '版', issuer, ${day('valid_from')} || ' 至 ' || coalesce(${day('valid_to')}, '长期')) as text, valid_from as at, source, as_of, verification from registry.employer_list where employer_id = ${id}
      union all select 2, '创新平台', concat_ws('，', name, level || kind, certifier, ${day('valid_from')} || ' 认定', ${day('withdrawn_on')} || ' 撤销'), valid_from, source, as_of, verification from registry.innovation_platform where employer_id = ${id}
      union all select 3, '团队', concat_ws('，', name, level, field, ${day('founded_on')} || ' 组建'), founded_on, source, as_of, verification from registry.team where employer_id = ${id}
      union all select 4, '其他事实', fact || '：' || case jsonb_typeof(value) when 'string' then value #>> '{}' when 'boolean' then case value when 'true' then '是' else '否' end else value::text end, as_of, source, as_of, verification from registry.employer_fact where employer_id = ${id}
    ) fact order by rank, at desc nulls last`.execute(db)
  return rows
}

export const places = (db: Tx) => db.selectFrom('kernel.place').select(['code', 'name', sql<'city' | 'county' | 'town'>`level`.as('level')]).orderBy('code').execute()
