import type { PageEntry } from '../../../kit/navigation.ts'

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const demandPhonePages: readonly PageEntry[] = [
  { path: '/shortage', frame: 'portal', plain: true, roles: 'public', menu: { group: 'policy', label: '急需紧缺' }, load: async () => (await import('./ShortagePage.tsx')).ShortagePage },
]
