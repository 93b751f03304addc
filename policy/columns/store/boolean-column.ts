import { booleanType, type Known } from '../../language/type.ts'
import { readValue, type FactValue } from '../../vocabulary/facts.ts'
import { StoredColumn } from './column.ts'
import { Bitmap, type Memory } from './memory.ts'

/** Yes or no: a bit a row. */
export class BooleanColumn extends StoredColumn {
  readonly values: Bitmap

  constructor(memory: Memory, name: string) {
    super(memory, name, booleanType)
    this.values = new Bitmap(memory)
  }

  read(row: number): Known {
    return this.valid.has(row) ? this.values.has(row) : null
  }

  write(row: number, raw: FactValue): boolean {
    this.values.set(row, (typeof raw === 'boolean' ? raw : readValue(raw, booleanType, this.name)) === true)
    this.valid.set(row, true)
    return true
  }
}
