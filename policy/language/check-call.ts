import type { Checker } from './check.ts'
import { sequenceOf } from './check-sequence.ts'
import { toInteger } from './decimal.ts'
import { isDay } from './day.ts'
import { didYouMean, misspelt } from './diagnostic.ts'
import type { Expr, ScalarFunction } from './expression.ts'
import type { Comparator, Syntax } from './syntax.ts'
import { booleanType, dateType, isNumeric, isTextual, moneyType, numberType, typeWords, type Type } from './type.ts'

type Call = Syntax & { kind: 'call' }
type Kind = 'day' | 'number' | 'text'

interface Signature {
  readonly name: ScalarFunction
  readonly args: readonly Kind[]
  /** How many of the last arguments may be left out. */
  readonly optional?: number
  readonly result: Type | 'same'
  readonly usage: string
}

const scalar: Record<string, Signature> = {
  周岁: { name: '周岁', args: ['day', 'day', 'text'], optional: 1, result: numberType, usage: '周岁(出生日期, 申请日)' },
  年: { name: '年', args: ['day'], result: numberType, usage: '年(毕业日期)' },
  月: { name: '月', args: ['day'], result: numberType, usage: '月(毕业日期)' },
  日: { name: '日', args: ['day'], result: numberType, usage: '日(毕业日期)' },
  年初: { name: '年初', args: ['day'], result: dateType, usage: '年初(首次引进日期)' },
  月初: { name: '月初', args: ['day'], result: dateType, usage: '月初(申请日)' },
  月数: { name: '月数', args: ['day', 'day'], result: numberType, usage: '月数(毕业日期, 申请日)' },
  天数: { name: '天数', args: ['day', 'day'], result: numberType, usage: '天数(合同签订日, 申请日)' },
  工作日后: { name: '工作日后', args: ['day', 'number'], result: dateType, usage: '工作日后(公示日期, 5)' },
  floor: { name: 'floor', args: ['number'], result: 'same', usage: 'floor(x)' },
  ceiling: { name: 'ceiling', args: ['number'], result: 'same', usage: 'ceiling(x)' },
  abs: { name: 'abs', args: ['number'], result: 'same', usage: 'abs(x)' },
  round: { name: 'round', args: ['number', 'number'], optional: 1, result: 'same', usage: 'round(x, 2)' },
  'round half up': { name: 'round', args: ['number', 'number'], result: 'same', usage: 'round half up(x, 2)' },
  modulo: { name: 'modulo', args: ['number', 'number'], result: numberType, usage: 'modulo(x, 12)' },
  contains: { name: 'contains', args: ['text', 'text'], result: booleanType, usage: 'contains(岗位名称, "研发")' },
  'starts with': { name: 'starts with', args: ['text', 'text'], result: booleanType, usage: 'starts with(户籍地, "9801")' },
  'ends with': { name: 'ends with', args: ['text', 'text'], result: booleanType, usage: 'ends with(单位名称, "医院")' },
  'string length': { name: 'string length', args: ['text'], result: numberType, usage: 'string length(x)' },
}

const ranks: Record<string, Comparator> = { 不低于: '>=', 高于: '>', 不高于: '<=', 低于: '<' }
const refusedNames: Record<string, string> = {
  today: '规则没有时钟，请用 申请日',
  now: '规则没有时钟，请用 申请日',
  decimal: '请用 round(x, 位数)，四舍五入',
  'round up': '请用 ceiling 或 round',
  'round down': '请用 floor 或 round',
  'round half down': '请用 round',
  'day of week': '请用 工作日后(…)',
  'date and time': '规则只到日，请写 @"2024-07-01"',
  time: '规则只到日',
  'years and months duration': '请用 月数(起, 止)',
  matches: '请用 contains、starts with 或代码表',
  'is defined': '请用 已知(…)',
  'distinct values': '请用 count、sum 或 some',
}

/** Every function name of the language, for suggestions and completion. */
export const functionNames: readonly string[] = [...Object.keys(scalar), ...Object.keys(ranks), 'not', '已知', 'count', 'sum', 'min', 'max', 'date', 'duration', 'list contains', '连续月数', '累计月数', '享受', '享受金额', '年度统计', '在名单']

