import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Scalar } from 'yaml'
import { parseDecimal, type Decimal } from '../language/decimal.ts'
import { isDay, parsePeriod, type Day, type Period } from '../language/day.ts'
import { didYouMean, type Diagnostic, type Finding } from '../language/diagnostic.ts'

/** Largest YAML file that is read, in characters, and deepest nesting of it. */
const longestFile = 2_000_000
const deepestNesting = 60

/** One file while it is read: every complaint goes through here, with its line and column. */
export class Source {
  readonly file: string
  readonly text: string
  readonly diagnostics: Diagnostic[] = []
  measure: string | undefined
  private readonly lines = new LineCounter()

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
  }

  /** Parses; undefined (with diagnostics) when the file is no YAML, too long, too deep, or repeats a key. */
  open(): Item | undefined {
    if (this.text.length > longestFile) return this.stop(0, `文件有 ${this.text.length} 个字符，超过 ${longestFile} 的上限`)
    const deep = nestingBeyond(this.text, deepestNesting)
    if (deep !== undefined) return this.stop(deep, `YAML 嵌套超过 ${deepestNesting} 层`)
    try {
      const document = parseDocument(this.text, { lineCounter: this.lines, uniqueKeys: true, version: '1.2', prettyErrors: false })
      // one sentence: after the first slip the parser stumbles over everything that follows
      const [error] = document.errors
      if (error) {
        const repeated = error.code === 'DUPLICATE_KEY'
        this.report('error', 'yaml', repeated ? '同一层里有重复的键，后写的会盖住先写的' : `YAML 写法有误：${error.message.split('\n')[0] ?? ''}`, error.pos[0], repeated ? undefined : '写在 { } 或 [ ] 里的规则，有逗号、括号或引号时要用单引号整个包起来')
      }
      if (document.errors.length > 0) return undefined
      if (!document.contents) return this.stop(0, '文件是空的')
      return new Item(this, document.contents, '')
    } catch (fault) {
      if (fault instanceof RangeError) return this.stop(0, 'YAML 嵌套太深，读不下去')
      throw fault
    }
  }

  report(severity: 'error' | 'warning', code: string, message: string, offset: number, suggestion?: string): void {
    this.diagnostics.push({
      severity, code, message,
      ...(suggestion === undefined ? {} : { suggestion }),
      file: this.file,
      ...this.placeOf(offset),
      ...(this.measure === undefined ? {} : { measure: this.measure }),
    })
  }

  placeOf(offset: number): { line: number; column: number } {
    const place = this.lines.linePos(Math.max(0, offset))
    return { line: Math.max(1, place.line), column: Math.max(1, place.col) }
  }

  private stop(offset: number, message: string): undefined {
    this.report('error', 'yaml', message, offset)
    return undefined
  }
}

/** Offset where brackets or indentation first nest too deep; the parser would recurse as deep. */
function nestingBeyond(text: string, limit: number): number | undefined {
  let level = 0
  let quote = ''
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]
    if (quote !== '') {
      if (char === '\\' && quote === '"') i += 1
      else if (char === quote || char === '\n') quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '\n') level = Math.max(0, level)
    else if (char === '[' || char === '{') level += 1
    else if (char === ']' || char === '}') level -= 1
    if (level > limit) {
      // brackets inside a rule's own text nest as deep as the rule does: the rule's parser has its own limit
      const line = text.slice(text.lastIndexOf('\n', i) + 1, i)
      if (!/rule:|when:|if:|while:/.test(line)) return i
      level = 0
    }
  }
  const indent = /^( *)(?:- )*(?: *)/
  let depth: number[] = []
  for (const match of text.matchAll(/^.*$/gm)) {
    const line = match[0]
    if (line.trim() === '') continue
    const dashes = /^[\s-]*/.exec(line)?.[0] ?? ''
    const width = (indent.exec(line)?.[0] ?? '').length
    depth = depth.filter((d) => d < width)
    depth.push(width)
    if (depth.length > limit || (dashes.match(/- /g)?.length ?? 0) > limit) return match.index
  }
  return undefined
}

