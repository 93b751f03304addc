import { staff } from '../../../kernel/org/roles.ts'
import type { PageEntry } from '../../../kit/navigation.ts'
import { desks } from '../hands.ts'
import { housingPhonePages } from './phone-pages.ts'

const desk = () => import('./desk.ts')

export const housingPages: readonly PageEntry[] = [
  { path: '/housing/buildings', frame: 'staff', roles: staff, menu: { group: 'services', label: '人才公寓楼盘' }, load: async () => (await desk()).BuildingsPage },
  { path: '/housing/buildings/:buildingId', frame: 'staff', roles: staff, load: async () => (await desk()).BuildingPage },
  { path: '/housing/units', frame: 'staff', roles: staff, menu: { group: 'services', label: '人才公寓房源' }, load: async () => (await desk()).UnitsPage },
  { path: '/housing/waiting', frame: 'staff', roles: desks, menu: { group: 'services', label: '人才公寓轮候' }, load: async () => (await desk()).WaitingPage },
  { path: '/housing/applications/:applicationId', frame: 'staff', roles: desks, load: async () => (await desk()).ApplicationPage },
  { path: '/housing/tenancies', frame: 'staff', roles: desks, menu: { group: 'services', label: '人才公寓租约' }, load: async () => (await desk()).TenanciesPage },
  { path: '/housing/tenancies/:tenancyId', frame: 'staff', roles: desks, load: async () => (await desk()).TenancyPage },
  { path: '/housing/draws', frame: 'staff', roles: staff, menu: { group: 'services', label: '人才公寓摇号' }, load: async () => (await desk()).DrawsPage },
  { path: '/housing/rules', frame: 'staff', roles: staff, menu: { group: 'services', label: '配租规则' }, load: async () => (await desk()).RulesPage },
  ...housingPhonePages,
]
