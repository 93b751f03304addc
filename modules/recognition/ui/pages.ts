import { staff } from '../../../kernel/org/roles.ts'
import type { PageEntry } from '../../../kit/navigation.ts'
import { recognitionPhonePages } from './phone-pages.ts'

export const recognitionPages: readonly PageEntry[] = [
  { path: '/recognition/catalogue', frame: 'staff', roles: staff, menu: { group: 'policy', label: '人才分类目录' }, load: async () => (await import('./CataloguePage.tsx')).CataloguePage },
  { path: '/recognition/bodies', frame: 'staff', roles: ['talentOffice', 'leader'], menu: { group: 'cases', label: '专项认定' }, load: async () => (await import('./BodiesPage.tsx')).BodiesPage },
  { path: '/recognition/rechecks', frame: 'staff', roles: staff, menu: { group: 'cases', label: '类别复核' }, load: async () => (await import('./RechecksPage.tsx')).RechecksPage },
  { path: '/recognition/rechecks/:recheckId', frame: 'staff', roles: staff, load: async () => (await import('./RecheckPage.tsx')).RecheckPage },
  { path: '/recognition/holders', frame: 'staff', roles: [...staff, 'employerClerk'], menu: { group: 'registry', label: '人才类别' }, load: async () => (await import('./HoldersPage.tsx')).HoldersPage },
  { path: '/recognition/eligible', frame: 'staff', roles: [...staff, 'employerClerk'], load: async () => (await import('./EligiblePage.tsx')).EligiblePage },
  { path: '/card-check', frame: 'staff', roles: staff, menu: { group: 'services', label: '核验人才卡' }, load: async () => (await import('./CheckCardPage.tsx')).CheckCardPage },
  ...recognitionPhonePages,
]
