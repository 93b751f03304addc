import type { PageEntry } from '../../../kit/navigation.ts'
import { deliverers, funnelReaders } from '../hands.ts'
import { deliveryPhonePages } from './phone-pages.ts'

export const deliveryPages: readonly PageEntry[] = [
  { path: '/deliveries/:deliveryId', frame: 'staff', roles: ['employerClerk'], load: async () => (await import('./DeliveryPage.tsx')).EmployerDeliveryPage },
  { path: '/deliveries', frame: 'staff', roles: ['employerClerk'], menu: { group: 'today', label: '免申即享' }, load: async () => (await import('./EmployerDeliveriesPage.tsx')).EmployerDeliveriesPage },
  { path: '/delivery', frame: 'staff', roles: funnelReaders, menu: { group: 'services', label: '免申即享' }, load: async () => (await import('./FunnelPage.tsx')).FunnelPage },
  { path: '/delivery/missed', frame: 'staff', roles: deliverers, menu: { group: 'services', label: '应享未享' }, load: async () => (await import('./MissedPage.tsx')).MissedPage },
  ...deliveryPhonePages,
]
