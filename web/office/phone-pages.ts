import type { PageEntry } from '../../kit/navigation.ts'
import { requestAskers } from '../../server/personal-data/requests/hands.ts'

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const officePhonePages: readonly PageEntry[] = [
  { path: '/my/data', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./MyDataPage.tsx')).MyDataPage },
  { path: '/my/requests', frame: 'portal', plain: true, roles: requestAskers, load: async () => (await import('./requests/MyRequestsPage.tsx')).MyRequestsPage },
  { path: '/set-up', frame: 'portal', roles: 'public', load: async () => (await import('./SetUpPage.tsx')).SetUpPage },
]
