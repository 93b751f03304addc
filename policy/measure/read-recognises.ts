import type { Mapping } from '../document/reader.ts'
import type { Alternative, Holder, Recognises } from './edition.ts'

/**
 * `recognises: { scheme, edition, level, years }`: the decision is a class of a catalogue. A class is a person's, never a bare letter, and each
 * entry (`anyOf`) says by which road one comes to it.
 */
export function readRecognises(root: Mapping, { holder, alternatives }: { holder: Holder; alternatives: readonly Alternative[] }): Recognises | undefined {
  const item = root.get('recognises')
  if (!item) {
    if (alternatives.some(({ road }) => road)) root.get('anyOf')?.error('shape', '只有认定人才类别的事项（recognises）才写 road')
    return undefined
  }
  const entry = item.mapping('recognises', ['scheme', 'edition', 'level', 'years'])
  const scheme = entry?.need('scheme')?.text('scheme')
  const edition = entry?.need('edition')?.text('edition')
  const level = entry?.need('level')?.text('level')
  const years = entry?.need('years')?.integer('years', 1, 30)
  if (level !== undefined && !/^[A-Z][A-Z0-9+-]{0,5}$/.test(level)) item.error('shape', `类别“${level.slice(0, 20)}”写作 A、B、F1 这样`)
  if (holder !== 'person') item.error('shape', '人才类别只认定给人，for 写 person')
  if (alternatives.length === 0) item.error('missing-key', '认定人才类别的事项要用 anyOf 写明目录的条目')
  for (const { name, road } of alternatives) if (!road) item.error('missing-key', `目录条目“${name}”没有写途径 road`)
  return scheme === undefined || edition === undefined || level === undefined || years === undefined ? undefined : { scheme, edition, level, years }
}
