import { dateOf, partsOf } from '../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { isNegative, isZero, magnitude } from '../decimal.ts'
import { units, type Unit } from '../definition.ts'
import type { Binding, Period } from '../writing/types.ts'
import { trimmed, writeFigure } from '../writing/written.ts'

/** Numbers, days and changes as an answer says them. Pure. */

export const dayWords = (day: PlainDate): string => {
  const { year, month, day: of } = partsOf(day)
  return `${year}年${month}月${of}日`
}

export const periodWords = ({ from, to }: Period): string => {
  const { year } = partsOf(to)
  if (from === null) return `截至${dayWords(to)}`
  if (from === dateOf(year, 1, 1)) return to === dateOf(year, 12, 31) ? `${year}年` : `${year}年1月1日至${dayWords(to).slice(5)}`
  return `${dayWords(from)}至${dayWords(to)}`
}

/** 2025年，本年引进…: the days are said already, and may be another year's. */
export const subjectWords = (title: string, { from }: Period): string => (from === null ? title : title.replace('本年', ''))

const bare = { text: '', measured: 'none', scale: 1n, length: 0 } as const

/** 4 人, 20%, 3.2 万元: a number by itself, with its unit. */
export const amountWords = (value: string, unit: Unit | 'points'): string => {
  const written = writeFigure(value, unit, bare, { decimals: null, typed: '' }, { aspect: 'value' })
  const text = 'written' in written ? written.written : value
  return unit === 'fen' || unit === 'share' || unit === 'points' ? text : `${text} ${units[unit]}`
}

/** 增加 3 人（增长 5.2%）; 提高 0.3 个百分点; 持平. */
export const movedWords = (difference: string, unit: Unit | 'points', grown: string | null): string => {
  if (isZero(difference)) return '持平'
  const down = isNegative(difference)
  const amount = amountWords(magnitude(difference), unit)
  if (unit === 'points') return `${down ? '降低' : '提高'} ${amount}`
  return `${down ? '减少' : '增加'} ${amount}${grown === null ? '' : `（${down ? '下降' : '增长'} ${trimmed(magnitude(grown))}%）`}`
}

export const sinceWords = ({ since, sinceFrom }: Pick<Binding, 'since' | 'sinceFrom'>): string => (since === undefined ? '上年同期' : sinceFrom === undefined ? dayWords(since) : `${dayWords(sinceFrom)}至${dayWords(since)}`)
