import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate'

/** What a cell may hold. Text is always written as text: a leading = + - @ never becomes a formula. */
export type CellValue = string | number | bigint | boolean | null | undefined

type Rows = AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>

export type SheetLayout = {
  readonly sheet: string
  readonly heads: readonly string[]
  /** Width of each column in characters; 16 where not given. */
  readonly widths?: readonly number[]
  /** Lists that a column's cells may be chosen from: column index to choices. */
  readonly choices?: ReadonlyMap<number, readonly string[]>
  /** A line above the head line, which stays in sight and stands on every printed page. */
  readonly banner?: string
}

const CHUNK_ROWS = 500

/** An XLSX file piece by piece: memory does not grow with the rows. Head line bold and frozen; every cell of the body is text or a number. */
export async function* writeXlsx(layout: SheetLayout, rows: Rows): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  const part = (name: string, text: string): void => {
    const entry = new ZipPassThrough(name)
    zip.add(entry)
    entry.push(strToU8(text), true)
  }
  for (const [name, text] of packageParts(layout)) part(name, text)
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 3 })
  zip.add(sheet)
  sheet.push(strToU8(sheetHead(layout)))
  let row = layout.banner === undefined ? 1 : 2
  let text = `${layout.banner === undefined ? '' : rowXml(1, [layout.banner], 1)}${rowXml(row, layout.heads, 1)}`
  for await (const cells of rows) {
    row++
    text += rowXml(row, cells, 0)
    if (row % CHUNK_ROWS === 0) {
      sheet.push(strToU8(text))
      text = ''
      yield* ready
      ready = []
    }
  }
  sheet.push(strToU8(`${text}</sheetData>${validations(layout)}${printed(layout)}</worksheet>`), true)
  zip.end()
  yield* ready
}

/** A CSV file in UTF-8 with BOM (Excel then reads Chinese); text that a spreadsheet would run as a formula gets an apostrophe before it. */
export async function* writeCsv(layout: SheetLayout, rows: Rows): AsyncGenerator<Uint8Array> {
  let text = `\ufeff${layout.heads.map(csvCell).join(',')}\r\n`
  let count = 0
  for await (const cells of rows) {
    text += `${cells.map(csvCell).join(',')}\r\n`
    if (++count % CHUNK_ROWS === 0) {
      yield strToU8(text)
      text = ''
    }
  }
  yield strToU8(text)
}

function csvCell(value: CellValue): string {
  const text = typeof value === 'string' ? (/^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value) : plain(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function plain(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  return String(value)
}

function rowXml(row: number, cells: readonly CellValue[], style: number): string {
  let xml = `<row r="${row}">`
  for (const value of cells) {
    // Style 2 is the text format, so that a number typed over the cell later keeps all its digits.
    if (typeof value === 'number' && Number.isFinite(value)) xml += `<c s="${style}"><v>${value}</v></c>`
    else {
      const text = plain(value)
      xml += text === '' ? '<c/>' : `<c t="inlineStr" s="${style === 0 ? 2 : style}"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`
    }
  }
  return `${xml}</row>`
}

// Control characters are not allowed in XML 1.0 at all.
function escapeXml(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

function sheetHead({ heads, widths, banner }: SheetLayout): string {
  const fixed = banner === undefined ? 1 : 2
  const columns = heads.map((_, i) => `<col min="${i + 1}" max="${i + 1}" width="${widths?.[i] ?? 16}" customWidth="1" style="2"/>`).join('')
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${fixed}" topLeftCell="A${fixed + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData>`
}

/** The banner again in small on each printed page, in pieces: a header holds 255 characters, and & begins a code in it. */
function printed({ banner }: SheetLayout): string {
  if (banner === undefined) return ''
  const text = (from: number) => escapeXml(banner.slice(from, from + 110).replaceAll('&', '&&'))
  return `<pageSetup paperSize="9" orientation="landscape"/><headerFooter><oddHeader>&amp;L&amp;8${text(0)}</oddHeader><oddFooter>&amp;L&amp;8${text(110)}&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`
}

function validations({ choices }: SheetLayout): string {
  // A list inside the file is limited to 255 characters by the format; longer ones stay without.
  const usable = [...(choices ?? [])].filter(([, list]) => list.join(',').length <= 255)
  if (usable.length === 0) return ''
  const rules = usable.map(([column, list]) => {
    const letter = columnLetter(column)
    return `<dataValidation type="list" allowBlank="1" sqref="${letter}2:${letter}100001"><formula1>${escapeXml(`"${list.join(',')}"`)}</formula1></dataValidation>`
  })
  return `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
}

function columnLetter(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : columnLetter(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26))
}

function packageParts({ sheet, banner }: SheetLayout): [string, string][] {
  const name = escapeXml(sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31))
  const repeated = banner === undefined ? '' : `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${name.replaceAll("'", "''")}'!$1:$2</definedName></definedNames>`
  const type = (part: string, kind: string): string => `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  return [
    ['[Content_Types].xml', `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/worksheets/sheet1.xml', 'worksheet')}${type('/xl/styles.xml', 'styles')}</Types>`],
    ['_rels/.rels', `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets>${repeated}</workbook>`],
    ['xl/_rels/workbook.xml.rels', `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`],
    ['xl/styles.xml', `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`],
  ]
}
