import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Fen, Id } from '../../kernel/types.ts'
import type { AdjustmentKind, AdjustmentState } from './contract.ts'

/** Queries about adjustments: who asked, who decided, on which voucher. */

const nameOf = (account: string) => sql<string | null>`(select k.name from kernel.account k where k.id = ${sql.ref(account)})`

export const adjustments = (db: Tx) =>
  db
    .selectFrom('fund.adjustment as j')
    .innerJoin('fund.budgetLine as l', 'l.id', 'j.lineId')
    .leftJoin('fund.budgetLine as t', 't.id', 'j.toLineId')
    .innerJoin('kernel.place as p', 'p.code', 'j.placeCode')
    .select([
      sql<Id<'adjustment'>>`j.id`.as('id'),
      'j.number',
      sql<AdjustmentKind>`j.kind`.as('kind'),
      sql<Id<'budgetLine'>>`l.id`.as('lineId'),
      'l.title as lineTitle',
      'l.year',
      sql<Id<'budgetLine'> | null>`t.id`.as('toLineId'),
      sql<string | null>`case when t.year <> l.year then t.year || ' 年 ' || t.title else t.title end`.as('toLineTitle'),
      'p.name as placeName',
      'j.amountFen',
      'j.document',
      sql<AdjustmentState>`j.state`.as('state'),
      sql<string>`coalesce(${nameOf('j.asked_by')}, '系统')`.as('askerName'),
      'j.askedAt',
      sql<string | null>`case when j.decided_at is not null then coalesce(${nameOf('j.decided_by')}, '系统') end`.as('deciderName'),
      'j.declineReason',
      sql<number | null>`(select o.seq::int from fund.posting o where o.id = j.posting_id)`.as('postingSeq'),
      sql<boolean>`coalesce(j.asked_by = kernel.actor() or j.asker_person = kernel.setting('person')::uuid, false)`.as('mine'),
    ])

export interface NewAdjustment {
  kind: AdjustmentKind
  lineId: string
  toLineId: string | null
  placeCode: string
  amountFen: Fen
  document: string
  askerPerson: string | null
  year: string
}

export const insertAdjustment = ({ year, ...values }: NewAdjustment, db: Tx) =>
  db
    .insertInto('fund.adjustment')
    .values({ ...values, askedBy: sql<string>`kernel.actor()`, number: sql<string>`kernel.next_number(${`TZ${year}`})` })
    .returning([sql<Id<'adjustment'>>`id`.as('id'), 'number'])
    .executeTakeFirstOrThrow()

/** Locked until the verb ends: of two checkers the second finds it decided. */
export const getAdjustmentForUpdate = async (db: Tx, adjustmentId: Id<'adjustment'>) => {
  const found = await db
    .selectFrom('fund.adjustment')
    .select(['number', sql<AdjustmentKind>`kind`.as('kind'), sql<Id<'budgetLine'>>`line_id`.as('lineId'), sql<Id<'budgetLine'> | null>`to_line_id`.as('toLineId'), 'placeCode', 'amountFen', 'document', sql<AdjustmentState>`state`.as('state'), 'askedBy', 'askerPerson'])
    .where('id', '=', adjustmentId)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

interface Decision {
  state: Exclude<AdjustmentState, 'asked'>
  deciderPerson: string | null
  declineReason?: string
  postingId?: string
  toLineId?: string | null
}
export const decide = async (db: Tx, adjustmentId: Id<'adjustment'>, decision: Decision): Promise<void> => {
  await db
    .updateTable('fund.adjustment')
    .set({ ...decision, decidedBy: sql<string>`kernel.actor()`, decidedAt: sql<string>`now()` })
    .where('id', '=', adjustmentId)
    .execute()
}
