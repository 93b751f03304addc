import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Config } from '../config.ts'
import type { KeyProvider } from '../seal/keys.ts'
import { backupName, backupsAt, draftOf, forgetDrafts, poolOf, thin } from './folder.ts'
import { anchorsName, BackupRefusal, manifestName, manifestText, papersName, tableFile, type Manifest } from './format.ts'
import { columnList, connectAdministrator, inventoryOf, passesRowSecurity, quoted, type Inventory } from './inventory.ts'
import { copyPapers, paperLine, papersIn, type Paper } from './papers.ts'
import { flushFolder } from '../files/disk.ts'
import { writePacked } from './streams.ts'

export interface TakeOptions {
  adminUrl: string
  /** The database's name. */
  name: string
  /** The folder of backups. */
  to: string
  version: string
  keys: KeyProvider
  files: Config['files']
  anchorFile: string
  /** Asked in the snapshot: the store's names of every file that somebody has registered. */
  registered: (client: pg.Client) => Promise<string[]>
  /** How many whole backups stay, this one among them; all unless told. */
  keep?: number | undefined
  at?: string
}

export interface Taken {
  folder: string
  tables: number
  rows: number
  /** Of the rows as text, and packed. */
  bytes: number
  packed: number
  papers: { count: number; copied: number; missing: number }
  removed: string[]
}

/**
 * One consistent backup beside a running house: the database as of one moment, the sealed files, the anchors written before it; never a key. It has its name only when it
 * is whole and on the disk. Papers are looked through before and after the snapshot, so that what the snapshot names is there although it may be deleted meanwhile.
 */
export const takeBackup = async (options: TakeOptions): Promise<Taken> => {
  const at = options.at ?? new Date().toISOString()
  const name = backupName(at)
  const draft = join(options.to, draftOf(name))
  const client = await connectAdministrator(options.adminUrl, options.name)
  try {
    await refuseSecond(client)
    if (existsSync(join(options.to, name))) throw new BackupRefusal(`${join(options.to, name)} 已经在了：一秒之内只能做一份。请稍后再试。`)
    await forgetDrafts(options.to)
    await mkdir(join(draft, 'tables'), { recursive: true, mode: 0o700 })
    const { manifest, copied } = await fill(client, draft, at, options)
    await writeWhole(join(draft, manifestName), manifestText(options.keys, manifest))
    for (const folder of [join(draft, 'tables'), draft]) await flushFolder(folder)
    await rename(draft, join(options.to, name))
    await flushFolder(options.to)
    const removed = options.keep === undefined ? [] : await thin(options.to, options.keep)
    const sum = (of: (table: Manifest['tables'][number]) => number) => manifest.tables.reduce((total, table) => total + of(table), 0)
    return { folder: join(options.to, name), tables: manifest.tables.length, rows: sum(({ rows }) => rows), bytes: sum(({ bytes }) => bytes), packed: sum(({ packed }) => packed), papers: { count: manifest.papers.count, copied, missing: manifest.papers.missing.length }, removed }
  } finally {
    await client.end()
    await rm(draft, { recursive: true, force: true })
  }
}

/** Held until this connection ends, also by a crash. */
const refuseSecond = async (client: pg.Client): Promise<void> => {
  if (!(await passesRowSecurity(client))) throw new BackupRefusal('这个数据库登录受行级安全限制，看不到全部的行。请让 DATABASE_URL 用有 BYPASSRLS 的登录。')
  const { rows } = await client.query<{ held: boolean }>(`select pg_try_advisory_lock(hashtext('juying backup')) as held`)
  if (!rows[0]?.held) throw new BackupRefusal('另一次备份正在进行。请等它做完。')
}

const fill = async (client: pg.Client, draft: string, at: string, options: TakeOptions): Promise<{ manifest: Omit<Manifest, 'code'>; copied: number }> => {
  const { keys, to, files } = options
  const disk = files.kind === 'disk' ? files.folder : undefined
  const papers = new Map<string, Paper>()
  let copied = disk === undefined ? 0 : await copyPapers(disk, poolOf(to), await lastPapers(to), papers)
  // Before the snapshot: an anchor of a later moment would say that the end of the trail was cut off.
  const anchors = await copyAnchors(options.anchorFile, join(draft, anchorsName))
  const inventory = await beginSnapshot(client)
  const tables: Manifest['tables'] = []
  for (const { name, columns } of inventory.tables) {
    const rows = client.query(copyTo(`copy ${quoted(name)} (${columnList(columns)}) to stdout`))
    const written = await writePacked(rows, join(draft, tableFile(name)))
    tables.push({ name, columns, rows: rows.rowCount, ...written })
  }
  const said = await sayings(client, inventory)
  const registered = await options.registered(client)
  await client.query('commit')
  if (disk !== undefined) copied += await copyPapers(disk, poolOf(to), papers, papers)
  const missing = disk === undefined ? [] : registered.filter((paper) => !papers.has(paper))
  const list = await writePacked(Readable.from([...papers.values()].map(paperLine)), join(draft, papersName))
  const bytes = [...papers.values()].reduce((sum, paper) => sum + paper.bytes, 0)
  return { manifest: { format: 1, version: options.version, at, ...said, tables, generations: keys.current(), papers: { where: files.kind, count: papers.size, bytes, missing, file: list.file }, anchors }, copied }
}

const lastPapers = async (to: string): Promise<Map<string, Paper>> => {
  const last = backupsAt(to).at(-1)
  const known = new Map<string, Paper>()
  if (last !== undefined) for await (const paper of papersIn(join(to, last, papersName))) known.set(paper.name, paper)
  return known
}

/** The tables are held as they are before the moment is chosen: whoever alters one meanwhile has finished or waits. */
const beginSnapshot = async (client: pg.Client): Promise<Inventory> => {
  const before = await inventoryOf(client)
  await client.query('begin isolation level repeatable read read only')
  await client.query(`lock table ${before.tables.map(({ name }) => quoted(name)).join(', ')} in access share mode`)
  const now = await inventoryOf(client)
  if (JSON.stringify(now) !== JSON.stringify(before)) throw new BackupRefusal('数据库的表正在改动（升级或换密钥）。请等它结束后再备份。')
  return now
}

const sayings = async (client: pg.Client, { sequences }: Inventory): Promise<Pick<Manifest, 'server' | 'migrations' | 'sequences' | 'heads'>> => {
  const { rows: [server] } = await client.query<{ number: number }>(`select current_setting('server_version_num')::int as number`)
  const { rows: migrations } = await client.query<{ name: string; hash: string }>(`select name, hash from public.migration where name <> 'views' order by name`)
  const { rows: heads } = await client.query<{ no: number; mac: string }>(`select no::float8 as no, encode(mac, 'hex') as mac from kernel.audit_head order by shard`)
  const ends: Manifest['sequences'] = []
  for (const name of sequences) {
    const { rows: [end] } = await client.query<{ last: string; called: boolean }>(`select last_value::text as last, is_called as called from ${quoted(name)}`)
    if (end) ends.push({ name, ...end })
  }
  return { server: server?.number ?? 0, migrations, sequences: ends, heads }
}

/** Whole lines only: the house may be writing one. */
const copyAnchors = async (from: string, to: string): Promise<Manifest['anchors']> => {
  const text = existsSync(from) ? readFileSync(from, 'utf8') : ''
  const lines = text.slice(0, text.lastIndexOf('\n') + 1)
  await writeWhole(to, lines)
  return { lines: lines.split('\n').length - 1, file: createHash('sha256').update(lines).digest('hex') }
}

const writeWhole = async (path: string, text: string): Promise<void> => {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
