import { isToken, openToken, sealToken } from '../kernel/seal/token.ts'

/** The facts that decided an award stand sealed with it: pay is among them. One writer and one reader. */

type Facts = Readonly<Record<string, unknown>>
export interface StoredBasis {
  facts: unknown
  answers: unknown
}

export const sealBasis = (awardId: string, { facts, answers }: { facts: Facts; answers: Facts }): { facts: string; answers: string } => ({
  facts: JSON.stringify(sealToken('facts', awardId, facts)),
  answers: JSON.stringify(sealToken('answers', awardId, answers)),
})

const recordOf = (value: unknown): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('the facts of an award are no record')
  return { ...value }
}

/** Null facts: the award was committed without a basis. */
export const openBasis = (awardId: string, { facts, answers }: StoredBasis): { facts: Record<string, unknown> | null; answers: Record<string, unknown> } => ({
  facts: facts === null ? null : recordOf(openToken(String(facts), { what: 'facts', row: awardId })),
  answers: recordOf(isToken(answers) ? openToken(answers, { what: 'answers', row: awardId }) : answers),
})
