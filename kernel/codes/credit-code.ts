import type { Checked } from './checked.ts'
import { good, squeeze, wrong } from './checked.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The check character of the first 17 characters of a unified social credit code: GB 32100-2015, weights 3^(i-1) mod 31. */
export function creditCheck(first17: string): string {
  let sum = 0
  let weight = 1
  for (let i = 0; i < 17; i++) {
    sum += ALPHABET.indexOf(first17[i] ?? '') * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? ''
}

/** The check character of an 8-character organisation code (GB 11714-1997), positions 9–17 of a credit code. */
export function organisationCheck(first8: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  let sum = 0
  for (let i = 0; i < 8; i++) sum += '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(first8[i] ?? '') * (weights[i] ?? 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** Reads a unified social credit code; refuses a wrong length, a character outside the alphabet (I O S V Z are never used), a wrong check. */
export function readCreditCode(text: string): Checked<string> {
  const code = squeeze(text).toUpperCase()
  if (code === '') return wrong('未填写统一社会信用代码')
  if (code.length !== 18) return wrong(`统一社会信用代码应为18位，实为${code.length}位`)
  for (let i = 0; i < 18; i++) {
    const c = code[i] ?? ''
    if (!ALPHABET.includes(c)) return wrong(`第${i + 1}位“${c}”不是统一社会信用代码的字符（不使用 I、O、S、V、Z）`)
  }
  if (!/^\d{6}$/.test(code.slice(2, 8))) return wrong('第3至8位应为登记管理机关的行政区划代码')
  const expected = creditCheck(code)
  return code[17] === expected ? good(code) : wrong(`第18位校验码应为 ${expected}，实为 ${code[17] ?? ''}`)
}
