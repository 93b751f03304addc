import { staff } from '../../kernel/org/roles.ts'
import type { PageEntry } from '../../kit/navigation.ts'
import { casePhonePages } from './phone-pages.ts'

const desks = ['reviewer', 'talentOffice', 'windowClerk', 'employerClerk'] as const

export const casePages: readonly PageEntry[] = [
  { path: '/queue', frame: 'staff', roles: desks, menu: { group: 'today', label: '待办' }, load: async () => (await import('./QueuePage.tsx')).QueuePage },
  { path: '/cases', frame: 'staff', roles: [...staff, 'employerClerk'], menu: { group: 'cases', label: '全部办件' }, load: async () => (await import('./CaseListPage.tsx')).CaseListPage },
  { path: '/cases/:caseId', frame: 'staff', roles: [...staff, 'employerClerk'], load: async () => (await import('./CasePage.tsx')).CasePage },
  { path: '/appeals', frame: 'staff', roles: ['reviewer', 'talentOffice'], menu: { group: 'cases', label: '复核' }, load: async () => (await import('./AppealsPage.tsx')).AppealsPage },
  { path: '/reminders', frame: 'staff', roles: [...staff, 'employerClerk'], menu: { group: 'today', label: '催办提醒' }, load: async () => (await import('./RemindersPage.tsx')).RemindersPage },
  { path: '/batch-filing', frame: 'staff', roles: ['employerClerk'], menu: { group: 'cases', label: '批量申报' }, load: async () => (await import('./BatchFilingPage.tsx')).BatchFilingPage },
  { path: '/window-papers', frame: 'staff', roles: ['windowClerk'], menu: { group: 'cases', label: '代收材料' }, load: async () => (await import('./WindowPapersPage.tsx')).WindowPapersPage },
  ...casePhonePages,
]
