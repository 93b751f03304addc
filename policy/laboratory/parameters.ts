import { Source, type Item } from '../document/reader.ts'
import { checkExpression } from '../language/check.ts'
import { formatDecimal, parseDecimal } from '../language/decimal.ts'
import { isDay } from '../language/day.ts'
import { children, type Expr } from '../language/expression.ts'
import type { Scope } from '../language/scope.ts'
import { isDecimal } from '../language/evaluate.ts'
import { rangeOf, type Range } from './range.ts'
import type { ParameterKind } from './written.ts'


/** A number, amount, day or code of a measure that can be moved, and where it stands in the text: slider and text are one thing. */
export interface Parameter {
  /** Of the scalar, as the checker points, with the ordinal of the literal in a rule: `conditions[3].rule#0`. */
  readonly path: string
  readonly kind: ParameterKind
  /** The clause or row it belongs to: 连续缴纳社会保险满六个月; 金额表 D. */
  readonly of: string
  /** The smallest part of the rule around it: 社保连续月数 >= 6. */
  readonly within: string
  /** As a slider has it: digits of the number, percent, months or days; the day; the code; codes with `、`. */
  readonly value: string
  /** Offsets in the file's text of what a new value replaces. */
  readonly from: number
  readonly to: number
  readonly unit?: string
  /** For numbers: from where to where it makes sense to look. */
  readonly range?: Range
  /** For a rank or a set: what may be chosen, from low to high where the list is ordered. */
  readonly choices?: readonly string[]
}

const ruleKeys = new Set(['rule', 'exempt', 'when', 'if', 'while', 'due', 'of', 'formula', 'quantity', 'times', 'from', 'on', 'until'])
const silentKeys = new Set(['yearly', 'measure', 'edition', 'title', 'document', 'stage', 'for', 'note', 'says', 'name', 'kind', 'payee', 'what', 'group', 'per', 'path', 'within', 'supplement', 'baseFacts', 'examples', 'delivery', 'combine', 'budget', 'once', 'by', 'every', 'tax', 'paidBy', 'share', 'obligation', 'allocation', 'order'])
const percentKeys = new Set(['percent'])
const countKeys = new Set(['places'])

/**
 * Everything in a measure's text that a writer may want to move: literals of conditions and formulas, amounts, rows of tables, floors, caps,
 * numbers of periods and rates, quotas, first and last day. Shares of instalments and of payers are left out: they stand or fall together.
 * A text that is no YAML has none.
 */
export function parametersOf(text: string, scope: Scope): readonly Parameter[] {
  const root = new Source('', text).open()
  if (!root?.isMapping()) return []
  const found: Parameter[] = []
  walk(root, { of: '', key: '', money: false }, scope, found)
  return found
}

interface Place {
  readonly of: string
  readonly key: string
  /** Inside an amount: a bare number is yuan. */
  readonly money: boolean
}

function walk(item: Item, place: Place, scope: Scope, found: Parameter[]): void {
  if (item.isMapping()) {
    const mapping = item.mapping('')
    const says = mapping?.get('says')?.text('') ?? mapping?.get('name')?.text('')
    for (const [key, child] of mapping?.entries ?? []) {
      if (silentKeys.has(key)) continue
      const money = place.money || key === 'amount' || key === 'add'
      walk(child, { of: labelOf(key, says ?? place.of), key, money }, scope, found)
    }
    return
  }
  if (item.isList()) {
    for (const child of item.list('') ?? []) walk(child, place, scope, found)
    return
  }
  const text = item.isNull() ? undefined : item.text('')
  const offsets = text === undefined ? undefined : offsetsOf(item, text)
  if (text !== undefined && offsets) found.push(...scalarParameters({ text, offsets, path: item.path, place }, scope))
}

/** Where each character of a scalar's text stands in the file: one after another, but where a folded block makes a line break a space. */
function offsetsOf(item: Item, text: string): readonly number[] | undefined {
  const { source } = item
  const block = /^[|>][-+]?\d*[^\n]*\n\s*/.exec(source.text.slice(item.offset, item.offset + 200))
  const starts = block ? [item.offset + block[0].length] : [item.offset, item.offset + 1]
  for (const start of starts) {
    const offsets: number[] = []
    let at = start
    for (const char of text) {
      if (char !== source.text[at] && char === ' ' && source.text[at] === '\n') at += (/^\n\s*/.exec(source.text.slice(at, at + 200))?.[0].length ?? 1) - 1
      else if (char !== source.text[at]) break
      for (let unit = 0; unit < char.length; unit += 1) offsets.push(at + unit)
      at += char.length
    }
    if (offsets.length === text.length) return [...offsets, at]
  }
  return undefined
}

const keyWords: Record<string, string> = {
  amount: '金额', cap: '上限', floor: '下限', unit: '单价', add: '上浮', percent: '比例', rates: '各期比例', times: '期数', places: '名额', inForce: '有效期', from: '起', to: '止',
  yuan: '上限', continued: '继续执行', until: '至', window: '申报期', otherwise: '其他', schedule: '拨付', limits: '限额', uplifts: '上浮',
}
const wordless = new Set([...ruleKeys, 'table', 'fixed', 'gives', 'conditions', 'anyOf', 'caps', 'quota', 'rows', 'best', 'events'])

