import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { DatabaseAddress } from '../../kernel/db/roles.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { Edition, Plan, RowsAnswer, Standing, WhatIfAnswer } from '../../policy/index.ts'
import type { SubjectKind } from '../types.ts'
import type { CityQuestion, CityRowsQuestion, CityState } from './live-city.ts'

/** The city of this process, wherever it lives. `on` of a question is any day; what stands is of the day of `state().on`. */
export interface CityHost {
  state(): Promise<CityState>
  whatIf(question: CityQuestion): Promise<WhatIfAnswer>
  rows(question: CityRowsQuestion): Promise<RowsAnswer>
  plan(editions: readonly Edition[], on: PlainDate): Promise<Plan>
  watched(): Promise<readonly Standing[]>
  standing(kind: SubjectKind, measure: string, offset: number, limit: number): Promise<RowsAnswer>
  close(): Promise<void>
}

/** The city is being loaded, or this process has none. The message is for the user. */
export class CityNotReady extends Error {}

let held: CityHost | undefined

/** Gives this process its city; the composition does it once, tests with one of their own. */
export const holdCity = (host: CityHost | undefined): void => {
  held = host
}

/** The city when it can be asked. Throws {@link CityNotReady} with what it is doing instead. */
export const city = async (): Promise<CityHost> => {
  if (!held) throw new CityNotReady('这个服务进程没有装载全市数据，请联系系统管理员')
  const { ready, loading } = await held.state()
  if (!ready) throw new CityNotReady(loading ? `全市数据正在准备：${loading.what}，已完成 ${loading.done.toLocaleString('zh-CN')}` : '全市数据正在准备，请稍候')
  return held
}

/** The city when it is there and stands on that day. */
export const cityOn = async (on: PlainDate): Promise<CityHost | undefined> => {
  const state = await held?.state()
  return state?.ready === true && state.on === on ? held : undefined
}

/** What the house tells its city thread to begin with. */
export interface CityThreadData {
  name: string
  urls: Record<string, string>
  threads: number
  today: PlainDate
}

const Reply = z.object({ id: z.number(), value: z.unknown().optional(), error: z.string().optional() })

export interface CityThreadOptions {
  threads: number
  /** The clock of the house; the thread is told when the day turns. */
  today: () => PlainDate
  failed: (reason: string) => void
}

/**
 * Starts the city in a thread of its own, so that a question over everybody never holds up the office work of this process. `failed` is told when
 * a round of following did not succeed, or when the thread ended.
 */
export const startCity = (address: DatabaseAddress, { threads, today, failed }: CityThreadOptions): CityHost => {
  const urls = { juying_app: address.url('juying_app'), juying_reader: address.url('juying_reader') }
  let day = today()
  const data: CityThreadData = { name: address.name, urls, threads, today: day }
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: data, name: 'city' })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  let ended: string | undefined
  const endAll = (reason: string) => {
    ended = reason
    for (const { reject } of waiting.values()) reject(new CityNotReady(reason))
    waiting.clear()
  }
  worker.on('message', (message: unknown) => {
    const { id, value, error } = Reply.parse(message)
    if (id === 0) {
      failed(error ?? '')
      return
    }
    const asker = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asker?.resolve(value)
    else asker?.reject(new Error(error))
  })
  worker.on('error', (error) => {
    failed(error instanceof Error ? error.message : String(error))
    endAll('全市数据的计算线程已停止，请联系系统管理员')
  })
  const ask = <T>(method: string, ...args: unknown[]): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (ended) return reject(new CityNotReady(ended))
      last += 1
      // The thread is this house's own code: what it answers to a method is that method's type.
      waiting.set(last, { resolve: resolve as (value: unknown) => void, reject })
      worker.postMessage({ id: last, method, args })
    })
  const clock = setInterval(() => {
    if (day === today()) return
    day = today()
    void ask('turnTo', day)
  }, 1000).unref()
  return {
    state: () => ask('state'),
    whatIf: (question) => ask('whatIf', question),
    rows: (question) => ask('rows', question),
    plan: (editions, on) => ask('plan', editions, on),
    watched: () => ask('watched'),
    standing: (...args) => ask('standing', ...args),
    close: async () => {
      clearInterval(clock)
      await ask('close').catch(() => {})
      endAll('聚英正在停止')
      await worker.terminate()
    },
  }
}
