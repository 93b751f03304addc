import { createCipheriv, createDecipheriv } from 'node:crypto'
import { openHintsWith } from '../hint-field.ts'
import { mac } from './cipher.ts'
import type { KeyProvider } from './keys.ts'
import { hintOf, houseKeys } from './seal.ts'

/**
 * The last four characters of a number, as the database keeps them: `hint:<kind>:<16 bytes of a keyed index and the characters under it>`. Equal characters of one kind are equal
 * tokens, so the database finds people by them and compares records; without the keys nobody reads any. The composition is SIV (RFC 5297, 2.6) with HMAC-SHA-256 as its
 * pseudo-random function and AES-256-CTR: the index is the nonce, and is checked at the opening. Like every index it belongs to the first generation of keys.
 */
export const hintKinds = ['document', 'phone', 'account'] as const
export type HintKind = (typeof hintKinds)[number]

const form = new RegExp(`^hint:(${hintKinds.join('|')}):([A-Za-z0-9_-]{22,})$`)
const within = new RegExp(`hint:(?:${hintKinds.join('|')}):[A-Za-z0-9_-]{22,}`, 'g')
const indexBytes = 16

/** `''` where a number is too short to show any of it. */
export const sealHint = (kind: HintKind, number: string, keys?: KeyProvider): string => tailToken(kind, hintOf(number), keys)

/** The token of last characters that are known already: what a clerk typed to find somebody. */
export const tailToken = (kind: HintKind, tail: string, keys: KeyProvider = houseKeys()): string => {
  if (tail === '') return ''
  const index = indexOf(keys, kind, tail)
  const cipher = createCipheriv('aes-256-ctr', keys.key(`hint-body:${kind}`), index)
  return `hint:${kind}:${Buffer.concat([index, cipher.update(tail, 'utf8'), cipher.final()]).toString('base64url')}`
}

/** The last characters again; throws for what is no token, or was changed. */
export const openHint = (token: string, keys: KeyProvider = houseKeys()): string => {
  if (token === '') return ''
  const [, kind = '', body = ''] = form.exec(token) ?? []
  if (body === '') throw new Error('a hint of an unknown form')
  const bytes = Buffer.from(body, 'base64url')
  const index = bytes.subarray(0, indexBytes)
  const made = createDecipheriv('aes-256-ctr', keys.key(`hint-body:${kind}`), index)
  const tail = Buffer.concat([made.update(bytes.subarray(indexBytes)), made.final()]).toString('utf8')
  if (!indexOf(keys, kind, tail).equals(index)) throw new Error('a hint that was changed, or of other keys')
  return tail
}

/** A text in which hints stand, with each opened. */
export const hintsSaid = (text: string): string => text.replaceAll(within, (token) => openHint(token))

const indexOf = (keys: KeyProvider, kind: string, tail: string): Buffer => mac(keys.key(`index:hint.${kind}`), tail).subarray(0, indexBytes)

openHintsWith(openHint)
