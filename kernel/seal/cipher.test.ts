import { createCipheriv, createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { ciphers, decrypt, encrypt, type CipherName } from './cipher.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')

// clause: ASVS 11.2.1
test('SM3 gives the digests of GB/T 32905-2016, appendix A', () => {
  const sm3 = (text: string) => createHash('sm3').update(text).digest('hex')
  expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
})

test('SM4 gives the block of GB/T 32907-2016, appendix A, once and a million times', () => {
  const key = hex('0123456789abcdeffedcba9876543210')
  const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
  let block = cipher.update(key)
  expect(block.toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  for (let round = 1; round < 1_000_000; round++) block = cipher.update(block)
  expect(block.toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66')
})

// clause: GB/T 39786 8.4 e; ASVS 11.2.1; ASVS 11.3.2
test('SM4-GCM opens the vector of RFC 8998, appendix A.1', () => {
  const [plain, sealed, tag] = [
    hex('aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa'),
    hex('17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d'),
    hex('83de3541e4c2b58177e065a9bf7b62ec'),
  ]
  const [key, nonce, associated] = [hex('0123456789abcdeffedcba9876543210'), hex('00001234567800000000abcd'), hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')]
  expect(decrypt('sm4', key, associated, Buffer.concat([nonce, tag, sealed])).equals(plain)).toBe(true)
})

test('AES-256-GCM opens test case 16 of the GCM specification', () => {
  const plain = hex('d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39')
  const sealed = hex('522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662')
  const key = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')
  expect(decrypt('aes', key, hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'), Buffer.concat([hex('cafebabefacedbaddecaf888'), hex('76fc6ece0f4e1768cddf8853bb2d551b'), sealed])).equals(plain)).toBe(true)
})

// clause: GB/T 39786 8.4 g; ASVS 11.3.3
test('either cipher opens what it sealed, refuses each changed byte, and nothing of the other', () => {
  const [key, associated] = [Buffer.alloc(32, 7), Buffer.from('registry.person|document|a')]
  for (const name of Object.keys(ciphers) as CipherName[]) {
    const sealed = encrypt(name, key, associated, '980101199003070510')
    expect(decrypt(name, key, associated, sealed).toString()).toBe('980101199003070510')
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => decrypt(name, key, associated, changed)).toThrow()
    }
    expect(() => decrypt(name, key, Buffer.from('registry.person|document|b'), sealed)).toThrow()
    expect(() => decrypt(name === 'aes' ? 'sm4' : 'aes', key, associated, sealed)).toThrow()
  }
})
