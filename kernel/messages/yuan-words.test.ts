import { expect, test } from 'vitest'
import { yuanWords } from './yuan-words.ts'

test.each<[bigint, string]>([[0n, '0 元'], [5n, '0.05 元'], [123_450n, '1,234.50 元'], [2_000_000n, '20,000 元'], [100_000_000_00n, '100,000,000 元']])('%d fen', (fen, words) => {
  expect(yuanWords(fen)).toBe(words)
})
