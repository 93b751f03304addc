import type { z } from 'zod'
import { InvalidInput } from '../../kernel/errors.ts'
import { Missing, type ReadContext } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { keyIndustryNames } from '../../registry/contract.ts'
import { findDefinition } from '../definitions/index.ts'
import { placesBelow } from '../store.ts'
import type { Used } from '../uses/store.ts'
import { tell } from '../writing/fill.ts'
import { readLexicon } from '../writing/knowledge.ts'
import type { Lexicon } from '../writing/lexicon.ts'
import { readIndicator, type ReadValue } from '../writing/value.ts'
import { scaledTo, trimmed } from '../writing/written.ts'
import { figureTitle, nameTitles } from '../writing/titles.ts'
import type { Binding } from '../writing/types.ts'
import type { ReplyPart, ReplyQuestion } from './contract.ts'
import { readQuestion, type Part, type Ranking } from './question.ts'
import { amountWords, movedWords, periodWords, sinceWords, subjectWords } from './sentences.ts'

/** What was read in a question, answered from the records. A part that cannot be answered says why, in a sentence. */
export interface Reply {
  question: string
  asOf: PlainDate
  place: { code: string; name: string }
  parts: ReplyPart[]
  used: Used[]
}

interface Setting {
  context: ReadContext
  lexicon: Lexicon
  asOf: PlainDate
}

export const replyTo = async (context: ReadContext, { question, asOf = context.today, place, choices }: z.output<typeof ReplyQuestion>): Promise<Reply> => {
  if (asOf > context.today) throw new InvalidInput([{ path: 'asOf', message: `时点不能晚于今天（${context.today}）` }])
  const { scope: own } = context.actor
  if (own === undefined || (place !== undefined && !place.startsWith(own))) throw new Missing()
  const scope = place ?? own
  const lexicon = await readLexicon(context, asOf)
  const setting = { context, lexicon, asOf }
  const read = readQuestion(question, { lexicon, asOf, scope, choices: new Map(choices.map(({ part, id }) => [part, id])) })
  const answered = await Promise.all(read.map((part) => answerPart(setting, part)))
  const name = lexicon.places.find(({ code }) => code === scope)?.name ?? scope
  return { question, asOf, place: { code: scope, name }, parts: answered.map(({ part }) => part), used: answered.flatMap(({ used }) => used) }
}

interface Answered {
  part: ReplyPart
  used: Used[]
}

const answerPart = async (setting: Setting, part: Part): Promise<Answered> => {
  const { binding, said, why, outcome } = part
  const shown = { said, why, id: binding?.id ?? null, figure: binding?.figure ?? null, title: '', definition: '', source: '', records: null, candidates: part.candidates.map((one) => titled(one.binding)), sentence: null }
  if (outcome !== 'bound' || binding === null) return { part: { ...shown, outcome: outcome === 'asked' ? 'asked' : 'left', candidates: outcome === 'asked' ? shown.candidates : [] }, used: [] }
  const definition = findDefinition(binding.figure ?? '')
  const described = { ...shown, ...titled(binding), source: definition?.source ?? '', candidates: part.candidates.length > 1 ? shown.candidates : [] }
  const found = part.rank ? await ranked(setting, binding, part.rank) : part.kind === 'change' ? await moved(setting, binding) : await valued(setting, binding)
  if ('because' in found) return { part: { ...described, outcome: 'left', why: found.because }, used: [] }
  const { sentence, records, used, ...more } = found
  return { part: { ...described, ...more, outcome: 'told', sentence, records }, used }
}

const titled = (binding: Binding): { id: string; title: string; definition: string } => ({
  id: binding.id,
  title: binding.kind === 'indicator' ? (binding.statistic ?? figureTitle(binding)) : (nameTitles[binding.id] ?? binding.id),
  definition: findDefinition(binding.figure ?? '')?.population ?? '',
})

type Found = { sentence: string; records: string | null; used: Used[]; title?: string; definition?: string; source?: string } | { because: string }
const placeName = ({ lexicon }: Setting, code: string): string => lexicon.places.find((one) => one.code === code)?.name ?? code

