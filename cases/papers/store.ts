import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { PaperAsked } from '../../measures/types.ts'

/** The list of papers of a case, as it was set when it was filed. */

export const insertPapers = async (db: Tx, caseId: string, papers: readonly PaperAsked[]): Promise<void> => {
  if (papers.length === 0) return
  await db.insertInto('cases.casePaper').values(papers.map((paper, at) => ({ ...paper, caseId, no: at + 1 }))).execute()
}

export const papersOf = (db: Tx, caseId: string): Promise<PaperAsked[]> =>
  db
    .selectFrom('cases.casePaper')
    .select(['name', sql<PaperAsked['kinds']>`kinds`.as('kinds'), 'needed', 'why', sql<PlainDate | null>`since`.as('since')])
    .where('caseId', '=', caseId)
    .orderBy('no')
    .execute()
