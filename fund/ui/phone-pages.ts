import type { PageEntry } from '../../kit/navigation.ts'

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const fundPhonePages: readonly PageEntry[] = [
  { path: '/my/obligations', frame: 'portal', plain: true, roles: ['talent'], menu: { group: 'fund', label: '服务期' }, load: async () => (await import('../recovery/ui/MyObligationsPage.tsx')).MyObligationsPage },
  { path: '/my/payee', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./MyAccountPage.tsx')).MyAccountPage },
  { path: '/my/payments', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./MyPaymentsPage.tsx')).MyPaymentsPage },
]
