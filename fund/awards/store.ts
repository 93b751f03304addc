import { sql } from 'kysely'
import { openBasis } from '../award-basis.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import type { Basis, CheckShown } from '../../measures/index.ts'
import type { SubjectKind } from '../../measures/types.ts'
import type { AwardState, InstalmentState } from '../contract.ts'
import type { EventKind, EventSource } from './contract.ts'
import type { Purse, Way } from './parts.ts'

/** Queries of what happens to an award after its decision. */

export interface OpenInstalment {
  id: Id<'instalment'>
  no: number
  rootNo: number
  /** From which line it is paid: each payer has his own, or one pays all. */
  lineId: Id<'budgetLine'>
  dueOn: PlainDate
  amountFen: Fen
  state: InstalmentState
  milestone: boolean
  reachedOn: PlainDate | null
  /** A stage of team funding decides it, not the clock. */
  staged: boolean
}

export interface LockedAward {
  id: Id<'award'>
  holderKind: SubjectKind
  holderId: string
  caseNumber: string
  placeCode: string
  lineId: Id<'budgetLine'>
  state: AwardState
  amountFen: Fen
  cityShareFen: Fen
  way: Way['way']
  /** Lines of the payers, where each has his own. */
  payerLines: Readonly<Partial<Record<Purse, Id<'budgetLine'>>>>
  signBy: PlainDate | null
  decidedOn: PlainDate
  /** Null for an award without terms. */
  basis: Basis | null
  /** How many instalments the decision planned. */
  planned: number
  unpaid: 'lapse' | 'continue' | null
}

interface Row extends Omit<LockedAward, 'basis' | 'payerLines'> {
  editionId: Id<'edition'>
  appliedOn: PlainDate | null
  facts: unknown
  answers: unknown
  fullFen: Fen | null
}

/** Whose instalment it is, nothing locked: the award is locked before its instalments. */
export const awardOfInstalment = async (db: Tx, instalmentId: Id<'instalment'>): Promise<Id<'award'>> => {
  const found = await db.selectFrom('fund.instalment').select(sql<Id<'award'>>`award_id`.as('awardId')).where('id', '=', instalmentId).executeTakeFirst()
  if (!found) throw new Missing()
  return found.awardId
}

/** Locked until the transaction ends: a job and a desk come one after the other. */
export const lockAward = async (db: Tx, awardId: Id<'award'>): Promise<LockedAward> => {
  const { rows } = await sql<Row>`
    select a.id, a.case_number, a.place_code, a.line_id, a.state, a.amount_fen, a.city_share_fen, a.way, a.sign_by, a.decided_on, a.edition_id, a.holder_kind, a.holder_id,
      a.applied_on, a.facts, a.answers, a.full_fen, coalesce(jsonb_array_length(a.planned), 0) as planned, (select o.unpaid from fund.obligation o where o.award_id = a.id) as unpaid
    from fund.award a where a.id = ${awardId} for update of a`.execute(db)
  const row = rows[0]
  if (!row) throw new Missing()
  const { editionId, appliedOn, facts: keptFacts, answers: keptAnswers, fullFen, ...award } = row
  const { facts, answers } = openBasis(award.id, { facts: keptFacts, answers: keptAnswers })
  const lines = award.way === 'ownLines' ? await db.selectFrom('fund.instalment').select([sql<Purse>`payer`.as('payer'), sql<Id<'budgetLine'>>`line_id`.as('lineId')]).distinct().where('awardId', '=', award.id).execute() : []
  const payerLines = Object.fromEntries(lines.map(({ payer, lineId: of }) => [payer, of]))
  return { ...award, payerLines, basis: appliedOn && facts ? { editionId, subject: { kind: award.holderKind, id: award.holderId }, on: appliedOn, facts, answers, full: fullFen, place: award.placeCode } : null }
}

/** Those that may still change, in order, locked so that no batch takes one meanwhile; `rootNo` is the number in the plan of the one that it was split from. */
export const openInstalments = async (db: Tx, awardId: Id<'award'>): Promise<OpenInstalment[]> => {
  const { rows } = await sql<OpenInstalment>`
    select i.id, i.no, coalesce(r.no, i.no) as root_no, i.line_id, i.due_on, i.amount_fen, i.state, i.milestone, i.reached_on,
      exists (select from fund.stage s where s.award_id = i.award_id and s.instalment_no = i.no and s.state = 'open') as staged
    from fund.instalment i left join fund.instalment r on r.id = i.split_from
    where i.award_id = ${awardId} and i.state in ('planned', 'needsCheck', 'due', 'suspended') order by i.no, i.payer for update of i`.execute(db)
  return rows
}

export const setInstalment = async (db: Tx, id: Id<'instalment'>, values: { state?: InstalmentState; dueOn?: PlainDate; reachedOn?: PlainDate; checkNote?: string }): Promise<void> => {
  await db.updateTable('fund.instalment').set(values).where('id', '=', id).execute()
}

export interface NewEvent {
  kind: EventKind
  on: PlainDate
  says: string
  source: EventSource
  document?: string
  changed?: bigint
}

