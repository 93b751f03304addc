import type { PageEntry } from '../../../kit/navigation.ts'

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const recognitionPhonePages: readonly PageEntry[] = [
  { path: '/my/recognition', frame: 'portal', plain: true, roles: ['talent'], menu: { group: 'programmes', label: '认定' }, load: async () => (await import('./MyRecognitionPage.tsx')).MyRecognitionPage },
  { path: '/my/card', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./MyCardPage.tsx')).MyCardPage },
  { path: '/check-card', frame: 'portal', plain: true, roles: 'public', load: async () => (await import('./PublicCheckCardPage.tsx')).PublicCheckCardPage },
]
