import type { PageEntry } from '../../kit/navigation.ts'

export const officePages: readonly PageEntry[] = [
  { path: '/office/permissions', frame: 'staff', roles: ['securityOfficer', 'auditOfficer'], menu: { group: 'system', label: '权限一览' }, load: async () => (await import('./PermissionsPage.tsx')).PermissionsPage },
]
