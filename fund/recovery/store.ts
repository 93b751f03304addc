import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import type { SubjectKind } from '../../measures/types.ts'
import { gapMonths, type BreachState, type Ground, type ObligationState } from './contract.ts'
import type { BreachRule } from './amount.ts'

/** Queries about obligations and breaches. */

export interface LockedObligation {
  id: Id<'obligation'>
  awardId: Id<'award'>
  placeCode: string
  holderKind: SubjectKind
  holderId: string
  serveFrom: PlainDate
  serveTo: PlainDate | null
  breach: BreachRule
  unpaid: 'lapse' | 'continue'
  banMonths: number | null
  banFor: string[]
  says: string | null
  state: ObligationState
}

export const lockObligation = async (db: Tx, id: Id<'obligation'>): Promise<LockedObligation> => {
  const { rows } = await sql<LockedObligation>`
    select id, award_id, place_code, holder_kind, holder_id, serve_from, serve_to, breach, unpaid, ban_months, ban_for, says, state from fund.obligation where id = ${id} for update`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}

export const setObligation = async (db: Tx, id: Id<'obligation'>, state: ObligationState): Promise<void> => {
  await db.updateTable('fund.obligation').set({ state }).where('id', '=', id).execute()
}

export interface NewBreach {
  obligation: LockedObligation
  ground: Ground
  evidence: string
  happenedOn: PlainDate
  noticedOn: PlainDate
  statementBy: PlainDate
}

/** Undefined when the same fact has its file already, or another file is open. */
export const insertBreach = async (db: Tx, { obligation, noticedOn, ...breach }: NewBreach) => {
  const { id: obligationId, awardId, placeCode, holderKind, holderId } = obligation
  return db
    .insertInto('fund.breach')
    .values({ ...breach, noticedOn, obligationId, awardId, placeCode, holderKind, holderId, number: sql<string>`kernel.next_number(${`WY${noticedOn.slice(0, 4)}`})` })
    .onConflict((conflict) => conflict.doNothing())
    .returning([sql<Id<'breach'>>`id`.as('id'), 'number'])
    .executeTakeFirst()
}

export interface LockedBreach {
  id: Id<'breach'>
  number: string
  obligationId: Id<'obligation'>
  awardId: Id<'award'>
  placeCode: string
  happenedOn: PlainDate
  statementBy: PlainDate
  state: BreachState
  proposal: 'breach' | 'noBreach' | null
  proposedFen: Fen | null
  proposedBy: string | null
  proposerPerson: string | null
}

export const lockBreach = async (db: Tx, id: Id<'breach'>): Promise<LockedBreach> => {
  const { rows } = await sql<LockedBreach>`
    select id, number, obligation_id, award_id, place_code, happened_on, statement_by, state, proposal, proposed_fen, proposed_by, proposer_person from fund.breach where id = ${id} for update`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}

/** For the holder, who may read his file but not lock it. */
export const findBreachShown = async (db: Tx, id: Id<'breach'>): Promise<Pick<LockedBreach, 'id' | 'placeCode' | 'statementBy' | 'state'>> => {
  const { rows } = await sql<LockedBreach>`select id, place_code, statement_by, state from fund.breach where id = ${id}`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}

/** Paid on an award and not yet claimed back, in fen; how many of its instalments are with the bank, and of how many payments the tax has not reached the treasury. */
export const paidOf = async (db: Tx, awardId: Id<'award'>): Promise<{ paidFen: Fen; batched: number; untaxed: number }> => {
  const { rows } = await sql<{ paidFen: Fen; batched: number; untaxed: number }>`
    select (coalesce(sum(i.amount_fen) filter (where i.state in ('paid', 'setOff')), 0) - coalesce((select sum(c.amount_fen) from fund.claim c where c.award_id = ${awardId}), 0))::bigint as paid_fen,
      count(*) filter (where i.state = 'batched')::int as batched,
      (select count(*) from fund.batch_item t join fund.instalment n on n.id = t.instalment_id where n.award_id = ${awardId} and t.state = 'paid' and t.tax_fen > 0 and t.tax_remittance_id is null)::int as untaxed
    from fund.instalment i where i.award_id = ${awardId}`.execute(db)
  const found = rows[0]
  if (!found) throw new Error(`award ${awardId} has no instalments`)
  return found
}

/** The same by line, in the order in which the lines are locked: each payer's part comes back to his own line. Lines with nothing left to claim are left out. */
export const paidByLine = async (db: Tx, awardId: Id<'award'>): Promise<{ lineId: Id<'budgetLine'>; paidFen: Fen }[]> => {
  const { rows } = await sql<{ lineId: Id<'budgetLine'>; paidFen: Fen }>`
    select * from (
      select i.line_id, (sum(i.amount_fen) - coalesce((select sum(c.amount_fen) from fund.claim c where c.award_id = ${awardId} and c.line_id = i.line_id), 0))::bigint as paid_fen
      from fund.instalment i where i.award_id = ${awardId} and i.state in ('paid', 'setOff') group by i.line_id) p
    where paid_fen > 0 order by line_id`.execute(db)
  return rows
}

export interface Suspected {
  id: Id<'obligation'>
  ground: Ground
  on: PlainDate
  evidence: string
}

