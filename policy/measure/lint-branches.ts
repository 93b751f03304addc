import { judgeAlternative, runOf, surroundings } from '../explain/judge.ts'
import { compare, formatDecimal } from '../language/decimal.ts'
import { words } from '../language/words.ts'
import { Subject, FactProblem } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { atomOf, implies } from '../columns/atoms.ts'
import type { Amount, Edition, Give } from './edition.ts'
import { exampleFacts } from './example-facts.ts'
import { leaveNobodyOut, under, type Domains, type Report } from './lint-domains.ts'

/** Exemptions that swallow their rule, or that nobody can use. */
export function lintExemptions(edition: Edition, report: Report): void {
  for (const { rule, exempt, says } of [...edition.conditions, ...edition.alternatives.flatMap((alternative) => alternative.conditions)]) {
    if (!exempt) continue
    if (leaveNobodyOut(rule.expr, exempt.expr)) report(exempt, 'warning', 'exempt-all', `“${says}”等于没写：不满足的人正好都豁免了`, '核对豁免 exempt 的范围')
    const [own, out] = [atomOf(rule.expr), atomOf(exempt.expr)]
    if (own && out && own.fact === out.fact && implies(out.test, own.test)) report(exempt, 'warning', 'exempt-unused', `“${words(exempt.expr)}”的人本来就满足“${words(rule.expr)}”，豁免用不上`)
  }
}

/** Parts of what is given that nobody who meets the conditions can come to. */
export function lintBranches(gives: readonly Give[], domains: Domains, report: Report): void {
  for (const give of gives) {
    if (give.when && under(give.when.expr, domains) === 'never') report(give.when, 'warning', 'unreachable', `“${give.name ?? words(give.when.expr)}”没有人用得上：条件已经排除了“${words(give.when.expr)}”的人`)
    for (const uplift of give.uplifts) {
      const found = under(uplift.when.expr, domains)
      if (found === 'never') report(uplift.when, 'warning', 'unreachable', `上浮“${uplift.says}”没有人用得上：条件已经排除了“${words(uplift.when.expr)}”的人`)
      if (found === 'always') report(uplift.when, 'warning', 'implied', `上浮“${uplift.says}”人人都有：条件已经要求“${words(uplift.when.expr)}”`, '直接写进金额')
    }
    if (give.amount) lintRows(give.amount, domains, report)
  }
}

function lintRows(amount: Amount, domains: Domains, report: Report): void {
  switch (amount.kind) {
    case 'rows':
      amount.rows.forEach((row, i) => {
        const found = under(row.when.expr, domains)
        const own = atomOf(row.when.expr)
        const earlier = amount.rows.slice(0, i).find((before) => {
          const atom = atomOf(before.when.expr)
          return own !== undefined && atom !== undefined && atom.fact === own.fact && implies(own.test, atom.test)
        })
        if (found === 'never') report(row.when, 'warning', 'unreachable', `金额的“${words(row.when.expr)}”一行没有人用得上：条件已经排除了他们`)
        else if (earlier) report(row.when, 'warning', 'unreachable', `金额的“${words(row.when.expr)}”一行轮不到：前面“${words(earlier.when.expr)}”一行已经包括`, '把范围小的写在前面')
        lintRows(row.amount, domains, report)
      })
      if (amount.otherwise) lintRows(amount.otherwise, domains, report)
      return
    case 'table':
      lintUnits(amount, report)
      for (const row of amount.rows) lintRows(row.amount, domains, report)
      return
    case 'best':
      for (const part of amount.of) lintRows(part, domains, report)
      return
    case 'bounded':
      lintRows(amount.of, domains, report)
      lintCap(amount, report)
      return
    case 'units':
      return lintRows(amount.unit, domains, report)
    case 'fixed': case 'percent': case 'formula': case 'decided':
  }
}

/** A row a thousand times smaller than another of its table was most likely written in 万元. */
function lintUnits(amount: Amount & { kind: 'table' }, report: Report): void {
  const sums = amount.rows.flatMap((row) => (row.amount.kind === 'fixed' && row.amount.yuan.n > 0n ? [{ key: row.key, yuan: row.amount.yuan }] : []))
  const most = sums.reduce<(typeof sums)[number] | undefined>((best, sum) => (!best || compare(sum.yuan, best.yuan) > 0 ? sum : best), undefined)
  for (const { key, yuan } of sums) {
    if (!most || compare({ n: yuan.n * 1000n, s: yuan.s }, most.yuan) > 0) continue
    report(amount.by, 'warning', 'unit', `金额表里“${key}”只有${formatDecimal(yuan)}元，“${most.key}”有${formatDecimal(most.yuan)}元，是不是把万元写成了元？`, '文件里的金额一律写元')
  }
}

/** A cap below every row of its table makes the rows pointless. */
function lintCap({ of, cap }: Amount & { kind: 'bounded' }, report: Report): void {
  if (cap?.kind !== 'fixed' || of.kind !== 'table' || of.otherwise) return
  const sums = of.rows.map((row) => (row.amount.kind === 'fixed' ? row.amount.yuan : undefined))
  if (sums.length > 1 && sums.every((yuan) => yuan !== undefined && compare(yuan, cap.yuan) > 0)) report(of.by, 'warning', 'cap', `上限${formatDecimal(cap.yuan)}元低于表里每一行，各行都只发上限`, '核对上限 cap 的单位')
}

/** Ways through the measure that no example walks. */
export function lintExamples(edition: Edition, vocabulary: Vocabulary, report: Report): void {
  if (edition.examples.length === 0) return
  const places = edition.examples.flatMap((example) => {
    try {
      const subject = new Subject(exampleFacts(example), vocabulary)
      for (const name of vocabulary.facts.keys()) subject.get(name)
      return [surroundings(subject, example.on, undefined)]
    } catch (problem) {
      // said where the examples are run
      if (problem instanceof FactProblem) return []
      throw problem
    }
  })
  for (const alternative of edition.alternatives) {
    if (!places.some((at) => judgeAlternative(alternative, at) === true)) report(alternative.conditions[0]?.rule, 'warning', 'example-gap', `没有一个例子走“${alternative.name}”这条路径`, '补一个符合它的例子')
  }
  for (const { exempt, says } of edition.conditions) {
    if (exempt && !places.some((at) => runOf(exempt.expr)(at) === true)) report(exempt, 'warning', 'example-gap', `没有一个例子用到“${says}”的豁免`, '补一个被豁免的例子')
  }
}
