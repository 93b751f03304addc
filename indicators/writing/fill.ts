import { partsOf } from '../../kernel/calendar/plain-date.ts'
import type { ReadContext } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { units } from '../definition.ts'
import { findDefinition } from '../definitions/index.ts'
import { bindBlanks } from './bind/bind.ts'
import type { Memory } from './bind/memory.ts'
import { findBlanks } from './blanks.ts'
import type { Lexicon } from './lexicon.ts'
import { fillsFrom, type Binding, type Bound, type Line } from './types.ts'
import { tellStatistic } from './statistic-value.ts'
import { figureTitle, nameTitles } from './titles.ts'
import { unitAfter } from './units.ts'
import { readIndicator } from './value.ts'
import { trimmed, writeFigure, writeParameter, scaledTo, type Written } from './written.ts'

/** What a binding is called, what it counts, and what it comes to. */
export interface Told {
  title: string
  definition: string
  placeName: string
  /** Exact: people, percent; money in yuan. Null with the reason in `because`. */
  value: string | null
  because: string | null
  unit: string
  records: string | null
  document: string | null
  written: Written
}

export interface Filled extends Bound {
  told: Told | null
  /** What stands in the finished text; null: the blank stays. */
  written: string | null
}

export interface FillQuestion {
  lines: readonly Line[]
  asOf: PlainDate
  scope: string
  lexicon: Lexicon
  memory?: Memory
  /** The writer's own choices, by index of the blank: the id of a binding, or `leave`. */
  choices?: ReadonlyMap<number, string>
}

/** Every blank bound, read and written; what is not sure stays as it is, with what it might be. */
export const fillDraft = async (context: ReadContext, { lines, asOf, scope, lexicon, memory, choices }: FillQuestion): Promise<Filled[]> => {
  const blanks = findBlanks(lines)
  const bound = bindBlanks({ lines, blanks, lexicon, asOf, scope, ...(memory ? { memory } : {}), ...(choices ? { choices } : {}) })
  // Side by side: several connections read, and what two blanks ask alike is read once.
  return Promise.all(bound.map(async (one): Promise<Filled> => {
    const { binding, certainty, why } = one
    const told = binding ? await tell(context, binding, one, { lines, lexicon, asOf }) : null
    const stands = told && certainty >= fillsFrom && told.value !== null && 'written' in told.written
    const doubt = told === null ? null : told.value === null ? told.because : 'refused' in told.written ? told.written.refused : null
    return { ...one, told, written: stands && 'written' in told.written ? told.written.written : null, why: doubt === null ? why : `${why}；${doubt}` }
  }))
}

export const tell = async (context: ReadContext, binding: Binding, { blank }: Pick<Bound, 'blank'>, { lines, lexicon, asOf }: Pick<FillQuestion, 'lines' | 'lexicon' | 'asOf'>): Promise<Told> => {
  const into = unitAfter((lines[blank.line]?.text ?? '').slice(blank.to))
  const placeName = lexicon.places.find(({ code }) => code === binding.place)?.name ?? binding.place
  if (binding.kind === 'name') return named(binding, placeName, lexicon)
  if (binding.kind === 'parameter') return parameter(binding, placeName, lexicon, into, blank)
  if (binding.statistic !== undefined) return tellStatistic(context, binding, placeName, into, blank.decimals)
  const definition = findDefinition(binding.figure ?? '')
  const read = await readIndicator(context, binding, asOf)
  const money = read.unit === 'fen'
  return {
    title: figureTitle(binding),
    definition: definition?.population ?? '',
    placeName,
    value: read.value === null ? null : money ? trimmed(scaledTo(read.value, 100n, 2)) : read.value,
    because: read.because,
    unit: read.unit === 'points' ? '个百分点' : money ? '元' : units[read.unit],
    records: read.records,
    document: read.document,
    written: read.value === null ? { refused: read.because ?? '没有数' } : writeFigure(read.value, read.unit, into, blank, binding),
  }
}

const parameter = (binding: Binding, placeName: string, lexicon: Lexicon, into: ReturnType<typeof unitAfter>, blank: Bound['blank']): Told => {
  const plain = { placeName, because: null, records: null }
  if (binding.id.startsWith('document/')) {
    const number = binding.id.slice('document/'.length)
    const document = [...lexicon.measures.values()].find((one) => one.documentNumber === number)
    const digits = /〕(\d+)号/.exec(number)?.[1] ?? null
    return { ...plain, title: `《${document?.documentTitle ?? ''}》的文号`, definition: number, value: digits, unit: '号', document: number, written: digits === null ? { refused: '文号里没有序号' } : { written: digits } }
  }
  const [measure = ''] = binding.id.split('/')
  const found = lexicon.parameters.get(measure)?.find(({ id }) => id === binding.id)
  if (!found) return { ...plain, title: binding.id, definition: '', value: null, because: '这一天没有施行的版本', unit: '', document: null, written: { refused: '这一天没有施行的版本' } }
  return { ...plain, title: found.title, definition: found.definition, value: trimmed(found.value), unit: parameterWords[found.unit], document: found.definition, written: writeParameter(found.value, found.unit, into, blank) }
}
const parameterWords = { yuan: '元', share: '%', months: '个月', years: '年', count: '名', number: '', age: '周岁' } as const

const named = ({ id, place, period }: Binding, placeName: string, { city, places }: Lexicon): Told => {
  const { year, month, day } = partsOf(period.to)
  const written = id === 'name.city' ? (city?.name.replace(/市$/, '') ?? null) : id === 'name.county' ? (places.find(({ code }) => code === place.slice(0, 6))?.name.replace(/[区县]$/, '') ?? null) : id === 'name.year' ? String(year) : id === 'name.month' ? String(month) : String(day)
  return { title: nameTitles[id] ?? id, definition: '', placeName, value: written, because: written === null ? '系统里没有这个名称' : null, unit: '', records: null, document: null, written: written === null ? { refused: '系统里没有这个名称' } : { written } }
}
