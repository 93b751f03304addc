import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCity } from '../city/load.ts'
import { openDatabase, type Database } from '../kernel/db/database.ts'
import { removeCluster, startCluster } from '../kernel/db/embedded.ts'
import { migrate } from '../kernel/db/migrate.ts'
import { prepareDatabase } from '../kernel/db/roles.ts'
import { houseSealer } from '../kernel/seal/seal.ts'
import type { PlainDate } from '../kernel/types.ts'
import { installLibrary } from '../measures/install.ts'

export const root = join(import.meta.dirname, '..')

/**
 * A data folder of one bench: nothing of the machine's own house is read or written. Gone afterwards. JUYING_BENCH_HOME names one that was filled before and stays: a city of a
 * million need not be made for each bench.
 */
export const openFolder = (): { home: string; filled: boolean; done: () => void } => {
  const kept = process.env['JUYING_BENCH_HOME']
  const home = kept ?? mkdtempSync(join(tmpdir(), 'juying-bench-'))
  const before = process.env['JUYING_HOME']
  process.env['JUYING_HOME'] = home
  const done = (): void => {
    if (before === undefined) delete process.env['JUYING_HOME']
    else process.env['JUYING_HOME'] = before
    if (kept !== undefined) return
    removeCluster(join(home, 'postgres'))
    rmSync(home, { recursive: true, force: true })
  }
  return { home, filled: kept !== undefined, done }
}

export const inFolder = async <T>(body: (home: string, filled: boolean) => Promise<T>): Promise<T> => {
  const { home, filled, done } = openFolder()
  try {
    return await body(home, filled)
  } finally {
    done()
  }
}

/** The product's own cluster, durable as in use, with an example city of so many people and, where wanted, its published measures. */
export const onWorkbench = <T>({ today, people, library = false }: { today: PlainDate; people: number; library?: boolean }, body: (bench: { database: Database; adminUrl: string }) => Promise<T>): Promise<T> =>
  inFolder(async (home, filled) => {
    const cluster = await startCluster({ folder: join(home, 'postgres') })
    try {
      const address = await prepareDatabase(cluster.adminUrl, home, 'juying')
      await migrate(address, root)
      if (!filled) await loadCity({ address, sealer: houseSealer(), today, people, employers: employersFor(people) })
      const database = openDatabase(address)
      try {
        if (library) await database.asSystem(today, (db) => installLibrary(db, join(root, 'policies/qingyu')))
        return await body({ database, adminUrl: cluster.adminUrl })
      } finally {
        await database.close()
      }
    } finally {
      await cluster.stop()
    }
  })

/** As many to an employer as in the example city: 20,000 people, 800 employers. */
export const employersFor = (people: number): number => Math.max(20, Math.round(people / 25))

/** Milliseconds below which the share `p` of the sorted times lies, to a tenth. */
export const percentile = (sorted: readonly number[], p: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0) * 10) / 10
