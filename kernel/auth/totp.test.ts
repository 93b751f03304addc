import { describe, expect, test } from 'vitest'
import { base32, codeOf, stepAt, stepOfCode } from './totp.ts'

const secret = Buffer.from('12345678901234567890')

describe('one-time codes', () => {
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('RFC 6238 appendix B, SHA-1, at second %i', (second, code) => {
    expect(codeOf(secret, stepAt(second * 1000), 8)).toBe(code)
  })

  test.each([
    [0, '755224'],
    [1, '287082'],
    [2, '359152'],
    [3, '969429'],
    [9, '520489'],
  ])('RFC 4226 appendix D, counter %i', (counter, code) => {
    expect(codeOf(secret, counter)).toBe(code)
  })

  // clause: ASVS 6.5.5
  test('a code holds one step before and after its own, and no longer', () => {
    const at = 1_800_000_015_000
    const step = stepAt(at)
    for (const off of [-1, 0, 1]) expect(stepOfCode(secret, codeOf(secret, step + off), at)).toBe(step + off)
    for (const off of [-2, 2]) expect(stepOfCode(secret, codeOf(secret, step + off), at)).toBeUndefined()
    for (const wrong of ['', '12345', `${codeOf(secret, step)}0`, '１２３４５６']) expect(stepOfCode(secret, wrong, at)).toBeUndefined()
  })

  test('a secret is shown in base32 (RFC 4648)', () => {
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
    expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  })
})
