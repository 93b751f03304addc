import type { Expr } from '../../language/expression.ts'

const keys = new WeakMap<Expr, string>()

/** What the tree says, whatever text and place it came from: equal keys mean equal values. */
export function expressionKey(expr: Expr): string {
  const known = keys.get(expr)
  if (known !== undefined) return known
  const made = JSON.stringify(expr, (key, part: unknown) => {
    if (key === 'type') return isPeriod(part) ? part : undefined
    if (key === 'label' || key === 'item' || ((key === 'from' || key === 'to') && typeof part === 'number')) return undefined
    if (typeof part === 'bigint') return `${part}n`
    return part instanceof Map || part instanceof Set ? [...part] : part
  })
  keys.set(expr, made)
  return made
}

/** The only type that changes what an operator does: months or days of a shift. */
function isPeriod(type: unknown): boolean {
  return typeof type === 'object' && type !== null && 'kind' in type && (type.kind === 'months' || type.kind === 'days')
}
