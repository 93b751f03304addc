import { expect, test } from 'vitest'
import { readEdition } from '../measure/read.ts'
import { readVocabulary } from '../vocabulary/read.ts'
import { scopeOf } from '../vocabulary/vocabulary.ts'
import { closingDay } from './closing.ts'

const { vocabulary } = readVocabulary('v.yaml', 'facts:\n  - { name: 全日制, type: boolean }\n')
const closes = (inForce: string, more: string, on: string) => {
  const { edition } = readEdition('m.yaml', `measure: a\ntitle: 甲\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: ${inForce}\nconditions: [{ says: 全日制, rule: 全日制 }]\ngives: [{ kind: service, what: 服务 }]\n${more}`, scopeOf(vocabulary))
  return edition ? closingDay(edition, on, vocabulary) : 'unreadable'
}

test.each<[string, string, string, string, string | undefined]>([
  ['a window with two ends', '{ from: 2020-01-01 }', 'limits: { window: { from: 2026-03-01, to: 2026-04-30 } }\n', '2026-03-15', '2026-04-30'],
  ['the document ends before the window', '{ from: 2020-01-01, to: 2026-04-10 }', 'limits: { window: { from: 2026-03-01, to: 2026-04-30 } }\n', '2026-03-15', '2026-04-10'],
  ['on its last day it is still that day', '{ from: 2020-01-01, to: 2026-04-10 }', '', '2026-04-10', '2026-04-10'],
  ['before the window opens', '{ from: 2020-01-01 }', 'limits: { window: { from: 2026-03-01, to: 2026-04-30 } }\n', '2026-02-15', undefined],
  ['after it', '{ from: 2020-01-01 }', 'limits: { window: { from: 2026-03-01, to: 2026-04-30 } }\n', '2026-05-01', undefined],
  ['nothing closes it', '{ from: 2020-01-01 }', '', '2026-03-15', undefined],
])('%s', (_name, inForce, more, on, day) => {
  expect(closes(inForce, more, on)).toBe(day)
})
