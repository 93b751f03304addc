import type { Decimal } from '../../language/decimal.ts'
import { isDecimal } from '../../language/evaluate.ts'
import type { Known, Type } from '../../language/type.ts'
import { dayNumber } from '../../language/day.ts'
import { Bitmap } from '../store/memory.ts'
import { ScaledColumn } from '../store/scaled-column.ts'
import type { Table } from '../store/table.ts'

/** What is computed once a row and kept until the row's facts or the day change. */
export abstract class Derived {
  readonly key: string
  /** When it was last asked for; the longest unasked make room. */
  asked = 0
  protected readonly table: Table
  private seen = -1

  constructor(table: Table, key: string) {
    this.table = table
    this.key = key
  }

  protected abstract extend(blocks: number): void
  protected abstract compute(row: number): void
  abstract free(): void

  /** Brings it up to the table: everybody the first time, then the rows written since. */
  refresh(): void {
    const { table } = this
    this.extend(table.blocks)
    const written = this.seen < 0 ? undefined : table.writtenSince(this.seen)
    // taken before computing, which may itself set somebody aside
    this.seen = table.writings
    if (written) for (const row of written) this.compute(row)
    else for (let row = 0; row < table.rows; row += 1) this.compute(row)
  }
}

/** A number or a day by the interpreter, as a column that kernels can test. */
export class ComputedColumn extends Derived {
  readonly column: ScaledColumn
  /** Some value fits no column of whole numbers: what asks must be judged row by row. */
  failed = false
  private readonly value: (row: number) => Known
  private readonly misfit: 'fail' | 'keep aside'

  /** `misfit`: what a value does that is too large or has too many places; its subject can be kept aside instead. */
  constructor(table: Table, key: string, type: Type, value: (row: number) => Known, misfit: 'fail' | 'keep aside' = 'fail') {
    super(table, key)
    this.column = new ScaledColumn(table.memory, key, type)
    computed.add(this.column)
    this.value = value
    this.misfit = misfit
  }

  protected extend(blocks: number): void {
    this.column.extend(blocks)
  }

  protected compute(row: number): void {
    const value = this.failed || !this.table.regular.has(row) ? null : this.value(row)
    if (typeof value === 'string') this.column.writeWhole(row, dayNumber(value))
    else if (isDecimal(value)) this.take(row, value)
    else this.column.clear(row)
  }

  private take(row: number, value: Decimal): void {
    const whole = this.column.fit(value)
    if (whole !== undefined && (this.misfit === 'fail' || Math.abs(whole) <= mostFen)) this.column.writeWhole(row, whole)
    else {
      this.column.clear(row)
      if (this.misfit === 'fail') this.failed = true
      else this.table.keepAside(row)
    }
  }

  free(): void {
    this.column.values.free()
    this.column.valid.free()
  }
}

/** Fen of one subject, so that the sum over sixteen million of them stays a 64-bit integer. */
export const mostFen = 2 ** 39

const computed = new WeakSet<ScaledColumn>()
/** Whether a column was computed rather than loaded. */
export function isComputed(column: ScaledColumn): boolean {
  return computed.has(column)
}

/** A condition by the interpreter: certainly true, certainly false. */
export class JudgedRows extends Derived {
  readonly yes: Bitmap
  readonly no: Bitmap
  private readonly value: (row: number) => Known

  constructor(table: Table, key: string, value: (row: number) => Known) {
    super(table, key)
    this.yes = new Bitmap(table.memory)
    this.no = new Bitmap(table.memory)
    this.value = value
  }

  protected extend(blocks: number): void {
    this.yes.extend(blocks)
    this.no.extend(blocks)
  }

  protected compute(row: number): void {
    const value = this.table.regular.has(row) ? this.value(row) : null
    this.yes.set(row, value === true)
    this.no.set(row, value === false)
  }

  free(): void {
    this.yes.free()
    this.no.free()
  }
}

const mostRemembered = 20_000

/** What has been derived, by key; bounded, for each keeps bytes of every subject. */
export class DerivedStore {
  private readonly kept = new Map<string, Derived>()
  private readonly found = new Map<string, unknown>()
  private clock = 0

  /** What planning has found out about a test, so that a moved slider plans only what it moved. The key names all that decides it. */
  remember<T>(key: string, is: (value: unknown) => value is T, find: () => T): T {
    const known = this.found.get(key)
    if (is(known)) return known
    if (this.found.size >= mostRemembered) this.found.clear()
    const made = find()
    this.found.set(key, made)
    return made
  }

  /** The one of the key, or a new one. */
  get<D extends Derived>(key: string, is: (derived: Derived) => derived is D, make: () => D): D {
    const known = this.kept.get(key)
    const found = known && is(known) ? known : make()
    this.kept.set(key, found)
    found.asked = this.clock += 1
    return found
  }

  /** Keeps what is in use and `most` others, those asked for last. */
  trim(most: number, used: ReadonlySet<Derived>): void {
    const old = [...this.kept.values()].filter((derived) => !used.has(derived)).sort((a, b) => a.asked - b.asked)
    for (const derived of old.slice(0, Math.max(0, old.length - most))) {
      derived.free()
      this.kept.delete(derived.key)
    }
  }
}


