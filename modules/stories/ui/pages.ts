import type { PageEntry } from '../../../kit/navigation.ts'
import { writers } from '../hands.ts'
import { storyPhonePages } from './phone-pages.ts'

export const storyPages: readonly PageEntry[] = [
  { path: '/desk/stories', frame: 'staff', roles: [...writers, 'leader'], menu: { group: 'policy', label: '事例和故事' }, load: async () => (await import('./StoriesPage.tsx')).StoriesPage },
  { path: '/desk/stories/:storyId', frame: 'staff', roles: [...writers, 'leader'], load: async () => (await import('./StoryPage.tsx')).StoryPage },
  ...storyPhonePages,
]
