import type { ReadContext } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { isNegative, magnitude, minus } from '../decimal.ts'
import { bindBlanks } from './bind/bind.ts'
import { plainText, unitPattern } from './blanks.ts'
import { tell, type Told } from './fill.ts'
import type { Lexicon } from './lexicon.ts'
import { readLexicon } from './knowledge.ts'
import { fillsFrom, type Blank, type Bound, type Line } from './types.ts'
import { unitAfter } from './units.ts'
import { trimmed } from './written.ts'

/** The other way: each number of a finished report is bound like a blank, and held against the record. */

export type CheckState = 'agrees' | 'differs' | 'unsure' | 'unknown'
export interface Checked extends Bound {
  told: Told | null
  state: CheckState
  /** The record, written as the sentence writes its number. */
  record: string | null
}

export const checkReport = async (context: ReadContext, lines: readonly Line[], { asOf, scope }: { asOf: PlainDate; scope: string }): Promise<{ lexicon: Lexicon; checked: Checked[] }> => {
  const lexicon = await readLexicon(context, asOf)
  const checked: Checked[] = []
  for (const one of bindBlanks({ lines, blanks: findNumbers(lines), lexicon, asOf, scope })) {
    if (!one.binding || one.binding.kind === 'name') {
      checked.push({ ...one, binding: null, told: null, state: 'unknown', record: null })
      continue
    }
    const decimals = placesOf(one.blank.text)
    const told = await tell(context, one.binding, { blank: { ...one.blank, typed: '', decimals } }, { lines, lexicon, asOf })
    checked.push({ ...one, told, ...judged(one, told, lines[one.blank.line]?.text ?? '') })
  }
  return { lexicon, checked }
}

/** Numbers that count something: no day, no ordinal, no number of a document or a telephone. */
export const findNumbers = (lines: readonly Line[]): Blank[] => {
  const found: Blank[] = []
  for (const [line, { text }] of lines.entries()) {
    const plain = plainText(text)
    for (const match of plain.matchAll(/\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/g)) {
      const [said] = match
      const [from, to] = [match.index, match.index + match[0].length]
      if (!counts(plain.slice(0, from), said, plain.slice(to))) continue
      found.push({ index: found.length + 1, line, from, to, text: said, hint: '', decimals: placesOf(said), typed: '' })
    }
  }
  return found
}

const counts = (before: string, said: string, after: string): boolean => {
  if (/[A-Za-z0-9第〔[（(－-]$/.test(before) || /^[A-Za-z〕]/.test(after)) return false
  if (/^(?:年|月|日|时|分(?!之)|号|期|届|季度)/.test(after) && !(said.length <= 2 && after.startsWith('年') && /(?:服务|满|连续|最长|期限)[^，。]{0,4}$/.test(before))) return false
  if (/(?:前|近|过去|至|到|—|~)$/.test(before) && /^个?月/.test(after)) return false
  // 1. or 2、 at the head of a line is its number.
  if (before.trim() === '' && /^[.、．）)]/.test(after)) return false
  return unitPattern.test(after) || /[：:]\s*$/.test(before)
}

const placesOf = (said: string): number => said.split('.')[1]?.length ?? 0

const judged = ({ blank, certainty, binding }: Bound, told: Told, text: string): { state: CheckState; record: string | null } => {
  if (told.value === null) return { state: 'unknown', record: null }
  if (certainty < fillsFrom) return { state: 'unsure', record: 'written' in told.written ? told.written.written : told.value }
  if (!('written' in told.written)) return binding?.direction === undefined ? { state: 'unknown', record: told.value } : { state: 'differs', record: trimmed(told.value) }
  const record = told.written.written
  const said = blank.text.replaceAll(',', '')
  const around = text.slice(Math.max(0, blank.from - 4), blank.from)
  const beyond = /(?:超过|突破|逾|超|达到?[近]?)$/.test(around) || /^[余多]/.test(text.slice(blank.to)) || /^(?:以上|多)/.test(text.slice(blank.to + unitAfter(text.slice(blank.to)).length))
  const difference = minus(record, said)
  if (/^-?0(\.0+)?$/.test(difference)) return { state: 'agrees', record }
  // 突破1.2万 is true of 1.25; 约 and 近 leave one unit of the last place.
  const step = placesOf(said) === 0 ? 1 : 1 / 10 ** placesOf(said)
  if (beyond && !isNegative(difference) && Number(magnitude(difference)) <= Math.max(step, Number(said) * 0.05)) return { state: 'agrees', record }
  if (/(?:约|近|接近|将近|左右)$/.test(around) && Number(magnitude(difference)) <= step * (Number(said) >= 1000 && placesOf(said) === 0 ? Number(said) * 0.02 : 1)) return { state: 'agrees', record }
  return { state: 'differs', record }
}
