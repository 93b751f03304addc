import { atomOf, implies, intersect, type AtomTest } from '../columns/atoms.ts'
import { runOf, surroundings } from '../explain/judge.ts'
import type { Diagnostic } from '../language/diagnostic.ts'
import { factsOf, type Expr } from '../language/expression.ts'
import { applicationDay } from '../language/scope.ts'
import { words } from '../language/words.ts'
import { Subject, type FactValue } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { tableKey } from './amount-expression.ts'
import type { Alternative, Amount, Condition, Edition, Give, Rule } from './edition.ts'

type Report = (rule: Rule | undefined, severity: 'error' | 'warning', code: string, message: string, suggestion?: string) => void
type Domains = Map<string, { test: AtomTest; says: string }>

/** What a colleague would notice about a measure as a whole: contradictions, superfluous conditions, tables with holes. */
export function lintEdition(edition: Edition, vocabulary: Vocabulary): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const report: Report = (rule, severity, code, message, suggestion) =>
    found.push({ severity, code, message, ...(suggestion === undefined ? {} : { suggestion }), file: edition.file, line: rule?.line ?? 1, column: rule?.column ?? 1, measure: edition.measure })
  const domains: Domains = new Map()
  for (const condition of edition.conditions) narrow(condition, domains, report, 'error')
  for (const alternative of edition.alternatives) {
    const inner: Domains = new Map(domains)
    for (const condition of alternative.conditions) narrow(condition, inner, report, 'warning')
  }
  const gives = (list: readonly Give[], alternative: Alternative | undefined) => {
    for (const give of list) if (give.amount) lintAmount(give.amount, { edition, alternative, vocabulary, give, report, assumed: {} })
  }
  gives(edition.gives, undefined)
  for (const alternative of edition.alternatives) gives(alternative.gives, alternative)
  if (edition.examples.length === 0) report(undefined, 'warning', 'no-examples', '还没有例子：版本生效前至少要有符合、不符合和未知各一例')
  return found
}

function conjuncts(expr: Expr): readonly Expr[] {
  return expr.op === 'and' ? expr.args.flatMap(conjuncts) : [expr]
}

/** Conjuncts of a condition narrow what each fact may be. An exemption makes the condition a choice: nothing to conclude. */
function narrow(condition: Condition, domains: Domains, report: Report, severity: 'error' | 'warning'): void {
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

interface Place {
  readonly edition: Edition
  readonly alternative: Alternative | undefined
  readonly vocabulary: Vocabulary
  readonly give: Give
  readonly report: Report
  /** Facts taken as given on the way to a nested table. */
  readonly assumed: Readonly<Record<string, FactValue>>
}

/** Whether anybody with these facts could get the benefit: false only when it is certain that nobody can. */
function reachable(place: Place, facts: Readonly<Record<string, FactValue>>): boolean {
  const at = surroundings(new Subject(facts, place.vocabulary), '2000-01-01', undefined)
  // of what depends on the day nothing is certain; the rest of the same condition is
  const holds = (condition: Condition) => conjuncts(condition.expr).every((part) => factsOf(part).includes(applicationDay) || runOf(part)(at) !== false)
  if (!place.edition.conditions.every(holds)) return false
  if (place.give.when && !factsOf(place.give.when.expr).includes(applicationDay) && runOf(place.give.when.expr)(at) === false) return false
  if (place.alternative) return place.alternative.conditions.every(holds)
  const { alternatives } = place.edition
  return alternatives.length === 0 || alternatives.some((alternative) => alternative.conditions.every(holds))
}

function lintAmount(amount: Amount, place: Place, inBest = false): void {
  switch (amount.kind) {
    case 'best':
      for (const part of amount.of) lintAmount(part, place, true)
      return
    case 'bounded':
      return lintAmount(amount.of, place, inBest)
    case 'units':
      return lintAmount(amount.unit, place, inBest)
    case 'rows':
      for (const row of amount.rows) lintAmount(row.amount, place, inBest)
      if (!amount.otherwise && !inBest) place.report(amount.rows[0]?.when, 'warning', 'rows-open', '各行都不满足的人没有金额', '补一项 otherwise，或在条件里排除他们')
      return
    case 'table':
      return lintTable(amount, place, inBest)
    case 'fixed': case 'formula': case 'percent': case 'decided':
      return
  }
}

function lintTable(amount: Amount & { kind: 'table' }, place: Place, inBest: boolean): void {
  const { by, rows, otherwise } = amount
  const { expr } = by
  const keys = expr.type.kind === 'code' ? expr.type.list.codes : expr.type.kind === 'boolean' ? ['是', '否'] : undefined
  if (!keys) {
    if (!otherwise && !inBest) place.report(by, 'error', 'table-open', `“${words(expr)}”不是代码，金额表列不全，要写“其他”一行`)
    for (const row of rows) lintAmount(row.amount, place, inBest)
    return
  }
  const missing: string[] = []
  for (const key of keys) {
    const row = rows.find((candidate) => tableKey(candidate.key, expr.type) === tableKey(key, expr.type))
    const assumed = expr.op === 'fact' ? { ...place.assumed, [expr.name]: key } : place.assumed
    const possible = expr.op !== 'fact' || reachable(place, assumed)
    if (row && !possible) place.report(by, 'warning', 'unreachable', `金额表的“${key}”一行没有人用得上：条件已经排除了${words(expr)}为${key}的人`)
    if (!row && possible && !otherwise && !inBest) missing.push(key)
    const next = row?.amount ?? otherwise
    if (next && possible) lintAmount(next, { ...place, assumed }, inBest)
  }
  if (missing.length > 0) place.report(by, 'error', 'table-hole', `金额表缺“${missing.slice(0, 8).join('、')}”：这些人符合条件，却查不到金额`, '补上这些行，或写“其他”，或在条件里排除')
}
