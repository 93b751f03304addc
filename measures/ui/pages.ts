import { staff } from '../../kernel/org/roles.ts'
import type { PageEntry } from '../../kit/navigation.ts'

export const measurePages: readonly PageEntry[] = [
  { path: '/measures', frame: 'staff', roles: staff, menu: { group: 'policy', label: '政策事项' }, load: async () => (await import('./MeasuresPage.tsx')).MeasuresPage },
  { path: '/measures/:measure', frame: 'staff', roles: staff, load: async () => (await import('./MeasurePage.tsx')).MeasurePage },
  { path: '/entitlements', frame: 'staff', roles: staff, menu: { group: 'policy', label: '符合条件名单' }, load: async () => (await import('./EntitlementsPage.tsx')).EntitlementsPage },
]
