import { wholeList, type PageEntry } from '../../kit/navigation.ts'

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const portalPhonePages: readonly PageEntry[] = [
  {
    path: '/my',
    frame: 'portal',
    plain: true,
    roles: ['talent'],
    menu: { group: 'today', label: '首页' },
    load: async () => (await import('./MyHomePage.tsx')).MyHomePage,
    first: { module: 'portal/ui/MyHomePage.tsx', asks: [{ name: 'measures.myDues', body: {} }, { name: 'cases.list', body: wholeList }, { name: 'delivery.mine', body: {} }, { name: 'service.mine', body: {} }, { name: 'satisfaction.mine', body: {} }] },
  },
  { path: '/my/claim/:measure', frame: 'portal', roles: ['talent'], load: async () => (await import('./MyClaimPage.tsx')).MyClaimPage },
  {
    path: '/my/cases',
    frame: 'portal',
    plain: true,
    roles: ['talent'],
    menu: { group: 'cases', label: '办件' },
    load: async () => (await import('./MyCasesPage.tsx')).MyCasesPage,
    first: { module: 'portal/ui/MyCasesPage.tsx', asks: [{ name: 'cases.list', body: wholeList }] },
  },
  { path: '/my/cases/:caseId', frame: 'portal', roles: ['talent'], load: async () => (await import('./MyCasePage.tsx')).MyCasePage },
  {
    path: '/my/dates',
    frame: 'portal',
    plain: true,
    roles: ['talent'],
    load: async () => (await import('./MyDatesPage.tsx')).MyDatesPage,
    first: { module: 'portal/ui/MyDatesPage.tsx', asks: [{ name: 'portal.myDates', body: {} }, { name: 'measures.myDues', body: {} }, { name: 'cases.list', body: wholeList }] },
  },
  { path: '/my/facts', frame: 'portal', roles: ['talent'], menu: { group: 'registry', label: '我的' }, load: async () => (await import('./MyFactsPage.tsx')).MyFactsPage },
  { path: '/my/documents', frame: 'portal', roles: ['talent'], load: async () => (await import('./MyDocumentsPage.tsx')).MyDocumentsPage },
  {
    path: '/policies',
    frame: 'portal',
    plain: true,
    roles: 'public',
    menu: { group: 'policy', label: '政策' },
    load: async () => (await import('./PoliciesPage.tsx')).PoliciesPage,
    first: { module: 'portal/ui/PoliciesPage.tsx', asks: [{ name: 'measures.searchPolicies', body: { text: '' } }] },
  },
  { path: '/results', frame: 'portal', plain: true, roles: 'public', load: async () => (await import('./ResultsPage.tsx')).ResultsPage },
  { path: '/calculator', frame: 'portal', plain: true, roles: 'public', menu: { group: 'policy', label: '算一算' }, load: async () => (await import('./calculator/CalculatorPage.tsx')).CalculatorPage },
  { path: '/policies/:measure', frame: 'portal', plain: true, roles: 'public', load: async () => (await import('./PolicyPage.tsx')).PolicyPage },
]
