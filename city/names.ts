import { pinyin } from 'pinyin-pro'
import type { Random } from './random.ts'

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const givenMale = '伟强磊洋勇军杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢佳阳建亮成畅彬晨峰振文博诚睿翔哲轩昊泽远嘉航一鸣思齐景行云'
const givenFemale = '芳娜敏静丽娟艳霞燕玲桂秀英红莉萍雪梅琳洁婷慧颖倩蕾薇莹佳欣怡悦雅琪妍梦瑶诗涵子萱若溪语彤晓雯清扬安澜初夏一诺书宜南乔'
/** Earlier surnames are far more frequent. */
const weights = [...surnames].map((_, i) => 1 / (i + 6))
const totalWeight = weights.reduce((sum, weight) => sum + weight, 0)

const reading = new Map<string, string>()
const read = (character: string, surname: boolean): string => {
  const key = surname ? `^${character}` : character
  const known = reading.get(key)
  if (known !== undefined) return known
  const made = pinyin(character, { toneType: 'none', type: 'string', v: true, ...(surname ? { surname: 'head' as const } : {}) })
  reading.set(key, made)
  return made
}

/** Whole pinyin and initials of a name, for search: 张知远 → zhangzhiyuan, zzy. */
export const readingOf = (name: string): { pinyin: string; initials: string } => {
  const parts = [...name].map((character, i) => read(character, i === 0))
  return { pinyin: parts.join('').toLowerCase(), initials: parts.map((part) => part.slice(0, 1)).join('').toLowerCase() }
}

export const inventName = (random: Random, sex: '男' | '女'): string => {
  let at = random.next() * totalWeight
  let index = 0
  while (index < weights.length - 1 && at >= (weights[index] ?? 0)) at -= weights[index++] ?? 0
  const given = sex === '男' ? givenMale : givenFemale
  const first = given[random.between(0, given.length - 1)] ?? ''
  const second = random.chance(0.78) ? (given[random.between(0, given.length - 1)] ?? '') : ''
  return `${surnames[index] ?? ''}${first}${second}`
}
