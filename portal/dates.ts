import { sql } from 'kysely'
import { appealDays } from '../cases/appeal/contract.ts'
import type { Tx } from '../kernel/db/database.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { recordsOf } from '../registry/index.ts'
import type { MyDate } from './contract.ts'

/** So many days ahead the end of a class is worth a line. */
const classAhead = 365
/** No list of a whole award: the next payments are what somebody waits for. */
const instalmentsAhead = 400

/** Days ahead of one person, as row security lets him see them. A case that may still be appealed counts from the day of its rejection. */
export const datesOf = async (db: Tx, personId: Id<'person'>, today: PlainDate): Promise<MyDate[]> => {
  // Under each record that turned out to be the same person.
  const ids = [...(await recordsOf(db, personId))]
  const { rows } = await sql<MyDate>`
    with mine as (select ${ids}::uuid[] as ids)
    select d.confirm_by as "on", 'confirm' as kind, d.title, d.amount_fen as amount, d.id::text as id
      from pub.delivery d, mine where d.person_id = any (mine.ids) and d.state in ('told', 'opened') and d.confirm_by >= ${today}::date
    union all
    select c.supplement_due_on, 'supplement', c.title, null, c.id::text from pub.case c, mine where c.person_id = any (mine.ids) and c.supplement_due_on >= ${today}::date
    union all
    select c.closed_on + ${appealDays}::int, 'appeal', c.title, null, c.id::text from pub.case c, mine where c.person_id = any (mine.ids) and c.state = 'rejected' and c.closed_on + ${appealDays}::int >= ${today}::date
    union all
    select a.sign_by, 'sign', a.title, a.amount_fen, a.case_id::text from pub.award a, mine where a.holder_kind = 'person' and a.holder_id = any (mine.ids) and a.state = 'reserved' and a.signed_on is null and a.sign_by >= ${today}::date
    union all
    select k.valid_to, 'class', k.scheme || ' ' || k.level || ' 类', null, k.id::text from pub.person_class k, mine where k.person_id = any (mine.ids) and k.in_force and k.valid_to between ${today}::date and ${today}::date + ${classAhead}::int
    union all
    select o.serve_to, 'service', o.title, null, a.case_id::text from pub.obligation o join pub.award a on a.id = o.award_id, mine where o.holder_kind = 'person' and o.holder_id = any (mine.ids) and o.state in ('running', 'suspected') and o.serve_to >= ${today}::date
    union all
    select o.lock_to, 'lock', o.title, null, a.case_id::text from pub.obligation o join pub.award a on a.id = o.award_id, mine where o.holder_kind = 'person' and o.holder_id = any (mine.ids) and o.state in ('running', 'suspected') and o.lock_to >= ${today}::date
    union all
    select i.due_on, 'instalment', a.title || ' 第 ' || i.no || ' 期', i.net_fen, a.case_id::text from pub.instalment i join pub.award a on a.id = i.award_id, mine
      where i.holder_kind = 'person' and i.holder_id = any (mine.ids) and i.state in ('planned', 'due', 'needsCheck', 'batched') and not i.milestone and i.due_on between ${today}::date and ${today}::date + ${instalmentsAhead}::int
    order by 1, 2, 3`.execute(db)
  return rows
}
