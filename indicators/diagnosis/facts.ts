import { changeWords } from '../change.ts'
import { changeOf, valueOf, type Known } from '../compute.ts'
import { units } from '../definition.ts'
import type { Problem } from './contract.ts'
import { definitionOf, partsOfCut, wholeOf, type Cut, type PartRead } from './parts.ts'

/**
 * Sentences out of figures, each with a weight: how far what it says lies from what would be unremarkable. Pure: the same figures make the same
 * sentences. Small numbers say nothing (three of four people are no rate), so a part below `least` records is not spoken of.
 */
export interface Said {
  says: string
  figure: string
  by?: string
  key?: string
  weight: number
}
export interface Readings {
  known: Known
  /** By `figure|by`. */
  cuts: ReadonlyMap<string, Cut>
}
const least = 5

const parts = ({ cuts }: Readings, figure: string, by: string): PartRead[] => {
  const cut = cuts.get(`${figure}|${by}`)
  return cut ? partsOfCut(cut) : []
}
const sum = (all: readonly PartRead[]): number => all.reduce((total, { value }) => total + value, 0)
const number = (value: number): string => (Number.isInteger(value) ? value.toLocaleString('zh-CN') : value.toFixed(Math.abs(value) < 10 ? 2 : 1))
const percent = (part: number, whole: number): number => Math.round((part / whole) * 10_000) / 100
const at = (values: readonly PartRead[], key: string): number => values.find((part) => part.key === key)?.value ?? 0

/** Industry by industry, the share of people against the share of employers. */
const industryGap = (readings: Readings): Said[] => {
  const [people, employers] = [parts(readings, 'talent.key-industry', 'industry'), parts(readings, 'employer.total', 'industry')]
  const [all, firms] = [sum(people), sum(employers)]
  if (all < least || firms < least) return []
  return employers.filter(({ value }) => value >= least).map(({ key, label, value }): Said => {
    const [mine, theirs] = [percent(at(people, key), all), percent(value, firms)]
    const gap = Math.round((theirs - mine) * 100) / 100
    return { says: `${label}的单位占重点产业单位的 ${theirs}%，人才占重点产业人才的 ${mine}%，${gap > 0 ? `少 ${gap}` : `多 ${-gap}`} 个百分点`, figure: 'talent.key-industry', by: 'industry', key, weight: Math.abs(gap) / Math.max(theirs, 1) }
  })
}

/** How many people an employer of each industry has, against all of them. */
const peoplePerEmployer = (readings: Readings): Said[] => {
  const [people, employers] = [parts(readings, 'talent.key-industry', 'industry'), parts(readings, 'employer.total', 'industry')]
  const usual = sum(people) / sum(employers)
  if (!Number.isFinite(usual) || usual === 0) return []
  return employers.filter(({ value }) => value >= least).flatMap(({ key, label, value }): Said[] => {
    const mine = at(people, key) / value
    return mine < usual ? [{ says: `${label}每家单位平均有人才 ${number(Math.round(mine * 10) / 10)} 人，重点产业平均 ${number(Math.round(usual * 10) / 10)} 人`, figure: 'talent.key-industry', by: 'industry', key, weight: 1 - mine / usual }] : []
  })
}

/** Where more leave than come, or nearly so. */
const flowBy = (by: 'industry' | 'place', unit: string) => (readings: Readings): Said[] => {
  const [came, left] = [parts(readings, 'introduction.year', by), parts(readings, 'talent.departed', by)]
  return left.filter(({ value }) => value >= least).map(({ key, label, value }): Said => {
    const arrived = at(came, key)
    return { says: `${label}本年引进 ${number(arrived)} 人、流出 ${number(value)} 人次，${arrived >= value ? `每引进 10 人流出 ${number(Math.round((value / arrived) * 100) / 10)} 人` : `净流出 ${number(value - arrived)} 人`}${unit}`, figure: 'talent.departed', by, key, weight: Math.min(2, value / Math.max(arrived, 1)) }
  })
}

/** Introductions of an industry that fell behind those of the year before. */
const falling = (readings: Readings): Said[] =>
  parts(readings, 'introduction.year', 'industry').flatMap(({ key, label, value, change }): Said[] =>
    change && change.direction === 'down' && change.percent !== null && value + Math.abs(Number(change.difference)) >= least ? [{ says: `${label}本年引进 ${number(value)} 人，比上年同期${changeWords(change)}`, figure: 'introduction.year', by: 'industry', key, weight: Math.abs(Number(change.percent)) / 100 }] : [],
  )

