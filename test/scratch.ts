import { mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
/** A run of the tests keeps some hundreds of megabytes at a time. */
const enough = 3 * 1024 ** 3

/**
 * A folder for what nobody needs afterwards: in memory where the machine has room there, for a database is a thousand small files and each test
 * makes and drops one, which costs a disk's journal several times as much.
 */
export const scratchFolder = (prefix: string): string => {
  try {
    const { bavail, bsize } = statfsSync(memory)
    if (bavail * bsize >= enough) return mkdtempSync(join(memory, prefix))
  } catch {
    // No such place on this system, or not ours to write.
  }
  return mkdtempSync(join(tmpdir(), prefix))
}
