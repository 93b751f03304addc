import { staff } from '../../kernel/org/roles.ts'
import { writers } from '../writing/hands.ts'
import type { PageEntry } from '../../kit/navigation.ts'

export const indicatorPages: readonly PageEntry[] = [
  { path: '/figures', frame: 'staff', roles: staff, menu: { group: 'figures', label: '总览' }, load: async () => (await import('./OverviewPage.tsx')).OverviewPage },
  { path: '/figures/diagnosis', frame: 'staff', roles: staff, menu: { group: 'figures', label: '问题诊断' }, load: async () => (await import('./DiagnosisPage.tsx')).DiagnosisPage },
  { path: '/figures/catalogue', frame: 'staff', roles: staff, menu: { group: 'figures', label: '指标目录' }, load: async () => (await import('./CataloguePage.tsx')).CataloguePage },
  { path: '/figures/targets', frame: 'staff', roles: staff, menu: { group: 'figures', label: '年度目标' }, load: async () => (await import('./TargetsPage.tsx')).TargetsPage },
  { path: '/figures/snapshots', frame: 'staff', roles: staff, menu: { group: 'figures', label: '指标快照' }, load: async () => (await import('./SnapshotsPage.tsx')).SnapshotsPage },
  { path: '/figures/snapshots/:snapshotId', frame: 'staff', roles: staff, load: async () => (await import('./SnapshotPage.tsx')).SnapshotPage },
  { path: '/programmes/high-level', frame: 'staff', roles: staff, menu: { group: 'programmes', label: '高层次人才引进' }, load: async () => (await import('./programme/ProgrammePage.tsx')).HighLevelPage },
  { path: '/programmes/graduates', frame: 'staff', roles: staff, menu: { group: 'programmes', label: '名校优生引进' }, load: async () => (await import('./programme/ProgrammePage.tsx')).GraduatesPage },
  { path: '/programmes/skilled', frame: 'staff', roles: staff, menu: { group: 'programmes', label: '技能人才振兴' }, load: async () => (await import('./programme/ProgrammePage.tsx')).SkilledPage },
  { path: '/figures/writing', frame: 'staff', roles: writers, menu: { group: 'figures', label: '写材料' }, load: async () => (await import('./writing/WritingPage.tsx')).WritingPage },
  { path: '/figures/screen', frame: 'staff', roles: staff, load: async () => (await import('./ScreenPage.tsx')).ScreenPage },
  { path: '/figures/*', frame: 'staff', roles: staff, load: async () => (await import('./FigurePage.tsx')).FigurePage },
]