export function checkCall(checker: Checker, node: Call): Expr {
  const signature = Object.hasOwn(scalar, node.name) ? scalar[node.name] : undefined
  if (signature) return checkScalar(checker, node, signature)
  const rank = Object.hasOwn(ranks, node.name) ? ranks[node.name] : undefined
  if (rank) return checkRank(checker, node, rank)
  const place = { from: node.from, to: node.to }
  switch (node.name) {
    case 'not':
      return { op: 'not', arg: checker.boolean(only(checker, node, 'not(…)'), 'not 里'), type: booleanType, ...place }
    case '已知': {
      const arg = only(checker, node, '已知(毕业日期)')
      if (arg.kind === 'list') checker.refuse(arg, 'type', '写出来的清单总是已知的')
      return { op: 'known', arg: checker.check(arg), type: booleanType, ...place }
    }
    case 'count': case 'sum': case 'min': case 'max':
      return checkAggregate(checker, node, node.name)
    case 'date': case 'duration':
      return checkLiteralCall(checker, node)
    case 'list contains': {
      const [list, item] = pair(checker, node, 'list contains(清单, 值)')
      return checker.check({ kind: 'in', left: item, tests: [list], ...place })
    }
    case '连续月数': case '累计月数':
      return checkMonths(checker, node)
    case '享受': case '享受金额':
      return checkMeasure(checker, node)
    case '年度统计':
      return checkStatistic(checker, node)
    case '在名单':
      return checkListed(checker, node)
    default: {
      const why = Object.hasOwn(refusedNames, node.name) ? refusedNames[node.name] : undefined
      return checker.refuse(node, 'unknown-function', `规则语言没有“${node.name}”这个函数`, why === undefined ? didYouMean(node.name, functionNames) : { suggestion: why })
    }
  }
}

function checkScalar(checker: Checker, node: Call, signature: Signature): Expr {
  const least = signature.args.length - (signature.optional ?? 0)
  if (node.args.length < least || node.args.length > signature.args.length) return checker.refuse(node, 'arguments', `“${node.name}”要 ${least} 个参数，这里是 ${node.args.length} 个`, { suggestion: `例如 ${signature.usage}` })
  const args = node.args.map((arg, i) => {
    const what = `“${node.name}”的第 ${i + 1} 个参数`
    const kind = signature.args[i]
    return kind === 'day' ? checker.day(arg, what) : kind === 'number' ? checker.number(arg, what) : checker.expect(arg, what, isTextual, '文字')
  })
  if (signature.name === '周岁' && args[2] && !(args[2].op === 'constant' && (args[2].value === '生日当日' || args[2].value === '生日次日')))
    checker.refuse(args[2], 'arguments', '“周岁”的第 3 个参数只能是 "生日当日" 或 "生日次日"')
  if ((signature.name === 'round' || signature.name === '工作日后') && args[1]) {
    const places = literalInteger(args[1])
    if (places === undefined || Math.abs(places) > 250 || (signature.name === '工作日后' && places < 0)) checker.refuse(args[1], 'arguments', `“${node.name}”的第 2 个参数要写成不大于 250 的整数`)
  }
  const type = signature.result === 'same' ? (args[0]?.type ?? numberType) : signature.result
  return { op: 'call', name: signature.name, args, type, from: node.from, to: node.to }
}

function checkRank(checker: Checker, node: Call, comparator: Comparator): Expr {
  const [a, b] = pair(checker, node, `${node.name}(学历, "硕士")`)
  const left = checker.check(a)
  const right = checker.check(b)
  const place = { from: node.from, to: node.to }
  if (left.type.kind === 'any') return { op: 'constant', value: null, type: booleanType, ...place }
  if (left.type.kind !== 'code' || !left.type.list.ordered) return checker.refuse(a, 'type', `“${node.name}”的第 1 个参数要是分高低的代码，这里是${typeWords(left.type)}`, { suggestion: '请在词表里给这项代码写 ordered: true' })
  if (!isTextual(right.type)) return checker.refuse(b, 'type', `“${node.name}”的第 2 个参数要是代码，这里是${typeWords(right.type)}`)
  checker.codeOf(right, left.type)
  if (right.type.kind === 'code' && right.type.list.codes.join() !== left.type.list.codes.join()) return checker.refuse(node, 'type', '两边不是同一张代码表，分不出高低')
  return { op: 'ranked', comparator, left, right, codes: left.type.list.codes, type: booleanType, ...place }
}

