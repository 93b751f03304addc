import type { PageEntry } from '../../../kit/navigation.ts'

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const deliveryPhonePages: readonly PageEntry[] = [
  { path: '/my/consents', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./MyConsentsPage.tsx')).MyConsentsPage },
  { path: '/my/deliveries/:deliveryId', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./DeliveryPage.tsx')).MyDeliveryPage },
]
