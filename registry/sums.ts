/** Exact between fen and yuan, both as text: no sum passes through a fraction that a machine rounds. */

const form = /^(\d+)(?:\.(\d+))?$/

/** `'3133789'` is `'31337.89'`. */
export const yuanOf = (fen: string | number | bigint): string => shifted(String(fen), -2)

/** `'31337.89'` or `31337.89` is `'3133789'`. */
export const fenOf = (yuan: unknown): string => shifted(String(yuan), 2)

const shifted = (text: string, by: 2 | -2): string => {
  const [, whole = '', part = ''] = form.exec(text) ?? []
  if (whole === '') throw new Error('a sum is no plain decimal number')
  const digits = by > 0 ? whole + part.padEnd(2, '0').slice(0, 2) : whole.padStart(3, '0').slice(0, -2)
  const rest = by > 0 ? part.slice(2) : whole.padStart(3, '0').slice(-2) + part
  const trimmed = rest.replace(/0+$/, '')
  return `${digits.replace(/^0+(?=\d)/, '')}${trimmed ? `.${trimmed}` : ''}`
}
