import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { fen, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import type { PlannedInstalment, Subject } from '../measures/types.ts'
import { recordsOf } from '../registry/records.ts'
import { sealBasis } from './award-basis.ts'
import { payeeColumns, type Payable } from './awards/payable.ts'
import type { AnyPayeeRole } from './payees/contract.ts'
import type { AwardState, InstalmentState } from './contract.ts'

/** Queries about awards and their instalments. */

/** The line of the nearest level that covers the place, not locked; undefined when nobody opened one. */
export const findLine = async (db: Tx, code: string, year: number, placeCode: string): Promise<Id<'budgetLine'> | undefined> =>
  (await sql<{ id: Id<'budgetLine'> }>`select * from fund.find_line(${code}, ${year}, ${placeCode})`.execute(db)).rows[0]?.id

/** What a line has left, locked until the transaction ends. */
export const lockAvailable = async (db: Tx, lineId: string): Promise<Fen> => {
  const { rows } = await sql<{ availableFen: Fen }>`select * from fund.lock_line_by_id(${lineId})`.execute(db)
  return rows[0]?.availableFen ?? fen(0n)
}

export interface NewAward {
  caseId: Id<'case'>
  caseNumber: string
  editionId: Id<'edition'>
  measure: string
  title: string
  holder: Subject
  payeeName: string
  placeCode: string
  lineId: Id<'budgetLine'>
  decidedOn: PlainDate
  amount: Fen
  /** Added to what a clause states after tax; the amount has it already. */
  grossedUp: Fen
  cityShare: Fen
  countyShare: Fen
  /** From one line, or from a line of each payer; by default from one. */
  way?: 'oneLine' | 'ownLines'
  /** Borne by others than the house's lines; no part of the amount. */
  outside?: readonly { name: string; amount: Fen }[]
  onceKey: string | null
  groupCode: string | null
  from: PlainDate
  to: PlainDate | null
  /** What the decision rested on, kept for its replay; null for who commits without it. */
  kept: Kept | null
}

export interface Kept {
  appliedOn: PlainDate
  facts: Readonly<Record<string, unknown>>
  answers: Readonly<Record<string, unknown>>
  planned: readonly PlannedInstalment[]
  full: Fen
  takenOff: readonly { of: string; amount: Fen }[]
  documentNumber: string
  clause: string
  signBy: PlainDate | null
}

const json = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one))
const keptColumns = (awardId: string, { appliedOn, facts, answers, planned, full, takenOff, documentNumber, clause, signBy }: Kept) => ({
  appliedOn,
  ...sealBasis(awardId, { facts, answers }),
  planned: json(planned),
  fullFen: full,
  takenOff: json(takenOff),
  documentNumber,
  clause,
  signBy,
  state: signBy === null ? 'active' : 'reserved',
})

/** The same rules under another record of the same human, who was two persons once; he waits for whoever decides for the other. */
export const heldByOtherRecord = async (db: Tx, { holder, onceKey, groupCode, from, to }: Pick<NewAward, 'holder' | 'onceKey' | 'groupCode' | 'from' | 'to'>): Promise<boolean> => {
  if (holder.kind !== 'person') return false
  const { rows } = await sql<{ held: boolean }>`select fund.held_by_record(${holder.id}, ${onceKey}, ${groupCode}, daterange(${from}, ${to}, '[]')) as held`.execute(db)
  return rows[0]?.held ?? false
}

