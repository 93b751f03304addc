import type { Tone } from '../../../kit/StateTag.tsx'
import type { StoryState } from '../states.ts'

export const storyTones: Readonly<Record<StoryState, Tone>> = { drafted: 'quiet', asked: 'waiting', agreed: 'attention', declined: 'bad', published: 'good', withdrawn: 'quiet' }
