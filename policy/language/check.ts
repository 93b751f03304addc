import { parseDecimal } from './decimal.ts'
import { isDay, parsePeriod } from './day.ts'
import { didYouMean, type Finding } from './diagnostic.ts'
import { order } from './evaluate.ts'
import type { Expr, Test } from './expression.ts'
import { checkArithmetic, checkNegate } from './check-arithmetic.ts'
import { checkCall } from './check-call.ts'
import { checkFilter, checkListPath, checkQuantified } from './check-sequence.ts'
import { parse } from './parser.ts'
import { applicationDay, type Scope } from './scope.ts'
import { oversized } from './size.ts'
import type { Comparator, Syntax } from './syntax.ts'
import { anyType, booleanType, comparable, dateType, isNumeric, moneyType, numberType, textType, typeWords, type Type } from './type.ts'

/** Operators nested deeper than this are refused: nobody can read them, and no engine should have to recurse so far. */
const deepest = 250

/** Stops the check of one expression; the finding is already recorded. */
export class Refused extends Error {}

interface Local {
  readonly name: string
  readonly slot: number
  readonly type: Type
  /** In a filter, the item's fields are names of their own. */
  readonly open: boolean
}

/** Checks one expression; helpers in check-*.ts share it. */
export class Checker {
  readonly findings: Finding[] = []
  readonly scope: Scope
  private readonly locals: Local[] = []
  private depth = 0
  constructor(scope: Scope) {
    this.scope = scope
  }

  check(node: Syntax): Expr {
    this.depth += 1
    if (this.depth > deepest) this.refuse(node, 'too-deep', `运算嵌套超过 ${deepest} 层，请拆成几条条件`)
    const result = this.node(node)
    this.depth -= 1
    return result
  }

  /** Checks and requires a kind of type; `what` names the place in the message. */
  expect(node: Syntax, what: string, accepts: (type: Type) => boolean, wanted: string): Expr {
    const expr = this.check(node)
    if (expr.type.kind !== 'any' && !accepts(expr.type)) this.refuse(node, 'type', `${what}应当是${wanted}，这里是${typeWords(expr.type)}`)
    return expr
  }
  boolean(node: Syntax, what: string): Expr {
    return this.expect(node, what, (type) => type.kind === 'boolean', '是否（条件）')
  }
  day(node: Syntax, what: string): Expr {
    return this.expect(node, what, (type) => type.kind === 'date', '日期')
  }
  number(node: Syntax, what: string): Expr {
    return this.expect(node, what, isNumeric, '数字或金额')
  }

  /** Runs `inside` with a record or item named `name`; gives its slot. */
  withLocal<T>(name: string, type: Type, open: boolean, inside: (slot: number) => T): T {
    const slot = this.locals.length
    this.locals.push({ name, slot, type, open })
    try {
      return inside(slot)
    } finally {
      this.locals.pop()
    }
  }

  refuse(at: { from: number; to: number }, code: string, message: string, suggestion?: { suggestion?: string }): never {
    this.findings.push({ severity: 'error', code, message, ...suggestion, from: at.from, to: at.to })
    throw new Refused(message)
  }
  warn(at: { from: number; to: number }, code: string, message: string, suggestion?: string): void {
    this.findings.push({ severity: 'warning', code, message, ...(suggestion === undefined ? {} : { suggestion }), from: at.from, to: at.to })
  }

