import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../kernel/config.ts'
import { runningCluster, startCluster } from '../kernel/db/embedded.ts'
import { UsageError } from './arguments.ts'

/** The administrator's way to the database of this installation, and that database's name. */
export interface Administrator {
  adminUrl: string
  name: string
}

/** For one command: beside a running house, or with the embedded PostgreSQL started and stopped again. Where there is none yet, one is made only if `make` says so. */
export const asAdministrator = async <T>(config: Config, { make }: { make: boolean }, body: (administrator: Administrator) => Promise<T>): Promise<T> => {
  if (config.databaseUrl !== undefined) return body({ adminUrl: config.databaseUrl, name: decodeURIComponent(new URL(config.databaseUrl).pathname.slice(1)) || 'juying' })
  const folder = join(config.home, 'postgres')
  const running = runningCluster(folder)
  if (running !== undefined) return body({ adminUrl: running, name: 'juying' })
  if (!make && !existsSync(join(folder, 'postgres.secret'))) throw new UsageError(`${config.home} 里还没有数据库。请检查 JUYING_HOME 是否指对了地方。`)
  const cluster = await startCluster({ folder })
  try {
    return await body({ adminUrl: cluster.adminUrl, name: 'juying' })
  } finally {
    await cluster.stop()
  }
}
