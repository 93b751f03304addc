import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { removeCluster, startCluster, type Cluster } from '../../kernel/db/embedded.ts'
import { migrate } from '../../kernel/db/migrate.ts'
import { addressOf, prepareDatabase } from '../../kernel/db/roles.ts'
import { scratchFolder } from '../scratch.ts'
import { runAgreement } from './agreement.ts'
import { runAudit } from './audit.ts'
import { runBank } from './bank.ts'
import { runDoor } from './door.ts'
import { runFiles } from './files/files.ts'
import { runFuzz } from './fuzz/fuzz.ts'
import { runIdempotency } from './idempotency.ts'
import { runInterleavings } from './interleavings/interleavings.ts'
import { runKills } from './kills/kills.ts'
import { runModel } from './model/model.ts'
import type { Harness, HarnessOptions } from './options.ts'
import { runRaces } from './race-rounds.ts'
import { runReplay } from './replay.ts'
import { runRoutes } from './routes/routes.ts'
import { runRows } from './rows/rows.ts'

/**
 * `npm run -s harness -- NAME… [--large] [--write] [--pairs N] [--commands N]`: proofs of trust.md, each on a database of its own, one JSON line each; leaves
 * with 1 when a promise was broken or a planted fault was not found.
 */
const harnesses: Readonly<Record<string, Harness>> = {
  agreement: runAgreement,
  audit: runAudit,
  bank: runBank,
  door: runDoor,
  files: runFiles,
  fuzz: runFuzz,
  idempotency: runIdempotency,
  interleavings: runInterleavings,
  kills: runKills,
  model: runModel,
  races: runRaces,
  replay: runReplay,
  routes: runRoutes,
  rows: runRows,
}

const given = process.argv.slice(2)
const numberOf = (flag: string): number | undefined => {
  const at = given.indexOf(flag)
  if (at === -1) return undefined
  const number = Number(given.splice(at, 2)[1])
  if (Number.isInteger(number) && number > 0) return number
  console.error(`${flag} 应为正整数`)
  process.exit(2)
}
const [pairs, commands, seed] = [numberOf('--pairs'), numberOf('--commands'), numberOf('--seed')]
const large = given.includes('--large')
const write = given.includes('--write')
const names = given.filter((word) => word !== '--large' && word !== '--write')
const unknown = names.find((name) => !(name in harnesses))
if (unknown !== undefined || !names.length) {
  console.error(unknown?.startsWith('--') ? `没有“${unknown}”这个选项，可用：--large、--write、--pairs N、--commands N、--seed N` : `没有“${unknown ?? ''}”这个检验，可用：${Object.keys(harnesses).join('、')}`)
  process.exit(2)
}

const folder = scratchFolder('juying-harness-')
// Keys of sealed columns belong to this run.
process.env['JUYING_HOME'] = folder
const template = 'test_template'
let cluster: Cluster | undefined

/**
 * A migrated database for one harness. Nothing is killed on this cluster, so it need not be durable; the harness that kills starts
 * a house with a durable one of its own. Statements with a name are planned once for all who ask: see plans.ts.
 */
const databaseFor = async (name: string): Promise<Pick<HarnessOptions, 'address' | 'adminUrl'>> => {
  if (!cluster) {
    cluster = await startCluster({ folder: join(folder, 'pg'), durable: false })
    await migrate(await prepareDatabase(cluster.adminUrl, folder, template), join(import.meta.dirname, '../..'))
  }
  const { adminUrl } = cluster
  const database = `test_${name}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`create database ${database} template ${template} strategy file_copy`)
  await admin.query(`alter database ${database} set plan_cache_mode = force_generic_plan`)
  await admin.end()
  return { address: addressOf(adminUrl, folder, database), adminUrl: adminUrl.replace(/\/postgres$/, `/${database}`) }
}

try {
  for (const name of names) {
    const harness = harnesses[name]
    if (!harness) continue
    const database = await databaseFor(name)
    const began = Date.now()
    const { figures, passed } = await harness({ ...database, large, pairs, commands, seed, write })
    console.log(JSON.stringify({ harness: name, ...figures, passed, seconds: Math.round((Date.now() - began) / 1000) }))
    if (!passed) process.exitCode = 1
  }
} finally {
  await cluster?.stop()
  removeCluster(join(folder, 'pg'))
  rmSync(folder, { recursive: true, force: true })
}
