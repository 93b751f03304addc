import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { Missing } from '../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import type { programmes } from '../registry/contract.ts'
import type { Account, InstalmentState, PostingKind } from './contract.ts'

type Programme = (typeof programmes)[number]

/** Queries about lines, the ledger as it is read, and instalments as finance works on them. */

export const budgetLines = (db: Tx) =>
  db
    .selectFrom('fund.budgetLine as l')
    .innerJoin('kernel.place as p', 'p.code', 'l.placeCode')
    .select([
      sql<Id<'budgetLine'>>`l.id`.as('id'),
      'l.year',
      'l.code',
      'l.title',
      'l.placeCode',
      'p.name as placeName',
      sql<Programme | null>`l.programme`.as('programme'),
      sql<'open' | 'closed'>`l.state`.as('state'),
      'l.appropriatedFen',
      'l.frozenFen',
      'l.reservedFen',
      'l.committedFen',
      'l.inTransitFen',
      'l.withheldFen',
      'l.paidFen',
      'l.receivableFen',
      'l.recoveredFen',
      'l.writtenOffFen',
      // Generated columns may be null for the type generator; this one is the sum of columns that never are.
      sql<Fen>`l.available_fen`.as('availableFen'),
    ])

export const getLine = async (db: Tx, lineId: Id<'budgetLine'>) => {
  const line = await budgetLines(db)
    .innerJoin('fund.specialFund as f', 'f.id', 'l.fundId')
    .select([
      'f.title as fundTitle',
      'f.promisedFloorFen',
      'f.floorDocument',
      sql<Fen>`(select sum(o.appropriated_fen)::bigint from fund.budget_line o where o.fund_id = f.id)`.as('fundAppropriatedFen'),
    ])
    .where('l.id', '=', lineId)
    .executeTakeFirst()
  if (!line) throw new Missing()
  return line
}

export const findSpecialFund = (db: Tx, placeCode: string, year: number) =>
  db.selectFrom('fund.specialFund').select('id').where('placeCode', '=', placeCode).where('year', '=', year).executeTakeFirst()

/** Undefined when the year has a line of this code. */
export const insertLine = (db: Tx, line: { fundId: string; code: string; title: string; year: number; placeCode: string; programme: string | null }) =>
  db
    .insertInto('fund.budgetLine')
    .values(line)
    .onConflict((conflict) => conflict.doNothing())
    .returning(sql<Id<'budgetLine'>>`id`.as('id'))
    .executeTakeFirst()

export const entriesOf = (db: Tx, lineId: Id<'budgetLine'>) =>
  db
    .selectFrom('fund.entry as e')
    .innerJoin('fund.posting as o', 'o.id', 'e.postingId')
    .leftJoin('fund.award as a', 'a.id', 'o.awardId')
    .leftJoin('fund.batch as b', 'b.id', 'o.batchId')
    .select([
      sql<Id<'entry'>>`e.id`.as('id'),
      sql<Id<'posting'>>`o.id`.as('postingId'),
      sql<number>`o.seq::int`.as('seq'),
      'o.day',
      'o.at',
      sql<PostingKind>`o.kind`.as('kind'),
      'o.says',
      sql<Account>`e.account`.as('account'),
      'e.debitFen',
      'e.creditFen',
      'o.document',
      sql<Id<'case'> | null>`a.case_id`.as('caseId'),
      'a.caseNumber',
      sql<Id<'batch'> | null>`b.id`.as('batchId'),
      'b.number as batchNumber',
      sql<number | null>`(select w.seq::int from fund.posting w where w.id = o.corrects)`.as('correctsSeq'),
      sql<boolean>`exists (select from fund.posting w where w.corrects = o.id)`.as('corrected'),
      sql<string | null>`(select m.document_number || ' ' || m.clause from pub.measure_edition m where m.id = a.edition_id)`.as('basis'),
      sql<Id<'settlement'> | null>`(select s.id from fund.settlement s where s.posting_id = o.id)`.as('settlementId'),
    ])
    .where('e.lineId', '=', lineId)

export const getPosting = async (db: Tx, postingId: Id<'posting'>) => {
  const posting = await db
    .selectFrom('fund.posting as o')
    .select([
      sql<PostingKind>`o.kind`.as('kind'),
      sql<number>`o.seq::int`.as('seq'),
      'o.placeCode',
      'o.says',
      sql<boolean>`exists (select from fund.posting w where w.corrects = o.id)`.as('corrected'),
    ])
    .where('o.id', '=', postingId)
    .executeTakeFirst()
  if (!posting) throw new Missing()
  return posting
}

export const instalments = (db: Tx) =>
  db
    .selectFrom('fund.instalment as i')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .innerJoin('fund.budgetLine as l', 'l.id', 'i.lineId')
    .innerJoin('kernel.place as p', 'p.code', 'i.placeCode')
    .leftJoin('fund.payeeAccount as c', (join) => join.onRef('c.holderId', '=', 'a.holderId').onRef('c.holderKind', '=', 'a.holderKind').on('c.replacedAt', 'is', null).on('c.rejectedOn', 'is', null))
    .select([
      sql<Id<'instalment'>>`i.id`.as('id'),
      sql<Id<'case'>>`a.case_id`.as('caseId'),
      'a.caseNumber',
      'a.title',
      'a.payeeName',
      'c.numberHint as accountHint',
      'i.no',
      'i.dueOn',
      'i.amountFen',
      sql<InstalmentState>`i.state`.as('state'),
      'i.condition',
      'i.attempts',
      'i.lastFailure',
      sql<Id<'budgetLine'>>`l.id`.as('lineId'),
      'l.title as lineTitle',
      'p.name as placeName',
    ])

/** Locked until the verb ends, so that no batch takes it meanwhile. */
export const getInstalmentForUpdate = async (db: Tx, instalmentId: Id<'instalment'>) => {
  const instalment = await db
    .selectFrom('fund.instalment as i')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .select(['i.id', sql<Id<'award'>>`i.award_id`.as('awardId'), sql<Id<'budgetLine'>>`i.line_id`.as('lineId'), 'i.placeCode', 'i.no', 'i.amountFen', sql<InstalmentState>`i.state`.as('state'), 'a.caseNumber'])
    .where('i.id', '=', instalmentId)
    .forUpdate('i')
    .executeTakeFirst()
  if (!instalment) throw new Missing()
  return instalment
}

export const settleCheck = async (db: Tx, instalmentId: Id<'instalment'>, state: 'due' | 'stopped', note: string): Promise<void> => {
  await db.updateTable('fund.instalment').set({ state, checkNote: note, checkedBy: sql<string>`kernel.actor()` }).where('id', '=', instalmentId).execute()
}

/** Instalments whose day has come: those that ask for nothing wait for payment, the others for their check. What waits for a milestone, a stage or a signature stays. Says how many. */
export const letFallDue = async (db: Tx, today: PlainDate): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('fund.instalment')
    .set({ state: sql<string>`case when condition is null then 'due' else 'needsCheck' end` })
    .where('state', '=', 'planned')
    .where('dueOn', '<=', today)
    .where(sql<boolean>`(not milestone or reached_on is not null)`)
    .where(sql<boolean>`not exists (select from fund.award a where a.id = instalment.award_id and a.state = 'reserved')`)
    .where(sql<boolean>`not exists (select from fund.stage s where s.award_id = instalment.award_id and s.instalment_no = instalment.no and s.state = 'open')`)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
