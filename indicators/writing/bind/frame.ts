import type { PlainDate } from '../../../kernel/types.ts'
import type { Lexicon } from '../lexicon.ts'
import { tokensOf, type Token } from '../tokens.ts'
import type { Binding, Blank, Line } from '../types.ts'
import { unitAfter, type WrittenUnit } from '../units.ts'
import type { SpokenPeriod } from '../words/periods.ts'

/** What stands around one blank, nearest first. */
export interface Frame {
  blank: Blank
  unit: WrittenUnit
  /** From the last comma or blank to this one. */
  own: readonly Token[]
  /** Behind the unit, up to the next comma or blank. */
  right: readonly Token[]
  /** Earlier pieces of the sentence, nearest first. */
  far: readonly (readonly Token[])[]
  /** Earlier sentences of the line, nearest first. */
  before: readonly (readonly Token[])[]
  /** Head of the row, then of the column. */
  heads: readonly Token[]
  /** First sentence of the line, when it is a title of its own: 1.高层次人才引进。 */
  topic: readonly Token[]
  /** The heading above. */
  above: readonly Token[]
  /** The mark before this piece is 、: what stands before it may be counted with it. */
  joined: boolean
  /** How many half stops lie between this blank and the sentence's beginning: subjects do not cross them lightly. */
  sentence: number
  document: DocumentFrame
  asOf: PlainDate
  lexicon: Lexicon
  scope: string
}

export interface DocumentFrame {
  place: string | undefined
  period: SpokenPeriod | undefined
}

/** What a blank was bound to, for those that follow it. */
export interface Trail {
  frame: Frame
  binding: Binding | null
  certainty: number
}

export interface FramedLine {
  line: number
  tokens: readonly Token[]
  frames: readonly Frame[]
}

interface Surroundings {
  lexicon: Lexicon
  asOf: PlainDate
  scope: string
}

export const framesOf = (lines: readonly Line[], blanks: readonly Blank[], around: Surroundings): FramedLine[] => {
  const byLine = Map.groupBy(blanks, ({ line }) => line)
  const all = lines.map(({ text }, line) => tokensOf(text, byLine.get(line) ?? [], around.lexicon, around.asOf))
  const document = documentOf(lines, all, around)
  return lines.map((line, index) => {
    const tokens = all[index] ?? []
    const heads = line.heads.flatMap((head) => tokensOf(head.replace(inBrackets, ''), [], around.lexicon, around.asOf))
    const unit = line.heads.map((head) => unitAfter(inBrackets.exec(head)?.[1] ?? '')).find(({ measured }) => measured !== 'none')
    return { line: index, tokens, frames: lineFrames(tokens, { heads, above: aboveOf(lines, all, index), document, ...around }).map((frame) => (frame.unit.measured === 'none' && unit ? { ...frame, unit: { ...unit, length: 0 } } : frame)) }
  })
}

/** 人才总量（人）: the unit of a column. */
const inBrackets = /[（(](?:单位[：:])?([^（）()]{1,8})[）)]/

const lineFrames = (tokens: readonly Token[], rest: Pick<Frame, 'heads' | 'above' | 'document' | 'asOf' | 'lexicon' | 'scope'>): Frame[] => {
  const frames: Frame[] = []
  let own: Token[] = []
  let far: (readonly Token[])[] = []
  let before: (readonly Token[])[] = []
  let sentence = 0
  let joined = false
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'blank') {
      frames.push({ blank: token.blank, unit: token.unit, own, right: rightOf(tokens, at), far, before, sentence, joined, topic: topicOf(tokens), ...rest })
      far = [[...own, token], ...far]
      own = []
      joined = false
    } else if (token.kind === 'mark') {
      joined = token.text === '、' && own.length > 0
      if (own.length > 0) far = [own, ...far]
      own = []
      if (token.strength === 'stop') {
        before = [far.toReversed().flat(), ...before]
        far = []
        sentence += 1
      }
    } else own.push(token)
  }
  return frames
}

const topicOf = (tokens: readonly Token[]): readonly Token[] => {
  const end = tokens.findIndex((token) => token.kind === 'mark' && (token.strength !== 'light' || /[:：—]/.test(token.text)))
  const first = tokens.slice(0, Math.max(0, end))
  return textOf(first).length <= 24 && !first.some(({ kind }) => kind === 'blank') ? first : []
}

const rightOf = (tokens: readonly Token[], at: number): readonly Token[] => {
  const end = tokens.findIndex((token, index) => index > at && (token.kind === 'mark' || token.kind === 'blank'))
  return tokens.slice(at + 1, end < 0 ? undefined : end)
}

/** A short line without a full stop and without a blank is a heading: the nearest one above, past the rows of a table. */
const aboveOf = (lines: readonly Line[], all: readonly (readonly Token[])[], index: number): readonly Token[] => {
  for (let up = index - 1, steps = 0; up >= 0 && steps < 10; up -= 1) {
    const { text = '', part = '' } = lines[up] ?? {}
    if (part === '表格' || text.trim() === '') continue
    steps += 1
    if (text.trim().length <= 40 && !/[。；;]$/.test(text.trim()) && !(all[up] ?? []).some(({ kind }) => kind === 'blank')) return all[up] ?? []
  }
  return []
}

/** Title and first lines: 澄江县人才工作情况汇报, 三季度通报. */
const documentOf = (lines: readonly Line[], all: readonly (readonly Token[])[], { scope, asOf }: Surroundings): DocumentFrame => {
  const first = lines
    .map((line, index) => ({ text: line.text.trim(), tokens: all[index] ?? [] }))
    .filter(({ text }) => text !== '')
    .slice(0, 4)
    .filter(({ text, tokens }, at) => text.length <= 36 && (at === 0 || !tokens.some(({ kind }) => kind === 'blank')))
  const tokens = first.flatMap((line) => line.tokens)
  const place = tokens.flatMap((token) => (token.kind === 'word' && token.means.place !== undefined && token.means.place.length > scope.length ? [token.means.place] : []))[0]
  const period = tokens.flatMap((token) => (token.kind === 'period' && !token.period.point ? [token.period] : []))[0]
  const yearly = first.some(({ text }) => /年度(?:工作)?(?:总结|报告|述职)|年工作(?:总结|报告)/.test(text))
  const year = asOf.slice(0, 4)
  return { place, period: period ?? (yearly && asOf.endsWith('12-31') ? { from: `${year}-01-01` as PlainDate, to: asOf, words: '全年', fits: true, vague: false, point: false } : undefined) }
}

export const wordsOf = (tokens: readonly Token[]) => tokens.flatMap((token) => (token.kind === 'word' ? [token.means] : []))
export const hasCue = (tokens: readonly Token[], ...cues: readonly string[]): boolean => wordsOf(tokens).some(({ cue }) => cue !== undefined && cues.includes(cue))
export const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('')
/** A part that the house cannot read. */
export const hasUnknown = (tokens: readonly Token[]): boolean => tokens.some(({ kind, text }) => kind === 'unknown' && /[\u4e00-\u9fffA-Za-z]/.test(text))
