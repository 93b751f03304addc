import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { migrate, migrateTo, migrationsOf } from '../db/migrate.ts'
import { addressOf, prepareDatabase, type DatabaseAddress } from '../db/roles.ts'
import type { Blobs } from '../files/blobs.ts'
import type { KeyProvider } from '../seal/keys.ts'
import { anchorLines, checkBackup, refuseMissingGenerations, refuseOtherVersion } from './check.ts'
import { poolOf } from './folder.ts'
import { BackupRefusal, papersName, type Manifest } from './format.ts'
import { connectAdministrator, passesRowSecurity } from './inventory.ts'
import { loadTables } from './load.ts'
import { papersIn, poolPath } from './papers.ts'

export interface RestoreOptions {
  /** The backup itself. */
  from: string
  adminUrl: string
  /** The database's name; it must be empty or not there. */
  name: string
  home: string
  /** Where this version's migrations and views lie. */
  root: string
  version: string
  keys: KeyProvider
  blobs: Blobs
  anchorFile: string
  say?: (words: string) => void
}

export interface Restored {
  address: DatabaseAddress
  manifest: Manifest
  /** Migrations of this version that the backup had not seen. */
  upgraded: string[]
  /** The trail is compared with anchors of this machine; false when those of the backup were put in their place. */
  ownAnchors: boolean
}

/**
 * A backup becomes the house's database. It is filled under another name and takes its own only when all of it stands, so that a restore that breaks off leaves nothing that
 * could be taken for a house. Refused before anything is touched: a database that holds something, a backup that is damaged, incomplete, of a later version or of another key.
 */
export const restoreBackup = async (options: RestoreOptions): Promise<Restored> => {
  const { from, adminUrl, name, home, root, version, keys, blobs, say = () => {} } = options
  const manifest = await checkBackup(from, keys)
  refuseOtherVersion(manifest, migrationsOf(root), version)
  refuseMissingGenerations(home, manifest.generations)
  const draft = `${name}_restoring`
  await emptyPlace(adminUrl, name, draft, manifest.server)
  say(`备份完整：${manifest.tables.length} 张表，${manifest.papers.count} 份材料`)
  try {
    await putPapers(from, blobs)
    const upgraded = await fill(options, draft, manifest)
    const ownAnchors = await putAnchors(from, options.anchorFile)
    await asServer(adminUrl, async (server) => {
      await server.query(`drop database if exists ${pg.escapeIdentifier(name)}`)
      await server.query(`alter database ${pg.escapeIdentifier(draft)} rename to ${pg.escapeIdentifier(name)}`)
    })
    return { address: addressOf(adminUrl, home, name), manifest, upgraded, ownAnchors }
  } catch (error) {
    await forget(adminUrl, draft)
    throw error
  }
}

const fill = async ({ from, adminUrl, home, root, say = () => {} }: RestoreOptions, draft: string, manifest: Manifest): Promise<string[]> => {
  const address = await prepareDatabase(adminUrl, home, draft)
  await migrateTo(address, root, new Set(manifest.migrations.map((migration) => migration.name)))
  const client = await connectAdministrator(adminUrl, draft)
  try {
    if (!(await passesRowSecurity(client))) throw new BackupRefusal('这个数据库登录受行级安全限制，不能恢复。请让 DATABASE_URL 用有 BYPASSRLS 的登录。')
    await loadTables(client, from, manifest)
  } catch (error) {
    const broken = error instanceof pg.DatabaseError && error.code?.startsWith('23') ? error : undefined
    throw broken ? new BackupRefusal(`备份里表 ${broken.schema}.${broken.table} 的数据不合约束 ${broken.constraint}，已全部撤回：备份所在的库当时就已损坏。请换一份备份。`, { cause: error }) : error
  } finally {
    await client.end()
  }
  say('数据已读入，并与备份逐表比对')
  return (await migrate(address, root)).applied
}

const forget = (adminUrl: string, draft: string): Promise<unknown> => asServer(adminUrl, (server) => server.query(`drop database if exists ${pg.escapeIdentifier(draft)} with (force)`))

const asServer = async <T>(adminUrl: string, body: (server: pg.Client) => Promise<T>): Promise<T> => {
  const server = new pg.Client({ connectionString: Object.assign(new URL(adminUrl), { pathname: '/postgres' }).href })
  await server.connect()
  try {
    return await body(server)
  } finally {
    await server.end()
  }
}

/** Refuses a database that holds anything; forgets what an earlier restore left half done. */
const emptyPlace = async (adminUrl: string, name: string, draft: string, savedBy: number): Promise<void> => {
  const found = await asServer(adminUrl, async (server) => {
    const { rows } = await server.query<{ number: number }>(`select current_setting('server_version_num')::int as number`)
    const major = (number: number) => Math.trunc(number / 10_000)
    if (major(rows[0]?.number ?? 0) < major(savedBy)) throw new BackupRefusal(`备份取自 PostgreSQL ${major(savedBy)}，这台服务器是 PostgreSQL ${major(rows[0]?.number ?? 0)}，较旧。请换一台不旧于它的服务器。`)
    return (await server.query('select from pg_database where datname = $1', [name])).rowCount
  })
  if (found) {
    const client = await connectAdministrator(adminUrl, name)
    try {
      const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'`)
      if (rows[0]?.count) throw new BackupRefusal(`数据库 ${name} 不是空的，里面有 ${rows[0].count} 张表：恢复只进空库，以免盖掉还在用的数据。请另设 JUYING_HOME 或 DATABASE_URL；确实不要了的，先移走旧的数据目录。`)
    } finally {
      await client.end()
    }
  }
  await forget(adminUrl, draft)
}

const putPapers = async (from: string, blobs: Blobs): Promise<void> => {
  const pool = poolOf(join(from, '..'))
  for await (const { name, sha } of papersIn(join(from, papersName))) await blobs.write(name, await readFile(poolPath(pool, sha)))
}

/** Anchors that are there may be younger than the backup: what they say against it must come out, so they stay. */
const putAnchors = async (from: string, anchorFile: string): Promise<boolean> => {
  if (existsSync(anchorFile)) return true
  await mkdir(dirname(anchorFile), { recursive: true, mode: 0o700 })
  await writeFile(anchorFile, anchorLines(from), { mode: 0o600, flag: 'wx' })
  return false
}
