/** Paragraphs of one part of a Word file, each with the places of its text in the XML, so that it can be rewritten and nothing else changes. */

export interface Segment {
  /** Offsets in the XML of what stands between <w:t> and </w:t>. */
  start: number
  end: number
  /** Where it begins in the paragraph's text, and the text itself. */
  at: number
  text: string
  /** Offsets of the run's properties, for a run of its own behind or before it. */
  properties: string
  prefix: string
}

export interface Paragraph {
  text: string
  segments: readonly Segment[]
  /** Cell of a table: which table of the part, row and column. */
  cell?: { table: number; row: number; column: number }
  inBox: boolean
  /** A copy of a text box for old programs: it follows the one before it. */
  fallback: boolean
}

export interface PartText {
  paragraphs: readonly Paragraph[]
  /** Insertions or deletions under way. */
  tracked: boolean
}

interface Open {
  text: string
  segments: Segment[]
  cell: Paragraph['cell']
}

const tagPattern = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([A-Za-z_][\w.-]*:)?([\w.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g

export const paragraphsOf = (xml: string): PartText => {
  const paragraphs: (Paragraph & { order: number })[] = []
  const open: (Open & { order: number })[] = []
  const tables: { id: number; row: number; column: number }[] = []
  const deep = { deleted: 0, box: 0, fallback: 0, paragraphMark: 0, properties: 0, runs: [] as { properties: string; spaces: boolean }[] }
  let [tracked, order, tableCount, propertiesFrom, textFrom] = [false, 0, 0, -1, -1]
  for (const tag of xml.matchAll(tagPattern)) {
    const [whole, closing, prefix = '', name = '', , self] = tag
    if (name === '') continue
    const at = tag.index
    const [opens, closes] = [closing === '' && self === '', closing === '/']
    const top = open.at(-1)
    const run = deep.runs.at(-1)
    switch (name) {
      case 'p':
        if (opens) open.push({ text: '', segments: [], cell: cellOf(tables), order: order++ })
        else if (closes && top) {
          open.pop()
          paragraphs.push({ text: top.text, segments: top.segments, ...(top.cell ? { cell: top.cell } : {}), inBox: deep.box > 0, fallback: deep.fallback > 0, order: top.order })
        }
        break
      case 'r':
        if (opens) deep.runs.push({ properties: '', spaces: false })
        else if (closes) deep.runs.pop()
        break
      case 'pPr':
        deep.paragraphMark += opens ? 1 : closes ? -1 : 0
        break
      case 'rPr':
        if (deep.paragraphMark > 0) break
        // The properties before a tracked change stand inside those after it.
        deep.properties += opens ? 1 : closes ? -1 : 0
        if (opens && deep.properties === 1) propertiesFrom = at
        else if (closes && deep.properties === 0 && propertiesFrom >= 0 && run) {
          run.properties = xml.slice(propertiesFrom, at + whole.length)
          run.spaces = /<\w+:u\b[^>]*\bval="(?!none)/.test(run.properties)
          propertiesFrom = -1
        }
        break
      case 't':
        if (opens && deep.deleted === 0) textFrom = at + whole.length
        else if (closes && textFrom >= 0 && top) {
          add(top, { start: textFrom, end: at, text: decoded(xml.slice(textFrom, at)), properties: run?.properties ?? '', prefix }, run?.spaces ?? false)
          textFrom = -1
        }
        break
      case 'tab': case 'br': case 'cr':
        if (!closes && top && deep.deleted === 0 && deep.paragraphMark === 0 && run) top.text += name === 'tab' ? '　' : '\n'
        break
      case 'del': case 'moveFrom':
        tracked = true
        if (opens) deep.deleted += 1
        else if (closes) deep.deleted -= 1
        break
      case 'ins': case 'moveTo':
        tracked = true
        break
      case 'txbxContent':
        deep.box += opens ? 1 : closes ? -1 : 0
        break
      case 'Fallback':
        deep.fallback += opens ? 1 : closes ? -1 : 0
        break
      case 'tbl':
        if (opens) tables.push({ id: tableCount++, row: -1, column: -1 })
        else if (closes) tables.pop()
        break
      case 'tr': case 'tc': {
        const table = tables.at(-1)
        if (opens && table) {
          if (name === 'tr') [table.row, table.column] = [table.row + 1, -1]
          else table.column += 1
        }
        break
      }
    }
  }
  return { paragraphs: paragraphs.toSorted((a, b) => a.order - b.order), tracked }
}

const cellOf = (tables: readonly { id: number; row: number; column: number }[]): Paragraph['cell'] => {
  const table = tables.at(-1)
  return table && table.row >= 0 && table.column >= 0 ? { table: table.id, row: table.row, column: table.column } : undefined
}

/** Underlined spaces are a line to write on: they are read as ＿ and are a blank. */
const add = (paragraph: Open, segment: Omit<Segment, 'at'>, underlined: boolean): void => {
  const text = underlined && /^[\s　]{2,}$/.test(segment.text) ? '_'.repeat(segment.text.length) : segment.text
  paragraph.segments.push({ ...segment, at: paragraph.text.length, text })
  paragraph.text += text
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** Text of XML; every reference becomes one character or stays as it is written. */
export const decoded = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return entities[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
export const encoded = (text: string): string => [...text].filter((char) => char >= ' ' || char === '\t' || char === '\n').join('').replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? char)
