import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyProvider } from '../seal/keys.ts'
import { backupsAt, poolOf } from './folder.ts'
import { anchorsName, BackupRefusal, manifestName, papersName, readManifest, tableFile, type Manifest } from './format.ts'
import { papersIn, poolPath } from './papers.ts'
import { hashOfFile } from './streams.ts'

/** The backup in its folder, with every part as it was written; otherwise refuses and says which part is missing or damaged. Reads all of it, changes nothing. */
export const checkBackup = async (folder: string, keys: KeyProvider): Promise<Manifest> => {
  refuseFolderOfMany(folder)
  const manifest = readManifest(folder, keys)
  for (const { name, file } of manifest.tables) await checkPart(folder, tableFile(name), file)
  await checkPart(folder, anchorsName, manifest.anchors.file)
  await checkPart(folder, papersName, manifest.papers.file)
  const known = new Set(manifest.tables.map(({ name }) => tableFile(name)))
  for (const name of readdirSync(join(folder, 'tables'))) if (!known.has(join('tables', name))) throw new BackupRefusal(`备份里多了文件 tables/${name}，清单里没有它。请查明是谁放进去的，再移走它。`)
  const pool = poolOf(join(folder, '..'))
  for await (const { sha } of papersIn(join(folder, papersName))) await checkPart(pool, poolPath('', sha), sha)
  return manifest
}

const refuseFolderOfMany = (folder: string): void => {
  if (existsSync(join(folder, manifestName))) return
  if (!existsSync(folder)) throw new BackupRefusal(`没有 ${folder} 这个文件夹。`)
  const inside = backupsAt(folder)
  if (inside.length) throw new BackupRefusal(`${folder} 里有 ${inside.length} 份备份，请指明是哪一份：${inside.slice(-5).join('、')}${inside.length > 5 ? ' 等' : ''}。`)
}

const checkPart = async (folder: string, part: string, hash: string): Promise<void> => {
  const path = join(folder, part)
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new BackupRefusal(`备份缺了文件 ${path}。请从备份介质重新取一次，或换一份备份。`)
  if ((await hashOfFile(path)) !== hash) throw new BackupRefusal(`备份的文件 ${path} 已损坏：内容与清单里的散列不符。请从备份介质重新取一次，或换一份备份。`)
}

/** What this house's own version knows of migrations, by name. */
export const refuseOtherVersion = (manifest: Manifest, known: ReadonlyMap<string, string>, version: string): void => {
  const ahead = manifest.migrations.filter(({ name }) => !known.has(name))
  if (ahead.length) throw new BackupRefusal(`这份备份比本版本新：备份由 ${manifest.version} 版做成，含有本版本（${version}）没有的迁移 ${ahead.map(({ name }) => name).slice(0, 3).join('、')}。请用 ${manifest.version} 或更新的版本恢复。`)
  const other = manifest.migrations.find(({ name, hash }) => known.get(name) !== hash)
  if (other) throw new BackupRefusal(`备份里的迁移 ${other.name} 与本版本的原文不同：两边不是同一套程序。请用做备份的那一版恢复。`)
}

/** Keys are never in a backup: they must be in their place before anything is opened, and every generation that was in use. */
export const refuseWithoutKeys = (home: string): void => {
  if (!existsSync(join(home, 'keys/field.key'))) throw new BackupRefusal(`${join(home, 'keys')} 里没有密钥文件 field.key：备份里从来不含密钥，没有它密文打不开。请先把另行保存的 keys 文件夹放回原处（权限 600）。`)
}
export const refuseMissingGenerations = (home: string, generations: number): void => {
  const missing = Array.from({ length: generations - 1 }, (_, at) => `field.${at + 2}.key`).filter((name) => !existsSync(join(home, 'keys', name)))
  if (missing.length) throw new BackupRefusal(`${join(home, 'keys')} 里缺密钥文件 ${missing.join('、')}：这份备份里有用它加密的内容。请先放回原处（权限 600）。`)
}

export const anchorLines = (folder: string): string => readFileSync(join(folder, anchorsName), 'utf8')
