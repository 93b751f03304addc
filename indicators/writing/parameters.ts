import { formatDecimal, parseDecimal, type Amount, type Decimal, type Edition, type Give } from '../../policy/index.ts'

/** What can be quoted of a measure: highest amount, a row of its table, cap, share, number of months, years of service, number of its document. */

export type ParameterUnit = 'yuan' | 'share' | 'months' | 'years' | 'count' | 'number' | 'age'
export interface Parameter {
  /** `settling-in-subsidy/人才类别=A`, `settling-in-subsidy/highest`, `living-subsidy/times`. */
  id: string
  measure: string
  /** Part of the id behind the stroke. */
  part: string
  title: string
  definition: string
  /** Decimal in `unit`; money in yuan, shares in per cent. */
  value: string
  unit: ParameterUnit
  /** Codes of the table that lead to the amount, in its order: 硕士研究生, 是. */
  keys: readonly string[]
  /** 元 are paid each month, each year. */
  every: 'month' | 'quarter' | 'half-year' | 'year' | null
}

type Found = Pick<Parameter, 'part' | 'value' | 'unit' | 'keys'> & { words: string; every?: Parameter['every'] }

export const parametersOf = (edition: Edition): readonly Parameter[] => {
  const gives = [...edition.gives, ...edition.alternatives.flatMap((alternative) => alternative.gives)]
  const found: Found[] = [...amountsOf(gives), ...schedulesOf(gives), ...procedureOf(edition), ...conditionsOf(edition)]
  const { number, clause } = edition.document
  const definition = `${number}${clause ?? ''}，${edition.inForce.from}起施行`
  const seen = new Set<string>()
  return found.flatMap(({ words, every = null, ...one }) => {
    const id = `${edition.measure}/${one.part}`
    if (seen.has(id)) return []
    seen.add(id)
    return [{ ...one, every, id, measure: edition.measure, title: `${edition.title}：${words}`, definition }]
  })
}

const amountsOf = (gives: readonly Give[]): Found[] => {
  const money = gives.filter((give) => give.kind === 'money' && give.amount !== undefined)
  const leaves = money.flatMap((give) => leavesOf(give.amount, [], []).map((leaf) => ({ ...leaf, every: give.schedule.kind === 'periodic' && give.schedule.amountIs === 'each' ? give.schedule.every : null })))
  const rows = leaves.filter(({ role }) => role !== 'cap').map(({ path, keys, yuan, role, every }): Found => ({ part: role === 'amount' && path.length > 0 ? path.join(',') : role, words: `${keys.join('、')}${roleWords[role]}`, value: formatDecimal(yuan), unit: 'yuan', keys, every }))
  const amounts = leaves.filter(({ role }) => role === 'amount' || role === 'cap')
  const highest = amounts.toSorted((a, b) => compare(b.yuan, a.yuan))[0]
  const lowest = leaves.filter(({ role }) => role === 'amount').toSorted((a, b) => compare(a.yuan, b.yuan))[0]
  const bounds: Found[] = [
    ...(highest ? [{ part: 'highest', words: '最高', value: formatDecimal(highest.yuan), unit: 'yuan' as const, keys: [], every: highest.every }] : []),
    ...(lowest && lowest !== highest ? [{ part: 'lowest', words: '最低一档', value: formatDecimal(lowest.yuan), unit: 'yuan' as const, keys: [], every: lowest.every }] : []),
  ]
  const caps = leaves.filter(({ role }) => role === 'cap').toSorted((a, b) => compare(b.yuan, a.yuan))
  // Where the cap is the most that anybody gets, the two are one number.
  const cap: Found[] = caps[0] && highest && compare(caps[0].yuan, highest.yuan) !== 0 ? [{ part: 'cap', words: '封顶', value: formatDecimal(caps[0].yuan), unit: 'yuan', keys: [], every: caps[0].every }] : []
  const shares = money.flatMap((give) => percentsOf(give.amount)).map((share): Found => ({ part: 'percent', words: '补助比例', value: formatDecimal(percent(share)), unit: 'share', keys: [] }))
  return [...bounds, ...cap, ...shares, ...rows]
}

type Role = 'amount' | 'cap' | 'floor' | 'unit'
const roleWords: Record<Role, string> = { amount: '', cap: '封顶', floor: '下限', unit: '每人（月、项）' }
interface Leaf {
  path: readonly string[]
  keys: readonly string[]
  yuan: Decimal
  role: Role
}

