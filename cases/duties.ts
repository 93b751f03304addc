import { sql } from 'kysely'
import { withHouseEyes } from '../kernel/db/elevate.ts'
import type { Tx } from '../kernel/db/database.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import type { CaseRecord, StepRecord } from './case-store.ts'

/** Who works at an office today. Duties are the system's to know, so they are read with the eyes of the house. */

export interface Colleague {
  accountId: Id<'account'>
  name: string
  /** The person behind the account, where he is in the registry: rules are about persons, not accounts. */
  personId: string | null
}
type Desk = Pick<StepRecord, 'officeLevel' | 'department' | 'placeCode'>

export const colleaguesAt = (db: Tx, today: PlainDate, desk: Desk, { employerId }: Pick<CaseRecord, 'employerId'>): Promise<Colleague[]> =>
  withHouseEyes(db, today, () => {
    const duties = db
      .selectFrom('kernel.duty as d')
      .innerJoin('kernel.account as a', 'a.id', 'd.accountId')
      .select([sql<Id<'account'>>`a.id`.as('accountId'), 'a.name', 'a.personId'])
      .distinct()
      .where('a.disabledAt', 'is', null)
      .where('d.validFrom', '<=', today)
      .where((either) => either.or([either('d.validTo', 'is', null), either('d.validTo', '>=', today)]))
      .orderBy('a.name')
    if (desk.officeLevel === 'employer') return duties.where('d.grade', 'in', ['administrator', 'clerk']).where('d.employerId', '=', employerId).execute()
    const here = duties.where('d.placeCode', '=', desk.placeCode)
    return (desk.department === null ? here.where('d.role', '=', 'windowClerk') : here.where('d.role', 'in', ['reviewer', 'talentOffice']).where('d.department', '=', desk.department)).execute()
  })

/** Whether who holds this step still works where it lies: his duty may have ended, his account may be disabled. */
export const stillHolds = async (db: Tx, today: PlainDate, step: StepRecord, record: Pick<CaseRecord, 'employerId'>): Promise<boolean> =>
  step.holderId !== null && (await colleaguesAt(db, today, step, record)).some(({ accountId }) => accountId === step.holderId)

/** Everybody who has settled a step of this case or for whom it was settled, with the person behind each account. */
export const decidersOf = (db: Tx, today: PlainDate, caseId: string): Promise<Pick<Colleague, 'accountId' | 'personId'>[]> =>
  withHouseEyes(db, today, () =>
    db
      .selectFrom('cases.step as s')
      .innerJoin('kernel.account as a', (join) => join.on(sql<boolean>`a.id in (s.decided_by, s.decided_behalf)`))
      .select([sql<Id<'account'>>`a.id`.as('accountId'), 'a.personId'])
      .distinct()
      .where('s.caseId', '=', caseId)
      .execute(),
  )

/** The same human being, by account or by the person behind it, or one who deputises for the other. */
export const isSamePerson = (one: { accountId: string | undefined; personId: string | null | undefined }, other: { accountId: string | undefined; personId: string | null | undefined; hands?: readonly string[] }): boolean =>
  (other.hands?.some((hand) => hand === one.accountId || hand === one.personId) ?? false) ||
  (one.accountId !== undefined && one.accountId === other.accountId) || (one.personId != null && one.personId === other.personId)
