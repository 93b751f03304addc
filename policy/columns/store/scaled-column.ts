import { parseDecimal, type Decimal } from '../../language/decimal.ts'
import { dayNumber } from '../../language/day.ts'
import { isDecimal } from '../../language/evaluate.ts'
import type { Known, Type } from '../../language/type.ts'
import { readValue, type FactValue } from '../../vocabulary/facts.ts'
import { StoredColumn } from './column.ts'
import { dayOf, numberOfDay } from './days.ts'
import { Piece, rowsPerBlock, type Memory } from './memory.ts'

/** Decimal places that a column keeps; a value with more is kept aside, with its subject. */
export const mostPlaces = 6
/** Whole numbers up to here are exact in a double, the widest a column gets. */
export const largest = 2 ** 53 - 1

/**
 * Numbers, money and days as whole numbers: a value times ten to the column's scale (money: fen), a day's number. Two bytes
 * a row while all fit, then four, then eight (doubles, exact below 2^53): a value is never wrapped, the column is widened.
 */
export class ScaledColumn extends StoredColumn {
  values: Piece
  width: 2 | 4 | 8
  scale: number
  private unit: number
  private readonly isDate: boolean

  constructor(memory: Memory, name: string, type: Type) {
    super(memory, name, type)
    this.isDate = type.kind === 'date'
    this.scale = type.kind === 'money' ? 2 : 0
    this.unit = 10 ** this.scale
    this.width = 2
    this.values = new Piece(memory, rowsPerBlock * this.width)
  }

  /** The stored whole number; of no meaning when the value is unknown. */
  whole(row: number): number {
    const { memory, width } = this
    return (width === 2 ? memory.i16[this.index(row, 1)] : width === 4 ? memory.i32[this.index(row, 2)] : memory.f64[this.index(row, 3)]) ?? 0
  }

  read(row: number): Known {
    if (!this.valid.has(row)) return null
    return this.meaning(this.whole(row))
  }

  /** What a stored whole number means. */
  meaning(whole: number): Decimal | string {
    return this.isDate ? dayOf(whole) : { n: BigInt(whole), s: this.scale }
  }

  write(row: number, raw: FactValue): boolean {
    const whole = this.isDate ? this.dayNumberOf(raw) : this.wholeOf(raw)
    if (whole === undefined) return false
    this.writeWhole(row, whole)
    return true
  }

  /** Takes a whole number at the column's scale: for loading by columns and for what is computed. */
  writeWhole(row: number, whole: number): void {
    if (this.width === 2 && (whole > 32767 || whole < -32768)) this.widen(whole > 2147483647 || whole < -2147483648 ? 8 : 4)
    else if (this.width === 4 && (whole > 2147483647 || whole < -2147483648)) this.widen(8)
    const { memory, width } = this
    if (width === 2) memory.i16[this.index(row, 1)] = whole
    else if (width === 4) memory.i32[this.index(row, 2)] = whole
    else memory.f64[this.index(row, 3)] = whole
    this.valid.set(row, true)
  }

  private dayNumberOf(raw: FactValue): number {
    const known = typeof raw === 'string' ? numberOfDay(raw) : undefined
    if (known !== undefined) return known
    const value = readValue(raw, this.type, this.name)
    return dayNumber(typeof value === 'string' ? value : '')
  }

  private wholeOf(raw: FactValue): number | undefined {
    if (typeof raw === 'number' && Number.isInteger(raw)) {
      const whole = raw * this.unit
      if (Math.abs(whole) <= largest) return whole
    }
    const known = typeof raw === 'string' ? parseDecimal(raw) : undefined
    const value = known && known.s <= 30 ? known : readValue(raw, this.type, this.name)
    return isDecimal(value) ? this.fit(value) : undefined
  }

  /** A decimal as a whole number of the column, which takes on more places when the value has more; undefined when none fits. */
  fit(value: Decimal): number | undefined {
    let { n, s } = value
    while (s > this.scale && n % 10n === 0n) {
      n /= 10n
      s -= 1
    }
    if (s > this.scale && (s > mostPlaces || !this.rescale(s))) return undefined
    const whole = n * 10n ** BigInt(this.scale - s)
    return whole <= largest && whole >= -largest ? Number(whole) : undefined
  }

  /** False when a value that is there would not fit any more. */
  private rescale(scale: number): boolean {
    const factor = 10 ** (scale - this.scale)
    const wholes: number[] = []
    for (let row = 0; row < this.blocks * rowsPerBlock; row += 1) wholes.push(this.valid.has(row) ? this.whole(row) * factor : 0)
    if (wholes.some((whole) => Math.abs(whole) > largest)) return false
    this.scale = scale
    this.unit = 10 ** scale
    this.revision += 1
    wholes.forEach((whole, row) => {
      if (whole !== 0) this.writeWhole(row, whole)
    })
    return true
  }

  private widen(width: 4 | 8): void {
    const before = this.values
    const after = new Piece(this.memory, rowsPerBlock * width, this.blocks)
    const { i16, i32, f64 } = this.memory
    for (let block = 0; block < this.blocks; block += 1) {
      const [from, to] = [before.address(block), after.address(block)]
      for (let i = 0; i < rowsPerBlock; i += 1) {
        const whole = (this.width === 2 ? i16[(from >>> 1) + i] : i32[(from >>> 2) + i]) ?? 0
        if (width === 4) i32[(to >>> 2) + i] = whole
        else f64[(to >>> 3) + i] = whole
      }
    }
    before.free()
    this.values = after
    this.width = width
    this.revision += 1
  }
}
