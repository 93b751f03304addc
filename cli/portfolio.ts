import { explain, formatFen, inForceOn, outcomeFrom, paidFrom, portfolio, Subject, type PolicyLibrary } from '../policy/index.ts'
import type { SubjectRow } from './facts-file.ts'

/**
 * `evaluate --portfolio`: one line a subject with the best lawful combination of everything in force. What was paid already
 * stands among the facts as `已领金额("code or scheme")`, in yuan. Measures with an error in their file give nothing.
 */
export function printPortfolios(library: PolicyLibrary, rows: readonly SubjectRow[], on: string, broken: ReadonlySet<string>): void {
  const inForce = inForceOn(library.editions, on)
  for (const { label, facts } of rows) {
    const outcomes = [...inForce.values()].flatMap((edition) => {
      if (broken.has(edition.file)) return []
      const vocabulary = library.vocabularyOf(edition)
      return outcomeFrom(edition, explain(edition, new Subject(facts, vocabulary), { on, vocabulary, library: inForce, withoutNearest: true })) ?? []
    })
    const { total, grants } = portfolio(outcomes, { paid: paidFrom(facts), library: inForce })
    const money = (fen: bigint | null) => (fen === null ? null : formatFen(fen))
    process.stdout.write(`${JSON.stringify({ subject: label, total: formatFen(total), portfolio: grants.map(({ full, granted, instead, ...grant }) => ({ ...grant, full: money(full), granted: money(granted), ...(instead ? { instead: { total: formatFen(instead.total), words: instead.words } } : {}) })) })}\n`)
  }
}
