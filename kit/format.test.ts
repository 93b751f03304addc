import { expect, test } from 'vitest'
import { wan, yuan, fen } from '../kernel/types.ts'
import { dateText, moneyText, momentText, totalText, yuanText } from './format.ts'

test('money is written in the unit of its size, exact where it is signed', () => {
  expect(moneyText(yuan(8000))).toBe('8,000 元')
  expect(moneyText(wan(60))).toBe('60 万元')
  expect(moneyText(wan(12_345))).toBe('1.23 亿元')
  expect(moneyText(fen(12_345_678_90n))).toBe('1,234.57 万元')
  expect(moneyText(fen(-1_500_000_00n))).toBe('-150 万元')
  expect(yuanText(fen(123_450n))).toBe('1,234.50 元')
  expect(yuanText(fen(-5n))).toBe('-0.05 元')
})

test('a list that was not counted to its end says so', () => {
  expect(totalText({ total: 1234, exact: true })).toBe('共 1,234 条')
  expect(totalText({ total: 2000, exact: false }, '件')).toBe('超过 2,000 件')
})

test('days and moments are written the Chinese way, in Shanghai', () => {
  expect(dateText('2024-09-01')).toBe('2024年9月1日')
  expect(momentText('2024-12-31T16:05:00Z')).toBe('2025年1月1日 00:05')
})
