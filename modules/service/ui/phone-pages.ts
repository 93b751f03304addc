import type { PageEntry } from '../../../kit/navigation.ts'

const phone = () => import('./phone.ts')

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const servicePhonePages: readonly PageEntry[] = [
  { path: '/my/service', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await phone()).MyServicePage },
  { path: '/my/service/:requestId', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await phone()).MyRequestPage },
]
