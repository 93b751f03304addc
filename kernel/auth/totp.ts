import { createHmac, timingSafeEqual } from 'node:crypto'

/** One-time codes by time: RFC 6238 with HMAC-SHA-1, steps of 30 seconds, six digits, as every authenticator app makes them. Pure. */

export const stepSeconds = 30
const digits = 6

/** The step in which an instant (milliseconds since the epoch) lies. */
export const stepAt = (ms: number): number => Math.floor(ms / 1000 / stepSeconds)

/** The code of a step (RFC 4226 §5.3). `length` is 6; the vectors of RFC 6238 are given with 8. */
export const codeOf = (secret: Uint8Array, step: number, length = digits): string => {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** length).padStart(length, '0')
}

/** The step whose code this is, at most one step off (RFC 6238 §5.2: clocks drift, people type slowly); undefined when it is none of them. */
export const stepOfCode = (secret: Uint8Array, code: string, ms: number): number | undefined => {
  if (!/^\d{6}$/.test(code)) return undefined
  const now = stepAt(ms)
  const given = Buffer.from(code)
  // All three are compared, whichever fits, so that the time says nothing.
  const fitting = [now, now - 1, now + 1].filter((step) => timingSafeEqual(Buffer.from(codeOf(secret, step)), given))
  return fitting[0]
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 without padding (RFC 4648 §6): how authenticator apps take a secret. */
export const base32 = (bytes: Uint8Array): string => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[parseInt(five.padEnd(5, '0'), 2)] ?? '').join('')
}
