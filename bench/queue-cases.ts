import { join } from 'node:path'
import pg from 'pg'
import { runningCluster } from '../kernel/db/embedded.ts'
import { sealToken } from '../kernel/seal/token.ts'

/**
 * A hundred thousand cases in all states on the desks of a filled city, with their steps, notices, appeals and reminders. Made by SQL in the house's own
 * tables with its triggers at rest, so only lists may be asked about them. Once a city. Returns what one of them is called, to search for it.
 */
export const fillQueue = async (home: string, cases: number): Promise<{ number: string; name: string; employer: string }> => {
  const admin = runningCluster(join(home, 'postgres'))
  if (!admin) throw new Error('the house runs no cluster of its own')
  const address = new URL(admin)
  address.pathname = '/juying'
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  try {
    if (!(await client.query('select from cases.case limit 1')).rowCount) {
      await client.query('set session_replication_role = replica')
      await client.query('begin')
      for (const statement of statements(cases)) await client.query(statement)
      await client.query('commit')
      // A house is vacuumed by the night; this one was filled a second ago.
      for (const table of ['case', 'step', 'notice', 'appeal', 'reminder']) await client.query(`vacuum analyze cases.${table}`)
    }
    const { rows } = await client.query<{ number: string; name: string; employer: string }>(
      `select number, holder_name as name, employer_name as employer from cases.case where state = 'toDecide' and length(holder_name) >= 3 and employer_name is not null order by md5(number) limit 1`,
    )
    if (!rows[0]) throw new Error('no case waits for its decision')
    return rows[0]
  } finally {
    await client.end()
  }
}

/** Of a hundred cases: how many are in which state, and which of the five steps they wait at. */
const spread = [
  ['toDecide', 40, 5],
  ['inReview', 22, 3],
  ['inReview', 11, 2],
  ['verifying', 5, 1],
  ['returned', 3, 3],
  ['suspended', 3, 5],
  ['onNotice', 3, 4],
  ['objected', 1, 4],
  ['appealed', 2, 3],
  ['decided', 5, 6],
  ['rejected', 3, 3],
  ['withdrawn', 2, 3],
] as const

const states = spread.flatMap(([state, share, at]) => Array.from({ length: share }, () => `('${state}', ${at})`))

/** As long as a real one; lists do not open it. */
const assessment = (): string => sealToken('assessment', '00000000-0000-7000-8000-000000000001', Array.from({ length: 8 }, (_, i) => ({ clause: `第九条第${i + 1}项`, words: '依法缴纳社会保险满六个月', truth: 'true' })))

