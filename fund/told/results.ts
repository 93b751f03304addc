import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'

/** What the bank said of each payment of a batch, by the case behind its award. For jobs. */
export const resultsOf = async (db: Tx, batchId: string): Promise<{ caseId: string; result: 'paid' | 'failed'; paidOn: PlainDate | null }[]> =>
  (await sql<{ caseId: string; result: 'paid' | 'failed'; paidOn: PlainDate | null }>`
    select a.case_id as "caseId", l.result, l.paid_on as "paidOn" from fund.batch_item t join fund.bank_return_line l on l.item_id = t.id
      join fund.instalment i on i.id = t.instalment_id join fund.award a on a.id = i.award_id where t.batch_id = ${batchId} and t.state = l.result`.execute(db)).rows
