import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import type { SubjectKind } from '../../measures/types.ts'
import type { InstalmentState } from '../contract.ts'
import { nameOf } from '../names.ts'
import type { ClaimPage, WriteOffState } from './claim-contract.ts'

/** Queries about claims. */

export interface LockedClaim {
  id: Id<'claim'>
  number: string
  awardId: Id<'award'>
  lineId: Id<'budgetLine'>
  placeCode: string
  holderKind: SubjectKind
  holderId: string
  decidedOn: PlainDate
  outstandingFen: Fen
  planVersion: number
}

export const lockClaim = async (db: Tx, id: Id<'claim'>): Promise<LockedClaim> => {
  const { rows } = await sql<LockedClaim>`
    select id, number, award_id, line_id, place_code, holder_kind, holder_id, decided_on, outstanding_fen, plan_version from fund.claim where id = ${id} for update`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}

/**
 * What should have come by now and has not: terms of the current plan whose day has passed, less everything that reduced the debt since the
 * plan was made. Nothing is overdue without a plan.
 */
export const overdue = (today: PlainDate): RawBuilder<Fen> => sql<Fen>`coalesce((
  select greatest(0, least(c.outstanding_fen, coalesce(sum(t.amount_fen) filter (where t.due_on < ${today}), 0) - (coalesce(sum(t.amount_fen), 0) - c.outstanding_fen)))
  from fund.repayment_term t where t.claim_id = c.id and t.version = c.plan_version having count(*) > 0), 0)::bigint`

