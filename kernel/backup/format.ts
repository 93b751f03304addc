import { createHmac, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { KeyProvider } from '../seal/keys.ts'

/**
 * A folder of backups: `papers/ab/<sha256>` holds each sealed file once for all of them; each backup is a folder of its own beside it, whole as soon as it stands there
 * under its name. Its manifest says what belongs to it, with the hash of each part, and carries a code made with the house's key: no part can be exchanged unseen.
 */
export const manifestName = 'manifest.json'
export const anchorsName = 'anchors.jsonl'
export const papersName = 'papers.zst'
export const tableFile = (table: string): string => join('tables', `${table}.zst`)

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Name = z.string().regex(/^[a-z_][\w]*\.[a-z_][\w]*$/)

const Manifest = z.strictObject({
  format: z.literal(1),
  version: z.string(),
  at: z.iso.datetime(),
  /** Version of the database's server, as a number: 180004. */
  server: z.number().int(),
  migrations: z.array(z.strictObject({ name: z.string(), hash: Hash })),
  /** `text`: SHA-256 of the rows as COPY writes them; `file`: of the packed file. */
  tables: z.array(z.strictObject({ name: Name, columns: z.array(z.string()), rows: z.number().int(), bytes: z.number().int(), packed: z.number().int(), text: Hash, file: Hash })),
  sequences: z.array(z.strictObject({ name: Name, last: z.string().regex(/^-?\d+$/), called: z.boolean() })),
  /** Ends of the audit chains as of the backup: number and code, by chain. */
  heads: z.array(z.strictObject({ no: z.number().int(), mac: Hash })),
  /** Generations of keys that what is sealed here may need; the keys themselves are never in a backup. */
  generations: z.number().int().min(1),
  /** `where`: 'disk' when the files are in the backup, 's3' when the bucket keeps them. `missing`: registered, but gone from the store when the backup was taken. */
  papers: z.strictObject({ where: z.enum(['disk', 's3']), count: z.number().int(), bytes: z.number().int(), missing: z.array(Hash), file: Hash }),
  anchors: z.strictObject({ lines: z.number().int(), file: Hash }),
  code: Hash,
})
export type Manifest = z.infer<typeof Manifest>

/** A sentence for the operator: what is wrong with a backup, where, and what to do. */
export class BackupRefusal extends Error {}

const codeOf = (keys: KeyProvider, { code: _, ...said }: Manifest): string => createHmac('sm3', keys.key('backup:manifest')).update(JSON.stringify(said)).digest('hex')

/** In the schema's order, so that what is read again is the same text. */
export const manifestText = (keys: KeyProvider, said: Omit<Manifest, 'code'>): string => {
  const manifest = Manifest.parse({ ...said, code: '0'.repeat(64) })
  return `${JSON.stringify({ ...manifest, code: codeOf(keys, manifest) })}\n`
}

/** The manifest of a backup, believed only with this house's key. */
export const readManifest = (folder: string, keys: KeyProvider): Manifest => {
  const text = textOf(join(folder, manifestName))
  if (text === undefined) throw new BackupRefusal(`${folder} 里没有 ${manifestName}：这里不是一份完整的备份。请指到一份备份自己的文件夹，名称形如 juying-20261129T010000Z。`)
  const parsed = Manifest.safeParse(jsonOf(text))
  if (!parsed.success) {
    const format = z.object({ format: z.number() }).safeParse(jsonOf(text))
    if (format.success && format.data.format > 1) throw new BackupRefusal(`这份备份的格式是第 ${format.data.format} 版，本版本只认第 1 版。请用做备份的那一版或更新的聚英恢复。`)
    throw new BackupRefusal(`备份清单 ${join(folder, manifestName)} 读不懂：已损坏或被改动。请换一份备份。`)
  }
  if (!timingSafeEqual(Buffer.from(codeOf(keys, parsed.data), 'hex'), Buffer.from(parsed.data.code, 'hex')))
    throw new BackupRefusal(`备份清单 ${join(folder, manifestName)} 与校验码不符：清单被改动，或备份不是用 keys/field.key 这把密钥做的。请核对密钥文件，或换一份备份。`)
  return parsed.data
}

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined
    throw error
  }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
