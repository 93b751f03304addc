import { concepts, type Concept } from '../words/concepts.ts'
import type { Token } from '../tokens.ts'
import { hasCue, hasUnknown, textOf, wordsOf, type Frame, type Trail } from './frame.ts'

/** What a number is a number of: a concept, where it was said, and what narrows it. */
export interface Subject {
  concept: Concept
  word: string
  certainty: number
  why: string
  /** 新能源, 国家级, 海外. */
  parts: readonly { by: string; key: string }[]
  /** The trail's figure that this one follows, when it was not said again. */
  from?: Trail
}

/** The nearest word that can be counted in this unit: right behind it, before it, in the table's heads, earlier in the sentence. */
export const subjectsOf = (frame: Frame, trail: readonly Trail[], fits: (concept: Concept) => boolean): Subject[] => {
  const right = rightSubject(frame, fits)
  if (right) return [right]
  const own = ownSubject(frame.own, frame, fits)
  if (own) return [own]
  // 柔性引进XX名, 流出XX人次: of all, whoever was spoken of before.
  const all = hasCue(frame.own, 'flexible', 'depart') ? concepts.find(({ id }) => id === 'introduction') : undefined
  if (all && fits(all) && !hasUnknown(frame.own)) return [{ concept: all, word: '', certainty: 0.93, why: `“${textOf(frame.own)}”`, parts: ownParts(frame.own) }]
  const heads = frame.heads.length > 0 ? headSubject(frame, fits) : undefined
  if (heads) return [heads]
  return farSubjects(frame, trail, fits)
}

/** XX名高层次人才, XX家国家级孵化器: the word right behind the unit, after what narrows it. */
const rightSubject = (frame: Frame, fits: (concept: Concept) => boolean): Subject | undefined => {
  const { right } = frame
  if (wordsOf(frame.own).some(({ concept }) => concept?.perHundred === true)) return undefined
  const at = right.findIndex((token) => token.kind === 'word' && token.means.concept !== undefined)
  const token = right[at]
  if (at < 0 || at > 3 || token?.kind !== 'word' || token.means.concept === undefined || !fits(token.means.concept)) return undefined
  const narrowing = right.slice(0, at)
  const parts = narrowing.flatMap((one) => (one.kind === 'word' && one.means.part ? [one.means.part] : []))
  const strange = narrowing.some((one) => !(one.kind === 'word' && (one.means.part !== undefined || /^[的是为]$/.test(one.text) || one.means.cue !== undefined)))
  if (strange) return undefined
  const behind = right[at + 1]
  const goesOn = behind !== undefined && !isVerbLike(behind)
  const reach = /^(?:.)?(?:引进|建成|拥有|建有|认定)/.test(textOf(frame.own.slice(-3)))
  return { concept: token.means.concept, word: token.text, certainty: (goesOn ? 0.4 : 0.96) * (reach ? 1 : 0.98), why: `后面的“${token.text}”${goesOn ? `，但其后还有“${behind.text}”` : ''}`, parts: [...parts, ...ownParts(frame.own)] }
}

/** What narrows the subject: 国家级, 新能源, A类. 市级以上 is no part that is counted. */
const ownParts = (tokens: readonly Token[]): { by: string; key: string }[] =>
  tokens.flatMap((token, at) => {
    if (token.kind !== 'word' || token.means.concept !== undefined) return []
    const above = /^以[上下]/.test(tokens[at + 1]?.text ?? '')
    const { part, keys } = token.means
    const level = keys?.length === 1 && /^[A-E]$/.test(keys[0] ?? '') ? { by: 'level', key: keys[0] ?? '' } : undefined
    const one = part ?? level
    return one === undefined ? [] : above ? [{ by: `${one.by}以上`, key: one.key }] : [one]
  })

