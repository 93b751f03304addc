import type { Tone } from '../../../kit/StateTag.tsx'
import type { CatalogueState, Degree } from '../catalogue-contract.ts'
import type { PostState } from '../contract.ts'

export const postTones: Record<PostState, Tone> = { submitted: 'waiting', returned: 'attention', open: 'active', filled: 'good', closed: 'quiet' }
export const catalogueTones: Record<CatalogueState, Tone> = { draft: 'quiet', checked: 'waiting', published: 'good' }
export const degreeTones: Record<Degree, Tone> = { urgent: 'bad', scarce: 'attention', plain: 'quiet' }
export const optionsOf = (words: readonly string[]) => words.map((value) => ({ value, label: value }))
export const choicesOf = (words: readonly string[]): Record<string, string> => Object.fromEntries(words.map((word) => [word, word]))
