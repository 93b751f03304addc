import { pinyin } from 'pinyin-pro'

/**
 * Characters of names outside the basic plane, to the form by which the dictionary knows them: simplified forms of the 通用规范汉字表 to their
 * traditional ones, and 𠮷 to 吉. A character that neither knows has no reading; it is found by itself.
 */
const knownAs: ReadonlyMap<string, string> = new Map(
  '𠮷吉 𬱖頔 𫖯頫 𬘭綝 𬭚錞 𬭎鋐 𬍛瓅 𬬭錀 𬴊驎 𬙂縯 𬯎隤 𬤇諟 𬀩暐 𫄧綖 𬸚鸑 𬸦鷟 𬍡璗 𬊤燀 𬬮鋹 𫘧騄 𫘨騠 𬮱闉'.split(' ').map((pair) => {
    const [rare = '', common = ''] = pair
    return [rare, common]
  }),
)

/** Whole pinyin and initials of a name in lower case, for search: 沈知远 → shenzhiyuan, szy. Latin letters stay, anything else is left out. */
export const readingOf = (name: string): { pinyin: string; initials: string } => {
  const readable = Array.from(name, (character) => knownAs.get(character) ?? character).join('')
  const parts = pinyin(readable, { toneType: 'none', type: 'array', v: true, surname: 'head', nonZh: 'consecutive' }).map((part) => part.toLowerCase().replace(/[^a-z]/g, ''))
  return { pinyin: parts.join(''), initials: parts.map((part) => part.slice(0, 1)).join('') }
}
