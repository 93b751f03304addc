import type { FigureDefinition, Unit } from '../../definition.ts'
import type { Token } from '../tokens.ts'
import { hasCue, textOf, wordsOf, type Frame } from './frame.ts'
import type { Subject } from './subject.ts'

/**
 * What stands around a blank and the binding does not explain. A reader who does not understand a word of the clause is not sure of its number either:
 * each of these brings the certainty below the bound from which a blank is filled, so that the writer is asked.
 */
export const doubtOf = (frame: Frame, subject: Subject, definition: FigureDefinition): { certainty: number; why: string } => {
  const found = reasons.flatMap((reason) => reason(frame, subject, definition) ?? [])
  return { certainty: Math.min(1, ...found.map(({ certainty }) => certainty)), why: found.map(({ why }) => why).join('；') }
}

interface Doubt {
  certainty: number
  why: string
}
type Reason = (frame: Frame, subject: Subject, definition: FigureDefinition) => Doubt | undefined

/** 月均受理, 人均, 平均年薪: a quotient of the figure, and no figure. */
const average: Reason = ({ own, right, heads }, _, definition) => {
  const said = /[月日年人户周季校企家场]均|平均/.exec(textOf([...own, ...right.slice(0, 2), ...(own.length === 0 ? heads : [])]))
  return said && !(definition.kind === 'mean' || definition.id === 'case.decision-days') ? { certainty: 0.3, why: `“${said[0]}”不是总数` } : undefined
}

/** The words by which each kind of thing is counted: 办件 are no 家, 平台 no 倍. */
const counters: Readonly<Partial<Record<Unit, RegExp>>> = {
  place: /^(?:家次?|个|所|处|座|间)$/,
  item: /^(?:个|项|家)$/,
  case: /^(?:件次?|项|笔|个|批次|人次|人|条|多?件)$/,
  measure: /^(?:项|条|个|人次|人|件)$/,
  team: /^(?:支|个)$/,
  flat: /^(?:套|间|户)$/,
}
const counter: Reason = ({ unit }, _, definition) => {
  if (unit.measured !== 'thing') return undefined
  const bare = unit.text.replace(/^[余多来]*(?:万余|余万|万|亿|千|百)?/, '')
  const known = counters[definition.unit]
  return known && bare !== '' && !known.test(bare) ? { certainty: 0.3, why: `“${unit.text}”不是数它的` } : undefined
}

/** A word before the subject that the house cannot read: 规上企业引进人才, 宁波今年引进人才. */
const stranger: Reason = ({ own, far }, { word }) => {
  const piece = [own, ...far].find((tokens) => at(tokens, word) >= 0)
  const before = piece ? piece.slice(0, at(piece, word)) : own
  const strange = before.filter((token) => token.kind === 'unknown' && /[一-鿿A-Za-z]/.test(token.text) && !plain.test(token.text))
  return strange.length > 0 ? { certainty: 0.74, why: `“${textOf(strange)}”没有读懂` } : undefined
}
const at = (tokens: readonly Token[], word: string): number => tokens.findLastIndex((token) => token.text === word && token.kind === 'word')
/** Characters of address and order that say nothing of what is counted. */
const plain = /^[【】〔〕★●◆▲■]+$/

/** 高新区内人才总量, 平台集聚高层次人才: an institution before people says whose they are. */
const owner: Reason = ({ own }, { concept, word }) => {
  if (!people.test(concept.id)) return undefined
  const before = own.slice(0, Math.max(0, at(own, word)))
  const whose = before.find((token) => token.kind === 'word' && ((token.means.concept !== undefined && institution.test(token.means.concept.id)) || owners.has(token.text)))
  return whose ? { certainty: 0.6, why: `说的可能是“${whose.text}”的人` } : undefined
}
const people = /^(?:talent|highLevel|graduates|skilled|introduction|class|training)/
const institution = /^(?:platform|employer|team)\./
const owners = new Set(['平台', '载体', '项目', '企业', '团队'])

/** 三年合计: a span that no word before it says. */
const span: Reason = ({ own }) => {
  const said = /[两二三四五六七八九十]年(?:合计|共计?|总计|累计|间)/.exec(textOf(own))
  return said && !own.some(({ kind }) => kind === 'period') ? { certainty: 0.6, why: `“${said[0]}”是哪几年没有写明` } : undefined
}

/** 每名, 每年引进, 最高的单位, 遴选: words of rates, bounds and lists, that a count does not carry. */
const bounds: Reason = ({ own, right }, { concept }, definition) => {
  if (definition.unit === 'fen' || concept.perHundred) return undefined
  const around = [...own, ...right]
  const said = (['each', 'monthly', 'yearly', 'highest', 'places', 'serve', 'insured'] as const).find((cue) => hasCue(around, cue))
  const word = around.find((token) => token.kind === 'word' && token.means.cue === said)
  return said && word ? { certainty: 0.6, why: `“${word.text}”说的不是这个数本身` } : undefined
}

