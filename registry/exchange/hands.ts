import type { Role } from '../../kernel/org/roles.ts'

/** Whose duty it is: apart from the contract, because the menu of every page, the public's too, carries it along. */

export const exchangers = ['talentOffice'] as const satisfies readonly Role[]
