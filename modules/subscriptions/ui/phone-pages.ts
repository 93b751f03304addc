import type { PageEntry } from '../../../kit/navigation.ts'
import { confirmPath, stopPath } from '../contract.ts'

export const subscriptionPhonePages: readonly PageEntry[] = [
  { path: '/my/subscriptions', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./MySubscriptionsPage.tsx')).MySubscriptionsPage },
  { path: '/employer/subscriptions', frame: 'portal', plain: true, roles: ['employerClerk'], load: async () => (await import('./MySubscriptionsPage.tsx')).MySubscriptionsPage },
  { path: confirmPath, frame: 'portal', plain: true, roles: 'public', load: async () => (await import('./MailLinkPages.tsx')).ConfirmPage },
  { path: stopPath, frame: 'portal', plain: true, roles: 'public', load: async () => (await import('./MailLinkPages.tsx')).StopPage },
]
