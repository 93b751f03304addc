import { sql } from 'kysely'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { implementQuery, type Handler } from '../../kernel/implement.ts'
import type { Fen, PlainDate } from '../../kernel/types.ts'
import { fewestPeople } from '../../policy/index.ts'
import { publicResults } from './contract.ts'

/**
 * Of each fund what was paid this year up to the day to which its books are signed: nothing in it changes any more. With the eyes of the house, for nobody
 * who reads it may read a payment; what leaves are counts of at least {@link fewestPeople} recipients. No sum over all measures: the rest could be read from it.
 */
const resultsHandler = implementQuery(publicResults, ({ db, today }) =>
  withHouseEyes(db, today, async () => {
    const { rows } = await sql<{ measure: string; title: string; recipients: number; paid: Fen; firsts: number; medianDays: number | null; until: PlainDate }>`
      with closed as (select fund_id, max(to_on) as day from pub.signed_sheet where to_on >= date_trunc('year', ${today}::date) group by fund_id),
        own as (
          select p.measure, p.case_id, p.paid_on, p.amount_fen, a.holder_id, a.title, c.day from pub.payment p join pub.award a on a.id = p.award_id join pub.budget_line_balance l on l.id = p.line_id join closed c on c.fund_id = l.fund_id
          where p.paid_on between date_trunc('year', c.day) and c.day),
        firsts as (
          select o.measure, f.paid_on - k.submitted_on as days from (select distinct measure, case_id, day from own) o join pub.case k on k.id = o.case_id
          cross join lateral (select min(p.paid_on) as paid_on from pub.payment p where p.case_id = o.case_id) f where f.paid_on between date_trunc('year', o.day) and o.day)
      select o.measure, (array_agg(o.title order by o.paid_on desc))[1] as title, count(distinct o.holder_id)::int as recipients, sum(o.amount_fen)::bigint as paid, max(o.day) as until,
        (select count(*)::int from firsts f where f.measure = o.measure) as firsts, (select percentile_disc(0.5) within group (order by f.days) from firsts f where f.measure = o.measure) as "medianDays"
      from own o group by o.measure order by 4 desc`.execute(db)
    const { rows: [signed] } = await sql<{ day: PlainDate | null }>`select max(to_on) as day from pub.signed_sheet where to_on >= date_trunc('year', ${today}::date)`.execute(db)
    const shown = rows.filter(({ recipients }) => recipients >= fewestPeople)
    return {
      until: signed?.day ?? null,
      rows: shown.map(({ measure, title, recipients, paid, firsts, medianDays }) => ({ measure, title, recipients, paid, medianDays: firsts >= fewestPeople ? medianDays : null })),
      tooFew: rows.length - shown.length,
      fewest: fewestPeople,
    }
  }),
)
export const resultsHandlers: readonly Handler[] = [resultsHandler]
