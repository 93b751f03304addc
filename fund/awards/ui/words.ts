import type { Tone } from '../../../kit/StateTag.tsx'
import type { AwardState } from '../../contract.ts'
import type { Finding } from '../contract.ts'

export const awardTones: Record<AwardState, Tone> = { reserved: 'waiting', active: 'active', completed: 'good', curtailed: 'attention', cancelled: 'bad' }
export const outcomeTones: Record<Finding['outcome'], Tone> = { eligible: 'good', ineligible: 'bad', unknown: 'attention' }
