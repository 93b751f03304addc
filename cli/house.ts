import { join } from 'node:path'
import { readConfig } from '../kernel/config.ts'
import { openDatabase, type Database } from '../kernel/db/database.ts'
import { runningCluster } from '../kernel/db/embedded.ts'
import { addressOf } from '../kernel/db/roles.ts'
import { openHouseDatabase } from '../server/house.ts'

/** The installation's database for one command: the running house's where one runs, otherwise opened and closed again. */
export const withHouse = async <T>(body: (database: Database) => Promise<T>): Promise<T> => {
  const config = readConfig()
  const running = config.databaseUrl === undefined ? runningCluster(join(config.home, 'postgres')) : undefined
  if (running !== undefined) {
    const database = openDatabase(addressOf(running, config.home, 'juying'))
    try {
      return await body(database)
    } finally {
      await database.close()
    }
  }
  const opened = await openHouseDatabase(config, join(import.meta.dirname, '..'))
  try {
    return await body(opened.database)
  } finally {
    await opened.close()
  }
}
