import { isNegative, isZero, magnitude } from '../decimal.ts'
import { units, type Unit } from '../definition.ts'
import type { ParameterUnit } from './parameters.ts'
import type { Binding, Blank } from './types.ts'
import type { Measured, WrittenUnit } from './units.ts'

/** A value as the sentence needs it: 1.3 before 万人, 3 before 亿元, 0.36 before 个百分点. Refuses what would make the sentence false. */
export type Written = { written: string } | { refused: string }

/** Exact decimal of `value / 10^shift / scale` to `places`, half away from zero. */
export const scaledTo = (value: string, scale: bigint, places: number): string => {
  const negative = isNegative(value)
  const [whole = '0', rest = ''] = magnitude(value).split('.')
  const top = BigInt(whole + rest) * 10n ** BigInt(places)
  const bottom = scale * 10n ** BigInt(rest.length)
  const digits = ((2n * top + bottom) / (2n * bottom)).toString().padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return negative && !isZero(text) ? `-${text}` : text
}
export const trimmed = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal)

export const writeFigure = (value: string, unit: Unit | 'points', into: WrittenUnit, blank: Pick<Blank, 'decimals' | 'typed'>, { aspect, direction }: Pick<Binding, 'aspect' | 'direction'>): Written => {
  const moved = aspect === 'change' || aspect === 'growth'
  if (moved && direction !== undefined) {
    if (isZero(value)) return { refused: '与比较的那一期持平，句子要改写' }
    if (isNegative(value) !== (direction === 'down')) return { refused: `记录是${isNegative(value) ? '减少' : '增加'}，与句中的“${direction === 'down' ? '下降' : '增长'}”相反，句子要改写` }
  }
  const bare = moved && direction !== undefined ? magnitude(value) : value
  return fitting(numberText(bare, unit, into, blank.decimals), blank.typed)
}

const numberText = (value: string, unit: Unit | 'points', into: WrittenUnit, decimals: number | null): Written => {
  if (unit === 'fen') return moneyText(scaledTo(value, 100n, 2), into, decimals)
  if (unit === 'share' || unit === 'points') {
    const text = decimals === null ? trimmed(scaledTo(value, 1n, 2)) : scaledTo(value, 1n, decimals)
    return { written: into.measured === 'none' ? `${text}${unit === 'share' ? '%' : '个百分点'}` : text }
  }
  if (into.scale === 1n) return { written: decimals !== null && value.includes('.') ? scaledTo(value, 1n, decimals) : trimmed(value) }
  // 1.23万平方米: an area is said to the hundredth of 万 (a hundred square metres).
  const text = unit === 'squareMetre' && decimals === null ? trimmed(scaledTo(value, into.scale, 2)) : scaledTo(value, into.scale, decimals ?? 1)
  if (!isZero(text) || isZero(value)) return { written: text }
  const finer = scaledTo(value, into.scale, 2)
  return isZero(finer) ? { refused: `只有${value}${units[unit as Unit]}，写不成“${into.text}”` } : { written: finer }
}

/** `yuan` with two decimals. */
const moneyText = (yuan: string, into: WrittenUnit, decimals: number | null): Written => {
  if (into.measured === 'none') {
    const scale = isBig(yuan, 100_000_000n) ? { scale: 100_000_000n, word: '亿元' } : isBig(yuan, 10_000n) ? { scale: 10_000n, word: '万元' } : { scale: 1n, word: '元' }
    return { written: `${trimmed(scaledTo(yuan, scale.scale, 2))}${scale.word}` }
  }
  const text = decimals === null ? trimmed(scaledTo(yuan, into.scale, 2)) : scaledTo(yuan, into.scale, decimals)
  return isZero(text) && !isZero(yuan) ? (isZero(scaledTo(yuan, into.scale, 4)) ? { refused: `只有${trimmed(yuan)}元，写不成“${into.text}”` } : { written: trimmed(scaledTo(yuan, into.scale, 4)) }) : { written: text }
}
const isBig = (yuan: string, scale: bigint): boolean => BigInt(magnitude(yuan).split('.')[0] ?? '0') >= scale

const parameterUnits: Readonly<Record<ParameterUnit, readonly Measured[]>> = { yuan: ['money', 'none'], share: ['percent', 'none'], months: ['months'], years: ['years'], count: ['person', 'thing', 'none'], number: ['number', 'none'], age: ['age'] }

export const writeParameter = (value: string, unit: ParameterUnit, into: WrittenUnit, blank: Pick<Blank, 'decimals' | 'typed'>): Written => {
  if (!parameterUnits[unit].includes(into.measured)) return { refused: `单位“${into.text}”与这项政策的单位不同` }
  if (unit === 'yuan') return fitting(moneyText(value.includes('.') ? value : `${value}.00`, into, blank.decimals), blank.typed)
  return fitting({ written: unit === 'share' && into.measured === 'none' ? `${trimmed(value)}%` : trimmed(value) }, blank.typed)
}

/** 20XX wants a number that begins with 20. */
const fitting = (written: Written, typed: string): Written =>
  'refused' in written || typed === '' || written.written.startsWith(typed) ? written : { refused: `文中已写“${typed}”，与${written.written}不符` }
