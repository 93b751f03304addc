import { addDays, chineseDate } from '../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import { databaseCode } from '../../kernel/db/database.ts'
import { Denied, implement, implementList, type Handler } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import * as cases from '../case-store.ts'
import type { StepRecord } from '../case-store.ts'
import { caseCan, type CaseState } from '../contract.ts'
import { decidersOf, isSamePerson } from '../duties.ts'
import { mostRounds, reviewAgain, tellMove } from '../flow.ts'
import { officeNames } from '../holder-store.ts'
import { placeOfOffice } from '../path.ts'
import { applicantName, isApplicant } from '../submit.ts'
import { appeal, appealDays, hearingDays, listAppeals, settleAppeal } from './contract.ts'
import * as store from './store.ts'

/** A rejected applicant asks once that somebody else look: upheld, a new round from where it was rejected; dismissed, it is final. */

const appealHandler = implement(appeal, async (context, { caseId, reason }) => {
  const { db, actor, today, refuse } = context
  const record = await cases.getCaseForUpdate(db, caseId)
  if (!caseCan.appeal(record) || record.closedOn === null) return refuse('notRejected')
  if (!isApplicant(record, actor)) refuse('notApplicant')
  if (await store.findAppealOf(db, caseId)) refuse('alreadyAppealed')
  if (today > addDays(record.closedOn, appealDays)) refuse('tooLate')
  const steps = await cases.stepsOf(db, caseId, record.round)
  const rejected = steps.find(({ state }) => state === 'rejected') ?? steps.find(({ kind }) => kind === 'notice')
  if (!rejected) throw new Error(`case ${record.number} was rejected at no step`)
  const { level, department } = nextHigher(rejected)
  const placeCode = placeOfOffice(level, record.placeCode) ?? record.placeCode
  const officeName = (await officeNames(db, [placeCode], [department]))(placeCode, department) ?? ''
  const dueOn = workingDaysAfter(today, hearingDays)
  await store.insertAppeal(db, { caseId, round: record.round, stage: rejected.stage, placeCode, department, officeName, reason, lodgedOn: today, dueOn })
  try {
    await cases.changeCase(db, caseId, { state: 'appealed', closedOn: null })
  } catch (error) {
    // The one open case of this subject and measure is another one by now.
    if (databaseCode(error) === '23505') refuse('alreadyOpen')
    throw error
  }
  await tellMove(context, record, 'appealed', 'appeal')
  await cases.tell(db, { caseId, verb: 'appeal', today, office: applicantName(actor, record.employerName), actor, says: `申请复核，由${officeName}办理，应于${chineseDate(dueOn)}前办结` })
  return { officeName, dueOn }
})

/** The same department one level up; where there is none above, the talent office, whose other persons hear it. */
const nextHigher = ({ officeLevel, department }: StepRecord): { level: 'county' | 'city'; department: string } => {
  if (officeLevel === 'employer') return { level: 'county', department: 'hr' }
  if (officeLevel === 'town') return { level: 'county', department: department ?? 'talent-office' }
  return { level: 'city', department: officeLevel === 'county' ? (department ?? 'talent-office') : 'talent-office' }
}

export const hears = ({ placeCode, department }: { placeCode: string; department: string }, actor: Actor): boolean =>
  (actor.role === 'reviewer' || actor.role === 'talentOffice') && actor.scope === placeCode && actor.department === department

const settleHandler = implement(settleAppeal, async (context, { appealId, outcome, finding }): Promise<{ state: CaseState }> => {
  const { db, actor, today, refuse } = context
  const record = await cases.getCaseForUpdate(db, (await store.getAppeal(db, appealId)).caseId)
  const lodged = await store.getAppeal(db, appealId)
  if (!hears(lodged, actor)) throw new Denied()
  if (lodged.state !== 'pending' || !caseCan.settleAppeal(record)) refuse('alreadySettled')
  const deciders = await decidersOf(db, today, record.id)
  if (deciders.some((one) => isSamePerson(one, actor)) || isSamePerson({ accountId: undefined, personId: record.humanId }, actor)) refuse('involved')
  const say = (says: string) => cases.tell(db, { caseId: record.id, verb: 'settleAppeal', today, office: lodged.officeName, actor, says })
  if (outcome === 'upheld' && record.round >= mostRounds) refuse('tooManyRounds')
  await store.settle(db, appealId, { state: outcome, finding, actor, today })
  if (outcome === 'upheld') {
    await cases.changeCase(db, record.id, { closedBecause: null })
    const { state, dueOn } = await reviewAgain(context, record, lodged.stage, 'settleAppeal')
    await say(`复核成立，撤销原决定，重新办理，应于${chineseDate(dueOn)}前办结：${finding}`)
    return { state }
  }
  await cases.changeCase(db, record.id, { state: 'rejected', closedOn: today, closedBecause: `${record.closedBecause ?? ''}（复核维持原决定：${finding}）` })
  await tellMove(context, record, 'rejected', 'settleAppeal')
  await say(`复核维持原决定，这是最终决定：${finding}`)
  return { state: 'rejected' }
})

const listHandler = implementList(listAppeals, ({ db, actor }, filters) => store.appealsAt(db, actor, filters))

export const appealHandlers: Handler[] = [appealHandler, settleHandler, listHandler]
