import { addDays, addMonths, addYears, dateOf, daysInMonth, partsOf } from '../../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import type { Period } from '../types.ts'

/** A span or a day that a draft speaks of, on the date of the text. `fits` false: it has not come yet on that date. */
export interface SpokenPeriod extends Period {
  words: string
  fits: boolean
  /** 近年来: no first day is said. */
  vague: boolean
  /** 截至去年底: a day, for stocks; a flow to that day is its year's. */
  point: boolean
}

const digit: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 十一: 11, 十二: 12 }
const numberOf = (text: string): number => digit[text] ?? Number(text)
const count = '(?:1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九])'
const year = '(?:(今年|本年|本年度|去年|上年|上一年|前年|20\\d\\d年)(?:的)?)?'

type Reading = (found: RegExpExecArray, asOf: PlainDate) => Omit<SpokenPeriod, 'words' | 'fits'> | undefined
const span = (from: PlainDate | null, to: PlainDate, more: { vague?: boolean; point?: boolean } = {}) => ({ from, to, vague: more.vague ?? false, point: more.point ?? false })

const yearOf = (word: string | undefined, asOf: PlainDate): number => {
  const { year: now } = partsOf(asOf)
  if (word === undefined || /^(今年|本年)/.test(word)) return now
  if (/^(去年|上年|上一年)/.test(word)) return now - 1
  return word === '前年' ? now - 2 : Number(word.slice(0, 4))
}
const wholeYear = (of: number, asOf: PlainDate) => span(dateOf(of, 1, 1), of === partsOf(asOf).year ? asOf : dateOf(of, 12, 31))
const endOfMonth = (of: number, month: number): PlainDate => dateOf(of, month, daysInMonth(of, month))
const inRange = (month: number): boolean => month >= 1 && month <= 12