/** What the format names has a word or none; any other key is a row of a table. */
const labelOf = (key: string, of: string): string => [of, keyWords[key] ?? (wordless.has(key) ? '' : key)].filter(Boolean).join(' ')

interface Scalar {
  readonly text: string
  readonly offsets: readonly number[]
  readonly path: string
  readonly place: Place
}

function scalarParameters(scalar: Scalar, scope: Scope): readonly Parameter[] {
  const { text, offsets, path, place } = scalar
  const whole = { path, of: place.of, within: '', from: offsets[0] ?? 0, to: offsets[text.length] ?? 0 }
  if (isDay(text)) return [{ ...whole, kind: 'date', value: text }]
  const plain = parseDecimal(text.replaceAll('_', ''))
  if (plain && (place.money || place.key === 'yuan')) return [{ ...whole, kind: 'money', value: formatDecimal(plain), unit: '元', range: rangeOf(plain, 'money') }]
  if (plain && (countKeys.has(place.key) || place.key === 'times')) return [{ ...whole, kind: 'number', value: formatDecimal(plain), unit: place.key === 'times' ? '期' : '个', range: rangeOf(plain, 'number') }]
  const share = /^([\d.]+)%$/.exec(text)?.[1]
  const percent = share === undefined ? undefined : parseDecimal(share)
  if (percent && (percentKeys.has(place.key) || /\.rates\[/.test(path) || place.money)) return [{ ...whole, kind: 'percent', value: formatDecimal(percent), unit: '%', range: { low: 0, high: 100, step: 1 } }]
  if (plain || (!ruleKeys.has(place.key) && !place.money)) return []
  const { expr } = checkExpression(text, scope)
  return expr ? literalsOf(expr, scalar) : []
}

function literalsOf(expr: Expr, { text, offsets, path, place }: Scalar): readonly Parameter[] {
  const found: Parameter[] = []
  const add = (parameter: Omit<Parameter, 'path' | 'of' | 'from' | 'to'>, from: number, to: number) => {
    const [first, last] = [offsets[from], offsets[to - 1]]
    if (to > from && first !== undefined && last !== undefined) found.push({ path: `${path}#${found.length}`, of: place.of, from: first, to: last + 1, ...parameter })
  }
  const visit = (node: Expr, parent: Expr | undefined, unit: string | undefined): void => {
    if (node.op === 'in') {
      const codes = node.tests.flatMap((test) => (test.kind === 'equals' && test.to.op === 'constant' && typeof test.to.value === 'string' ? [{ code: test.to.value, from: test.to.from, to: test.to.to }] : []))
      const [first, last] = [codes[0], codes.at(-1)]
      if (node.left.type.kind === 'code' && first && last && codes.length === node.tests.length) {
        add({ kind: 'set', within: text.slice(node.from, node.to), value: codes.map(({ code }) => code).join('、'), choices: node.left.type.list.codes }, first.from, last.to)
        return
      }
    }
    if (node.op === 'ranked' && node.right.op === 'constant' && typeof node.right.value === 'string') {
      add({ kind: 'rank', within: text.slice(node.from, node.to), value: node.right.value, choices: node.codes }, node.right.from, node.right.to)
      return
    }
    if (node.op === 'constant') {
      const within = parent ? text.slice(parent.from, parent.to) : text
      literal(node, within, unit, add)
      return
    }
    for (const child of children(node)) visit(child, smallest(node, parent), unitOf(node))
  }
  visit(expr, undefined, undefined)
  return found
}

/** A period moves a day: the comparison around it says what for. */
const smallest = (node: Expr, parent: Expr | undefined): Expr | undefined => (node.op === 'shift' && parent ? parent : node)

type Add = (parameter: Omit<Parameter, 'path' | 'of' | 'from' | 'to'>, from: number, to: number) => void

function literal(node: Extract<Expr, { op: 'constant' }>, within: string, unit: string | undefined, add: Add): void {
  const { value, type, from, to } = node
  if (type.kind === 'date' && typeof value === 'string') return add({ kind: 'date', within, value }, from, to)
  if (!isDecimal(value)) return
  if (type.kind === 'months' || type.kind === 'days') {
    const word = type.kind === 'months' ? '个月' : '天'
    return add({ kind: type.kind, within, value: formatDecimal(value), unit: word, range: rangeOf(value, 'number') }, from, to)
  }
  const kind = unit === '元' ? 'money' : 'number'
  add({ kind, within, value: formatDecimal(value), ...(unit === undefined ? {} : { unit }), range: rangeOf(value, kind) }, from, to)
}

/** What the numbers beside this node count. */
function unitOf(node: Expr): string | undefined {
  const sides = node.op === 'compare' ? [node.left, node.right] : node.op === 'in' ? [node.left] : node.op === 'call' && (node.name === 'least' || node.name === 'greatest') ? node.args : []
  for (const side of sides) {
    if (side.type.kind === 'money') return '元'
    if (side.op === 'call' && side.name === '周岁') return '岁'
    if (side.op === 'months' || (side.op === 'fact' && side.name.endsWith('月数'))) return '个月'
    if (side.op === 'fact' && side.name.endsWith('年限')) return '年'
  }
  return undefined
}
