import { createHash, randomBytes } from 'node:crypto'

/**
 * SM2 signatures (GB/T 32918.2-2016) with SM3 on the curve of GB/T 32918.5-2017. Written here because Node gives OpenSSL's SM2 no way to name its signer, and a signature of the
 * standard is over that name; SM3 and the random numbers are OpenSSL's. Computed with BigInt and therefore not in constant time: whoever can measure each signature to the
 * microsecond on the machine itself is not kept out, and a certified module goes behind `Signer`.
 */
const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const a = p - 3n
const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
const base = { x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n, y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n }

/** The signer's name where nobody agreed on another (GB/T 35276). */
export const usualSigner = '1234567812345678'

interface Point {
  x: bigint
  y: bigint
}
/** Jacobian: x/z², y/z³; z nought is the point at infinity. */
type Jacobian = readonly [x: bigint, y: bigint, z: bigint]

const mod = (value: bigint, by: bigint): bigint => ((value % by) + by) % by

const inverse = (value: bigint, by: bigint): bigint => {
  let [low, high, one, other] = [mod(value, by), by, 1n, 0n]
  while (low > 1n) {
    const times = high / low
    ;[low, high, one, other] = [high - times * low, low, other - times * one, one]
  }
  return mod(one, by)
}

const twice = ([x, y, z]: Jacobian): Jacobian => {
  const [yy, zz] = [mod(y * y, p), mod(z * z, p)]
  const s = mod(4n * x * yy, p)
  // a is -3
  const m = mod(3n * (x - zz) * (x + zz), p)
  const x3 = mod(m * m - 2n * s, p)
  return [x3, mod(m * (s - x3) - 8n * yy * yy, p), mod(2n * y * z, p)]
}

const sum = (one: Jacobian, other: Jacobian): Jacobian => {
  if (one[2] === 0n) return other
  if (other[2] === 0n) return one
  const [z1, z2] = [mod(one[2] * one[2], p), mod(other[2] * other[2], p)]
  const [u1, u2] = [mod(one[0] * z2, p), mod(other[0] * z1, p)]
  const [s1, s2] = [mod(one[1] * z2 * other[2], p), mod(other[1] * z1 * one[2], p)]
  if (u1 === u2) return s1 === s2 ? twice(one) : [1n, 1n, 0n]
  const [h, r] = [mod(u2 - u1, p), mod(s2 - s1, p)]
  const hh = mod(h * h, p)
  const [hhh, v] = [mod(h * hh, p), mod(u1 * hh, p)]
  const x = mod(r * r - hhh - 2n * v, p)
  return [x, mod(r * (v - x) - s1 * hhh, p), mod(h * one[2] * other[2], p)]
}

const times = (scalar: bigint, { x, y }: Point): Jacobian => {
  let made: Jacobian = [1n, 1n, 0n]
  for (const bit of scalar.toString(2)) {
    made = twice(made)
    if (bit === '1') made = sum(made, [x, y, 1n])
  }
  return made
}

const affine = ([x, y, z]: Jacobian): Point => {
  const i = inverse(z, p)
  return { x: mod(x * i * i, p), y: mod(y * i * i * i, p) }
}

const bytesOf = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)

/** What is signed: SM3 over the signer's name with curve and key (Z), and over the message behind it. */
const digestOf = (message: Uint8Array, of: Point, signer: string): bigint => {
  const name = Buffer.from(signer)
  const z = createHash('sm3').update(Buffer.of((name.length * 8) >> 8, (name.length * 8) & 0xff)).update(name)
  for (const part of [a, b, base.x, base.y, of.x, of.y]) z.update(bytesOf(part))
  return numberOf(createHash('sm3').update(z.digest()).update(message).digest())
}

/** A private key between 1 and n-2 out of 32 bytes that are evenly spread. */
export const privateKeyOf = (bytes: Uint8Array): bigint => mod(numberOf(bytes), n - 2n) + 1n

/** x and y, 32 bytes each. */
export const publicPointOf = (privateKey: bigint): Buffer => {
  const { x, y } = affine(times(privateKey, base))
  return Buffer.concat([bytesOf(x), bytesOf(y)])
}

/** r and s, 32 bytes each. `draw` gives the 32 bytes behind each one-time number; the standard's example gives its own. */
export const signSm2 = (message: Uint8Array, privateKey: bigint, signer = usualSigner, draw: () => Uint8Array = () => randomBytes(32)): Buffer => {
  const e = digestOf(message, affine(times(privateKey, base)), signer)
  for (;;) {
    const k = numberOf(draw())
    if (k === 0n || k >= n) continue
    const r = mod(e + affine(times(k, base)).x, n)
    const s = mod(inverse(1n + privateKey, n) * (k - r * privateKey), n)
    if (r !== 0n && r + k !== n && s !== 0n) return Buffer.concat([bytesOf(r), bytesOf(s)])
  }
}

/** False for anything but the signature of exactly these bytes by this signer; refuses (throws) 64 bytes that are no point of the curve. */
export const isSignedSm2 = (message: Uint8Array, signature: Uint8Array, publicPoint: Uint8Array, signer = usualSigner): boolean => {
  const of = { x: numberOf(publicPoint.subarray(0, 32)), y: numberOf(publicPoint.subarray(32)) }
  if (publicPoint.length !== 64 || of.x >= p || of.y >= p || mod(of.y * of.y - of.x * (of.x * of.x + a) - b, p) !== 0n) throw new Error('不是 SM2 公钥')
  if (signature.length !== 64) return false
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))]
  const t = mod(r + s, n)
  if (r === 0n || r >= n || s === 0n || s >= n || t === 0n) return false
  const point = sum(times(s, base), times(t, of))
  return point[2] !== 0n && mod(digestOf(message, of, signer) + affine(point).x, n) === r
}
