import { createHash } from 'node:crypto'
import { ConfigError, readConfig, type Config } from '../config.ts'
import { houseSealer, type Sealer } from '../seal/seal.ts'
import type { Blobs } from './blobs.ts'
import { diskBlobs } from './disk.ts'
import { FileRefusal } from './refusal.ts'
import { s3Blobs } from './s3.ts'
import { sizeText } from './types.ts'

export interface StoredFile {
  /** SM3 (GB/T 32905) of the content, 64 hexadecimal digits; also its name for {@link FileStore.open}. */
  hash: string
  /** Bytes of the content. */
  bytes: number
}

/** Files by the hash of their content: the same content is kept once, and what is kept cannot be another. */
export interface FileStore {
  /** Keeps the content. Refuses ({@link FileRefusal}) more than `limit` bytes, before it has read more than that. */
  put(content: Uint8Array | AsyncIterable<Uint8Array>, limit: number): Promise<StoredFile>
  /** The content again. Throws when it is gone, or is not what was kept. */
  open(hash: string): Promise<Buffer>
  remove(hash: string): Promise<void>
  /** Seals what is kept in the youngest generation of keys and the configured cipher; false when it was already. Throws as open does. */
  sealAnew(hash: string): Promise<boolean>
}

export const hashOf = (content: Uint8Array): string => createHash('sm3').update(content).digest('hex')

/** Under which name the store keeps a content: a keyed index of its hash. */
export const storedName = (sealer: Sealer, hash: string): string => sealer.index('file', hash).toString('hex')

/**
 * Sealed with the house's key and bound to its hash: whoever reads the disk or the bucket sees neither content nor type, and a file put in
 * another's place does not open. Its name there is a keyed index of the hash, so that nobody can look up whether a known paper is among them.
 */
export const fileStore = (blobs: Blobs, sealer: Sealer): FileStore => {
  const nameOf = (hash: string): string => storedName(sealer, hash)
  const placeOf = (hash: string) => ({ table: 'kernel.files', column: 'content', row: hash })
  return {
    put: async (content, limit) => {
      const bytes = await collect(content, limit)
      const hash = hashOf(bytes)
      await blobs.write(nameOf(hash), sealer.seal(placeOf(hash), bytes))
      return { hash, bytes: bytes.length }
    },
    open: async (hash) => {
      const sealed = await blobs.read(nameOf(hash))
      if (!sealed) throw new Error('file store: a file that should be there is gone')
      return sealer.openBytes(placeOf(hash), sealed)
    },
    remove: (hash) => blobs.remove(nameOf(hash)),
    sealAnew: async (hash) => {
      const sealed = await blobs.read(nameOf(hash))
      if (!sealed) throw new Error('file store: a file that should be there is gone')
      if (sealed.subarray(0, sealer.mark().length).equals(sealer.mark())) return false
      await blobs.write(nameOf(hash), sealer.seal(placeOf(hash), sealer.openBytes(placeOf(hash), sealed)))
      return true
    },
  }
}

const collect = async (content: Uint8Array | AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of content instanceof Uint8Array ? [content] : content) {
    bytes += piece.length
    if (bytes > limit) throw new FileRefusal(`文件不能超过 ${sizeText(limit)}`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

export const blobsOf = (files: Config['files']): Blobs => (files.kind === 'disk' ? diskBlobs(files.folder) : s3Blobs(files))

const stores = new Map<string, FileStore>()

/** The files of this installation: on disk under JUYING_HOME, or where FILES says. */
export const houseFiles = (): FileStore => {
  const { files } = readConfig()
  const place = JSON.stringify(files)
  const known = stores.get(place)
  if (known) return known
  const made = fileStore(blobsOf(files), houseSealer())
  stores.set(place, made)
  return made
}

/** Keeps and removes a file, so that a wrong address, bucket or key is a sentence at the start and not a fault at the first upload. */
export const checkHouseFiles = async (files: Config['files']): Promise<void> => {
  const blobs = blobsOf(files)
  const name = createHash('sha256').update(`probe ${process.pid}`).digest('hex')
  try {
    await blobs.write(name, Buffer.from('probe'))
    await blobs.remove(name)
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    throw new ConfigError(files.kind === 's3' ? `FILES：存不进 ${files.endpoint} 的桶 ${files.bucket}，请检查地址、桶名和密钥（${reason}）` : `材料文件夹 ${files.folder} 不能写入，请检查权限（${reason}）`, { cause: error })
  }
}
