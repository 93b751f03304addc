import type { Role } from '../../../kernel/org/roles.ts'

/** Whose duty it is: apart from the contract, because the menu of every page carries it along. */
export const requestAskers = ['talent'] as const satisfies readonly Role[]
export const requestDeciders = ['talentOffice'] as const satisfies readonly Role[]
