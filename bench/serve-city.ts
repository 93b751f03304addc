import { join } from 'node:path'
import { exampleFund } from '../fund/example.ts'
import { readConfig } from '../kernel/config.ts'
import { installLibrary } from '../measures/install.ts'
import { createDemoAccounts } from '../scripts/demo-accounts.ts'
import { openHouseDatabase, runHouse, today } from '../server/house.ts'
import { root } from './workbench.ts'

/** The house over a city that has no year behind it: library, fund and accounts only, so that a million people are ready in minutes. */
const config = readConfig()
const opened = await openHouseDatabase(config, root)
await opened.database.asSystem(today(), (db) => installLibrary(db, join(root, 'policies/qingyu')))
const accounts = await opened.database.asSystem(today(), (db) => db.selectFrom('kernel.account').select('id').limit(1).execute())
if (accounts.length === 0) {
  await opened.database.asSystem(today(), (db) => exampleFund(db, { today: today() }))
  await createDemoAccounts(opened.database, today())
}
const house = await runHouse(config, opened, root)
process.on('SIGTERM', () => void house.stop().then(() => process.exit(0)))
console.log('聚英已就绪')
