import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { isSigned, signatures, signerOf } from './sign.ts'

const keys = { key: (purpose: string) => Buffer.alloc(32, purpose) }
const message = Buffer.from('JYK1.沈＊远')

test.each(signatures)('%s: what the house signs verifies with its public key, and with no bit, purpose or house changed', (by) => {
  const signer = signerOf(keys, 'talent-card', by)
  const signature = signer.sign(message)
  expect(signature).toHaveLength(64)
  expect(isSigned(message, signature, signer.publicKey)).toBe(true)
  expect(signerOf(keys, 'talent-card', by).publicKey).toBe(signer.publicKey)
  expect(isSigned(Buffer.from('JYK1.沈＊'), signature, signer.publicKey)).toBe(false)
  expect(isSigned(message, Buffer.concat([signature, Buffer.of(0)]), signer.publicKey)).toBe(false)
  expect(isSigned(message, signature, signerOf(keys, 'another-purpose', by).publicKey)).toBe(false)
  expect(isSigned(message, signature, signerOf({ key: () => Buffer.alloc(32, 7) }, 'talent-card', by).publicKey)).toBe(false)
})

test('a key verifies by its own algorithm alone, and one of neither is refused', () => {
  const [edwards, sm2] = [signerOf(keys, 'talent-card'), signerOf(keys, 'talent-card', 'sm2')]
  expect(isSigned(message, edwards.sign(message), sm2.publicKey)).toBe(false)
  expect(isSigned(message, sm2.sign(message), edwards.publicKey)).toBe(false)
  for (const { publicKey } of [generateKeyPairSync('ec', { namedCurve: 'P-256' }), generateKeyPairSync('rsa', { modulusLength: 2048 })]) {
    expect(() => isSigned(message, sm2.sign(message), publicKey.export({ type: 'spki', format: 'pem' }))).toThrow('不是 Ed25519 或 SM2 公钥')
  }
})

test('JUYING_SIGN names the algorithm; another word stops the start with a sentence', () => {
  expect([readConfig({}).sign, readConfig({ JUYING_SIGN: 'sm2' }).sign]).toEqual(['ed25519', 'sm2'])
  expect(() => readConfig({ JUYING_SIGN: 'rsa' })).toThrow('JUYING_SIGN 只能是')
})
