import type { PageEntry } from '../../../kit/navigation.ts'

export const clerkPhonePages: readonly PageEntry[] = [{ path: '/employer-account', frame: 'portal', plain: true, roles: 'public', load: async () => (await import('./EmployerAccountPage.tsx')).EmployerAccountPage }]
