import type { Role } from '../../kernel/org/roles.ts'

/** Whose duty it is: apart from the contract, because the menu of every page, the public's too, carries it along. */

export const enterers = ['talentOffice', 'reviewer', 'windowClerk', 'talent'] as const satisfies readonly Role[]
export const verifiers = ['talentOffice', 'reviewer'] as const satisfies readonly Role[]