/** First that matches at a place wins: the longer ways of saying stand first. */
const readings: readonly (readonly [RegExp, Reading])[] = [
  [new RegExp(`^(?:截至|截止|截止到|到|至)?${year}(${count})月(?:底|末|(\\d{1,2})日)(?:为止|止)?`), ([, word, month = '', day], asOf) => {
    const m = numberOf(month)
    if (!inRange(m)) return undefined
    const of = yearOf(word, asOf)
    const d = day === undefined ? daysInMonth(of, m) : Number(day)
    return d >= 1 && d <= daysInMonth(of, m) ? span(null, dateOf(of, m, d), { point: true }) : undefined
  }],
  [new RegExp(`^(?:截至|截止|截止到|到|至)?(?:(今年|本年|去年|上年|前年|20\\d\\d年)(?:年)?)(?:底|末|年底|年末)`), ([, word], asOf) => span(null, dateOf(yearOf(word, asOf), 12, 31), { point: true })],
  [/^(?:截至|截止|截止到|到)?(?:目前|当前|现在|今日|今天|如今|眼下|此刻|当下)(?:为止)?|^(?:至今|迄今|现阶段|截至发稿)/, (_, asOf) => span(null, asOf, { point: true })],
  [new RegExp(`^${year}1(?:月)?[-—–~至到]{1,2}(${count})月(?:份)?`), ([, word, month = ''], asOf) => {
    const m = numberOf(month)
    return inRange(m) ? span(dateOf(yearOf(word, asOf), 1, 1), endOfMonth(yearOf(word, asOf), m)) : undefined
  }],
  [new RegExp(`^${year}(${count})(?:月份?)?[-—–~至到]{1,2}(${count})月(?:份)?(?!\\d|日)`), ([, word, first = '', last = ''], asOf) => {
    const [from, to] = [numberOf(first), numberOf(last)]
    return inRange(from) && inRange(to) && from < to ? span(dateOf(yearOf(word, asOf), from, 1), endOfMonth(yearOf(word, asOf), to)) : undefined
  }],
  [new RegExp(`^${year}(?:第)?([一二三123])(?:季度)?[-—–~至到]{1,2}([二三四234])季度`), ([, word, first = '', last = ''], asOf) => span(dateOf(yearOf(word, asOf), numberOf(first) * 3 - 2, 1), endOfMonth(yearOf(word, asOf), numberOf(last) * 3))],
  [new RegExp(`^${year}(${count})月份?以来`), ([, word, month = ''], asOf) => (inRange(numberOf(month)) ? span(dateOf(yearOf(word, asOf), numberOf(month), 1), asOf) : undefined)],
  [new RegExp(`^${year}前(${count})个?月`), ([, word, month = ''], asOf) => span(dateOf(yearOf(word, asOf), 1, 1), endOfMonth(yearOf(word, asOf), numberOf(month)))],
  [new RegExp(`^${year}(?:第)?(一|二|三|四|1|2|3|4)季度`), ([, word, quarter = ''], asOf) => {
    const of = yearOf(word, asOf)
    const last = numberOf(quarter) * 3
    return span(dateOf(of, last - 2, 1), endOfMonth(of, last))
  }],
  [new RegExp(`^${year}首季`), ([, word], asOf) => span(dateOf(yearOf(word, asOf), 1, 1), endOfMonth(yearOf(word, asOf), 3))],
  [new RegExp(`^${year}(?:前三季度|前三个季度|前3季度)`), ([, word], asOf) => span(dateOf(yearOf(word, asOf), 1, 1), endOfMonth(yearOf(word, asOf), 9))],
  [new RegExp(`^${year}上半年[末底]`), ([, word], asOf) => span(null, endOfMonth(yearOf(word, asOf), 6), { point: true })],
  [new RegExp(`^${year}上半年`), ([, word], asOf) => span(dateOf(yearOf(word, asOf), 1, 1), endOfMonth(yearOf(word, asOf), 6))],
  [new RegExp(`^${year}下半年(?:以来)?`), ([, word], asOf) => span(dateOf(yearOf(word, asOf), 7, 1), laterThan(dateOf(yearOf(word, asOf), 12, 31), asOf))],
  [new RegExp(`^${year}(${count})月份?(?!\\d|[日底末X×])`), ([, word, month = ''], asOf) => {
    const m = numberOf(month)
    return inRange(m) ? span(dateOf(yearOf(word, asOf), m, 1), endOfMonth(yearOf(word, asOf), m)) : undefined
  }],
  [/^(?:本月|当月)(?:以来)?/, (_, asOf) => span(dateOf(partsOf(asOf).year, partsOf(asOf).month, 1), asOf)],
  [/^上月|^上个月/, (_, asOf) => {
    const last = addDays(dateOf(partsOf(asOf).year, partsOf(asOf).month, 1), -1)
    return span(dateOf(partsOf(last).year, partsOf(last).month, 1), last)
  }],
  [/^[“"]?(十三五|十四五|十五五)[”"]?(?:规划)?(?:时期|期间|以来)?/, ([, plan], asOf) => {
    const first = plan === '十三五' ? 2016 : plan === '十四五' ? 2021 : 2026
    return span(dateOf(first, 1, 1), laterThan(dateOf(first + 4, 12, 31), asOf))
  }],
  [/^(20\d\d)年以来/, ([, first = ''], asOf) => span(dateOf(Number(first), 1, 1), asOf)],
  [/^(?:近|最近|过去|这)?(一|二|两|三|四|五|六|七|八|九|十|\d{1,2})年(?:多)?来|^(?:近|最近|过去)(一|二|两|三|四|五|\d)年/, ([, a, b], asOf) => span(addDays(addYears(asOf, -numberOf(a ?? b ?? '1')), 1), asOf)],
  [/^(?:近年来|近几年来|近几年|近些年来|近些年|几年来|多年来|这些年来|历年来|这些年|党的二十大以来|党的十八大以来|换届以来|本届以来|有记录以来|计划实施以来|实施以来|启动以来|开展以来)/, (_, asOf) => span(null, asOf, { vague: true })],
  [/^(?:今年以来|本年以来|年初以来|今年已经|今年已|今年|本年度|本年|年内)/, (_, asOf) => wholeYear(partsOf(asOf).year, asOf)],
  [/^(20\d\d)年同期|^(前年)同期/, ([, of], asOf) => span(null, addYears(asOf, (of === undefined ? partsOf(asOf).year - 2 : Number(of)) - partsOf(asOf).year), { point: true })],
  [/^(?:去年|上年)以来/, (_, asOf) => span(dateOf(partsOf(asOf).year - 1, 1, 1), asOf)],
  [/^(?:今)?年初(?!以来|预算|目标|计划|确定|下达|安排|部署|提出)/, (_, asOf) => span(null, dateOf(partsOf(asOf).year - 1, 12, 31), { point: true })],
  [/^(?:去年|上年)(?:此时|同期|同一时间|这个时候|的这个时候|的今天|今天)/, (_, asOf) => span(null, addYears(asOf, -1), { point: true })],
  [/^(?:去年|上年|上一年)(?:全年|度)?(?!同期|末|底)/, (_, asOf) => wholeYear(partsOf(asOf).year - 1, asOf)],
  [/^(20\d\d)年度?(?!\d|[\d一二三四五六七八九十]+月|[X×]+月)/, ([, of = ''], asOf) => wholeYear(Number(of), asOf)],
  [/^年底|^年末/, (_, asOf) => span(null, dateOf(partsOf(asOf).year, 12, 31), { point: true })],
  [/^月[末底]/, (_, asOf) => span(null, addDays(asOf, 1).endsWith('-01') ? asOf : addDays(dateOf(partsOf(asOf).year, partsOf(asOf).month, 1), -1), { point: true })],
  [/^季(?:度)?[末底]/, (_, asOf) => span(null, quarterEnd(asOf), { point: true })],
]

