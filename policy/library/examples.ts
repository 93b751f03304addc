import { formatDecimal, formatFen, yuanToFen, type Decimal } from '../language/decimal.ts'
import { explain, type Explanation } from '../explain/explain.ts'
import type { Library } from '../explain/judge.ts'
import type { Edition, Example } from '../measure/edition.ts'
import { exampleFacts } from '../measure/example-facts.ts'
import { FactProblem, strangeFacts } from '../vocabulary/facts.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'

export { exampleFacts } from '../measure/example-facts.ts'

export interface ExampleResult {
  readonly measure: string
  readonly edition: number
  readonly file: string
  readonly line: number
  readonly example: string
  readonly ok: boolean
  /** What disagreed, as sentences; empty when it agrees. */
  readonly differences: readonly string[]
}

const outcomeWords = { eligible: '符合', ineligible: '不符合', unknown: '未知' } as const

/** Runs the stored examples of an edition in the explain engine: the gate before an edition goes live. */
export function runExamples(edition: Edition, vocabulary: Vocabulary, library?: Library): readonly ExampleResult[] {
  return edition.examples.map((example) => {
    const differences = differencesOf(edition, example, vocabulary, library)
    return { measure: edition.measure, edition: edition.edition, file: edition.file, line: example.line, example: example.name, ok: differences.length === 0, differences }
  })
}

function differencesOf(edition: Edition, example: Example, vocabulary: Vocabulary, library: Library | undefined): readonly string[] {
  const facts = exampleFacts(example)
  const strange = strangeFacts(facts, vocabulary, new Set()).map(({ name, meant }) => `词表里没有“${name}”这项事实${meant === undefined ? '' : `，是不是想写“${meant}”？`}`)
  if (strange.length > 0) return strange
  try {
    return compareExample(example, explain(edition, facts, { on: example.on, place: example.place, vocabulary, ...(library ? { library } : {}) }))
  } catch (problem) {
    if (problem instanceof FactProblem) return [problem.message]
    throw problem
  }
}

/** What an example asked for and what an engine answered. */
export function compareExample(example: Example, answer: Pick<Explanation, 'outcome' | 'amount'> & Partial<Pick<Explanation, 'missing' | 'schedule'>>): readonly string[] {
  const found: string[] = []
  if (answer.outcome !== example.outcome) found.push(`应当${outcomeWords[example.outcome]}，结果是${outcomeWords[answer.outcome]}`)
  if (example.amount) {
    const wanted = yuanToFen(example.amount)
    if (answer.amount !== wanted) found.push(`金额应当是 ${formatFen(wanted)}，结果是 ${answer.amount === null ? '未知' : formatFen(answer.amount)}`)
  }
  if (example.missing && answer.missing) {
    const wanted = [...example.missing].sort().join('、')
    const got = answer.missing.map((entry) => entry.fact).sort().join('、')
    if (wanted !== got) found.push(`缺的事实应当是“${wanted}”，结果是“${got}”`)
  }
  if (example.schedule && answer.schedule) {
    const wanted = example.schedule.map((line) => `${line.due ?? '未定'} ${formatDecimal(line.amount)}`).join('；')
    const got = answer.schedule.map((line) => `${line.due ?? '未定'} ${formatDecimal({ n: line.amount, s: 2 })}`).join('；')
    if (wanted !== got) found.push(`拨付计划应当是“${wanted}”，结果是“${got}”`)
    const parts = (lines: readonly { paidBy?: readonly { payer: string; amount: Decimal }[] }[]) => lines.map(({ paidBy = [] }) => paidBy.map(({ payer, amount }) => `${payer}${formatFen(yuanToFen(amount))}`).join('，'))
    const [asked, paid] = [parts(example.schedule), parts(answer.schedule.map((line) => ({ paidBy: line.paidBy.map(({ payer, amount }) => ({ payer, amount: { n: amount, s: 2 } })) })))]
    asked.forEach((line, i) => {
      if (line !== '' && line !== paid[i]) found.push(`第${i + 1}期应当是${line}，结果是${paid[i] ?? '没有这一期'}`)
    })
  }
  return found
}
