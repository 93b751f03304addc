import { staff } from '../../kernel/org/roles.ts'
import type { PageEntry } from '../../kit/navigation.ts'
import { verifiers } from '../by-hand/hands.ts'
import { correctionDeciders } from '../corrections/hands.ts'
import { duplicateReaders } from '../duplicates/hands.ts'
import { exchangers } from '../exchange/hands.ts'
import { feedHands } from '../feeds/hands.ts'
import { importers } from '../import/hands.ts'
import { platformHands } from '../platforms/hands.ts'

export const registryPages: readonly PageEntry[] = [
  { path: '/people', frame: 'staff', roles: staff, menu: { group: 'registry', label: '人才' }, load: async () => (await import('./PeoplePage.tsx')).PeoplePage },
  { path: '/people/:personId', frame: 'staff', roles: [...staff, 'employerClerk'], load: async () => (await import('./PersonPage.tsx')).PersonPage },
  { path: '/employers', frame: 'staff', roles: staff, menu: { group: 'registry', label: '用人单位' }, load: async () => (await import('./EmployersPage.tsx')).EmployersPage },
  { path: '/employers/:employerId', frame: 'staff', roles: [...staff, 'employerClerk'], load: async () => (await import('./EmployerPage.tsx')).EmployerPage },
  { path: '/platforms', frame: 'staff', roles: staff, menu: { group: 'registry', label: '创新平台' }, load: async () => (await import('../platforms/ui/PlatformListPage.tsx')).PlatformListPage },
  { path: '/platforms/new', frame: 'staff', roles: platformHands, load: async () => (await import('../platforms/ui/PlatformForm.tsx')).PlatformForm },
  { path: '/platforms/:platformId', frame: 'staff', roles: staff, load: async () => (await import('../platforms/ui/PlatformPage.tsx')).PlatformPage },
  { path: '/statistics', frame: 'staff', roles: staff, menu: { group: 'registry', label: '外部统计数' }, load: async () => (await import('../statistics/ui/StatisticsPage.tsx')).StatisticsPage },
  { path: '/listings', frame: 'staff', roles: staff, menu: { group: 'registry', label: '单位名录' }, load: async () => (await import('../listings/ui/ListingsPage.tsx')).ListingsPage },
  { path: '/movements', frame: 'staff', roles: [...staff, 'employerClerk'], menu: { group: 'registry', label: '引进与流出' }, load: async () => (await import('../movements/ui/MovementsPage.tsx')).MovementsPage },
  { path: '/staff', frame: 'staff', roles: ['employerClerk'], menu: { group: 'registry', label: '本单位人才' }, load: async () => (await import('./MyStaffPage.tsx')).MyStaffPage },
  { path: '/imports', frame: 'staff', roles: importers, menu: { group: 'registry', label: '批量导入' }, load: async () => (await import('./ImportsPage.tsx')).ImportsPage },
  { path: '/imports/:batchId', frame: 'staff', roles: importers, load: async () => (await import('./ImportPage.tsx')).ImportPage },
  { path: '/exchange', frame: 'staff', roles: exchangers, menu: { group: 'registry', label: '数据交换' }, load: async () => (await import('./ExchangePage.tsx')).ExchangePage },
  { path: '/feeds', frame: 'staff', roles: feedHands, menu: { group: 'registry', label: '数据报送' }, load: async () => (await import('../feeds/ui/FeedsPage.tsx')).FeedsPage },
  { path: '/feeds/:sourceId', frame: 'staff', roles: feedHands, load: async () => (await import('../feeds/ui/FeedPage.tsx')).FeedPage },
  { path: '/feeds/deliveries/:deliveryId', frame: 'staff', roles: feedHands, load: async () => (await import('../feeds/ui/DeliveryPage.tsx')).DeliveryPage },
  { path: '/duplicates', frame: 'staff', roles: duplicateReaders, menu: { group: 'registry', label: '疑似重复' }, load: async () => (await import('./DuplicatesPage.tsx')).DuplicatesPage },
  { path: '/duplicates/:pairId', frame: 'staff', roles: duplicateReaders, load: async () => (await import('./ComparePage.tsx')).ComparePage },
  { path: '/unverified', frame: 'staff', roles: verifiers, menu: { group: 'registry', label: '待核验经历' }, load: async () => (await import('../by-hand/ui/UnverifiedPage.tsx')).UnverifiedPage },
  { path: '/corrections', frame: 'staff', roles: [...correctionDeciders, 'employerClerk'], menu: { group: 'registry', label: '更正申请' }, load: async () => (await import('./CorrectionsPage.tsx')).CorrectionsPage },
  { path: '/corrections/:correctionId', frame: 'staff', roles: correctionDeciders, load: async () => (await import('./CorrectionPage.tsx')).CorrectionPage },
]