/** The part whose rate lies furthest on the wrong side of the whole. */
const behind = (figure: string, by: string, { of, less = false }: { of: string; less?: boolean }) => (readings: Readings): Said[] => {
  const definition = definitionOf(figure)
  const whole = wholeOf(readings.known, figure)
  if (whole === undefined || whole === 0) return []
  return parts(readings, figure, by).flatMap(({ key, label, value, denominator }): Said[] => {
    const worse = less ? value - whole : whole - value
    const enough = denominator === null || denominator >= least
    if (worse <= 0 || !enough) return []
    const gap = definition.unit === 'share' ? `${less ? '高' : '低'} ${number(Math.round(Math.abs(worse) * 100) / 100)} 个百分点` : `${less ? '多' : '少'} ${number(Math.round(Math.abs(worse) * 10) / 10)} ${units[definition.unit]}`
    return [{ says: `${label}的${definition.name}为 ${number(value)}${unitText(definition.unit)}，比${of}${gap}`, figure, by, key, weight: worse / whole }]
  })
}
/** Industry by industry, the seats that are vacant now against the people there. */
const vacantBy = (readings: Readings): Said[] => {
  const usual = wholeOf(readings.known, 'demand.shortage')
  if (usual === undefined || usual === 0) return []
  return parts(readings, 'demand.shortage', 'industry').flatMap(({ key, label, value, numerator, denominator }): Said[] =>
    numerator !== null && denominator !== null && numerator >= least && value > usual ? [{ says: `${label}还缺 ${number(numerator)} 人，每百名在岗人才对应 ${number(value)} 个空缺，全域为 ${number(usual)} 个`, figure: 'demand.vacancies', by: 'industry', key, weight: Math.min(2, value / usual - 1) }] : [],
  )
}

/** Of what an industry asked for this year, what it got. */
const unfilled = (readings: Readings): Said[] =>
  parts(readings, 'demand.wanted', 'industry').filter(({ value }) => value >= least).map(({ key, label, value }): Said => {
    const hired = at(parts(readings, 'demand.hired', 'industry'), key)
    return { says: `${label}本年公开需求 ${number(value)} 人，同期招到 ${number(hired)} 人`, figure: 'demand.wanted', by: 'industry', key, weight: Math.max(0, 1 - hired / value) }
  })

const unitText = (unit: keyof typeof units): string => (unit === 'share' ? '%' : ` ${units[unit]}`)

/** One figure of the whole and how it moved. */
const whole = (figure: string, weigh: (value: number, percentDown: number) => number, more = '') => ({ known }: Readings): Said[] => {
  const definition = definitionOf(figure)
  const { value } = valueOf(known, definition, known.moments.asOf)
  if (value === null) return []
  const change = changeOf(known, definition)
  const worse = change && change.direction !== 'same' && (change.direction === 'up') === (definition.better === 'less')
  const moved = change ? (change.direction === 'same' ? '，与上年同期持平' : `，比上年同期${changeWords(change)}`) : ''
  return [{ says: `${definition.name} ${number(Number(value))}${unitText(definition.unit)}${moved}${more}`, figure, weight: weigh(Number(value), worse ? Math.abs(Number(change.percent ?? change.difference)) : 0) }]
}

/** Of a total, the share of its largest or of one part. */
const largest = (figure: string, by: string, says: (part: PartRead, share: number) => string, pick?: (part: PartRead) => boolean) => (readings: Readings): Said[] => {
  const all = parts(readings, figure, by)
  const total = sum(all)
  const chosen = pick ? all.filter(pick) : all.toSorted((a, b) => b.value - a.value).slice(0, 1)
  return total < least ? [] : chosen.filter(({ value }) => value > 0).map((part) => ({ says: says(part, percent(part.value, total)), figure, by, key: part.key, weight: part.value / total }))
}

/** Due and not filed: what the city owes by its own policies and nobody has asked for. */
const unasked = ({ known }: Readings): Said[] => {
  const [due, filed] = [wholeOf(known, 'policy.entitled'), wholeOf(known, 'case.filed')]
  if (due === undefined || filed === undefined || due < least || due <= filed) return []
  return [{ says: `符合政策条件的 ${number(due)} 人次，本年申报 ${number(filed)} 件，还有很多人没有来申报`, figure: 'policy.entitled', weight: 1 - filed / due }]
}

