import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where keys come from: a file now, a hardware module later. A purpose is e.g. 'seal:registry.person.phone'. */
export interface KeyProvider {
  /** 32 bytes, the same for the same purpose for ever. */
  key(purpose: string): Buffer
}

/**
 * Keys derived (HKDF-SHA-256) from one master secret in `<home>/keys/field.key`, made on first use, readable by the service alone.
 * Whoever restores a backup needs this file too: without it sealed columns stay sealed.
 */
export const fileKeys = (home: string): KeyProvider => {
  const master = masterOf(join(home, 'keys'))
  const derived = new Map<string, Buffer>()
  return {
    key: (purpose) => {
      const known = derived.get(purpose)
      if (known) return known
      const made = Buffer.from(hkdfSync('sha256', master, 'juying field keys 1', purpose, 32))
      derived.set(purpose, made)
      return made
    },
  }
}

const masterOf = (folder: string): Buffer => {
  const file = join(folder, 'field.key')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) {
    // Two processes may start at once: whoever links first has made the key, the other reads it.
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, randomBytes(32), { mode: 0o600 })
    try {
      linkSync(draft, file)
    } catch (error) {
      if (!existsSync(file)) throw error
    } finally {
      rmSync(draft)
    }
  }
  if ((statSync(file).mode & 0o077) !== 0) throw new Error(`密钥文件 ${file} 的权限过宽，应只有服务账号可读（chmod 600）。`)
  const master = readFileSync(file)
  if (master.length !== 32) throw new Error(`密钥文件 ${file} 已损坏：应为 32 字节。请从备份恢复，不要删除。`)
  return master
}
