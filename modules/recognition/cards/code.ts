import { isSigned, type Signer } from '../../../kernel/seal/sign.ts'
import { isPlainDate } from '../../../kernel/calendar/plain-date.ts'
import { z } from 'zod'
import type { Id, PlainDate } from '../../../kernel/types.ts'
import { cardLifeSeconds, type CodeRefusal } from './contract.ts'

/**
 * The code on a talent card: `JYK1.<claims>.<signature>`. It carries the class, a masked name, the card's serial and until when it may be shown; no
 * number of a document, no employer. Sixty seconds of life make a photograph of it worthless; Ed25519 or SM2 (kernel/seal/sign.ts) lets a counter without a network check it.
 */
export const cardPurpose = 'talent-card'
/** A counter's clock may be this far off. */
const skewSeconds = 30

export interface CardClaims {
  classId: Id<'talentClass'>
  level: string
  maskedName: string
  /** Last day of the class; null where it has none. */
  validTo: PlainDate | null
}
export interface ShownCard extends CardClaims {
  serial: string
  /** Seconds since 1970. */
  shownUntil: number
}

/** What people read aloud; the whole identity of the class stands in the code. */
export const serialOf = (classId: string): string => classId.replaceAll('-', '').slice(-12).toUpperCase().replaceAll(/(.{4})(?=.)/g, '$1-')

/** 沈知远 → 沈＊远, 沈远 → 沈＊: the counter compares it with the face before it. */
export const maskedOf = (name: string): string => {
  const letters = [...name]
  if (letters.length <= 2) return `${letters[0] ?? ''}＊`
  return `${letters[0]}${'＊'.repeat(Math.min(letters.length - 2, 6))}${letters.at(-1)}`
}

const Claims = z.tuple([z.string().regex(/^[0-9a-f-]{36}$/), z.string().max(6), z.string().max(10), z.string().refine((day) => day === '' || isPlainDate(day)), z.number().int()])

/** `now` in seconds since 1970. */
export const writeCode = ({ classId, level, maskedName, validTo }: CardClaims, signer: Signer, now: number): { code: string; shownUntil: number } => {
  const shownUntil = now + cardLifeSeconds
  const head = `JYK1.${Buffer.from(JSON.stringify([classId, level, maskedName, validTo ?? '', shownUntil])).toString('base64url')}`
  return { code: `${head}.${signer.sign(Buffer.from(head)).toString('base64url')}`, shownUntil }
}

/** Reads a code with the public key alone: what it says, or why it does not count. `today` is the day in Shanghai. */
export const readCode = (code: string, publicKey: string, { now, today }: { now: number; today: PlainDate }): ShownCard | CodeRefusal => {
  const parts = /^(JYK1\.([\w-]{20,600}))\.([\w-]{86})$/.exec(code.trim())
  const [, head, body, signature] = parts ?? []
  if (!head || !body || !signature) return 'malformed'
  const bytes = Buffer.from(signature, 'base64url')
  // base64url has several spellings of one value: only the one that we write counts, so that every altered letter is an altered code.
  if (bytes.toString('base64url') !== signature || !isSigned(Buffer.from(head), bytes, publicKey)) return 'forged'
  const claims = claimsOf(body)
  if (!claims) return 'malformed'
  const [classId, level, maskedName, validTo, shownUntil] = claims
  if (now > shownUntil || shownUntil > now + cardLifeSeconds + skewSeconds) return 'expired'
  if (validTo !== '' && validTo < today) return 'lapsed'
  return { classId: classId as Id<'talentClass'>, level, maskedName, validTo: validTo === '' ? null : validTo, serial: serialOf(classId), shownUntil }
}

const claimsOf = (body: string): z.output<typeof Claims> | undefined => {
  try {
    const read = Claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}
