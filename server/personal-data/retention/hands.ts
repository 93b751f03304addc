import type { Role } from '../../../kernel/org/roles.ts'

/** Who reads what was erased: those who read the register. */
export const retentionReaders = ['talentOffice', 'securityOfficer', 'auditOfficer'] as const satisfies readonly Role[]
