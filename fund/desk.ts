import { isHandOf, type Actor } from '../kernel/org/actor.ts'
import type { Fen } from '../kernel/types.ts'

/** What several verbs of the fund ask of whoever stands at the desk. */

/** Whether these hands made what this actor is about to check: the same account, the same person with another one, or one who deputises for the other. Nobody's hands are nobody's. */
export const sameHand = (made: { account: string | null; person: string | null }, actor: Actor): boolean =>
  isHandOf(actor, made.account) || isHandOf(actor, made.person)

/** A city line is on a county's branch to be read and committed against, not to be funded or paid from. */
export const ownedBy = (line: { placeCode: string }, scope: string | undefined): boolean => scope !== undefined && line.placeCode.startsWith(scope)

/** Fen as the yuan of a refusal's sentence: 0.01 元. */
export const yuanOf = (amount: Fen | bigint): string => `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')} 元`
