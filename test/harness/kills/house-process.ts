import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, runningCluster } from '../../../kernel/db/embedded.ts'
import { addressOf, type DatabaseAddress } from '../../../kernel/db/roles.ts'
import { commandOf } from '../../../kernel/process.ts'

const root = join(import.meta.dirname, '../../..')
const startProgram = ['scripts/start.ts', '--without-pages']
/** A machine full of other work takes its time to recover a database; who waits longer has been lost. */
const patience = 150_000

/** The house as `npm start` runs it, with its own durable database, in a process that may be killed at any moment and is started again. */
export class HouseProcess {
  readonly home: string
  readonly port: number
  private readonly program: readonly string[]
  private child: ChildProcess | undefined
  private expected = false
  private complaint = ''
  /** How often the server ended without having been killed. */
  selfDeaths = 0

  private constructor(home: string, port: number, program: readonly string[]) {
    this.home = home
    this.port = port
    this.program = program
  }

  static async start(home: string, program: readonly string[] = startProgram): Promise<HouseProcess> {
    const house = new HouseProcess(home, await freePort(), program)
    await house.run()
    return house
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Starts it and waits until it answers. */
  async run(): Promise<void> {
    const [file = '', ...flags] = this.program
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, file), ...flags], {
      cwd: root,
      env: { ...process.env, PORT: String(this.port), JUYING_HOME: this.home, JUYING_DEMO: '0', DATABASE_URL: '', LOG_LEVEL: 'silent', NODE_COMPILE_CACHE: join(this.home, 'compiled') },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child = child
    this.expected = false
    this.complaint = ''
    for (const said of [child.stdout, child.stderr]) {
      said.on('data', (chunk: Buffer) => {
        if (this.child === child) this.complaint = `${this.complaint}${chunk.toString()}`.slice(-2_000)
      })
    }
    child.once('exit', () => {
      if (this.child !== child || this.expected) return
      this.selfDeaths += 1
      console.error(`服务器自己停了：${this.complaint}`)
    })
    await this.answers()
  }

  /** Until it says that it is ready; one that has died by itself is started again, as the machine's supervisor would. */
  async answers(): Promise<void> {
    const end = Date.now() + patience
    let last = ''
    while (Date.now() < end) {
      if (this.child?.exitCode !== null || this.child.signalCode !== null) {
        if (this.selfDeaths > 20) throw new Error('the house dies again and again')
        return this.run()
      }
      const ready = await fetch(`${this.address}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
        async (response) => response.ok || void (last = `${response.status} ${await response.text()}`),
        (error: unknown) => void (last = String(error)),
      )
      if (ready) return
      await new Promise((next) => setTimeout(next, 20))
    }
    const database = runningCluster(join(this.home, 'postgres')) === undefined ? 'no postmaster runs' : 'its postmaster runs'
    throw new Error(`the house did not come back within ${patience / 1000} s; ${database}; last asked it said ${last}; it had printed: ${this.complaint}`)
  }

  async killServer(): Promise<void> {
    await this.end('SIGKILL')
  }

  /** The postmaster and everything that it started, at once: nothing is written any more. */
  killDatabase(): void {
    const pid = this.postmaster()
    for (const one of [pid, ...childrenOf(pid)]) killNow(one)
  }

  /** One of its connections: PostgreSQL then ends all of them and recovers by itself. */
  killBackend(): void {
    const backend = childrenOf(this.postmaster()).find((pid) => commandOf(pid).some((word) => word.includes('juying_app')))
    if (backend !== undefined) killNow(backend)
  }

  /** As Ctrl-C does. */
  async stop(): Promise<void> {
    await this.end('SIGTERM')
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    this.expected = true
    const gone = new Promise<void>((done) => child.once('exit', () => done()))
    child.kill(signal)
    await gone
  }

  adminUrl(): string {
    const url = runningCluster(join(this.home, 'postgres'))
    if (!url) throw new Error('no database runs')
    return url.replace(/\/postgres$/, '/juying')
  }

  databaseAddress(): DatabaseAddress {
    return addressOf(this.adminUrl(), this.home, 'juying')
  }

  private postmaster(): number {
    const port = new URL(this.adminUrl()).port
    const pid = readdirSync('/proc').map(Number).find((one) => one > 0 && isPostmasterAt(commandOf(one), port))
    if (pid === undefined) throw new Error('no postmaster runs')
    return pid
  }
}

/** The postmaster alone was started with its folder and its port; its children have rewritten their words. */
const isPostmasterAt = (command: readonly string[], port: string): boolean => command.includes('-D') && command.includes('-p') && command.includes(port)

const childrenOf = (parent: number): number[] =>
  readdirSync('/proc').map(Number).filter((pid) => {
    if (!(pid > 0)) return false
    try {
      // pid (name) state ppid …
      return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === parent
    } catch {
      return false
    }
  })

const killNow = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It may have ended meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
