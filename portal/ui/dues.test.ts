import { expect, test } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { wan, yuan, type Fen, type Id } from '../../kernel/types.ts'
import type { Due } from '../../measures/contract.ts'
import { sortDues, totalOf } from './dues.ts'

const due = (measure: string, changes: Partial<Due> = {}): Due => ({
  editionId: '00000000-0000-7000-8000-000000000001' as Id<'edition'>,
  measure,
  title: measure,
  stage: '引进',
  gives: 'money',
  delivery: 'apply',
  documentNumber: '青屿人才〔2026〕1号',
  clause: '第一条',
  what: [],
  outcome: 'eligible',
  amount: yuan(100),
  amountBecause: null,
  schedule: [],
  conditions: [],
  missing: [],
  nearest: null,
  lapse: null,
  validTo: null,
  unmet: 0,
  combine: [],
  combined: null,
  ...changes,
})
const worth = (measure: string, amount: Fen | null, granted: Fen | null = amount, decision: NonNullable<Due['combined']>['decision'] = 'granted'): Due =>
  due(measure, { amount, combined: { decision, granted, why: '', instead: null } })

test('what is left out of the best combination does not count, what is lessened counts as lessened', () => {
  expect(totalOf([worth('rent', wan(3), null, 'excluded'), worth('settling', wan(60)), worth('living', wan(2), wan(1), 'reduced')])).toEqual({ total: wan(61), outdone: 1, undecided: 0 })
})

test('an amount that a body decides is counted apart, a service not at all', () => {
  expect(totalOf([worth('team', null), due('card', { gives: 'status', amount: null })])).toEqual({ total: yuan(0), outdone: 0, undecided: 1 })
})

test('what is in hand is no offer any more', () => {
  expect(sortDues([due('a'), due('b')], new Set(['a'])).eligible.map(({ measure }) => measure)).toEqual(['b'])
})

test('one unmet condition is one step away only where something can be done about it', () => {
  const reachable = due('later', { outcome: 'ineligible', unmet: 1, nearest: { words: '再缴 2 个月社保', changes: 1, from: null, until: null } })
  const fixed = due('never', { outcome: 'ineligible', unmet: 1 })
  const far = due('far', { outcome: 'ineligible', unmet: 1, nearest: { words: '卖掉住房；租房备案', changes: 2, from: null, until: null } })
  const { near, others } = sortDues([reachable, fixed, far], new Set())
  expect(near).toEqual([reachable])
  expect(others).toEqual([fixed, far])
})

test('of what is one step away, what time alone brings comes first, the soonest before the later', () => {
  const step = (measure: string, from: string | null) => due(measure, { outcome: 'ineligible', unmet: 1, nearest: { words: measure, changes: 1, from: from === null ? null : plainDate(from), until: null } })
  const { near } = sortDues([step('doing', null), step('later', '2027-09-01'), step('soon', '2027-03-23')], new Set())
  expect(near.map(({ measure }) => measure)).toEqual(['soon', 'later', 'doing'])
})

test('what only wants answers is one step away, the fewest questions first; a record that no form can take is not', () => {
  const question = (fact: string, type: Due['missing'][number]['type'] = 'boolean') => ({ fact, ask: fact, type, codes: [], unit: null })
  const two = due('two', { outcome: 'unknown', missing: [question('x'), question('y')] })
  const one = due('one', { outcome: 'unknown', missing: [question('x')] })
  const record = due('record', { outcome: 'unknown', missing: [question('x', 'other')] })
  const { near, others } = sortDues([two, one, record], new Set())
  expect(near).toEqual([one, two])
  expect(others).toEqual([record])
})