/** 引进高层次人才XX名: the last word before the blank; strange words between or right before it spoil it. */
export const ownSubject = (own: readonly Token[], frame: Pick<Frame, 'right' | 'unit'>, fits: (concept: Concept) => boolean): Subject | undefined => {
  const at = own.findLastIndex((token) => token.kind === 'word' && token.means.concept !== undefined && fits(token.means.concept))
  const token = own[at]
  if (at < 0 || token?.kind !== 'word' || token.means.concept === undefined) return undefined
  const gap = own.slice(at + 1)
  const ahead = own[at - 1]
  const strange = hasUnknown(gap) || wordsOf(gap).some((means) => means.measures !== undefined)
  const prefix = ahead !== undefined && ahead.kind === 'unknown'
  const foreign = wordsOf(own).some((means) => means.foreign)
  const noun = frame.right[0]
  const otherNoun = noun?.kind === 'unknown' && frame.unit.measured === 'thing' && !/^[居位排均来落较比同为在正以是，]/.test(noun.text)
  const certainty = (strange ? 0.3 : 0.97) * (prefix ? 0.45 : 1) * (foreign ? 0.2 : 1) * (otherNoun ? 0.5 : 1)
  const doubt = strange ? `，但中间还有“${textOf(gap)}”` : prefix ? `，但前面还有“${ahead.text}”` : foreign ? '，但说的不是本市' : ''
  const measured = measuresBefore(own.slice(0, at))
  return { concept: token.means.concept, word: token.text, certainty: certainty * (measured.length > 1 ? 0.4 : 1), why: `“${token.text}”${doubt}`, parts: [...ownParts(own), ...measured.slice(0, 1).map((key) => ({ by: 'measure', key }))] }
}

/** 安家补贴申请XX件: cases of one measure. */
const measuresBefore = (tokens: readonly Token[]): readonly string[] => {
  const token = tokens.findLast((one) => one.kind === 'word' && one.means.measures !== undefined)
  return token?.kind === 'word' ? (token.means.measures ?? []) : []
}

const headSubject = (frame: Frame, fits: (concept: Concept) => boolean): Subject | undefined => {
  const found = ownSubject(frame.heads.filter((token) => token.kind !== 'mark'), { right: [], unit: frame.unit }, fits)
  const parts = ownParts(frame.own)
  return found && !hasUnknown(frame.own) ? { ...found, certainty: Math.min(found.certainty, 0.95), why: `表头${found.why}`, parts: [...found.parts, ...parts] } : undefined
}

