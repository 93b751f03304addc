import { sql } from 'kysely'
import type { ReadContext } from '../../kernel/implement.ts'
import type { Id } from '../../kernel/types.ts'
import * as store from '../case-store.ts'
import { colleaguesAt, isSamePerson } from '../duties.ts'
import { insertDelegation } from './store.ts'

/** 整体交接: every step that lies in the hands of somebody who leaves goes to one colleague, as if he had delegated each. What cannot go there stays with the office. */
export const handOverCases = {
  label: '办件',
  move: async ({ db, actor, today }: ReadContext, to: { accountId: Id<'account'>; name: string }, reason: string): Promise<{ moved: string[]; left: string[] }> => {
    const held = await db
      .selectFrom('cases.step')
      .select([sql<Id<'step'>>`id`.as('id'), sql<Id<'case'>>`case_id`.as('caseId')])
      .where('holderId', '=', actor.accountId ?? null)
      .where('state', 'in', ['open', 'paused', 'returned'])
      .orderBy('caseId')
      .execute()
    const [moved, left]: [string[], string[]] = [[], []]
    for (const { id, caseId } of held) {
      // The case first, as every verb locks: a colleague who is at it now finishes first.
      const record = await store.getCaseForUpdate(db, caseId)
      const step = await store.getStep(db, id)
      const receiver = (await colleaguesAt(db, today, step, record)).find(({ accountId }) => accountId === to.accountId)
      if (!receiver || isSamePerson({ accountId: undefined, personId: record.personId }, receiver)) {
        await store.setHolder(db, id)
        left.push(record.number)
        continue
      }
      await store.setHolder(db, id, { accountId: to.accountId, name: to.name, on: today, because: reason })
      await insertDelegation(db, { caseId, stepId: id, delegatedOn: today, delegatedBy: actor.accountId ?? '', delegatedByName: actor.name, toId: to.accountId, toName: to.name, reason })
      await store.tell(db, { caseId, verb: 'delegate', today, office: step.officeName, actor, says: `${step.name}：在本机构内移交同事办理，时限不变` })
      moved.push(record.number)
    }
    return { moved, left }
  },
}
