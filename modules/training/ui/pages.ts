import { everyone, staff } from '../../../kernel/org/roles.ts'
import type { PageEntry } from '../../../kit/navigation.ts'

export const trainingPages: readonly PageEntry[] = [
  { path: '/training', frame: 'staff', roles: staff, menu: { group: 'programmes', label: '继续教育' }, load: async () => (await import('./CourseListPage.tsx')).CourseListPage },
  { path: '/training/new', frame: 'staff', roles: ['trainingOfficer'], load: async () => (await import('./CourseForm.tsx')).CourseForm },
  { path: '/training/:courseId', frame: 'staff', roles: staff, load: async () => (await import('./CoursePage.tsx')).CoursePage },
  { path: '/my/training', frame: 'portal', roles: ['talent'], menu: { group: 'programmes', label: '学习' }, load: async () => (await import('./MyTrainingPage.tsx')).MyTrainingPage },
  { path: '/my/training/:courseId', frame: 'portal', roles: everyone, load: async () => (await import('./MyCoursePage.tsx')).MyCoursePage },
]
