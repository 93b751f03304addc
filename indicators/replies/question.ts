import type { PlainDate } from '../../kernel/types.ts'
import { bindBlanks } from '../writing/bind/bind.ts'
import { findBlanks, plainText, unitPattern } from '../writing/blanks.ts'
import type { Lexicon } from '../writing/lexicon.ts'
import { fillsFrom, fitsFrom, type Binding, type Candidate, type Line } from '../writing/types.ts'
import { ahead, comings, comparisons, courtesies, endings, industryOpeners, leaning, least, most, moves, quantity, rankOpeners, writtenAs } from './words.ts'

/**
 * A question in plain words, read as the sentences that would answer it: each number that it asks for becomes a blank, and the binder of drafts says what fits it.
 * Pure: nothing is read from the records. What cannot be bound is left with its reason; nothing is guessed.
 */
export interface Ranking {
  by: 'place' | 'industry'
  order: 'most' | 'least' | 'all'
}
export interface Part {
  /** The words of the question that ask for it. */
  said: string
  kind: 'value' | 'change' | 'rank'
  outcome: 'bound' | 'asked' | 'left'
  binding: Binding | null
  candidates: readonly Candidate[]
  why: string
  rank?: Ranking
}
export interface QuestionContext {
  lexicon: Lexicon
  asOf: PlainDate
  scope: string
  /** Chosen by the asker: the id of a candidate, by the number of the part from 1. */
  choices?: ReadonlyMap<number, string>
}

/** Units that a question leaves out, tried one after another; the surest binding wins. */
const units = ['', '人', '家', '件', '万元', '个', '项', '个工作日', '人次', '支'] as const
/** A spoken 个 counts anything, people too. */
const looseUnits = ['个', '人', '家', '项'] as const
const changeUnits = ['人', '个百分点', '%', '家', '件', '万元', '个', '个工作日', '人次'] as const

export const readQuestion = (question: string, context: QuestionContext): Part[] => {
  const clauses = clausesOf(question)
  const parts: Part[] = []
  let before = ''
  for (const clause of clauses) {
    const part = readClause(clause, before, parts, context)
    if (!part) continue
    parts.push(chosen(part, context.choices?.get(parts.length + 1)))
    // What follows speaks of the same day, place and subject unless it names its own.
    if (part.kind === 'value') before = statementOf(clause, context.lexicon).replace(/XX.*$/, '')
  }
  return parts
}

/** Pieces of the question that ask for something; what leads in (今年，) goes with the next. */
const clausesOf = (question: string): string[] => {
  const plain = plainText(question).replace(courtesies, '')
  const spoken = writtenAs.reduce((text, [said, written]) => text.replace(said, written), plain)
  const pieces = spoken.split(/[?。;!,，；\n]/).map((piece) => piece.trim().replace(endings, '').trim())
  const clauses: string[] = []
  let lead = ''
  const asks = (piece: string) => quantity.test(piece) || rankOpeners.test(piece) || industryOpeners.test(piece)
  for (const piece of pieces.filter((one) => one !== '')) {
    // 名校优生呢: asks the same of another.
    const follows = clauses.length > 0 && !asks(piece) && piece.length <= 12
    if (asks(piece) || follows) {
      clauses.push(lead + piece)
      lead = ''
    } else lead += `${piece}，`
  }
  return clauses.length > 0 || lead === '' ? clauses : [lead.slice(0, -1)]
}

const readClause = (clause: string, before: string, parts: readonly Part[], context: QuestionContext): Part | undefined => {
  if (ahead.test(clause)) return left(clause, 'value', '还没有到的日子没有记录，系统不预测')
  if (placesIn(clause, context.lexicon).size > 1) return left(clause, 'value', '一句里问了几个地方，请分开问')
  const rank = rankingOf(clause)
  if (rank) return readRanking(clause, rank, context)
  if (movesIn(clause)) return readChange(clause, before, parts, context)
  return readValue(clause, before, parts, context)
}

/** Names of places that a clause speaks of; one of two would be a guess. */
const placesIn = (clause: string, { places, city }: Lexicon): Set<string> => {
  const named = places.filter(({ name }) => clause.includes(name)).map(({ code }) => code)
  return new Set(/全市|我市|本市/.test(clause) && city ? [...named, city.code] : named)
}

const left = (said: string, kind: Part['kind'], why: string): Part => ({ said, kind, outcome: 'left', binding: null, candidates: [], why })
const movesIn = (clause: string): boolean => (comparisons.test(clause) || moves.test(clause)) && quantity.test(clause)

