import type { PageEntry } from '../../kit/navigation.ts'

const auditor = ['auditOfficer'] as const

export const auditPages: readonly PageEntry[] = [
  { path: '/audit', frame: 'staff', roles: auditor, menu: { group: 'system', label: '审计记录' }, load: async () => (await import('./AuditPage.tsx')).AuditPage },
  { path: '/audit/unusual', frame: 'staff', roles: auditor, menu: { group: 'system', label: '异常访问' }, load: async () => (await import('./UnusualPage.tsx')).UnusualPage },
  { path: '/audit/alarms', frame: 'staff', roles: ['auditOfficer', 'securityOfficer'], menu: { group: 'system', label: '查看预警' }, load: async () => (await import('./AlarmsPage.tsx')).AlarmsPage },
  { path: '/audit/chain', frame: 'staff', roles: auditor, menu: { group: 'system', label: '审计链核对' }, load: async () => (await import('./ChainPage.tsx')).ChainPage },
]
