import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { alive, commandOf } from '../kernel/process.ts'

const Lock = z.object({ pid: z.number(), port: z.number() })

/** One data folder, one running house. Returns the release, or what is running there already. */
export const takeLock = (home: string, port: number): { release: () => void } | { running: z.infer<typeof Lock> } => {
  mkdirSync(home, { recursive: true })
  const file = join(home, 'run.json')
  if (existsSync(file)) {
    const held = Lock.safeParse(parse(readFileSync(file, 'utf8')))
    if (held.success && held.data.pid !== process.pid && isHouse(held.data.pid)) return { running: held.data }
  }
  writeFileSync(file, JSON.stringify({ pid: process.pid, port }))
  return { release: () => rmSync(file, { force: true }) }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** After a restart of the machine or the container the number may belong to a stranger; ours run a TypeScript file. */
const isHouse = (pid: number): boolean => alive(pid) && (process.platform !== 'linux' || commandOf(pid).some((word) => word.endsWith('.ts')))
