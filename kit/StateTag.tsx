import { Tag } from 'antd'

/** Meaning of a state, never colour alone: the word stands in it. */
export type Tone = 'waiting' | 'good' | 'attention' | 'bad' | 'quiet' | 'active'
const colours: Record<Tone, string> = { waiting: 'gold', good: 'green', attention: 'orange', bad: 'red', quiet: 'default', active: 'blue' }

export const StateTag = <S extends string>({ state, words, tones }: { state: S; words: Readonly<Record<S, string>>; tones: Readonly<Record<S, Tone>> }) => (
  <Tag color={colours[tones[state]]} variant="filled">
    {words[state]}
  </Tag>
)
