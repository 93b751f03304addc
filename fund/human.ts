import type { Actor } from '../kernel/org/actor.ts'

/** The human behind the account, as far as the house knows him: one person with two accounts is one person. */
export const humanOf = (actor: Actor): string | null => actor.personId ?? actor.accountId ?? null
