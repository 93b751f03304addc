import type { Office, Path } from '../measures/types.ts'
import type { CaseState, StepKind, StepState } from './contract.ts'

/** The path of an edition as a machine, without a database: which stage is next, what state that makes, whose desk it is. */

interface StagedStep {
  stage: number
  kind: StepKind
  officeLevel: Office['level']
  state: StepState
}

/**
 * A path that this desk can walk: ends with a decision alone in its stage; decisions and notices stand alone and are no employer's. Where two
 * bodies decide one after the other (it is not known which the tier calls for), the earlier one's yes is a review and the last one commits.
 * Anything after the decision would have to undo a committed award when it says no; it is refused.
 */
export const isWalkable = (path: Path): boolean => {
  const last = path.at(-1)
  return (
    last?.length === 1 &&
    last[0]?.kind === 'decide' &&
    path.every((stage) => stage.length > 0 && (stage.length === 1 || stage.every((step) => step.kind === 'review'))) &&
    path.flat().every((step) => step.kind === 'review' || step.office.level !== 'employer')
  )
}

const done: readonly StepState[] = ['agreed', 'answered', 'skipped']

/** Number of the first stage that is not through; undefined when all are. */
export const nextStage = (steps: readonly StagedStep[]): number | undefined => {
  const left = steps.filter((step) => !done.includes(step.state)).map((step) => step.stage)
  return left.length ? Math.min(...left) : undefined
}

/** What the case is called while this stage runs. */
export const stateOfStage = (all: readonly Pick<StagedStep, 'kind' | 'officeLevel'>[]): CaseState => {
  // An opinion asked for by the way does not change what the stage is.
  const stage = all.filter((step) => step.kind !== 'opinion')
  if (stage.some((step) => step.kind === 'notice')) return 'onNotice'
  if (stage.some((step) => step.kind === 'decide')) return 'toDecide'
  return stage.every((step) => step.officeLevel === 'employer') ? 'verifying' : 'inReview'
}

/** The stage to go back to when an objection sends the case to a new review: the last one before the notice in which an office reviews. */
export const reviewBefore = (steps: readonly StagedStep[], noticeStage: number): number | undefined => {
  const stages = steps.filter((step) => step.stage < noticeStage && step.kind === 'review' && step.officeLevel !== 'employer').map((step) => step.stage)
  return stages.length ? Math.max(...stages) : undefined
}

/** Place codes are prefixes: city 4, county 6, town 9 digits. Undefined when the case's place is not known so finely. */
export const placeOfOffice = (level: Office['level'], placeCode: string): string | undefined => {
  if (level === 'employer') return placeCode
  const digits = { city: 4, county: 6, town: 9 }[level]
  return placeCode.length >= digits ? placeCode.slice(0, digits) : undefined
}

/** 张三 → 张*，欧阳明月 → 欧**月：a public list names nobody in full. */
export const maskName = (name: string): string => {
  const letters = Array.from(name)
  const first = letters[0] ?? ''
  return letters.length <= 2 ? `${first}*` : `${first}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
}
