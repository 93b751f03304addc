import type { Finding } from './diagnostic.ts'
import { tokenize, type Token } from './lexer.ts'
import type { Arithmetic, Comparator, Syntax } from './syntax.ts'

/** Longest rule and deepest nesting that are read; past them a person cannot read it either. */
export const longestRule = 100_000
const deepest = 600

const comparators = new Set(['=', '!=', '<', '<=', '>', '>='])
const levels = new Map([['or', 1], ['and', 2], ['in', 3], ['between', 3], ...[...comparators].map((text): [string, number] => [text, 3]), ['+', 4], ['-', 4], ['*', 5], ['/', 5], ['**', 6]])
const longNames = ['round half up', 'list contains', 'string length', 'starts with', 'ends with', 'years and months duration', 'day of week', 'date and time', 'round up', 'round down', 'round half down', 'distinct values', 'is defined']
const longNameStarts = new Set(longNames.map((name) => name.split(' ')[0]))

/**
 * FEEL syntax with our precedence, loosest first: `or`, `and`, comparison with `in` and `between` (they do not chain),
 * `+ -`, `* /`, `**`, unary minus, then `.name`, `[filter]` and calls. `x in [..] and y` is `(x in [..]) and y`.
 */
export function parse(source: string): { syntax?: Syntax; findings: Finding[] } {
  if (source.length > longestRule) {
    return { findings: [{ severity: 'error', code: 'too-long', message: `规则有 ${source.length} 个字符，超过 ${longestRule} 的上限，请拆成几条条件`, ...(source.includes('","') || source.includes('", "') ? { suggestion: '长清单写进词表的名单，用 在名单("…", 值, 申请日)' } : {}), from: 0, to: 0 }] }
  }
  const { tokens, findings } = tokenize(source)
  if (findings.length > 0) return { findings }
  if (tokens.length === 1) return { findings: [{ severity: 'error', code: 'syntax', message: '规则是空的，请写一个条件', from: 0, to: source.length }] }
  try {
    return { syntax: new Parser(source, tokens).whole(), findings: [] }
  } catch (stop) {
    if (stop instanceof Stop) return { findings: [stop.finding] }
    throw stop
  }
}

class Stop extends Error {
  readonly finding: Finding
  constructor(finding: Finding) {
    super(finding.message)
    this.finding = finding
  }
}

class Parser {
  private index = 0
  private depth = 0
  private readonly source: string
  private readonly tokens: readonly Token[]

  constructor(source: string, tokens: readonly Token[]) {
    this.source = source
    this.tokens = tokens
  }

  whole(): Syntax {
    const syntax = this.expression()
    const rest = this.peek()
    if (rest.kind !== 'end') this.fail(rest, rest.text === ')' ? '这个右括号没有配对的左括号' : `“${this.before(rest)}”和“${this.shown(rest)}”之间少了运算符`)
    return syntax
  }

  private expression(): Syntax {
    this.depth += 1
    if (this.depth > deepest) this.fail(this.peek(), `嵌套超过 ${deepest} 层，请拆成几条条件`)
    const result = this.climb(1)
    this.depth -= 1
    return result
  }

  /** Precedence climbing in one function: five stack frames a bracket, so that 500 brackets are no danger. */
  private climb(least: number): Syntax {
    let left = this.unary()
    for (;;) {
      const level = this.level()
      if (level === undefined || level < least) return left
      left = level === 3 ? this.comparison(left) : level <= 2 ? this.junction(level === 1 ? 'or' : 'and', level, left) : this.arithmetic(level, left)
    }
  }

  /** How tightly the operator ahead binds: or 1, and 2, comparison 3, + − 4, × ÷ 5, power 6. */
  private level(): number | undefined {
    const token = this.peek()
    if (token.kind !== 'operator' && token.kind !== 'keyword') return undefined
    return levels.get(token.text)
  }

  private junction(kind: 'and' | 'or', level: number, first: Syntax): Syntax {
    const parts = [first]
    while (this.isWord(kind)) {
      this.index += 1
      parts.push(this.climb(level + 1))
    }
    return { kind, parts, from: first.from, to: this.end() }
  }

  private arithmetic(level: number, left: Syntax): Syntax {
    const { text } = this.next()
    const operator: Arithmetic = text === '+' || text === '-' || text === '*' || text === '/' ? text : '**'
    const right = this.climb(level + 1)
    return { kind: 'arithmetic', operator, left, right, from: left.from, to: right.to }
  }

  private sum(): Syntax {
    return this.climb(4)
  }