  private node(node: Syntax): Expr {
    const { from, to } = node
    switch (node.kind) {
      case 'number': {
        const value = parseDecimal(node.text)
        if (!value || value.s > 30 || value.n > 10n ** 60n) return this.refuse(node, 'number', `“${node.text.slice(0, 20)}”位数太多，数字最多 60 位、30 位小数`)
        return { op: 'constant', value, type: numberType, from, to }
      }
      case 'text':
        if (node.text.includes('\u0000')) return this.refuse(node, 'literal', '文字里不能有空字符')
        return { op: 'constant', value: node.text, type: textType, from, to }
      case 'at':
        return this.dayOrPeriod(node.text, node)
      case 'boolean':
        return { op: 'constant', value: node.value, type: booleanType, from, to }
      case 'null':
        if (this.scope.nullAllowed === true) return { op: 'constant', value: null, type: anyType, from, to }
        return this.refuse(node, 'null', '规则里不写 null：未知的事实参加任何比较，结果都是未知', { suggestion: '要问一项事实是否已知，请写 已知(…) 或 not(已知(…))' })
      case 'name':
        return this.name(node)
      case 'and': case 'or':
        return { op: node.kind, args: node.parts.map((part) => this.boolean(part, `“${node.kind}”两边`)), type: booleanType, from, to }
      case 'negate':
        return checkNegate(this, node)
      case 'arithmetic':
        return checkArithmetic(this, node)
      case 'compare':
        return this.comparison(node)
      case 'between': {
        const left = this.check(node.left)
        const low = this.check(node.low)
        const high = this.check(node.high)
        this.comparableParts(node, '<=', left, low)
        this.comparableParts(node, '<=', left, high)
        this.nonEmpty(node, low, high, false)
        return { op: 'in', left, tests: [{ kind: 'range', low, high, lowOpen: false, highOpen: false }], type: booleanType, from, to }
      }
      case 'in': {
        const left = this.check(node.left)
        if (left.type.kind === 'list' || left.type.kind === 'record') this.refuse(node.left, 'type', `“in”左边应当是单个值，这里是${typeWords(left.type)}`, { suggestion: '请用 some … in … satisfies …' })
        return { op: 'in', left, tests: node.tests.flatMap((test) => this.test(test, left)), type: booleanType, from, to }
      }
      case 'if': {
        const condition = this.boolean(node.condition, 'if 后面')
        const then = this.check(node.then)
        const otherwise = this.check(node.else)
        return { op: 'if', condition, then, else: otherwise, type: this.common(node, then, otherwise), from, to }
      }
      case 'list': {
        const items = node.items.map((item) => this.check(item))
        const first = items[0]
        if (!first) return this.refuse(node, 'empty-list', '清单是空的，没有值能在其中')
        const of = items.reduce<Type>((type, item) => this.common(node, { ...item, type }, item), first.type)
        return { op: 'list', items, type: { kind: 'list', of }, from, to }
      }
      case 'quantified':
        return checkQuantified(this, node)
      case 'filter':
        return checkFilter(this, node)
      case 'path':
        return this.path(node)
      case 'call':
        return checkCall(this, node)
      case 'range': case 'test':
        return this.refuse(node, 'type', '范围只能写在 in 后面，例如 年龄 in [18..45]')
    }
  }

  /** The text of @"…", date("…") and duration("…"). */
  dayOrPeriod(text: string, at: { from: number; to: number }): Expr {
    const { from, to } = at
    if (isDay(text)) return { op: 'constant', value: text, type: dateType, from, to }
    const period = parsePeriod(text)
    if (!period) return this.refuse(at, 'literal', `“${text.slice(0, 30)}”不是日期也不是时长`, { suggestion: '日期写 @"2024-07-01"；时长写 duration("P1Y")、duration("P6M") 或 duration("P30D")' })
    const count = 'months' in period ? period.months : period.days
    return { op: 'constant', value: { n: BigInt(count), s: 0 }, type: { kind: 'months' in period ? 'months' : 'days' }, from, to }
  }

