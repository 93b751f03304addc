import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
import { createZstdDecompress } from 'node:zlib'
import { flushFolder } from '../files/disk.ts'
import { Tap } from './streams.ts'

/** A sealed file of the store: its name there, the hash by which the pool keeps it, its size, and when the store wrote it. */
export interface Paper {
  name: string
  sha: string
  bytes: number
  written: number
}

export const poolPath = (pool: string, sha: string): string => join(pool, sha.slice(0, 2), sha)

export const paperLine = ({ name, sha, bytes, written }: Paper): string => `${name} ${sha} ${bytes} ${written}\n`

/** The list of a backup's papers, line by line. */
export async function* papersIn(file: string): AsyncGenerator<Paper> {
  const text = createZstdDecompress()
  createReadStream(file)
    .on('error', (error) => text.destroy(error))
    .pipe(text)
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const piece of text) {
    const lines = (rest + decoder.write(piece as Buffer)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines.map(paperOf)
  }
}

const paperOf = (line: string): Paper => {
  const [name = '', sha = '', bytes, written] = line.split(' ')
  return { name, sha, bytes: Number(bytes), written: Number(written) }
}

/** The store's files under `folder/ab/cd/…`; drafts, which carry more than a name, are not among them. */
async function* stored(folder: string): AsyncGenerator<{ name: string; path: string }> {
  if (!existsSync(folder)) return
  for (const one of await readdir(folder))
    for (const two of await readdir(join(folder, one)))
      for (const name of await readdir(join(folder, one, two))) if (/^[0-9a-f]{64}$/.test(name)) yield { name, path: join(folder, one, two, name) }
}

const gone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * Copies into the pool what is not there yet. A file that stands under its name as `last` saw it (size and time) is not read again; one that was sealed anew is another
 * file. What goes while one looks is left out: whether it was needed is asked afterwards.
 */
export const copyPapers = async (folder: string, pool: string, last: ReadonlyMap<string, Paper>, into: Map<string, Paper>): Promise<number> => {
  let copied = 0
  for await (const { name, path } of stored(folder)) {
    try {
      const { size, mtimeMs } = statSync(path)
      const written = Math.trunc(mtimeMs)
      const before = last.get(name)
      if (before && before.bytes === size && before.written === written && sizeIn(pool, before.sha) === size) {
        into.set(name, before)
        continue
      }
      const { sha, bytes, fresh } = await keep(path, pool)
      into.set(name, { name, sha, bytes, written })
      if (fresh) copied += 1
    } catch (error) {
      if (!gone(error)) throw error
    }
  }
  return copied
}

const sizeIn = (pool: string, sha: string): number | undefined => statSync(poolPath(pool, sha), { throwIfNoEntry: false })?.size

const keep = async (path: string, pool: string): Promise<{ sha: string; bytes: number; fresh: boolean }> => {
  await mkdir(pool, { recursive: true, mode: 0o700 })
  const draft = join(pool, `draft-${randomUUID()}`)
  const tap = new Tap()
  try {
    await pipeline(createReadStream(path), tap, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    const sha = tap.digest()
    const place = poolPath(pool, sha)
    if (sizeIn(pool, sha) === tap.bytes) return { sha, bytes: tap.bytes, fresh: false }
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await rename(draft, place)
    await flushFolder(dirname(place))
    return { sha, bytes: tap.bytes, fresh: true }
  } finally {
    await rm(draft, { force: true })
  }
}

/** Takes out of the pool what no backup names any more, and drafts of a backup that broke off. */
export const sweepPool = async (pool: string, wanted: ReadonlySet<string>): Promise<void> => {
  if (!existsSync(pool)) return
  for (const one of await readdir(pool, { withFileTypes: true })) {
    if (one.isDirectory()) {
      for (const sha of await readdir(join(pool, one.name))) if (!wanted.has(sha)) await rm(join(pool, one.name, sha), { force: true })
    } else await rm(join(pool, one.name), { force: true })
  }
}
