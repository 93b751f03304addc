import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../kernel/db/database.ts'
import { fen, type PlainDate } from '../../kernel/types.ts'
import type { BudgetShown } from './what-if-contract.ts'

/** The line that pays a measure: what it has, year by year, and what is promised already and falls due in each year. */
export const budgetOf = async (db: Tx, code: string, on: PlainDate): Promise<z.output<typeof BudgetShown>> => {
  const from = Number(on.slice(0, 4))
  const { rows } = await sql<{ year: number; title: string | null; appropriated: bigint | null; available: bigint | null; promised: bigint }>`
    with line as (
      select year, min(title) as title, sum(appropriated_fen)::bigint as appropriated, sum(available_fen)::bigint as available
      from pub.budget_line_balance where code = ${code} group by year
    ), promise as (
      select extract(year from i.due_on)::int as year, sum(i.amount_fen)::bigint as promised
      from pub.instalment i join pub.budget_line_balance l on l.id = i.line_id
      where l.code = ${code} and i.state not in ('paid', 'stopped') group by 1
    )
    select coalesce(l.year, p.year) as year, l.title, l.appropriated, l.available, coalesce(p.promised, 0) as promised
    from line l full join promise p on p.year = l.year where coalesce(l.year, p.year) >= ${from} order by 1`.execute(db)
  return {
    code,
    years: rows.map(({ year, title, appropriated, available, promised }) => ({ year, title, appropriated: appropriated === null ? null : fen(appropriated), available: available === null ? null : fen(available), promised: fen(promised) })),
  }
}
