import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { Subject } from '../../measures/types.ts'
import type { AnyPayeeRole, ChangeState, PayeeChangeRow } from './contract.ts'

/** Queries of who is paid. What approval does to the instalments is done by the table's trigger (0081). */

export type ChangeId = PayeeChangeRow['id']

const openStates = sql`('planned', 'needsCheck', 'due', 'suspended')`

/** Instalments that may still be paid to somebody else, and how many of them this payee has already. */
export const openOf = async (db: Tx, awardId: Id<'award'>, payee: Subject): Promise<{ open: number; his: number; died: boolean }> => {
  const { rows } = await sql<{ open: number; his: number; died: boolean }>`
    select count(*)::int as open,
      (count(*) filter (where coalesce(p.subject_kind, case when i.payee_role is null then a.holder_kind end) = ${payee.kind} and coalesce(p.subject_id, case when i.payee_role is null then a.holder_id end) = ${payee.id}))::int as his,
      exists (select from fund.award_event e where e.award_id = ${awardId} and e.kind = 'died') as died
    from fund.instalment i join fund.award a on a.id = i.award_id left join fund.award_payee p on p.id = i.payee_id
    where i.award_id = ${awardId} and i.state in ${openStates}`.execute(db)
  return rows[0] ?? { open: 0, his: 0, died: false }
}

interface NewChange {
  awardId: Id<'award'>
  placeCode: string
  role: AnyPayeeRole
  payee: Subject
  name: string
  says: string
  document: string
  askerPerson: string | null
  today: PlainDate
}

/** Undefined when another one waits for its check: the index decides between two makers. */
export const insertChange = (db: Tx, { payee, today, ...change }: NewChange) =>
  db
    .insertInto('fund.payeeChange')
    .values({ ...change, subjectKind: payee.kind, subjectId: payee.id, askedOn: today, askedBy: sql<string>`kernel.actor()` })
    .onConflict((conflict) => conflict.column('awardId').where('state', '=', sql.lit('asked')).doNothing())
    .returning(sql<ChangeId>`id`.as('id'))
    .executeTakeFirst()

/** The award this change is about, so that it can be locked before the change is. */
export const getChange = async (db: Tx, changeId: ChangeId) => {
  const found = await db
    .selectFrom('fund.payeeChange')
    .select([sql<Id<'award'>>`award_id`.as('awardId'), sql<Subject['kind']>`subject_kind`.as('subjectKind'), 'subjectId', 'name', sql<ChangeState>`state`.as('state'), 'askedBy', 'askerPerson'])
    .where('id', '=', changeId)
    .executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

export const decideChange = async (db: Tx, changeId: ChangeId, decided: { state: 'approved' | 'declined'; deciderPerson: string | null; decidedOn: PlainDate; declineReason?: string }): Promise<void> => {
  await db
    .updateTable('fund.payeeChange')
    .set({ ...decided, decidedBy: sql<string>`kernel.actor()` })
    .where('id', '=', changeId)
    .execute()
}

const nameOf = (account: string) => sql<string | null>`(select k.name from kernel.account k where k.id = ${sql.ref(account)})`

export const changes = (db: Tx) =>
  db
    .selectFrom('fund.payeeChange as c')
    .innerJoin('fund.award as a', 'a.id', 'c.awardId')
    .select([
      sql<ChangeId>`c.id`.as('id'),
      sql<Id<'award'>>`c.award_id`.as('awardId'),
      'a.caseNumber',
      'a.title',
      'a.payeeName as holderName',
      sql<AnyPayeeRole>`c.role`.as('role'),
      'c.name',
      'c.says',
      'c.document',
      sql<ChangeState>`c.state`.as('state'),
      sql<string>`coalesce(${nameOf('c.asked_by')}, '系统')`.as('askerName'),
      'c.askedOn',
      sql<string | null>`case when c.decided_on is not null then coalesce(${nameOf('c.decided_by')}, '系统') end`.as('deciderName'),
      'c.decidedOn',
      'c.declineReason',
      sql<boolean>`coalesce(c.asked_by = kernel.actor() or c.asker_person = kernel.setting('person')::uuid, false)`.as('mine'),
    ])

export const wanted = (db: Tx) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('fund.instalment as i')
        .innerJoin('fund.award as a', 'a.id', 'i.awardId')
        .select([
          sql<Id<'award'>>`a.id`.as('id'),
          'a.caseNumber',
          'a.title',
          'a.payeeName as holderName',
          sql<AnyPayeeRole>`i.payee_role`.as('role'),
          sql<number>`count(*)::int`.as('instalments'),
          sql<PlainDate>`min(i.due_on)`.as('dueOn'),
        ])
        .where('i.payeeRole', 'is not', null)
        .where('i.payeeId', 'is', null)
        .where(sql<boolean>`i.state in ${openStates}`)
        .groupBy(['a.id', 'a.caseNumber', 'a.title', 'a.payeeName', 'i.payeeRole'])
        .as('w'),
    )
    .select(['w.id', 'w.caseNumber', 'w.title', 'w.holderName', 'w.role', 'w.instalments', 'w.dueOn'])