/**
 * 引进了多少名校优生 → 引进了名校优生XX; 人才密度是多少 → 人才密度XX; a unit that is said stays behind the blank. 名 counts in 多少名工程师 and belongs to the noun in
 * 多少名校优生: the longest word of the lexicon decides.
 */
const statementOf = (clause: string, lexicon: Lexicon): string => {
  const found = /(?:是|有|为|达到?|一共有?|总共有?|共有?)?(?:多少|几|多[大高长])/.exec(clause)
  if (!found) return `${clause.replace(/的?(?:数量|数目|总数)$/, '')}XX`
  const [front, behind] = [clause.slice(0, found.index), clause.slice(found.index + found[0].length)]
  const counter = wordAt(behind, lexicon) ? '' : (/^(?:钱|块钱|万(?:块)?钱?(?!人|名|元))/.exec(behind)?.[0] ?? unitPattern.exec(behind)?.[0] ?? '')
  const unit = /^(?:钱|块|万(?:块)?钱?$)/.test(counter) ? '万元' : counter
  const noun = behind.slice(counter.length).replace(/^的/, '')
  if (noun === '' && /^[人名位]$/.test(unit) && comings.test(front)) return `${front}人才XX${unit}`
  return `${front}${noun}XX${unit}`
}
/** Whether a word of the lexicon that is more than a counter begins here. */
const wordAt = (text: string, { words, longest }: Lexicon): boolean => {
  for (let length = Math.min(longest, text.length); length > 1; length -= 1) {
    const means = words.get(text.slice(0, length))
    if (means) return means.concept !== undefined || means.part !== undefined || means.measures !== undefined
  }
  return false
}

/** 博士有多少人: a part of a breakdown by itself is people of that part. */
const statementsOf = (clause: string, lexicon: Lexicon): string[] => {
  const plain = statementOf(clause, lexicon)
  const front = plain.replace(/XX.*$/, '')
  return lexicon.words.get(front.slice(-2))?.part ? [plain, plain.replace(/XX.*$/, '人才XX人')] : [plain]
}

interface Tried {
  candidates: Candidate[]
  why: string
}

/** The candidates of the last blank of a sentence, over all units that it may have been asked in. */
const tryOut = (lead: string, statement: string, tries: readonly string[], { lexicon, asOf, scope }: QuestionContext): Tried => {
  const said = /XX(.+)$/.exec(statement)?.[1]
  const found: Candidate[] = []
  let why = ''
  // A share answers how many only where nothing else does: 引进多少名校优生 does not ask what part of them stayed.
  const counted = said === undefined ? tries : said === '个' ? looseUnits : [said]
  for (const unit of said === undefined ? [...counted, '%'] : counted) {
    if (unit === '%' && said === undefined && found.some(({ certainty }) => certainty >= fitsFrom)) continue
    const text = `${lead}${statement.replace(/XX.*$/, '')}XX${unit}`
    const lines: Line[] = [{ text, heads: [], part: '正文' }]
    const bound = bindBlanks({ lines, blanks: findBlanks(lines), lexicon, asOf, scope }).at(-1)
    if (!bound) continue
    if (bound.binding && bound.certainty >= fitsFrom) {
      // What the binder doubts stays doubted: its first choice goes with the certainty that it gave in the end.
      found.push({ binding: bound.binding, certainty: bound.certainty, why: bound.why }, ...bound.candidates.filter(({ binding }) => binding.id !== bound.binding?.id).map((one) => ({ ...one, certainty: Math.min(one.certainty, bound.certainty) })))
    } else if (why === '' || bound.why.startsWith('系统里没有')) why = bound.why
  }
  const sorted = found.toSorted((a, b) => b.certainty - a.certainty)
  const candidates = sorted.filter(({ binding }, at) => sorted.findIndex((one) => one.binding.id === binding.id && one.binding.place === binding.place) === at && at < 12).filter(({ certainty }) => certainty >= fitsFrom).slice(0, 5)
  return { candidates, why: why === '' ? '没有可以对应的指标、政策参数或名称' : why }
}

const settled = (said: string, kind: Part['kind'], { candidates, why }: Tried): Part => {
  const [first, second] = candidates
  if (!first) return left(said, kind, why)
  const close = second !== undefined && first.certainty - second.certainty < 0.12 && second.certainty >= 0.6
  return first.certainty >= fillsFrom && !close ? { said, kind, outcome: 'bound', binding: first.binding, candidates, why: first.why } : { said, kind, outcome: 'asked', binding: null, candidates, why: close ? '有几个数都合适，请选择' : `不敢断定：${first.why}` }
}

