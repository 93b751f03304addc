import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { Missing } from '../kernel/implement.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import type { InquiryAnswer, InquiryKind, InquiryState } from './inquiry-contract.ts'

/** Queries about inquiries at the bank. */

export const inquiries = (db: Tx) =>
  db
    .selectFrom('fund.inquiry as q')
    .innerJoin('fund.batchItem as t', 't.id', 'q.itemId')
    .innerJoin('fund.batch as b', 'b.id', 'q.batchId')
    .innerJoin('fund.instalment as i', 'i.id', 't.instalmentId')
    .innerJoin('fund.award as a', 'a.id', 'i.awardId')
    .select([
      sql<Id<'inquiry'>>`q.id`.as('id'),
      'q.number',
      sql<InquiryKind>`q.kind`.as('kind'),
      sql<InquiryState>`q.state`.as('state'),
      sql<Id<'batch'>>`b.id`.as('batchId'),
      'b.number as batchNumber',
      't.seq',
      sql<Id<'case'>>`a.case_id`.as('caseId'),
      'a.caseNumber',
      'a.payeeName',
      't.amountFen',
      'q.reportedFen',
      'q.bankSerial',
      'q.openedOn',
      sql<InquiryAnswer | null>`q.answer`.as('answer'),
      'q.document',
      'q.answeredOn',
    ])

export const batchOf = async (db: Tx, inquiryId: Id<'inquiry'>): Promise<Id<'batch'>> => {
  const found = await db.selectFrom('fund.inquiry').select(sql<Id<'batch'>>`batch_id`.as('batchId')).where('id', '=', inquiryId).executeTakeFirst()
  if (!found) throw new Missing()
  return found.batchId
}

/** Locked until the verb ends. */
export const getInquiryForUpdate = async (db: Tx, inquiryId: Id<'inquiry'>) => {
  const found = await db
    .selectFrom('fund.inquiry as q')
    .innerJoin('fund.batchItem as t', 't.id', 'q.itemId')
    .select(['q.number', sql<InquiryKind>`q.kind`.as('kind'), sql<InquiryState>`q.state`.as('state'), 'q.itemId', 'q.bankSerial', sql<Id<'instalment'>>`t.instalment_id`.as('instalmentId'), 't.amountFen', 't.seq'])
    .where('q.id', '=', inquiryId)
    .forUpdate('q')
    .executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

export const answer = async (db: Tx, inquiryId: Id<'inquiry'>, { says, document, on }: { says: InquiryAnswer; document: string; on: PlainDate }): Promise<void> => {
  await db.updateTable('fund.inquiry').set({ state: 'answered', answer: says, document, answeredOn: on, answeredBy: sql<string>`kernel.actor()` }).where('id', '=', inquiryId).execute()
}

/** Opens an inquiry for every payment that went to the bank by `sentBy` and has no answer and no inquiry; says how many. As the system. */
export const askForLost = async (db: Tx, { sentBy, today }: { sentBy: PlainDate; today: PlainDate }): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    insert into fund.inquiry (number, kind, item_id, batch_id, place_code, opened_on)
    select kernel.next_number(${`CX${today.slice(0, 4)}`}), 'lost', t.id, b.id, b.place_code, ${today}
    from fund.batch_item t join fund.batch b on b.id = t.batch_id
    where t.state = 'sent' and b.dated_on <= ${sentBy} and not exists (select from fund.inquiry q where q.item_id = t.id and q.state = 'open')
    order by b.number, t.seq returning id`.execute(db)
  return rows.length
}
