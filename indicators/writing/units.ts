import { plainText, unitPattern } from './blanks.ts'

/** What a number counts, by the word behind it. */
export type Measured = 'person' | 'thing' | 'money' | 'percent' | 'points' | 'months' | 'years' | 'days' | 'age' | 'hours' | 'occurrence' | 'area' | 'number' | 'none'

export interface WrittenUnit {
  /** As it stands in the sentence: 万名, 亿元, %. */
  text: string
  measured: Measured
  /** How many of the base unit one of it is: 万 is 10000. */
  scale: bigint
  /** Characters from the blank to the end of the unit. */
  length: number
}

const noUnit: WrittenUnit = { text: '', measured: 'none', scale: 1n, length: 0 }

export const unitAfter = (rest: string): WrittenUnit => {
  const found = unitPattern.exec(plainText(rest))
  if (!found) return noUnit
  const [whole] = found
  const text = whole.trim()
  const bare = text.replace(/^[余多来]/, '')
  const scale = /^(万|余万|万余)/.test(bare) ? 10_000n : bare.startsWith('亿') ? 100_000_000n : bare.startsWith('千') && bare.length > 1 ? 1000n : bare.startsWith('百') && bare.length > 1 && !bare.startsWith('百分') ? 100n : 1n
  const word = bare.replace(/^(万余|余万|万|亿|千)/, '').replace(/^百(?!分)/, '')
  return { text, measured: measuredBy(word, rest.slice(whole.length)), scale, length: whole.length }
}

const measuredBy = (word: string, behind: string): Measured => {
  if (word === '%' || word === '‰') return /^ ?(?:个)?百分点/.test(behind) ? 'points' : 'percent'
  if (word.endsWith('百分点')) return 'points'
  if (word === '元') return 'money'
  if (word === '平方米' || word === '㎡' || word === 'm2' || word === 'm²') return 'area'
  if (word === '人次') return 'occurrence'
  if (word === '人年' || word === '人日') return 'none'
  if (['名', '人', '位'].includes(word)) return 'person'
  if (word === '个月') return 'months'
  if (word === '个工作日' || word === '工作日' || word === '天') return 'days'
  if (word === '日' || word === '月') return 'number'
  if (word === '年') return 'years'
  if (word === '岁' || word === '周岁') return 'age'
  if (word === '学时') return 'hours'
  if (word === '号' || word === '期' || word === '届') return 'number'
  if (word === '') return 'none'
  return 'thing'
}
