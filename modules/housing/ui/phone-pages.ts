import type { PageEntry } from '../../../kit/navigation.ts'

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const housingPhonePages: readonly PageEntry[] = [
  { path: '/draws', frame: 'portal', plain: true, roles: 'public', load: async () => (await import('./PublicDrawsPage.tsx')).PublicDrawsPage },
  { path: '/my/housing', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./MyHousingPage.tsx')).MyHousingPage },
]
