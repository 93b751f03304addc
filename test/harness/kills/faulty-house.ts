import { join } from 'node:path'
import { sql } from 'kysely'
import { readConfig } from '../../../kernel/config.ts'
import type { Database, Tx } from '../../../kernel/db/database.ts'
import { openHouseDatabase, runHouse } from '../../../server/house.ts'

/** The house with one fault in its transactions, for the harness that must find it: `answerBeforeCommit` or `asynchronousCommit`. */
const root = join(import.meta.dirname, '../../..')
const commitsAfter = 400

/** Whoever waits is told as soon as the body is through; the commit comes later. */
const answerBeforeCommit = (run: Database['as']): Database['as'] => (context, body) =>
  new Promise((done, fail) => {
    run(context, async (tx) => {
      done(await body(tx))
      await new Promise((next) => setTimeout(next, commitsAfter))
    }).catch(fail)
  })

const asynchronously = async <T>(tx: Tx, body: (tx: Tx) => Promise<T>): Promise<T> => {
  await sql`select set_config('synchronous_commit', 'off', true)`.execute(tx)
  return body(tx)
}

const planted = (database: Database, fault: string | undefined): Database => {
  if (fault === 'answerBeforeCommit') return { ...database, as: answerBeforeCommit((context, body) => database.as(context, body)) }
  if (fault === 'asynchronousCommit') return { ...database, as: (context, body) => database.as(context, (tx) => asynchronously(tx, body)), asSystem: (today, body) => database.asSystem(today, (tx) => asynchronously(tx, body)) }
  throw new Error('which fault?')
}

const config = readConfig()
const opened = await openHouseDatabase(config, root)
const house = await runHouse(config, { ...opened, database: planted(opened.database, process.argv[2]) }, root)
process.on('SIGTERM', () => void house.stop().then(() => process.exit(0)))
