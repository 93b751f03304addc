import type { PageEntry } from '../../../kit/navigation.ts'
import { responders } from '../hands.ts'
import { satisfactionPhonePages } from './phone-pages.ts'

export const satisfactionPages: readonly PageEntry[] = [
  { path: '/satisfaction', frame: 'staff', roles: responders, menu: { group: 'cases', label: '不满意的办件' }, load: async () => (await import('./LowPage.tsx')).LowPage },
  ...satisfactionPhonePages,
]
