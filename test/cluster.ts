import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { removeCluster, startCluster } from '../kernel/db/embedded.ts'
import { migrate } from '../kernel/db/migrate.ts'
import { prepareDatabase } from '../kernel/db/roles.ts'
import { scratchFolder } from './scratch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
    home: string
  }
}

/** One PostgreSQL for the whole run and one migrated template in it; each test clones the template (test/db.ts). */
const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = scratchFolder('juying-test-')
  const place = join(folder, createHash('sha256').update(folder).digest('hex').slice(0, 6))
  const cluster = await startCluster({ folder: place, durable: false })
  const home = join(folder, 'home')
  const template = await prepareDatabase(cluster.adminUrl, home, 'test_template')
  await migrate(template, join(import.meta.dirname, '..'))
  project.provide('adminUrl', cluster.adminUrl)
  project.provide('home', home)
  return async () => {
    await cluster.stop()
    removeCluster(place)
    rmSync(folder, { recursive: true, force: true })
  }
}

export default setup