/** Undefined when one of the award's uniqueness rules already has a row: the indexes decide the race, across places too. */
export const insertAward = (db: Tx, { holder, amount, grossedUp, cityShare, countyShare, outside = [], from, to, kept, ...award }: NewAward) => {
  const id = randomUUIDv7()
  return db
    .insertInto('fund.award')
    .values({
      ...award,
      id,
      ...(kept ? keptColumns(id, kept) : {}),
      holderKind: holder.kind,
      holderId: holder.id,
      amountFen: amount,
      grossedUpFen: grossedUp,
      cityShareFen: cityShare,
      countyShareFen: countyShare,
      outside: json(outside),
      outsideFen: outside.reduce((sum, part) => sum + part.amount, 0n),
      period: sql<string>`daterange(${from}, ${to}, '[]')`,
      decidedBy: sql<string>`kernel.actor()`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(sql<Id<'award'>>`id`.as('id'))
    .executeTakeFirst()
}

/** State on its first day: what is due by then waits for payment, or for its check when the clause asks for one. `waits`: nothing falls due before a signature. */
export const insertInstalments = async (db: Tx, award: { id: Id<'award'>; lineId: Id<'budgetLine'>; placeCode: string; holder: Subject }, schedule: readonly Payable[], today: PlainDate, waits = false): Promise<void> => {
  const stateOf = ({ dueOn, condition, milestone }: Payable): InstalmentState => (waits || milestone || dueOn > today ? 'planned' : condition === null ? 'due' : 'needsCheck')
  const columns = await payeeColumns(db, award, schedule)
  await db
    .insertInto('fund.instalment')
    .values(
      schedule.map((instalment, index) => ({
        ...columns[index],
        awardId: award.id,
        lineId: instalment.lineId ?? award.lineId,
        payer: instalment.payer ?? null,
        placeCode: award.placeCode,
        no: instalment.no,
        dueOn: instalment.dueOn,
        amountFen: instalment.amount,
        condition: instalment.condition,
        milestone: instalment.milestone ?? false,
        state: stateOf(instalment),
      })),
    )
    .execute()
}

export interface InstalmentShown {
  id: Id<'instalment'>
  no: number
  dueOn: PlainDate
  /** Before tax. */
  amountFen: Fen
  taxFen: Fen
  netFen: Fen
  /** Another than the holder; a role without a name is a payee still to be named. */
  payeeRole: AnyPayeeRole | null
  payeeName: string | null
  /** Whose part of the instalment it is; null where one line pays all of it. */
  payer: 'city' | 'county' | null
  condition: string | null
  /** Falls due when the condition is reached; the day is null until then. */
  milestone: boolean
  reachedOn: PlainDate | null
  state: InstalmentState
  paidOn: PlainDate | null
  lastFailure: string | null
  checkNote: string | null
}
export interface AwardShown {
  id: Id<'award'>
  caseId: Id<'case'>
  caseNumber: string
  measure: string
  title: string
  payeeName: string
  decidedOn: PlainDate
  amountFen: Fen
  cityShareFen: Fen
  countyShareFen: Fen
  way: 'oneLine' | 'ownLines'
  /** Borne by others than the house's lines, beside the amount. */
  outside: { name: string; amount: Fen }[]
  paidFen: Fen
  state: AwardState
  instalments: InstalmentShown[]
}

const awards = (db: Tx) =>
  db
    .selectFrom('fund.award as a')
    .select([
      sql<Id<'award'>>`a.id`.as('id'),
      sql<Id<'case'>>`a.case_id`.as('caseId'),
      'a.caseNumber',
      'a.measure',
      'a.title',
      'a.payeeName',
      'a.decidedOn',
      'a.amountFen',
      'a.cityShareFen',
      'a.countyShareFen',
      sql<'oneLine' | 'ownLines'>`a.way`.as('way'),
      sql<{ name: string; amount: string }[]>`a.outside`.as('outside'),
      sql<AwardState>`a.state`.as('state'),
      sql<Fen>`(select coalesce(sum(i.amount_fen), 0)::bigint from fund.instalment i where i.award_id = a.id and i.state = 'paid')`.as('paidFen'),
    ])

const instalmentsOf = (db: Tx, awardIds: readonly string[]) =>
  db
    .selectFrom('fund.instalment as i')
    .leftJoin('fund.awardPayee as p', 'p.id', 'i.payeeId')
    .select([
      sql<Id<'instalment'>>`i.id`.as('id'),
      'i.awardId',
      'i.no',
      'i.dueOn',
      'i.amountFen',
      'i.taxFen',
      'i.netFen',
      sql<AnyPayeeRole | null>`i.payee_role`.as('payeeRole'),
      'p.name as payeeName',
      sql<'city' | 'county' | null>`i.payer`.as('payer'),
      'i.condition',
      'i.milestone',
      'i.reachedOn',
      sql<InstalmentState>`i.state`.as('state'),
      'i.paidOn',
      'i.lastFailure',
      'i.checkNote',
    ])
    .where('i.awardId', 'in', awardIds)
    .orderBy('i.awardId')
    .orderBy('i.no')
    .orderBy('i.payer')
    .execute()

const withInstalments = async <A extends { id: string; outside: { name: string; amount: string }[] }>(db: Tx, found: readonly A[]) => {
  if (!found.length) return []
  const rows = Map.groupBy(await instalmentsOf(db, found.map(({ id }) => id)), ({ awardId }) => awardId)
  return found.map((award) => ({ ...award, outside: award.outside.map(({ name, amount }) => ({ name, amount: fen(BigInt(amount)) })), instalments: (rows.get(award.id) ?? []).map(({ awardId: _, ...instalment }) => instalment) }))
}

export const awardOfCase = async (db: Tx, caseId: Id<'case'>): Promise<AwardShown | undefined> =>
  (await withInstalments(db, await awards(db).where('a.caseId', '=', caseId).execute()))[0]

export const awardsOfHolder = async (db: Tx, holder: Subject): Promise<AwardShown[]> =>
  withInstalments(db, await awards(db).where('a.holderKind', '=', holder.kind).where('a.holderId', 'in', holder.kind === 'person' ? [...(await recordsOf(db, holder.id))] : [holder.id]).orderBy('a.decidedOn', 'desc').orderBy('a.id').execute())
