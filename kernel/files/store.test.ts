import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig, ConfigError } from '../config.ts'
import { fileKeys } from '../seal/keys.ts'
import { sealerOf } from '../seal/seal.ts'
import { startS3 } from '../../test/s3-server.ts'
import type { Blobs } from './blobs.ts'
import { diskBlobs } from './disk.ts'
import { s3Blobs } from './s3.ts'
import { checkHouseFiles, fileStore, hashOf } from './store.ts'

const home = mkdtempSync(join(tmpdir(), 'juying-files-'))
const s3 = await startS3(home)
const sealer = sealerOf(fileKeys(home))
const folder = join(home, 'files')
afterAll(async () => {
  await s3.close()
  rmSync(home, { recursive: true })
})

const content = Buffer.from('身份证件：沈知远 980101199003070510')
async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
}

/** What lies there, byte for byte, wherever it lies: everything below a folder. */
const everythingIn = (at: string): Buffer => Buffer.concat(readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name))))

const stores: Record<string, { blobs: Blobs; lies: string }> = {
  'on disk': { blobs: diskBlobs(folder), lies: folder },
  'behind S3': { blobs: s3Blobs({ ...s3.place, prefix: 'juying/' }), lies: s3.folder },
}

for (const [where, { blobs, lies }] of Object.entries(stores)) {
  describe(where, () => {
    const files = fileStore(blobs, sealer)

    test('what is put in pieces is opened whole, by the SM3 of its content', async () => {
      const stored = await files.put(inPieces(content), 1000)
      expect(stored).toEqual({ hash: hashOf(content), bytes: content.length })
      expect((await files.open(stored.hash)).equals(content)).toBe(true)
    })

    test('the same content twice is one file; removed, it is gone, and removing again is no error', async () => {
      const { hash } = await files.put(content, 1000)
      await files.put(content, 1000)
      await files.remove(hash)
      await expect(files.open(hash)).rejects.toThrow('gone')
      await files.remove(hash)
    })

    test('larger than allowed is refused and leaves nothing', async () => {
      const large = Buffer.alloc(5000, 7)
      await expect(files.put(inPieces(large), 4000)).rejects.toThrow('不能超过')
      await expect(files.open(hashOf(large))).rejects.toThrow('gone')
    })

    // clause: GB/T 22239 8.1.4.8 b; GB/T 39786 8.4 e; ASVS 5.3.1
    test('nothing of the content, and not its hash, can be read where it lies', async () => {
      const { hash } = await files.put(content, 1000)
      const lying = everythingIn(lies)
      expect(lying.includes('980101199003070510')).toBe(false)
      expect(lying.includes(content.subarray(0, 12))).toBe(false)
      expect(readdirSync(lies, { recursive: true }).some((name) => String(name).includes(hash))).toBe(false)
    })

    // clause: GB/T 22239 8.1.4.7 b; GB/T 39786 8.4 g
    test('a file put in the place of another does not open, nor does a changed one', async () => {
      const mine = await files.put(content, 1000)
      const other = await files.put(Buffer.from('另一份材料'), 1000)
      const nameOf = (hash: string): string => sealer.index('file', hash).toString('hex')
      const sealed = (await blobs.read(nameOf(other.hash))) ?? Buffer.alloc(0)
      await blobs.write(nameOf(mine.hash), sealed)
      await expect(files.open(mine.hash)).rejects.toThrow()
      sealed[40] = (sealed[40] ?? 0) ^ 1
      await blobs.write(nameOf(other.hash), sealed)
      await expect(files.open(other.hash)).rejects.toThrow()
    })

    // clause: ASVS 5.3.2
    test('a name that could be a path is a fault', async () => {
      await expect((async () => blobs.read('../../etc/passwd'))()).rejects.toThrow(RangeError)
    })
  })
}

test('on disk, files are the service’s alone and lie two folders deep; a draft that broke off is not left', async () => {
  const clean = join(home, 'clean')
  const blobs = diskBlobs(clean)
  await blobs.write('ab'.repeat(32), Buffer.from('x'))
  expect(readdirSync(clean, { recursive: true }).map(String).toSorted()).toEqual(['ab', 'ab/ab', `ab/ab/${'ab'.repeat(32)}`])
  expect(statSync(join(clean, 'ab/ab', 'ab'.repeat(32))).mode & 0o777).toBe(0o600)
  const blocked = join(home, 'blocked')
  writeFileSync(blocked, '')
  await expect(diskBlobs(blocked).write('cd'.repeat(32), Buffer.from('x'))).rejects.toThrow()
})

describe('S3', () => {
  test('a wrong secret, a missing bucket and a dead address are faults, never “not there”', async () => {
    await expect(s3Blobs({ ...s3.place, secret: 'wrong' }).read('ab'.repeat(32))).rejects.toThrow('403 SignatureDoesNotMatch')
    await expect(s3Blobs({ ...s3.place, secret: 'wrong' }).write('ab'.repeat(32), Buffer.from('x'))).rejects.toThrow('403')
    await expect(s3Blobs({ ...s3.place, bucket: 'nowhere' }).read('ab'.repeat(32))).rejects.toThrow('404 NoSuchBucket')
    await expect(s3Blobs({ ...s3.place, bucket: 'nowhere' }).write('ab'.repeat(32), Buffer.from('x'))).rejects.toThrow('404')
    await expect(s3Blobs({ ...s3.place, endpoint: 'http://127.0.0.1:1' }).read('ab'.repeat(32))).rejects.toThrow()
  })
})

describe('the configuration', () => {
  const environment = { FILES: 's3://juying-files/city/2026', FILES_ENDPOINT: s3.place.endpoint, FILES_KEY: 'k', FILES_SECRET: 's', JUYING_HOME: home }

  test('is the disk under JUYING_HOME by default, a bucket when it says so', () => {
    expect(readConfig({ JUYING_HOME: home }).files).toEqual({ kind: 'disk', folder })
    expect(readConfig(environment).files).toEqual({ kind: 's3', endpoint: s3.place.endpoint, bucket: 'juying-files', prefix: 'city/2026/', region: 'us-east-1', key: 'k', secret: 's' })
  })

  test('a wrong value stops the start with a sentence', () => {
    expect(() => readConfig({ FILES: 'ftp://x' })).toThrow(/FILES 应为 disk，或 s3/)
    expect(() => readConfig({ ...environment, FILES_SECRET: undefined })).toThrow(/FILES_ENDPOINT、FILES_KEY、FILES_SECRET 都要填写/)
    expect(() => readConfig({ ...environment, FILES_ENDPOINT: 's3.example' })).toThrow(/FILES_ENDPOINT 应为/)
    expect(() => readConfig({ ...environment, FILES_REGION: 'a b' })).toThrow(/FILES_REGION/)
  })

  test('a store that cannot be written stops the start with a sentence', async () => {
    await checkHouseFiles({ kind: 'disk', folder: join(home, 'probe') })
    await checkHouseFiles({ kind: 's3', ...s3.place })
    await expect(checkHouseFiles({ kind: 's3', ...s3.place, secret: 'wrong' })).rejects.toThrow(ConfigError)
    await expect(checkHouseFiles({ kind: 's3', ...s3.place, bucket: 'nowhere' })).rejects.toThrow(/桶 nowhere/)
    writeFileSync(join(home, 'a-file'), '')
    await expect(checkHouseFiles({ kind: 'disk', folder: join(home, 'a-file') })).rejects.toThrow(/不能写入/)
  })
})
