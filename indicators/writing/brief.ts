import { dateOf, daysInMonth } from '../../kernel/calendar/plain-date.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import { Missing, type ReadContext } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { placesBelow } from '../store.ts'
import { papers, type BriefKind } from './brief-templates.ts'
import { fillDraft } from './fill.ts'
import { readLexicon } from './knowledge.ts'
import { sourceRows } from './sources.ts'
import type { Line } from './types.ts'
import type { Used } from '../uses/store.ts'
import { usedInDraft } from './used.ts'

/**
 * A brief writes itself: its sentences are a draft like any other, with blanks that the binder knows, so that each number has its
 * source. A sentence whose number cannot be said is left out and named.
 */
export interface Brief {
  title: string
  asOf: PlainDate
  sections: { heading: string; text: string }[]
  sources: string[][]
  left: string[]
  /** Which figures its sentences used. */
  used: Used[]
}

export const writeBrief = async (context: ReadContext, { kind, month, place }: { kind: BriefKind; month: string; place: string }): Promise<Brief> => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const last = kind === 'yearly' ? dateOf(year, 12, 31) : dateOf(year, number, daysInMonth(year, number))
  const asOf = last > context.today && context.today.startsWith(kind === 'yearly' ? month.slice(0, 4) : month) ? context.today : last
  if (asOf > context.today) throw new InvalidInput([{ path: 'month', message: kind === 'yearly' ? '这一年还没有到' : '这个月还没有到' }])
  const { scope } = context.actor
  if (scope === undefined || !place.startsWith(scope)) throw new Missing()
  const lexicon = await readLexicon(context, asOf)
  const name = lexicon.places.find(({ code }) => code === place)?.name ?? ''
  const paper = papers[kind]({ name, asOf, last, below: (await placesBelow(context.db, place)).map((one) => one.name) })
  const sections = paper.template.map(([heading, sentences]) => ({ heading, sentences }))
  const lines = sections.flatMap(({ sentences }) => sentences.map((text): Line => ({ text, heads: [], part: '正文' })))
  const filled = await fillDraft(context, { lines, asOf, scope: place, lexicon })
  const left: string[] = []
  const told = lines.map(({ text }, line) => {
    const mine = filled.filter(({ blank }) => blank.line === line)
    const missing = mine.find(({ written }) => written === null)
    if (missing) {
      left.push(`${text.replaceAll('XX', '…')}${missing.why}`)
      return ''
    }
    return mine.toReversed().reduce((so, { blank, written }) => `${so.slice(0, blank.from)}${written}${so.slice(blank.to)}`, text)
  })
  let at = 0
  const written = sections.map(({ heading, sentences }) => {
    const text = told.slice(at, at + sentences.length).join('')
    at += sentences.length
    return { heading, text: text === '' ? '没有可以写的数。' : text }
  })
  const said = filled.filter((one) => one.written !== null && told[one.blank.line] !== '')
  return { title: paper.title, asOf, sections: written, sources: sourceRows(said), left, used: usedInDraft(said) }
}
