import { staff, type Role } from '../org/roles.ts'

/** Who exports under a purpose, and who agrees. By themselves, so that the menu of pages does not bring the contract along. */
export const exporters = [...staff, 'employerClerk', 'systemOfficer', 'securityOfficer', 'auditOfficer'] as const satisfies readonly Role[]
export const agreers = ['talentOffice', 'leader', 'securityOfficer', 'auditOfficer'] as const satisfies readonly Role[]
