import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readVocabulary } from '../../vocabulary/read.ts'
import { rowLoader } from './loader.ts'
import { RowFacts, Table } from './table.ts'
import { textLoader } from './text-loader.ts'

const { vocabulary } = readVocabulary('词表', `facts:
  - { name: 学位, type: code, codes: [学士, 硕士, 博士] }
  - { name: 生日, type: date }
  - { name: 月薪, type: money }
  - { name: 月数, type: number }
  - { name: 在职, type: boolean }
  - { name: 院校, type: text }
  - { name: 名录, type: list of code, codes: [甲, 乙] }
  - { name: 获奖, type: records, of: { 名称: text, 日期: date } }
`)
const names = [...vocabulary.facts.keys()]

/** A value as it stands in JSON: PostgreSQL keeps the zeros of a numeric. */
const written = [
  fc.constantFrom('"学士"', '"硕士"', '"博士"', 'null', '""'),
  fc.constantFrom('"2000-02-29"', '"1985-12-31"', '"9999-12-31"', '"0001-01-01"', 'null'),
  fc.constantFrom('19150.000000000000', '0.01', '-3', '0', '0.5000', '123456789012345', '12345678901234567890.12', '1e3', 'null'),
  fc.constantFrom('6', '2.90', '3.0', '-0', '99', '40000', '0.000001', 'null'),
  fc.constantFrom('true', 'false', 'null'),
  fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => JSON.stringify(text)), fc.constantFrom('"青屿大学"', '"a,]b"', '"引\\"号"', 'null')),
  fc.constantFrom('[]', '["甲"]', '["甲", "乙"]', 'null'),
  fc.constantFrom('[]', '[{"名称": "]},", "日期": "2020-01-01"}]', '[{"名称": null, "日期": null}, {"名称": "x", "日期": "2021-05-05"}]', 'null'),
] as const

const idOf = (i: number): string => `018b0000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`
const seen = (table: Table, id: string): unknown[] => {
  const row = table.find(id)
  if (row === undefined) return []
  const aside = table.aside.get(row)
  if (aside) return names.map((name) => aside.get(name))
  const facts = new RowFacts(table)
  facts.row = row
  return names.map((name) => facts.get(name))
}

test('a text is taken in as its values are', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(...written), { minLength: 1, maxLength: 40 }), (people) => {
      const [byValue, byText] = [new Table(vocabulary), new Table(vocabulary)]
      const values = rowLoader(byValue, names, () => {})
      const texts = textLoader(byText, names, rowLoader(byText, names, () => {}), () => {})
      for (const [i, person] of people.entries()) {
        const text = `[${person.join(', ')}]`
        const bytes = Buffer.from(`\u7532${text}乙`)
        values.add(idOf(i), '980101001', JSON.parse(text))
        texts.add(idOf(i), '980101001', bytes, 3, bytes.length - 3)
      }
      expect(byText.subjects).toBe(byValue.subjects)
      for (const [i] of people.entries()) expect(seen(byText, idOf(i))).toEqual(seen(byValue, idOf(i)))
    }),
    { numRuns: 200 },
  )
})

test('a value that its fact does not admit is refused as among values, and the subject left out', () => {
  const table = new Table(vocabulary)
  const texts = textLoader(table, names, rowLoader(table, names, () => {}), () => {})
  const add = (text: string) => texts.add(idOf(1), null, Buffer.from(text), 0, Buffer.byteLength(text))
  expect(() => add('["大学", null, null, null, null, null, null, null]')).toThrow('代码表里没有')
  expect(() => add('[null, "2001-02-29", null, null, null, null, null, null]')).toThrow('日期')
  expect(table.subjects).toBe(0)
  expect(() => add('["学士", null')).toThrow(SyntaxError)
  expect(table.subjects).toBe(0)
})
