import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import type { InstalmentState } from '../contract.ts'
import { AwardPage, Finding, type AwardRow, type CheckRow, type DeclaredRow } from './contract.ts'

/** What is only read: the queue of checks, the page of one award, what others paid. */

export const awards = (db: Tx) =>
  db
    .selectFrom('fund.award as a')
    .innerJoin('kernel.place as p', 'p.code', 'a.placeCode')
    .select([
      sql<Id<'award'>>`a.id`.as('id'),
      'a.caseNumber',
      'a.title',
      'a.payeeName',
      'a.decidedOn',
      'a.amountFen',
      sql<Fen>`(select coalesce(sum(i.amount_fen), 0)::bigint from fund.instalment i where i.award_id = a.id and i.state in ('paid', 'setOff'))`.as('paidFen'),
      sql<AwardRow['state']>`a.state`.as('state'),
      'p.name as placeName',
    ])

const latestCheck = sql`(select c.as_of, c.outcome, c.findings from fund.award_check c where c.instalment_id = i.id order by c.asked_at desc, c.id desc limit 1)`

export const checks = (db: Tx) =>
  db
    .selectFrom('fund.instalment as i')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .innerJoin('kernel.place as p', 'p.code', 'i.placeCode')
    .leftJoin(sql<{ asOf: PlainDate; outcome: string; findings: unknown }>`lateral ${latestCheck}`.as('c'), (join) => join.onTrue())
    .select([
      sql<Id<'instalment'>>`i.id`.as('id'),
      sql<Id<'award'>>`a.id`.as('awardId'),
      'a.caseNumber',
      'a.title',
      'a.payeeName',
      'i.no',
      'i.dueOn',
      'i.amountFen',
      sql<InstalmentState>`i.state`.as('state'),
      sql<string>`coalesce(i.condition, '')`.as('condition'),
      sql<boolean>`a.facts is not null`.as('kept'),
      sql<PlainDate | null>`c.as_of`.as('asOf'),
      sql<CheckRow['outcome']>`c.outcome`.as('outcome'),
      sql<CheckRow['findings']>`coalesce(c.findings, '[]'::jsonb)`.as('findings'),
      'p.name as placeName',
    ])
    .where('i.state', 'in', ['needsCheck', 'suspended'])

export const declared = (db: Tx) =>
  db
    .selectFrom('fund.declaredPayment as d')
    .innerJoin('kernel.place as p', 'p.code', 'd.placeCode')
    .select([sql<DeclaredRow['id']>`d.id`.as('id'), 'd.holderName', 'd.scheme', 'd.amountFen', 'd.paidOn', 'd.document', 'd.withdrawnReason', 'p.name as placeName'])

const Outside = z.array(z.object({ name: z.string(), amount: z.string().transform((text) => BigInt(text)) }))
const TakenOff = z.array(z.object({ of: z.string(), amount: z.string().transform((text) => BigInt(text)) }))

