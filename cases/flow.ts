import { chineseDate } from '../kernel/calendar/plain-date.ts'
import { workingDaysAfter, workingDaysBetween } from '../kernel/calendar/working-days.ts'
import type { Tx } from '../kernel/db/database.ts'
import type { ActionContext } from '../kernel/implement.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { PlainDate } from '../kernel/types.ts'
import type { Path } from '../measures/types.ts'
import * as store from './case-store.ts'
import type { CaseRecord, NewStep, StepRecord } from './case-store.ts'
import { caseMoved, caseStates, type CaseState } from './contract.ts'
import { officeNames } from './holder-store.ts'
import { openNotice } from './notice-store.ts'
import { nextStage, placeOfOffice, stateOfStage } from './path.ts'

/** How a case walks its path. Every verb ends in one of these; each leaves case, steps, clocks and history in agreement. */

export interface FlowContext {
  db: Tx
  actor: Actor
  today: PlainDate
  emit: ActionContext['emit']
}

interface PathOf {
  path: Path
  placeCode: string
  employerName: string | null
  /** The employer files himself: his own check is done by filing. */
  filedByEmployer: boolean
}
export type PathProblem = 'placeUnknown' | 'pathUnsupported' | 'noEmployer'

/** The whole path as steps of the first round, so that the applicant sees from the start who will look at it; or why it cannot be walked. */
export const planSteps = async (db: Tx, { path, placeCode, employerName, filedByEmployer }: PathOf): Promise<NewStep[] | PathProblem> => {
  const offices = path.flat().map((step) => step.office)
  const places = offices.map((office) => placeOfOffice(office.level, placeCode))
  if (places.includes(undefined)) return 'placeUnknown'
  if (!filedByEmployer && !employerName && offices.some((office) => office.level === 'employer')) return 'noEmployer'
  const nameOf = await officeNames(db, places.filter((place) => place !== undefined), offices.flatMap((office) => office.department ?? []))
  const steps: NewStep[] = []
  for (const [stageIndex, stage] of path.entries()) {
    for (const [index, { step, kind, office, workingDays }] of stage.entries()) {
      const place = placeOfOffice(office.level, placeCode) ?? placeCode
      const officeName = office.level === 'employer' ? (employerName ?? '') : nameOf(place, office.department)
      if (officeName === undefined) return 'pathUnsupported'
      const byFiling = office.level === 'employer' && filedByEmployer
      steps.push({
        round: 1,
        stage: stageIndex + 1,
        no: index + 1,
        name: step,
        kind,
        officeLevel: office.level,
        department: office.department,
        placeCode: place,
        officeName,
        workingDays,
        state: byFiling ? 'skipped' : 'waiting',
        opinion: byFiling ? '由用人单位申报，视同已核验' : null,
      })
    }
  }
  return steps
}

/** Opens the next stage of the round and gives the case its name for it; returns the stage's last due day. */
export const moveOn = async (context: FlowContext, before: Pick<CaseRecord, 'id' | 'state'>): Promise<{ state: CaseState; dueOn: PlainDate }> => {
  const { db, today } = context
  const record = await store.getCase(db, before.id)
  const steps = await store.stepsOf(db, record.id, record.round)
  const number = nextStage(steps)
  // A walkable path ends with a decision, which closes the case itself: getting here would be a fault.
  if (number === undefined) throw new Error(`case ${record.number} has no stage left`)
  const stage = steps.filter((step) => step.stage === number)
  if (stage.some((step) => step.state !== 'waiting' && step.state !== 'skipped')) return { state: record.state, dueOn: lastDue(stage, today) }
  let dueOn = today
  for (const step of stage.filter(({ state }) => state === 'waiting')) {
    const due = workingDaysAfter(today, step.workingDays)
    await store.changeStep(db, step.id, { state: 'open', openedOn: today, dueOn: due })
    if (step.kind === 'notice') await openNotice(db, record, step, today, due)
    if (due > dueOn) dueOn = due
  }
  const state = stateOfStage(stage)
  await changeState(context, record, state)
  return { state, dueOn }
}