/** One node of the file. Each reader returns undefined after it has reported why. */
export class Item {
  readonly source: Source
  readonly node: Node
  /** Where it is, as a person would point: conditions[2].rule */
  readonly path: string

  constructor(source: Source, node: Node, path: string) {
    this.source = source
    this.node = node
    this.path = path
  }

  place(): { line: number; column: number } {
    return this.source.placeOf(this.offset + this.indent(0))
  }

  get offset(): number {
    return this.node.range?.[0] ?? 0
  }

  error(code: string, message: string, suggestion?: string): undefined {
    this.source.report('error', code, message, this.offset, suggestion)
    return undefined
  }
  warn(code: string, message: string, suggestion?: string): void {
    this.source.report('warning', code, message, this.offset, suggestion)
  }

  /** Reports a finding inside this scalar's text at its own place when the text stands verbatim in the file. */
  finding(finding: Finding): void {
    this.source.report(finding.severity, finding.code, finding.message, this.offset + this.indent(finding.from), finding.suggestion)
  }

  private indent(within: number): number {
    if (!isScalar(this.node) || typeof this.node.value !== 'string') return 0
    const { text } = this.source
    const value = this.node.value
    for (const skip of [0, 1]) if (text.startsWith(value, this.offset + skip)) return skip + within
    if (this.node.type === 'BLOCK_LITERAL' || this.node.type === 'BLOCK_FOLDED') {
      const head = value.slice(0, 12).split('\n')[0] ?? ''
      const start = text.indexOf(head, this.offset)
      const line = value.slice(0, within).split('\n').length - 1
      if (start < 0) return 0
      if (line === 0) return start - this.offset + within
      const rows = text.slice(start).split('\n')
      return start - this.offset + rows.slice(0, line).reduce((sum, row) => sum + row.length + 1, 0)
    }
    return 0
  }

  isMapping(): boolean {
    return isMap(this.node)
  }
  isList(): boolean {
    return isSeq(this.node)
  }
  isNull(): boolean {
    return isScalar(this.node) && this.node.value === null
  }

  /** A mapping with only these keys; an unknown key is refused, never ignored. */
  mapping(what: string, keys?: readonly string[]): Mapping | undefined {
    if (isAlias(this.node)) return this.error('yaml', '不支持 YAML 别名（*名称），请把内容写出来')
    if (!isMap(this.node)) return this.error('shape', `${what}要写成“键: 值”`)
    const entries = new Map<string, Item>()
    for (const pair of this.node.items) {
      const key = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : ''
      const keyNode = isScalar(pair.key) ? pair.key : this.node
      const child = new Item(this.source, isNode(pair.value) ? pair.value : keyNode, this.path === '' ? key : `${this.path}.${key}`)
      const keyItem = new Item(this.source, keyNode, child.path)
      if (keys && !keys.includes(key)) {
        const meant = didYouMean(key, keys)
        keyItem.error('unknown-key', `${what}里没有“${key}”这一项`, /[()[\]<>="]/.test(key) ? '像是规则被逗号切开了：写在 { } 里的规则要用单引号整个包起来' : 'suggestion' in meant ? meant.suggestion : `可以写 ${keys.join('、')}`)
        continue
      }
      if (pair.value === null) keyItem.error('shape', `“${key}”后面没有内容`)
      else entries.set(key, child)
    }
    return new Mapping(this, what, entries)
  }

  /** Items of a list, or nothing when it is none. */
  list(what: string): readonly Item[] | undefined {
    if (isAlias(this.node)) return this.error('yaml', '不支持 YAML 别名（*名称），请把内容写出来')
    if (!isSeq(this.node)) return this.error('shape', `${what}要写成列表（- …）`)
    return this.node.items.flatMap((node, i) => (isNode(node) ? [new Item(this.source, node, `${this.path}[${i}]`)] : []))
  }

  /** The scalar as it was written: `600000`, `40%`, `人才类别 in ["A"]`. */
  text(what: string): string | undefined {
    const scalar = this.scalar(what)
    if (!scalar) return undefined
    if (scalar.value === null) return this.error('shape', `${what}是空的`)
    return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value))
  }

