import iconv from 'iconv-lite'
import type { Secret } from './secrets.ts'

/** One secret as bytes, in one encoding. */
export interface Needle {
  secret: Secret['name']
  encoding: string
  bytes: Buffer
}

/** Shorter ones would be found by chance in what is random (sealed values, hashes) or simply somewhere. */
export const shortest = 6

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16()
const codeUnits = (text: string): number[] => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
const hex = (text: string): string => Buffer.from(text).toString('hex')
const percent = (text: string): string => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const escaped = (text: string): string => codeUnits(text).map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')

/** Base64 of a text that begins somewhere within three bytes: what its neighbours also decide is cut off at both ends. */
const within64 = (bytes: Buffer, offset: 0 | 1 | 2): string => {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64').replaceAll('=', '')
  const ends = offset + bytes.length
  return text.slice(offset === 0 ? 0 : offset + 1, ends % 3 === 0 ? undefined : Math.floor((ends * 8) / 6))
}

const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_')

const encodings: Readonly<Record<string, (text: string) => string | Buffer>> = {
  'utf-8': (text) => text,
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => swapped(Buffer.from(text, 'utf16le')),
  gb18030: (text) => iconv.encode(text, 'gb18030'),
  'base64+0': (text) => within64(Buffer.from(text), 0),
  'base64+1': (text) => within64(Buffer.from(text), 1),
  'base64+2': (text) => within64(Buffer.from(text), 2),
  'base64url+0': (text) => urlSafe(within64(Buffer.from(text), 0)),
  'base64url+1': (text) => urlSafe(within64(Buffer.from(text), 1)),
  'base64url+2': (text) => urlSafe(within64(Buffer.from(text), 2)),
  hex: (text) => hex(text),
  HEX: (text) => hex(text).toUpperCase(),
  '%xx': (text) => percent(text),
  '%XX': (text) => percent(text).toUpperCase(),
  encodeURIComponent: (text) => encodeURIComponent(text),
  '\\u': (text) => escaped(text),
  '\\U': (text) => escaped(text).replaceAll(/[a-f]/g, (digit) => digit.toUpperCase()),
  '&#;': (text) => [...text].map((one) => `&#${one.codePointAt(0)};`).join(''),
  '&#x;': (text) => [...text].map((one) => `&#x${one.codePointAt(0)?.toString(16)};`).join(''),
  reversed: (text) => [...text].toReversed().join(''),
  'by four': (text) => text.replaceAll(/(.{4})(?=.)/gu, '$1 '),
  'by four, -': (text) => text.replaceAll(/(.{4})(?=.)/gu, '$1-'),
  '3-4-4': (text) => text.replace(/^(.{3})(.{4})(.*)$/u, '$1 $2 $3'),
  'full width': (text) => text.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
  'lower case': (text) => text.toLowerCase(),
}

export const encodingNames = Object.keys(encodings)

/** Every secret in every form and encoding, each sequence of bytes once, under the plainest name that makes it. */
export const needlesOf = (secrets: readonly Secret[]): Needle[] => {
  const known = new Map<string, Needle>()
  for (const { name, forms } of secrets)
    for (const form of forms)
      for (const [encoding, encode] of Object.entries(encodings)) {
        const made = encode(form)
        const bytes = typeof made === 'string' ? Buffer.from(made) : made
        if (bytes.length < shortest) throw new Error(`${name} in ${encoding} is too short to be looked for`)
        const key = bytes.toString('latin1')
        if (!known.has(key)) known.set(key, { secret: name, encoding, bytes })
      }
  return [...known.values()]
}
