import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/**
 * Authenticated encryption by either cipher, as OpenSSL does it: AES-256-GCM (NIST SP 800-38D) or SM4-GCM (GB/T 32907 in the mode of RFC 8998). Nonce 12 bytes, tag 16.
 * A key of 32 bytes serves both; SM4 takes its first 16.
 */
export const ciphers = { aes: { mark: 1, name: 'aes-256-gcm', keyBytes: 32 }, sm4: { mark: 2, name: 'sm4-gcm', keyBytes: 16 } } as const
export type CipherName = keyof typeof ciphers

export const encrypt = (cipher: CipherName, key: Buffer, associated: Buffer, plain: string | Uint8Array): Buffer => {
  const { name, keyBytes } = ciphers[cipher]
  const nonce = randomBytes(12)
  // The types of Node know the modes of AES alone; GCM of SM4 has the same interface.
  const made = createCipheriv(name as 'aes-256-gcm', key.subarray(0, keyBytes), nonce)
  made.setAAD(associated)
  const body = Buffer.concat([typeof plain === 'string' ? made.update(plain, 'utf8') : made.update(plain), made.final()])
  return Buffer.concat([nonce, made.getAuthTag(), body])
}

/** Throws when a bit of key, associated data or bytes is another. */
export const decrypt = (cipher: CipherName, key: Buffer, associated: Buffer, bytes: Uint8Array): Buffer => {
  const { name, keyBytes } = ciphers[cipher]
  const made = createDecipheriv(name as 'aes-256-gcm', key.subarray(0, keyBytes), bytes.subarray(0, 12), { authTagLength: 16 })
  made.setAAD(associated)
  made.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([made.update(bytes.subarray(28)), made.final()])
}

/** HMAC-SHA-256. */
export const mac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
