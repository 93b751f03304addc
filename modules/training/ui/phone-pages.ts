import { everyone } from '../../../kernel/org/roles.ts'
import type { PageEntry } from '../../../kit/navigation.ts'

/** What stands in the portal's frame: apart from the desks' pages, because a phone loads this table and not theirs. */
export const trainingPhonePages: readonly PageEntry[] = [
  { path: '/my/training', frame: 'portal', plain: true, roles: ['talent'], menu: { group: 'programmes', label: '学习' }, load: async () => (await import('./MyTrainingPage.tsx')).MyTrainingPage },
  { path: '/my/training/:courseId', frame: 'portal', plain: true, roles: everyone, load: async () => (await import('./MyCoursePage.tsx')).MyCoursePage },
]
