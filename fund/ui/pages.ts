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
  { path: '/fund/inquiries', frame: 'staff', roles: readers, menu: { group: 'fund', label: '查询查复' }, load: async () => (await import('./InquiriesPage.tsx')).InquiriesPage },
  { path: '/fund/years', frame: 'staff', roles: readers, menu: { group: 'fund', label: '预算年度' }, load: async () => (await import('../budget/ui/BudgetYearPage.tsx')).BudgetYearPage },
  { path: '/fund/adjustments', frame: 'staff', roles: readers, menu: { group: 'fund', label: '预算调整' }, load: async () => (await import('../budget/ui/AdjustmentsPage.tsx')).AdjustmentsPage },
  { path: '/fund/forecast', frame: 'staff', roles: readers, menu: { group: 'fund', label: '今后各年已承诺' }, load: async () => (await import('../budget/ui/ForecastPage.tsx')).ForecastPage },
  { path: '/fund/settlements', frame: 'staff', roles: readers, menu: { group: 'fund', label: '市县结算' }, load: async () => (await import('../budget/ui/SettlementsPage.tsx')).SettlementsPage },
  { path: '/fund/settlements/:settlementId', frame: 'staff', roles: readers, load: async () => (await import('../budget/ui/SettlementPage.tsx')).SettlementPage },
  { path: '/my/account', frame: 'portal', roles: ['talent'], load: async () => (await import('./MyAccountPage.tsx')).MyAccountPage },
  { path: '/my/payments', frame: 'portal', roles: ['talent'], load: async () => (await import('./MyPaymentsPage.tsx')).MyPaymentsPage },
  { path: '/payments', frame: 'staff', roles: ['employerClerk'], menu: { group: 'fund', label: '支付通知' }, load: async () => (await import('./MyPaymentsPage.tsx')).MyPaymentsPage },
  { path: '/account', frame: 'staff', roles: ['employerClerk'], menu: { group: 'fund', label: '收款账户' }, load: async () => (await import('./MyAccountPage.tsx')).MyAccountPage },
]
