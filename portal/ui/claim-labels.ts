import type { Due } from '../../measures/contract.ts'

/** What the button of an offer says: money that only wants a yes is confirmed, the rest is applied for. */
export const claimLabels: Record<Due['delivery'], string> = { proactive: '确认领取', apply: '去申报' }
