import type { Used } from '../uses/store.ts'
import type { Checked } from './check.ts'
import type { Filled } from './fill.ts'

/** Which figures a paper used: the blanks that were written, the numbers of a report that were recognised. Not a word of its text. */

export const usedInDraft = (filled: readonly Filled[]): Used[] =>
  filled.flatMap(({ binding, told, written }) => (binding && told?.value && written !== null ? [{ binding, title: told.title, value: told.value, unit: told.unit, written }] : []))

/** What the report itself wrote stands as written; a number that nobody is sure of is no use of a figure. */
export const usedInCheck = (checked: readonly Checked[]): Used[] =>
  checked.flatMap(({ binding, told, state, blank }) => (binding && told?.value && (state === 'agrees' || state === 'differs') ? [{ binding, title: told.title, value: told.value, unit: told.unit, written: blank.text }] : []))
