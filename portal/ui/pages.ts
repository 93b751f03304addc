import type { PageEntry } from '../../kit/navigation.ts'
import { portalPhonePages } from './phone-pages.ts'

export const portalPages: readonly PageEntry[] = [
  { path: '/employer', frame: 'staff', roles: ['employerClerk'], menu: { group: 'today', label: '单位首页' }, load: async () => (await import('./EmployerHomePage.tsx')).EmployerHomePage },
  { path: '/employer/claim/:measure', frame: 'staff', roles: ['employerClerk'], load: async () => (await import('./EmployerClaimPage.tsx')).EmployerClaimPage },
  { path: '/employer/documents', frame: 'staff', roles: ['employerClerk'], menu: { group: 'cases', label: '本单位材料' }, load: async () => (await import('./EmployerDocumentsPage.tsx')).EmployerDocumentsPage },
  ...portalPhonePages,
]
