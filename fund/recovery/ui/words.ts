import type { Tone } from '../../../kit/StateTag.tsx'
import type { BreachState, ObligationState } from '../contract.ts'
import type { ClaimPage, WriteOffState } from '../claim-contract.ts'

export const obligationTones: Record<ObligationState, Tone> = { running: 'active', suspected: 'attention', breached: 'bad', fulfilled: 'good', released: 'quiet' }
export const breachTones: Record<BreachState, Tone> = { noticed: 'waiting', heard: 'waiting', proposed: 'attention', upheld: 'bad', dismissed: 'quiet' }
export const writeOffTones: Record<WriteOffState, Tone> = { proposed: 'waiting', approvedOnce: 'waiting', approved: 'good', refused: 'quiet' }
/** Whose instalment paid a debt, where it was another record's. */
export const setOffWords: Record<ClaimPage['setOffs'][number]['of'], string> = { own: '', merged: '，同一个人的另一条登记记录名下', separated: '；抵扣时两条登记记录是同一个人，后来拆分为两个人' }
