import { staff } from '../../kernel/org/roles.ts'
import type { PageEntry } from '../../kit/navigation.ts'
import { retentionReaders } from '../../server/personal-data/retention/hands.ts'
import { requestDeciders } from '../../server/personal-data/requests/hands.ts'
import { officePhonePages } from './phone-pages.ts'

const security = ['securityOfficer'] as const

export const officePages: readonly PageEntry[] = [
  { path: '/office/changes', frame: 'staff', roles: security, menu: { group: 'system', label: '授权变更' }, load: async () => (await import('./ChangesPage.tsx')).ChangesPage },
  { path: '/office/accounts', frame: 'staff', roles: security, menu: { group: 'system', label: '账号与职责' }, load: async () => (await import('./AccountsPage.tsx')).AccountsPage },
  { path: '/office/accounts/:accountId', frame: 'staff', roles: security, load: async () => (await import('./AccountPage.tsx')).AccountPage },
  { path: '/office/permissions', frame: 'staff', roles: ['securityOfficer', 'auditOfficer'], menu: { group: 'system', label: '权限一览' }, load: async () => (await import('./PermissionsPage.tsx')).PermissionsPage },
  { path: '/office/deputy', frame: 'staff', roles: staff, menu: { group: 'today', label: '代理与交接' }, load: async () => (await import('./DeputyPage.tsx')).DeputyPage },
  { path: '/office/deputations', frame: 'staff', roles: ['talentOffice', 'securityOfficer'], menu: { group: 'system', label: '代理登记' }, load: async () => (await import('./DeputationsPage.tsx')).DeputationsPage },
  { path: '/office/personal-data', frame: 'staff', roles: ['talentOffice', ...security, 'auditOfficer'], menu: { group: 'system', label: '个人信息处理登记' }, load: async () => (await import('./PersonalDataPage.tsx')).PersonalDataPage },
  { path: '/house', frame: 'staff', roles: ['systemOfficer'], menu: { group: 'system', label: '系统状态' }, load: async () => (await import('./HousePage.tsx')).HousePage },
  { path: '/office/retention', frame: 'staff', roles: retentionReaders, menu: { group: 'system', label: '到期清除' }, load: async () => (await import('./RetentionPage.tsx')).RetentionPage },
  { path: '/data-requests', frame: 'staff', roles: requestDeciders, menu: { group: 'registry', label: '个人信息请求' }, load: async () => (await import('./requests/DataRequestsPage.tsx')).DataRequestsPage },
  { path: '/data-requests/:requestId', frame: 'staff', roles: requestDeciders, load: async () => (await import('./requests/DataRequestPage.tsx')).DataRequestPage },
  ...officePhonePages,
]
