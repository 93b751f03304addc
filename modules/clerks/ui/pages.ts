import type { PageEntry } from '../../../kit/navigation.ts'
import { employerTeam, entryDeciders } from '../hands.ts'
import { clerkPhonePages } from './phone-pages.ts'

export const clerkPages: readonly PageEntry[] = [
  { path: '/employer/team', frame: 'staff', roles: employerTeam, menu: { group: 'today', label: '单位账号' }, load: async () => (await import('./TeamPage.tsx')).TeamPage },
  { path: '/entries', frame: 'staff', roles: entryDeciders, menu: { group: 'registry', label: '单位开通申请' }, load: async () => (await import('./EntriesPage.tsx')).EntriesPage },
  { path: '/entries/:requestId', frame: 'staff', roles: entryDeciders, load: async () => (await import('./EntryPage.tsx')).EntryPage },
  ...clerkPhonePages,
]