export const awardPage = async (db: Tx, awardId: Id<'award'>): Promise<AwardPage> => {
  const { rows } = await sql<Omit<AwardPage, 'instalments' | 'events' | 'reminders' | 'entries' | 'obligation' | 'breaches' | 'takenOff' | 'parts' | 'outside'> & { takenOff: unknown; outside: unknown }>`
    select a.id, a.case_id, a.case_number, a.measure, a.title, a.document_number, a.clause, a.holder_kind, a.holder_id, a.payee_name, p.name as place_name, a.line_id,
      coalesce(l.year || ' 年 ' || l.title, '') as line_title, a.decided_on, a.amount_fen, a.grossed_up_fen, a.full_fen, a.taken_off, a.city_share_fen, a.county_share_fen, a.way, a.outside, a.state, a.sign_by, a.signed_on,
      a.agreement_document, a.facts is not null as kept, coalesce((select json_agg(json_build_object('id', c.id, 'number', c.number) order by c.number) from fund.claim c where c.award_id = a.id), '[]') as claims
    from fund.award a join kernel.place p on p.code = a.place_code left join fund.budget_line l on l.id = a.line_id where a.id = ${awardId}`.execute(db)
  const award = rows[0]
  if (!award) throw new Missing()
  const [instalments, parts, events, reminders, entries, obligation, breaches] = [
    await instalmentsOf(db, awardId),
    await partsOfAward(db, awardId),
    await sql<AwardPage['events'][number]>`select kind, happened_on, says, document, source, changed_fen from fund.award_event where award_id = ${awardId} order by happened_on, made_at, id`.execute(db),
    await sql<AwardPage['reminders'][number]>`select day, says from fund.reminder where award_id = ${awardId} order by day`.execute(db),
    await sql<AwardPage['entries'][number]>`
      select o.seq::int as seq, o.at, o.says, sum(e.debit_fen)::bigint as amount_fen from fund.posting o join fund.entry e on e.posting_id = o.id
      where o.award_id = ${awardId} group by o.id, o.seq, o.at, o.says order by o.seq`.execute(db),
    await sql<NonNullable<AwardPage['obligation']>>`select serve_from, serve_to, lock_to, breach, says, state from fund.obligation where award_id = ${awardId}`.execute(db),
    await sql<AwardPage['breaches'][number]>`select id, number, state from fund.breach where award_id = ${awardId} order by number`.execute(db),
  ]
  return {
    ...award,
    takenOff: TakenOff.parse(award.takenOff).map(({ of, amount }) => ({ of, amount: amount as Fen })),
    parts,
    outside: Outside.parse(award.outside).map(({ name, amount }) => ({ name, amountFen: amount as Fen })),
    instalments,
    events: events.rows,
    reminders: reminders.rows,
    entries: entries.rows,
    obligation: obligation.rows[0] ?? null,
    breaches: breaches.rows,
  }
}

/** Line by line: what the award has on it, what of that is paid, and what went back. */
export const partsOfAward = async (db: Tx, awardId: Id<'award'>): Promise<AwardPage['parts']> => {
  const { rows } = await sql<AwardPage['parts'][number]>`
    select i.payer, i.line_id, p.name || ' ' || l.year || ' 年 ' || l.title as line_title, sum(i.amount_fen)::bigint as amount_fen,
      coalesce(sum(i.amount_fen) filter (where i.state in ('paid', 'setOff')), 0)::bigint as paid_fen, coalesce(sum(i.amount_fen) filter (where i.state = 'stopped'), 0)::bigint as stopped_fen
    from fund.instalment i join fund.budget_line l on l.id = i.line_id join kernel.place p on p.code = l.place_code
    where i.award_id = ${awardId} group by i.payer, i.line_id, p.name, l.year, l.title order by i.payer`.execute(db)
  return rows
}

const instalmentsOf = async (db: Tx, awardId: Id<'award'>): Promise<AwardPage['instalments']> => {
  type Row = Omit<AwardPage['instalments'][number], 'check'> & { asOf: PlainDate | null; outcome: CheckRow['outcome']; findings: unknown }
  const { rows } = await sql<Row>`
    select i.id, i.no, i.due_on, i.amount_fen, i.tax_fen, i.net_fen, i.tax_item, trim_scale(i.tax_rate * 100) || '%' as tax_rate, i.payee_role, p.name as payee_name, i.payer, i.condition, i.milestone, i.reached_on, i.state, i.paid_on, i.check_note as note, c.as_of, c.outcome, c.findings
    from fund.instalment i left join fund.award_payee p on p.id = i.payee_id left join lateral ${latestCheck} c on true where i.award_id = ${awardId} order by i.no, i.payer`.execute(db)
  return rows.map(({ asOf, outcome, findings, ...instalment }) => ({ ...instalment, check: asOf && outcome ? { asOf, outcome, findings: z.array(Finding).parse(findings) } : null }))
}
