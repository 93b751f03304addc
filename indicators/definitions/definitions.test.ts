import { describe, expect, test } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { valueOf, type Known } from '../compute.ts'
import type { RatioDefinition } from '../definition.ts'
import { momentsOf } from '../moments.ts'
import { countsOf, definitions, findDefinition } from './index.ts'

const day = plainDate('2026-06-15')
const share = (definition: Partial<RatioDefinition>): RatioDefinition => {
  const density = findDefinition('talent.key-industry-share')
  if (density?.kind !== 'ratio') throw new Error('a ratio')
  return { ...density, ...definition }
}
/** Nothing was counted, no statistic was published. */
const empty = (definition: RatioDefinition): Known => ({
  moments: momentsOf(day), today: day, scope: '9801', keyed: 'place', statistics: { find: () => undefined },
  cubes: new Map(countsOf(definition).map(({ of }) => [of, { read: () => ({ count: 0n, sum: 0n }), keys: () => [] }])),
})

describe('definitions', () => {
  test('each ratio rests on counted figures: none refers to itself or to another ratio', () => {
    expect(definitions.filter(({ kind }) => kind === 'ratio').every((definition) => countsOf(definition).every(({ kind }) => kind !== ('ratio' as string)))).toBe(true)
  })

  test('one that refers to itself, or to a ratio, or to nothing, is told by name', () => {
    expect(() => countsOf(share({ numerator: 'talent.key-industry-share' }))).toThrow('talent.key-industry-share rests on talent.key-industry-share, which is not a counted figure')
    expect(() => countsOf(share({ denominator: { figure: 'talent.density' } }))).toThrow('rests on talent.density')
    expect(() => countsOf(share({ numerator: 'talent.happy' }))).toThrow('rests on talent.happy')
  })

  test('over nothing there is no share, and without the year’s statistic no density; each says why', () => {
    const ofFigures = share({})
    expect(valueOf(empty(ofFigures), ofFigures, day)).toMatchObject({ value: null, because: '分母为零' })
    const ofStatistic = share({ denominator: { statistic: '就业人员', means: '全社会就业人员' } })
    expect(valueOf(empty(ofStatistic), ofStatistic, day)).toMatchObject({ value: null, because: '没有2026年及以前的就业人员数' })
  })
})
