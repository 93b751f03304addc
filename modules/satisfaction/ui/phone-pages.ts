import type { PageEntry } from '../../../kit/navigation.ts'

export const satisfactionPhonePages: readonly PageEntry[] = [{ path: '/my/satisfaction', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./MySatisfactionPage.tsx')).MySatisfactionPage }]
