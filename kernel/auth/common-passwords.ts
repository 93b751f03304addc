import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

/** The most common passwords of published breaches, as they ship with the product: nothing is asked over the net. Made by scripts/make-common-passwords.ts. */

let known: ReadonlySet<string> | undefined

const unpack = (): ReadonlySet<string> => {
  const words = new Set<string>()
  let before = ''
  for (const line of brotliDecompressSync(readFileSync(join(import.meta.dirname, 'common-passwords.br'))).toString('ascii').split('\n')) {
    before = before.slice(0, line.charCodeAt(0) - 97) + line.slice(1)
    words.add(before)
  }
  return words
}

/** Whether this is one of them; in lower case. */
export const isCommon = (word: string): boolean => (known ??= unpack()).has(word)
