import { expect, test } from 'vitest'
import { readEdition } from './read.ts'
import { scopeOf } from '../vocabulary/vocabulary.ts'
import { readVocabulary } from '../vocabulary/read.ts'

const { vocabulary } = readVocabulary('词表', 'facts:\n  - { name: 月薪, id: pay, type: money, source: 单位, ask: 月薪？ }\n')
const read = ({ holder = 'person', recognises = 'recognises: { scheme: 目录, edition: 2026, level: C, years: 5 }', anyOf = 'anyOf: [{ name: 薪酬, road: pay, conditions: [{ says: 够, rule: 月薪 >= 1 }] }]' } = {}) =>
  readEdition(
    'x.yaml',
    `measure: class-c\ntitle: C类认定\ndocument: { number: 一号 }\nstage: 引进\nfor: ${holder}\ninForce: { from: 2026-01-01 }\n${recognises}\n${anyOf}\ngives: [{ kind: status, what: C类 }]\n`,
    scopeOf(vocabulary, new Set(['class-c'])),
  )
const errors = (changes: Parameters<typeof read>[0]) => read(changes).diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)

test('an edition says which class its decision gives, for how long, and by which road each entry leads there', () => {
  const { edition, diagnostics } = read()
  expect(diagnostics).toEqual([])
  expect(edition?.recognises).toEqual({ scheme: '目录', edition: '2026', level: 'C', years: 5 })
  expect(edition?.alternatives.map(({ name, road }) => [name, road])).toEqual([['薪酬', 'pay']])
})

test('what is not a catalogue of classes for people is refused in a sentence', () => {
  expect(errors({ recognises: '' })).toEqual(['只有认定人才类别的事项（recognises）才写 road'])
  expect(errors({ holder: 'employer' })).toContain('人才类别只认定给人，for 写 person')
  expect(errors({ recognises: 'recognises: { scheme: 目录, edition: 2026, level: 三, years: 5 }' })).toEqual(['类别“三”写作 A、B、F1 这样'])
  expect(errors({ recognises: 'recognises: { scheme: 目录, edition: 2026, level: C, years: 0 }' })).toHaveLength(1)
  expect(errors({ recognises: 'recognises: { scheme: 目录, level: C, years: 5 }' })).toHaveLength(1)
  expect(errors({ anyOf: 'anyOf: [{ name: 薪酬, conditions: [{ says: 够, rule: 月薪 >= 1 }] }]' })).toEqual(['目录条目“薪酬”没有写途径 road'])
  expect(errors({ anyOf: 'anyOf: [{ name: 薪酬, road: luck, conditions: [{ says: 够, rule: 月薪 >= 1 }] }]' }).length).toBeGreaterThan(0)
  expect(errors({ anyOf: 'conditions: [{ says: 够, rule: 月薪 >= 1 }]' })).toEqual(['认定人才类别的事项要用 anyOf 写明目录的条目'])
})
