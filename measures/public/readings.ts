import { pinyin } from 'pinyin-pro'

/** How a word is typed in Latin letters: 租房 → zufang, zf. One letter of something else stands as it is. */
export interface Reading {
  whole: string
  initials: string
}

const known = new Map<string, Reading>()

export const readingOf = (word: string): Reading => {
  const before = known.get(word)
  if (before) return before
  const syllables = pinyin(word, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }).map((part) => part.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
  const made = { whole: syllables.join(''), initials: syllables.map((part) => part.slice(0, 1)).join('') }
  // Bounded: what strangers type passes through here too.
  if (known.size > 5000) known.clear()
  known.set(word, made)
  return made
}

/** Whether what was typed begins some syllable of the word: fangbu finds 租房补贴, angbu does not. */
export const readsAs = (word: string, typed: string): boolean => {
  const { whole, initials } = readingOf(word)
  if (initials.includes(typed) && typed.length > 1) return true
  if (!whole.includes(typed)) return false
  for (let at = 0; at < word.length; at++) if (readingOf(word.slice(at)).whole.startsWith(typed)) return true
  return false
}
