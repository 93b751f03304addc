import type { Library } from '../../explain/judge.ts'
import type { Day } from '../../language/day.ts'
import type { Expr } from '../../language/expression.ts'
import { words } from '../../language/words.ts'
import type { Condition, Edition } from '../../measure/edition.ts'
import type { Plan, PlannedCondition } from '../question.ts'
import { Table } from '../store/table.ts'
import { planAmount } from './amount.ts'
import { atomWords } from './atom-words.ts'
import { Context } from './context.ts'
import { DerivedStore } from './derived.ts'
import type { Logic, Vector } from './graph.ts'
import { Planner, type Leaf } from './planner.ts'

/** How each condition and amount of some editions is computed over a table, without computing anything. */
export function describePlan(table: Table, editions: readonly Edition[], on: Day, library: Library): Plan {
  const planner = new Planner(new Context(withEveryColumn(table), new DerivedStore(), on, library))
  const atoms = new Set<number>()
  const measures = editions.map((edition) => {
    const conditions = [...edition.conditions, ...edition.alternatives.flatMap((alternative) => alternative.conditions), ...edition.implied]
    const { way, why } = planAmount(planner, edition)
    return {
      measure: edition.measure, edition: edition.edition,
      conditions: conditions.map((condition) => describeCondition(planner, condition, edition.measure, atoms)),
      amount: { way, ...(why === undefined ? {} : { why }) },
    }
  })
  const count = (way: PlannedCondition['way']) => measures.reduce((sum, { conditions }) => sum + conditions.filter((condition) => condition.way === way).length, 0)
  return { measures, distinctAtoms: atoms.size, kernel: count('kernel'), computed: count('computed column'), rows: count('rows') }
}

/** The same columns, and an empty one for each fact that nobody has yet: a plan is asked for before there are people, too. */
function withEveryColumn(table: Table): Table {
  const shown = new Table(table.vocabulary)
  for (const [name, column] of table.columns) shown.columns.set(name, column)
  for (const fact of table.vocabulary.facts.values()) shown.columnFor(fact.name, fact.type)
  return shown
}

function describeCondition(planner: Planner, { says, rule, expr }: Condition, measure: string, atoms: Set<number>): PlannedCondition {
  const from = planner.leaves.length
  const logic = planner.logic(expr, [measure])
  visitAtoms(logic, (atom) => atoms.add(atom.id))
  const leaves = planner.leaves.slice(from)
  const judged = leaves.find((leaf) => leaf.way === 'rows')
  const computed = leaves.find((leaf) => leaf.way === 'computed column')
  const way = judged ? 'rows' : computed ? 'computed column' : 'kernel'
  const slow = judged ?? computed
  return { says, rule: rule.text, way, atoms: [...new Set(leaves.map((leaf) => leafWords(leaf)))], ...(slow ? { why: whyOf(slow) } : {}) }
}

function leafWords({ expr, logic, way }: Leaf): string {
  return (way === 'kernel' ? atomWords(logic) : undefined) ?? words(expr)
}

function whyOf({ expr, way }: Leaf): string {
  const reason = reasonIn(expr)
  return way === 'rows' ? `“${words(expr)}”逐人由解释器判断：${reason}` : `“${words(expr)}”先逐人算出一列数，存下后由内核比较：${reason}`
}

/** The part that no kernel has, in the writer's words. */
function reasonIn(expr: Expr): string {
  switch (expr.op) {
    case 'quantified': case 'aggregate': case 'sequence': case 'months':
      return '要逐条看相关记录'
    case 'measure':
      return '要用到另一个事项的金额'
    case 'divide':
      return '除法保留 12 位小数，整数内核放不下'
    case 'statistic':
      return '统计的年份随人而变'
    case 'join':
      return '要拼接文字'
    case 'compare':
      return operand(expr.left) ?? operand(expr.right) ?? '比较的两边都随人而变，且不是数或日期'
    case 'in':
      return operand(expr.left) ?? '清单随人而变'
    case 'call':
      return expr.args.map(operand).find((reason) => reason !== undefined) ?? `内核没有“${expr.name}”`
    default:
      return '含有内核没有的运算'
  }
}

function operand(expr: Expr): string | undefined {
  if (expr.op === 'fact' || expr.op === 'constant' || expr.op === 'local') return undefined
  return reasonIn(expr)
}

function visitAtoms(node: Logic, visit: (atom: Logic) => void): void {
  switch (node.op) {
    case 'atom':
      visit(node)
      if (node.atom.kind === 'vector') visitVector(node.atom.vector, visit)
      break
    case 'all':
      node.args.forEach((arg) => visitAtoms(arg, visit))
      break
    case 'not': case 'known':
      visitAtoms(node.arg, visit)
      break
    case 'select':
      for (const part of [node.condition, node.then, node.otherwise]) visitAtoms(part, visit)
      break
    case 'same':
      for (const part of [node.left, node.right]) visitAtoms(part, visit)
      break
    case 'constant':
      break
  }
}

function visitVector(vector: Vector, visit: (atom: Logic) => void): void {
  if (vector.op === 'choose') visitAtoms(vector.condition, visit)
}