function checkAggregate(checker: Checker, node: Call, name: 'count' | 'sum' | 'min' | 'max'): Expr {
  const place = { from: node.from, to: node.to }
  const first = node.args[0]
  if (!first) return checker.refuse(node, 'arguments', `“${name}”要写清单或若干个值`)
  // of nobody: count and sum are 0, min and max unknown
  if (first.kind === 'list' && first.items.length === 0 && node.args.length === 1) return { op: 'constant', value: name === 'count' || name === 'sum' ? { n: 0n, s: 0 } : null, type: numberType, ...place }
  const list = node.args.length === 1 ? checker.check(first) : undefined
  if (list && list.type.kind === 'any') return { op: 'constant', value: null, type: numberType, ...place }
  if (list && list.op !== 'list' && list.type.kind === 'list') {
    const sequence = sequenceOf(list)
    if (name === 'count') return { op: 'aggregate', name, sequence, type: numberType, ...place }
    if (!isNumeric(sequence.item) && !(name !== 'sum' && sequence.item.kind === 'date')) return checker.refuse(first, 'type', `“${name}”要对数字或金额${name === 'sum' ? '' : '或日期'}求值，这里是${typeWords(list.type)}`, sequence.item.kind === 'record' ? { suggestion: `请取一个字段，例如 ${name}(获奖.奖金)` } : {})
    return { op: 'aggregate', name, sequence, type: sequence.item, ...place }
  }
  const items = list?.op === 'list' ? list.items : list ? [list] : node.args.map((arg) => checker.check(arg))
  if (name === 'count') {
    if (list?.op !== 'list') return checker.refuse(first, 'type', 'count 里要写清单')
    return { op: 'constant', value: { n: BigInt(items.length), s: 0 }, type: numberType, ...place }
  }
  return fold(checker, node, name, items)
}

/** min/max/sum over values written out: unknown when any is unknown. */
function fold(checker: Checker, node: Call, name: 'sum' | 'min' | 'max', items: readonly Expr[]): Expr {
  const place = { from: node.from, to: node.to }
  const numeric = items.every((item) => isNumeric(item.type))
  const dates = name !== 'sum' && items.every((item) => item.type.kind === 'date' || item.type.kind === 'any')
  if (!numeric && !dates) return checker.refuse(node, 'type', `“${name}”的各项要都是数字、金额${name === 'sum' ? '' : '，或者都是日期'}`)
  const type = dates && !numeric ? dateType : items.some((item) => item.type.kind === 'money') ? moneyType : numberType
  const [first, ...rest] = items
  if (!first) return checker.refuse(node, 'empty-list', '清单是空的')
  if (name === 'sum') {
    if (rest.length > 200) return checker.refuse(node, 'too-deep', '一次最多相加 200 项')
    return rest.reduce<Expr>((left, right) => ({ op: 'add', left, right, type, ...place }), first)
  }
  return { op: 'call', name: name === 'min' ? 'least' : 'greatest', args: items, type, ...place }
}

function checkLiteralCall(checker: Checker, node: Call): Expr {
  const first = node.args[0]
  if (node.args.length === 1 && first?.kind === 'text') {
    const literal = checker.dayOrPeriod(first.text, node)
    const wantsDay = node.name === 'date'
    if (wantsDay !== (literal.type.kind === 'date')) return checker.refuse(node, 'literal', wantsDay ? 'date("…") 里要写日期，例如 date("2024-07-01")' : 'duration("…") 里要写时长，例如 duration("P1Y")')
    return literal
  }
  if (node.name === 'date' && node.args.length === 3) {
    const parts = node.args.map((arg) => literalInteger(checker.number(arg, 'date 的年、月、日')))
    const text = `${String(parts[0]).padStart(4, '0')}-${String(parts[1]).padStart(2, '0')}-${String(parts[2]).padStart(2, '0')}`
    if (!isDay(text)) return checker.refuse(node, 'literal', `“${text}”不是一个日期`)
    return { op: 'constant', value: text, type: dateType, from: node.from, to: node.to }
  }
  return checker.refuse(node, 'arguments', `“${node.name}”里要写一个文字`, { suggestion: node.name === 'date' ? 'date("2024-07-01")' : 'duration("P1Y")' })
}

function checkMonths(checker: Checker, node: Call): Expr {
  const [records, day, third, fourth] = node.args
  if (!records || !day || node.args.length > 4) return checker.refuse(node, 'arguments', `“${node.name}”要写缴费记录和截止日`, { suggestion: `例如 ${node.name}(社保缴费, 申请日)；后面还可以写允许中断的月数和从哪天起算` })
  const list = checker.check(records)
  const place = { from: node.from, to: node.to }
  if (list.type.kind === 'any') return { op: 'constant', value: null, type: numberType, ...place }
  const sequence = sequenceOf(list)
  const fields = sequence.item.kind === 'record' && sequence.field === undefined ? sequence.item.fields : undefined
  const shape = fields?.get('月份')?.kind === 'date' ? 'month' : fields?.get('起')?.kind === 'date' && fields.get('止')?.kind === 'date' ? 'span' : undefined
  if (!shape) return checker.refuse(records, 'type', `“${node.name}”的记录要有日期字段“月份”，或者“起”和“止”`)
  const at = checker.day(day, `“${node.name}”的截止日`)
  const extra = third ? checker.check(third) : undefined
  const dated = extra?.type.kind === 'date'
  if (dated && fourth) return checker.refuse(fourth, 'arguments', '先写允许中断的月数，再写从哪天起算', { suggestion: `${node.name}(社保缴费, 申请日, 0, 首次引进日期)` })
  const gap = extra && !dated ? literalInteger(extra) : 0
  if (gap === undefined || gap < 0 || gap > 120) return checker.refuse(third ?? node, 'arguments', '允许中断的月数要写 0 到 120 的整数')
  if (extra && !dated && node.name === '累计月数') return checker.refuse(third ?? node, 'arguments', '累计月数不看中断，第 3 个参数只能写从哪天起算')
  const since = dated ? extra : fourth ? checker.day(fourth, '从哪天起算') : undefined
  return { op: 'months', consecutive: node.name === '连续月数', sequence, shape, at, gap, type: numberType, ...(since ? { since } : {}), ...place }
}

