import type { PageEntry } from '../../../kit/navigation.ts'

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const messagePhonePages: readonly PageEntry[] = [
  { path: '/my/messages', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./MyMessagesPage.tsx')).MyMessagesPage },
  { path: '/my/messages/settings', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./MessageSettingsPage.tsx')).MessageSettingsPage },
]
