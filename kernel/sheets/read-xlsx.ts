import { SaxesParser } from 'saxes'
import { SheetRefusal, sheetLimits, type SheetLimits, type SheetRow } from './limits.ts'
import { numberText } from './cell-text.ts'
import { unfold, zipEntries, type Unfolded, type ZipEntry } from './zip-entries.ts'
import { dateStyles, firstSheet, sharedStrings } from './xlsx-parts.ts'

/** The file and what has been unfolded of it so far. */
export type Package = { readonly bytes: Uint8Array; readonly entries: ReadonlyMap<string, ZipEntry>; readonly limits: SheetLimits; readonly unfolded: Unfolded }

/**
 * Rows of the first visible sheet of an XLSX file (ECMA-376), one at a time. Formulas count by their stored result; a formula without one is
 * told in `formulas`. Days become 'YYYY-MM-DD' by the cell's format. Refuses what is over the limits, broken, encrypted, or declares a DTD.
 */
export async function* readXlsx(bytes: Uint8Array, limits: SheetLimits = sheetLimits): AsyncGenerator<SheetRow> {
  if (bytes.length > limits.fileBytes) throw new SheetRefusal(`文件超过上限 ${Math.round(limits.fileBytes / 1024 / 1024)} MB`)
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new SheetRefusal('这是旧版 XLS 或有密码的文件：请另存为没有密码的 XLSX')
  const pack: Package = { bytes, entries: zipEntries(bytes), limits, unfolded: { bytes: 0 } }
  const sheet = firstSheet(pack)
  const reader = new SheetReader(sharedStrings(pack), dateStyles(pack), sheet.epoch1904, limits)
  let turn = 0
  for (const piece of unfold(bytes, sheet.entry, limits, pack.unfolded)) {
    reader.write(piece)
    yield* reader.take()
    // The reader is synchronous work: let other requests in between.
    if (++turn % 16 === 0) await new Promise((next) => setImmediate(next))
  }
  reader.finish()
  yield* reader.take()
}

class SheetReader {
  private readonly parser = new SaxesParser<{ xmlns?: false; position: boolean }>({ position: false })
  private readonly decoder = new TextDecoder()
  private rows: SheetRow[] = []
  private row = 0
  private cells: string[] = []
  private formulas: number[] = []
  private column = 0
  private type = ''
  private style = 0
  private text = ''
  private collecting = false
  private hasFormula = false
  private hasValue = false
  private readonly strings: readonly string[]
  private readonly dates: ReadonlySet<number>
  private readonly epoch1904: boolean
  private readonly limits: SheetLimits

  constructor(strings: readonly string[], dates: ReadonlySet<number>, epoch1904: boolean, limits: SheetLimits) {
    this.strings = strings
    this.dates = dates
    this.epoch1904 = epoch1904
    this.limits = limits
    this.parser.on('doctype', () => refuse('XLSX 文件含有不允许的声明，已停止读取'))
    this.parser.on('error', () => refuse('XLSX 文件的表格内容已损坏'))
    this.parser.on('opentag', (tag) => this.open(tag.name.replace(/^.*:/, ''), tag.attributes))
    this.parser.on('closetag', (tag) => this.close(tag.name.replace(/^.*:/, '')))
    this.parser.on('text', (text) => {
      if (!this.collecting) return
      this.text += text
      if (this.text.length > this.limits.cellLength) refuse(`第 ${this.row} 行有单元格超过 ${this.limits.cellLength} 字`)
    })
  }

  write(piece: Uint8Array): void {
    this.parser.write(this.decoder.decode(piece, { stream: true }))
  }

  finish(): void {
    this.parser.write(this.decoder.decode()).close()
  }

  take(): SheetRow[] {
    const taken = this.rows
    this.rows = []
    return taken
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      this.row = attributes['r'] === undefined ? this.row + 1 : Number(attributes['r'])
      if (!(this.row >= 1) || this.row > this.limits.rows + 1) refuse(`超过 ${this.limits.rows} 行，请拆成几个文件`)
      this.cells = []
      this.formulas = []
      this.column = -1
    } else if (name === 'c') {
      this.column = attributes['r'] === undefined ? this.column + 1 : columnOf(attributes['r'])
      if (this.column >= this.limits.columns) refuse(`第 ${this.row} 行超过 ${this.limits.columns} 列`)
      this.type = attributes['t'] ?? 'n'
      this.style = Number(attributes['s'] ?? 0)
      this.text = ''
      this.hasFormula = false
      this.hasValue = false
    } else if (name === 'f') this.hasFormula = true
    else if (name === 'v' || name === 't') {
      this.collecting = true
      this.hasValue = true
    } else if (name === 'rPh') this.collecting = false
  }

  private close(name: string): void {
    if (name === 'v' || name === 't') this.collecting = false
    else if (name === 'c') this.keep()
    else if (name === 'row' && this.cells.some((cell) => cell !== '' && cell !== undefined)) {
      const cells = Array.from(this.cells, (cell) => cell ?? '')
      this.rows.push(this.formulas.length === 0 ? { row: this.row, cells } : { row: this.row, cells, formulas: this.formulas })
    }
  }

  private keep(): void {
    if (this.hasFormula && (!this.hasValue || this.type === 'e')) {
      this.formulas.push(this.column)
      this.cells[this.column] = this.text === '' ? '=' : this.text
      return
    }
    if (!this.hasValue) return
    this.cells[this.column] = this.value().trim()
  }

  private value(): string {
    if (this.type === 's') return this.strings[Number(this.text)] ?? ''
    if (this.type === 'b') return this.text === '1' ? '是' : '否'
    if (this.type === 'n' && this.text !== '') return numberText(this.text, this.dates.has(this.style), this.epoch1904)
    return this.text
  }
}

function columnOf(address: string): number {
  let column = 0
  for (const c of address) {
    const code = c.charCodeAt(0)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

function refuse(why: string): never {
  throw new SheetRefusal(why)
}