function checkMeasure(checker: Checker, node: Call): Expr {
  const code = literalText(checker, node, 0, `${node.name}("living-subsidy")`)
  if (node.args.length !== 1) return checker.refuse(node, 'arguments', `“${node.name}”只写一个事项编码`)
  const known = checker.scope.measures
  if (known && !known.has(code)) {
    const meant = misspelt(code, known)
    if (meant !== undefined) checker.refuse(node, 'unknown-measure', `事项库里没有“${code}”`, { suggestion: `是不是想写“${meant}”？` })
    else checker.warn(node, 'unknown-measure', `本次没有读到事项“${code}”，除非事实里给出，否则结果未知`)
  }
  const ask = node.name === '享受' ? 'outcome' : 'amount'
  return { op: 'measure', code, ask, type: ask === 'outcome' ? booleanType : moneyType, from: node.from, to: node.to }
}

function checkStatistic(checker: Checker, node: Call): Expr {
  const name = literalText(checker, node, 0, '年度统计("社会平均工资", 年(申请日) - 1)')
  const values = checker.scope.statistics.get(name)
  if (!values) return checker.refuse(node, 'unknown-statistic', `词表里没有“${name}”这项年度统计`, didYouMean(name, checker.scope.statistics.keys()))
  const [, yearNode] = node.args
  if (!yearNode || node.args.length !== 2) return checker.refuse(node, 'arguments', '“年度统计”要写名称和年份', { suggestion: '例如 年度统计("社会平均工资", 年(申请日) - 1)' })
  return { op: 'statistic', name, year: checker.number(yearNode, '年度统计的年份'), values, type: numberType, from: node.from, to: node.to }
}

function checkListed(checker: Checker, node: Call): Expr {
  const name = literalText(checker, node, 0, '在名单("双一流高校", 毕业院校, 毕业日期)')
  const editions = checker.scope.lists.get(name)
  if (!editions) return checker.refuse(node, 'unknown-list', `词表里没有“${name}”这份名单`, didYouMean(name, checker.scope.lists.keys()))
  const [, valueNode, dayNode] = node.args
  if (!valueNode || !dayNode || node.args.length !== 3) return checker.refuse(node, 'arguments', '“在名单”要写名单、值和“看哪一天的版本”', { suggestion: '例如 在名单("双一流高校", 毕业院校, 毕业日期)' })
  const value = checker.expect(valueNode, '名单里查的值', isTextual, '文字')
  return { op: 'listed', name, value, at: checker.day(dayNode, '名单的版本日期'), editions, type: booleanType, from: node.from, to: node.to }
}

function only(checker: Checker, node: Call, usage: string): Syntax {
  const [first, second] = node.args
  if (!first || second) return checker.refuse(node, 'arguments', `“${node.name}”只要一个参数，这里是 ${node.args.length} 个`, { suggestion: `例如 ${usage}` })
  return first
}

function pair(checker: Checker, node: Call, usage: string): [Syntax, Syntax] {
  const [first, second, third] = node.args
  if (!first || !second || third) return checker.refuse(node, 'arguments', `“${node.name}”要两个参数，这里是 ${node.args.length} 个`, { suggestion: `例如 ${usage}` })
  return [first, second]
}

function literalText(checker: Checker, node: Call, index: number, usage: string): string {
  const arg = node.args[index]
  if (arg?.kind !== 'text') return checker.refuse(arg ?? node, 'arguments', `“${node.name}”的第 ${index + 1} 个参数要写成文字`, { suggestion: `例如 ${usage}` })
  return arg.text
}

function literalInteger(expr: Expr): number | undefined {
  const value = expr.op === 'constant' ? expr.value : null
  return typeof value === 'object' && value !== null && 'n' in value && typeof value.n === 'bigint' && 's' in value && typeof value.s === 'number' ? toInteger({ n: value.n, s: value.s }) : undefined
}

