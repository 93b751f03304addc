import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateSchema, schemaFile, writeSchema } from '../db/generate-schema.ts'
import { removeCluster, startCluster } from '../kernel/db/embedded.ts'
import { migrate } from '../kernel/db/migrate.ts'
import { prepareDatabase } from '../kernel/db/roles.ts'

// A throw-away database, migrated from nothing: the types follow the migrations and nothing else.
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'juying-types-'))
const cluster = await startCluster({ folder: join(folder, 'pg'), durable: false })
try {
  const address = await prepareDatabase(cluster.adminUrl, folder, 'test_types')
  await migrate(address, root)
  const url = address.url('juying_migrator')
  if (process.argv.includes('--check')) {
    const same = readFileSync(schemaFile(root), 'utf8') === (await generateSchema(url))
    if (!same) console.log('db/schema.ts 与迁移不一致，请运行 npm run db:types')
    process.exitCode = same ? 0 : 1
  } else console.log((await writeSchema(url, root)) ? 'db/schema.ts written' : 'db/schema.ts is up to date')
} finally {
  await cluster.stop()
  removeCluster(join(folder, 'pg'))
  rmSync(folder, { recursive: true, force: true })
}
