import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '../../kernel/db/embedded.ts'
import { migrate } from '../../kernel/db/migrate.ts'
import { prepareDatabase, type DatabaseAddress } from '../../kernel/db/roles.ts'
import { runAgreement } from './agreement.ts'
import { runBank } from './bank.ts'
import { runRaces } from './races.ts'

/**
 * `npm run -s harness -- NAME [--large] [--pairs N]`: one proof of trust.md on a database of its own, one JSON line; leaves with 1 when a promise was
 * broken or a planted fault was not found.
 */
type Harness = (options: { address: DatabaseAddress; large: boolean; pairs?: number | undefined }) => Promise<{ figures: object; passed: boolean }>
const harnesses: Readonly<Record<string, Harness>> = { agreement: runAgreement, bank: runBank, races: runRaces }

const [name = '', ...flags] = process.argv.slice(2)
const harness = harnesses[name]
const at = flags.indexOf('--pairs')
const pairs = at === -1 ? undefined : Number(flags.splice(at, 2)[1])
if (pairs !== undefined && !(Number.isInteger(pairs) && pairs > 0)) {
  console.error('--pairs 应为正整数')
  process.exit(2)
}
const unknown = flags.find((flag) => flag !== '--large')
if (!harness || unknown) {
  console.error(unknown ? `没有“${unknown}”这个选项，可用：--large、--pairs N` : `没有“${name}”这个检验，可用：${Object.keys(harnesses).join('、')}`)
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'juying-harness-'))
// Keys of sealed columns belong to this run.
process.env['JUYING_HOME'] = folder
const cluster = await startCluster({ folder: join(folder, 'pg'), durable: true })
try {
  const address = await prepareDatabase(cluster.adminUrl, folder, 'harness')
  await migrate(address, join(import.meta.dirname, '../..'))
  const began = Date.now()
  const { figures, passed } = await harness({ address, large: flags.includes('--large'), pairs })
  console.log(JSON.stringify({ harness: name, ...figures, seconds: Math.round((Date.now() - began) / 1000) }))
  process.exitCode = passed ? 0 : 1
} finally {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
