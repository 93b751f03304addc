import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { readCode } from './code-list.ts'
import { creditCheck, readCreditCode } from './credit-code.ts'
import { readIdentityDocument } from './identity-document.ts'
import { readIdentityNumber } from './identity-number.ts'
import { industrySection } from './industry.ts'
import { educations, skillLevels, titleLevels } from './person-lists.ts'

const problem = (checked: { ok: boolean; problem?: string }) => checked.problem ?? ''

test('the samples of GB 11643-1999 are read, with birth date and sex', () => {
  expect(readIdentityNumber('11010519491231002X')).toEqual({
    ok: true, value: { number: '11010519491231002X', birthDate: '1949-12-31', sex: '女', issuedIn: '110105', kind: 'citizen' },
  })
  expect(readIdentityNumber('440524188001010014').ok).toBe(false) // passes the check, but nobody born in 1880 applies
})

test('full-width, spaced and lower-case numbers are the same number', () => {
  expect(readIdentityNumber(' １１０１０５ 19491231 002x ')).toMatchObject({ ok: true, value: { number: '11010519491231002X' } })
})

test('a number of the first generation is brought to eighteen', () => {
  expect(readIdentityNumber('110105491231002')).toMatchObject({ ok: true, value: { number: '11010519491231002X' } })
})

test('each mistake in an identity number is named with its place', () => {
  expect(problem(readIdentityNumber(''))).toBe('未填写身份证号码')
  expect(problem(readIdentityNumber('1101051949123100'))).toBe('身份证号码应为18位，实为16位')
  expect(problem(readIdentityNumber('11010519491231O02X'))).toBe('第15位应为数字，实为“O”')
  expect(problem(readIdentityNumber('110105194902300026'))).toBe('第7至14位不是有效的出生日期（1949-02-30）')
  expect(problem(readIdentityNumber('110105194912310021'))).toBe('第18位校验码应为 X，实为 1')
  expect(problem(readIdentityNumber('11010519491231002X', plainDate('1949-12-30')))).toBe('出生日期1949-12-31晚于今天')
})

test('one wrong digit or two neighbours swapped never pass', () => {
  const right = '98010119900307051'
  for (let i = 0; i < 17; i++) {
    const other = right.slice(0, i) + String((Number(right[i]) + 3) % 10) + right.slice(i + 1)
    const number = other + (readCheck(right) ?? '')
    expect(readIdentityNumber(number).ok).toBe(false)
  }
})

function readCheck(first17: string): string | undefined {
  return /应为 (.)/.exec(problem(readIdentityNumber(`${first17}A`)))?.[1]
}

test('the type and the number of a document must agree', () => {
  expect(problem(readIdentityDocument('身分证', '1'))).toContain('不在目录内')
  expect(readIdentityDocument('护照', 'e12345678')).toMatchObject({ ok: true, value: { number: 'E12345678' } })
  expect(problem(readIdentityDocument('港澳台居民居住证', '11010519491231002X'))).toContain('81、82或83')
  expect(readIdentityDocument('港澳居民来往内地通行证', 'H12345678').ok).toBe(true)
  expect(readIdentityDocument('台湾居民来往大陆通行证', 'T1').ok).toBe(false)
})

test('published credit codes pass and a changed character is named', () => {
  for (const code of ['91330100799655058B', '9144030071526726XG', '914403001922038216', '91110000802100433B']) {
    expect(readCreditCode(code)).toEqual({ ok: true, value: code })
    expect(creditCheck(code)).toBe(code[17])
  }
  expect(problem(readCreditCode('91330100799655058C'))).toBe('第18位校验码应为 B，实为 C')
  expect(problem(readCreditCode('9133010079965505IB'))).toContain('第17位“I”')
  expect(problem(readCreditCode('9133'))).toBe('统一社会信用代码应为18位，实为4位')
})

test('people write codes, names and habits; each becomes the one name', () => {
  expect(readCode(educations, '14')).toEqual({ ok: true, value: '硕士研究生' })
  expect(readCode(educations, ' 大专 ')).toEqual({ ok: true, value: '专科' })
  expect(readCode(titleLevels, '副高')).toEqual({ ok: true, value: '副高级' })
  expect(readCode(skillLevels, '三级')).toEqual({ ok: true, value: '高级工' })
  expect(problem(readCode(educations, '博士后'))).toContain('可填：初中及以下、高中')
})

test('an industry code knows its section', () => {
  expect(industrySection('3521')).toEqual({ ok: true, value: 'C' })
  expect(industrySection('I65')).toEqual({ ok: true, value: 'I' })
  expect(problem(industrySection('C65'))).toBe('大类65属于门类I，不属于C')
  expect(problem(industrySection('9801'))).toContain('没有大类98')
})