const readValue = (clause: string, before: string, parts: readonly Part[], context: QuestionContext): Part => {
  const surest = (lead: string): Tried | undefined => statementsOf(clause, context.lexicon).map((statement) => tryOut(lead, statement, units, context)).toSorted((a, b) => certaintyOf(b) - certaintyOf(a))[0]
  const follows = parts.length > 0 && before !== ''
  // 名校优生呢, 占总量多少: only with what was asked before is it a question at all.
  const leans = follows && (leaning.test(clause) || !quantity.test(clause))
  const own = leans ? undefined : surest('')
  if (own && (certaintyOf(own) >= fillsFrom || !follows)) return settled(clause, 'value', own)
  const joined = surest(`${before}XX，`)
  return settled(clause, 'value', joined && certaintyOf(joined) > (own ? certaintyOf(own) : 0) ? joined : (own ?? { candidates: [], why: '没有可以对应的指标、政策参数或名称' }))
}
const certaintyOf = ({ candidates }: Tried): number => candidates[0]?.certainty ?? 0

/** 比去年多多少 → 比去年增加XX, behind the sentence that it compares; its own subject, where it has one. */
const readChange = (clause: string, before: string, parts: readonly Part[], context: QuestionContext): Part => {
  const compared = comparisons.exec(clause)?.[0] ?? '比上年同期'
  const head = clause.replace(quantity, '').replace(comparisons, '').replace(moves, '').replace(/(?:了?(?:个?百分点|个?工作日|[万亿]?元|万?[人名]|[%家件个天]))$/, '').replace(/(?:[多少高低长短]|了|的|是|多大)+$/, '').trim()
  const subject = head === '' ? before : head
  const last = parts.findLast(({ binding }) => binding?.figure !== undefined)
  if (subject === '' && !last) return left(clause, 'change', '没有说比的是什么')
  const value = subject === '' ? undefined : settled(clause, 'change', tryOut('', `${subject}XX`, units, context))
  const base = head === '' && last?.outcome === 'bound' ? last.binding : (value?.binding ?? null)
  if (!base?.figure) return value?.outcome === 'asked' ? { ...value, why: '比的是哪一个，请选择' } : left(clause, 'change', value?.why ?? '没有说比的是什么')
  const { candidates } = tryOut(`${subject}XX，`, `${compared}增加XX`, changeUnits, context)
  const moved = candidates.find(({ binding }) => binding.figure === base.figure && (binding.aspect === 'change' || binding.aspect === 'growth'))
  const { direction: _, ...spoken } = moved?.binding ?? { ...base, aspect: 'change' as const }
  const plain = base.id.replace(/\.(change|growth|target|progress)$/, '')
  const binding: Binding = { ...spoken, ...(base.part ? { part: base.part } : {}), place: base.place, period: base.period, id: `${plain}.change`, aspect: 'change' }
  return { said: clause, kind: 'change', outcome: 'bound', binding, candidates: [{ binding, certainty: 1, why: '' }], why: moved?.why ?? compared }
}

const rankingOf = (clause: string): Ranking | undefined => {
  const by = industryOpeners.test(clause) ? 'industry' : rankOpeners.test(clause) ? 'place' : undefined
  if (!by) return undefined
  return { by, order: most.test(clause) ? 'most' : least.test(clause) ? 'least' : 'all' }
}

const readRanking = (clause: string, rank: Ranking, context: QuestionContext): Part => {
  const subject = clause.replace(rankOpeners, '').replace(industryOpeners, '').replace(most, '').replace(least, '').replace(/(?:分别|各)?(?:是|有|为)?(?:多少|几)(?:人|名|家|件)?/, '').replace(/排名|排行|的?是$|全市$|分别/g, '').replace(/(?:的是|的|是|了|有)$/, '').trim()
  const part = settled(clause, 'rank', tryOut('', `${subject}XX`, units, context))
  return part.binding?.figure === undefined && part.outcome === 'bound' ? left(clause, 'rank', '这个数不能按地区或产业比较') : { ...part, rank }
}

/** The asker's word is the last, among what was shown to him. */
const chosen = (part: Part, choice: string | undefined): Part => {
  const found = choice === undefined ? undefined : part.candidates.find(({ binding }) => binding.id === choice)
  return found ? { ...part, outcome: 'bound', binding: found.binding, why: '您选择的' } : part
}
