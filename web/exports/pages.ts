import { agreers, exporters } from '../../kernel/exports/hands.ts'
import type { PageEntry } from '../../kit/navigation.ts'

export const exportPages: readonly PageEntry[] = [
  { path: '/exports', frame: 'staff', roles: exporters, menu: { group: 'system', label: '我的导出' }, load: async () => (await import('./MyExportsPage.tsx')).MyExportsPage },
  { path: '/exports/queue', frame: 'staff', roles: agreers, menu: { group: 'system', label: '导出审批' }, load: async () => (await import('./ExportQueuePage.tsx')).ExportQueuePage },
  { path: '/exports/register', frame: 'staff', roles: ['auditOfficer'], menu: { group: 'system', label: '导出登记' }, load: async () => (await import('./ExportRegisterPage.tsx')).ExportRegisterPage },
  { path: '/exports/trace', frame: 'staff', roles: ['auditOfficer'], menu: { group: 'system', label: '外泄查源' }, load: async () => (await import('./TracePage.tsx')).TracePage },
]
