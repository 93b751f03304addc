import type { Tone } from '../../../kit/StateTag.tsx'
import type { StageState } from '../contract.ts'

export const stageTones: Record<StageState, Tone> = { open: 'waiting', passed: 'good', reduced: 'attention', failed: 'bad' }
