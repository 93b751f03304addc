import type { Tone } from '../../../kit/StateTag.tsx'
import type { BodyState, Standing } from '../contract.ts'
import type { RecheckState } from '../rechecks/contract.ts'

export const standingTones: Record<Standing, Tone> = { held: 'good', lapsing: 'attention', lapsed: 'quiet', revoked: 'bad' }
export const bodyTones: Record<BodyState, Tone> = { proposed: 'waiting', confirmed: 'good', declined: 'bad' }
export const recheckTones: Record<RecheckState, Tone> = { open: 'waiting', hearing: 'active', heard: 'active', proposed: 'attention', kept: 'good', lowered: 'attention', withdrawn: 'bad', lapsed: 'quiet' }

/** A class without a last day is kept as the last day that there is. */
export const noEnd = '9999-12-31'
export const levelChoices: Record<string, string> = { A: 'A类', B: 'B类', C: 'C类', D: 'D类', E: 'E类' }
