/**
 * A sentence about a cell, as it may be kept and shown. It quotes what is wrong, and what stands in the wrong column may be anything: an identity number under 到岗日期, an address
 * under 所在地, a mail address under 月工资. Of a quotation stay words as short as an entry of a list and days; numbers and what is longer do not. The file itself is kept sealed, and
 * row and column say where to look.
 */
export const withoutValues = (sentence: string): string =>
  sentence.replaceAll(/“([^”]*)”/g, (_, quoted: string) => `“${kept(quoted)}”`).replaceAll(/[0-9A-Za-z]{9,}/g, '（号码）')

const day = /^\d{1,4}[./年-]\d{1,2}[./月-]\d{1,4}日?$/
const longest = 8

const kept = (quoted: string): string => {
  if (day.test(quoted)) return quoted
  if (/[0-9A-Za-z]{9,}/.test(quoted.normalize('NFKC').replaceAll(/[\s-]/g, ''))) return '（号码）'
  const bare = quoted.replaceAll(/[\d０-９]{4,}/g, '（数字）')
  return bare.length > longest || bare.includes('@') ? `${[...bare].slice(0, 2).join('')}……` : bare
}
