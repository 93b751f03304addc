/**
 * Why these digits are no bank account, in one sentence for the user; undefined when they may be one.
 * Bank cards (prefix 62, 16 to 19 digits, GB/T 14504 / ISO/IEC 7812-1) end in a Luhn check digit; other accounts carry no common one.
 */
export const accountNumberProblem = (digits: string): string | undefined => {
  if (!/^\d+$/.test(digits)) return '账号只能是数字'
  if (digits.length < 9 || digits.length > 30) return '账号应为 9 到 30 位数字'
  if (/^62\d{14,17}$/.test(digits) && luhnSum(digits) % 10 !== 0) return '卡号的校验位不对，请核对有没有输错'
  return undefined
}

/** The card number whose last digit makes it right; for invented numbers. */
export const withCheckDigit = (digits: string): string => `${digits}${(10 - (luhnSum(`${digits}0`) % 10)) % 10}`

const luhnSum = (digits: string): number =>
  [...digits].toReversed().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1)
    return sum + (value > 9 ? value - 9 : value)
  }, 0)