  private comparison(left: Syntax): Syntax {
    let result: Syntax
    if (this.isWord('in')) {
      this.index += 1
      const tests = this.tests()
      result = { kind: 'in', left, tests, from: left.from, to: this.end() }
    } else if (this.isWord('between')) {
      this.index += 1
      const low = this.sum()
      if (!this.isWord('and')) this.fail(this.peek(), 'between 要写成“between 下限 and 上限”')
      this.index += 1
      const high = this.sum()
      result = { kind: 'between', left, low, high, from: left.from, to: high.to }
    } else {
      const comparator = this.comparator()
      const right = this.sum()
      result = { kind: 'compare', comparator, left, right, from: left.from, to: right.to }
    }
    if (this.level() === 3) this.fail(this.peek(), '比较不能连写', '请用 and 分成两个比较，例如 a < b and b < c')
    return result
  }

  private comparator(): Comparator {
    const token = this.next()
    const after = this.peek()
    if (after.kind === 'operator' && comparators.has(after.text) && after.from === token.to) {
      const both = token.text + after.text
      const meant = both === '==' ? '=' : both === '=>' ? '>=' : both === '=<' ? '<=' : both === '<>' ? '!=' : token.text
      this.fail(token, `“${both}”不是比较符`, `请写 ${meant}`)
    }
    switch (token.text) {
      case '=': case '!=': case '<': case '<=': case '>': case '>=':
        return token.text
      default:
        return this.fail(token, `“${token.text}”不是比较符`)
    }
  }

  /** What may stand after `in`: a list, a range, a comparison, several of them in parentheses, or a list-valued expression. */
  private tests(): readonly Syntax[] {
    if (this.isOperator('(') && !this.isRangeAhead()) {
      const mark = this.index
      this.index += 1
      const tests = [this.test()]
      while (this.isOperator(',')) {
        this.index += 1
        tests.push(this.test())
      }
      this.expect(')')
      const after = this.peek()
      const continues = after.kind === 'operator' && ['+', '-', '*', '/', '**', '.', '['].includes(after.text)
      if (!continues) return tests
      this.index = mark
    }
    return [this.test()]
  }

  private test(): Syntax {
    const token = this.peek()
    if (token.kind === 'operator' && comparators.has(token.text)) {
      const comparator = this.comparator()
      const right = this.sum()
      return { kind: 'test', comparator, right, from: token.from, to: right.to }
    }
    return this.sum()
  }

  private unary(): Syntax {
    if (this.isOperator('-')) {
      const minus = this.next()
      this.depth += 1
      if (this.depth > deepest) this.fail(minus, `嵌套超过 ${deepest} 层，请拆成几条条件`)
      const of = this.unary()
      this.depth -= 1
      return { kind: 'negate', of, from: minus.from, to: of.to }
    }
    return this.postfix(this.primary())
  }

  private postfix(base: Syntax): Syntax {
    let result = base
    for (;;) {
      if (this.isOperator('.')) {
        this.index += 1
        const name = this.next()
        if (name.kind !== 'name') this.fail(name, '“.”后面要写字段名')
        result = { kind: 'path', of: result, name: name.text, from: result.from, to: name.to }
      } else if (this.isOperator('[') && (result.kind === 'name' || result.kind === 'path' || result.kind === 'filter' || result.kind === 'list' || result.kind === 'call')) {
        this.index += 1
        const predicate = this.expression()
        this.expect(']')
        result = { kind: 'filter', of: result, predicate, from: result.from, to: this.end() }
      } else return result
    }
  }

  private primary(): Syntax {
    const token = this.next()
    const { from, to, text } = token
    switch (token.kind) {
      case 'number': case 'text': case 'at':
        return { kind: token.kind, text, from, to }
      case 'name':
        return this.nameOrCall(token)
      case 'keyword':
        return this.keyword(token)
      case 'operator':
        if (text === '(' || text === '[' || text === ']') return this.bracketed(token)
        return this.fail(token, `这里不该出现“${text}”`)
      case 'end':
        return this.fail(token, `规则到“${this.before(token)}”就断了，后面还缺内容`)
    }
  }

  private keyword(token: Token): Syntax {
    const { from, to, text } = token
    if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', from, to }
    if (text === 'null') return { kind: 'null', from, to }
    if (text === 'if') {
      const condition = this.expression()
      this.expectWord('then', 'if 后面要有 then')
      const then = this.expression()
      this.expectWord('else', 'if … then … 后面要有 else')
      const otherwise = this.expression()
      return { kind: 'if', condition, then, else: otherwise, from, to: otherwise.to }
    }
    if (text === 'some' || text === 'every') {
      const variable = this.next()
      if (variable.kind !== 'name') this.fail(variable, `${text} 后面要写一个名字，例如 ${text} 奖 in 获奖 satisfies …`)
      this.expectWord('in', `${text} ${variable.text} 后面要写 in 和记录的名称`)
      const source = this.sum()
      this.expectWord('satisfies', `${text} … in … 后面要写 satisfies 和条件`)
      const body = this.expression()
      return { kind: 'quantified', every: text === 'every', variable: variable.text, source, body, from, to: body.to }
    }
    if (text === 'for' || text === 'return') return this.fail(token, '规则里没有 for 循环', '请用 some/every、count、sum 或筛选 [条件]')
    if (text === 'function') return this.fail(token, '规则里不能定义函数', '请在词表里增加事实')
    return this.fail(token, `这里不该出现“${text}”`)
  }

