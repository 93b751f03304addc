import { expect, test } from 'vitest'
import { holdsPersonalNumber } from './personal-number.ts'

test('numbers of people are known in every grouping, numbers of cases and days are none', () => {
  for (const typed of ['10007391846', '100 0739 1846', '980199199207317399', '98019919920731739X', '6298 0173 9184 6273 9100', '沈知远10007391846', '１０００７３９１８４６', '1000-7391-846']) expect([typed, holdsPersonalNumber(typed)]).toEqual([typed, true])
  for (const typed of ['沈知远', 'B2026112900012', 'P0000012', 'DC2026112901', '2026-11-29', '3914', '91330100799655058B'.slice(-4), '1313372.89', '']) expect([typed, holdsPersonalNumber(typed)]).toEqual([typed, false])
})
