import { staff, type Role } from '../../kernel/org/roles.ts'

/** Whose duty it is: apart from the contract, because the menu of every page, the public's too, carries it along. */

/** Whom the house tells by every channel, and who chooses among them. */
export const recipients = ['talent', 'employerClerk'] as const
/** Who has an inbox: besides, everybody of an office, for what waits for himself. */
export const readers = [...recipients, ...staff, 'systemOfficer', 'securityOfficer', 'auditOfficer'] as const satisfies readonly Role[]

/** Who looks after the people: sees that somebody was told and whether it reached him. */
export const keepers = ['talentOffice', 'windowClerk', 'specialist'] as const
