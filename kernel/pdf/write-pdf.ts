import { deflateSync } from 'node:zlib'
import type { Outline, Typeface } from './font.ts'

/** A run of text on a page: from the lower left corner, in points (1/72 inch). */
export interface TextRun {
  x: number
  y: number
  size: number
  text: string
}
/** A thin line. */
export interface Rule {
  x: number
  y: number
  width: number
}
export interface PdfPage {
  texts: readonly TextRun[]
  rules: readonly Rule[]
}

export const a4 = { width: 595, height: 842 }

/** Stands in for what the font does not have, so that nothing vanishes unseen. */
const missingSign = '〓'

/** Every sign of these texts with its outline; one that the font lacks has the outline of {@link missingSign}. */
export const outlinesOf = async (typeface: Typeface, texts: Iterable<string>): Promise<Map<string, Outline>> => {
  const outlines = new Map<string, Outline>()
  const spare = await typeface.outline(missingSign.codePointAt(0) ?? 0)
  for (const text of texts) {
    for (const sign of text) {
      if (outlines.has(sign)) continue
      const outline = (await typeface.outline(sign.codePointAt(0) ?? 0)) ?? spare
      if (outline) outlines.set(sign, outline)
    }
  }
  return outlines
}

/**
 * A PDF 1.7 of A4 pages whose signs are drawn from outlines that the file itself carries (Type 3 fonts of up to 200 signs each): it reads the
 * same on every machine, whatever fonts that has, and its text can be searched and copied. Nothing in it depends on the moment: equal pages
 * give equal bytes.
 */
export const writePdf = (pages: readonly PdfPage[], outlines: ReadonlyMap<string, Outline>, { title, unitsPerEm }: { title: string; unitsPerEm: number }): Buffer => {
  const objects: Buffer[] = []
  const add = (body: string | Buffer): number => objects.push(typeof body === 'string' ? Buffer.from(body, 'latin1') : body)
  const reserve = (): number => add('')
  const set = (id: number, body: string): void => void (objects[id - 1] = Buffer.from(body, 'latin1'))
  const catalog = reserve()
  const tree = reserve()
  const places = new Map([...outlines.keys()].map((sign, at) => [sign, { font: Math.floor(at / perFont), code: (at % perFont) + 1 }]))
  const fonts = Array.from({ length: Math.ceil(outlines.size / perFont) }, (_, at) => fontObject([...outlines].slice(at * perFont, (at + 1) * perFont), unitsPerEm, add))
  const resources = add(`<< /Font << ${fonts.map((id, at) => `/F${at} ${id} 0 R`).join(' ')} >> >>`)
  const kids = pages.map((page) => {
    const content = add(stream(contentOf(page, places)))
    return add(`<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${a4.width} ${a4.height}] /Resources ${resources} 0 R /Contents ${content} 0 R >>`)
  })
  set(tree, `<< /Type /Pages /Kids [${kids.map((id) => `${id} 0 R`).join(' ')}] /Count ${kids.length} >>`)
  set(catalog, `<< /Type /Catalog /Pages ${tree} 0 R /Lang (zh-CN) >>`)
  const info = add(`<< /Title <feff${hex(title)}> >>`)
  return assemble(objects, catalog, info)
}

const perFont = 200

const hex = (text: string): string => [...Array(text.length).keys()].map((at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('')

const stream = (content: string, dictionary = ''): Buffer => {
  const packed = deflateSync(Buffer.from(content, 'latin1'), { level: 9 })
  return Buffer.concat([Buffer.from(`<< ${dictionary}/Filter /FlateDecode /Length ${packed.length} >>\nstream\n`, 'latin1'), packed, Buffer.from('\nendstream', 'latin1')])
}

const fontObject = (signs: readonly (readonly [string, Outline])[], unitsPerEm: number, add: (body: string | Buffer) => number): number => {
  const glyphs = signs.map(([, { advance, operators }]) => add(stream(`${advance} 0 -${unitsPerEm} -${unitsPerEm} ${2 * unitsPerEm} ${2 * unitsPerEm} d1\n${operators}\nf`)))
  const names = signs.map((_, at) => `/g${at + 1}`)
  const unicode = add(stream(toUnicode(signs.map(([sign]) => sign))))
  return add(
    `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [${1 / unitsPerEm} 0 0 ${1 / unitsPerEm} 0 0] /FirstChar 1 /LastChar ${signs.length}` +
      ` /Widths [${signs.map(([, { advance }]) => advance).join(' ')}] /Encoding << /Type /Encoding /Differences [1 ${names.join(' ')}] >>` +
      ` /CharProcs << ${names.map((name, at) => `${name} ${glyphs[at]} 0 R`).join(' ')} >> /Resources << >> /ToUnicode ${unicode} 0 R >>`,
  )
}

/** Which sign each code stands for, at most a hundred a block as the format wants. */
const toUnicode = (signs: readonly string[]): string => {
  const lines = signs.map((sign, at) => `<${(at + 1).toString(16).padStart(2, '0')}> <${hex(sign)}>`)
  const blocks: string[] = []
  for (let at = 0; at < lines.length; at += 100) blocks.push(`${Math.min(100, lines.length - at)} beginbfchar\n${lines.slice(at, at + 100).join('\n')}\nendbfchar`)
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Signs def\n/CMapType 2 def\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n${blocks.join('\n')}\nendcmap\nend\nend`
}

const contentOf = ({ texts, rules }: PdfPage, places: ReadonlyMap<string, { font: number; code: number }>): string => {
  const lines = rules.map(({ x, y, width }) => `0.6 w ${x} ${y} m ${x + width} ${y} l S`)
  for (const { x, y, size, text } of texts) {
    lines.push(`BT 1 0 0 1 ${x} ${y} Tm`)
    let font = -1
    let codes = ''
    const flush = (): void => {
      if (codes) lines.push(`/F${font} ${size} Tf <${codes}> Tj`)
      codes = ''
    }
    for (const sign of text) {
      const place = places.get(sign)
      if (!place) continue
      if (place.font !== font) flush()
      font = place.font
      codes += place.code.toString(16).padStart(2, '0')
    }
    flush()
    lines.push('ET')
  }
  return lines.join('\n')
}

const assemble = (objects: readonly Buffer[], catalog: number, info: number): Buffer => {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')]
  let at = pieces[0]?.length ?? 0
  const starts: number[] = []
  for (const [index, body] of objects.entries()) {
    const object = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`, 'latin1'), body, Buffer.from('\nendobj\n', 'latin1')])
    starts.push(at)
    at += object.length
    pieces.push(object)
  }
  const table = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  pieces.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R /Info ${info} 0 R >>\nstartxref\n${at}\n%%EOF\n`, 'latin1'))
  return Buffer.concat(pieces)
}