/** Nothing in this piece says what is counted: the last thing spoken of in the sentence, then in the line, then above. */
const farSubjects = (frame: Frame, trail: readonly Trail[], fits: (concept: Concept) => boolean): Subject[] => {
  const parts = ownParts(frame.own)
  const gift = wordsOf(frame.own).some((means) => means.gift === true || means.measures !== undefined || means.budgetLine !== undefined)
  // A noun of its own that is not counted in this unit: the piece speaks of something else.
  const other = wordsOf(frame.own).some(({ concept }) => concept !== undefined && !fits(concept))
  const strange = (hasUnknown(frame.own) || gift ? 0.3 : 1) * (other ? 0.5 : 1) * (wordsOf(frame.own).some((means) => means.foreign) ? 0.2 : 1)
  for (const [steps, tokens] of frame.far.entries()) {
    const spoken = tokens.filter(({ kind }) => kind !== 'blank')
    const whole = ownSubject(spoken, { right: [], unit: frame.unit }, fits)
    // 人才流出仍需关注，全年流出XX人次: the clause before is finished, and this one says the verb again.
    const last = spoken.findLastIndex((token) => token.kind === 'word' && token.means.concept !== undefined && fits(token.means.concept))
    const cut = verbs.some((verb) => hasCue(frame.own, verb)) ? ownSubject(spoken.slice(0, last + 1), { right: [], unit: frame.unit }, fits) : undefined
    const found = cut && (!whole || cut.certainty > whole.certainty) ? { ...cut, certainty: cut.certainty * 0.9 } : whole
    const blank = tokens.find(({ kind }) => kind === 'blank')
    const previous = blank?.kind === 'blank' ? trail.find((one) => one.frame.blank === blank.blank) : undefined
    const after = previous && !found ? rightOf(previous, fits) : undefined
    const one = found ?? after
    if (one) return [{ ...one, certainty: Math.min(one.certainty, 1) * (steps === 0 ? 0.96 : steps <= 2 ? 0.93 : 0.86) * strange, why: `承前文${one.why}`, parts: [...one.parts.filter((part) => !parts.some(({ by }) => by === part.by)), ...parts], ...(previous ? { from: previous } : {}) }]
  }
  const carried = carriedSubject(frame, trail, fits)
  if (carried) return [{ ...carried, certainty: carried.certainty * strange, parts: [...carried.parts, ...parts] }]
  const topic = frame.topic.length > 0 && frame.sentence > 0 ? ownSubject(frame.topic, { right: [], unit: frame.unit }, fits) : undefined
  if (topic) return [{ ...topic, certainty: Math.min(topic.certainty, 0.9) * strange, why: `本段${topic.why}`, parts: [...topic.parts, ...parts] }]
  for (const tokens of [frame.before[0] ?? [], frame.above]) {
    // 引进人才XX名，其中……。完成目标的XX%: what is said next is of the whole.
    const among = tokens.findIndex((token) => token.kind === 'word' && token.means.cue === 'among')
    const found = ownSubject((among > 0 ? tokens.slice(0, among) : tokens).filter(({ kind }) => kind === 'word'), { right: [], unit: frame.unit }, fits)
    // 来自境外的有XX人: only what came has an origin and a channel.
    const ofComing = found?.concept.id === 'introduction' && parts.some(({ by }) => by === 'origin' || by === 'channel')
    if (found) return [{ ...found, certainty: Math.min(found.certainty, ofComing ? 0.9 : among > 0 ? 0.84 : 0.75) * strange, why: `上一句${found.why}`, parts: [...found.parts, ...ownParts(frame.heads), ...parts] }]
  }
  return []
}

const verbs = ['introduce', 'depart', 'have', 'present', 'recognise']

/** 分县区看，海曙湾区XX%: places, periods or the same verb again carry the subject of the line's last number of that kind over the full stop. */
const carriedSubject = (frame: Frame, trail: readonly Trail[], fits: (concept: Concept) => boolean): Subject | undefined => {
  const same = trail.filter((one) => one.frame.blank.line === frame.blank.line && one.frame.unit.measured === frame.unit.measured)
  // After 其中 the next sentence speaks of the whole again.
  const whole = same.findLast(({ frame: { own, far } }) => ![own, ...far].some((tokens) => hasCue(tokens, 'among')))
  const last = same.at(-1) === whole ? whole : frame.own.some(({ kind }) => kind === 'period') || frame.own.some((token) => token.kind === 'word' && token.means.cue === 'introduce') ? whole : same.at(-1)
  if (!last || last.binding?.figure === undefined || last.certainty < 0.8) return undefined
  const says = frame.own.some((token) => token.kind === 'period' || (token.kind === 'word' && (token.means.place !== undefined || token.means.cue === 'introduce')))
  const concept = says ? concepts.find((one) => fits(one) && Object.values(one.figures).includes(last.binding?.figure ?? '')) : undefined
  return concept ? { concept, word: concept.says[0] ?? '', certainty: 0.88, why: `承前句“${concept.says[0] ?? ''}”`, parts: [], from: last } : undefined
}

const rightOf = ({ frame }: Trail, fits: (concept: Concept) => boolean): Subject | undefined => rightSubject(frame, fits)

/** A word behind a noun that does not lengthen it: a verb, a particle, a unit's tail. */
const isVerbLike = (token: Token): boolean => {
  if (token.kind !== 'unknown') return !(token.kind === 'word' && (token.means.concept !== undefined || token.means.gift === true))
  return /^[正来在为与和及并将以已选扎投成参就从到通获是均都享居]/.test(token.text)
}
