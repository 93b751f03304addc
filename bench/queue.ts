import pg from 'pg'
import { addDays } from '../kernel/calendar/plain-date.ts'
import type { Database } from '../kernel/db/database.ts'
import { invoke } from '../kernel/invoke.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { PlainDate } from '../kernel/types.ts'
import { handlers } from '../server/modules.ts'
import { percentile } from './workbench.ts'

/** The queue and the lists of a house with a hundred thousand cases: each filter as an officer sets it, count and first page together. */

const roundsOfEach = 20
const measures = 20

const tables = ['cases.case', 'cases.step']

/**
 * By SQL: for each person a case of each of twenty measures. Two in five wait for the city's talent office, two in five for the county's
 * bureau, one in five is withdrawn. Filed over two years, due from sixty days ago to sixty days ahead, one in three not green. Row security
 * and triggers rest while the owner fills; foreign keys and checks do not.
 */
const fillCases = async (database: Database, today: PlainDate): Promise<{ city: string; county: string; cases: number }> => {
  const client = new pg.Client({ connectionString: database.address.url('juying_migrator') })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set role juying_owner')
    for (const table of [...tables, 'registry.person']) await client.query(`alter table ${table} no force row level security`)
    for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
    await client.query(
      `insert into cases.case (number, edition_id, measure, edition, title, document_number, clause, subject_kind, subject_id, person_id, applicant_role, holder_name, holder_pinyin, employer_name,
        place_code, state, state_before, assessment, green, amount_fen, submitted_on, closed_on, closed_at)
      select 'Q' || lpad((n * ${measures} + m)::text, 8, '0'), '00000000-0000-7000-8000-000000000001', 'bench-' || m, 1, '测量事项' || m, '〔2024〕3号', '第九条', 'person', id, id, 'talent', name, pinyin, '单位' || n % 900,
        place_code, state, case when state = 'inReview' then 'new' else 'inReview' end,
        '{"outcome":"eligible","conditions":[],"missing":[],"amount":"60000000","amountBecause":null,"schedule":[],"factsUsed":{}}', (n + m) % 3 <> 0, 60000000, $1::date - ((n * 7 + m) % 700)::int,
        case when state = 'withdrawn' then $1::date end, case when state = 'withdrawn' then now() end
      from (select n, m, id, name, place_code, coalesce(initials, '') || ' ' || coalesce(pinyin, '') as pinyin,
              case when (n + m) % 5 < 2 then 'toDecide' when (n + m) % 5 < 4 then 'inReview' else 'withdrawn' end as state
            from (select row_number() over (order by id) as n, * from registry.person where length(place_code) >= 6) p, generate_series(1, ${measures}) m) x`,
      [today],
    )
    await client.query(
      `insert into cases.step (case_id, round, stage, no, name, kind, office_level, department, place_code, office_name, working_days, state, state_before, opened_on, due_on)
      select id, 1, stage, 1, case stage when 1 then '初审' else '审定' end, case stage when 1 then 'review' else 'decide' end, case stage when 1 then 'county' else 'city' end,
        case stage when 1 then 'hr' else 'talent-office' end, left(place_code, case stage when 1 then 6 else 4 end), '测量机构', 5, step_state, case step_state when 'open' then 'waiting' else 'new' end,
        case when step_state = 'open' then $1::date - 70 end, case when step_state = 'open' then $1::date - 60 + (hashtext(number) & 127) % 121 end
      from (select c.id, c.number, c.place_code, stage,
              case when (c.state = 'inReview' and stage = 1) or (c.state = 'toDecide' and stage = 2) then 'open' when c.state = 'inReview' then 'waiting' else 'skipped' end as step_state
            from cases.case c, generate_series(1, 2) stage) x`,
      [today],
    )
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
    const { rows } = await client.query<{ city: string; county: string; cases: number }>(
      `select left(place_code, 4) as city, left(place_code, 6) as county, (select count(*)::int from cases.case) as cases from cases.case group by 1, 2 order by count(*) desc limit 1`,
    )
    for (const table of [...tables, 'registry.person']) await client.query(`alter table ${table} force row level security`)
    await client.query('commit')
    for (const table of tables) await client.query(`analyze ${table}`)
    return rows[0] ?? { city: '', county: '', cases: 0 }
  } finally {
    await client.end()
  }
}

const officer = (role: Actor['role'], scope: string, department: string | undefined): Actor => ({ accountId: undefined, name: '测量', role, scope, department, personId: undefined, employerId: undefined })

/** One line a filter: rows found, p50 and p95 in milliseconds over twenty askings, each a transaction of its own as over HTTP. */
export async function* benchQueue(database: Database, today: PlainDate) {
  const { city, county, cases: count } = await fillCases(database, today)
  const desks = { office: officer('talentOffice', city, 'talent-office'), county: officer('reviewer', county, 'hr') }
  const queue: Record<string, object> = {
    all: {},
    late: { due: 'overdue' },
    soon: { due: 'soon' },
    measure: { measure: 'bench-7' },
    green: { green: true },
    'not green': { green: false },
    free: { holder: 'free' },
    state: { state: 'toDecide' },
    number: { search: 'Q00012345' },
    name: { search: '李' },
    pinyin: { search: 'zhang' },
    employer: { search: '单位77' },
    'nobody so called': { search: '没有这个人' },
    'late, green, one measure': { due: 'overdue', green: true, measure: 'bench-7' },
  }
  for (const [desk, actor] of Object.entries(desks)) {
    for (const [filter, filters] of Object.entries(queue)) yield await timed({ database, today, actor }, { cases: count, list: 'cases.queue', desk, filter }, { filters })
    yield await timed({ database, today, actor }, { cases: count, list: 'cases.queueSummary', desk, filter: '' }, {})
  }
  const cases: Record<string, object> = { all: {}, open: { open: true }, state: { state: 'withdrawn' }, measure: { measure: 'bench-7' }, number: { search: 'Q00012345' }, name: { search: '李' }, 'nobody so called': { search: '没有这个人' } }
  for (const [filter, filters] of Object.entries(cases)) yield await timed({ database, today, actor: desks.office }, { cases: count, list: 'cases.list', desk: 'office', filter }, { filters })
  yield await timed({ database, today: addDays(today, 1), actor: desks.office }, { cases: count, list: 'cases.queue', desk: 'office', filter: 'all, by number' }, { filters: {}, sort: 'number' })
}

interface Asking {
  database: Database
  today: PlainDate
  actor: Actor
}

const timed = async ({ database, today, actor }: Asking, what: { cases: number; list: string; desk: string; filter: string }, wire: object) => {
  const handler = handlers.find(({ declaration }) => declaration.name === what.list)
  if (!handler) throw new Error(`no list is called ${what.list}`)
  const times: number[] = []
  let total: unknown
  for (let round = 0; round < roundsOfEach; round++) {
    const begun = performance.now()
    const answer = await invoke(database, handler, { actor, today, requestId: 'bench', idempotencyKey: undefined }, wire)
    times.push(performance.now() - begun)
    total = typeof answer === 'object' && answer !== null && 'total' in answer ? answer.total : total
  }
  const sorted = times.toSorted((a, b) => a - b)
  return { ...what, found: total, p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95), bestMs: percentile(sorted, 0) }
}
