import type { Role } from '../../kernel/org/roles.ts'

/** Whose duty it is: apart from the contract, because the menu of every page, the public's too, carries it along. */

/** Who brings lists: offices for their place, employers for their own staff. */
export const importers = ['talentOffice', 'windowClerk', 'employerClerk'] as const satisfies readonly Role[]
