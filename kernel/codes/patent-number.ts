import type { Checked } from './checked.ts'
import { good, squeeze, wrong } from './checked.ts'

/** Kinds of patents by the digit in their number: ZC 0006-2003 专利申请号标准; 8 and 9 came by the PCT. */
const kindOf: Readonly<Record<string, '发明' | '实用新型' | '外观设计'>> = { 1: '发明', 2: '实用新型', 3: '外观设计', 8: '发明', 9: '实用新型' }

export interface PatentNumber {
  /** Chinese numbers as `201910123456.7`, others as they stand, without spaces. */
  readonly number: string
  /** What the number itself says; a foreign one says neither. */
  readonly kind?: '发明' | '实用新型' | '外观设计'
  /** The year of the application; absent where the number came by the PCT, whose day of filing lies before. */
  readonly year?: number
}

/** The check character of 8 digits (before October 2003) or 12 digits: weights 2…9 and on from 2, modulo 11, X for 10. */
export const patentCheck = (digits: string): string => {
  const rest = Array.from(digits).reduce((sum, digit, at) => sum + Number(digit) * (2 + (at % 8)), 0) % 11
  return rest === 10 ? 'X' : String(rest)
}

/** Reads a Chinese patent or application number (with or without ZL, CN, the point) or a foreign one that begins with its office's two letters. Refuses wrong lengths, unknown kinds and a wrong check character. */
export const readPatentNumber = (text: string): Checked<PatentNumber> => {
  const typed = squeeze(text).toUpperCase()
  if (typed === '') return wrong('未填写专利号')
  const plain = typed.replace(/^(ZL|CN)/, '').replace('.', '')
  if (/^[A-Z]{2}[0-9A-Z./-]{4,38}$/.test(typed) && !/^(ZL|CN)/.test(typed)) return good({ number: typed })
  if (!/^\d+[\dX]$/.test(plain) || (plain.length !== 9 && plain.length !== 13)) return wrong('中国专利号是 ZL 后 12 位数字加一位校验码（2003年10月以前 8 位加一位）；国外的以两位国别代码开头')
  const digits = plain.slice(0, -1)
  const [kind, year] = digits.length === 12 ? [digits[4] ?? '', Number(digits.slice(0, 4))] : [digits[2] ?? '', yearOf(digits.slice(0, 2))]
  const says = kindOf[kind]
  if (says === undefined) return wrong(`第${digits.length === 12 ? 5 : 3}位“${kind}”不是专利的种类`)
  const expected = patentCheck(digits)
  if (plain.at(-1) !== expected) return wrong(`最后一位校验码应为 ${expected}，实为 ${plain.at(-1) ?? ''}`)
  return good({ number: `${digits}.${expected}`, kind: says, ...(kind === '8' || kind === '9' ? {} : { year }) })
}

/** Applications began in 1985. */
const yearOf = (two: string): number => (Number(two) >= 85 ? 1900 : 2000) + Number(two)
