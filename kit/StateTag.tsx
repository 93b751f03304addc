/** Meaning of a state, never colour alone: the word stands in it. */
export type Tone = 'waiting' | 'good' | 'attention' | 'bad' | 'quiet' | 'active'

/** A plain element (web/style.css): desks and phones show the same states, and a phone brings no library of components along. */
export const StateTag = <S extends string>({ state, words, tones }: { state: S; words: Readonly<Record<S, string>>; tones: Readonly<Record<S, Tone>> }) => <span className={`tag tag-${tones[state]}`}>{words[state]}</span>