/** The end of the last quarter that is over on a day. */
const quarterEnd = (day: PlainDate): PlainDate => {
  const { year, month } = partsOf(day)
  const last = Math.ceil(month / 3) * 3
  const end = endOfMonth(year, last)
  return end <= day ? end : addDays(dateOf(year, last - 2, 1), -1)
}

const laterThan = (day: PlainDate, asOf: PlainDate): PlainDate => (day > asOf ? asOf : day)

/** The period that begins at this place of a text, with its length. */
export const periodAt = (text: string, at: number, asOf: PlainDate): { period: SpokenPeriod; length: number } | undefined => {
  const rest = text.slice(at, at + 24)
  for (const [pattern, read] of readings) {
    const found = pattern.exec(rest)
    if (!found || found[0] === '') continue
    const said = read(found, asOf)
    if (said) return { period: { ...said, words: found[0], fits: said.to <= asOf && (said.from === null || said.from <= said.to) }, length: found[0].length }
  }
  return undefined
}

/** What a comparison is held against. `since` null is the house's own: the same day a year earlier; `chain`: the month or quarter before the one spoken of. */
export interface SpokenBase {
  since: PlainDate | null
  /** First day of the span held against, for what came. */
  from?: PlainDate
  chain?: true
  words: string
  length: number
}

const chainWords = /^(?:环比|(?:与|较|比|相比)上(?:一)?个?(?:月|季度|季)(?:同期)?[末底]?(?:相比)?)/
const bases: readonly (readonly [RegExp, (found: RegExpExecArray, asOf: PlainDate) => PlainDate | null | undefined])[] = [
  [new RegExp(`^(?:与)?(?:较|比|相比|对比|相较于?|较之)?${year}(${count})月(?:底|末)`), ([all = '', word, month = ''], asOf) => (/^(较|比|与|相)/.test(all) ? endOfMonth(yearOf(word, asOf), numberOf(month)) : undefined)],
  [/^(?:较|比|与)(?:上年|去年|上一年)(?:年)?(?:末|底)/, (_, asOf) => dateOf(partsOf(asOf).year - 1, 12, 31)],
  [/^(?:较|比|与)前年(?:年)?(?:末|底)/, (_, asOf) => dateOf(partsOf(asOf).year - 2, 12, 31)],
  [/^(?:较|比|与)(?:今)?年初/, (_, asOf) => dateOf(partsOf(asOf).year - 1, 12, 31)],
  [/^(?:较|比|与)(20\d\d)年(?:末|底)?/, ([, of = '']) => dateOf(Number(of), 12, 31)],
  [/^(?:较|比|与)(?:上年|去年|上一年|前一年|上年度)(?:同期)?(?:相比)?|^(?:同比|按年)/, () => null],
]

export const baseAt = (text: string, at: number, asOf: PlainDate): SpokenBase | undefined => {
  const rest = text.slice(at, at + 20)
  const chain = chainWords.exec(rest)
  if (chain) return { since: null, chain: true, words: chain[0], length: chain[0].length }
  const month = monthBase.exec(rest)
  if (month && inRange(numberOf(month[2] ?? ''))) {
    const [words, word, said = ''] = month
    const of = yearOf(word, asOf)
    return { since: endOfMonth(of, numberOf(said)), from: dateOf(of, numberOf(said), 1), words, length: words.length }
  }
  for (const [pattern, read] of bases) {
    const found = pattern.exec(rest)
    if (!found) continue
    const since = read(found, asOf)
    if (since !== undefined) return { since, length: found[0].length, words: found[0] }
  }
  return undefined
}
/** 较6月份: that whole month. */
const monthBase = new RegExp(`^(?:较|比|与)${year}(${count})月份?(?![底末\\dX×])`)

/** First day of the year of a day, and of the month: for flows. */
export const yearStart = (day: PlainDate): PlainDate => dateOf(partsOf(day).year, 1, 1)
export const monthStart = (day: PlainDate): PlainDate => addMonths(dateOf(partsOf(day).year, partsOf(day).month, 1), 0)
