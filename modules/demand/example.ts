import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'

/**
 * Two years of demand in the example city (invented): posts of employers of the key industries, filled by introductions that the register has. How many
 * stay vacant differs by industry, so that there is something to see. Safe to call twice.
 */
export const exampleDemand = async (db: Tx, { today }: { today: PlainDate }): Promise<void> => {
  const there = await db.selectFrom('demand.post').select('id').limit(1).execute()
  if (there.length) return
  await sql`
    insert into demand.post (number, employer_id, place_code, title, occupation, industry_code, key_industry, education, skill, programme, wanted, pay_from_fen, pay_to_fen, duties, starts_on, ends_on, state, opened_on, posted_by, posted_on, checked_by)
    select kernel.next_number('GW' || extract(year from s.starts_on)), s.employer_id, s.place_code, s.title, s.occupation, s.industry_code, s.key_industry, s.education, s.skill, s.programme, s.wanted,
      s.pay * 1000000::bigint, (s.pay + s.pay / 3 + 1) * 1000000::bigint, '示例岗位', s.starts_on, s.starts_on + s.lasts,
      case when s.starts_on > ${today}::date - 9 then 'submitted' else 'open' end, case when s.starts_on > ${today}::date - 9 then null else s.starts_on + 5 end, s.clerk, s.starts_on, case when s.starts_on > ${today}::date - 9 then null else s.officer end
    from (
      select e.id as employer_id, e.place_code, e.industry_code, e.key_industry, t.title, t.occupation, t.education, t.skill, t.programme, t.pay,
        ${today}::date - 3 - ((e.h / 7 + t.n * 131) % 725)::int as starts_on, (90 + (e.h / 11 + t.n * 37) % 180)::int as lasts, (t.least + (e.h / 13 + t.n) % t.spread)::int as wanted, who.clerk, who.officer
      from (select id, place_code, industry_code, key_industry, ('x' || left(md5(id::text), 7))::bit(28)::int as h from registry.employer where key_industry is not null and kind = '企业' and size in ('大型', '中型', '小型')) e
      join (values
        (1, '高端装备制造', '船舶结构设计工程师', '2-04', '本科', null, '名校优生引进计划', 18, 1, 3), (2, '高端装备制造', '五轴数控操作技师', '6-18', null, '技师', '技能人才振兴计划', 14, 2, 4),
        (3, '新能源', '电池工艺工程师', '2-02', '硕士研究生', null, '高层次人才引进计划', 26, 2, 4), (4, '新能源', '储能系统研发工程师', '2-02', '博士研究生', null, '高层次人才引进计划', 42, 1, 2),
        (5, '新材料', '陶瓷材料研究员', '2-01', '博士研究生', null, '高层次人才引进计划', 38, 1, 2), (6, '新材料', '高分子工艺工程师', '2-02', '本科', null, '名校优生引进计划', 17, 1, 3),
        (7, '生物医药', '药品注册专员', '2-02', '硕士研究生', null, '名校优生引进计划', 20, 1, 2), (8, '生物医药', '制剂生产技术员', '6-12', null, '高级工', '技能人才振兴计划', 11, 1, 3),
        (9, '新一代信息技术', '工业软件架构师', '4-04', '本科', null, '高层次人才引进计划', 36, 1, 3), (10, '新一代信息技术', '集成电路验证工程师', '2-02', '硕士研究生', null, '名校优生引进计划', 30, 2, 3),
        (11, '传统产业升级', '印染工艺工程师', '2-02', '专科', null, null, 12, 1, 2), (12, '传统产业升级', '水产加工设备维修技师', '6-18', null, '高级工', '技能人才振兴计划', 10, 1, 2)
      ) t (n, industry, title, occupation, education, skill, programme, pay, least, spread) on t.industry = e.key_industry
      cross join (select (select a.id from kernel.account a join kernel.duty d on d.account_id = a.id where a.demo and d.role = 'employerClerk' order by a.id limit 1) as clerk,
        (select a.id from kernel.account a where a.demo and a.login = 'county-hr') as officer) who
      where (e.h / 3 + t.n) % 4 = 0 and who.clerk is not null
      order by starts_on, e.id limit 600
    ) s`.execute(db)
  // One introduction fills one seat of the first post of its employer that was open on its day.
  await sql`
    insert into demand.hire (post_id, introduction_id, employer_id, place_code, hired_on, recorded_by, recorded_on)
    select post_id, introduction_id, employer_id, place_code, introduced_on, posted_by, introduced_on from (
      select p.id as post_id, p.wanted, p.employer_id, p.place_code, p.posted_by, i.id as introduction_id, i.introduced_on,
        row_number() over (partition by i.id order by p.opened_on, p.id) as choice, row_number() over (partition by p.id order by i.introduced_on, i.id) as seat
      from demand.post p join registry.introduction i on i.employer_id = p.employer_id and i.verification = 'verified' and i.introduced_on between p.opened_on and least(p.ends_on, ${today}::date)
      where p.state = 'open'
    ) c where choice = 1 and seat <= wanted on conflict do nothing`.execute(db)
  await sql`
    update demand.post p set hired = h.hired, state = case when h.hired = p.wanted then 'filled' else p.state end, closed_on = case when h.hired = p.wanted then h.last_on else p.closed_on end
    from (select post_id, count(*)::int as hired, max(hired_on) as last_on from demand.hire group by post_id) h where h.post_id = p.id`.execute(db)
  await sql`update demand.post set state = 'closed', closed_on = ends_on + 1, note = '招聘截止日已过' where state = 'open' and ends_on < ${today}::date`.execute(db)
}
