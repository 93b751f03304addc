import type { PageEntry } from '../../kit/navigation.ts'

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const casePhonePages: readonly PageEntry[] = [
  { path: '/notices', frame: 'portal', plain: true, roles: 'public', menu: { group: 'cases', label: '公示' }, load: async () => (await import('./NoticesPage.tsx')).NoticesPage },
]
