import type { Checker } from './check.ts'
import { compare, toInteger, zero, type Decimal } from './decimal.ts'
import type { Expr } from './expression.ts'
import type { Syntax } from './syntax.ts'
import { dateType, daysType, isNumeric, isTextual, moneyType, numberType, textType, typeWords, type Type } from './type.ts'

function isPeriod(type: Type): boolean {
  return type.kind === 'months' || type.kind === 'days'
}

function isDecimal(value: unknown): value is Decimal {
  return typeof value === 'object' && value !== null && 'n' in value
}

export function checkNegate(checker: Checker, node: Syntax & { kind: 'negate' }): Expr {
  const arg = checker.expect(node.of, '负号后面', (type) => isNumeric(type) || isPeriod(type), '数字、金额或时长')
  if (arg.op === 'constant' && isDecimal(arg.value)) return { ...arg, value: { n: -arg.value.n, s: arg.value.s }, from: node.from, to: node.to }
  return { op: 'negate', arg, type: arg.type, from: node.from, to: node.to }
}

/**
 * number ∘ number; date ± period; date − date (days); period ± period of one kind; period × number; text + text.
 * Money times money is refused: it has no unit.
 */
export function checkArithmetic(checker: Checker, node: Syntax & { kind: 'arithmetic' }): Expr {
  const { from, to, operator } = node
  const left = checker.check(node.left)
  const right = checker.check(node.right)
  const [a, b] = [left.type, right.type]
  const place = { from, to }
  if (operator === '**') {
    const exponent = right.op === 'constant' && isDecimal(right.value) ? toInteger(right.value) : undefined
    if (!isNumeric(a) || exponent === undefined || exponent < 0 || exponent > 12) return checker.refuse(node, 'type', '乘方只支持 0 到 12 的整数次方')
    return { op: 'power', base: left, exponent, type: numberType, ...place }
  }
  if (operator === '/') {
    if (right.op === 'constant' && isDecimal(right.value) && compare(right.value, zero) === 0) checker.refuse(node.right, 'division-by-zero', '除数是零，算不出结果')
    if (!isNumeric(a) || !isNumeric(b)) return checker.refuse(node, 'type', `${typeWords(a)}不能除以${typeWords(b)}`)
    return { op: 'divide', left, right, type: a.kind === 'money' && b.kind !== 'money' ? moneyType : numberType, ...place }
  }
  if (operator === '*') {
    if (a.kind === 'money' && b.kind === 'money') return checker.refuse(node, 'type', '金额不能乘以金额', { suggestion: '其中一个应当是比例或数量' })
    if (isNumeric(a) && isNumeric(b)) return { op: 'multiply', left, right, type: a.kind === 'money' || b.kind === 'money' ? moneyType : numberType, ...place }
    if (isPeriod(a) && isNumeric(b)) return { op: 'multiply', left, right, type: a, ...place }
    if (isNumeric(a) && isPeriod(b)) return { op: 'multiply', left, right, type: b, ...place }
    return checker.refuse(node, 'type', `${typeWords(a)}不能乘以${typeWords(b)}`)
  }
  const plus = operator === '+'
  const op = plus ? 'add' : 'subtract'
  if (a.kind === 'date' && (isPeriod(b) || b.kind === 'any')) return { op: 'shift', day: left, period: right, direction: plus ? 1 : -1, type: dateType, ...place }
  if (plus && isPeriod(a) && b.kind === 'date') return { op: 'shift', day: right, period: left, direction: 1, type: dateType, ...place }
  if (!plus && a.kind === 'date' && b.kind === 'date') return { op: 'days between', left, right, type: daysType, ...place }
  if (isPeriod(a) && a.kind === b.kind) return { op, left, right, type: a, ...place }
  if (isNumeric(a) && isNumeric(b)) return { op, left, right, type: a.kind === 'money' || b.kind === 'money' ? moneyType : numberType, ...place }
  if (plus && isTextual(a) && isTextual(b)) return { op: 'join', left, right, type: textType, ...place }
  const dated = (a.kind === 'date' && isNumeric(b)) || (isNumeric(a) && b.kind === 'date')
  return checker.refuse(node, 'type', `${typeWords(a)}和${typeWords(b)}不能相${plus ? '加' : '减'}`, dated ? { suggestion: '日期加减时长，例如 + duration("P1Y") 或 + duration("P30D")' } : {})
}