  private name(node: Syntax & { kind: 'name' | 'number' | 'text' | 'at' }): Expr {
    const { from, to, text } = node
    for (let i = this.locals.length - 1; i >= 0; i -= 1) {
      const local = this.locals[i]
      if (!local) continue
      if (local.name === text) return { op: 'local', slot: local.slot, label: text, type: local.type, from, to }
      const field = local.open && local.type.kind === 'record' ? local.type.fields.get(text) : undefined
      if (field) return { op: 'field', of: { op: 'local', slot: local.slot, label: local.name, type: local.type, from, to }, name: text, type: field, from, to }
    }
    // the items of a list that is empty have no fields to know
    if (this.locals.some((local) => local.open && local.type.kind === 'any') && this.scope.typeOf(text) === undefined) return { op: 'constant', value: null, type: anyType, from, to }
    const type = text === applicationDay ? dateType : this.scope.typeOf(text)
    if (type) return { op: 'fact', name: text, type, from, to }
    const owner = this.locals.find((local) => local.type.kind === 'record' && local.type.fields.has(text))
    if (owner) return this.refuse(node, 'unknown-fact', `“${text}”是记录里的字段`, { suggestion: `请写 ${owner.name}.${text}` })
    const fields = this.locals.flatMap((local) => (local.open && local.type.kind === 'record' ? [...local.type.fields.keys()] : []))
    const meant = didYouMean(text, [...fields, ...this.scope.names(), applicationDay])
    const listed = fields.length > 0 ? { suggestion: `记录里的字段有 ${fields.slice(0, 12).join('、')}` } : meant
    return this.refuse(node, 'unknown-fact', `词表里没有“${text}”这项事实`, 'suggestion' in meant ? meant : listed)
  }

  private path(node: Syntax & { kind: 'path' }): Expr {
    const of = this.check(node.of)
    const { from, to, name } = node
    if (of.type.kind === 'list') return checkListPath(this, node, of)
    if (of.type.kind === 'any') return { op: 'constant', value: null, type: anyType, from, to }
    if (of.type.kind === 'date') {
      const part = name === 'year' ? '年' : name === 'month' ? '月' : name === 'day' ? '日' : undefined
      if (part) return { op: 'call', name: part, args: [of], type: numberType, from, to }
      return this.refuse(node, 'type', `日期没有“${name}”这一部分`, { suggestion: '可以取 .year、.month、.day' })
    }
    if (of.type.kind !== 'record') return this.refuse(node, 'type', `${typeWords(of.type)}没有字段，不能取“.${name}”`)
    const type = of.type.fields.get(name)
    if (!type) return this.refuse(node, 'unknown-field', `记录里没有“${name}”这个字段`, didYouMean(name, of.type.fields.keys()))
    return { op: 'field', of, name, type, from, to }
  }

  private comparison(node: Syntax & { kind: 'compare' }): Expr {
    const left = this.check(node.left)
    const right = this.check(node.right)
    this.comparableParts(node, node.comparator, left, right)
    return { op: 'compare', comparator: node.comparator, left, right, type: booleanType, from: node.from, to: node.to }
  }

  private test(node: Syntax, left: Expr): Test[] {
    if (node.kind === 'test') {
      const right = this.check(node.right)
      this.comparableParts(node, node.comparator, left, right)
      return [{ kind: 'compare', comparator: node.comparator, to: right }]
    }
    if (node.kind === 'range') {
      const low = this.check(node.low)
      const high = this.check(node.high)
      this.comparableParts(node, '<=', left, low)
      this.comparableParts(node, '<=', left, high)
      this.nonEmpty(node, low, high, node.lowOpen || node.highOpen)
      return [{ kind: 'range', low, high, lowOpen: node.lowOpen, highOpen: node.highOpen }]
    }
    if (node.kind === 'list') {
      if (node.items.length === 0) return this.refuse(node, 'empty-list', '清单是空的，“in”永远不成立')
      const items = node.items.map((item) => this.check(item))
      this.repeated(node, items)
      for (const item of items) this.comparableParts(node, '=', left, item)
      return items.map((to): Test => ({ kind: 'equals', to }))
    }
    const expr = this.check(node)
    if (expr.type.kind === 'list') {
      if (!comparable(left.type, expr.type.of)) this.refuse(node, 'type', `“in”左边是${typeWords(left.type)}，右边是${typeWords(expr.type)}，永远不会相等`)
      this.codeOf(left, expr.type.of)
      return [{ kind: 'member', of: expr }]
    }
    this.comparableParts(node, '=', left, expr)
    return [{ kind: 'equals', to: expr }]
  }

