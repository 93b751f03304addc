import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { freePort } from '../kernel/db/embedded.ts'
import { root } from './workbench.ts'

export interface RunningHouse {
  address: string
  /** From the call to the line with the address, and the seconds that `npm start` itself prints for each step. */
  ms: number
  steps: Record<string, number>
  /** Asks it to stop as Ctrl-C does; milliseconds until it was gone. */
  stop(): Promise<number>
}

const patience = 300_000

/** The house as `npm start` runs it (or as another program does), in a process and on a port of its own; ready when it says so and answers. */
export const startHouse = async (home: string, program = 'scripts/start.ts'): Promise<RunningHouse> => {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, program)], {
    cwd: root,
    env: { ...process.env, PORT: String(port), JUYING_HOME: home, JUYING_DEMO: '1', DATABASE_URL: '', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  let said = ''
  await new Promise<void>((done, fail) => {
    const deadline = setTimeout(() => (child.kill('SIGKILL'), fail(new Error(`the house was not ready in time: ${said}`))), patience)
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('聚英已就绪')) done(clearTimeout(deadline))
    })
    child.once('exit', () => {
      clearTimeout(deadline)
      fail(new Error(`the house did not start: ${said}`))
    })
  })
  const ms = Math.round(performance.now() - began)
  const address = `http://127.0.0.1:${port}`
  const stop = async (): Promise<number> => {
    const asked = performance.now()
    child.kill('SIGTERM')
    await gone
    return Math.round(performance.now() - asked)
  }
  const health = await fetch(`${address}/healthz`)
  if (!health.ok) {
    await stop()
    throw new Error(`/healthz answered ${health.status}`)
  }
  return { address, ms, steps: Object.fromEntries([...said.matchAll(/✓ (.+?)（([\d.]+) 秒）/g)].map(([, label = '', seconds]) => [label, Math.round(Number(seconds) * 1000)])), stop }
}
