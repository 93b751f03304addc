import type { Tone } from '../../kit/StateTag.tsx'
import type { InstalmentState } from '../contract.ts'
import type { InquiryState } from '../inquiry-contract.ts'
import type { SheetState } from '../sheets/contract.ts'
import type { BatchState, ItemState } from '../payment-contract.ts'

export const instalmentTones: Record<InstalmentState, Tone> = { planned: 'quiet', needsCheck: 'attention', due: 'waiting', suspended: 'attention', batched: 'active', paid: 'good', setOff: 'good', stopped: 'bad' }
export const batchTones: Record<BatchState, Tone> = { made: 'waiting', released: 'active', settled: 'good', dissolved: 'quiet' }
export const itemTones: Record<ItemState, Tone> = { included: 'waiting', sent: 'active', paid: 'good', failed: 'bad', dissolved: 'quiet' }
export const sheetTones: Record<SheetState, Tone> = { prepared: 'waiting', signed: 'good', returned: 'quiet' }
export const inquiryTones: Record<InquiryState, Tone> = { open: 'attention', answered: 'good' }
