import { join } from 'node:path'
import { loadCity } from '../city/load.ts'
import { exampleFund } from '../fund/example.ts'
import { exampleTargets } from '../indicators/example.ts'
import type { Database } from '../kernel/db/database.ts'
import { houseSealer } from '../kernel/seal/seal.ts'
import type { PlainDate } from '../kernel/types.ts'
import { installLibrary } from '../measures/install.ts'
import { exampleDuplicates } from '../registry/duplicates/example.ts'
import { exampleMovements } from '../registry/movements/example.ts'
import { examplePlatforms } from '../registry/platforms/example.ts'
import { createDemoAccounts } from './demo-accounts.ts'
import { ensureExampleYear } from './example-year.ts'

/** Publishes what is new in the library; makes 青屿市 in an empty house, once: the registry, its accounts, its fund, the year before today. Says whether it did. */
export const ensureExampleCity = async (database: Database, today: PlainDate, progress?: (words: string) => void): Promise<boolean> => {
  await database.asSystem(today, (db) => installLibrary(db, join(import.meta.dirname, '../policies/qingyu')))
  const before = await database.asSystem(today, (db) => db.selectFrom('kernel.account').select('id').where('demo', '=', true).limit(1).execute())
  if (before.length) {
    // Says so where the year of an earlier start broke off; a city that has cases of its own is left alone.
    await ensureExampleYear(database, { today, ...(progress ? { progress } : {}) })
    return false
  }
  const people = await database.asSystem(today, (db) => db.selectFrom('registry.person').select('id').limit(1).execute())
  if (!people.length) await loadCity({ address: database.address, sealer: houseSealer(), today })
  await database.asSystem(today, (db) => exampleFund(db, { today }))
  await database.asSystem(today, (db) => exampleTargets(db, { today }))
  await createDemoAccounts(database, today)
  await database.asSystem(today, (db) => examplePlatforms(db, { today }))
  await database.asSystem(today, (db) => exampleMovements(db, { today }))
  await ensureExampleYear(database, { today, ...(progress ? { progress } : {}) })
  await exampleDuplicates(database, today)
  return true
}
