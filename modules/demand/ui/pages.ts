import { staff } from '../../../kernel/org/roles.ts'
import type { PageEntry } from '../../../kit/navigation.ts'
import { demandPhonePages } from './phone-pages.ts'

export const demandPages: readonly PageEntry[] = [
  { path: '/demand', frame: 'staff', roles: [...staff, 'employerClerk'], menu: { group: 'programmes', label: '岗位需求' }, load: async () => (await import('./PostListPage.tsx')).PostListPage },
  { path: '/demand/new', frame: 'staff', roles: ['employerClerk'], load: async () => (await import('./PostForm.tsx')).NewPostPage },
  { path: '/demand/catalogues', frame: 'staff', roles: staff, menu: { group: 'programmes', label: '急需紧缺目录' }, load: async () => (await import('./CataloguesPage.tsx')).CataloguesPage },
  { path: '/demand/catalogues/:catalogueId', frame: 'staff', roles: staff, load: async () => (await import('./CataloguePage.tsx')).CataloguePage },
  { path: '/demand/:postId', frame: 'staff', roles: [...staff, 'employerClerk'], load: async () => (await import('./PostPage.tsx')).PostPage },
  { path: '/demand/:postId/edit', frame: 'staff', roles: ['employerClerk'], load: async () => (await import('./PostForm.tsx')).EditPostPage },
  ...demandPhonePages,
]
