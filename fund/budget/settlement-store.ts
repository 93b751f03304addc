import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import type { SettlementState } from './settlement-contract.ts'

/** Queries about settlements between city and county. */

const nameOf = (account: string) => sql<string | null>`(select k.name from kernel.account k where k.id = ${sql.ref(account)})`

export const settlements = (db: Tx) =>
  db
    .selectFrom('fund.settlement as s')
    .innerJoin('kernel.place as p', 'p.code', 's.placeCode')
    .select([
      sql<Id<'settlement'>>`s.id`.as('id'),
      's.number',
      's.placeCode',
      'p.name as placeName',
      's.fromOn',
      's.toOn',
      sql<SettlementState>`s.state`.as('state'),
      's.items',
      's.countyOwesFen',
      's.cityOwesFen',
      sql<Fen>`s.county_owes_fen - s.city_owes_fen`.as('netFen'),
      sql<string>`coalesce(${nameOf('s.drawn_by')}, '系统')`.as('drawerName'),
      's.drawnAt',
      sql<string | null>`case when s.decided_at is not null then coalesce(${nameOf('s.decided_by')}, '系统') end`.as('deciderName'),
      's.document',
      's.declineReason',
      sql<number | null>`(select o.seq::int from fund.posting o where o.id = s.posting_id)`.as('postingSeq'),
    ])

