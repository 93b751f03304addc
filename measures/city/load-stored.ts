import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Database } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { Vocabulary } from '../../policy/index.ts'
import { layoutsIn, type Layout } from './fact-store.ts'
import { inSnapshot, loadPages, type Delivery, type LoadOrder } from './load-pages.ts'

export interface LoadOptions {
  on: PlainDate
  vocabulary: Vocabulary
  /** Threads that read; 0: the calling one. */
  loaders?: number | undefined
  /** Pages that a loader reads in one COPY. */
  atOnce?: number
  /** Told before the first delivery. */
  begin?: (layouts: ReadonlyMap<string, Layout>) => void
  /** The number says whose delivery it is: what one loader delivers has to be taken in its order. */
  deliver: (loader: number, delivery: Delivery) => void
}

export interface LoadThreadData {
  name: string
  urls: Record<string, string>
  order: LoadOrder
  /** Shared: how many stretches have been given out. */
  stretches: Int32Array
}

/** Some twenty thousand people. */
const usualStretch = 2000

/** Threads take a second to begin; fewer pages than these are read faster by the calling one. */
const pagesWorthThreads = 4000
const mostLoaders = 4

/**
 * Everything that is stored, as of one moment: one transaction holds it still while loaders read the table, a stretch of pages each at a time. Throws when they did not
 * deliver as many rows as there are. Answers the version of the last stored row that is among them.
 */
export const loadStored = async (database: Database, { on, vocabulary, loaders, atOnce = usualStretch, begin, deliver }: LoadOptions): Promise<bigint> =>
  inSnapshot(database, on, null, async (client) => {
    const { rows: [held] } = await client.query<{ snapshot: string; pages: number; version: bigint }>(`
      select pg_export_snapshot() as snapshot, (pg_relation_size('measures.subject_fact') / current_setting('block_size')::int)::int as pages,
        (select coalesce(max(version), 0)::bigint from measures.subject_fact) as version`)
    if (!held) throw new Error('the snapshot was not exported')
    const layouts = await layoutsIn(client)
    begin?.(layouts)
    const order: LoadOrder = { on, snapshot: held.snapshot, vocabulary, layouts: [...layouts.values()], pages: held.pages, atOnce }
    const threads = loaders ?? (held.pages < pagesWorthThreads ? 0 : Math.min(mostLoaders, availableParallelism()))
    const stored = client.query<{ rows: number }>(`select count(*)::int as rows from measures.subject_fact where facts <> ''`)
    const taken = threads === 0 ? loadHere(database, order, deliver) : loadInThreads(database, order, threads, deliver)
    const [{ rows: [counted] }, rows] = await Promise.all([stored, taken])
    if (counted?.rows !== rows) throw new Error(`${counted?.rows} rows are stored, ${rows} were loaded`)
    return held.version
  })

const loadHere = async (database: Database, order: LoadOrder, deliver: LoadOptions['deliver']): Promise<number> => {
  let stretch = 0
  return loadPages(database, order, () => stretch++, (delivery) => deliver(0, delivery))
}

const loadInThreads = async (database: Database, order: LoadOrder, threads: number, deliver: LoadOptions['deliver']): Promise<number> => {
  const { name, url } = database.address
  const data: LoadThreadData = { name, urls: { juying_app: url('juying_app'), juying_reader: url('juying_reader') }, order, stretches: new Int32Array(new SharedArrayBuffer(4)) }
  const count = Math.min(threads, Math.ceil(order.pages / order.atOnce))
  const workers = Array.from({ length: count }, () => new Worker(new URL('./load-thread.ts', import.meta.url), { workerData: data, name: 'city loader' }))
  try {
    const rows = await Promise.all(workers.map((worker, loader) => new Promise<number>((resolve, reject) => {
      // The thread is this house's own code: it says nothing else.
      worker.on('message', (message: { delivery: Delivery } | { rows: number }) => {
        if ('rows' in message) return resolve(message.rows)
        try {
          deliver(loader, message.delivery)
        } catch (error) {
          reject(error)
        }
      })
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('a loader ended before it was done')))
    })))
    return rows.reduce((sum, n) => sum + n, 0)
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}
