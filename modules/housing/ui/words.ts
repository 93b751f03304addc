import { isPlainDate } from '../../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import type { Tone } from '../../../kit/StateTag.tsx'
import type { ApplicationState, OfferState, UnitState } from '../states.ts'

export const applicationTones: Record<ApplicationState, Tone> = { waiting: 'waiting', offered: 'active', accepted: 'active', housed: 'good', left: 'quiet', withdrawn: 'quiet', dropped: 'bad' }
export const offerTones: Record<OfferState, Tone> = { open: 'active', accepted: 'good', declined: 'quiet', lapsed: 'bad', cancelled: 'quiet', housed: 'good' }
export const unitTones: Record<UnitState, Tone> = { vacant: 'good', held: 'active', occupied: 'quiet', repair: 'waiting', withdrawn: 'quiet', ahead: 'waiting' }

/** The picker speaks dayjs; the house speaks days as text. */
export const dayText = (value: { format(pattern: string): string } | null): PlainDate | undefined => {
  const text = value?.format('YYYY-MM-DD') ?? ''
  return isPlainDate(text) ? text : undefined
}
export const bedroomsText = (bedrooms: number): string => (bedrooms === 0 ? '开间' : `${bedrooms} 室`)
export const areaText = (area: string): string => `${area.replace(/\.?0+$/, '')} 平方米`
