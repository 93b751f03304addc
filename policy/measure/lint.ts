import { runOf, surroundings } from '../explain/judge.ts'
import type { Diagnostic } from '../language/diagnostic.ts'
import { factsOf } from '../language/expression.ts'
import { applicationDay } from '../language/scope.ts'
import { words } from '../language/words.ts'
import { Subject, type FactValue } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { tableKey } from './amount-expression.ts'
import { lintBranches, lintExemptions, lintExamples } from './lint-branches.ts'
import { conjuncts, narrow, type Domains, type Report } from './lint-domains.ts'
import type { Alternative, Amount, Condition, Edition, Give } from './edition.ts'

/** What a colleague would notice about a measure as a whole: contradictions, superfluous conditions, tables with holes. */
export function lintEdition(edition: Edition, vocabulary: Vocabulary): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const report: Report = (rule, severity, code, message, suggestion) =>
    found.push({ severity, code, message, ...(suggestion === undefined ? {} : { suggestion }), file: edition.file, line: rule?.line ?? 1, column: rule?.column ?? 1, measure: edition.measure })
  const domains: Domains = new Map()
  lintExemptions(edition, report)
  for (const condition of edition.implied) narrow(condition, domains, (_rule, _severity, code) => code === 'contradiction' && report(edition.conditions[0]?.rule, 'error', 'window-outside', '申报期不在有效期内，没有一天可以申报', '核对 limits.window 和 inForce 的日期'), 'error')
  for (const condition of edition.conditions) narrow(condition, domains, report, 'error')
  let reachableWays = 0
  for (const alternative of edition.alternatives) {
    const inner: Domains = new Map(domains)
    let shut = false
    for (const condition of alternative.conditions) {
      narrow(condition, inner, (rule, severity, code, message, suggestion) => {
        if (code === 'contradiction') shut = true
        report(rule, severity, code, message, suggestion)
      }, 'warning')
    }
    if (!shut) reachableWays += 1
    lintBranches(alternative.gives, inner, report)
  }
  if (edition.alternatives.length > 0 && reachableWays === 0) report(edition.alternatives[0]?.conditions[0]?.rule, 'error', 'contradiction', '几条路径（anyOf）都走不通，没有人能符合', '核对它们与 conditions 的要求')
  lintBranches(edition.gives, domains, report)
  lintExamples(edition, vocabulary, report)
  const gives = (list: readonly Give[], alternative: Alternative | undefined) => {
    for (const give of list) if (give.amount) lintAmount(give.amount, { edition, alternative, vocabulary, give, report, assumed: {} })
  }
  gives(edition.gives, undefined)
  for (const alternative of edition.alternatives) gives(alternative.gives, alternative)
  if (edition.examples.length === 0) report(undefined, 'warning', 'no-examples', '还没有例子：版本生效前至少要有符合、不符合和未知各一例')
  return found
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
