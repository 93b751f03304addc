import type { Token } from '../tokens.ts'
import type { Concept } from '../words/concepts.ts'
import type { Frame, FramedLine, Trail } from './frame.ts'

/** 本科、硕士、博士分别为XX元、XX元、XX元: the things named before 分别, one for each blank behind it. */
export interface Share {
  keys?: readonly string[]
  concept?: Concept
  place?: string
  /** The blank that it speaks of again. */
  of?: number
  /** What stands between 分别 and the first blank, and behind the last: said once for all of them. */
  before: readonly Token[]
  behind: readonly Token[]
}

/** What is said of each blank's number, by its index; nothing where the counts do not agree. */
export const respectivelyIn = ({ tokens }: FramedLine): ReadonlyMap<number, Share> => {
  const shares = new Map<number, Share>()
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word' || token.means.cue !== 'respectively') continue
    const behind = sentenceBehind(tokens, at)
    const blanks = behind.flatMap((one) => (one.kind === 'blank' ? [one.blank.index] : []))
    if (blanks.length < 2) continue
    const things = thingsBefore(tokens, at, blanks.length)
    for (const [order, index] of blanks.entries()) {
      const thing = things?.[order]
      if (thing) shares.set(index, { ...thing, before: order === 0 ? [] : behind.slice(0, behind.findIndex(({ kind }) => kind === 'blank')), behind: order === blanks.length - 1 ? [] : tailOf(behind) })
    }
  }
  listed(tokens, shares)
  return shares
}

/** 孵化器、众创空间、博士后站XX家、XX家、XX家: as many numbers as things, without the word. */
const listed = (tokens: readonly Token[], shares: Map<number, Share>): void => {
  const bare = (token: Token | undefined) => token?.kind === 'mark' && token.text === '、'
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]?.kind !== 'blank') continue
    const blanks: number[] = []
    let end = at
    for (let token = tokens[end]; token?.kind === 'blank'; token = tokens[end]) {
      blanks.push(token.blank.index)
      if (!bare(tokens[end + 1]) || tokens[end + 2]?.kind !== 'blank') break
      end += 2
    }
    const things: Concept[] = []
    for (let back = at - 1; back >= 0; back -= 2) {
      const token = tokens[back]
      if (token?.kind !== 'word' || token.means.concept === undefined) break
      things.unshift(token.means.concept)
      if (!bare(tokens[back - 1])) break
    }
    if (blanks.length > 1 && blanks.length === things.length && !blanks.some((index) => shares.has(index))) for (const [order, index] of blanks.entries()) shares.set(index, { ...(things[order] ? { concept: things[order] } : {}), before: [], behind: [] })
    at = end
  }
}

const tailOf = (behind: readonly Token[]): readonly Token[] => {
  const tail = behind.slice(behind.findLastIndex(({ kind }) => kind === 'blank') + 1)
  const end = tail.findIndex(({ kind }) => kind === 'mark')
  return end < 0 ? tail : tail.slice(0, end)
}

const sentenceBehind = (tokens: readonly Token[], at: number): readonly Token[] => {
  const end = tokens.findIndex((token, index) => index > at && ((token.kind === 'mark' && token.strength !== 'light') || (token.kind === 'word' && token.means.cue === 'respectively')))
  const behind = tokens.slice(at + 1, end < 0 ? undefined : end)
  const first = behind.findIndex(({ kind }) => kind === 'blank')
  // A subject, a key, a measure or a day of its own between two blanks: 分别 does not reach over it.
  const over = behind.findIndex((token, index) => index > first && first >= 0 && isOfItsOwn(token) && behind.slice(index).some(({ kind }) => kind === 'blank'))
  return over < 0 ? behind : behind.slice(0, over)
}
const isOfItsOwn = (token: Token): boolean => token.kind === 'period' || (token.kind === 'word' && (token.means.concept !== undefined || (token.means.keys?.length ?? 0) > 0 || token.means.measures !== undefined))

type Thing = Omit<Share, 'before' | 'behind'>
const thingsBefore = (tokens: readonly Token[], at: number, wanted: number): readonly Thing[] | undefined => {
  const start = tokens.findLastIndex((token, index) => index < at && token.kind === 'mark' && token.strength === 'stop')
  const head = tokens.slice(start + 1, at)
  const keys = head.flatMap((token): Thing[] => (token.kind === 'word' && (token.means.keys?.length ?? 0) > 0 ? [{ keys: token.means.keys ?? [] }] : []))
  const places = head.flatMap((token): Thing[] => (token.kind === 'word' && token.means.place !== undefined && token.means.place.length > 4 ? [{ place: token.means.place }] : []))
  const concepts = head.flatMap((token): Thing[] => (token.kind === 'word' && token.means.concept !== undefined ? [{ concept: token.means.concept }] : []))
  const blanks = head.flatMap((token): Thing[] => (token.kind === 'blank' ? [{ of: token.blank.index }] : []))
  const lately = head.slice(Math.max(head.findLastIndex((token) => token.kind === 'blank'), head.findLastIndex((token) => token.kind === 'mark' && token.strength === 'half')) + 1)
  const listed = lately.flatMap((token): Thing[] => (token.kind === 'word' && token.means.concept !== undefined ? [{ concept: token.means.concept }] : []))
  return [keys, places, blanks, concepts, listed].find((list) => list.length === wanted) ?? [keys, places, blanks].map((list) => list.slice(-wanted)).find((list) => list.length === wanted)
}

/** The frame of a blank in the place that 分别 gives it. */
export const inPlace = (frame: Frame, place: string): Frame => ({ ...frame, own: [...frame.own.filter((token) => !(token.kind === 'word' && token.means.place !== undefined)), { kind: 'word', text: '', means: { place } }] })
export const conceptOf = (trail: readonly Trail[], index: number): Trail | undefined => trail.find((one) => one.frame.blank.index === index)
