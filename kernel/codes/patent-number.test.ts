import { describe, expect, test } from 'vitest'
import { patentCheck, readPatentNumber } from './patent-number.ts'

describe('a patent number', () => {
  test('has the check character of the standard’s own example', () => {
    expect(patentCheck('200310102344')).toBe('5')
    expect(readPatentNumber('ZL 2003 1 0102344.5')).toEqual({ ok: true, value: { number: '200310102344.5', kind: '发明', year: 2003 } })
    expect(readPatentNumber('CN２００３10102344.5')).toMatchObject({ ok: true })
  })

  test('of one wrong digit or two neighbours changed about is refused', () => {
    const digits = '202220345678'
    const right = `${digits}${patentCheck(digits)}`
    expect(readPatentNumber(right)).toMatchObject({ ok: true, value: { kind: '实用新型', year: 2022 } })
    for (let at = 5; at < 12; at++) {
      const wrongDigit = right.slice(0, at) + String((Number(right[at]) + 1) % 10) + right.slice(at + 1)
      expect(readPatentNumber(wrongDigit)).toMatchObject({ ok: false, problem: expect.stringContaining('校验码') })
    }
    expect(readPatentNumber('ZL202220345687' + patentCheck(digits))).toMatchObject({ ok: false })
  })

  test('of before October 2003 has eight digits; one that came by the PCT says no year of its own', () => {
    const old = '98312345'
    expect(readPatentNumber(`ZL${old}.${patentCheck(old)}`)).toMatchObject({ ok: true, value: { kind: '外观设计', year: 1998 } })
    const pct = '202080012345'
    expect(readPatentNumber(pct + patentCheck(pct))).toEqual({ ok: true, value: { number: `${pct}.${patentCheck(pct)}`, kind: '发明' } })
  })

  test('of another country begins with its office’s letters; anything else is refused in a sentence', () => {
    expect(readPatentNumber('US 10,123,456'.replaceAll(',', ''))).toEqual({ ok: true, value: { number: 'US10123456' } })
    expect(readPatentNumber('WO2020/123456')).toMatchObject({ ok: true })
    for (const text of ['', '12', 'ZL2020', '专利一件', '2020701234567', 'ZL20201012345678']) expect(readPatentNumber(text), text).toMatchObject({ ok: false, problem: expect.stringMatching(/[一-龥]/) })
  })
})
