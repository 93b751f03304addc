import { expect, test } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { change, changeWords, fingerprint, type FigureReading } from './change.ts'
import { growth, hundredths, minus, plus, quotient } from './decimal.ts'
import { countsOf, definitions, findDefinition } from './definitions/index.ts'
import { momentsOf } from './moments.ts'

const reading = (changes: Partial<FigureReading> = {}): FigureReading => ({ figure: 'talent.density', edition: 'a', name: '人才密度', unit: 'share', place: '9801', asOf: plainDate('2026-06-15'), value: '19.24', ...changes })
const before = (changes: Partial<FigureReading> = {}) => reading({ asOf: plainDate('2025-06-15'), value: '18.88', ...changes })
const words = (now: FigureReading, then: FigureReading) => {
  const difference = change(now, then)
  return difference && changeWords(difference)
}

test('two percentages differ in percentage points, as printed, and never in per cent', () => {
  expect(change(reading(), before())).toMatchObject({ difference: '0.36', unit: 'points', percent: null, direction: 'up' })
  expect(words(reading(), before())).toBe('提高 0.36 个百分点')
  expect(words(reading({ value: '18.00' }), before())).toBe('降低 0.88 个百分点')
  expect(words(reading({ value: '18.88' }), before())).toBe('持平')
})

test('counts and money grow in per cent; from nothing, by how many', () => {
  const people = { figure: 'talent.total', name: '人才总量', unit: 'person' as const }
  expect(words(reading({ ...people, value: '1052' }), before({ ...people, value: '1000' }))).toBe('增长 5.2%')
  expect(words(reading({ ...people, value: '948' }), before({ ...people, value: '1000' }))).toBe('下降 5.2%')
  expect(words(reading({ ...people, value: '3' }), before({ ...people, value: '0' }))).toBe('增加 3 人')
  expect(words(reading({ ...people, value: '100001' }), before({ ...people, value: '100000' }))).toBe('增加 1 人')
})

test('figures with different definitions refuse to be subtracted', () => {
  expect(() => change(reading(), before({ figure: 'talent.resident-density', name: '人才密度（占常住人口）' }))).toThrow('口径不同，不能相减')
  expect(() => change(reading(), before({ edition: 'b' }))).toThrow('口径在两个时点之间改过')
  expect(() => change(reading(), before({ place: '980101' }))).toThrow('不是同一个地方')
  expect(() => change(before(), reading())).toThrow('应早于')
})

test('what is not known has no change', () => {
  expect(change(reading({ value: null }), before())).toBeUndefined()
  expect(change(reading(), before({ value: null }))).toBeUndefined()
})

test('a definition that counts otherwise has another fingerprint; another word for it has not', () => {
  const total = findDefinition('talent.total')
  if (total?.kind !== 'count') throw new Error('talent.total is counted')
  expect(fingerprint({ ...total, where: `${total.where} and industry is not null` })).not.toBe(fingerprint(total))
  expect(fingerprint({ ...total, timing: 'cumulative' })).not.toBe(fingerprint(total))
  expect(fingerprint({ ...total, aliases: ['人才数'] })).toBe(fingerprint(total))
})

test('quotients are rounded half up once, on whole numbers', () => {
  expect(quotient(1n, 3n, 2, 100n)).toBe('33.33')
  expect(quotient(1n, 8n, 2, 1n)).toBe('0.13')
  expect(quotient(-1n, 8n, 2, 1n)).toBe('-0.13')
  expect(quotient(0n, 8n, 1)).toBe('0.0')
  expect(minus('19.2', '19.25')).toBe('-0.05')
  expect(growth('5', '0')).toBeUndefined()
  expect(() => quotient(1n, 0n, 1)).toThrow(RangeError)
})

test('29 February is held against 28 February', () => {
  expect(momentsOf(plainDate('2028-02-29')).sameDays[1]).toBe('2027-02-28')
})

test('each figure has an id and a name of its own, and a ratio rests on counted figures only', () => {
  const ids = definitions.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const names = definitions.flatMap(({ name, aliases }) => [name, ...aliases])
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  for (const definition of definitions.filter(({ kind }) => kind !== 'imported')) expect(countsOf(definition).length).toBeGreaterThan(0)
  const circular = { ...definitions.find(({ kind }) => kind === 'ratio'), kind: 'ratio' as const, numerator: 'talent.density' }
  expect(() => countsOf(circular as never)).toThrow('not a counted figure')
})

test('hundredths are exact, and a third place is refused rather than read as ten times as much', () => {
  expect([hundredths('12'), hundredths('12.3'), hundredths('-12.34')]).toEqual([1200n, 1230n, -1234n])
  expect(() => hundredths('1.234')).toThrow(RangeError)
  expect([plus('1.5', '2.25'), plus('1.5', '-2.25'), plus('-1', '-2')]).toEqual(['3.75', '-0.75', '-3'])
})