  private scalar(what: string): Scalar | undefined {
    if (isAlias(this.node)) return this.error('yaml', '不支持 YAML 别名（*名称），请把内容写出来')
    if (!isScalar(this.node)) return this.error('shape', `${what}要写成一个值`)
    return this.node
  }

  oneOf<Word extends string>(what: string, words: readonly Word[]): Word | undefined {
    const text = this.text(what)
    if (text === undefined) return undefined
    const found = words.find((word) => word === text)
    if (found !== undefined) return found
    const meant = didYouMean(text, words)
    return this.error('unknown-word', `${what}不能是“${text}”`, 'suggestion' in meant ? meant.suggestion : `可以写 ${words.join('、')}`)
  }

  decimal(what: string): Decimal | undefined {
    const text = this.text(what)
    if (text === undefined) return undefined
    return parseDecimal(text.replaceAll('_', '')) ?? this.error('shape', `${what}要写数字，这里是“${text.slice(0, 30)}”`)
  }

  integer(what: string, least: number, most: number): number | undefined {
    const text = this.text(what)
    if (text === undefined) return undefined
    const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    return this.error('shape', `${what}要写 ${least} 到 ${most} 的整数，这里是“${text.slice(0, 30)}”`)
  }

  /** `40%` or `0.4`, as a fraction. */
  share(what: string): Decimal | undefined {
    const text = this.text(what)
    if (text === undefined) return undefined
    const value = text.endsWith('%') ? parseDecimal(text.slice(0, -1)) : parseDecimal(text)
    if (!value) return this.error('shape', `${what}要写比例，例如 40%，这里是“${text.slice(0, 30)}”`)
    return text.endsWith('%') ? { n: value.n, s: value.s + 2 } : value
  }

  boolean(what: string): boolean | undefined {
    const scalar = this.scalar(what)
    if (!scalar) return undefined
    if (typeof scalar.value === 'boolean') return scalar.value
    return this.error('shape', `${what}要写 true 或 false`)
  }

  day(what: string): Day | undefined {
    const text = this.text(what)
    if (text === undefined) return undefined
    return isDay(text) ? text : this.error('shape', `${what}要写日期（如 2024-07-01），这里是“${text.slice(0, 30)}”`)
  }

  period(what: string): Period | undefined {
    const text = this.text(what)
    if (text === undefined) return undefined
    return parsePeriod(text) ?? this.error('shape', `${what}要写时长（如 P5Y、P6M、P30D），这里是“${text.slice(0, 30)}”`)
  }

  /** Plain data (facts of an example): numbers keep their written digits as text when they are not safe integers. */
  plain(): unknown {
    if (isMap(this.node)) {
      const result: Record<string, unknown> = Object.create(null)
      for (const pair of this.node.items) {
        const key = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : ''
        result[key] = isNode(pair.value) ? new Item(this.source, pair.value, '').plain() : null
      }
      return result
    }
    if (isSeq(this.node)) return this.node.items.map((node) => (isNode(node) ? new Item(this.source, node, '').plain() : null))
    if (isScalar(this.node)) {
      const { value, source } = this.node
      return typeof value === 'number' && !Number.isSafeInteger(value) ? (source ?? String(value)) : value
    }
    return null
  }
}

/** The entries of a mapping, in order. */
export class Mapping {
  readonly item: Item
  readonly what: string
  readonly entries: ReadonlyMap<string, Item>
  constructor(item: Item, what: string, entries: ReadonlyMap<string, Item>) {
    this.item = item
    this.what = what
    this.entries = entries
  }
  get(key: string): Item | undefined {
    return this.entries.get(key)
  }
  has(key: string): boolean {
    return this.entries.has(key)
  }
  need(key: string): Item | undefined {
    return this.entries.get(key) ?? this.item.error('missing-key', `${this.what}里缺“${key}”`)
  }
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value)
}
