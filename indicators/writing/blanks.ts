import type { Blank, Line } from './types.ts'

/** Full-width letters, digits and signs as their plain ones, character for character, so that offsets stay. */
export const plainText = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replace(/[✕✖╳]/g, '×').replace(/[\u2002\u2003\u3000\u00a0]/g, ' ')

/** What may follow a number; also what makes a lone X a blank. */
export const unitPattern = /^ ?(?:余|多|来)?(?:(?:万|亿|千|百|万余|余万)?(?:名|人次|人年|人日|人|位|元|件次|件|家次|家|个百分点|百分点|个工作日|工作日|个月|个|支|项|套|户|处|所|座|间|平方米|平方公里|公顷|亩|㎡|m2|台|辆|场次|场|期|号|批次|批|条|篇|次|版|倍|学时|周岁|岁|分钟|小时|天|日|年|月|季度|届|门|节|笔|对|本|张|份|类|种|层|级|分|成|时|岁以上|m²)|%|‰|万|亿|:1)/

const numberBlank = String.raw`\d{0,4}\.?(?:[X×]+(?:\.[X×]+)?|x{2,}(?:\.x+)?)`
const shapes = new RegExp(`${numberBlank}|[〇○◯Ο]{2,}|_{2,}(?:\\._+)?|【[^【】]{0,24}】|[(] {2,}[)]|\\[ *\\]|[*]{2,}`, 'g')

/** Every blank of a draft, in the order of reading. An X inside a Latin word is none, nor is 二〇〇六. */
export const findBlanks = (lines: readonly Line[]): Blank[] => {
  const blanks: Blank[] = []
  for (const [line, { text }] of lines.entries()) {
    const plain = plainText(text)
    for (const match of plain.matchAll(shapes)) {
      const [found] = match
      const from = match.index
      const to = from + found.length
      if (!isBlank(plain, from, to, found)) continue
      const hint = found.startsWith('【') ? found.slice(1, -1).trim() : ''
      const decimals = /\.([X×x_]+)$/.exec(found)?.[1]?.length ?? null
      const typed = /^[\d.]*/.exec(found)?.[0] ?? ''
      blanks.push({ index: blanks.length + 1, line, from, to, text: text.slice(from, to), hint: /^[X×_ ]*$/.test(hint) ? '' : hint, decimals, typed: found.startsWith('【') ? '' : typed })
    }
  }
  return blanks
}

const isBlank = (plain: string, from: number, to: number, found: string): boolean => {
  const [before = '', after = ''] = [plain[from - 1], plain[to]]
  const rest = plain.slice(to)
  if (/^[\d.]*[X×x]/.test(found)) {
    if (/[A-Za-z0-9]/.test(before) || /[A-WYZa-wyz0-9]/.test(after)) return false
    // 3×4 is a product; a lone X needs something to count.
    if (/^\d+\.?[×x]$/.test(found) && !unitPattern.test(rest)) return false
    return found.replace(/[\d.]/g, '').length > 1 || unitPattern.test(rest)
  }
  if (/^[〇○◯Ο]/.test(found)) return !/[一二三四五六七八九十零]/.test(before) && !/[一二三四五六七八九十]/.test(after)
  if (found.startsWith('【')) return isBracket(plain, from, rest, found)
  if (found.startsWith('*')) return unitPattern.test(rest)
  if (found.startsWith('[')) return /^\[ *\]$/.test(found) && !rest.startsWith('(')
  return true
}

/** 【编者按】 at the head of a line is a heading; with a unit behind it, or nothing inside, it waits for a number. */
const isBracket = (plain: string, from: number, rest: string, found: string): boolean => {
  if (/^【[X×_ ]*】$/.test(found) || unitPattern.test(rest)) return true
  return plain.slice(0, from).trim() !== ''
}
