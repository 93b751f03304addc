import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { z } from 'zod'

/**
 * `node scripts/make-common-passwords.ts passwords.json`: packs the list of the most common passwords of @zxcvbn-ts/language-common (MIT; a JSON array,
 * or a map from word to rank) into kernel/auth/common-passwords.br. Sorted; each word begins with how many letters it shares with the one before.
 */
const [source] = process.argv.slice(2)
if (!source) throw new Error('Usage: node scripts/make-common-passwords.ts passwords.json')
const listed = z.union([z.array(z.string()), z.record(z.string(), z.number())]).parse(JSON.parse(readFileSync(source, 'utf8')))
const words = [...new Set((Array.isArray(listed) ? listed : Object.keys(listed)).map((word) => word.toLowerCase()))].filter((word) => word.length >= 5 && /^[\x21-\x7e]+$/.test(word)).toSorted()
let before = ''
const lines = words.map((word) => {
  let shared = 0
  while (shared < 25 && shared < word.length && word[shared] === before[shared]) shared++
  before = word
  return `${String.fromCharCode(97 + shared)}${word.slice(shared)}`
})
const packed = brotliCompressSync(lines.join('\n'))
writeFileSync(join(import.meta.dirname, '../kernel/auth/common-passwords.br'), packed)
console.log(`${words.length} words, ${packed.length} bytes`)
