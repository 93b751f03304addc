import type { PlainDate } from '../../kernel/types.ts'
import { plainText } from './blanks.ts'
import type { Lexicon, Meaning } from './lexicon.ts'
import type { Blank } from './types.ts'
import { unitAfter, type WrittenUnit } from './units.ts'
import { baseAt, periodAt, type SpokenPeriod } from './words/periods.ts'

/** A line taken apart: the longest known word at each place, periods and comparisons by their own readers, the rest unknown. */
export type Token =
  | { kind: 'word'; text: string; means: Meaning }
  | { kind: 'period'; text: string; period: SpokenPeriod }
  | { kind: 'whole-year'; text: string }
  | { kind: 'base'; text: string; since: PlainDate | null; from?: PlainDate; chain?: true }
  /** , 、 : ( ) — `stop` ends a sentence, `half` is a semicolon. */
  | { kind: 'mark'; text: string; strength: 'light' | 'half' | 'stop' }
  | { kind: 'blank'; text: string; blank: Blank; unit: WrittenUnit }
  | { kind: 'number'; text: string }
  | { kind: 'unknown'; text: string }

export interface LineTokens {
  tokens: readonly Token[]
}

export const tokensOf = (text: string, blanks: readonly Blank[], lexicon: Lexicon, asOf: PlainDate): Token[] => {
  const plain = plainText(text)
  const tokens: Token[] = []
  const byStart = new Map(blanks.map((blank) => [blank.from, blank]))
  const push = (token: Token) => {
    const last = tokens.at(-1)
    if (token.kind === 'unknown' && last?.kind === 'unknown') tokens[tokens.length - 1] = { kind: 'unknown', text: last.text + token.text }
    else tokens.push(token)
  }
  let at = 0
  while (at < plain.length) {
    const blank = byStart.get(at)
    if (blank) {
      const unit = unitAfter(text.slice(blank.to))
      push({ kind: 'blank', text: blank.text, blank, unit })
      at = blank.to + unit.length
      continue
    }
    // 孵化器XX家 众创空间XX家: a space behind a number parts a list as a comma does.
    if (plain[at] === ' ' && tokens.at(-1)?.kind === 'blank' && /^(?:word|unknown)$/.test(tokens.at(-2)?.kind ?? '') && /^ +[一-鿿]/.test(plain.slice(at))) {
      push({ kind: 'mark', text: ' ', strength: 'light' })
      at += 1
      continue
    }
    const token = tokenAt(plain, at, lexicon, asOf)
    // A word never swallows a blank behind it.
    const room = Math.min(...[...byStart.keys()].filter((start) => start > at), plain.length)
    if (at + token.text.length > room) push({ kind: 'unknown', text: plain.slice(at, at + 1) })
    else push(token)
    at += at + token.text.length > room ? 1 : token.text.length
  }
  return tokens.filter(({ kind, text: said }) => kind === 'blank' || kind === 'mark' || said.trim() !== '')
}

const tokenAt = (plain: string, at: number, lexicon: Lexicon, asOf: PlainDate): Token => {
  const char = plain[at] ?? ''
  const base = baseAt(plain, at, asOf)
  if (base) return { kind: 'base', text: base.words, since: base.since, ...(base.from ? { from: base.from } : {}), ...(base.chain ? { chain: base.chain } : {}) }
  const period = periodAt(plain, at, asOf)
  const word = wordAt(plain, at, lexicon)
  if (period && period.length >= (word?.text.length ?? 0)) return { kind: 'period', text: plain.slice(at, at + period.length), period: period.period }
  if (plain.startsWith('全年', at) && (word?.text.length ?? 0) <= 2) return { kind: 'whole-year', text: '全年' }
  if (word) return word
  // A question is not over before its answer.
  if (/[?？]/.test(char)) return { kind: 'mark', text: char, strength: 'half' }
  if (/[。!！]/.test(char)) return { kind: 'mark', text: char, strength: 'stop' }
  if (/[;；]/.test(char)) return { kind: 'mark', text: char, strength: 'half' }
  if (/[,，、:：()（）\t|｜/—]/.test(char)) return { kind: 'mark', text: char, strength: 'light' }
  if (/["“”‘’《》<>·.\s\-—–]/.test(char)) return { kind: 'word', text: char, means: { neutral: true } }
  const digits = /^\d+(?:\.\d+)?%?/.exec(plain.slice(at, at + 20))
  if (digits) return { kind: 'number', text: digits[0] }
  return { kind: 'unknown', text: char }
}

/** The longest known word; unless a longer name of a measure or a concept begins inside it: 博士 before 学历提升资助, not 博士学历. */
const wordAt = (plain: string, at: number, lexicon: Lexicon): Token | undefined => {
  const found = longestAt(plain, at, lexicon)
  if (!found || found.means.concept !== undefined || found.means.measures !== undefined) return found
  for (let inside = 1; inside < found.text.length; inside += 1) {
    const other = longestAt(plain, at + inside, lexicon)
    if (!other || (other.means.concept === undefined && other.means.measures === undefined) || other.text.length <= found.text.length || inside + other.text.length <= found.text.length) continue
    const shorter = lexicon.words.get(plain.slice(at, at + inside))
    if (shorter) return { kind: 'word', text: plain.slice(at, at + inside), means: shorter }
  }
  return found
}

const longestAt = (plain: string, at: number, { words, longest }: Lexicon): Extract<Token, { kind: 'word' }> | undefined => {
  for (let length = Math.min(longest, plain.length - at); length > 0; length -= 1) {
    const text = plain.slice(at, at + length)
    const means = words.get(text)
    if (means) return { kind: 'word', text, means }
  }
  return undefined
}
