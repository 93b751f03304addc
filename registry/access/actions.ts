import { sql } from 'kysely'
import { codeDays, issueResetCode } from '../../kernel/auth/resets.ts'
import { implement, Missing } from '../../kernel/implement.ts'
import { giveTalentCode } from './contract.ts'

/** Row security has decided that the person is of this place; the account itself is none of the window's business, so the house looks. */
const giveHandler = implement(giveTalentCode, async ({ db, database, actor, today, refuse, touched }, { personId, ground }) => {
  const { rows: [person] } = await sql<{ id: string }>`select coalesce(survivor_id, id) as id from registry.person where id = ${personId}`.execute(db)
  if (!person) throw new Missing()
  const given = await database.asSystem(today, async (system) => {
    const account = await system
      .selectFrom('kernel.account as a')
      .innerJoin('kernel.duty as d', 'd.accountId', 'a.id')
      .select(['a.id', 'a.disabledAt'])
      .where('a.personId', '=', person.id)
      .where('d.role', '=', 'talent')
      .orderBy('a.createdAt')
      .limit(1)
      .executeTakeFirst()
    if (!account) return 'noAccount'
    if (account.disabledAt) return 'disabled'
    const by = actor.accountId ?? ''
    // The code before is dead: the one in his hand is the only one.
    await system.updateTable('kernel.accountReset').set({ withdrawnAt: sql<string>`now()` }).where('accountId', '=', account.id).where('what', '=', 'phone').where('usedAt', 'is', null).where('withdrawnAt', 'is', null).execute()
    const { id } = await system.insertInto('kernel.accountReset').values({ accountId: account.id, what: 'phone', ground, askedBy: by }).returning('id').executeTakeFirstOrThrow()
    return { code: await issueResetCode(system, id, account.id, by) }
  })
  if (typeof given === 'string') return refuse(given)
  touched({ personId })
  return { code: given.code, days: codeDays }
})

export const talentAccessHandlers = [giveHandler]
