import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'

/**
 * The life of the example city's platforms (invented), as two demo accounts would have entered it: certificates of incubators, makerspaces and
 * technology centres run out, the year before was assessed for most, people work there. Safe to call twice.
 */
export const examplePlatforms = async (db: Tx, { today }: { today: PlainDate }): Promise<void> => {
  if (await db.selectFrom('registry.platformEvent').select('id').limit(1).executeTakeFirst()) return
  const hands = await db.selectFrom('kernel.account').select(['id', 'login']).where('login', 'in', ['city-science', 'talent-office']).orderBy('login').execute()
  const [maker, checker] = hands
  if (!maker || !checker) return
  // Certificates of five years from the day of the last assessment round; every tenth one runs out within the next quarter.
  await sql`update registry.innovation_platform f set valid_to = case when n.rank % 10 = 0 then ${today}::date + 20 + (n.rank % 60)::int else greatest(${today}::date, f.valid_from) + 365 + (n.rank % 900)::int end
    from (select id, row_number() over (order by number) as rank from registry.innovation_platform where kind in ('科技企业孵化器', '众创空间', '企业技术中心') and withdrawn_on is null) n
    where n.id = f.id`.execute(db)
  await sql`
    insert into registry.platform_event (platform_id, place_code, kind, happened_on, document, year, result, rectify_by, state, proposed_by, proposer_person, settled_by, settler_person, settled_at)
    select f.id, f.place_code, 'assessment', y.on_day, '青评估〔' || extract(year from y.on_day) || '〕' || f.rank || '号（示例）', y.year, y.result, case when y.result = '不合格' then y.on_day + 180 end,
      'confirmed', ${maker.id}, ${maker.id}, ${checker.id}, ${checker.id}, now()
    from (select id, place_code, valid_from, row_number() over (order by number) as rank from registry.innovation_platform where withdrawn_on is null) f
    cross join lateral (select v.year, make_date(v.year + 1, 3, 20) as on_day, case when (f.rank + v.year) % 23 = 0 then '不合格' when (f.rank + v.year) % 5 = 0 then '优秀' else '合格' end as result
      from generate_series(extract(year from ${today}::date)::int - 2, extract(year from ${today}::date)::int - 1) v (year)) y
    where y.on_day <= ${today}::date and extract(year from f.valid_from) <= y.year and f.rank % 12 <> 0`.execute(db)
  await sql`update registry.innovation_platform f set rectify_by = v.rectify_by from (select distinct on (platform_id) platform_id, rectify_by from registry.platform_event order by platform_id, year desc) v
    where v.platform_id = f.id and v.rectify_by is not null`.execute(db)
  await sql`
    insert into registry.platform_person (platform_id, person_id, place_code, role, joined_on, source, as_of, verification)
    select f.id, p.id, p.place_code, case when f.kind like '博士后%' and p.n > 2 then '博士后' when p.n = 1 then '负责人' else '研发人员' end, greatest(f.valid_from, p.started_on), f.certifier, ${today}::date, 'verified'
    from registry.innovation_platform f
    join lateral (select p.id, p.place_code, m.started_on, row_number() over (order by p.number) as n from registry.person p
      join registry.employment m on m.person_id = p.id and m.employer_id = f.employer_id and m.ended_on is null and m.mode = '全职'
      where p.employer_id = f.employer_id and exists (select from registry.degree d where d.person_id = p.id and d.education in ('硕士研究生', '博士研究生')) order by p.number limit 6) p on true
    where f.withdrawn_on is null and f.kind not in ('高新区', '众创空间', '科技企业孵化器') and greatest(f.valid_from, p.started_on) <= ${today}::date
    on conflict do nothing`.execute(db)
  await sql`
    insert into registry.platform_team (platform_id, team_id, place_code, joined_on, source, as_of, verification)
    select f.id, t.id, f.place_code, greatest(f.valid_from, t.founded_on), f.certifier, ${today}::date, 'verified'
    from registry.team t join registry.innovation_platform f on f.employer_id = t.employer_id and f.withdrawn_on is null and f.kind in ('企业技术中心', '重点实验室', '工程研究中心')
    where greatest(f.valid_from, t.founded_on) <= ${today}::date on conflict do nothing`.execute(db)
}
