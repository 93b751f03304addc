import fc from 'fast-check'
import { explain } from '../explain/explain.ts'
import type { Edition } from '../measure/edition.ts'
import { readEdition } from '../measure/read.ts'
import { testVocabulary } from '../sql/generate.ts'
import type { Facts } from '../vocabulary/facts.ts'
import { scopeOf } from '../vocabulary/vocabulary.ts'
import type { City, Entry, Standing } from './question.ts'

/** What the agreement tests of the columns share. */
export const vocabulary = testVocabulary()
export const scope = scopeOf(vocabulary)
const places = ['980101001', '980101002', '980102001', null]

/** What the generator cannot know to avoid: money times money, a constant zero as divisor, conditions that contradict. */
export function refusable(finding: { code: string; message: string }): boolean {
  return finding.message.includes('金额不能乘以金额') || finding.code === 'division-by-zero' || finding.code === 'contradiction'
}

/** A generated measure as read; undefined when it is refused for a reason that the generator could not know. */
export function readGenerated(text: string): Edition | undefined {
  const { edition, diagnostics } = readEdition('generated.yaml', text, scope)
  const errors = diagnostics.filter((d) => d.severity === 'error')
  if (errors.some(refusable)) return undefined
  if (!edition || errors.length > 0) throw new Error(`generated measure is refused:\n${text}\n${errors.map((d) => `${d.line}: ${d.message}`).join('\n')}`)
  return edition
}

export function editionOf(text: string): Edition {
  const edition = readGenerated(text)
  fc.pre(edition !== undefined)
  if (!edition) throw new Error('unreachable')
  return edition
}

export function entriesOf(list: readonly Facts[]): readonly Entry[] {
  return list.map((facts, i) => ({ id: `${i}`, place: places[i % places.length] ?? null, facts }))
}

/** Who stands where, and with how much. */
export function standingOf(of: City, measure: string): readonly string[] {
  const eligible = of.standing(measure, 'eligible', 0, 1000).rows.map(({ id, fen }) => `${id} eligible ${fen}`)
  return [...eligible, ...of.standing(measure, 'unknown', 0, 1000).rows.map(({ id }) => `${id} unknown`)].sort()
}

/** The same by explain, with the sums that a city counts. */
export function explained(edition: Edition, list: readonly Facts[], on: string): { readonly standing: readonly string[]; readonly tally: Partial<Standing> } {
  const answers = list.map((facts) => explain(edition, facts, { on, vocabulary, withoutNearest: true }))
  const count = (wanted: string) => answers.filter(({ outcome }) => outcome === wanted).length
  return {
    standing: answers.flatMap(({ outcome, amount }, i) => (outcome === 'eligible' ? [`${i} eligible ${amount}`] : outcome === 'unknown' ? [`${i} unknown`] : [])).sort(),
    tally: {
      eligible: count('eligible'), unknown: count('unknown'), ineligible: count('ineligible'),
      fen: answers.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n),
      withoutAmount: answers.filter(({ outcome, amount }) => outcome === 'eligible' && amount === null).length,
    },
  }
}
