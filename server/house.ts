import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { anchorFileOf, keepAnchors } from '../kernel/audit/keep-anchors.ts'
import { shanghaiDay } from '../kernel/calendar/shanghai.ts'
import type { SignInWays } from '../kernel/auth/door.ts'
import { catchingSender, httpSender } from '../kernel/auth/sms.ts'
import type { Config } from '../kernel/config.ts'
import { openDatabase, type Database } from '../kernel/db/database.ts'
import { startCluster, type Cluster } from '../kernel/db/embedded.ts'
import { migrate } from '../kernel/db/migrate.ts'
import { prepareDatabase } from '../kernel/db/roles.ts'
import { holdSenders, sendersOf } from '../kernel/messages/senders.ts'
import { checkHouseFiles } from '../kernel/files/store.ts'
import { startWorker } from '../kernel/jobs/queue.ts'
import type { PlainDate } from '../kernel/types.ts'
import { holdCity, startCity } from '../measures/city/host.ts'
import { findPerson } from '../registry/access/find-person.ts'
import { createApp, createLogger, webRootOf } from './app.ts'
import { handlers, jobs, streams } from './modules.ts'

export const today = (): PlainDate => shanghaiDay(Date.now())

/** The database of this installation: the embedded cluster, or the server that DATABASE_URL names. Migrated and ready. */
export interface OpenedDatabase {
  database: Database
  cluster: Cluster | undefined
  close(): Promise<void>
}

export const openHouseDatabase = async (config: Config, root: string): Promise<OpenedDatabase> => {
  mkdirSync(config.home, { recursive: true })
  const cluster = config.databaseUrl ? undefined : await startCluster({ folder: join(config.home, 'postgres'), revived: () => createLogger(config.logLevel).error('PostgreSQL had ended and was started again') })
  try {
    const address = await prepareDatabase(config.databaseUrl ?? cluster?.adminUrl ?? '', config.home, config.databaseUrl ? undefined : 'juying')
    await migrate(address, root)
    const database = openDatabase(address)
    return {
      database,
      cluster,
      close: async () => {
        await database.close()
        await cluster?.stop()
      },
    }
  } catch (error) {
    await cluster?.stop()
    throw error
  }
}

export interface RunningHouse {
  app: FastifyInstance
  logger: Logger
  stop(): Promise<void>
}

const waysOf = ({ url, sms, oidc, demo }: Pick<Config, 'url' | 'sms' | 'oidc' | 'demo'>): Partial<SignInWays> => ({
  origin: url,
  sms: sms ? httpSender(sms.url, sms.token) : demo ? catchingSender() : undefined,
  oidc,
  findPerson,
  commonWords: ['聚英', 'juying', '人才', 'rencai', '青屿', 'qingyu'],
})

/** Web and worker over an open database. The journeys of the tests bring a clock of their own; everybody else lives today. */
export const runHouse = async (config: Config, { database, close }: OpenedDatabase, root: string, clock: () => PlainDate = today, logger: Logger = createLogger(config.logLevel)): Promise<RunningHouse> => {
  await checkHouseFiles(config.files)
  const ways = waysOf(config)
  holdSenders(sendersOf(config, ways.sms, { http: httpSender, catcher: catchingSender }))
  const app = await createApp({ database, handlers, streams, today: clock, demo: config.demo, ways, logger, webRoot: webRootOf(root) })
  await app.listen({ port: config.port, host: config.host })
  const city = config.cityThreads > 0 ? startCity(database.address, { threads: config.cityThreads, today: clock, failed: (reason) => logger.warn({ reason }, 'city not in step') }) : undefined
  holdCity(city)
  const worker = await startWorker({ database, handlers: jobs, today: clock, logger }).catch(async (error: unknown) => {
    await app.close()
    await city?.close()
    throw error
  })
  const stopAnchors = await keepAnchors({ database, file: anchorFileOf(config), today: clock, failed: (reason) => logger.error({ reason }, 'audit anchor not written') })
  return {
    app,
    logger,
    // In this order: no new requests, requests under way end, jobs end, then the database.
    stop: async () => {
      await app.close()
      await worker.stop()
      await stopAnchors()
      holdCity(undefined)
      await city?.close()
      await close()
    },
  }
}