/**
 * Facts that make a breach suspected while service or lock runs: departure from the city (death is none), no insurance for so many months, a
 * dwelling that is gone, a team that was dissolved. A merged person's facts stand on the record that stays. Each fact once; what was looked at and dismissed does not come again.
 */
export const suspected = async (db: Tx, today: PlainDate): Promise<Suspected[]> => {
  const { rows } = await sql<Suspected>`
    with running as (
      select o.*, h.survivor_id as human from fund.obligation o left join pub.person_identity h on o.holder_kind = 'person' and h.person_id = o.holder_id where o.state = 'running'),
    found as (
      select o.id, 'left' as ground, d.departed_on as happened, '登记的流出：' || d.departed_on || '，' || d.reason || '（' || d.source || '）' as evidence
      from running o join pub.person_departure d on d.person_id = o.human
      where d.departed_on between o.serve_from and least(o.serve_to, ${today}) and o.serve_to is not null and d.reason <> '去世'
        and not exists (select from pub.person_employment e where e.person_id = o.human and e.started_on > d.departed_on)
      union all
      select o.id, 'insuranceGap', (m.last + interval '1 month')::date, '社会保险缴到 ' || to_char(m.last, 'YYYY-MM') || '，已中断 ' || ${gapMonths} || ' 个月以上（市人社局）'
      from running o join lateral (select max(r.last_month) as last from pub.person_insurance_run r where r.person_id = o.human) m on o.human is not null
      where m.last is not null and m.last + make_interval(months => ${gapMonths} + 1) <= date_trunc('month', ${today}::date) and o.serve_to is not null
        and m.last + interval '1 month' between o.serve_from and o.serve_to
      union all
      select o.id, 'dwellingSold', coalesce(h.last_transfer_on, h.as_of), '住房查询：名下已无住房，转让日期 ' || coalesce(h.last_transfer_on, h.as_of) || '（' || h.source || '）'
      from running o join pub.person_housing h on h.person_id = o.human
      where o.lock_to is not null and h.homes_in_city = 0 and coalesce(h.last_transfer_on, h.as_of) between o.serve_from and least(o.lock_to, ${today})
      union all
      select o.id, 'left', t.ended_on, '团队已于 ' || t.ended_on || ' 解散（' || t.source || '）'
      from running o join pub.team t on o.holder_kind = 'team' and t.id = o.holder_id
      where t.ended_on between o.serve_from and least(o.serve_to, ${today}))
    select distinct on (f.id) f.id, f.ground, f.happened as "on", f.evidence from found f
    where not exists (select from fund.breach b where b.obligation_id = f.id and b.ground = f.ground and b.happened_on = f.happened)
    order by f.id, f.happened`.execute(db)
  return rows
}

/** Service and lock over, nothing found; or nobody left who owes it. Says how many came to their end. */
export const endObligations = async (db: Tx, today: PlainDate): Promise<number> => {
  const { numAffectedRows } = await sql`
    update fund.obligation o set state = case when a.state = 'cancelled' or d.died then 'released' else 'fulfilled' end
    from fund.award a, lateral (select exists (select from fund.award_event v where v.award_id = a.id and v.kind = 'died') as died) d
    where a.id = o.award_id and o.state = 'running'
      and (a.state = 'cancelled' or d.died or (coalesce(o.serve_to, o.lock_to) is not null and greatest(o.serve_to, o.lock_to) < ${today}))`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

/** Whom a ban hits: the holder, or the employer behind him. */
export const bannedOf = async (db: Tx, { holderKind, holderId }: Pick<LockedObligation, 'holderKind' | 'holderId'>, whom: string): Promise<{ kind: SubjectKind; id: string; name: string; placeCode: string } | undefined> => {
  const table = { person: 'person', employer: 'employer', team: 'team' }[holderKind]
  const { rows } =
    whom === 'employer' && holderKind !== 'employer'
      ? await sql<{ kind: SubjectKind; id: string; name: string; placeCode: string }>`
          select 'employer' as kind, e.id, e.name, e.place_code from ${sql.table(`pub.${table}`)} h join pub.employer e on e.id = h.employer_id where h.id = ${holderId}`.execute(db)
      : await sql<{ kind: SubjectKind; id: string; name: string; placeCode: string }>`
          select ${holderKind}::text as kind, h.id, h.name, h.place_code from ${sql.table(`pub.${table}`)} h where h.id = ${holderId}`.execute(db)
  return rows[0]
}

export interface NewBan {
  holder: { kind: SubjectKind; id: string; name: string; placeCode: string }
  from: PlainDate
  to: PlainDate
  reason: string
  document: string
  breachId?: Id<'breach'>
}

/** Undefined when a ban runs in these days already. */
export const insertBan = (db: Tx, { holder, from, to, reason, document, breachId }: NewBan) =>
  db
    .insertInto('fund.ban')
    .values({ holderKind: holder.kind, holderId: holder.id, holderName: holder.name, placeCode: holder.placeCode, period: sql<string>`daterange(${from}, ${to}, '[]')`, reason, document, breachId: breachId ?? null, madeBy: sql<string>`kernel.actor()` })
    .onConflict((conflict) => conflict.doNothing())
    .returning(sql<Id<'ban'>>`id`.as('id'))
    .executeTakeFirst()
