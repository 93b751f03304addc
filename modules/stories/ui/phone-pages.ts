import type { PageEntry } from '../../../kit/navigation.ts'

export const storyPhonePages: readonly PageEntry[] = [
  { path: '/stories', frame: 'portal', plain: true, roles: 'public', menu: { group: 'policy', label: '人才故事' }, load: async () => (await import('./PublishedPage.tsx')).PublishedPage },
  { path: '/stories/:storyId', frame: 'portal', plain: true, roles: 'public', load: async () => (await import('./ReadPage.tsx')).ReadPage },
  { path: '/my/stories', frame: 'portal', plain: true, roles: ['talent'], load: async () => (await import('./MyStoriesPage.tsx')).MyStoriesPage },
  { path: '/employer/stories', frame: 'portal', plain: true, roles: ['employerClerk'], load: async () => (await import('./MyStoriesPage.tsx')).MyStoriesPage },
]
