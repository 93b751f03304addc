import { atomOf, implies, intersect, type AtomTest } from '../columns/atoms.ts'
import type { Expr } from '../language/expression.ts'
import { words } from '../language/words.ts'
import type { Condition, Rule } from './edition.ts'

export type Report = (rule: Rule | undefined, severity: 'error' | 'warning', code: string, message: string, suggestion?: string) => void

/** What each fact may still be, and which condition said so. */
export type Domains = Map<string, { test: AtomTest; says: string }>

export function conjuncts(expr: Expr): readonly Expr[] {
  return expr.op === 'and' ? expr.args.flatMap(conjuncts) : [expr]
}

/** Conjuncts of a condition narrow what each fact may be. An exemption makes the condition a choice: nothing to conclude. */
export function narrow(condition: Condition, domains: Domains, report: Report, severity: 'error' | 'warning'): void {
  for (const part of conjuncts(condition.expr)) {
    if (part.op === 'or') lintChoices(part.args, condition, domains, report)
    const atom = atomOf(part)
    if (!atom) continue
    const before = domains.get(atom.fact)
    if (before) {
      const both = intersect(before.test, atom.test)
      if (both === 'never') {
        report(condition.rule, severity, 'contradiction', before.says === condition.says ? `“${words(part)}”与同一条里的其他要求矛盾，没有人能满足` : `“${words(part)}”与“${before.says}”矛盾，没有人能同时满足`)
        continue
      }
      if (implies(before.test, atom.test) && before.says !== condition.says) report(condition.rule, 'warning', 'implied', `“${words(part)}”已经包含在“${before.says}”里，这一条是多余的`)
      if (both) domains.set(atom.fact, { test: both, says: condition.says })
    } else domains.set(atom.fact, { test: atom.test, says: condition.says })
  }
}

function lintChoices(choices: readonly Expr[], condition: Condition, domains: Domains, report: Report): void {
  for (const choice of choices) {
    const parts = choice.op === 'and' ? choice.args : [choice]
    const inner = new Map(domains)
    for (const part of parts) {
      const atom = atomOf(part)
      const before = atom ? inner.get(atom.fact) : undefined
      const both = atom && before ? intersect(before.test, atom.test) : undefined
      if (both === 'never') report(condition.rule, 'warning', 'unreachable', `“${words(choice)}”这一选择与“${before?.says}”矛盾，永远用不上`)
      else if (atom) inner.set(atom.fact, { test: both ?? atom.test, says: before?.says ?? condition.says })
    }
  }
}

/** What becomes of an expression for whoever meets these conditions: nobody can, everybody does, or it depends. */
export function under(expr: Expr, domains: Domains): 'never' | 'always' | undefined {
  if (expr.op === 'and') {
    const inner: Domains = new Map(domains)
    let always = true
    for (const part of expr.args) {
      const found = under(part, inner)
      if (found === 'never') return 'never'
      if (found !== 'always') always = false
      const atom = atomOf(part)
      if (!atom) continue
      const before = inner.get(atom.fact)
      const both = before ? intersect(before.test, atom.test) : atom.test
      if (both !== undefined && both !== 'never') inner.set(atom.fact, { test: both, says: before?.says ?? '' })
    }
    return always ? 'always' : undefined
  }
  if (expr.op === 'or') {
    const found = expr.args.map((part) => under(part, domains))
    return found.includes('always') ? 'always' : found.every((one) => one === 'never') ? 'never' : undefined
  }
  const atom = atomOf(expr)
  const before = atom ? domains.get(atom.fact) : undefined
  if (!atom || !before) return undefined
  if (intersect(before.test, atom.test) === 'never') return 'never'
  return implies(before.test, atom.test) ? 'always' : undefined
}

/** Whether everybody who fails `rule` is covered by `other`: they leave nobody out. */
export function leaveNobodyOut(rule: Expr, other: Expr): boolean {
  const [a, b] = [atomOf(rule), atomOf(other)]
  if (!a || !b || a.fact !== b.fact) return false
  if (a.test.kind === 'boolean' && b.test.kind === 'boolean') return a.test.value !== b.test.value
  const codes = codesOf(rule)
  const [left, right] = [a.test, b.test]
  return codes !== undefined && left.kind === 'set' && right.kind === 'set' && codes.every((code) => left.members.has(code) || right.members.has(code))
}

function codesOf(expr: Expr): readonly string[] | undefined {
  if (expr.op === 'not') return codesOf(expr.arg)
  if (!('left' in expr)) return undefined
  const fact = expr.left.op === 'fact' ? expr.left : 'right' in expr && expr.right.op === 'fact' ? expr.right : undefined
  return fact?.type.kind === 'code' ? fact.type.list.codes : undefined
}
