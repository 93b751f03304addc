import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import { decompress } from 'wawoff2'

/** The outline of one sign, in units of the em: operators of PDF, ready to be filled, and how far it moves the pen. */
export interface Outline {
  operators: string
  advance: number
}

export interface Typeface {
  unitsPerEm: number
  /** Undefined for a sign that the font does not have. */
  outline(codePoint: number): Promise<Outline | undefined>
}

interface Face {
  file: string
  ranges: readonly (readonly [number, number])[]
}

/**
 * Noto Sans SC (OFL 1.1), the font that the pages bring along, at regular weight. It comes as a hundred pieces by ranges of signs; a piece is
 * read when one of its signs is first wanted.
 */
export const houseTypeface = (): Typeface => {
  known ??= openTypeface()
  return known
}
let known: Typeface | undefined

const openTypeface = (): Typeface => {
  const folder = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'))
  const faces = facesOf(readFileSync(join(folder, 'index.css'), 'utf8'))
  const fonts = new Map<string, Promise<Font>>()
  const fontOf = (file: string): Promise<Font> => {
    const opened = fonts.get(file) ?? openFont(join(folder, file))
    fonts.set(file, opened)
    return opened
  }
  return {
    unitsPerEm: 1000,
    outline: async (codePoint) => {
      const face = faces.find(({ ranges }) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to))
      if (!face) return undefined
      const font = await fontOf(face.file)
      return font.hasGlyphForCodePoint(codePoint) ? outlineOf(font, codePoint) : undefined
    },
  }
}

const facesOf = (css: string): Face[] =>
  [...css.matchAll(/url\(\.\/(files\/[\w-]+\.woff2)\)[^}]*?unicode-range:\s*([^;]+);/g)].map(([, file = '', ranges = '']) => ({
    file,
    ranges: ranges.split(',').map((range) => {
      const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-')
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
    }),
  }))

const openFont = async (path: string): Promise<Font> => {
  const opened = create(Buffer.from(await decompress(readFileSync(path))))
  if ('fonts' in opened) throw new Error(`${path} is a collection, not a font`)
  return opened.getVariation({ wght: 400 })
}

const outlineOf = (font: Font, codePoint: number): Outline => {
  const glyph = font.glyphForCodePoint(codePoint)
  const scale = 1000 / font.unitsPerEm
  const said = (value: number): string => String(Math.round(value * scale))
  let at = { x: 0, y: 0 }
  const operators: string[] = []
  for (const { command, args } of glyph.path.commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args
    if (command === 'moveTo') operators.push(`${said(a)} ${said(b)} m`)
    else if (command === 'lineTo') operators.push(`${said(a)} ${said(b)} l`)
    else if (command === 'bezierCurveTo') operators.push(`${[a, b, c, d, e, f].map(said).join(' ')} c`)
    else if (command === 'quadraticCurveTo') {
      // PDF has cubic curves alone: a quadratic one is the cubic whose handles lie two thirds of the way.
      const third = (from: number, to: number): number => from + (2 / 3) * (to - from)
      operators.push(`${[third(at.x, a), third(at.y, b), third(c, a), third(d, b), c, d].map(said).join(' ')} c`)
    } else operators.push('h')
    if (command === 'moveTo' || command === 'lineTo') at = { x: a, y: b }
    else if (command === 'quadraticCurveTo') at = { x: c, y: d }
    else if (command === 'bezierCurveTo') at = { x: e, y: f }
  }
  return { operators: operators.join('\n'), advance: Math.round(glyph.advanceWidth * scale) }
}
