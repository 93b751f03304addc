import type { Tone } from '../../../kit/StateTag.tsx'
import type { AdjustmentState } from '../contract.ts'
import type { SettlementState } from '../settlement-contract.ts'

export const adjustmentTones: Record<AdjustmentState, Tone> = { asked: 'waiting', approved: 'good', declined: 'bad', withdrawn: 'quiet' }
export const settlementTones: Record<SettlementState, Tone> = { drawn: 'waiting', confirmed: 'good', declined: 'bad', withdrawn: 'quiet' }
