import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readQuestion, type Part } from '../indicators/replies/question.ts'
import { asPlainDate } from '../kernel/calendar/plain-date.ts'
import { exampleLexicon } from './writing/judge.ts'

/**
 * `report.replies`: questions in plain words, labelled by hand, against what the house reads in them. `right`: all that is named and nothing else, or rightly left.
 * `asked`: the asker is shown the right one among others. `left`: said not to be on record though it is. `wrong`: answered with something else.
 */
export type ReplyVerdict = 'right' | 'asked' | 'left' | 'wrong'
export interface JudgedQuestion {
  question: string
  verdict: ReplyVerdict
  said: string
}

export const judgeQuestions = (file = join(import.meta.dirname, 'replies/questions.txt')): JudgedQuestion[] => {
  const [head = '', ...lines] = readFileSync(file, 'utf8').split('\n')
  const asOf = asPlainDate(/as-of (\d{4}-\d\d-\d\d)/.exec(head)?.[1] ?? '')
  if (!asOf) throw new Error(`${file}: the first line says “# as-of DAY”`)
  const lexicon = exampleLexicon(asOf)
  return lines.filter((line) => line.includes('=>')).map((line) => {
    const [question = '', labels = ''] = line.split('=>').map((side) => side.trim())
    const parts = readQuestion(question, { lexicon, asOf, scope: '9801' })
    return { question, verdict: verdictOf(parts, labels.split(';').map((label) => label.trim().split('|'))), said: parts.map(sayOf).join(' ; ') }
  })
}

const sayOf = (part: Part): string => {
  const { outcome, binding, rank, candidates } = part
  if (outcome === 'left') return `- ${part.why}`
  return outcome === 'asked' ? `?${candidates.map((one) => `${one.binding.id} ${one.certainty}`).join('/')}` : rank ? rankId(binding?.id ?? '', rank) : `${binding?.id}@${binding?.period.from ?? ''}/${binding?.period.to}#${binding?.place}`
}
const rankId = (id: string, { order, by }: NonNullable<Part['rank']>): string => `rank:${id}:${order}${by === 'industry' ? ':industry' : ''}`

const verdictOf = (parts: readonly Part[], labels: readonly (readonly string[])[]): ReplyVerdict => {
  const each = labels.map((label, at): ReplyVerdict => {
    const part = parts[at]
    if (label.includes('-')) return !part || part.outcome === 'left' ? 'right' : part.outcome === 'asked' ? 'asked' : 'wrong'
    if (!part || part.outcome === 'left') return 'left'
    if (part.outcome === 'asked') return part.candidates.some(({ binding }) => label.some((one) => one === `?${binding.id}`)) ? 'right' : part.candidates.some(({ binding }) => label.some((one) => named(one).endsWith(binding.id) || named(one).includes(`:${binding.id}:`))) ? 'asked' : 'left'
    return label.some((one) => means(part, one)) ? 'right' : 'wrong'
  })
  if (parts.length > labels.length && parts.slice(labels.length).some(({ outcome }) => outcome === 'bound')) each.push('wrong')
  return (['wrong', 'left', 'asked'] as const).find((verdict) => each.includes(verdict)) ?? 'right'
}

const named = (label: string): string => label.replace(/^\?/, '').replace(/[@#].*$/, '')

/** The label's id, and its days and place where it gives them. A growth and a change are one answer: both are said. */
const means = ({ binding, rank }: Part, label: string): boolean => {
  if (!binding) return false
  const id = rank ? rankId(binding.id, rank) : binding.id
  const same = named(label) === id || named(label).replace(/\.growth$/, '.change') === id || (rank !== undefined && named(label) === `${id}:place`)
  const [, from, to] = /@(?:([\d-]{10})\/)?([\d-]{10})/.exec(label) ?? []
  const place = /#(\d+)/.exec(label)?.[1]
  return same && (to === undefined || binding.period.to === to) && (from === undefined || binding.period.from === from) && (place === undefined || binding.place === place)
}

const counted = (bench: string, judged: readonly JudgedQuestion[]): Readonly<Record<string, unknown>> => {
  const of = (verdict: ReplyVerdict) => judged.filter((one) => one.verdict === verdict)
  return { bench, questions: judged.length, right: of('right').length, percent: Math.round((of('right').length / judged.length) * 1000) / 10, asked: of('asked').length, left: of('left').length, wrong: of('wrong').length, failures: judged.filter(({ verdict }) => verdict !== 'right').map(({ question, verdict, said }) => `${verdict}：${question} → ${said}`) }
}
export const heldOutQuestions = join(import.meta.dirname, 'replies/held-out.txt')
export const benchReplies = (): readonly Readonly<Record<string, unknown>>[] => [counted('report.replies.tuned', judgeQuestions()), counted('report.replies.heldOut', judgeQuestions(heldOutQuestions))]
