import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { openDatabase } from '../../kernel/db/database.ts'
import type { LoginRole } from '../../kernel/db/roles.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import type { CityHost, CityThreadData } from './host.ts'
import { hostOf, LiveCity } from './live-city.ts'

/** The city's thread: loads, follows, answers. */
const { name, urls, threads, today } = workerData as CityThreadData
let day = today
const database = openDatabase({ name, url: (role: LoginRole) => urls[role] ?? '' }, { connections: 6 })
const city = new LiveCity({ database, clock: () => day, threads })
const host: CityHost = { ...hostOf(city), close: async () => { await city.close(); await database.close() } }
const methods: Record<string, unknown> = { ...host, turnTo: (next: string) => void (day = plainDate(next)) }

const say = (message: { id: number; value?: unknown; error?: string }): void => parentPort?.postMessage(message)
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const Request = z.object({ id: z.number(), method: z.string(), args: z.array(z.unknown()) })
parentPort?.on('message', async (message: unknown) => {
  const { id, method, args } = Request.parse(message)
  const body = methods[method]
  try {
    say({ id, value: typeof body === 'function' ? await body(...args) : undefined })
  } catch (error) {
    say({ id, error: reasonOf(error) })
  }
})

const begin = async (): Promise<void> => {
  for (;;) {
    try {
      await city.load()
      break
    } catch (error) {
      if (city.closing) return
      say({ id: 0, error: `全市数据没有装入，十秒后再试：${reasonOf(error)}` })
      await new Promise((resolve) => setTimeout(resolve, 10_000))
    }
  }
  await city.follow((error) => say({ id: 0, error: `全市数据这一轮没有跟上，随即再试：${reasonOf(error)}` }))
}
void begin()
