import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkedName, type Blobs } from './blobs.ts'

const missing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * Files under `folder/ab/cd/abcd…`, readable by the service alone. Written under a name of its own, flushed, renamed, and the folder
 * flushed: what was acknowledged is there after the power failed.
 */
export const diskBlobs = (folder: string): Blobs => {
  const pathOf = (name: string): string => join(folder, checkedName(name).slice(0, 2), name.slice(2, 4), name)
  return {
    write: async (name, bytes) => {
      const path = pathOf(name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = `${path}.${randomUUID()}`
      try {
        const file = await open(draft, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
      await flushFolder(dirname(path))
    },
    read: async (name) => {
      try {
        return await readFile(pathOf(name))
      } catch (error) {
        if (missing(error)) return undefined
        throw error
      }
    },
    remove: (name) => rm(pathOf(name), { force: true }),
  }
}

/** What was renamed or made in a folder is there after the power failed. */
export const flushFolder = async (folder: string): Promise<void> => {
  // Windows cannot open a folder; it flushes its names by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
