import { lifecycle } from '../../kernel/action.ts'

/** States of a story and their ways: the only table of them; stories.way in the database is the same row by row (stories.test.ts). */
export const storyStates = { drafted: '草稿', asked: '待本人同意', agreed: '本人已同意', declined: '本人不同意', published: '已公开', withdrawn: '已撤下' } as const
export type StoryState = keyof typeof storyStates

export const storyWays = {
  new: ['drafted'],
  drafted: ['asked', 'withdrawn'],
  asked: ['drafted', 'agreed', 'declined', 'withdrawn'],
  declined: ['drafted', 'withdrawn'],
  agreed: ['drafted', 'published', 'withdrawn'],
  published: ['withdrawn'],
} as const satisfies Partial<Record<StoryState | 'new', readonly StoryState[]>>

export const storyCan = lifecycle<StoryState>()({
  edit: ['drafted'],
  ask: ['drafted'],
  takeBack: ['asked', 'agreed', 'declined'],
  answer: ['asked'],
  publish: ['agreed'],
  withdrawConsent: ['agreed', 'published'],
  takeOff: ['drafted', 'asked', 'agreed', 'declined', 'published'],
})
