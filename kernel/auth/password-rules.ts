import { isCommon } from './common-passwords.ts'
import { longestPassword, shortestPassword } from './password-rules-words.ts'

/**
 * What a password has to be: long, and not what a guesser tries first. No rules of composition: they make people write `Abc123!@#` (NIST SP 800-63B-4, 3.1.1.2).
 * Pure; the sentence says why not.
 */

export type Weakness = 'short' | 'long' | 'common' | 'repeated' | 'ownWords'
export const weaknessSentences: Readonly<Record<Weakness, string>> = {
  short: `口令至少 ${shortestPassword} 个字，可以是一句好记的话；不要求大小写和符号`,
  long: `口令最多 ${longestPassword} 个字`,
  common: '这个口令（或它的主干）在已经泄露的常用口令里，别人最先试的就是它，请换一个',
  repeated: '这个口令只是同一小段的重复，或键盘上、数字里顺着数下来的，请换一个',
  ownWords: '去掉账号、姓名、城市和系统的名字之后剩得太少，熟人一猜就中，请换一个',
}

const letters: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' }
const unleet = (text: string): string => text.replace(/[013457@$!]/g, (sign) => letters[sign] ?? sign)

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', 'qwertyuiopasdfghjklzxcvbnm', '!@#$%^&*()']
const walks = rows.flatMap((row) => [row, [...row].toReversed().join('')])

/** How many pieces it takes to lay the text out of runs along a row of keys; a run has four letters at least, everything else counts as a piece each. */
const pieces = (text: string): number => {
  let count = 0
  for (let at = 0; at < text.length; count++) {
    let longest = 1
    for (let end = text.length; end - at >= 4; end--) {
      const part = text.slice(at, end)
      if (walks.some((row) => row.includes(part)) || new Set(part).size === 1) {
        longest = end - at
        break
      }
    }
    at += longest
  }
  return count
}

const isRepeated = (text: string): boolean => [...Array(Math.floor(text.length / 2)).keys()].some((at) => at < 6 && text.length > (at + 1) * 2 && text === text.slice(0, at + 1).repeat(text.length).slice(0, text.length))

/** The word behind digits and signs that people put before and after it: `Password2026!` is `password`. */
const stems = (text: string): string[] => {
  const bare = text.replace(/^[^a-z]+|[^a-z]+$/g, '')
  const plain = unleet(text).replace(/[^a-z]+$/g, '')
  const half = text.length % 2 === 0 && text.slice(0, text.length / 2) === text.slice(text.length / 2) ? [text.slice(0, text.length / 2)] : []
  return [text, unleet(text), bare, unleet(bare), plain, ...half]
}

/** Why a password is refused; undefined when it may be used. `words`: login, name, city: what people around the owner know. */
export const weaknessOf = (password: string, words: readonly string[]): Weakness | undefined => {
  const text = password.normalize('NFKC').toLowerCase()
  const length = [...text].length
  if (length < shortestPassword) return 'short'
  if (length > longestPassword) return 'long'
  if (isRepeated(text) || pieces(text) <= 3) return 'repeated'
  // A long sentence may well begin with a common word; what counts is that hardly anything else is there.
  if (stems(text).some((stem) => stem.length >= 5 && isCommon(stem) && text.length - stem.length <= 8)) return 'common'
  const known = words.map((word) => word.normalize('NFKC').toLowerCase()).filter((word) => [...word].length >= 2)
  const rest = known.toSorted((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ''), text)
  if (rest !== text && [...rest.replace(/\d{1,8}/g, '')].length < 6) return 'ownWords'
  return undefined
}
