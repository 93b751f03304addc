import { staff } from '../../../kernel/org/roles.ts'
import type { PageEntry } from '../../../kit/navigation.ts'
import { assigners, servants } from '../hands.ts'
import { servicePhonePages } from './phone-pages.ts'

const desk = () => import('./desk.ts')

export const servicePages: readonly PageEntry[] = [
  { path: '/service', frame: 'staff', roles: servants, menu: { group: 'services', label: '今天的服务' }, load: async () => (await desk()).DayPage },
  { path: '/service/people', frame: 'staff', roles: servants, menu: { group: 'services', label: '服务的人才' }, load: async () => (await desk()).PeoplePage },
  { path: '/service/people/:personId', frame: 'staff', roles: servants, load: async () => (await desk()).ServedPage },
  { path: '/service/requests', frame: 'staff', roles: servants, menu: { group: 'services', label: '服务事项' }, load: async () => (await desk()).RequestsPage },
  { path: '/service/requests/:requestId', frame: 'staff', roles: servants, load: async () => (await desk()).RequestPage },
  { path: '/service/assign', frame: 'staff', roles: assigners, menu: { group: 'services', label: '专员分配' }, load: async () => (await desk()).AssignPage },
  { path: '/service/promises', frame: 'staff', roles: staff, menu: { group: 'services', label: '服务承诺' }, load: async () => (await desk()).PromisesPage },
  ...servicePhonePages,
]
