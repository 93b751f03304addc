import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'

/** Who handed which step to whom, and why: the step itself knows only who holds it now. */

export interface NewDelegation {
  caseId: string
  stepId: string
  delegatedOn: PlainDate
  delegatedBy: string
  delegatedByName: string
  toId: string
  toName: string
  reason: string
}
export const insertDelegation = async (db: Tx, delegation: NewDelegation): Promise<void> => {
  await db.insertInto('cases.delegation').values(delegation).execute()
}

export const delegationsOf = (db: Tx, caseId: string) =>
  db
    .selectFrom('cases.delegation as d')
    .innerJoin('cases.step as s', 's.id', 'd.stepId')
    .select(['s.round', 's.name as step', 's.officeName', 'd.delegatedOn', 'd.delegatedByName', 'd.toName', 'd.reason'])
    .where('d.caseId', '=', caseId)
    .orderBy('d.id')
    .execute()
