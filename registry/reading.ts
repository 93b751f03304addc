import { pinyin } from 'pinyin-pro'

/** Whole pinyin and initials of a name in lower case, for search: 沈知远 → shenzhiyuan, szy. Latin letters stay, anything else is left out. */
export const readingOf = (name: string): { pinyin: string; initials: string } => {
  const parts = pinyin(name, { toneType: 'none', type: 'array', v: true, surname: 'head', nonZh: 'consecutive' }).map((part) => part.toLowerCase().replace(/[^a-z]/g, ''))
  return { pinyin: parts.join(''), initials: parts.map((part) => part.slice(0, 1)).join('') }
}
