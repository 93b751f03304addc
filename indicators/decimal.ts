/** Figures are decimals written as text, so that what is divided here is what is printed there. */

/** `numerator / denominator × factor`, rounded half away from zero to `places` decimals. The denominator must not be zero. */
export const quotient = (numerator: bigint, denominator: bigint, places: number, factor = 1n): string => {
  if (denominator === 0n) throw new RangeError('divided by zero')
  const negative = numerator < 0n !== denominator < 0n && numerator !== 0n
  const top = abs(numerator) * factor * 10n ** BigInt(places)
  const bottom = abs(denominator)
  return written(negative, (2n * top + bottom) / (2n * bottom), places)
}

/** `a - b` of two decimals. */
export const minus = (a: string, b: string): string => {
  const places = Math.max(placesOf(a), placesOf(b))
  const difference = scaled(a, places) - scaled(b, places)
  return written(difference < 0n, abs(difference), places)
}

/** `a + b` of two decimals. */
export const plus = (a: string, b: string): string => minus(a, b.startsWith('-') ? b.slice(1) : `-${b}`)

/** Hundredths of a decimal, to reckon with. More than two places would be read as a larger number, so they are refused. */
export const hundredths = (decimal: string): bigint => {
  if (placesOf(decimal) > 2) throw new RangeError(`${decimal} has more than two places`)
  return scaled(decimal, 2)
}

/** `(a - b) / b` in per cent, one decimal; undefined where nothing was there before. */
export const growth = (a: string, b: string): string | undefined => {
  const places = Math.max(placesOf(a), placesOf(b))
  const before = scaled(b, places)
  return before === 0n ? undefined : quotient(scaled(a, places) - before, before, 1, 100n)
}

export const isNegative = (decimal: string): boolean => decimal.startsWith('-')
export const isZero = (decimal: string): boolean => /^-?0(\.0+)?$/.test(decimal)
export const magnitude = (decimal: string): string => decimal.replace(/^-/, '')

const abs = (value: bigint): bigint => (value < 0n ? -value : value)
const placesOf = (decimal: string): number => decimal.split('.')[1]?.length ?? 0
const scaled = (decimal: string, places: number): bigint => {
  const [whole = '0', rest = ''] = decimal.split('.')
  return BigInt(whole + rest.padEnd(places, '0'))
}
const written = (negative: boolean, value: bigint, places: number): string => {
  const digits = value.toString().padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return negative && value > 0n ? `-${text}` : text
}
