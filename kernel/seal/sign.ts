import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readConfig } from '../config.ts'
import type { KeyProvider } from './keys.ts'
import { houseKeys } from './seal.ts'
import { isSignedSm2, privateKeyOf, publicPointOf, signSm2 } from './sm2.ts'

/**
 * Signatures that anybody can check with the public key and nobody but the house can make: Ed25519 (RFC 8032), or SM2 with SM3 (GB/T 32918.2) where JUYING_SIGN says so. The
 * private key is derived from the installation's secret for each purpose and algorithm, so there is no second secret to keep, to back up or to lose.
 */
export interface Signer {
  /** 64 bytes. The purpose is part of the key: what was signed for one purpose verifies for no other. */
  sign(message: Uint8Array): Buffer
  /** SPKI as PEM: what a service point keeps. It says by which algorithm it verifies. */
  readonly publicKey: string
}

export const signatures = ['ed25519', 'sm2'] as const
export type SignatureName = (typeof signatures)[number]

/** RFC 8410: the fixed head of an Ed25519 private key in PKCS #8, before its 32 bytes. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')
/** GB/T 35276: the fixed head of an SM2 public key in SPKI, before the 64 bytes of its point. */
const sm2Head = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d03420004', 'hex')

export const signerOf = (keys: Pick<KeyProvider, 'key'>, purpose: string, by: SignatureName = 'ed25519'): Signer => (by === 'sm2' ? sm2SignerOf(keys, purpose) : ed25519SignerOf(keys, purpose))

const ed25519SignerOf = (keys: Pick<KeyProvider, 'key'>, purpose: string): Signer => {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, keys.key(`sign:${purpose}`)]), format: 'der', type: 'pkcs8' })
  return {
    sign: (message) => sign(null, message, privateKey),
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }),
  }
}

const sm2SignerOf = (keys: Pick<KeyProvider, 'key'>, purpose: string): Signer => {
  const privateKey = privateKeyOf(keys.key(`sign-sm2:${purpose}`))
  const text = Buffer.concat([sm2Head, publicPointOf(privateKey)]).toString('base64')
  return {
    sign: (message) => signSm2(message, privateKey),
    publicKey: `-----BEGIN PUBLIC KEY-----\n${text.replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END PUBLIC KEY-----\n`,
  }
}

/** False for anything but the signature of exactly these bytes; refuses (throws) a key that is neither an Ed25519 nor an SM2 public key. */
export const isSigned = (message: Uint8Array, signature: Uint8Array, publicKey: string): boolean => {
  const key = createPublicKey(publicKey)
  const spki = key.export({ type: 'spki', format: 'der' })
  if (spki.subarray(0, sm2Head.length).equals(sm2Head)) return isSignedSm2(message, signature, spki.subarray(sm2Head.length))
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('不是 Ed25519 或 SM2 公钥')
  return signature.length === 64 && verify(null, message, key, signature)
}

/** The signer of this installation, by the algorithm that JUYING_SIGN names. */
export const houseSigner = (purpose: string): Signer => signerOf(houseKeys(), purpose, readConfig().sign)
