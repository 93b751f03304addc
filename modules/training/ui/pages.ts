import { staff } from '../../../kernel/org/roles.ts'
import type { PageEntry } from '../../../kit/navigation.ts'
import { trainingPhonePages } from './phone-pages.ts'

export const trainingPages: readonly PageEntry[] = [
  { path: '/training', frame: 'staff', roles: staff, menu: { group: 'programmes', label: '继续教育' }, load: async () => (await import('./CourseListPage.tsx')).CourseListPage },
  { path: '/training/new', frame: 'staff', roles: ['trainingOfficer'], load: async () => (await import('./CourseForm.tsx')).CourseForm },
  { path: '/training/:courseId', frame: 'staff', roles: staff, load: async () => (await import('./CoursePage.tsx')).CoursePage },
  ...trainingPhonePages,
]
