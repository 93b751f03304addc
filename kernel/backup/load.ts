import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { BackupRefusal, tableFile, type Manifest } from './format.ts'
import { columnList, inventoryOf, quoted } from './inventory.ts'
import { nowhere, Tap } from './streams.ts'

/**
 * Fills a database of the backup's level, in one transaction: triggers and foreign keys sleep while rows are read in, then keys are enforced again, which checks every row
 * against them; each table is read back and must give the text that was saved. What guards the tables afterwards is what guarded them before.
 */
export const loadTables = async (client: pg.Client, folder: string, { tables, sequences }: Manifest): Promise<void> => {
  await refuseOtherTables(client, tables)
  await client.query('begin')
  const before = await guardsOf(client)
  const keys = await foreignKeys(client)
  for (const { name } of tables) await client.query(`alter table ${quoted(name)} disable trigger user`)
  for (const { table, name } of keys) await client.query(`alter table ${table} alter constraint ${name} not enforced`)
  // Also what migrations laid into them: it is in the backup as it was by then.
  await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`)
  for (const table of tables) await loadTable(client, folder, table)
  for (const table of tables) await compare(client, table)
  for (const { name, last, called } of sequences) await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), last, called])
  for (const { table, name } of keys) await client.query(`alter table ${table} alter constraint ${name} enforced`)
  for (const { name } of tables) await client.query(`alter table ${quoted(name)} enable trigger user`)
  const after = await guardsOf(client)
  if (after !== before) throw new Error('restore: triggers, constraints or row security are not what the migrations made them')
  await client.query(afterwards)
  await client.query('commit')
  await client.query('analyze')
}

/**
 * A session that was ended since the backup must not live again, and a job that was being done then has nobody who does it now. The views are made anew by this version.
 */
const afterwards = `
  update kernel.session set ended_at = now() where ended_at is null;
  update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null;
  update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null;
  delete from public.migration where name = 'views'`

const refuseOtherTables = async (client: pg.Client, saved: Manifest['tables']): Promise<void> => {
  const known = new Map((await inventoryOf(client)).tables.map(({ name, columns }) => [name, columns]))
  for (const { name, columns } of saved) {
    const stored = known.get(name)
    if (!stored) throw new BackupRefusal(`备份里有表 ${name}，按备份的迁移建出来的库里没有它：备份所在的库被人另外加过表。请联系开发方。`)
    const strange = columns.filter((column) => !stored.includes(column))
    if (strange.length) throw new BackupRefusal(`备份的表 ${name} 里有列 ${strange.join('、')}，按备份的迁移建出来的表里没有：备份所在的库被人另外改过。请联系开发方。`)
  }
  const saves = new Set(saved.map(({ name }) => name))
  const missing = [...known.keys()].filter((name) => !saves.has(name))
  if (missing.length) throw new BackupRefusal(`备份里缺了表 ${missing.join('、')}：不完整的备份不恢复。请换一份备份。`)
}

const loadTable = async (client: pg.Client, folder: string, { name, columns, rows, text }: Manifest['tables'][number]): Promise<void> => {
  const tap = new Tap()
  const copy = client.query(copyFrom(`copy ${quoted(name)} (${columnList(columns)}) from stdin`))
  await pipeline(createReadStream(join(folder, tableFile(name))), createZstdDecompress(), tap, copy)
  if (tap.digest() !== text || copy.rowCount !== rows) throw new BackupRefusal(`备份的表 ${name} 读出来的内容与清单不符。请换一份备份。`)
}

/** The same text again, read from the database. */
const compare = async (client: pg.Client, { name, columns, text }: Manifest['tables'][number]): Promise<void> => {
  const tap = new Tap()
  await pipeline(client.query(copyTo(`copy ${quoted(name)} (${columnList(columns)}) to stdout`)), tap, nowhere())
  if (tap.digest() !== text) throw new BackupRefusal(`表 ${name} 恢复之后与备份不一致，已全部撤回。请联系开发方。`)
}

const foreignKeys = async (client: pg.Client): Promise<{ table: string; name: string }[]> => {
  const { rows } = await client.query<{ table: string; name: string }>(`select c.conrelid::regclass::text as table, quote_ident(c.conname) as name from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where c.contype = 'f' and c.conenforced and n.nspname not in ('pg_catalog', 'information_schema') order by 1, 2`)
  return rows
}

/** Everything that guards rows, as one text. */
const guardsOf = async (client: pg.Client): Promise<string> => {
  const { rows } = await client.query(`
    select 'trigger' as kind, tgrelid::regclass::text as place, tgname::text as name, concat(tgenabled, pg_get_triggerdef(oid)) as says from pg_trigger where not tgisinternal
    union all select 'constraint', conrelid::regclass::text, conname, concat(pg_get_constraintdef(oid), conenforced, convalidated) from pg_constraint where conrelid <> 0
    union all select 'row security', oid::regclass::text, '', concat(relrowsecurity, relforcerowsecurity, relacl::text) from pg_class where relkind = 'r' and relnamespace <> 'pg_catalog'::regnamespace
    union all select 'policy', polrelid::regclass::text, polname, concat(polcmd, polpermissive, polroles::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy
    order by 1, 2, 3, 4`)
  return JSON.stringify(rows)
}
