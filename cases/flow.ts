import { chineseDate } from '../kernel/calendar/plain-date.ts'
import { workingDaysAfter, workingDaysBetween } from '../kernel/calendar/working-days.ts'
import type { Tx } from '../kernel/db/database.ts'
import type { ActionContext } from '../kernel/implement.ts'
import { addEvent } from '../kernel/jobs/queue.ts'
import { systemActor, type Actor } from '../kernel/org/actor.ts'
import type { PlainDate } from '../kernel/types.ts'
import type { Path } from '../measures/types.ts'
import * as store from './case-store.ts'
import type { CaseRecord, NewStep, StepRecord } from './case-store.ts'
import { caseMoved, caseStates, isWay, type CaseState, type MovingVerb } from './contract.ts'
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

/** What the clock does is the house's own doing. */
export const byTheClock = (db: Tx, today: PlainDate): FlowContext => ({ db, actor: systemActor, today, emit: (event, payload) => addEvent(db, event.name, event.payload.parse(payload)) })

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
    for (const [index, { step, kind, office, workingDays, needs = 'all' }] of stage.entries()) {
      const place = placeOfOffice(office.level, placeCode) ?? placeCode
      const officeName = office.level === 'employer' ? (employerName ?? '') : nameOf(place, office.department)
      if (officeName === undefined) return 'pathUnsupported'
      const byFiling = office.level === 'employer' && filedByEmployer
      steps.push({
        round: 1,
        stage: stageIndex + 1,
        no: index + 1,
        name: step,
        // Only the last body commits; one before it is asked for its yes.
        kind: kind === 'decide' && stageIndex + 1 < path.length ? 'review' : kind,
        needs,
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
export const moveOn = async (context: FlowContext, before: Pick<CaseRecord, 'id'>, verb: MovingVerb): Promise<{ state: CaseState; dueOn: PlainDate }> => {
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
  await changeState(context, record, state, verb)
  return { state, dueOn }
}

const lastDue = (stage: readonly StepRecord[], today: PlainDate): PlainDate => stage.reduce((last, { dueOn }) => (dueOn && dueOn > last ? dueOn : last), today)

type Moving = Pick<CaseRecord, 'id' | 'number' | 'state'>

/** Writes the new state, if it is one, and tells whoever listens. A verb that has no such way is a fault of the house. */
export const changeState = async (context: FlowContext, record: Moving, to: CaseState, verb: MovingVerb): Promise<void> => {
  if (record.state === to) return
  await store.changeCase(context.db, record.id, { state: to })
  await tellMove(context, record, to, verb)
}

/** For a change of state that was written together with more of the case. */
export const tellMove = async (context: FlowContext, { id, number, state: from }: Moving, to: CaseState, verb: MovingVerb): Promise<void> => {
  if (!isWay(verb, from, to)) throw new Error(`case ${number}: ${verb} leads from ${from} to ${to} by no way of the table`)
  await context.emit(caseMoved, { caseId: id, number, from, to, verb })
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

const settled: readonly StepRecord['state'][] = ['agreed', 'answered', 'rejected', 'skipped']

/** The end of a case other than by decision: what was not done need not be done any more. */
export const closeCase = async (context: FlowContext, record: CaseRecord, to: 'rejected' | 'withdrawn', because: string, verb: MovingVerb): Promise<void> => {
  const { db, today } = context
  for (const step of await store.stepsOf(db, record.id, record.round)) {
    if (settled.includes(step.state)) continue
    await store.changeStep(db, step.id, { state: 'skipped', pausedOn: null })
  }
  await store.changeCase(db, record.id, { state: to, closedOn: today, closedBecause: because || null, lacking: [], supplementDueOn: null, suspendedOn: null, suspendedBecause: null })
  await tellMove(context, record, to, verb)
}

/** A new round from one stage on: earlier stages stand as they were, later ones happen again. An opinion asked for by the way was of its round. */
export const reviewAgain = async (context: FlowContext, record: CaseRecord, fromStage: number, verb: MovingVerb): Promise<{ state: CaseState; dueOn: PlainDate }> => {
  const { db } = context
  const steps = await store.stepsOf(db, record.id, record.round)
  for (const step of steps.filter(({ state }) => !settled.includes(state))) await store.changeStep(db, step.id, { state: 'skipped', pausedOn: null })
  await store.changeCase(db, record.id, { round: record.round + 1 })
  const again = steps
    .filter(({ kind }) => kind !== 'opinion')
    .map(({ stage, no, name, kind, needs, officeLevel, department, placeCode, officeName, workingDays }): NewStep => {
      const stands = stage < fromStage
      return { round: record.round + 1, stage, no, name, kind, needs, officeLevel, department, placeCode, officeName, workingDays, state: stands ? 'skipped' : 'waiting', opinion: stands ? '沿用上一轮结果' : null }
    })
  await store.insertSteps(db, record.id, again)
  return moveOn(context, record, verb)
}

/** How often a case may begin anew; the table of cases holds the same. */
export const mostRounds = 20

export const statesWords = (state: CaseState, dueOn: PlainDate): string => `进入“${caseStates[state]}”，应于${chineseDate(dueOn)}前办结`
