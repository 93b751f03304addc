import type { Tone } from '../../kit/StateTag.tsx'
import type { Verification } from '../contract.ts'
import type { ConfidenceLevel } from '../confidence/contract.ts'
import type { CorrectionState } from '../corrections/contract.ts'
import type { DuplicateState } from '../duplicates/contract.ts'
import type { ImportState } from '../import/contract.ts'

export const verificationTones: Record<Verification, Tone> = { verified: 'good', declared: 'waiting', disputed: 'bad' }
export const confidenceTones: Record<ConfidenceLevel, Tone> = { high: 'good', medium: 'waiting', low: 'bad' }
export const importTones: Record<ImportState, Tone> = { checking: 'active', checked: 'waiting', importing: 'active', imported: 'good', undone: 'quiet', failed: 'bad' }
export const correctionTones: Record<CorrectionState, Tone> = { open: 'waiting', corrected: 'good', kept: 'quiet' }
export const duplicateTones: Record<DuplicateState, Tone> = { open: 'waiting', merged: 'good', different: 'quiet' }

/** Choices of a filter from a list of words that mean themselves. */
export const choicesOf = (words: readonly string[]): Record<string, string> => Object.fromEntries(words.map((word) => [word, word]))
