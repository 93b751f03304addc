import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSignedSm2, privateKeyOf, publicPointOf, signSm2 } from './sm2.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const message = Buffer.from('message digest')
/** GB/T 32918.5-2017, appendix A.2. */
const example = {
  private: BigInt('0x3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'),
  public: hex('09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020 ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13'),
  once: hex('59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21'),
  signature: hex('f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3 b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'),
}

test('key and signature are those of the example of GB/T 32918.5-2017, and the example verifies', () => {
  expect(publicPointOf(example.private).equals(example.public)).toBe(true)
  expect(signSm2(message, example.private, '1234567812345678', () => example.once).toString('hex')).toBe(example.signature.toString('hex'))
  expect(isSignedSm2(message, example.signature, example.public)).toBe(true)
})

test('a changed bit of signature, message, key or name of the signer does not verify', () => {
  for (let at = 0; at < 64; at++) {
    const changed = Buffer.from(example.signature)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(isSignedSm2(message, changed, example.public)).toBe(false)
  }
  expect(isSignedSm2(Buffer.from('message digesT'), example.signature, example.public)).toBe(false)
  expect(isSignedSm2(message, example.signature, publicPointOf(example.private + 1n))).toBe(false)
  expect(isSignedSm2(message, example.signature, example.public, '1234567812345679')).toBe(false)
  expect(isSignedSm2(message, example.signature.subarray(0, 63), example.public)).toBe(false)
  expect(isSignedSm2(message, Buffer.alloc(64), example.public)).toBe(false)
  const order = hex('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123')
  expect(isSignedSm2(message, Buffer.concat([order, example.signature.subarray(32)]), example.public)).toBe(false)
  const beside = Buffer.from(example.public)
  beside[63] = (beside[63] ?? 0) ^ 1
  expect(() => isSignedSm2(message, example.signature, beside)).toThrow('不是 SM2 公钥')
})

/** Node names no signer to OpenSSL, so its SM2 signs over the empty name. */
test('OpenSSL verifies what is signed here, and here verifies what OpenSSL signs, both over the empty name', () => {
  for (let round = 0; round < 20; round++) {
    const [privateKey, text] = [privateKeyOf(randomBytes(32)), randomBytes(round * 7)]
    const point = publicPointOf(privateKey)
    const theirs = createPublicKey({ key: Buffer.concat([hex('3059301306072a8648ce3d020106082a811ccf5501822d03420004'), point]), format: 'der', type: 'spki' })
    const sec1 = Buffer.concat([hex('30770201010420'), hex(privateKey.toString(16).padStart(64, '0')), hex('a00a06082a811ccf5501822da14403420004'), point])
    const key = createPrivateKey({ key: sec1, format: 'der', type: 'sec1' })
    expect(verify('sm3', text, theirs, derOf(signSm2(text, privateKey, '')))).toBe(true)
    expect(verify('sm3', text, theirs, derOf(signSm2(text, privateKey)))).toBe(false)
    expect(isSignedSm2(text, rawOf(sign('sm3', text, key)), point, '')).toBe(true)
  }
})

const integer = (bytes: Buffer): Buffer => {
  const least = hex(BigInt(`0x${bytes.toString('hex')}`).toString(16).replace(/^(?=(..)*.$)/, '0'))
  const body = (least[0] ?? 0) > 127 ? Buffer.concat([Buffer.of(0), least]) : least
  return Buffer.concat([Buffer.of(2, body.length), body])
}
const derOf = (raw: Buffer): Buffer => {
  const body = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))])
  return Buffer.concat([Buffer.of(0x30, body.length), body])
}
const rawOf = (der: Buffer): Buffer => {
  const first = der.subarray(4, 4 + (der[3] ?? 0))
  const second = der.subarray(6 + first.length)
  return Buffer.concat([first, second].map((part) => hex(part.toString('hex').replace(/^00(?=.{64}$)/, '').padStart(64, '0'))))
}
