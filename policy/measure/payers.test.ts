import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastSharedRounded, sharesOf } from '../../test/harness/shares.ts'
import { divideBetween } from './payers.ts'

const cases = fc.tuple(fc.bigInt({ min: 0n, max: 10_000_000_000_00n }), sharesOf)

const addsUp = (divide: typeof divideBetween) =>
  fc.check(fc.property(cases, ([total, shares]) => {
    const parts = divide(total, shares)
    return parts.length === shares.length && parts.every((part) => part >= 0n) && parts.reduce((sum, part) => sum + part, 0n) === total
  }), { numRuns: 5_000 }).failed

test('parts are never negative, add up to the sum, and only the last one is off its share, by less than a fen for each other payer', () => {
  expect(addsUp(divideBetween)).toBe(false)
  fc.assert(fc.property(cases, ([total, shares]) => {
    divideBetween(total, shares).forEach((part, i) => {
      const off = part * 10_000n - total * BigInt(shares[i] ?? 0)
      expect(i === shares.length - 1 ? off >= 0n && off < BigInt(shares.length) * 10_000n : off <= 0n && off > -10_000n).toBe(true)
    })
  }))
})

test('the planted fault, rounding each part by itself, is found', () => expect(addsUp(lastSharedRounded)).toBe(true))

test('who pays more or less than all of it, or a part of a part, is a fault of the caller', () => {
  for (const shares of [[5_000], [5_000, 6_000], [-1, 10_001], [0.5, 9_999.5]]) expect(() => divideBetween(100n, shares)).toThrow(RangeError)
  expect(() => divideBetween(-1n, [10_000])).toThrow(RangeError)
})
