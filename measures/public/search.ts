import type { FoundPolicy } from './contract.ts'
import { readingOf, readsAs } from './readings.ts'
import type { Entry, Passage, SearchIndex } from './search-index.ts'
import { synonyms } from './synonyms.ts'

/** One word of the question and what it may stand for in a clause. */
interface Term {
  word: string
  /** The word itself first; then what it was understood as, worth less. */
  forms: readonly { text: string; worth: number; by: string | null }[]
}

export interface Found {
  entry: Entry
  hits: FoundPolicy['hits']
  score: number
}

export interface Answer {
  found: readonly Found[]
  terms: readonly string[]
  /** Words of which nothing was found anywhere. */
  lost: readonly string[]
}

/** Only the first so many words are looked for: a question has no more, and a pasted page is no question. */
const mostTerms = 12

/** Splits at blanks and signs; a run of Chinese that is no word of the library is cut at the longest words that are. */
export const termsOf = (text: string, index: SearchIndex): readonly Term[] => {
  const parts = text.normalize('NFKC').toLowerCase().split(/[\s,，。、；;！!？?“”"'‘’（）()《》〈〉+]+/u).filter((part) => part !== '')
  return parts.flatMap((part) => cut(part, index)).slice(0, mostTerms).map((word) => ({ word, forms: formsOf(word, index) }))
}

const cut = (part: string, index: SearchIndex): readonly string[] => {
  if (/^[a-z0-9〔〕-]+$/.test(part) || stands(part, index)) return [part]
  const words: string[] = []
  let rest = ''
  for (let at = 0; at < part.length; ) {
    const word = longestAt(part, at, index)
    if (word === undefined) {
      rest += part[at] ?? ''
      at += 1
      continue
    }
    if (rest.length > 1) words.push(rest)
    rest = ''
    words.push(word)
    at += word.length
  }
  // What is left between known words says nothing (“我想”, “的”), unless nothing was known.
  return words.length > 0 ? words : [part]
}

const stands = (word: string, { entries }: SearchIndex): boolean => Object.hasOwn(synonyms, word) || entries.some(({ all }) => all.includes(word))

const longestAt = (text: string, at: number, index: SearchIndex): string | undefined => {
  for (let length = Math.min(8, text.length - at); length >= 2; length--) {
    const word = text.slice(at, at + length)
    if (Object.hasOwn(synonyms, word) || index.dictionary.includes(word) || (length <= 4 && index.entries.some(({ shown }) => shown.title.includes(word)))) return word
  }
  return undefined
}

const formsOf = (word: string, { dictionary }: SearchIndex): Term['forms'] => {
  const own = { text: word, worth: 1, by: null }
  if (/^[a-z]{2,}$/.test(word)) return [own, ...dictionary.filter((known) => readsAs(known, word)).flatMap((known) => [known, ...(synonyms[known] ?? [])].map((text) => ({ text, worth: readingOf(known).whole === word || readingOf(known).initials === word ? 0.9 : 0.6, by: text })))]
  return [own, ...(Object.hasOwn(synonyms, word) ? (synonyms[word] ?? []) : []).filter((text) => text !== word).map((text) => ({ text, worth: 0.6, by: text }))]
}

/** Every measure in which a word of the question stands, those with the most words first, then by where they stand. */
export const search = (text: string, index: SearchIndex): Answer => {
  const terms = termsOf(text, index)
  if (terms.length === 0) return { found: index.entries.map((entry) => ({ entry, hits: [], score: 0 })), terms: [], lost: [] }
  const rarity = terms.map(({ forms }) => Math.log(1 + index.entries.length / (1 + index.entries.filter(({ all }) => forms.some((form) => all.toLowerCase().includes(form.text))).length)))
  const lost = terms.filter(({ forms }) => !index.entries.some(({ all }) => forms.some((form) => all.toLowerCase().includes(form.text)))).map(({ word }) => word)
  const found = index.entries.flatMap((entry): Found[] => {
    const best = terms.map((term) => bestIn(term, entry.passages))
    const met = best.filter((one) => one !== undefined).length
    if (met === 0) return []
    const sum = best.reduce((total, one, i) => total + (one?.score ?? 0) * (rarity[i] ?? 0), 0)
    const share = met / terms.length
    return [{ entry, hits: best.flatMap((one) => one?.hit ?? []), score: sum * share * share * (entry.shown.standing.state === 'ended' ? 0.3 : 1) }]
  })
  // Who asks for two things at once means both: what has them all hides what has only some, unless nothing has them all.
  const whole = found.filter(({ hits }) => hits.length === terms.length - lost.length)
  return { found: (whole.length > 0 ? whole : found).toSorted((a, b) => b.score - a.score), terms: terms.map(({ word }) => word), lost }
}

const bestIn = ({ word, forms }: Term, passages: readonly Passage[]): { score: number; hit: FoundPolicy['hits'][number] } | undefined => {
  let best: { score: number; hit: FoundPolicy['hits'][number] } | undefined
  for (const { field, text, weight } of passages) {
    const lower = text.toLowerCase()
    for (const { text: form, worth, by } of forms) {
      if (!lower.includes(form)) continue
      const score = weight * worth
      if (!best || score > best.score) best = { score, hit: { word, by, field, text: around(text, form) } }
    }
  }
  return best
}

/** The sentence with the word in it, no longer than a line or two. */
const around = (text: string, form: string): string => {
  if (text.length <= 80) return text
  const at = text.toLowerCase().indexOf(form)
  const from = Math.max(0, Math.min(at - 30, text.length - 78))
  return `${from > 0 ? '…' : ''}${text.slice(from, from + 78)}${from + 78 < text.length ? '…' : ''}`
}

/** The word of the library that sounds or looks most like this one: 租访 means 租房. */
export const meantBy = (word: string, { dictionary }: SearchIndex): string | undefined => {
  const { whole } = readingOf(word)
  let best: { known: string; far: number } | undefined
  for (const known of dictionary) {
    if (Math.abs(known.length - word.length) > 2) continue
    const far = distance(whole, readingOf(known).whole)
    if (far <= Math.max(1, whole.length * 0.25) && (!best || far < best.far)) best = { known, far }
  }
  return best?.known
}

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}

/** Measures whose words share most characters with the question, for where nothing was found. */
export const nearTo = (text: string, { entries }: SearchIndex): readonly Entry[] => {
  const wanted = new Set(text.replaceAll(/\s/g, ''))
  const scored = entries.map((entry) => ({ entry, shared: [...new Set(entry.shown.title)].filter((character) => wanted.has(character)).length }))
  return scored.filter(({ shared }) => shared > 0).toSorted((a, b) => b.shared - a.shared).slice(0, 3).map(({ entry }) => entry)
}
