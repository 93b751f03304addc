import type { PlainDate } from '../../../kernel/types.ts'
import { isPlainDate } from '../../../kernel/calendar/plain-date.ts'
import type { Tone } from '../../../kit/StateTag.tsx'
import type { RequestState } from '../contract.ts'

export const requestTones: Record<RequestState, Tone> = { asked: 'waiting', inHand: 'active', answered: 'good', closed: 'quiet', withdrawn: 'quiet' }

/** The picker speaks dayjs; the house speaks days as text. */
export const dayText = (value: { format(pattern: string): string } | null): PlainDate | undefined => {
  const text = value?.format('YYYY-MM-DD') ?? ''
  return isPlainDate(text) ? text : undefined
}

export const ratings: Record<number, string> = { 1: '很不满意', 2: '不满意', 3: '一般', 4: '满意', 5: '很满意' }