/** False when the same event of that day is on record in the same words already. */
export const recordEvent = async (db: Tx, award: Pick<LockedAward, 'id' | 'placeCode'>, { kind, on, says, source, document, changed = 0n }: NewEvent): Promise<boolean> => {
  const made = await db
    .insertInto('fund.awardEvent')
    .values({ awardId: award.id, placeCode: award.placeCode, kind, happenedOn: on, says, source, document: document ?? null, changedFen: changed, madeBy: sql<string>`kernel.actor()` })
    .onConflict((conflict) => conflict.columns(['awardId', 'kind', 'happenedOn', 'says']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export const hasEvent = async (db: Tx, awardId: Id<'award'>, kind: EventKind, on: PlainDate): Promise<boolean> =>
  (await db.selectFrom('fund.awardEvent').select('id').where('awardId', '=', awardId).where('kind', '=', kind).where('happenedOn', '=', on).executeTakeFirst()) !== undefined

export interface NewCheck {
  instalmentId: Id<'instalment'>
  asOf: PlainDate
  outcome: CheckShown['outcome']
  effect: 'due' | 'queue' | 'resume' | 'reached'
  findings: readonly CheckShown[]
}

/** A check that says the same as the one before is not written again: the queue would fill with repetitions. */
export const recordCheck = async (db: Tx, award: Pick<LockedAward, 'id' | 'placeCode'>, { instalmentId, asOf, outcome, effect, findings }: NewCheck): Promise<void> => {
  const text = JSON.stringify(findings)
  await sql`
    insert into fund.award_check (award_id, instalment_id, place_code, as_of, outcome, effect, findings)
    select ${award.id}, ${instalmentId}, ${award.placeCode}, ${asOf}, ${outcome}, ${effect}, ${text}::jsonb
    where not exists (select from (select c.outcome, c.effect, c.findings from fund.award_check c where c.instalment_id = ${instalmentId} order by c.asked_at desc, c.id desc limit 1) last
      where last.outcome = ${outcome} and last.effect = ${effect} and last.findings = ${text}::jsonb)`.execute(db)
}

/** Awards to be looked at today: something is due or waits, a milestone is open, or the edition has events of its own. */
export const awardsToFollow = async (db: Tx, today: PlainDate): Promise<Id<'award'>[]> => {
  const { rows } = await sql<{ id: Id<'award'> }>`
    select a.id from fund.award a
    where a.state = 'active' and a.facts is not null and exists (
      select from fund.instalment i where i.award_id = a.id and (i.state in ('needsCheck', 'suspended')
        or (i.state = 'planned' and (i.milestone or i.due_on <= ${today} or exists (select from measures.edition e where e.id = a.edition_id and e.text like '%events:%')))))
    order by a.id`.execute(db)
  return rows.map(({ id }) => id)
}

export interface LifeEvent {
  id: Id<'award'>
  kind: 'died' | 'moved' | 'employerChanged'
  on: PlainDate
  says: string
  source: string
}

/** What the registry says of holders of awards still open: death, departure from the city, another employer in it. Each once. A merged person's facts stand on the record that stays. */
export const lifeEvents = async (db: Tx, today: PlainDate): Promise<LifeEvent[]> => {
  const { rows } = await sql<LifeEvent>`
    with held as (
      select a.id, h.survivor_id as human, coalesce(a.applied_on, a.decided_on) as since from fund.award a join pub.person_identity h on h.person_id = a.holder_id
      where a.holder_kind = 'person' and a.state in ('active', 'reserved')),
    happened as (
      select h.id, case when d.reason = '去世' then 'died' else 'moved' end as kind, d.departed_on as happened, '登记的流出：' || d.reason as says, d.source
      from held h join pub.person_departure d on d.person_id = h.human and d.departed_on >= h.since and d.departed_on <= ${today}
      where d.reason = '去世' or not exists (select from pub.person_employment e where e.person_id = h.human and e.started_on > d.departed_on)
      union all
      select h.id, 'employerChanged', e.started_on, '到新的单位任职', e.source
      from held h join pub.person_employment e on e.person_id = h.human and e.started_on > h.since and e.started_on <= ${today}
      where exists (select from pub.person_employment b where b.person_id = h.human and b.started_on < e.started_on and b.employer_id <> e.employer_id))
    select id, kind, happened as "on", says, source from happened p
    where not exists (select from fund.award_event v where v.award_id = p.id and v.kind = p.kind and v.happened_on = p.happened) order by id, happened`.execute(db)
  return rows
}

export type DeclaredId = Id<'declaredPayment'>

export const getDeclaredForUpdate = async (db: Tx, id: DeclaredId) => {
  const found = await db.selectFrom('fund.declaredPayment').select('withdrawnReason').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

/** Agreements past their day: one reminder a week. Says how many were written. */
export const remindUnsigned = async (db: Tx, today: PlainDate): Promise<number> => {
  const { numAffectedRows } = await sql`
    insert into fund.reminder (award_id, place_code, about, day, says)
    select a.id, a.place_code, 'agreement', ${today}, '应在 ' || a.sign_by || ' 以前签订协议，已经逾期' from fund.award a
    where a.state = 'reserved' and a.sign_by < ${today}
      and not exists (select from fund.reminder r where r.award_id = a.id and r.about = 'agreement' and r.day > ${today}::date - 7)
    on conflict do nothing`.execute(db)
  return Number(numAffectedRows ?? 0n)
}