const leavesOf = (amount: Amount | undefined, path: readonly string[], keys: readonly string[], role: Role = 'amount'): Leaf[] => {
  if (!amount) return []
  const into = (child: Amount | undefined, key?: string, by?: string): Leaf[] => (key === undefined ? leavesOf(child, path, keys, role) : leavesOf(child, [...path, `${by ?? ''}=${key}`], [...keys, key], role))
  switch (amount.kind) {
    case 'fixed':
      return [{ path, keys, yuan: amount.yuan, role }]
    case 'table':
      return [...amount.rows.flatMap(({ key, amount: child }) => into(child, key, shortName(amount.by.text))), ...(amount.otherwise ? leavesOf(amount.otherwise, [...path, '其他'], [...keys, '其他'], role) : [])]
    case 'best':
      return amount.of.flatMap((child) => into(child))
    case 'rows':
      return [...amount.rows.flatMap(({ when, amount: child }, at) => leavesOf(child, [...path, `第${at + 1}档`], [...keys, ...codesOf(when.text)], role)), ...leavesOf(amount.otherwise, [...path, '其他'], keys, role)]
    case 'bounded':
      return [...leavesOf(amount.of, path, keys, role), ...leavesOf(amount.cap, [], keys, 'cap'), ...leavesOf(amount.floor, [], keys, 'floor')]
    case 'units':
      return leavesOf(amount.unit, path, keys, 'unit')
    case 'decided':
      return [...(amount.cap ? [{ path: [], keys, yuan: amount.cap, role: 'cap' as const }] : []), ...(amount.floor ? [{ path: [], keys, yuan: amount.floor, role: 'floor' as const }] : [])]
    default:
      return []
  }
}

/** 在名单("青屿市名校目录", …) is a key of its own in a matrix; the rest are names of facts. */
const shortName = (by: string): string => (by.startsWith('在名单') ? '名单' : by)

/** Codes that a condition names, without days: x.级别 = "国家级". */
const codesOf = (rule: string): string[] => [...rule.matchAll(/"([\u4e00-\u9fff]+)"/g)].map(([, code = '']) => code)

const percentsOf = (amount: Amount | undefined): Decimal[] => {
  if (amount?.kind === 'percent') return [amount.share]
  return amount?.kind === 'bounded' ? percentsOf(amount.of) : []
}

const schedulesOf = (gives: readonly Give[]): Found[] =>
  gives.flatMap(({ schedule }): Found[] => {
    if (schedule.kind === 'periodic') {
      const counts = [...schedule.times.text.matchAll(/(?<![\d"-])(\d{1,3})(?![\d"-])/g)].map(([, digits]) => Number(digits))
      const last = counts.at(-1)
      if (last === undefined) return []
      const months = schedule.every === 'year' ? { words: '发放年数', unit: 'years' as const } : { words: `发放${schedule.every === 'month' ? '月' : '期'}数`, unit: schedule.every === 'month' ? ('months' as const) : ('count' as const) }
      return [{ part: 'times', words: months.words, value: String(last), unit: months.unit, keys: [] }]
    }
    if (schedule.items.length < 2) return []
    return schedule.items.flatMap(({ part }, at): Found[] => ('share' in part ? [{ part: `share${at + 1}`, words: `第${at + 1}期`, value: formatDecimal(percent(part.share)), unit: 'share', keys: [] }] : [{ part: `instalment${at + 1}`, words: `第${at + 1}期`, value: formatDecimal(part.yuan), unit: 'yuan', keys: [] }]))
  })

const procedureOf = ({ obligation, limits }: Edition): Found[] => [
  ...(obligation?.serve && 'months' in obligation.serve && obligation.serve.months > 0 ? [{ part: 'serve', words: '服务期', value: String(obligation.serve.months / 12), unit: 'years' as const, keys: [] }] : []),
  ...(limits.quota ? [{ part: 'places', words: '名额', value: String(limits.quota.places), unit: 'count' as const, keys: [] }] : []),
]

/** 社保连续月数 >= 6: the fact's name says what the number is. */
const conditionsOf = ({ conditions }: Edition): Found[] =>
  conditions.flatMap(({ rule, says }) =>
    [...rule.text.matchAll(/(周岁\([^)]*\)|[\u4e00-\u9fff]+)\s*(?:>=|<=)\s*(\d+(?:\.\d+)?)(?![\d"])/g)].flatMap(([, fact = '', digits = '']): Found[] => {
      const unit = fact.startsWith('周岁') ? ('age' as const) : fact.endsWith('月数') ? ('months' as const) : fact.endsWith('年限') ? ('years' as const) : undefined
      return unit ? [{ part: fact.startsWith('周岁') ? 'age' : fact, words: says, value: digits, unit, keys: [] }] : []
    }),
  )

const percent = (share: Decimal): Decimal => ({ n: share.n * 100n, s: share.s })
const compare = (a: Decimal, b: Decimal): number => {
  const scale = Math.max(a.s, b.s)
  const difference = a.n * 10n ** BigInt(scale - a.s) - b.n * 10n ** BigInt(scale - b.s)
  return difference > 0n ? 1 : difference < 0n ? -1 : 0
}

/** Digits without an idle tail: 30.00 is 30. */
export const plainDigits = (value: string): string => {
  const decimal = parseDecimal(value)
  if (!decimal) return value
  let { n, s } = decimal
  while (s > 0 && n % 10n === 0n) {
    n /= 10n
    s -= 1
  }
  return formatDecimal({ n, s })
}
