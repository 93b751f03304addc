import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { DatabaseAddress } from './roles.ts'

/** Order of the arrows: a view may read the views of the folders to its left. */
const viewFolders = ['registry', 'measures', 'fund', 'cases', 'modules', 'indicators']

/**
 * Brings the database to this version: pending migrations, each in its own transaction, then every published view anew
 * when one of them changed. An already applied migration whose text changed is refused: migrations are append-only. They are SQL; one that has to seal what stands
 * is a module that exports `up`, for no key is ever in the database.
 */
export const migrate = (address: DatabaseAddress, root: string): Promise<{ applied: string[] }> =>
  asOwner(address, async (client) => {
    const applied = await runPending(client, root)
    // A restored backup has its migrations but not yet what follows the last of them.
    const published = (await client.query(`select from public.migration where name = 'views'`)).rowCount
    const anew = applied.length > 0 || !published
    // Whatever table came with them: no officer reads it (0202_officers_out.sql), a specialist only his people (0371_own_people.sql), an employer's viewer writes none (0410_clerk_grade.sql).
    if (anew) await inTransaction(client, async () => void (await client.query('select kernel.keep_officers_out(), kernel.keep_to_own_people(), kernel.keep_viewers_out()')))
    await publishViews(client, root, anew)
    return { applied }
  })

/** Brings an empty database to an earlier level: these migrations and no other, without views. What was saved at that level is loaded into it; {@link migrate} goes on from there. */
export const migrateTo = (address: DatabaseAddress, root: string, names: ReadonlySet<string>): Promise<void> => asOwner(address, async (client) => void (await runPending(client, root, (name) => names.has(name))))

/** The hash of each migration that this version has, by name. */
export const migrationsOf = (root: string): Map<string, string> => new Map(migrationFiles(root).map((name) => [name, sha256(readFileSync(join(root, 'db/migrations', name), 'utf8'))]))

const asOwner = async <T>(address: DatabaseAddress, body: (client: pg.Client) => Promise<T>): Promise<T> => {
  await runMigrations({ connectionString: address.url('juying_jobs'), schema: 'graphile_worker' })
  const client = new pg.Client({ connectionString: address.url('juying_migrator') })
  await client.connect()
  try {
    await client.query('set role juying_owner')
    await client.query(`select set_config('app.role', 'system', false)`)
    await client.query('create table if not exists public.migration (name text primary key, hash text not null, at timestamptz not null default now())')
    return await body(client)
  } finally {
    await client.end()
  }
}

const migrationFiles = (root: string): string[] => readdirSync(join(root, 'db/migrations')).filter((file) => /^\d{4}_\w+\.(sql|ts)$/.test(file)).toSorted()

const runPending = async (client: pg.Client, root: string, wanted: (name: string) => boolean = () => true): Promise<string[]> => {
  const folder = join(root, 'db/migrations')
  const done = new Map((await client.query<{ name: string; hash: string }>('select name, hash from public.migration')).rows.map((row) => [row.name, row.hash]))
  const applied: string[] = []
  for (const name of migrationFiles(root).filter(wanted)) {
    const text = readFileSync(join(folder, name), 'utf8')
    const hash = sha256(text)
    const before = done.get(name)
    if (before === hash) continue
    if (before !== undefined) throw new Error(`迁移 ${name} 已经执行过，之后又被改动。迁移只能追加：请恢复原文，另写新的迁移。`)
    await inTransaction(client, async () => {
      await (name.endsWith('.ts') ? runModule(client, join(folder, name)) : client.query(text))
      await client.query('insert into public.migration (name, hash) values ($1, $2)', [name, hash])
    }).catch((error: Error) => {
      throw new Error(`迁移 ${name} 失败：${error.message}`, { cause: error })
    })
    applied.push(name)
  }
  return applied
}

const runModule = async (client: pg.Client, file: string): Promise<void> => {
  const { up } = (await import(pathToFileURL(file).href)) as { up(client: pg.ClientBase): Promise<void> }
  await up(client)
}

const publishViews = async (client: pg.Client, root: string, force: boolean): Promise<void> => {
  const files = viewFolders.flatMap((folder) => sqlFiles(join(root, folder)))
  const texts = files.map((file) => readFileSync(file, 'utf8'))
  const hash = sha256(texts.join('\n'))
  const before = (await client.query<{ hash: string }>(`select hash from public.migration where name = 'views'`)).rows[0]?.hash
  if (before === hash && !force) return
  await inTransaction(client, async () => {
    await client.query('drop schema if exists pub cascade')
    await client.query('create schema pub')
    await client.query(`comment on schema pub is '对外发布的视图：别的模块和报表只读这里'`)
    for (const [index, text] of texts.entries()) {
      await client.query(text).catch((error: Error) => {
        throw new Error(`视图 ${files[index]?.slice(root.length + 1)} 失败：${error.message}`, { cause: error })
      })
    }
    await client.query('grant usage on schema pub to juying_app, juying_reader')
    await client.query('grant select on all tables in schema pub to juying_app, juying_reader')
    await client.query(
      `insert into public.migration (name, hash) values ('views', $1) on conflict (name) do update set hash = excluded.hash, at = now()`,
      [hash],
    )
  })
}

/** Every `sql/*.sql` below a folder, in name order, nearest first. */
const sqlFiles = (folder: string): string[] => {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    if (!entry.isDirectory()) return []
    const path = join(folder, entry.name)
    if (entry.name !== 'sql') return sqlFiles(path)
    return readdirSync(path).filter((file) => file.endsWith('.sql')).toSorted().map((file) => join(path, file))
  })
}

const inTransaction = async (client: pg.Client, body: () => Promise<void>): Promise<void> => {
  await client.query('begin')
  try {
    await body()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