  /** A range between constants that holds nothing can never be met. */
  private nonEmpty(at: Syntax, low: Expr, high: Expr, open: boolean): void {
    if (low.op !== 'constant' || high.op !== 'constant' || low.value === null || high.value === null) return
    const difference = order(low.value, high.value)
    if (difference !== undefined && (difference > 0 || (difference === 0 && open))) this.refuse(at, 'never', '这个范围里没有任何值，永远不成立', difference > 0 ? { suggestion: '下限和上限是不是写反了？' } : {})
  }

  private repeated(node: Syntax, items: readonly Expr[]): void {
    const seen = new Set<unknown>()
    for (const item of items) {
      if (item.op !== 'constant' || typeof item.value !== 'string') continue
      if (seen.has(item.value)) this.warn(item, 'repeated', `清单里“${item.value}”写了两次`)
      seen.add(item.value)
    }
    if (seen.size > 100_000) this.refuse(node, 'too-long', `清单有 ${seen.size} 项，请改用词表里的名单`)
  }

  /** Both sides can meet under this comparison; a code is one of its list. */
  comparableParts(at: { from: number; to: number }, comparator: Comparator, left: Expr, right: Expr): void {
    if (!comparable(left.type, right.type)) {
      const day = [left, right].find((side) => side.type.kind === 'text' && side.op === 'constant')
      const hint = day && (left.type.kind === 'date' || right.type.kind === 'date') ? { suggestion: '日期请写 @"2024-07-01"' } : {}
      this.refuse(at, 'type', `${typeWords(left.type)}和${typeWords(right.type)}不能比较`, hint)
    }
    if (comparator !== '=' && comparator !== '!=') {
      const wrong = [left.type, right.type].find((type) => type.kind === 'boolean' || type.kind === 'text' || type.kind === 'code')
      if (wrong?.kind === 'code' && wrong.list.ordered) this.refuse(at, 'type', '代码不分大小，只分高低', { suggestion: '请写 不低于(…, "…")、高于、不高于 或 低于' })
      if (wrong) this.refuse(at, 'type', `${typeWords(wrong)}不分大小，不能用“${comparator}”`)
    }
    this.codeOf(left, right.type)
    this.codeOf(right, left.type)
  }

  /** A text constant that meets a code must be one of the codes. */
  codeOf(side: Expr, other: Type): void {
    if (other.kind !== 'code' || side.op !== 'constant' || typeof side.value !== 'string' || side.type.kind !== 'text') return
    if (other.list.codes.includes(side.value)) return
    const known = other.list.codes.slice(0, 12).join('、')
    const meant = didYouMean(side.value, other.list.codes)
    this.refuse(side, 'unknown-code', `代码表里没有“${side.value}”，这个比较永远不成立；可用的是 ${known}${other.list.codes.length > 12 ? ' …' : ''}`, meant)
  }

  private common(at: Syntax, a: Expr, b: Expr): Type {
    if (a.type.kind === 'any') return b.type
    if (b.type.kind === 'any') return a.type
    if (isNumeric(a.type) && isNumeric(b.type)) return a.type.kind === 'money' || b.type.kind === 'money' ? moneyType : numberType
    if (comparable(a.type, b.type)) return a.type.kind === b.type.kind && a.type.kind !== 'code' ? a.type : a.type === b.type ? a.type : textType
    return this.refuse(at, 'type', `两处的类型不同：${typeWords(a.type)}和${typeWords(b.type)}`)
  }
}

/** An expression with its type, or why it is refused. Findings hold offsets in `source`. */
export function checkExpression(source: string, scope: Scope): { expr?: Expr; findings: readonly Finding[] } {
  const { syntax, findings } = parse(source)
  if (!syntax) return { findings }
  const checker = new Checker(scope)
  try {
    const expr = checker.check(syntax)
    const big = oversized(expr)
    if (big) checker.refuse(big.at, 'too-large', `连乘太多，结果可能有 ${big.size.digits + big.size.scale} 位，算不下去`, { suggestion: '中间用 round(…, 2) 取整，或者拆开' })
    return { expr, findings: checker.findings }
  } catch (stop) {
    if (stop instanceof Refused) return { findings: checker.findings }
    throw stop
  }
}
