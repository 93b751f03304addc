import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../../kernel/db/database.ts'
import type { LoginRole } from '../../kernel/db/roles.ts'
import { buffersOf } from '../../policy/index.ts'
import { loadPages } from './load-pages.ts'
import type { LoadThreadData } from './load-stored.ts'

/** A loader: reads stored facts into parcels and hands them to the thread that holds the city. */
const { name, urls, order, stretches } = workerData as LoadThreadData
const database = openDatabase({ name, url: (role: LoginRole) => urls[role] ?? '' }, { connections: 1 })
const rows = await loadPages(database, order, () => Atomics.add(stretches, 0, 1), (delivery) => parentPort?.postMessage({ delivery }, 'parcel' in delivery ? buffersOf(delivery.parcel) : []))
parentPort?.postMessage({ rows })
await database.close()
