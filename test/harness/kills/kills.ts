import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anchorFileOf } from '../../../kernel/audit/keep-anchors.ts'
import { verifyAudit } from '../../../kernel/audit/verify.ts'
import { openDatabase } from '../../../kernel/db/database.ts'
import { removeCluster } from '../../../kernel/db/embedded.ts'
import { houseKeys } from '../../../kernel/seal/seal.ts'
import { today } from '../../../server/house.ts'
import { Witness } from '../fingerprint.ts'
import type { Ready } from '../commands/command.ts'
import { moneyCommands, unaccounted } from '../commands/registry.ts'
import type { Harness } from '../options.ts'
import { layGround, Stage, type Send } from '../stage.ts'
import { HouseProcess } from './house-process.ts'
import { Journal, type Found } from './journal.ts'

/**
 * Promise 1 of trust.md: an acknowledged command is never lost or doubled when the server or the database is killed. Clients pay, approve and
 * correct over HTTP; after so many acknowledgements something is killed with SIGKILL in the middle of the others. The server is started again
 * as a supervisor would; of a killed database the house has to recover by itself.
 */
const clients = 8
/** Prepared in peace, before the kills of the round begin. */
const roundSize = 250
type Victim = 'server' | 'database' | 'backend' | 'both'
const victims: readonly Victim[] = ['database', 'server', 'backend', 'database', 'both', 'backend']

interface Tally {
  commands: number
  kills: Record<Victim, number>
  /** Milliseconds until the house answered again, of each kill. */
  down: Record<Victim, number[]>
}

/** Where the time of a run goes, in milliseconds. */
class Clock {
  readonly spent: Record<string, number> = {}
  async time<T>(what: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now()
    try {
      return await work()
    } finally {
      this.spent[what] = Math.round((this.spent[what] ?? 0) + performance.now() - began)
    }
  }
}
const mean = (values: readonly number[]): number => Math.round(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length))

const wire = (house: HouseProcess): Send => async (cookie, verb, body, key) => {
  const headers = { cookie, 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) }
  const response = await fetch(`${house.address}/api/${verb}`, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(30_000) })
  return { status: response.status, body: await response.json() }
}

interface Task {
  verb: string
  ready: Ready
}

/** So many commands, each verb in its turn, on objects of their own. */
const prepareRound = async (house: HouseProcess, verbs: readonly string[], count: number): Promise<Task[]> => {
  const commands = moneyCommands.filter(({ verb }) => verbs.includes(verb))
  const database = openDatabase(house.databaseAddress(), { connections: 6 })
  try {
    const stage = new Stage(database, today(), wire(house))
    const tasks: Task[] = []
    let next = 0
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let at = next++; at < count; at = next++) {
          const command = commands[at % commands.length]
          if (command) tasks.push({ verb: command.verb, ready: await command.prepare(stage) })
        }
      }),
    )
    return tasks
  } finally {
    await database.close()
  }
}

const kill = async (house: HouseProcess, victim: Victim): Promise<void> => {
  if (victim === 'database' || victim === 'both') house.killDatabase()
  if (victim === 'server' || victim === 'both') await house.killServer()
  if (victim === 'backend') house.killBackend()
  // What was killed takes a moment to be missed.
  await new Promise((next) => setTimeout(next, 20))
  if (victim === 'server' || victim === 'both') await house.run()
  else await house.answers()
}

interface Round {
  tasks: readonly Task[]
  kills: number
  victims: readonly Victim[]
  withKey?: boolean
}

/** Lets the clients work through the tasks and kills something each time another share of them has been acknowledged. */
const live = async (house: HouseProcess, journal: Journal, tally: Tally, { tasks, kills, victims, withKey = true }: Round): Promise<void> => {
  const queue = [...tasks]
  let acknowledged = 0
  const killer = async () => {
    for (let done = 0; done < kills; done++) {
      while (acknowledged < ((done + 0.5) * tasks.length) / kills) await new Promise((next) => setTimeout(next, 2))
      const victim = victims[(Object.values(tally.kills).reduce((sum, count) => sum + count, 0)) % victims.length] ?? 'server'
      tally.kills[victim] += 1
      const began = performance.now()
      await kill(house, victim)
      tally.down[victim].push(performance.now() - began)
    }
  }
  const client = async () => {
    for (let task = queue.pop(); task; task = queue.pop()) {
      await journal.command(wire(house), task.verb, task.ready, withKey)
      acknowledged += 1
      tally.commands += 1
    }
  }
  await Promise.all([killer(), ...Array.from({ length: clients }, client)])
}

const emptyTally = (): Tally => ({ commands: 0, kills: { server: 0, database: 0, backend: 0, both: 0 }, down: { server: [], database: [], backend: [], both: [] } })
const spoilt = ({ lost, doubled, otherAnswers, fenOff }: Found): boolean => lost + doubled + otherAnswers > 0 || fenOff !== 0n

