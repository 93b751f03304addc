import { join } from 'node:path'
import pg from 'pg'
import { runningCluster } from '../kernel/db/embedded.ts'

/**
 * Years of work on the desks of a filled city, for the lists: one case for every third person, its steps, awards, instalments and entries, and who is
 * due what. Made by SQL in the house's own tables with its checks at rest, so only lists may be asked about it. Once a city.
 */
export const fillDesks = async (home: string): Promise<void> => {
  const admin = runningCluster(join(home, 'postgres'))
  if (!admin) throw new Error('the house runs no cluster of its own')
  const address = new URL(admin)
  address.pathname = '/juying'
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  try {
    if ((await client.query('select from cases.case limit 1')).rowCount) return
    await client.query('set session_replication_role = replica')
    for (const statement of statements) await client.query(statement)
    await client.query('analyze cases.case, cases.step, fund.award, fund.instalment, fund.posting, fund.entry, measures.entitlement')
  } finally {
    await client.end()
  }
}

const edition = `(select id, measure, edition, title, document_number, clause from measures.edition where measure = 'settling-in-subsidy' order by edition desc limit 1)`
const line = `(select id from fund.budget_line where code = 'talent/settling-in' order by year desc limit 1)`

const statements = [
  // One in twenty is still open; the others were decided over the last three years.
  `insert into cases.case (number, edition_id, measure, edition, title, document_number, clause, subject_kind, subject_id, person_id, employer_id, applicant_role, holder_name, holder_pinyin,
      employer_name, place_code, state, state_before, assessment, green, amount_fen, submitted_on, submitted_at, closed_on, closed_at)
    select 'BJ' || lpad(row_number() over (order by p.number)::text, 8, '0'), d.id, d.measure, d.edition, d.title, d.document_number, d.clause, 'person', p.id, p.id, p.employer_id, 'talent', p.name, p.initials || ' ' || p.pinyin,
      e.name, p.place_code, case when n % 20 = 0 then 'inReview' else 'decided' end, case when n % 20 = 0 then 'new' else 'toDecide' end, '{}', n % 7 <> 0, (n % 40 + 1) * 100000,
      current_date - (n % 1000)::int, now() - n % 1000 * interval '1 day', case when n % 20 > 0 then current_date - (n % 1000)::int + 20 end, case when n % 20 > 0 then now() end
    from (select *, right(number, 7)::bigint / 3 as n from registry.person where right(number, 7)::bigint % 3 = 0) p left join registry.employer e on e.id = p.employer_id, ${edition} d`,
  `insert into cases.step (case_id, round, stage, no, name, kind, office_level, department, place_code, office_name, working_days, state, state_before, opened_on, due_on, decided_on)
    select c.id, 1, 1, 1, '初审', 'review', 'county', 'hr', left(c.place_code, 6), '区县人社局', 10, case when c.closed_on is null then 'open' else 'agreed' end, 'waiting', c.submitted_on, c.submitted_on + 14, c.closed_on from cases.case c`,
  `insert into fund.award (case_id, case_number, edition_id, measure, title, holder_kind, holder_id, payee_name, place_code, line_id, decided_on, amount_fen, city_share_fen, county_share_fen, period)
    select c.id, c.number, c.edition_id, c.measure, c.title, 'person', c.person_id, c.holder_name, c.place_code, l.id, c.closed_on, c.amount_fen, c.amount_fen, 0, daterange(c.closed_on, c.closed_on + 365)
    from cases.case c, ${line} l where c.closed_on is not null`,
  `insert into fund.instalment (award_id, line_id, place_code, no, due_on, amount_fen, state, paid_on)
    select a.id, a.line_id, a.place_code, no, a.decided_on + no * 90, a.amount_fen / 2, case when no = 1 then 'paid' else 'planned' end, case when no = 1 then a.decided_on + 90 end
    from fund.award a, generate_series(1, 2) no`,
  `insert into fund.posting (kind, day, place_code, award_id, says) select 'commit', a.decided_on, a.place_code, a.id, '审定 ' || a.case_number from fund.award a`,
  `insert into fund.entry (posting_id, line_id, place_code, account, debit_fen, credit_fen)
    select o.id, a.line_id, a.place_code, side, case when side = 'committed' then a.amount_fen else 0 end, case when side = 'available' then a.amount_fen else 0 end
    from fund.posting o join fund.award a on a.id = o.award_id, unnest(array['available', 'committed']) side`,
  `insert into measures.match_run (task_id, on_date, subjects, measures, eligible, unknown, amount_fen, milliseconds) select uuidv7(), current_date, 1, 1, 1, 0, 0, 1`,
  `insert into measures.entitlement (subject_kind, subject_id, edition_id, place_code, employer_id, amount_fen, found_on, run_id)
    select 'person', p.id, m.id, p.place_code, p.employer_id, 100000, current_date - (right(p.number, 7)::bigint % 300)::int, r.id
    from registry.person p, (select id from measures.edition order by id limit 2) m, (select id from measures.match_run order by id desc limit 1) r where right(p.number, 7)::bigint % 2 = 0`,
]