const lastDue = (stage: readonly StepRecord[], today: PlainDate): PlainDate => stage.reduce((last, { dueOn }) => (dueOn && dueOn > last ? dueOn : last), today)

/** Writes the new state, if it is one, and tells whoever listens. */
export const changeState = async (context: FlowContext, { id, number, state: from }: Pick<CaseRecord, 'id' | 'number' | 'state'>, to: CaseState): Promise<void> => {
  if (from === to) return
  await store.changeCase(context.db, id, { state: to })
  await context.emit(caseMoved, { caseId: id, number, from, to })
}

/** Stops every running clock of the case; the days that were left are kept by the two dates. */
export const stopClocks = async (db: Tx, steps: readonly StepRecord[], today: PlainDate): Promise<void> => {
  for (const step of steps.filter(({ state }) => state === 'open')) await store.changeStep(db, step.id, { state: 'paused', pausedOn: today })
}

/** The clock goes on with the working days that were left; who was late already stays late. */
export const resumedDue = ({ dueOn, pausedOn }: { dueOn: PlainDate | null; pausedOn: PlainDate | null }, today: PlainDate): PlainDate => {
  if (!dueOn || !pausedOn || dueOn < pausedOn) return dueOn ?? today
  return workingDaysAfter(today, workingDaysBetween(pausedOn, dueOn))
}

/** Starts the stopped clocks again; returns the last due day. */
export const startClocks = async (db: Tx, steps: readonly StepRecord[], today: PlainDate): Promise<PlainDate> => {
  const stopped = steps.filter(({ state }) => state === 'paused' || state === 'returned')
  let last = today
  for (const step of stopped) {
    const dueOn = resumedDue(step, today)
    await store.changeStep(db, step.id, { state: 'open', dueOn, pausedOn: null })
    if (dueOn > last) last = dueOn
  }
  return last
}

/** The end of a case other than by decision: what was not done need not be done any more. */
export const closeCase = async (context: FlowContext, record: CaseRecord, to: 'rejected' | 'withdrawn', because: string): Promise<void> => {
  const { db, today } = context
  for (const step of await store.stepsOf(db, record.id, record.round)) {
    if (step.state === 'agreed' || step.state === 'rejected' || step.state === 'skipped') continue
    await store.changeStep(db, step.id, { state: 'skipped', pausedOn: null })
  }
  await store.changeCase(db, record.id, { state: to, closedOn: today, closedBecause: because || null, lacking: [] })
  await context.emit(caseMoved, { caseId: record.id, number: record.number, from: record.state, to })
}

/** A new round from one stage on: earlier stages stand as they were, later ones happen again. */
export const reviewAgain = async (context: FlowContext, record: CaseRecord, fromStage: number): Promise<CaseState> => {
  const { db } = context
  const steps = await store.stepsOf(db, record.id, record.round)
  for (const step of steps.filter(({ state }) => state !== 'agreed' && state !== 'skipped')) await store.changeStep(db, step.id, { state: 'skipped', pausedOn: null })
  await store.changeCase(db, record.id, { round: record.round + 1 })
  const again = steps.map(({ stage, no, name, kind, officeLevel, department, placeCode, officeName, workingDays }): NewStep => {
    const stands = stage < fromStage
    return { round: record.round + 1, stage, no, name, kind, officeLevel, department, placeCode, officeName, workingDays, state: stands ? 'skipped' : 'waiting', opinion: stands ? '沿用上一轮结果' : null }
  })
  await store.insertSteps(db, record.id, again)
  return (await moveOn(context, record)).state
}

export const statesWords = (state: CaseState, dueOn: PlainDate): string => `进入“${caseStates[state]}”，应于${chineseDate(dueOn)}前办结`
