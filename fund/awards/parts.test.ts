import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen, type Fen, type Id } from '../../kernel/types.ts'
import type { Payer } from '../../measures/types.ts'
import { sharesOf } from '../../test/harness/shares.ts'
import { inProportion, partsOf, type Way } from './parts.ts'

const [city, county] = ['c1', 'c2'].map((id) => id as Id<'budgetLine'>) as [Id<'budgetLine'>, Id<'budgetLine'>]
const ways: Way[] = [
  { way: 'oneLine', lineId: city },
  { way: 'ownLines', lineId: city, lines: { city: { id: city, title: '市' }, county: { id: county, title: '县' } } },
]
const purses: Payer['purse'][] = ['city', 'county', 'employer', 'above']
const payers = sharesOf.filter((shares) => shares.length <= 4).map((shares) => shares.map((basisPoints, i): Payer => ({ purse: purses[i] ?? 'above', name: purses[i] ?? '', basisPoints })))
const schedules = fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 1_000_000_00n }), payers), { minLength: 1, maxLength: 12 }).map((rows) => rows.map(([amount, shared], i) => ({ no: i + 1, amount: fen(amount), payers: shared })))
const sum = (parts: readonly { amount: Fen }[]) => parts.reduce((total, { amount }) => total + amount, 0n)

test.each(ways)('$way: parts and what others bear add up to each instalment and to the award, to the fen', (way) => {
  fc.assert(
    fc.property(schedules, (schedule) => {
      const { parts, outside } = partsOf(schedule, way)
      expect(sum(parts) + sum(outside)).toBe(sum(schedule))
      expect(parts.every(({ amount }) => amount > 0n)).toBe(true)
      for (const { no, amount } of schedule) expect(sum(parts.filter((part) => part.no === no))).toBeLessThanOrEqual(amount)
      if (way.way === 'ownLines') for (const { payer, lineId } of parts) expect(lineId).toBe(payer === 'city' ? city : county)
    }),
  )
})

test('what the city bears is the same on one line as on its own', () => {
  fc.assert(
    fc.property(schedules, (schedule) => {
      const [one, own] = ways.map((way) => partsOf(schedule, way).parts.reduce((total, { cityBears }) => total + cityBears, 0n))
      expect(one).toBe(own)
    }),
  )
})

test('a sum goes back in proportion, and the last one takes the odd fen but never more than he paid', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.bigInt({ min: 0n, max: 10_000n }), (one, other, part) => {
      const owed = fen(((one + other) * part) / 10_000n)
      const [a = fen(0n), b = fen(0n)] = inProportion(owed, [fen(one), fen(other)])
      expect(a + b).toBe(owed)
      expect(a <= one && b <= other && a >= 0n && b >= 0n).toBe(true)
    }),
  )
  expect(() => inProportion(fen(1n), [])).toThrow(RangeError)
})
