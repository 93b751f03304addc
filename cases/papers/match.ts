import type { PlainDate } from '../../kernel/types.ts'
import type { PaperAsked } from '../../measures/types.ts'
import type { DocumentKind } from '../documents/contract.ts'

export interface Candidate {
  id: string
  kind: DocumentKind
  uploadedOn: PlainDate
  expired: boolean
}

const serves = ({ kinds, since }: PaperAsked, { kind, uploadedOn, expired }: Candidate): boolean => kinds.includes(kind) && !expired && (since === null || uploadedOn >= since)

/**
 * Gives each needed paper one document, none twice, and as many papers as can be had: a document that two papers could use goes to the one
 * that has no other. Candidates come in the order of preference. Answers the document of each paper, by its place in the list.
 */
export const matchPapers = <T extends Candidate>(papers: readonly PaperAsked[], candidates: readonly T[]): ReadonlyMap<number, T> => {
  const holder = new Map<T, number>()
  const place = (paper: number, tried: Set<T>): boolean => {
    const asked = papers[paper]
    for (const candidate of asked ? candidates : []) {
      if (!asked || tried.has(candidate) || !serves(asked, candidate)) continue
      tried.add(candidate)
      const other = holder.get(candidate)
      if (other === undefined || place(other, tried)) {
        holder.set(candidate, paper)
        return true
      }
    }
    return false
  }
  papers.forEach(({ needed }, paper) => needed && place(paper, new Set()))
  return new Map([...holder].map(([candidate, paper]) => [paper, candidate]))
}
