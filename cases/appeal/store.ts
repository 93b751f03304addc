import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'

/** Appeals: one a case, for ever. */

type AppealState = 'pending' | 'upheld' | 'dismissed'

export interface NewAppeal {
  caseId: string
  round: number
  stage: number
  placeCode: string
  department: string
  officeName: string
  reason: string
  lodgedOn: PlainDate
  dueOn: PlainDate
}
export const insertAppeal = async (db: Tx, appeal: NewAppeal): Promise<void> => {
  await db.insertInto('cases.appeal').values(appeal).execute()
}

const columns = [
  sql<Id<'appeal'>>`id`.as('id'),
  sql<Id<'case'>>`case_id`.as('caseId'),
  'stage',
  'placeCode',
  'department',
  'officeName',
  'reason',
  'lodgedOn',
  'dueOn',
  sql<AppealState>`state`.as('state'),
  'finding',
  'settledOn',
  'settledByName',
] as const

export const findAppealOf = (db: Tx, caseId: string) => db.selectFrom('cases.appeal').select(columns).where('caseId', '=', caseId).executeTakeFirst()

export const getAppeal = async (db: Tx, appealId: string) => {
  const appeal = await db.selectFrom('cases.appeal').select(columns).where('id', '=', appealId).executeTakeFirst()
  if (!appeal) throw new Missing()
  return appeal
}

export const settle = async (db: Tx, appealId: string, { state, finding, actor, today }: { state: 'upheld' | 'dismissed'; finding: string; actor: Actor; today: PlainDate }): Promise<void> => {
  await db.updateTable('cases.appeal').set({ state, finding, settledOn: today, settledBy: actor.accountId ?? null, settledByName: actor.name }).where('id', '=', appealId).execute()
}

/** Appeals that this office hears. */
export const appealsAt = (db: Tx, actor: Actor, { search, state }: { search?: string | undefined; state?: AppealState | undefined }) => {
  let rows = db.selectFrom('cases.appeal as a').innerJoin('cases.case as c', 'c.id', 'a.caseId').where('a.placeCode', '=', actor.scope ?? '').where('a.department', '=', actor.department ?? '')
  if (search) rows = rows.where(sql<boolean>`(c.number || ' ' || c.holder_name || ' ' || c.title) ilike ${`%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`)
  if (state) rows = rows.where('a.state', '=', state)
  return rows.select([
    sql<Id<'appeal'>>`a.id`.as('id'),
    sql<Id<'case'>>`c.id`.as('caseId'),
    'c.number',
    'c.title',
    'c.holderName',
    'a.reason',
    sql<string>`coalesce(c.closed_because, '')`.as('closedBecause'),
    'a.lodgedOn',
    'a.dueOn',
    sql<AppealState>`a.state`.as('state'),
  ])
}
