import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { withoutMarks } from '../exports/mark.ts'
import { isBanner } from '../exports/face.ts'
import { SheetRefusal, sheetLimits, type SheetLimits, type SheetRow } from './limits.ts'

export { unfold, zipEntries, type Unfolded, type ZipEntry } from './zip-entries.ts'
export { cellAddress, SheetRefusal, sheetLimits, type SheetLimits, type SheetRow } from './limits.ts'
export { readCsv } from './read-csv.ts'
export { readXlsx } from './read-xlsx.ts'
export { writeCsv, writeXlsx, type CellValue, type SheetLayout } from './write-sheets.ts'

/**
 * Rows of a sheet by what the file is, not by what it is called: XLSX is a zip, an old XLS is refused with advice, the rest is CSV. A file that the
 * house gave out comes back as it was: without the line above its heads and without its marks.
 */
export function readSheet(bytes: Uint8Array, limits: SheetLimits = sheetLimits): AsyncGenerator<SheetRow> {
  return unmarked(readAny(bytes, limits))
}

async function* unmarked(rows: AsyncIterable<SheetRow>): AsyncGenerator<SheetRow> {
  let first = true
  for await (const row of rows) {
    const banner = first && isBanner(row.cells)
    first = false
    if (!banner) yield { ...row, cells: row.cells.map(withoutMarks) }
  }
}

function readAny(bytes: Uint8Array, limits: SheetLimits): AsyncGenerator<SheetRow> {
  if (bytes.length === 0) throw new SheetRefusal('文件是空的')
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const compound = bytes[0] === 0xd0 && bytes[1] === 0xcf
  return zip || compound ? readXlsx(bytes, limits) : readCsv(bytes, limits)
}