  private nameOrCall(token: Token): Syntax {
    let name = token.text
    let last = token
    if (longNameStarts.has(name)) {
      const found = longNames.find((candidate) => this.matchesAhead(candidate))
      if (found !== undefined) {
        this.index += found.split(' ').length - 1
        name = found
        last = this.tokens[this.index - 1] ?? token
      }
    }
    if (!this.isOperator('(')) {
      if (name === 'not') this.fail(token, 'not 后面要加括号', '请写 not(…)')
      return { kind: 'name', text: name, from: token.from, to: last.to }
    }
    this.index += 1
    const args: Syntax[] = []
    if (!this.isOperator(')')) {
      args.push(this.expression())
      while (this.isOperator(',')) {
        this.index += 1
        args.push(this.expression())
      }
    }
    this.expect(')')
    return { kind: 'call', name, args, from: token.from, to: this.end() }
  }

  private matchesAhead(candidate: string): boolean {
    const words = candidate.split(' ')
    return words.every((word, i) => this.tokens[this.index - 1 + i]?.text === word) && this.tokens[this.index - 1 + words.length]?.text === '('
  }

  /** `(x)`, `[a, b]`, `[1..5)`, `(1..5]`, `]1..5[` */
  private bracketed(open: Token): Syntax {
    if (open.text === '[' && this.isOperator(']')) {
      this.index += 1
      return { kind: 'list', items: [], from: open.from, to: this.end() }
    }
    const first = this.expression()
    if (this.isOperator('..')) {
      this.index += 1
      const high = this.expression()
      const close = this.next()
      if (![']', ')', '['].includes(close.text)) this.fail(close, '范围要用 ] 或 ) 结束，例如 [1..5]')
      return { kind: 'range', low: first, high, lowOpen: open.text !== '[', highOpen: close.text !== ']', from: open.from, to: close.to }
    }
    if (open.text === '(') {
      this.expect(')')
      // parentheses leave no node: meaning is in the tree's shape
      return { ...first, from: open.from, to: this.end() }
    }
    if (open.text === ']') this.fail(open, '这个右方括号没有配对的左方括号')
    const items = [first]
    while (this.isOperator(',')) {
      this.index += 1
      items.push(this.expression())
    }
    this.expect(']')
    return { kind: 'list', items, from: open.from, to: this.end() }
  }

  /** Whether the `(` here opens a range such as `(1..5]`: the first `..` at this level comes before a comma or the close. */
  private isRangeAhead(): boolean {
    let level = 0
    for (let i = this.index; i < this.tokens.length; i += 1) {
      const text = this.tokens[i]?.kind === 'operator' ? this.tokens[i]?.text : ''
      if (text === '(' || text === '[') level += 1
      else if (text === ')' || text === ']') level -= 1
      if (level === 1 && text === '..') return true
      if (level === 0 || (level === 1 && text === ',')) return false
    }
    return false
  }

  private peek(): Token {
    return this.tokens[this.index] ?? { kind: 'end', text: '', from: this.source.length, to: this.source.length }
  }
  private next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.index += 1
    return token
  }
  private end(): number {
    return this.tokens[this.index - 1]?.to ?? 0
  }
  private isWord(text: string): boolean {
    const token = this.peek()
    return token.kind === 'keyword' && token.text === text
  }
  private isOperator(text: string): boolean {
    const token = this.peek()
    return token.kind === 'operator' && token.text === text
  }
  private expectWord(text: string, message: string): void {
    if (!this.isWord(text)) this.fail(this.peek(), message)
    this.index += 1
  }
  private expect(text: string): void {
    const token = this.peek()
    if (!this.isOperator(text)) this.fail(token, token.kind === 'end' ? `规则结束了，还缺一个“${text}”` : `“${this.shown(token)}”前面缺一个“${text}”或运算符`)
    this.index += 1
  }
  private before(token: Token): string {
    const index = this.tokens.indexOf(token)
    return this.shown(this.tokens[index - 1] ?? token)
  }
  private shown(token: Token): string {
    const text = this.source.slice(token.from, token.to)
    return text.length > 20 ? `${text.slice(0, 20)}…` : text
  }
  private fail(token: Token, message: string, suggestion?: string): never {
    throw new Stop({ severity: 'error', code: 'syntax', message, ...(suggestion === undefined ? {} : { suggestion }), from: token.from, to: token.to })
  }
}
