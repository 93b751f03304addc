import type { PageEntry } from '../../kit/navigation.ts'
import { readers } from '../contract.ts'

export const fundPages: readonly PageEntry[] = [
  { path: '/fund', frame: 'staff', roles: readers, menu: { group: 'fund', label: '待付与对账' }, load: async () => (await import('./FundPage.tsx')).FundPage },
  { path: '/fund/lines', frame: 'staff', roles: readers, menu: { group: 'fund', label: '预算科目' }, load: async () => (await import('./BudgetLinesPage.tsx')).BudgetLinesPage },
  { path: '/fund/lines/:lineId', frame: 'staff', roles: readers, load: async () => (await import('./BudgetLinePage.tsx')).BudgetLinePage },
  { path: '/fund/instalments', frame: 'staff', roles: readers, menu: { group: 'fund', label: '分期与复核' }, load: async () => (await import('./InstalmentsPage.tsx')).InstalmentsPage },
  { path: '/fund/batches', frame: 'staff', roles: readers, menu: { group: 'fund', label: '支付批次' }, load: async () => (await import('./BatchesPage.tsx')).BatchesPage },
  { path: '/fund/batches/:batchId', frame: 'staff', roles: readers, load: async () => (await import('./BatchPage.tsx')).BatchPage },
  { path: '/fund/batches/:batchId/sheet', frame: 'staff', roles: readers, load: async () => (await import('./BatchSheetPage.tsx')).BatchSheetPage },
  { path: '/fund/awards', frame: 'staff', roles: readers, menu: { group: 'fund', label: '资助' }, load: async () => (await import('../awards/ui/AwardsPage.tsx')).AwardsPage },
  { path: '/fund/awards/:awardId', frame: 'staff', roles: readers, load: async () => (await import('../awards/ui/AwardPage.tsx')).AwardPage },
  { path: '/fund/checks', frame: 'staff', roles: readers, menu: { group: 'fund', label: '到期复核' }, load: async () => (await import('../awards/ui/ChecksPage.tsx')).ChecksPage },
  { path: '/fund/declared', frame: 'staff', roles: readers, menu: { group: 'fund', label: '别处已领' }, load: async () => (await import('../awards/ui/DeclaredPage.tsx')).DeclaredPage },
  { path: '/fund/obligations', frame: 'staff', roles: readers, menu: { group: 'fund', label: '服务期' }, load: async () => (await import('../recovery/ui/ObligationsPage.tsx')).ObligationsPage },
  { path: '/fund/breaches', frame: 'staff', roles: readers, menu: { group: 'fund', label: '违约案卷' }, load: async () => (await import('../recovery/ui/BreachesPage.tsx')).BreachesPage },
  { path: '/fund/breaches/:breachId', frame: 'staff', roles: readers, load: async () => (await import('../recovery/ui/BreachPage.tsx')).BreachPage },
  { path: '/fund/claims', frame: 'staff', roles: readers, menu: { group: 'fund', label: '应追回款' }, load: async () => (await import('../recovery/ui/ClaimsPage.tsx')).ClaimsPage },
  { path: '/fund/claims/:claimId', frame: 'staff', roles: readers, load: async () => (await import('../recovery/ui/ClaimPage.tsx')).ClaimPage },
  { path: '/fund/bans', frame: 'staff', roles: [...readers, 'reviewer'], menu: { group: 'fund', label: '禁报名单' }, load: async () => (await import('../recovery/ui/BansPage.tsx')).BansPage },
  { path: '/my/obligations', frame: 'portal', roles: ['talent'], menu: { group: 'fund', label: '服务期' }, load: async () => (await import('../recovery/ui/MyObligationsPage.tsx')).MyObligationsPage },
  { path: '/obligations', frame: 'staff', roles: ['employerClerk'], menu: { group: 'fund', label: '服务期与追回' }, load: async () => (await import('../recovery/ui/MyObligationsPage.tsx')).MyObligationsPage },
  { path: '/my/account', frame: 'portal', roles: ['talent'], load: async () => (await import('./MyAccountPage.tsx')).MyAccountPage },
  { path: '/account', frame: 'staff', roles: ['employerClerk'], menu: { group: 'fund', label: '收款账户' }, load: async () => (await import('./MyAccountPage.tsx')).MyAccountPage },
]