/** One reminder a week and claim while something is overdue. */
export const remindOverdue = async (db: Tx, today: PlainDate): Promise<number> => {
  const { numAffectedRows } = await sql`
    insert into fund.reminder (award_id, place_code, about, day, says)
    select c.award_id, c.place_code, 'repayment', ${today}, c.number || ' 逾期未还 ' || to_char(d.fen / 100.0, 'FM999999999990.00') || ' 元'
    from fund.claim c, lateral (select ${overdue(today)} as fen) d
    where d.fen > 0 and not exists (select from fund.reminder r where r.award_id = c.award_id and r.about = 'repayment' and r.day > ${today}::date - 7)
    on conflict do nothing`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

export const claims = (db: Tx, today: PlainDate) =>
  db
    .selectFrom('fund.claim as c')
    .innerJoin('fund.award as a', 'a.id', 'c.awardId')
    .innerJoin('kernel.place as p', 'p.code', 'c.placeCode')
    .select([
      sql<Id<'claim'>>`c.id`.as('id'),
      'c.number',
      'a.title',
      'a.payeeName',
      'c.decidedOn',
      'c.amountFen',
      'c.recoveredFen',
      'c.setOffFen',
      'c.writtenOffFen',
      sql<Fen>`c.outstanding_fen`.as('outstandingFen'),
      overdue(today).as('overdueFen'),
      'p.name as placeName',
    ])

export const insertPlan = async (db: Tx, claim: LockedClaim, terms: readonly { dueOn: PlainDate; amount: Fen }[]): Promise<number> => {
  const version = claim.planVersion + 1
  await db.updateTable('fund.claim').set({ planVersion: version }).where('id', '=', claim.id).execute()
  await db
    .insertInto('fund.repaymentTerm')
    .values(terms.map(({ dueOn, amount }, index) => ({ claimId: claim.id, placeCode: claim.placeCode, version, no: index + 1, dueOn, amountFen: amount })))
    .execute()
  return version
}

/** False when the bank's number is on record already. */
export const insertRepayment = async (db: Tx, claim: LockedClaim, { amount, receivedOn, bankSerial }: { amount: Fen; receivedOn: PlainDate; bankSerial: string }): Promise<boolean> => {
  const made = await db
    .insertInto('fund.repayment')
    .values({ claimId: claim.id, placeCode: claim.placeCode, receivedOn, amountFen: amount, bankSerial, recordedBy: sql<string>`kernel.actor()` })
    .onConflict((conflict) => conflict.column('bankSerial').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export const insertSetOff = async (db: Tx, claim: LockedClaim, { instalmentId, amount, document, today, person }: { instalmentId: Id<'instalment'>; amount: Fen; document: string; today: PlainDate; person: string | null }): Promise<void> => {
  await db.insertInto('fund.setOff').values({ claimId: claim.id, instalmentId, placeCode: claim.placeCode, amountFen: amount, document, madeBy: sql<string>`kernel.actor()`, makerPerson: person, madeOn: today }).execute()
}

export interface LockedSetOff {
  id: Id<'setOff'>
  claimId: Id<'claim'>
  instalmentId: Id<'instalment'>
  amountFen: Fen
  madeBy: string | null
  makerPerson: string | null
  undone: boolean
  inSettlement: boolean
  /** Its voucher, which the undoing corrects. */
  postingId: Id<'posting'>
  postingSeq: number
}

/** The set-off with its voucher; the claim is locked first, as everywhere, so that no two who undo it both go on. */
export const lockSetOff = async (db: Tx, id: Id<'setOff'>): Promise<LockedSetOff> => {
  const found = await db.selectFrom('fund.setOff').select(sql<Id<'claim'>>`claim_id`.as('claimId')).where('id', '=', id).executeTakeFirst()
  if (!found) throw new Missing()
  await lockClaim(db, found.claimId)
  const { rows } = await sql<LockedSetOff>`
    select s.id, s.claim_id, s.instalment_id, s.amount_fen, s.made_by, s.maker_person, exists (select from fund.set_off_undone u where u.set_off_id = s.id) as undone,
      exists (select from fund.settlement_item t where t.claim_id = s.claim_id and t.alive) as in_settlement, p.id as posting_id, p.seq::int as posting_seq
    from fund.set_off s join fund.posting p on p.kind = 'setOff' and p.instalment_id = s.instalment_id and p.document = s.document and p.day = s.made_on
    where s.id = ${id} order by exists (select from fund.posting w where w.corrects = p.id), p.seq limit 1`.execute(db)
  const row = rows[0]
  if (!row) throw new Error('a set-off without its voucher')
  return row
}

export const insertUndone = async (db: Tx, setOff: LockedSetOff, placeCode: string, by: { document: string; reason: string; person: string | null; today: PlainDate }): Promise<void> => {
  await db
    .insertInto('fund.setOffUndone')
    .values({ setOffId: setOff.id, claimId: setOff.claimId, placeCode, amountFen: setOff.amountFen, document: by.document, reason: by.reason, undoneBy: sql<string>`kernel.actor()`, undonePerson: by.person, undoneOn: by.today })
    .execute()
}

/** Due again; an award that was through has something to come again. */
export const reopenInstalment = async (db: Tx, id: Id<'instalment'>, note: string) => {
  const row = await db.updateTable('fund.instalment').set({ state: 'due', checkNote: note }).where('id', '=', id).returning(['awardId', 'placeCode', 'no']).executeTakeFirstOrThrow()
  await db.updateTable('fund.award').set({ state: 'active' }).where('id', '=', row.awardId).where('state', 'in', ['completed', 'curtailed']).execute()
  return row
}

/** Whose instalment it is, locked so that no batch takes it meanwhile. */
export const lockForSetOff = async (db: Tx, instalmentId: Id<'instalment'>) => {
  const { rows } = await sql<{ awardId: Id<'award'>; lineId: Id<'budgetLine'>; placeCode: string; caseNumber: string; no: number; amountFen: Fen; taxFen: Fen; state: InstalmentState; holderKind: SubjectKind; holderId: string }>`
    select i.award_id, i.line_id, i.place_code, a.case_number, i.no, i.amount_fen, i.tax_fen, i.state, a.holder_kind, a.holder_id
    from fund.instalment i join fund.award a on a.id = i.award_id where i.id = ${instalmentId} for update of i`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}
export interface LockedWriteOff {
  id: Id<'writeOff'>
  claimId: Id<'claim'>
  amountFen: Fen
  document: string
  state: WriteOffState
  proposedBy: string | null
  proposerPerson: string | null
  firstBy: string | null
  firstPerson: string | null
}
export const lockWriteOff = async (db: Tx, id: Id<'writeOff'>): Promise<LockedWriteOff> => {
  const { rows } = await sql<LockedWriteOff>`
    select id, claim_id, amount_fen, document, state, proposed_by, proposer_person, first_by, first_person from fund.write_off where id = ${id} for update`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}

export const claimPage = async (db: Tx, claimId: Id<'claim'>, today: PlainDate): Promise<ClaimPage> => {
  const claim = await claims(db, today)
    .innerJoin('fund.budgetLine as l', 'l.id', 'c.lineId')
    .select([
      sql<Id<'award'>>`c.award_id`.as('awardId'),
      sql<Id<'breach'>>`c.breach_id`.as('breachId'),
      sql<Id<'budgetLine'>>`c.line_id`.as('lineId'),
      sql<string>`l.year || ' 年 ' || l.title`.as('lineTitle'),
      'l.recoveredFen as lineRecoveredFen',
    ])
    .where('c.id', '=', claimId)
    .executeTakeFirst()
  if (!claim) throw new Missing()
  const rows = async <T>(query: RawBuilder<T>): Promise<T[]> => (await query.execute(db)).rows
  return {
    ...claim,
    terms: await rows(sql<ClaimPage['terms'][number]>`select t.no, t.due_on, t.amount_fen from fund.repayment_term t join fund.claim c on c.id = t.claim_id and c.plan_version = t.version where c.id = ${claimId} order by t.no`),
    repayments: await rows(sql<ClaimPage['repayments'][number]>`select received_on, amount_fen, bank_serial from fund.repayment where claim_id = ${claimId} order by received_on, id`),
    setOffs: await rows(sql<ClaimPage['setOffs'][number]>`
      select s.id, s.made_on, s.amount_fen, s.document, a.title, i.no, a.id as award_id, a.case_number, coalesce(kernel.actor() = s.made_by, false) as mine,
        case when u.set_off_id is not null then jsonb_build_object('on', u.undone_on, 'document', u.document, 'reason', u.reason) end as undone,
        case when a.holder_id = c.holder_id then 'own' when a.holder_id = any(registry.records_of(c.holder_id)) then 'merged' else 'separated' end as of
      from fund.set_off s join fund.claim c on c.id = s.claim_id join fund.instalment i on i.id = s.instalment_id join fund.award a on a.id = i.award_id
        left join fund.set_off_undone u on u.set_off_id = s.id where s.claim_id = ${claimId} order by s.made_on, s.id`),
    choices: await rows(sql<ClaimPage['choices'][number]>`
      select i.id, a.title, i.no, i.due_on, i.amount_fen from fund.claim c join fund.award a on a.holder_kind = c.holder_kind and (a.holder_id = c.holder_id or (c.holder_kind = 'person' and a.holder_id = any(registry.records_of(c.holder_id))))
        join fund.instalment i on i.award_id = a.id and i.state = 'due' where c.id = ${claimId} and c.outstanding_fen > 0 order by i.due_on, i.id`),
    writeOffs: await rows(sql<ClaimPage['writeOffs'][number]>`
      select w.id, w.amount_fen, w.grounds, w.document, w.state, ${nameOf('w.proposed_by')} as proposer_name, ${nameOf('w.first_by')} as first_name,
        ${nameOf('w.second_by')} as second_name, w.refused_reason, coalesce(kernel.actor() in (w.proposed_by, w.first_by), false) as mine
      from fund.write_off w where w.claim_id = ${claimId} order by w.id`),
    reminders: await rows(sql<ClaimPage['reminders'][number]>`select day, says from fund.reminder where award_id = ${claim.awardId} and about = 'repayment' order by day`),
  }
}

/** Undefined when another write-off of the claim waits. */
export const insertWriteOff = (db: Tx, claim: LockedClaim, { amount, grounds, document, person }: { amount: Fen; grounds: string; document: string; person: string | null }) =>
  db
    .insertInto('fund.writeOff')
    .values({ claimId: claim.id, placeCode: claim.placeCode, amountFen: amount, grounds, document, proposedBy: sql<string>`kernel.actor()`, proposerPerson: person })
    .onConflict((conflict) => conflict.doNothing())
    .returning(sql<Id<'writeOff'>>`id`.as('id'))
    .executeTakeFirst()
