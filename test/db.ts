import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase, type Database } from '../kernel/db/database.ts'
import { addressOf } from '../kernel/db/roles.ts'

export interface TestDatabase extends Database {
  /** Administrator's connection string to this database: for what no role of the product may do. */
  adminUrl: string
  adminQuery(statement: string): Promise<unknown[]>
  drop(): Promise<void>
}

/** A real database of one's own, cloned from the migrated template in some 50 ms. */
export const testDatabase = async (): Promise<TestDatabase> => {
  const [serverUrl, home] = [inject('adminUrl'), inject('home')]
  // Keys of sealed fields lie in the home of the run, never in that of the machine.
  process.env['JUYING_HOME'] = home
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(serverUrl, `create database ${name} template test_template strategy file_copy`)
  const address = addressOf(serverUrl, home, name)
  const database = openDatabase(address, { connections: 10 })
  const adminUrl = new URL(serverUrl)
  adminUrl.pathname = `/${name}`
  return {
    ...database,
    adminUrl: adminUrl.href,
    adminQuery: (statement) => asAdmin(adminUrl.href, statement),
    drop: async () => {
      await database.close()
      await asAdmin(serverUrl, `drop database ${name} with (force)`)
    },
  }
}

const asAdmin = async (url: string, statement: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}
