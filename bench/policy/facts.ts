import { readVocabulary, type Facts, type FactValue, type Vocabulary } from '../../policy/index.ts'
import { dayFromNumber, dayNumber } from '../../policy/language/day.ts'

/**
 * Thirty facts of one person as a city holds them: eleven codes, seven yes/no, six dates, four numbers, two sums of money; one in ten unknown.
 * A value is a hash of person, fact and seed, so that any engine can be given any person without keeping a table of everybody.
 */
export type Drawn =
  | { readonly kind: 'code'; readonly codes: readonly string[] }
  | { readonly kind: 'flag'; readonly share: number }
  /** Days or whole numbers (money: fen) between two bounds, more of them near the lower for `skew` above 1. */
  | { readonly kind: 'day' | 'number' | 'money'; readonly low: number; readonly high: number; readonly skew: number }

export interface BenchFact {
  readonly name: string
  readonly id: string
  readonly drawn: Drawn
}

/** Days are counted from 1900, so that −1 is free for “not known”. */
export const epoch = dayNumber('1900-01-01')

const code = (name: string, id: string, codes: string): BenchFact => ({ name, id, drawn: { kind: 'code', codes: codes.split(' ') } })
const flag = (name: string, id: string, share: number): BenchFact => ({ name, id, drawn: { kind: 'flag', share } })
const day = (name: string, id: string, low: string, high: string, skew = 1): BenchFact => ({ name, id, drawn: { kind: 'day', low: dayNumber(low) - epoch, high: dayNumber(high) - epoch, skew } })
const number = (name: string, id: string, high: number, skew = 1): BenchFact => ({ name, id, drawn: { kind: 'number', low: 0, high, skew } })
const money = (name: string, id: string, high: number): BenchFact => ({ name, id, drawn: { kind: 'money', low: 0, high: high * 100, skew: 3 } })

export const facts: readonly BenchFact[] = [
  code('学历', 'education', '专科 本科 硕士研究生 博士研究生'),
  code('学位', 'degree', '无 学士 硕士 博士'),
  code('职称', 'title', '无 中级 副高级 正高级'),
  code('技能等级', 'skill', '无 初级工 中级工 高级工 技师 高级技师'),
  code('人才类别', 'class', '无 E D C B A'),
  code('产业', 'industry', '现代农业 海洋装备 电子信息 生物医药 新材料 现代物流 文化旅游 其他'),
  code('县区', 'county', '甲区 乙区 丙区 丁县 戊县 己县 庚市'),
  code('单位类型', 'employer_kind', '企业 高校 医院 科研院所 机关 社会组织'),
  code('引进方式', 'introduction', '全职 柔性'),
  code('年度考核', 'appraisal', '优秀 合格 基本合格 不合格'),
  code('岗位', 'post', '管理 专业技术 技能 教学 临床 研发 其他'),
  flag('全日制', 'full_time', 0.6),
  flag('失信', 'dishonest', 0.02),
  flag('在本市就业', 'employed_here', 0.8),
  flag('本地户籍', 'hukou', 0.5),
  flag('有房', 'owns_home', 0.4),
  flag('重点企业', 'key_employer', 0.15),
  flag('引进人才', 'introduced', 0.3),
  day('出生日期', 'born_on', '1955-01-01', '2005-12-31'),
  day('毕业日期', 'graduated_on', '1980-06-30', '2026-06-30'),
  day('首次引进日期', 'introduced_on', '2012-01-01', '2026-06-30'),
  day('合同签订日期', 'contract_on', '2010-01-01', '2026-06-30'),
  day('职称取得日期', 'title_on', '2000-01-01', '2026-06-30'),
  day('认定日期', 'recognised_on', '2018-01-01', '2026-06-30'),
  number('社保连续月数', 'insured_months', 240, 2),
  number('合同年限', 'contract_years', 12, 2),
  number('工作年限', 'working_years', 40),
  number('专利数', 'patents', 30, 6),
  money('月薪', 'monthly_pay', 120_000),
  money('购房总价', 'home_price', 6_000_000),
]

const typeWord = ({ drawn }: BenchFact): string => (drawn.kind === 'code' ? `code, codes: [${drawn.codes.join(', ')}], ordered: true` : drawn.kind === 'flag' ? 'boolean' : drawn.kind === 'day' ? 'date' : drawn.kind)

export function benchVocabulary(): Vocabulary {
  const { vocabulary, diagnostics } = readVocabulary('bench.yaml', `facts:\n${facts.map((fact) => `  - { name: ${fact.name}, id: ${fact.id}, type: ${typeWord(fact)} }\n`).join('')}`)
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('；'))
  return vocabulary
}

/** Share of facts of which nothing is known. */
export const unknownShare = 0.1

/** A number in [0, 1) out of two whole ones: the finaliser of MurmurHash3. */
function unit(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

/** What person `i` has of fact `f`: the place in the code list, 0 or 1, days since 1900, a number, or fen; −1 when it is not known. */
export function rawValue(i: number, f: number, known = false): number {
  const fact = facts[f]
  if (!fact) throw new RangeError(`no fact ${f}`)
  const u = unit(i, f * 2)
  if (!known && unit(i, f * 2 + 1) < unknownShare) return -1
  const { drawn } = fact
  switch (drawn.kind) {
    case 'code': return Math.floor(u ** 1.5 * drawn.codes.length)
    case 'flag': return u < drawn.share ? 1 : 0
    default: return Math.floor(drawn.low + u ** drawn.skew * (drawn.high - drawn.low + 1))
  }
}

/** A raw value as a measure's reader gives it. */
export function factValue(f: number, raw: number): FactValue {
  if (raw === -1) return null
  const drawn = facts[f]?.drawn
  switch (drawn?.kind) {
    case 'code': return drawn.codes[raw] ?? null
    case 'flag': return raw === 1
    case 'day': return dayFromNumber(raw + epoch)
    case 'money': return `${Math.floor(raw / 100)}.${String(raw % 100).padStart(2, '0')}`
    default: return raw
  }
}

export function factsOf(i: number, known = false): Facts {
  return Object.fromEntries(facts.map(({ name }, f) => [name, factValue(f, rawValue(i, f, known))]))
}

export const idOf = (i: number): string => `00000000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`
/** Seven counties under a prefecture that was never issued. */
export const placeOf = (i: number): string => {
  const county = rawValue(i, 6)
  return county === -1 ? '980100' : `98010${county + 1}`
}
