import { readCsv, SheetRefusal } from '../../kernel/sheets/index.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { QuarantineRow } from './contract.ts'
import { draftsOf, type FeedKind } from './kinds.ts'
import { bare, mappingFault, readRow, type Mapping } from './mapping.ts'
import { cellsOf } from './read-delivery.ts'

export interface Tried {
  fault: string | null
  /** Heads of the sample that no field takes. */
  unused: string[]
  rows: { row: number; said: string[]; problems: QuarantineRow['problems'] }[]
}

/** What a mapping makes of a few pasted lines: read as a delivery would be, put to nobody, written nowhere. */
export const tryOut = async (kind: FeedKind, mapping: Mapping, sample: string, today: PlainDate): Promise<Tried> => {
  const fault = mappingFault(kind, mapping) ?? null
  try {
    const [head, ...lines] = await Array.fromAsync(readCsv(Buffer.from(sample)))
    if (!head) return { fault: fault ?? '样例是空的', unused: [], rows: [] }
    const heads = head.cells.map(bare)
    const taken = new Set(Object.values(mapping.columns).map(bare))
    const rows = lines.slice(0, 20).map((line) => {
      const { cells, formulas } = cellsOf(heads, line)
      const read = readRow(kind, mapping, cells, { today, asOf: today, formulas })
      if ('problems' in read) return { row: line.row, said: [], problems: read.problems.map((problem) => ({ ...problem })) }
      const { name, document, asOf, values } = read.row
      const who = `${name}${document ? `（${document.type}，末四位 ${document.number.slice(-4)}）` : '（没有证件号码）'}，截至 ${asOf}`
      return { row: line.row, said: [who, ...draftsOf(kind, values).map(({ columns }) => Object.values(columns).filter((value) => value !== null).map((value) => (value === true ? '是' : value === false ? '否' : String(value))).join('，'))], problems: [] }
    })
    return { fault, unused: head.cells.filter((one) => one !== '' && !taken.has(bare(one))), rows }
  } catch (error) {
    if (error instanceof SheetRefusal) return { fault: error.message, unused: [], rows: [] }
    throw error
  }
}
