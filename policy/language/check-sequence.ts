import type { Checker } from './check.ts'
import { didYouMean } from './diagnostic.ts'
import type { Expr, Sequence } from './expression.ts'
import type { Syntax } from './syntax.ts'
import { anyType, booleanType, typeWords } from './type.ts'

/** `获奖[级别 = "省级"]`: only inside some/every, count, sum, min, max, in and month counts; a position `[1]` is refused. */
export function checkFilter(checker: Checker, node: Syntax & { kind: 'filter' }): Expr {
  const of = checker.check(node.of)
  const place = { from: node.from, to: node.to }
  if (of.type.kind === 'any') return { op: 'constant', value: null, type: anyType, ...place }
  if (of.type.kind !== 'list') return checker.refuse(node.of, 'type', `${typeWords(of.type)}不是清单，不能用 [条件] 筛选`)
  if (node.predicate.kind === 'number' || node.predicate.kind === 'negate') return checker.refuse(node.predicate, 'position', '记录没有先后次序，不能取“第几条”', { suggestion: '请写筛选条件，或用 max/min 取最晚、最高的一项' })
  const base = sequenceOf(of)
  if (base.field !== undefined) return checker.refuse(node, 'filter-after-field', '请先筛选，再取字段', { suggestion: '例如 获奖[级别 = "省级"].日期' })
  const filter = checker.withLocal('item', base.item, true, (slot) => ({ slot, test: checker.boolean(node.predicate, '[ ] 里') }))
  return { op: 'sequence', sequence: { ...base, slot: filter.slot, filters: [...base.filters, filter.test] }, type: of.type, ...place }
}

/** `获奖.日期`: one field of each record. */
export function checkListPath(checker: Checker, node: Syntax & { kind: 'path' }, of: Expr): Expr {
  const base = sequenceOf(of)
  if (base.item.kind === 'any' && base.field === undefined) return of
  if (base.item.kind !== 'record' || base.field !== undefined) return checker.refuse(node, 'type', `${typeWords(of.type)}没有字段，不能取“.${node.name}”`)
  const type = base.item.fields.get(node.name)
  if (!type) return checker.refuse(node, 'unknown-field', `记录里没有“${node.name}”这个字段`, didYouMean(node.name, base.item.fields.keys()))
  return { op: 'sequence', sequence: { ...base, field: node.name, item: type }, type: { kind: 'list', of: type }, from: node.from, to: node.to }
}

export function checkQuantified(checker: Checker, node: Syntax & { kind: 'quantified' }): Expr {
  const source = checker.check(node.source)
  const place = { from: node.from, to: node.to }
  if (source.type.kind === 'any') return { op: 'constant', value: null, type: booleanType, ...place }
  if (source.type.kind !== 'list') return checker.refuse(node.source, 'type', `${typeWords(source.type)}不是清单，不能逐项查看`)
  const base = sequenceOf(source)
  const inner = checker.withLocal(node.variable, base.item, false, (slot) => ({ slot, body: checker.boolean(node.body, 'satisfies 后面') }))
  return { op: 'quantified', every: node.every, sequence: { ...base, slot: inner.slot }, body: inner.body, label: node.variable, type: booleanType, ...place }
}

/** A list-typed expression as a sequence; a plain list has no filter. Slots inside one nesting level coincide. */
export function sequenceOf(expr: Expr): Sequence {
  if (expr.op === 'sequence') return expr.sequence
  const item = expr.type.kind === 'list' ? expr.type.of : anyType
  return { source: expr, slot: 0, filters: [], item }
}