/** Of whom the city promised a specialist, who has none. */
const unserved = ({ known }: Readings): Said[] => {
  const [due, has] = [wholeOf(known, 'service.promised'), wholeOf(known, 'service.promised-served')]
  if (due === undefined || has === undefined || due < least || due <= has) return []
  return [{ says: `应配服务专员的 ${number(due)} 人中，还有 ${number(due - has)} 人没有配`, figure: 'service.coverage', weight: 1 - has / due }]
}

/** What those say who rated it; how many they are belongs to it. */
const satisfied = (what: 'service' | 'case', name: string) => ({ known }: Readings): Said[] => {
  const [figure, score, ratings] = [`${what}.satisfaction`, wholeOf(known, `${what}.satisfaction`), wholeOf(known, `${what}.ratings`)]
  if (score === undefined || ratings === undefined || ratings < least) return []
  return [{ says: `${name} ${number(score)} 分（满分 5 分，${number(ratings)} 人次评价）`, figure, weight: (5 - score) / 4 }]
}

/** More wait for a flat than there are flats to be had; how long those waited who moved in this year belongs to it. */
const waitingForFlats = ({ known }: Readings): Said[] => {
  const [waiting, vacant = 0, days] = [wholeOf(known, 'housing.waiting'), wholeOf(known, 'housing.vacant'), wholeOf(known, 'housing.waiting-days')]
  if (waiting === undefined || waiting < least || waiting <= vacant) return []
  return [{ says: `人才公寓有 ${number(waiting)} 人轮候，可配房源 ${number(vacant)} 套${days === undefined ? '' : `，今年入住的平均等了 ${number(days)} 天`}`, figure: 'housing.waiting', weight: 1 - vacant / waiting }]
}

export const tellers: Readonly<Record<Problem, readonly ((readings: Readings) => Said[])[]>> = {
  shortage: [vacantBy, largest('demand.vacancies', 'occupation', (part, share) => `空缺最多的职业是${part.label}，缺 ${number(part.value)} 人，占全部空缺的 ${share}%`), unfilled, behind('demand.fill-days', 'occupation', { of: '全部岗位', less: true }), peoplePerEmployer, flowBy('industry', ''), falling],
  structure: [industryGap, behind('talent.density', 'place', { of: '全域' }), behind('talent.key-industry-share', 'place', { of: '全域' }), behind('talent.postgraduate-share', 'industry', { of: '全部人才' }), largest('talent.total', 'born', (part, share) => `${part.label}出生的人才 ${number(part.value)} 人，占 ${share}%，是最多的一代`), largest('class.total', 'level', (part, share) => `${part.label}类人才 ${number(part.value)} 人，只占高层次人才的 ${share}%`, ({ key }) => key === 'A')],
  mechanism: [behind('case.step-days', 'step', { of: '各环节平均', less: true }), behind('case.decision-days', 'place', { of: '全域', less: true }), behind('retention.one', 'programme', { of: '全部引进' }), behind('retention.three', 'programme', { of: '全部引进' }), behind('retention.five', 'programme', { of: '全部引进' }), whole('case.decision-days', (_, worse) => worse / 100), whole('fund.pay-days', (days) => days / 20), whole('case.recognition-days', (days) => days / 60), flowBy('place', ''), largest('talent.departed', 'reason', (part, share) => `离开的原因里，“${part.label}” ${number(part.value)} 人次，占 ${share}%`)],
  service: [whole('case.overdue', (count) => (count > 0 ? 1 + count / 100 : 0)), unasked, largest('case.open', 'title', (part, share) => `在办的办件里，${part.label} ${number(part.value)} 件，占 ${share}%，等的人最多`), largest('case.overdue', 'title', (part, share) => `超期的办件里，${part.label} ${number(part.value)} 件，占 ${share}%`), whole('case.returned', (count) => count / 50, '，正等申请人补材料'), whole('service.late', (count) => (count > 0 ? 1 + count / 100 : 0)), behind('service.in-time-share', 'kind', { of: '全部事项' }), unserved, satisfied('service', '服务满意度'), satisfied('case', '办件满意度'), waitingForFlats],
}

/** The three most telling: one of each kind first, so that three counties behind do not hide the step that takes longest. */
export const mostTelling = (readings: Readings, problem: Problem): Said[] => {
  const best = tellers[problem].flatMap((teller) => teller(readings).filter(({ weight }) => weight > 0.02).toSorted((a, b) => b.weight - a.weight).slice(0, 1))
  return best.toSorted((a, b) => b.weight - a.weight).slice(0, 3)
}