/** 比宁波少, 比目标多: held against something that is no day. */
const comparison: Reason = ({ own }) => (hasCue(own, 'compare') && !own.some(({ kind }) => kind === 'base') ? { certainty: 0.6, why: '不知与什么相比' } : undefined)

/** 从XX套增加到XX套: where it began, on a day that nobody has written. */
const beginning: Reason = ({ own }) => (/[从由自]$/.test(textOf(own)) && !own.some(({ kind }) => kind === 'period') ? { certainty: 0.6, why: '从哪一天的数起没有写明' } : undefined)

/** 从云浦区引进, 流向海曙湾区: the place is not the one that counts. */
const elsewhere: Reason = ({ own }) => {
  const place = own.findIndex((token) => token.kind === 'word' && token.means.place !== undefined)
  return place > 0 && /[从向往自由比与同和跟]$/.test(own[place - 1]?.text ?? '') ? { certainty: 0.6, why: `不知是不是${own[place]?.text ?? ''}的数` } : undefined
}

/** 创新人才, 社会人才, 培育高层次人才: small words that make other people of them. */
const qualifier: Reason = ({ own }, { concept, word }) => {
  if (!people.test(concept.id)) return undefined
  const here = at(own, word)
  const before = own[here - 1]?.text ?? ''
  const verb = own.slice(here + 1).find(({ text }) => doing.has(text))
  if (here < 0) return undefined
  const filed = own.slice(0, here).find((token) => token.kind === 'word' && token.means.concept?.id.startsWith('case.'))
  if (filed) return { certainty: 0.6, why: `“${filed.text}”的人没有记录` }
  return qualifiers.has(before) ? { certainty: 0.6, why: `“${before}${word}”另有所指` } : verb ? { certainty: 0.6, why: `“${verb.text}”的数没有记录` } : undefined
}
const qualifiers = new Set(['本地', '社会', '全职', '创新', '市级', '高', '国', '市', '市本级', '引', '培育', '打造', '覆盖', '涉及', '个人', '数据', '政策'])
const doing = new Set(['培育', '打造', '覆盖', '涉及', '安排', '投入', '落实', '用于', '使用', '项目', '政策'])

/** 专项资金XX万元用于海外引才: a part of it. XX人教师: another noun right behind the number. */
const behind: Reason = ({ right, unit, own }, { word }, definition) => {
  const text = textOf(right)
  if (definition.unit === 'fen' && /^[^，。]{0,2}(?:用于|投向|支持|撬动)/.test(text)) return { certainty: 0.7, why: `“${text.slice(0, 8)}”只是其中一部分` }
  const [first] = right
  const noun = first?.kind === 'unknown' && at(own, word) >= 0 && unit.measured !== 'none' && unit.measured !== 'percent' && unit.measured !== 'points'
  return noun && !/^[居位排均来落较比同为在正以是，于由被得向逐走创投选参入获活]/.test(first.text) ? { certainty: 0.7, why: `后面的“${first.text}”没有读懂` } : undefined
}

/** 占全市的XX%, of a county's figure: the whole is another place's. */
const wholeElsewhere: Reason = ({ own, document, heads, far }) => {
  const share = own.findIndex((token) => token.kind === 'word' && token.means.cue === 'share')
  if (share < 0) return undefined
  const whole = wordsOf(own.slice(share + 1)).find(({ place }) => place !== undefined)?.place
  const part = wordsOf([...own.slice(0, share), ...heads, ...far.flat()]).find(({ place }) => place !== undefined)?.place ?? document.place
  return whole !== undefined && part !== undefined && whole !== part ? { certainty: 0.5, why: '分子分母不是一个地方' } : undefined
}

/** 高技能人才、专业技术人才XX人; 孵化器和众创空间XX家: one number of two things. */
const several: Reason = ({ own, far, joined }, { word }) => {
  const here = at(own, word)
  if (here < 0) return undefined
  const isConcept = (token: Token | undefined) => token?.kind === 'word' && token.means.concept !== undefined
  const beside = /^[和与及]$|^以及$/.test(own[here - 1]?.text ?? '') && isConcept(own[here - 2])
  const listed = joined && far[0] !== undefined && !far[0].some(({ kind }) => kind === 'blank') && isConcept(far[0].at(-1)) && here === own.findIndex(isConcept)
  return beside || listed ? { certainty: 0.6, why: '这个数可能是并列几项合在一起的' } : undefined
}

const reasons: readonly Reason[] = [several, average, counter, stranger, owner, span, bounds, comparison, beginning, elsewhere, qualifier, behind, wholeElsewhere]
