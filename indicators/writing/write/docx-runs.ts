import type { Replacement } from '../read/draft.ts'
import { encoded, type Paragraph, type Segment } from '../read/paragraphs.ts'

/** Puts text into a Word part at places of its paragraphs. The run's own properties stay; a mark is a highlight in a run of its own. */

interface Edit {
  start: number
  end: number
  xml: string
}

const colours = { sure: 'green', ask: 'yellow', left: 'lightGray' } as const

export const rewritten = (xml: string, places: readonly { paragraph: Paragraph; replacement: Replacement }[], copy: 'review' | 'final'): string => {
  const byParagraph = Map.groupBy(places, ({ paragraph }) => paragraph)
  const edits = [...byParagraph].flatMap(([paragraph, all]) => paragraph.segments.flatMap((segment, at) => editOf(paragraph, segment, at, all.map(({ replacement }) => replacement), copy)))
  let out = xml
  for (const { start, end, xml: text } of edits.toSorted((a, b) => b.start - a.start)) out = out.slice(0, start) + text + out.slice(end)
  return withSpaces(out)
}

/** One segment with every replacement that touches it: the first segment of a blank takes its text, the others lose theirs. */
const editOf = (paragraph: Paragraph, segment: Segment, index: number, replacements: readonly Replacement[], copy: 'review' | 'final'): Edit[] => {
  const [from, to] = [segment.at, segment.at + segment.text.length]
  const touching = replacements.filter((one) => one.from < to && one.to > from).toSorted((a, b) => a.from - b.from)
  if (touching.length === 0) return []
  let out = ''
  let at = from
  for (const one of touching) {
    out += encoded(segment.text.slice(at - from, Math.max(one.from, from) - from))
    const first = !paragraph.segments.slice(0, index).some((before) => before.at < one.to && before.at + before.text.length > one.from)
    const kept = one.mark !== undefined && copy === 'review'
    if (first && one.text !== '') out += kept ? marked(segment, one.text, colours[one.mark ?? 'left']) : encoded(one.text)
    at = Math.min(one.to, to)
  }
  out += encoded(segment.text.slice(at - from))
  return [{ start: segment.start, end: segment.end, xml: out }]
}

/** Ends the run, opens one with the same properties and a highlight, and goes on in a third. */
const marked = ({ properties, prefix }: Segment, text: string, colour: string): string => {
  const p = prefix
  const shown = highlighted(properties, p, colour)
  return `</${p}t></${p}r><${p}r>${shown}<${p}t xml:space="preserve">${encoded(text)}</${p}t></${p}r><${p}r>${properties}<${p}t xml:space="preserve">`
}

/** Elements of run properties that come after a highlight in the schema (ECMA-376 part 1, 17.3.2). */
const later = ['u', 'effect', 'bdr', 'shd', 'fitText', 'vertAlign', 'rtl', 'cs', 'em', 'lang', 'eastAsianLayout', 'specVanish', 'oMath', 'rPrChange']

const highlighted = (properties: string, p: string, colour: string): string => {
  const mark = `<${p}highlight ${p}val="${colour}"/>`
  if (properties === '') return `<${p}rPr>${mark}</${p}rPr>`
  const bare = properties.replace(new RegExp(`<${p}highlight\\b[^>]*/>`), '')
  const behind = later.flatMap((name) => { const found = new RegExp(`<${p}${name}\\b`).exec(bare); return found ? [found.index] : [] })
  const at = Math.min(...behind, bare.lastIndexOf(`</${p}rPr>`))
  return `${bare.slice(0, at)}${mark}${bare.slice(at)}`
}

/** Text that begins or ends with a space needs to say that it keeps it. */
const withSpaces = (xml: string): string => xml.replace(/<(\w+:)?t>(\s[^<]*|[^<]*\s)<\//g, (_, prefix: string | undefined, text: string) => `<${prefix ?? ''}t xml:space="preserve">${text}</`)
