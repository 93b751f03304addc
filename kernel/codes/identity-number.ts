import type { PlainDate } from '../types.ts'
import { asPlainDate } from '../calendar/plain-date.ts'
import type { Checked } from './checked.ts'
import { good, squeeze, wrong } from './checked.ts'

/** What a citizen number (GB 11643-1999) or a residence permit of the same build says about its holder. */
export type IdentityNumber = {
  /** 18 characters, the check character in upper case; a number of the first generation is brought to 18. */
  readonly number: string
  readonly birthDate: PlainDate
  readonly sex: '男' | '女'
  /** GB/T 2260 code of the place that first issued it; it says where, not where the holder lives now. */
  readonly issuedIn: string
  /** 81, 82 and 83 are the residence permits of Hong Kong, Macao and Taiwan residents. */
  readonly kind: 'citizen' | 'residencePermit'
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECKS = '10X98765432'

/** The check character of the first 17 digits: GB 11643-1999, ISO 7064 MOD 11-2. */
export function identityCheck(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0)
  return CHECKS[sum % 11] ?? ''
}

/**
 * Reads a citizen number of 18 or (first generation) 15 characters, full-width and spaced input included.
 * Refuses a wrong length, a wrong character, an impossible birth date, a birth after `today`, a wrong check character.
 */
export function readIdentityNumber(text: string, today?: PlainDate): Checked<IdentityNumber> {
  const typed = squeeze(text).toUpperCase()
  if (typed === '') return wrong('未填写身份证号码')
  if (typed.length !== 18 && typed.length !== 15) return wrong(`身份证号码应为18位，实为${typed.length}位`)
  const digits = typed.length === 18 ? 17 : 15
  for (let i = 0; i < digits; i++) {
    const c = typed[i] ?? ''
    if (c < '0' || c > '9') return wrong(`第${i + 1}位应为数字，实为“${c}”`)
  }
  const number = typed.length === 18 ? typed : firstGeneration(typed)
  const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  const birthDate = asPlainDate(day)
  if (birthDate === undefined || day < '1900-01-01') return wrong(`第7至14位不是有效的出生日期（${day}）`)
  if (today !== undefined && birthDate > today) return wrong(`出生日期${day}晚于今天`)
  const expected = identityCheck(number)
  if (number[17] !== expected) return wrong(`第18位校验码应为 ${expected}，实为 ${number[17] ?? ''}`)
  return good({
    number,
    birthDate,
    sex: Number(number[16]) % 2 === 1 ? '男' : '女',
    issuedIn: number.slice(0, 6),
    kind: /^8[123]/.test(number) ? 'residencePermit' : 'citizen',
  })
}

// Numbers of the first generation were given to people born in the 1900s only and had no check character.
function firstGeneration(fifteen: string): string {
  const first17 = fifteen.slice(0, 6) + '19' + fifteen.slice(6)
  return first17 + identityCheck(first17)
}
