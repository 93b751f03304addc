import type { Tone } from '../../../kit/StateTag.tsx'
import type { BreachState, ObligationState } from '../contract.ts'
import type { WriteOffState } from '../claim-contract.ts'

export const obligationTones: Record<ObligationState, Tone> = { running: 'active', suspected: 'attention', breached: 'bad', fulfilled: 'good', released: 'quiet' }
export const breachTones: Record<BreachState, Tone> = { noticed: 'waiting', heard: 'waiting', proposed: 'attention', upheld: 'bad', dismissed: 'quiet' }
export const writeOffTones: Record<WriteOffState, Tone> = { proposed: 'waiting', approvedOnce: 'waiting', approved: 'good', refused: 'quiet' }
