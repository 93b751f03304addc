import type { PageEntry } from '../../../kit/navigation.ts'
import { readers, scenarioReaders } from '../hands.ts'

export const labPages: readonly PageEntry[] = [
  { path: '/lab', frame: 'staff', roles: readers, menu: { group: 'policy', label: '政策实验室' }, load: async () => (await import('./DraftsPage.tsx')).DraftsPage },
  { path: '/lab/drafts/:draftId', frame: 'staff', roles: readers, load: async () => (await import('./LabPage.tsx')).LabPage },
  { path: '/lab/scenarios', frame: 'staff', roles: scenarioReaders, menu: { group: 'policy', label: '测算方案' }, load: async () => (await import('./ScenariosPage.tsx')).ScenariosPage },
  { path: '/lab/scenarios/:scenarioId', frame: 'staff', roles: scenarioReaders, load: async () => (await import('./ScenarioPage.tsx')).ScenarioPage },
  { path: '/lab/vocabulary', frame: 'staff', roles: readers, menu: { group: 'policy', label: '事实词表' }, load: async () => (await import('./VocabularyPage.tsx')).VocabularyPage },
]