/** A short life with a fault in it; true when the comparison finds it. */
const finds = async (house: HouseProcess, folder: string, name: string, { kills, victims, withKey, count = 48 }: { kills: number; victims: readonly Victim[]; withKey?: boolean; count?: number }): Promise<boolean> => {
  const journal = new Journal(join(folder, `${name}.jsonl`))
  await live(house, journal, emptyTally(), { tasks: await prepareRound(house, ['fund.allot'], count), kills, victims, ...(withKey === undefined ? {} : { withKey }) })
  const { lost, doubled, otherAnswers } = await journal.compare(house.databaseAddress(), wire(house), withKey ?? true)
  const found = lost + doubled + otherAnswers > 0
  if (!found) console.error(`没有发现植入的错误：${name}`)
  return found
}

const faulty = (fault: string): readonly string[] => ['test/harness/kills/faulty-house.ts', fault]

const findPlants = async (house: HouseProcess, folder: string): Promise<number> => {
  let found = 0
  const count = (is: boolean) => void (found += is ? 1 : 0)
  count(await finds(house, folder, 'noKey', { kills: 0, victims: [], withKey: false }))
  await Witness.over(house.adminUrl(), async (witness) => {
    await witness.run(`create function public.forget() returns trigger language plpgsql as $$ begin new.answer := null; return new; end $$; create trigger forget before update on kernel.idempotency for each row execute function public.forget()`)
  })
  count(await finds(house, folder, 'answerLost', { kills: 0, victims: [] }))
  await Witness.over(house.adminUrl(), async (witness) => {
    await witness.run('drop trigger forget on kernel.idempotency; drop function public.forget()')
    // The longest that PostgreSQL may leave an asynchronous commit unwritten.
    await witness.run(`alter system set wal_writer_delay = '10s'`)
  })
  await house.stop()
  for (const [fault, victim] of [['answerBeforeCommit', 'server'], ['asynchronousCommit', 'database']] as const) {
    const other = await HouseProcess.start(house.home, faulty(fault))
    count(await finds(other, folder, fault, { kills: 2, victims: [victim] }))
    await other.stop()
  }
  return found
}

/** Small: 1,000 commands and 20 kills; large: 100,000 and 500, or so many as `--commands` says with a kill for each 200. */
export const runKills: Harness = async ({ large, commands }) => {
  const total = commands ?? (large ? 100_000 : 1_000)
  const kills = large ? Math.round(total / 200) : Math.round(total / 50)
  const folder = mkdtempSync(join(tmpdir(), 'juying-kills-'))
  const home = join(folder, 'home')
  mkdirSync(home)
  process.env['JUYING_HOME'] = home
  const house = await HouseProcess.start(home)
  const [tally, clock] = [emptyTally(), new Clock()]
  try {
    const database = openDatabase(house.databaseAddress())
    await layGround(database, today())
    await database.close()
    const journal = new Journal(join(folder, 'journal.jsonl'))
    const verbs = moneyCommands.map(({ verb }) => verb)
    const rounds = Math.ceil(total / roundSize)
    let told = Date.now()
    for (let round = 0; round < rounds; round++) {
      const size = Math.min(roundSize, total - round * roundSize)
      const share = Math.round(((round + 1) * kills) / rounds) - Math.round((round * kills) / rounds)
      const tasks = await clock.time('prepare', () => prepareRound(house, verbs, size))
      await clock.time('live', () => live(house, journal, tally, { tasks, kills: share, victims }))
      if (Date.now() - told < 30_000) continue
      told = Date.now()
      console.error(`${tally.commands} / ${total} 个命令，${JSON.stringify(tally.kills)}`)
    }
    const found = await clock.time('compare', () => journal.compare(house.databaseAddress(), wire(house)))
    // The trail survives the same kills: every row in its chain, as far as the house has anchored them.
    const keys = { chain: houseKeys().key('audit:chain'), anchor: houseKeys().key('audit:anchor') }
    const trail = await clock.time('audit', () => verifyAudit({ address: house.databaseAddress(), keys, anchorFile: anchorFileOf({ anchors: join(home, 'anchors') }) }))
    for (const finding of trail.findings.slice(0, 10)) console.error(finding)
    const planted = await clock.time('plants', () => findPlants(house, folder))
    const killed = Object.values(tally.kills).reduce((sum, count) => sum + count, 0)
    const figures = { commands: tally.commands, kills: killed, of: tally.kills, downMs: Object.fromEntries(Object.entries(tally.down).map(([victim, times]) => [victim, mean(times)])), spentMs: clock.spent, ...found, fenOff: Number(found.fenOff), selfDeaths: house.selfDeaths, auditRows: trail.rows, anchors: trail.anchors, auditFindings: trail.findings.length, planted: `${planted}/4` }
    return { figures, passed: !spoilt(found) && house.selfDeaths === 0 && trail.findings.length === 0 && trail.anchors > 0 && planted === 4 && unaccounted().length === 0 }
  } finally {
    await house.stop()
    removeCluster(join(home, 'postgres'))
    rmSync(folder, { recursive: true, force: true })
  }
}
