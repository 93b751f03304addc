import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { scanFile, type Finder } from './finder.ts'

/** Files, whole or in pieces, and the database: as its files say it, and as it says itself. */

const small = 32 * 1024 * 1024

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** Every file below a folder. What goes while one looks (a temporary file of the database) is not there to be found. */
export const scanFolder = async (finder: Finder, folder: string, placeOf: (path: string) => string | undefined): Promise<number> => {
  let files = 0
  for (const path of filesUnder(folder)) {
    const place = placeOf(relative(folder, path))
    if (place === undefined) continue
    try {
      if (statSync(path).size <= small) scanFile(finder, place, readFileSync(path))
      else {
        const stream = finder.stream(place)
        for await (const piece of createReadStream(path, { highWaterMark: 4 * 1024 * 1024 })) stream.push(piece as Buffer)
        stream.end()
      }
      files++
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
  return files
}

/** A backup: every file as it lies there, and what is packed in it. */
export const scanBackup = async (finder: Finder, folder: string): Promise<number> => {
  const files = await scanFolder(finder, folder, (path) => `backup ${path} as it lies`)
  for (const path of filesUnder(folder)) {
    if (!path.endsWith('.zst')) continue
    const stream = finder.stream(`backup ${relative(folder, path)}`)
    await pipeline(createReadStream(path), createZstdDecompress(), async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) stream.push(piece)
    })
    stream.end()
  }
  return files
}

const connected = async <T>(url: string, body: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await body(client)
  } finally {
    await client.end()
  }
}

const ours = "c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'"

/**
 * New rows are written as they are and not compressed, so that the search of table files and WAL misses nothing because of its packing. A test's database alone: what is
 * readable in it would be readable, packed, in a city's.
 */
export const writeUnpacked = (url: string): Promise<void> =>
  connected(url, async (client) => {
    await client.query(`update pg_attribute a set attstorage = 'e' from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = a.attrelid and a.attstorage in ('x', 'm') and ${ours}`)
  })

/** The files of a cluster after a checkpoint: tables and indexes under the names of their tables, and the write-ahead log. */
export const scanCluster = async (finder: Finder, url: string): Promise<{ files: number; folder: string }> => {
  const { folder, tables } = await connected(url, async (client) => {
    await client.query('checkpoint')
    const { rows: [at] } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
    const { rows } = await client.query<{ path: string; name: string }>(`select pg_relation_filepath(c.oid) as path, n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where pg_relation_filepath(c.oid) is not null`)
    return { folder: at?.folder ?? '', tables: new Map(rows.map(({ path, name }) => [path, name])) }
  })
  const files = await scanFolder(finder, folder, (path) => (path.startsWith('pg_wal/') ? 'wal' : `cluster ${tables.get(path.replace(/[._](\d+|vm|fsm)$/, '')) ?? path}`))
  return { files, folder }
}

/** Every column of every table as the database says it, whatever it is packed in. */
export const scanColumns = (finder: Finder, url: string): Promise<number> =>
  connected(url, async (client) => {
    const { rows } = await client.query<{ name: string; columns: string[] }>(`select format('%I.%I', n.nspname, c.relname) as name, array_agg(quote_ident(a.attname) order by a.attnum)::text[] as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where ${ours} group by 1 order by 1`)
    let columns = 0
    for (const table of rows) {
      for (const column of table.columns) {
        const stream = finder.stream(`column ${table.name}.${column}`)
        const copy = client.query(copyTo(`copy (select ${column}::text from ${table.name} where ${column} is not null) to stdout (format csv, quote E'\\b')`))
        for await (const piece of copy) stream.push(piece as Buffer)
        stream.end()
        columns++
      }
    }
    return columns
  })
