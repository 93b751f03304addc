import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { fen, yuan } from '../kernel/types.ts'
import { accountNumberProblem, withCheckDigit } from './account-number.ts'
import { readReturn, writePaymentFile, writeReturn, type ReturnLine } from './bank-file.ts'

const day = plainDate('2026-06-15')
const paid = (ref: string, amount = yuan(1)): ReturnLine => ({ at: 2, ref, amount, result: 'paid', bankSerial: 'B1', paidOn: day, reasonCode: null, reason: null })
const failed = (ref: string, reason = '账号不存在'): ReturnLine => ({ at: 2, ref, amount: yuan(1), result: 'failed', bankSerial: 'B2', paidOn: null, reasonCode: 'A1', reason })
const file = (lines: ReturnLine[]) => writeReturn({ number: 'PF20260001', bankDate: day, lines })

describe('the payment file', () => {
  test('amounts are yuan with two decimals, names with commas and quotes survive, the tail counts and seals', () => {
    const { text, checksum } = writePaymentFile({
      number: 'PF20260001',
      datedOn: day,
      lines: [
        { seq: 1, payeeName: '青屿"远航",有限公司', account: '980100001', bank: '青屿银行', amount: fen(5n), purpose: '补贴' },
        { seq: 2, payeeName: '沈知远', account: '980100002', bank: '青屿银行', amount: yuan(2_000_000), purpose: '补贴' },
      ],
    })
    expect(text.split('\r\n')).toEqual([
      'H,JUYING-PAY-1,PF20260001,2026-06-15,2,2000000.05',
      'D,PF20260001-000001,"青屿""远航"",有限公司",980100001,青屿银行,0.05,补贴',
      'D,PF20260001-000002,沈知远,980100002,青屿银行,2000000.00,补贴',
      `T,2,2000000.05,${checksum}`,
      '',
    ])
  })
})

describe('the bank’s return', () => {
  test('what is written is read again, whatever stands in the reason', () => {
    const lines = [paid('a'), failed('b', '户名,不符 "甲"')]
    expect(readReturn(file(lines))).toMatchObject({ ok: true, bankReturn: { number: 'PF20260001', bankDate: day, lines: lines.map(({ at: _, ...line }, index) => ({ ...line, at: index + 2 })) } })
  })

  test('line ends and a byte-order mark do not matter', () => {
    const text = file([paid('a')])
    expect(readReturn(text.replaceAll('\r\n', '\n')).ok).toBe(true)
    expect(readReturn(`\uFEFF${text}`).ok).toBe(true)
  })

  test('totals that do not add up are said with both figures', () => {
    const { text } = reseal(file([paid('a')]).replace(',1,1.00,0,0.00', ',1,2.00,0,0.00'))
    expect(readReturn(text)).toMatchObject({ ok: false, problem: 'totalWrong', detail: expect.stringContaining('1.00') })
  })

  test.each([
    ['three decimals', 'R,a,1.000,S', '金额'],
    ['a negative amount', 'R,a,-1.00,S', '金额'],
    ['nothing', 'R,a,0.00,S', '金额'],
    ['an unknown result', 'R,a,1.00,X', '结果'],
    ['an unknown reason', 'R,a,1.00,F', '原因代码'],
  ])('%s is unreadable, with the line', (_, start, says) => {
    const { text } = reseal(file([paid('a')]).replace(/R,a,1\.00,S/, start))
    expect(readReturn(text)).toMatchObject({ ok: false, problem: 'unreadable', detail: expect.stringMatching(new RegExp(`第 2 行.*${says}`)) })
  })

  test('a cell too few is unreadable', () => {
    expect(readReturn(reseal(file([paid('a')]).replace('B1,', '')).text)).toMatchObject({ ok: false, problem: 'unreadable' })
  })
})

/** The file as a bank would have sealed it, wrong inside. */
const reseal = (text: string): { text: string } => {
  const lines = text.trimEnd().split('\r\n').slice(0, -1)
  return { text: resealed(lines) }
}
const resealed = (lines: string[]): string => {
  const body = lines.map((line) => `${line}\r\n`).join('')
  return `${body}T,${lines.length - 1},${createHash('sm3').update(body).digest('hex')}\r\n`
}

test('a card number is right by its check digit and wrong by any other', () => {
  const number = withCheckDigit('629801000000004711'.slice(0, 17))
  expect(accountNumberProblem(number)).toBeUndefined()
  for (let digit = 0; digit < 10; digit++) {
    const other = `${number.slice(0, -1)}${digit}`
    if (other !== number) expect(accountNumberProblem(other)).toContain('校验位')
  }
})
