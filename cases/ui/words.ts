import type { ConditionShown } from '../assessment.ts'
import type { CaseState, CaseVerb, StepState } from '../contract.ts'
import type { Tone } from '../../kit/StateTag.tsx'

export const caseTones: Record<CaseState, Tone> = {
  verifying: 'active',
  inReview: 'active',
  returned: 'attention',
  suspended: 'waiting',
  onNotice: 'waiting',
  objected: 'attention',
  toDecide: 'active',
  appealed: 'attention',
  decided: 'good',
  rejected: 'bad',
  withdrawn: 'quiet',
}
export const stepTones: Record<StepState, Tone> = { waiting: 'quiet', open: 'active', agreed: 'good', answered: 'good', returned: 'attention', rejected: 'bad', paused: 'waiting', skipped: 'quiet' }

/** What is left of a deadline, in words that need no colour. */
export const dueText = (daysLeft: number): string => (daysLeft < 0 ? `超期 ${-daysLeft} 个工作日` : daysLeft === 0 ? '今日到期' : `剩 ${daysLeft} 个工作日`)
export const dueTone = (daysLeft: number): 'late' | 'soon' | 'calm' => (daysLeft < 0 ? 'late' : daysLeft <= 1 ? 'soon' : 'calm')

export const outcomeWords: Record<ConditionShown['outcome'], string> = { eligible: '符合', ineligible: '不符合', unknown: '待核实' }
export const outcomeTones: Record<ConditionShown['outcome'], Tone> = { eligible: 'good', ineligible: 'bad', unknown: 'attention' }
export const verificationWords = { verified: '已核验', declared: '申报，尚未核验', disputed: '有异议' } as const

/** Keys of the queue: 1 is always the yes of the step, whatever it is called there. */
export const yesVerbs: readonly CaseVerb[] = ['agree', 'decide', 'employerVerify', 'settleObjection', 'giveOpinion', 'resume', 'settleAppeal']
export const noVerbs: readonly CaseVerb[] = ['reject', 'employerDeny']
