import { SaxesParser } from 'saxes'
import { SheetRefusal } from './limits.ts'
import { unfold, type ZipEntry } from './zip-entries.ts'
import type { Package } from './read-xlsx.ts'

type Events = { open?: (name: string, attributes: Record<string, string>) => void; close?: (name: string) => void; text?: (text: string) => void }

/** Walks one part of the package; refuses a DTD (no entity is ever expanded) and broken XML. */
function walk(pack: Package, entry: ZipEntry, events: Events): void {
  const parser = new SaxesParser<{ xmlns?: false; position: boolean }>({ position: false })
  const decoder = new TextDecoder()
  const bare = (name: string): string => name.replace(/^.*:/, '')
  parser.on('doctype', () => {
    throw new SheetRefusal('XLSX 文件含有不允许的声明，已停止读取')
  })
  parser.on('error', () => {
    throw new SheetRefusal('XLSX 文件的内容已损坏')
  })
  parser.on('opentag', (tag) => events.open?.(bare(tag.name), tag.attributes))
  parser.on('closetag', (tag) => events.close?.(bare(tag.name)))
  parser.on('text', (text) => events.text?.(text))
  for (const piece of unfold(pack.bytes, entry, pack.limits, pack.unfolded)) parser.write(decoder.decode(piece, { stream: true }))
  parser.write(decoder.decode()).close()
}

/** The first sheet that is not hidden, and whether the workbook counts days from 1904. */
export function firstSheet(pack: Package): { entry: ZipEntry; epoch1904: boolean } {
  const workbook = pack.entries.get('xl/workbook.xml')
  const relations = pack.entries.get('xl/_rels/workbook.xml.rels')
  if (workbook === undefined || relations === undefined) throw new SheetRefusal('这不是 XLSX 表格文件')
  const sheets: { relation: string; hidden: boolean }[] = []
  let epoch1904 = false
  walk(pack, workbook, {
    open: (name, attributes) => {
      if (name === 'sheet') sheets.push({ relation: attributes['r:id'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible' })
      if (name === 'workbookPr') epoch1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
    },
  })
  const targets = new Map<string, string>()
  walk(pack, relations, {
    open: (name, attributes) => {
      if (name === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '')
    },
  })
  const first = sheets.find((sheet) => !sheet.hidden)
  const target = first === undefined ? undefined : targets.get(first.relation)
  const entry = target === undefined ? undefined : pack.entries.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  if (entry === undefined) throw new SheetRefusal('XLSX 文件里没有可见的工作表')
  return { entry, epoch1904 }
}

/** The strings that cells refer to by number; phonetic guides are left out. */
export function sharedStrings(pack: Package): string[] {
  const entry = pack.entries.get('xl/sharedStrings.xml')
  const strings: string[] = []
  if (entry === undefined) return strings
  let current = ''
  let collecting = false
  let phonetic = false
  walk(pack, entry, {
    open: (name) => {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') collecting = !phonetic
    },
    text: (text) => {
      if (collecting) current += text
      if (current.length > pack.limits.cellLength) throw new SheetRefusal(`有单元格超过 ${pack.limits.cellLength} 字`)
    },
    close: (name) => {
      if (name === 'si') strings.push(current)
      else if (name === 'rPh') phonetic = false
      else if (name === 't') collecting = false
    },
  })
  return strings
}

const builtInDates = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Indexes of the cell styles whose number format shows a day. */
export function dateStyles(pack: Package): ReadonlySet<number> {
  const styles = new Set<number>()
  const entry = pack.entries.get('xl/styles.xml')
  if (entry === undefined) return styles
  const custom = new Set<number>()
  let inCells = false
  let index = 0
  walk(pack, entry, {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        // Letters of days and years outside of quotations, escapes and [colours].
        const code = (attributes['formatCode'] ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
        if (/[ymdh]/i.test(code) && !/^general/i.test(code)) custom.add(Number(attributes['numFmtId']))
      } else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0)
        if (builtInDates(id) || custom.has(id)) styles.add(index)
        index++
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}
