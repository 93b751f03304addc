import { describe, expect, test } from 'vitest'
import { startingWeights } from './catalogue-contract.ts'
import { degreeOf, partsOfScore, scoreOf } from './score.ts'

/** 50 % unfilled, 30 % scarcity, 20 % days; 180 days are the full; scarce from 40, urgent from 60. */
const line = { wanted: 10, hired: 5, people: 200, openDays: 90 }

describe('how short a line is', () => {
  test('is weighed out of vacancies, vacancies a thousand people, and days', () => {
    expect(partsOfScore(line, startingWeights)).toEqual({ unfilled: 50, scarcity: 25, days: 50 })
    expect(scoreOf(line, startingWeights)).toBe('42.5')
  })

  test('no part is more than 100, and nobody at work is as scarce as it can be', () => {
    expect(partsOfScore({ wanted: 10, hired: 0, people: 10, openDays: 700 }, startingWeights)).toEqual({ unfilled: 100, scarcity: 100, days: 100 })
    expect(partsOfScore({ ...line, people: 0 }, startingWeights).scarcity).toBe(100)
    expect(scoreOf({ wanted: 10, hired: 0, people: 0, openDays: 180 }, startingWeights)).toBe('100.0')
  })

  test('the bound belongs to the higher degree', () => {
    expect(['39.9', '40.0', '59.9', '60.0'].map((score) => degreeOf(score, line, startingWeights))).toEqual(['plain', 'scarce', 'scarce', 'urgent'])
  })

  test('a line without a vacancy is not short, however long it took', () => {
    expect(degreeOf('60.0', { ...line, hired: 10 }, startingWeights)).toBe('plain')
  })
})
