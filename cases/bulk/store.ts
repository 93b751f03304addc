import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { PlainDate } from '../../kernel/types.ts'

/** Reports of bulk work as they were answered, so that a case can say how it was decided among many. */

export const bulkVerbs = { bulkAgree: '批量通过', bulkSendBack: '批量退回补正', bulkReject: '批量不予通过', bulkDecide: '批量审定' } as const
export type BulkVerb = keyof typeof bulkVerbs

export interface NewBulkLine {
  stepId: string
  caseId: string
  done: boolean
  why: string
}
export const insertBulkRun = async (db: Tx, verb: BulkVerb, actor: Actor, today: PlainDate, lines: readonly NewBulkLine[]): Promise<void> => {
  if (lines.length === 0) return
  const done = lines.filter((line) => line.done).length
  const { id } = await db
    .insertInto('cases.bulkRun')
    .values({ verb, runOn: today, runBy: actor.accountId ?? '', runByName: actor.name, done, leftOut: lines.length - done })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('cases.bulkLine').values(lines.map((line) => ({ ...line, bulkRunId: id }))).execute()
}

/** What bulk work did with one case; the other cases of the run are not this one's business. */
export const bulkLinesOf = (db: Tx, caseId: string) =>
  db
    .selectFrom('cases.bulkLine as l')
    .innerJoin('cases.bulkRun as r', 'r.id', 'l.bulkRunId')
    .innerJoin('cases.step as s', 's.id', 'l.stepId')
    .select([sql<BulkVerb>`r.verb`.as('verb'), 's.name as step', 'r.runOn', 'r.runAt', 'r.runByName', 'r.done as doneInRun', 'r.leftOut as leftOutOfRun', 'l.done', 'l.why'])
    .where('l.caseId', '=', caseId)
    .orderBy('r.id')
    .execute()
