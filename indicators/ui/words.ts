import { dateText, moneyText, countText } from '../../kit/format.ts'
import type { ChangeTone, FigureProps } from '../../kit/Figure.tsx'
import type { Tone } from '../../kit/StateTag.tsx'
import { units, type Change, type Figure, type Unit } from '../contract.ts'
import type { SnapshotState } from '../snapshot/contract.ts'

/** A number and its unit, apart, because they are set in two sizes: 3 亿元, 19,154 人, 15.04 %. */
export const numberOf = (value: string | null, unit: Unit): { number: string | undefined; unit: string } => {
  if (value === null) return { number: undefined, unit: units[unit] }
  if (unit === 'fen') {
    const [number = '', of = ''] = moneyText(BigInt(value)).split(' ')
    return { number, unit: of }
  }
  if (unit === 'squareMetre') {
    const large = Math.abs(Number(value)) >= 10_000
    return { number: (Number(value) / (large ? 10_000 : 1)).toLocaleString('zh-CN', { maximumFractionDigits: 2 }), unit: large ? '万平方米' : units[unit] }
  }
  if (value.includes('.')) return { number: value, unit: units[unit] }
  return { number: countText(BigInt(value)), unit: units[unit] }
}

export const valueText = (value: string | null, unit: Unit): string => {
  const { number, unit: of } = numberOf(value, unit)
  return number === undefined ? '—' : of === '%' ? `${number}%` : `${number} ${of}`
}

/** A number in a column whose head line names the unit: money in 万元, so that a column can be read down. */
export const cellText = (value: string | null, unit: Unit): string => {
  if (value === null) return '—'
  // The head line says 平方米 for the whole column.
  if (unit === 'squareMetre') return Number(value).toLocaleString('zh-CN', { maximumFractionDigits: 2 })
  if (unit !== 'fen') return numberOf(value, unit).number ?? '—'
  return (Number(BigInt(value) / 10_000n) / 100).toLocaleString('zh-CN')
}

/** Whether a change is good news: up where more is better, down where less is. */
export const toneOf = (change: Change, better: Figure['better']): ChangeTone => {
  if (better === 'neither' || change.direction === 'same') return 'plain'
  return (change.direction === 'up') === (better === 'more') ? 'good' : 'bad'
}

/** What the component Figure wants, out of what the server says. */
export const propsOf = (figure: Figure): Omit<FigureProps, 'label'> => ({
  ...numberOf(figure.value, figure.unit),
  because: figure.because ?? undefined,
  change: figure.change ? { words: figure.change.words, direction: figure.change.direction, tone: toneOf(figure.change, figure.better), since: dateText(figure.change.since) } : undefined,
  spark: figure.spark.map(({ value }) => (value === null ? null : Number(value))),
})

/** Points for bars: the largest is the whole width. */
export const sharesOf = (values: readonly (string | null)[]): number[] => {
  const numbers = values.map((value) => Number(value ?? 0))
  const most = Math.max(...numbers, 1)
  return numbers.map((number) => (number / most) * 100)
}


export const snapshotTones: Record<SnapshotState, Tone> = { drafted: 'waiting', checked: 'active', signed: 'good', withdrawn: 'quiet' }

/** 2026年 · 2026年10月 */
export const periodText = (period: string): string => {
  const [year = '', month] = period.split('-')
  return month === undefined ? `${year}年` : `${year}年${Number(month)}月`
}

/** Periods that are over, newest first: the last twelve months and the last two years. */
export const periodsUntil = (today: string): string[] => {
  const [year = 0, month = 0] = today.split('-').map(Number)
  if (!year || !month) return []
  const months = Array.from({ length: 12 }, (_, back) => {
    const number = year * 12 + month - 2 - back
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
  })
  return [...months, String(year - 1), String(year - 2)]
}
