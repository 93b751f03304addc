import type { PageEntry } from '../../../kit/navigation.ts'
import { keepers, readers } from '../hands.ts'
import { messagePhonePages } from './phone-pages.ts'

export const messagePages: readonly PageEntry[] = [
  { path: '/messages/mine', frame: 'staff', roles: readers.filter((role) => role !== 'talent'), menu: { group: 'today', label: '消息' }, load: async () => (await import('./MyMessagesPage.tsx')).MyMessagesPage },
  { path: '/messages/settings', frame: 'staff', roles: ['employerClerk'], load: async () => (await import('./MessageSettingsPage.tsx')).MessageSettingsPage },
  { path: '/messages/sendings', frame: 'staff', roles: keepers, menu: { group: 'services', label: '消息发送' }, load: async () => (await import('./SendingsPage.tsx')).SendingsPage },
  { path: '/messages/letters', frame: 'staff', roles: ['talentOffice', 'windowClerk'], load: async () => (await import('./LettersPage.tsx')).LettersPage },
  { path: '/messages/caught', frame: 'staff', roles: ['talentOffice'], load: async () => (await import('./CaughtPage.tsx')).CaughtPage },
  ...messagePhonePages,
]
