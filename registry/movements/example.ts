import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'

/** What the example employers' clerks have reported and nobody has checked yet (invented): their newest full-time people who have no introduction on record. Safe to call twice. */
export const exampleMovements = async (db: Tx, { today }: { today: PlainDate }): Promise<void> => {
  await sql`
    insert into registry.movement_report (kind, person_id, place_code, employer_id, happened_on, mode, programme, channel, origin, contract, contract_years, reported_by, reporter_person)
    select 'introduction', p.id, p.place_code, p.employer_id, m.started_on, '全职', case when m.n % 3 = 0 then '名校优生引进计划' end, case when m.n % 4 = 0 then '招商项目引进' else '用人单位自主引进' end, '省外',
      '聘〔' || extract(year from m.started_on) || '〕' || m.n || '号（示例）', 3, a.id, a.id
    from kernel.account a
    join kernel.duty d on d.account_id = a.id and d.role = 'employerClerk'
    cross join lateral (select e.person_id, e.started_on, row_number() over (order by e.started_on desc, e.id) as n from registry.employment e
      where e.employer_id = a.employer_id and e.ended_on is null and e.mode = '全职' and e.started_on <= ${today}::date
        and not exists (select from registry.introduction i where i.person_id = e.person_id) order by e.started_on desc, e.id limit 8) m
    join registry.person p on p.id = m.person_id and p.employer_id = a.employer_id
    where a.demo on conflict do nothing`.execute(db)
}