const statements = (cases: number): string[] => [
  // Person after person, and from the beginning again with another measure: nobody has one measure twice.
  `create temporary table wanted as
    select k, p.*, 'bench-' || 1 + (p.n + 7 * lap) % 20 as measure, d.state, d.at
    from (select row_number() over (order by p.id) - 1 as n, p.id as person_id, p.name, coalesce(p.initials, '') || ' ' || coalesce(p.pinyin, '') as pinyin, p.place_code, p.employer_id, e.name as employer_name
          from registry.person p left join registry.employer e on e.id = p.employer_id where length(p.place_code) = 9) p
    join (select k, k % people as n, k / people as lap from generate_series(0, ${cases - 1}) k, (select count(*) as people from registry.person where length(place_code) = 9) c) k using (n)
    join (select row_number() over () - 1 as i, column1 as state, column2 as at from (values ${states.join(', ')}) v) d on d.i = (k * 37) % 100`,
  `insert into cases.case (number, edition_id, measure, edition, title, document_number, clause, subject_kind, subject_id, person_id, employer_id, applicant_role, holder_name, holder_pinyin, employer_name, place_code, state,
      state_before, assessment, green, amount_fen, lacking, closed_because, submitted_on, closed_on, closed_at, suspended_on, suspended_because)
    select 'B' || extract(year from current_date)::int - (k % 2)::int || lpad(k::text, 6, '0'), '00000000-0000-7000-8000-000000000001', measure, 1, '测量事项' || split_part(measure, '-', 2), '〔2024〕3号', '第九条', 'person', person_id, person_id, employer_id,
      case when k % 3 = 0 then 'employerClerk' else 'talent' end, name, pinyin, employer_name, place_code, state, state, '${JSON.stringify(assessment())}'::jsonb, k % 3 <> 0, (k % 40 + 1) * 100000, case when state = 'returned' then array['学位证书'] else '{}' end,
      case when state in ('rejected', 'withdrawn') then '不符合第九条' end, current_date - (k * 7 % 700)::int, case when at = 6 or state in ('rejected', 'withdrawn') then current_date - 3 end, case when at = 6 or state in ('rejected', 'withdrawn') then now() end,
      case when state = 'suspended' then current_date - 5 end, case when state = 'suspended' then '等待外部核查' end
    from wanted order by k`,
  `insert into cases.step (case_id, round, stage, no, name, kind, office_level, department, place_code, office_name, working_days, state, state_before, opened_on, due_on, paused_on, decided_on, holder_id, holder_name, held_on)
    select c.id, 1, stage, 1, (array['单位核验', '窗口受理', '区县初审', '公示', '审定'])[stage], (array['review', 'review', 'review', 'notice', 'decide'])[stage], (array['employer', 'town', 'county', 'city', 'city'])[stage],
      (array[null, null, 'hr', 'talent-office', 'talent-office'])[stage], left(c.place_code, (array[9, 9, 6, 4, 4])[stage]), (array['所在单位', '街道窗口', '区县人社局', '市人才办', '市人才办'])[stage], 5, x.step_state, 'open',
      case when stage <= w.at then current_date - 67 + (w.k * 13 % 121)::int end, case when stage <= w.at then current_date - 60 + (w.k * 13 % 121)::int end, case when x.step_state in ('paused', 'returned') then current_date - 5 end, case when x.step_state in ('agreed', 'rejected') then current_date - 4 end,
      a.id, a.name, case when a.id is not null then current_date end
    from wanted w join cases.case c on c.person_id = w.person_id and c.measure = w.measure cross join generate_series(1, 5) stage
    cross join lateral (select case when stage < w.at then 'agreed' when stage > w.at then 'waiting' else case w.state when 'returned' then 'returned' when 'suspended' then 'paused' when 'objected' then 'paused' when 'appealed' then 'rejected' when 'rejected' then 'rejected'
      when 'withdrawn' then 'skipped' else 'open' end end as step_state) x
    left join kernel.account a on x.step_state = 'open' and w.k % 10 = 0 and a.login = case stage when 5 then 'talent-office' when 3 then 'county-hr' when 2 then 'window' end`,
  `insert into cases.notice (case_id, step_id, place_code, number, measure, title, document_number, masked_name, employer_name, amount_fen, office_name, from_on, to_on, state)
    select c.id, s.id, c.place_code, c.number, c.measure, c.title, c.document_number, left(c.holder_name, 1) || '*', c.employer_name, c.amount_fen, '市人才办', current_date - 3, current_date + 4, case c.state when 'onNotice' then 'open' when 'objected' then 'suspended' else 'ended' end
    from cases.case c join cases.step s on s.case_id = c.id and s.kind = 'notice' where c.state in ('onNotice', 'objected', 'decided')`,
  `insert into cases.appeal (case_id, round, stage, place_code, department, office_name, reason, lodged_on, due_on, state, finding, settled_on, settled_by)
    select id, 1, 3, left(place_code, 4), 'talent-office', '市人才办', '社会保险缴费记录有误，请重新核对', current_date - 10, current_date + 20, case state when 'appealed' then 'pending' else 'dismissed' end, case state when 'rejected' then '维持原决定' end,
      case state when 'rejected' then current_date - 1 end, case state when 'rejected' then (select id from kernel.account where login = 'talent-office') end from cases.case where state in ('appealed', 'rejected')`,
  `insert into cases.reminder (case_id, step_id, kind, audience, office_level, place_code, department, due_on, told_on, says)
    select s.case_id, s.id, 'stepLate', audience, s.office_level, s.place_code, s.department, s.due_on, s.due_on + 1, s.office_name || '“' || s.name || '”已经超期' from cases.step s, unnest(array['office', 'head']) audience
    where s.state = 'open' and s.kind <> 'notice' and s.due_on < current_date`,
]
