import type { Decimal } from './decimal.ts'
import type { Day } from './day.ts'
import type { Comparator } from './syntax.ts'
import type { Known, Type, Value } from './type.ts'

/** One edition of a published list (双一流名单, 急需紧缺目录 …). */
export interface ListEdition {
  readonly from: Day
  /** Last day in force; open when absent. */
  readonly to?: Day
  readonly members: readonly string[]
}

interface Node {
  readonly type: Type
  /** Offsets in the rule's text. */
  readonly from: number
  readonly to: number
}

export type Test =
  | { readonly kind: 'equals'; readonly to: Expr }
  | { readonly kind: 'member'; readonly of: Expr }
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly to: Expr }
  | { readonly kind: 'range'; readonly low: Expr; readonly high: Expr; readonly lowOpen: boolean; readonly highOpen: boolean }

/** The items of a list that pass every filter, optionally one field of each; a filter sees its item in `slot`. */
export interface Sequence {
  readonly source: Expr
  readonly slot: number
  readonly filters: readonly Expr[]
  readonly field?: string
  /** Type of one item after taking the field. */
  readonly item: Type
}

export interface TableRow {
  readonly key: Value
  readonly then: Expr
}

export type ScalarFunction =
  | '周岁' | '年' | '月' | '日' | '年初' | '月初' | '月数' | '天数' | '工作日后'
  | 'floor' | 'ceiling' | 'abs' | 'round' | 'modulo' | 'least' | 'greatest'
  | 'contains' | 'starts with' | 'ends with' | 'string length' | 'date'

/**
 * The typed tree that every engine reads. Unknown is the value null of any node; each operator says in evaluate.ts,
 * and the same in sql/expression.ts, what it makes of it.
 */
export type Expr = Node &
  (
    | { readonly op: 'constant'; readonly value: Known }
    | { readonly op: 'fact'; readonly name: string }
    | { readonly op: 'local'; readonly slot: number; readonly label: string }
    | { readonly op: 'field'; readonly of: Expr; readonly name: string }
    | { readonly op: 'and' | 'or'; readonly args: readonly Expr[] }
    | { readonly op: 'not' | 'negate' | 'known'; readonly arg: Expr }
    | { readonly op: 'compare'; readonly comparator: Comparator; readonly left: Expr; readonly right: Expr }
    | { readonly op: 'in'; readonly left: Expr; readonly tests: readonly Test[] }
    | { readonly op: 'add' | 'subtract' | 'multiply' | 'divide' | 'join' | 'days between'; readonly left: Expr; readonly right: Expr }
    /** a day moved by a period, forwards (1) or back (-1) */
    | { readonly op: 'shift'; readonly day: Expr; readonly period: Expr; readonly direction: 1 | -1 }
    | { readonly op: 'power'; readonly base: Expr; readonly exponent: number }
    | { readonly op: 'if'; readonly condition: Expr; readonly then: Expr; readonly else: Expr }
    | { readonly op: 'call'; readonly name: ScalarFunction; readonly args: readonly Expr[] }
    /** order of two codes of one ordered list */
    | { readonly op: 'ranked'; readonly comparator: Comparator; readonly left: Expr; readonly right: Expr; readonly codes: readonly string[] }
    /** the row of the key's value; `otherwise` for a known key without a row; unknown for an unknown key */
    | { readonly op: 'table'; readonly by: Expr; readonly rows: readonly TableRow[]; readonly otherwise: Expr }
    | { readonly op: 'list'; readonly items: readonly Expr[] }
    | { readonly op: 'sequence'; readonly sequence: Sequence }
    | { readonly op: 'quantified'; readonly every: boolean; readonly sequence: Sequence; readonly body: Expr; readonly label: string }
    | { readonly op: 'aggregate'; readonly name: 'count' | 'sum' | 'min' | 'max'; readonly sequence: Sequence }
    /** 连续月数 / 累计月数 over records of months (月份) or of spans (起, 止) */
    | { readonly op: 'months'; readonly consecutive: boolean; readonly sequence: Sequence; readonly shape: 'month' | 'span'; readonly at: Expr; readonly gap: number; readonly since?: Expr }
    | { readonly op: 'statistic'; readonly name: string; readonly year: Expr; readonly values: ReadonlyMap<number, Decimal> }
    | { readonly op: 'listed'; readonly name: string; readonly value: Expr; readonly at: Expr; readonly editions: readonly ListEdition[] }
    /** another measure's outcome (享受) or amount in yuan (享受金额) */
    | { readonly op: 'measure'; readonly code: string; readonly ask: 'outcome' | 'amount' }
  )

export type ExprOf<Op extends Expr['op']> = Extract<Expr, { op: Op }>

/** The direct sub-expressions of a node, in reading order. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.op) {
    case 'constant': case 'fact': case 'local': case 'measure':
      return []
    case 'field':
      return [expr.of]
    case 'and': case 'or': case 'call':
      return expr.args
    case 'not': case 'negate': case 'known':
      return [expr.arg]
    case 'compare': case 'add': case 'subtract': case 'multiply': case 'divide': case 'join': case 'days between': case 'ranked':
      return [expr.left, expr.right]
    case 'in':
      return [expr.left, ...expr.tests.flatMap(testParts)]
    case 'shift':
      return [expr.day, expr.period]
    case 'power':
      return [expr.base]
    case 'if':
      return [expr.condition, expr.then, expr.else]
    case 'list':
      return expr.items
    case 'table':
      return [expr.by, ...expr.rows.map((row) => row.then), expr.otherwise]
    case 'sequence': case 'aggregate':
      return sequenceParts(expr.sequence)
    case 'quantified':
      return [...sequenceParts(expr.sequence), expr.body]
    case 'months':
      return [...sequenceParts(expr.sequence), expr.at, ...(expr.since ? [expr.since] : [])]
    case 'statistic':
      return [expr.year]
    case 'listed':
      return [expr.value, expr.at]
  }
}

function testParts(test: Test): readonly Expr[] {
  switch (test.kind) {
    case 'equals': case 'compare':
      return [test.to]
    case 'member':
      return [test.of]
    case 'range':
      return [test.low, test.high]
  }
}

function sequenceParts(sequence: Sequence): readonly Expr[] {
  return [sequence.source, ...sequence.filters]
}

/** Names of the facts that an expression reads, in reading order, each once. */
export function factsOf(expr: Expr): readonly string[] {
  const seen = new Set<string>()
  const walk = (node: Expr): void => {
    if (node.op === 'fact') seen.add(node.name)
    for (const child of children(node)) walk(child)
  }
  walk(expr)
  return [...seen]
}

/** Codes of the other measures that an expression asks about. */
export function measuresOf(expr: Expr): readonly string[] {
  const seen = new Set<string>()
  const walk = (node: Expr): void => {
    if (node.op === 'measure') seen.add(node.code)
    for (const child of children(node)) walk(child)
  }
  walk(expr)
  return [...seen]
}