export const getSettlement = async (db: Tx, settlementId: Id<'settlement'>) => {
  const found = await settlements(db).where('s.id', '=', settlementId).executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

export const settlementItems = (db: Tx, settlementId: Id<'settlement'>) =>
  db
    .selectFrom('fund.settlementItem as t')
    .innerJoin('fund.instalment as i', 'i.id', 't.instalmentId')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .innerJoin('fund.budgetLine as l', 'l.id', 't.payerLineId')
    .select([
      sql<Id<'settlementItem'>>`t.id`.as('id'),
      sql<Id<'case'>>`a.case_id`.as('caseId'),
      'a.caseNumber',
      'a.title',
      'a.payeeName',
      'i.no',
      'l.title as lineTitle',
      'l.year as lineYear',
      't.paidOn',
      't.paidFen',
      sql<'city' | 'county'>`t.owed_by`.as('owedBy'),
      't.amountFen',
      sql<'payment' | 'reversal'>`case when t.reverses then 'reversal' else 'payment' end`.as('kind'),
    ])
    .where('t.settlementId', '=', settlementId)

interface Period {
  cityCode: string
  countyCode: string
  from: PlainDate
  to: PlainDate
}
export interface Drawn {
  id: Id<'settlement'>
  number: string
  items: number
  countyOwesFen: Fen
  cityOwesFen: Fen
}

/**
 * Draws the statement of a county and period: each payment of which the other level bears a part and that stands in no living statement.
 * Shares are taken from the award instalment by instalment on the running sum (fund.city_part), so that they add up to each payment and,
 * over all instalments, to the award's shares, to the fen.
 *
 * An award whose payers pay from their own lines has nothing to settle.
 *
 * Beside them, in the other direction, the other level's part of what came back after it was settled (冲回): of an award whose money was claimed,
 * settled part × money recovered ÷ money paid, rounded down, less what was reversed before, so that all of it comes back with the last fen; of a
 * payment that the bank sent back and that is no longer owed, the whole part. Undefined when there is nothing; nothing is written then.
 */
export const draw = async (db: Tx, { cityCode, countyCode, from, to }: Period, drawerPerson: string | null): Promise<Drawn | undefined> => {
  // What was reversed before is summed up, not held by an index: two makers draw one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`fund.settlement ${countyCode}`}, 0))`.execute(db)
  const { rows } = await sql<Drawn>`
    with running as (
      select n.*, sum(n.amount_fen) over (partition by n.award_id order by n.no)::bigint as upto_fen
      from fund.instalment n where n.award_id in (
        select m.award_id from fund.instalment m where m.state = 'paid' and m.paid_on between ${from} and ${to} and starts_with(m.place_code, ${countyCode}))
    ), shared as (
      select i.id, i.line_id, i.paid_on, i.amount_fen, length(l.place_code) = 4 as city_paid,
        fund.city_part(i.upto_fen, a.amount_fen, a.city_share_fen) - fund.city_part(i.upto_fen - i.amount_fen, a.amount_fen, a.city_share_fen) as city_fen
      from running i join fund.award a on a.id = i.award_id join fund.budget_line l on l.id = i.line_id
      where i.state = 'paid' and i.payer is null and i.paid_on between ${from} and ${to} and not exists (select from fund.settlement_item t where t.instalment_id = i.id and t.alive)
    ), borne as (
      select i.award_id, i.line_id, t.owed_by, max(i.id::text)::uuid as instalment_id, sum(t.amount_fen) filter (where i.state <> 'stopped') as fen
      from fund.settlement_item t join fund.settlement s on s.id = t.settlement_id and s.state = 'confirmed' join fund.instalment i on i.id = t.instalment_id
      where t.alive and not t.reverses and s.place_code = ${countyCode} group by i.award_id, i.line_id, t.owed_by
    ), came_back as (
      select b.*, c.id as claim_id, c.place_code, r.fen as recovered_fen, r.last_on, p.fen as paid_fen,
        coalesce((select sum(x.amount_fen) from fund.settlement_item x where x.claim_id = c.id and x.alive), 0) as reversed_fen
      from borne b join fund.claim c on c.award_id = b.award_id
      cross join lateral (
        select coalesce(sum(k.fen), 0) as fen, max(k.on_day) as last_on from (
          select amount_fen as fen, received_on as on_day from fund.repayment where claim_id = c.id
          union all select amount_fen, made_on from fund.set_off where claim_id = c.id
          union all select -amount_fen, undone_on from fund.set_off_undone where claim_id = c.id) k where k.on_day <= ${to}
      ) r
      cross join lateral (select sum(i.amount_fen) as fen from fund.instalment i where i.award_id = b.award_id and i.state = 'paid') p
      where b.fen > 0 and r.fen > 0
    ), owed as materialized (
      select id, line_id, paid_on, amount_fen, case when city_paid then 'county' else 'city' end as owed_by, case when city_paid then amount_fen - city_fen else city_fen end as fen,
        false as reverses, null::uuid as claim_id from shared
      union all
      select instalment_id, line_id, last_on, recovered_fen::bigint, case owed_by when 'county' then 'city' else 'county' end,
        (least(div(fen * recovered_fen, paid_fen), fen) - reversed_fen)::bigint, true, claim_id from came_back
      union all
      select i.id, i.line_id, (i.changed_at at time zone 'Asia/Shanghai')::date, t.paid_fen, case t.owed_by when 'county' then 'city' else 'county' end, t.amount_fen, true, null
      from fund.settlement_item t join fund.settlement s on s.id = t.settlement_id and s.state = 'confirmed' join fund.instalment i on i.id = t.instalment_id
      where t.alive and not t.reverses and s.place_code = ${countyCode} and i.state = 'stopped'
        and not exists (select from fund.settlement_item x where x.instalment_id = i.id and x.reverses and x.claim_id is null and x.alive)
    ), head as (
      insert into fund.settlement (id, number, city_code, place_code, from_on, to_on, items, county_owes_fen, city_owes_fen, drawn_by, drawer_person)
      select uuidv7(), kernel.next_number(${`JS${to.slice(0, 4)}`}), ${cityCode}, ${countyCode}, ${from}, ${to}, s.items, s.county_owes, s.city_owes, kernel.actor(), ${drawerPerson}
      from (select count(*)::int as items, coalesce(sum(fen) filter (where owed_by = 'county'), 0)::bigint as county_owes,
          coalesce(sum(fen) filter (where owed_by = 'city'), 0)::bigint as city_owes from owed where fen > 0) s
      where s.items > 0
      returning id, number, items, county_owes_fen, city_owes_fen
    ), kept as (
      insert into fund.settlement_item (settlement_id, place_code, instalment_id, payer_line_id, owed_by, paid_on, paid_fen, amount_fen, reverses, claim_id)
      select h.id, ${countyCode}, o.id, o.line_id, o.owed_by, o.paid_on, o.amount_fen, o.fen, o.reverses, o.claim_id from owed o cross join head h where o.fen > 0
    )
    select * from head`.execute(db)
  return rows[0]
}

/** Locked until the verb ends. */
export const getSettlementForUpdate = async (db: Tx, settlementId: Id<'settlement'>) => {
  const found = await db
    .selectFrom('fund.settlement')
    .select(['number', 'cityCode', 'placeCode', sql<SettlementState>`state`.as('state'), 'countyOwesFen', 'cityOwesFen', 'drawnBy', 'drawerPerson'])
    .where('id', '=', settlementId)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

export interface Side {
  payerLineId: Id<'budgetLine'>
  code: string
  year: number
  title: string
  owedBy: 'city' | 'county'
  reverses: boolean
  amountFen: Fen
  counterLineId: Id<'budgetLine'> | null
}

/**
 * What one level owes on each line of the other, with the line of the same year that bears it: 配套科目 (share/ and the code), or one of the same
 * code. A share line is never found by a decision, so a county can bear its part without taking its people's awards over from the city's line.
 */
export const sidesOf = async (db: Tx, settlementId: Id<'settlement'>): Promise<Side[]> => {
  const { rows } = await sql<Side>`
    select t.payer_line_id, l.code, l.year, l.title, t.owed_by, t.reverses, sum(t.amount_fen)::bigint as amount_fen,
      (select c.id from fund.budget_line c where c.code in ('share/' || l.code, l.code) and c.year = l.year
        and c.place_code = case when (t.owed_by = 'city') <> t.reverses then s.city_code else s.place_code end order by length(c.code) desc limit 1) as counter_line_id
    from fund.settlement_item t join fund.settlement s on s.id = t.settlement_id join fund.budget_line l on l.id = t.payer_line_id
    where t.settlement_id = ${settlementId} group by t.payer_line_id, l.id, t.owed_by, t.reverses, s.id order by l.year, l.code, t.owed_by, t.reverses`.execute(db)
  return rows
}

interface Decision {
  state: Exclude<SettlementState, 'drawn'>
  deciderPerson: string | null
  document?: string
  declineReason?: string
  postingId?: string
}
/** A statement that was not agreed frees its payments for the next one. */
export const decide = async (db: Tx, settlementId: Id<'settlement'>, decision: Decision): Promise<void> => {
  await db
    .updateTable('fund.settlement')
    .set({ ...decision, decidedBy: sql<string>`kernel.actor()`, decidedAt: sql<string>`now()` })
    .where('id', '=', settlementId)
    .execute()
  if (decision.state !== 'confirmed') await db.updateTable('fund.settlementItem').set({ alive: false }).where('settlementId', '=', settlementId).execute()
}
