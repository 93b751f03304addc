import type { Tone } from '../../../kit/StateTag.tsx'
import type { PlatformEvent, PlatformState } from '../contract.ts'

export const platformTones: Record<PlatformState, Tone> = { valid: 'good', rectifying: 'attention', expired: 'bad', withdrawn: 'quiet' }
export const eventTones: Record<PlatformEvent['state'], Tone> = { proposed: 'waiting', confirmed: 'good', declined: 'quiet' }
