import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import { fullMonths } from '../../kernel/calendar/plain-date.ts'
import { fen, type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import type { Subject } from '../../measures/types.ts'
import { humanOf } from '../../kernel/org/actor.ts'
import { nameOf } from '../names.ts'
import { owedBack, servedMonths, type BreachRule } from './amount.ts'
import { overdue } from './claim-store.ts'
import type { BanRow, BreachPage, BreachState, Ground, myObligations, ObligationState } from './contract.ts'
import type { z } from 'zod'
import { recordsOf } from '../../registry/records.ts'

/** What is only read of obligations, breaches and bans. */

const endsOn = sql<PlainDate>`coalesce(greatest(o.serve_to, o.lock_to), (select max(i.due_on) from fund.instalment i where i.award_id = o.award_id))`

export const obligations = (db: Tx) =>
  db
    .selectFrom('fund.obligation as o')
    .innerJoin('fund.award as a', 'a.id', 'o.awardId')
    .innerJoin('kernel.place as p', 'p.code', 'o.placeCode')
    .select([
      sql<Id<'obligation'>>`o.id`.as('id'),
      sql<Id<'award'>>`a.id`.as('awardId'),
      'a.caseNumber',
      'a.title',
      'a.payeeName',
      'o.serveFrom',
      endsOn.as('endsOn'),
      sql<BreachRule>`o.breach`.as('breach'),
      sql<ObligationState>`o.state`.as('state'),
      sql<Fen>`(select coalesce(sum(i.amount_fen), 0)::bigint from fund.instalment i where i.award_id = a.id and i.state in ('paid', 'setOff'))`.as('paidFen'),
      'p.name as placeName',
    ])

export const breaches = (db: Tx) =>
  db
    .selectFrom('fund.breach as b')
    .innerJoin('fund.award as a', 'a.id', 'b.awardId')
    .innerJoin('kernel.place as p', 'p.code', 'b.placeCode')
    .select([
      sql<Id<'breach'>>`b.id`.as('id'),
      'b.number',
      'a.title',
      'a.payeeName',
      sql<Ground>`b.ground`.as('ground'),
      'b.happenedOn',
      sql<PlainDate>`b.statement_by`.as('statementBy'),
      sql<BreachState>`b.state`.as('state'),
      'b.proposedFen',
      'p.name as placeName',
    ])

type Stored = Omit<BreachPage, 'owedFen' | 'served' | 'whole' | 'mine' | 'statements'> & { proposedBy: string | null; proposerPerson: string | null }

export const breachPage = async (db: Tx, breachId: Id<'breach'>, actor: Actor): Promise<BreachPage> => {
  const { rows } = await sql<Stored>`
    select b.id, b.number, b.award_id, a.case_id, a.case_number, a.title, a.payee_name, b.ground, b.evidence, b.happened_on, b.noticed_on, b.statement_by, b.state, o.breach as rule, o.says,
      o.serve_from, o.serve_to, b.proposal, b.proposed_fen, b.proposal_note, b.proposed_by, b.proposer_person, ${nameOf('b.proposed_by')} as proposer_name, b.decision_note,
      ${nameOf('b.decided_by')} as decider_name, b.decided_on, coalesce((select json_agg(json_build_object('id', c.id, 'number', c.number) order by c.number) from fund.claim c where c.breach_id = b.id), '[]') as claims,
      (select coalesce(sum(i.amount_fen) filter (where i.state in ('paid', 'setOff')), 0)::bigint from fund.instalment i where i.award_id = a.id) as paid_fen,
      (select coalesce(sum(i.amount_fen) filter (where i.state not in ('paid', 'setOff', 'stopped')), 0)::bigint from fund.instalment i where i.award_id = a.id) as unpaid_fen
    from fund.breach b join fund.obligation o on o.id = b.obligation_id join fund.award a on a.id = b.award_id where b.id = ${breachId}`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  const { proposedBy, proposerPerson, ...breach } = found
  const { rule, paidFen, serveFrom, serveTo, happenedOn } = breach
  const statements = await sql<BreachPage['statements'][number]>`select text, given_on from fund.breach_statement where breach_id = ${breachId} order by given_at, id`.execute(db)
  return {
    ...breach,
    owedFen: owedBack(rule, paidFen, { from: serveFrom, to: serveTo, happenedOn, rest: fen(0n) }),
    served: serveTo && servedMonths(serveFrom, serveTo, happenedOn),
    whole: serveTo && fullMonths(serveFrom, serveTo),
    mine: proposedBy !== null && (proposedBy === actor.accountId || proposerPerson === humanOf(actor)),
    statements: statements.rows,
  }
}

export const bans = (db: Tx, today: PlainDate) =>
  db
    .selectFrom('fund.ban as b')
    .innerJoin('kernel.place as p', 'p.code', 'b.placeCode')
    .select([
      sql<Id<'ban'>>`b.id`.as('id'),
      sql<BanRow['holderKind']>`b.holder_kind`.as('holderKind'),
      'b.holderName',
      sql<PlainDate>`lower(b.period)`.as('from'),
      sql<PlainDate>`(upper(b.period) - 1)::date`.as('to'),
      'b.reason',
      'b.document',
      'b.liftedOn',
      'b.liftReason',
      sql<boolean>`b.lifted_on is null and upper(b.period) > ${today}`.as('live'),
      'p.name as placeName',
    ])

export const getBanForUpdate = async (db: Tx, id: Id<'ban'>, today: PlainDate): Promise<{ live: boolean }> => {
  const { rows } = await sql<{ live: boolean }>`select lifted_on is null and upper(period) > ${today} as live from fund.ban where id = ${id} for update`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}

type Mine = z.output<typeof myObligations.output>

/** Everything that somebody owes or is barred from, in the order in which it concerns him. */
export const obligationsOfHolder = async (db: Tx, { kind, id }: Subject, today: PlainDate): Promise<Mine> => {
  const rows = async <T>(query: RawBuilder<T>): Promise<T[]> => (await query.execute(db)).rows
  const records = kind === 'person' ? [...(await recordsOf(db, id))] : [id]
  const own = sql`holder_kind = ${kind} and holder_id = any(${records}::uuid[])`
  const claims = await rows(sql<Omit<Mine['claims'][number], 'terms'>>`
    select c.id, c.number, a.title, c.amount_fen, c.outstanding_fen, ${overdue(today)} as overdue_fen from fund.claim c join fund.award a on a.id = c.award_id
    where c.holder_kind = ${kind} and c.holder_id = any(${records}::uuid[]) order by c.number`)
  const terms = await rows(sql<Mine['claims'][number]['terms'][number] & { claimId: string }>`
    select t.claim_id, t.no, t.due_on, t.amount_fen from fund.repayment_term t join fund.claim c on c.id = t.claim_id and c.plan_version = t.version
    where c.holder_kind = ${kind} and c.holder_id = any(${records}::uuid[]) order by t.no`)
  return {
    obligations: await rows(sql<Mine['obligations'][number]>`
      select o.id, a.title, o.serve_from, ${endsOn} as ends_on, o.breach, o.says, o.state from fund.obligation o join fund.award a on a.id = o.award_id
      where o.holder_kind = ${kind} and o.holder_id = any(${records}::uuid[]) order by o.serve_from, o.id`),
    breaches: await rows(sql<Mine['breaches'][number]>`
      select b.id, b.number, a.title, b.ground, b.evidence, b.noticed_on, b.statement_by, b.state, b.decision_note from fund.breach b join fund.award a on a.id = b.award_id
      where b.holder_kind = ${kind} and b.holder_id = any(${records}::uuid[]) order by b.number desc`),
    claims: claims.map((claim) => ({ ...claim, terms: terms.filter(({ claimId }) => claimId === claim.id).map(({ claimId: _, ...term }) => term) })),
    bans: await rows(sql<Mine['bans'][number]>`select lower(period) as "from", (upper(period) - 1)::date as "to", reason from fund.ban where ${own} and lifted_on is null and upper(period) > ${today} order by 1`),
  }
}