const valued = async (setting: Setting, binding: Binding): Promise<Found> => {
  const { context, lexicon, asOf } = setting
  const lines = [{ text: 'XX', heads: [], part: '正文' }]
  const told = await tell(context, binding, { blank: { index: 1, line: 0, from: 0, to: 2, text: 'XX', hint: '', decimals: null, typed: '' } }, { lines, lexicon, asOf })
  if (told.value === null || 'refused' in told.written) return { because: `${told.placeName}${told.title}：${told.because ?? ('refused' in told.written ? told.written.refused : '没有数')}` }
  const { written } = told.written
  const number = told.unit === '' || written.endsWith(told.unit) || /[元%点]$/.test(written) ? written : `${written} ${told.unit}`
  const when = binding.kind === 'parameter' ? '按现行政策' : binding.statistic === undefined ? periodWords(binding.period) : told.definition
  const what = binding.kind === 'parameter' ? `${told.title}为` : `${told.placeName}${subjectWords(told.title, binding.period)}`
  return { sentence: `${when}，${what} ${number}。`, records: told.records, title: told.title, definition: told.definition, ...(told.document === null ? {} : { source: told.document }), used: [{ binding, title: told.title, value: told.value, unit: told.unit, written }] }
}

/** Now, the difference, and the growth: whichever way it went. */
const moved = async (setting: Setting, binding: Binding): Promise<Found> => {
  const { context, asOf } = setting
  const of = (aspect: Binding['aspect']) => readIndicator(context, { ...binding, aspect }, asOf)
  const [now, difference, grown] = await Promise.all([of('value'), of('change'), of('growth')])
  if (now.value === null || difference.value === null) return { because: now.because ?? difference.because ?? '没有可比的数' }
  const title = figureTitle({ ...binding, aspect: 'value' })
  const words = movedWords(difference.value, difference.unit, difference.unit === 'points' ? null : grown.value)
  const exact = difference.unit === 'fen' ? trimmed(scaledTo(difference.value, 100n, 2)) : difference.value
  return {
    sentence: `${periodWords(binding.period)}，${placeName(setting, binding.place)}${subjectWords(title, binding.period)} ${amountWords(now.value, now.unit)}，${words === '持平' ? `与${sinceWords(binding)}持平` : `比${sinceWords(binding)}${words}`}。`,
    records: now.records,
    used: [{ binding, title: figureTitle(binding), value: exact, unit: unitText(difference), written: words }],
  }
}
const unitText = ({ unit }: Pick<ReadValue, 'unit'>): string => (unit === 'points' ? '个百分点' : unit === 'fen' ? '元' : unit === 'share' ? '%' : '')

/** The places below, or the key industries, from the highest or the lowest; who has no number is named. */
const ranked = async (setting: Setting, binding: Binding, { by, order }: Ranking): Promise<Found> => {
  const { context, asOf } = setting
  const below = by === 'place' ? await placesBelow(context.db, binding.place) : []
  const wanted = by === 'place' ? below.map(({ code, name }) => ({ name, binding: { ...binding, place: code } })) : keyIndustryNames.map((key) => ({ name: key, binding: { ...binding, part: { by: 'industry', key } } }))
  if (!wanted.length) return { because: '这个地方没有下一级，比不了' }
  const read = await Promise.all(wanted.map(async (one) => ({ name: one.name, ...(await readIndicator(context, one.binding, asOf)) })))
  const known = read.flatMap(({ name, value, unit }) => (value === null ? [] : [{ name, value, unit }])).toSorted((a, b) => (order === 'least' ? Number(a.value) - Number(b.value) : Number(b.value) - Number(a.value)))
  const [first] = known
  if (!first) return { because: read[0]?.because ?? '没有数' }
  const said = known.map(({ name, value, unit }) => `${name} ${amountWords(value, unit)}`)
  const tops = known.filter(({ value }) => Number(value) === Number(first.value))
  const title = figureTitle(binding)
  const lacking = read.filter(({ value }) => value === null).map(({ name }) => name)
  const tail = lacking.length ? `（${lacking.join('、')}没有数）` : ''
  const lead = `${periodWords(binding.period)}，${placeName(setting, binding.place)}${by === 'place' ? '各地' : '各重点产业'}${subjectWords(title, binding.period)}`
  const sentence = order === 'all' ? `${lead}由高到低：${said.join('，')}${tail}。` : `${lead}${order === 'most' ? '最高' : '最低'}的是${tops.map(({ name }) => name).join('、')}，${tops.length > 1 ? '都是 ' : ''}${amountWords(first.value, first.unit)}；${said.length > tops.length ? `其后是${said.slice(tops.length, tops.length + 3).join('，')}` : '没有别的'}${tail}。`
  return { sentence, records: null, used: [] }
}
