import { roles, staff, type Role } from '../../kernel/org/roles.ts'
import type { PageEntry } from '../../kit/navigation.ts'
import { accessPhonePages } from './phone-pages.ts'

const atDesks: readonly Role[] = [...staff, 'employerClerk', 'systemOfficer', 'securityOfficer', 'auditOfficer']
const account = async () => (await import('../account/AccountPage.tsx')).AccountPage

/** What everybody has, whatever his duty; and the codes that the security officers give. */
export const accessPages: readonly PageEntry[] = [
  { path: '/security', frame: 'staff', roles: atDesks, load: account },
  { path: '/access/codes', frame: 'staff', roles: ['securityOfficer'], menu: { group: 'system', label: '登录码' }, load: async () => (await import('./ResetsPage.tsx')).ResetsPage },
  ...accessPhonePages,
]

/** Where one's own account is, for this duty. */
export const accountPath = (role: keyof typeof roles): string => (role === 'talent' ? '/my/security' : '/security')
