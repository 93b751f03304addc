import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import type { KeyProvider } from './keys.ts'
import { houseKeys } from './seal.ts'

/**
 * Signatures that anybody can check with the public key and nobody but the house can make: Ed25519 (RFC 8032). The private key is derived from the
 * installation's secret for each purpose, so there is no second secret to keep, to back up or to lose.
 */
export interface Signer {
  /** 64 bytes. The purpose is part of the key: what was signed for one purpose verifies for no other. */
  sign(message: Uint8Array): Buffer
  /** SPKI as PEM: what a service point keeps. */
  readonly publicKey: string
}

/** RFC 8410: the fixed head of an Ed25519 private key in PKCS #8, before its 32 bytes. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

export const signerOf = (keys: Pick<KeyProvider, 'key'>, purpose: string): Signer => {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, keys.key(`sign:${purpose}`)]), format: 'der', type: 'pkcs8' })
  return {
    sign: (message) => sign(null, message, privateKey),
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }),
  }
}

/** False for anything but the signature of exactly these bytes; refuses (throws) a key that is no Ed25519 public key. */
export const isSigned = (message: Uint8Array, signature: Uint8Array, publicKey: string): boolean => {
  const key: KeyObject = createPublicKey(publicKey)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('不是 Ed25519 公钥')
  return signature.length === 64 && verify(null, message, key, signature)
}

/** The signer of this installation. */
export const houseSigner = (purpose: string): Signer => signerOf(houseKeys(), purpose)
