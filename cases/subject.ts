import type { Tx } from '../kernel/db/database.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { EditionSummary } from '../measures/types.ts'
import { findEmployerHolder, findPersonHolder, findTeamHolder, type Holder } from './holder-store.ts'

/** Whom a filing by this actor would be about, or the refusal: the employer files for his own staff, his own teams and himself only. */
export const subjectToFile = async (
  db: Tx,
  actor: Actor,
  edition: Pick<EditionSummary, 'for'>,
  { personId, teamId }: { personId?: string | undefined; teamId?: string | undefined },
): Promise<Holder | 'byTalent' | 'byEmployer' | 'notYourStaff' | 'noTeam'> => {
  const employerId = actor.role === 'employerClerk' ? actor.employerId : undefined
  if (edition.for === 'person') {
    if (!employerId) return (actor.personId && (await findPersonHolder(db, actor.personId))) || 'byTalent'
    if (!personId) return 'byTalent'
    const member = await findPersonHolder(db, personId)
    return member && member.employerId === employerId ? member : 'notYourStaff'
  }
  if (!employerId) return 'byEmployer'
  if (edition.for === 'employer') return (await findEmployerHolder(db, employerId)) ?? 'byEmployer'
  return (teamId && (await findTeamHolder(db, teamId, employerId))) || 'noTeam'
}
