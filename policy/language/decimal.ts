/**
 * Exact decimals: `coefficient × 10^-scale`. Rules compare money and rates, so `0.1 + 0.2 = 0.3` must hold
 * and every engine must give the same digits (PostgreSQL's counterpart is `numeric`).
 *
 * Addition, subtraction and multiplication are exact. A division keeps {@link quotientPlaces} decimal places,
 * rounded half away from zero; the SQL engine computes the same digits with integer division.
 */
export interface Decimal {
  readonly n: bigint
  readonly s: number
}

/** Decimal places that a division keeps. Stated in policy/README.md; the SQL form repeats it. */
export const quotientPlaces = 12

/** A product with more decimal places than this is refused: no rate or price needs them, and an unbounded chain would. */
const largestScale = 2000

const written = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

export const zero: Decimal = { n: 0n, s: 0 }
export const one: Decimal = { n: 1n, s: 0 }

/** Reads `12`, `-0.30`, `1e3`. Returns undefined for anything else (empty, `NaN`, two points). */
export function parseDecimal(text: string): Decimal | undefined {
  const match = written.exec(text)
  if (!match) return undefined
  const whole = match[2] ?? ''
  const fraction = match[3] ?? ''
  if (whole === '' && fraction === '') return undefined
  const digits = BigInt(whole + fraction)
  const exponent = match[4] === undefined ? 0 : Number(match[4])
  if (Math.abs(exponent) > 100) return undefined
  const scale = fraction.length - exponent
  const signed = match[1] === '-' ? -digits : digits
  return scale >= 0 ? { n: signed, s: scale } : { n: signed * 10n ** BigInt(-scale), s: 0 }
}

/** A JavaScript number as it prints: 0.1 is one tenth. Undefined for NaN and the infinities. */
export function decimalOf(value: number | bigint): Decimal | undefined {
  if (typeof value === 'bigint') return { n: value, s: 0 }
  if (Number.isSafeInteger(value)) return { n: BigInt(value), s: 0 }
  return parseDecimal(String(value))
}

/** For literals in code, where the number is known to be finite. */
export function integer(value: number): Decimal {
  return { n: BigInt(Math.trunc(value)), s: 0 }
}

const powers: bigint[] = []
for (let i = 0, p = 1n; i <= 64; i += 1, p *= 10n) powers.push(p)
function pow10(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent)
}

export function add(a: Decimal, b: Decimal): Decimal {
  if (a.s === b.s) return { n: a.n + b.n, s: a.s }
  return a.s > b.s ? { n: a.n + b.n * pow10(a.s - b.s), s: a.s } : { n: a.n * pow10(b.s - a.s) + b.n, s: b.s }
}

export function negate(a: Decimal): Decimal {
  return { n: -a.n, s: a.s }
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b))
}

/** Exact product; throws a RangeError past {@link largestScale} places, which the checker keeps out of reach (size.ts). */
export function multiply(a: Decimal, b: Decimal): Decimal {
  if (a.s + b.s > largestScale) throw new RangeError('小数位数超过 2000 位')
  return { n: a.n * b.n, s: a.s + b.s }
}

/** a ÷ b to {@link quotientPlaces} places, half away from zero; null (unknown) when b is zero. */
export function divide(a: Decimal, b: Decimal): Decimal | null {
  if (b.n === 0n) return null
  const up = quotientPlaces + b.s - a.s
  const numerator = up >= 0 ? a.n * pow10(up) : a.n
  const denominator = up >= 0 ? b.n : b.n * pow10(-up)
  return { n: divideHalfAway(numerator, denominator), s: quotientPlaces }
}

function divideHalfAway(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const top = numerator < 0n ? -numerator : numerator
  const bottom = denominator < 0n ? -denominator : denominator
  const quotient = (top * 2n + bottom) / (bottom * 2n)
  return negative ? -quotient : quotient
}

/** Negative, zero or positive, like a sort comparator. */
export function compare(a: Decimal, b: Decimal): number {
  if (a.s === b.s) return a.n < b.n ? -1 : a.n > b.n ? 1 : 0
  const left = a.s >= b.s ? a.n : a.n * pow10(b.s - a.s)
  const right = b.s >= a.s ? b.n : b.n * pow10(a.s - b.s)
  return left < right ? -1 : left > right ? 1 : 0
}

/** {@link compare} with one and the same `b`, which is brought to the scale of what it meets once a scale. */
export function comparisonWith(b: Decimal): (a: Decimal) => number {
  let scale = b.s
  let scaled = b.n
  return (a) => {
    if (a.s !== scale) {
      if (a.s < b.s) return compare(a, b)
      scale = a.s
      scaled = b.n * pow10(scale - b.s)
    }
    return a.n < scaled ? -1 : a.n > scaled ? 1 : 0
  }
}

/** Rounds half away from zero to `places` decimal places (negative places round to tens, hundreds …). */
export function round(a: Decimal, places = 0): Decimal {
  if (places >= a.s) return a
  const rounded = divideHalfAway(a.n, pow10(a.s - places))
  return places >= 0 ? { n: rounded, s: places } : { n: rounded * pow10(-places), s: 0 }
}

/** The largest integer not above `a` (towards minus infinity, as PostgreSQL's floor). */
export function floor(a: Decimal): Decimal {
  if (a.s === 0) return a
  const unit = pow10(a.s)
  const quotient = a.n / unit
  return { n: a.n < 0n && a.n % unit !== 0n ? quotient - 1n : quotient, s: 0 }
}

export function ceiling(a: Decimal): Decimal {
  return negate(floor(negate(a)))
}

export function absolute(a: Decimal): Decimal {
  return a.n < 0n ? negate(a) : a
}

/** a − b·floor(a÷b): the sign of the divisor, as FEEL's modulo; null when b is zero. */
export function modulo(a: Decimal, b: Decimal): Decimal | null {
  if (b.n === 0n) return null
  const scale = Math.max(a.s, b.s)
  const left = a.n * pow10(scale - a.s)
  const right = b.n * pow10(scale - b.s)
  const rest = left % right
  return { n: rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest, s: scale }
}

/** Shortest writing without exponent: `0.3`, `-12`, `600000`. */
export function formatDecimal(a: Decimal): string {
  if (a.s === 0) return a.n.toString()
  const negative = a.n < 0n
  const digits = (negative ? -a.n : a.n).toString().padStart(a.s + 1, '0')
  const whole = digits.slice(0, digits.length - a.s)
  const fraction = digits.slice(digits.length - a.s).replace(/0+$/, '')
  const text = fraction === '' ? whole : `${whole}.${fraction}`
  return negative && text !== '0' ? `-${text}` : text
}

/** As a JavaScript integer when it is one and safe; otherwise undefined. */
export function toInteger(a: Decimal): number | undefined {
  const whole = floor(a)
  if (compare(whole, a) !== 0) return undefined
  const value = Number(whole.n)
  return Number.isSafeInteger(value) ? value : undefined
}

/** Yuan to fen, rounded half away from zero to the fen. */
export function yuanToFen(yuan: Decimal): bigint {
  const rounded = round(yuan, 2)
  return rounded.n * pow10(2 - rounded.s)
}

export function fenToYuan(fen: bigint): Decimal {
  return { n: fen, s: 2 }
}

/** `60000000n` → `"600000.00"`: how money is written in JSON output. */
export function formatFen(fen: bigint): string {
  const negative = fen < 0n
  const digits = (negative ? -fen : fen).toString().padStart(3, '0')
  return `${negative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
