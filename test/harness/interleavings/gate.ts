import type pg from 'pg'
import { openDatabase, type Database } from '../../../kernel/db/database.ts'
import type { DatabaseAddress } from '../../../kernel/db/roles.ts'

/**
 * One transaction under the hand of the harness: a database of a single connection whose every statement waits until it is let through. The code
 * that runs in it is the house's own.
 */
export class Gated {
  readonly database: Database
  /** Process number of its backend; the pool may replace one that was idle for long. */
  pid = 0
  /** Statements let through in this life. */
  steps = 0
  private waiting: (() => void) | undefined
  private life: Promise<string> | undefined
  private over = false
  private open = true

  constructor(address: DatabaseAddress) {
    this.database = openDatabase(address, { connections: 1 })
    this.database.pool.on('connect', (client: pg.PoolClient) => this.guard(client))
  }

  /** Makes its connection before anything is asked of it. */
  async ready(): Promise<void> {
    await this.database.pool.query('select')
  }

  private guard(client: pg.PoolClient): void {
    this.pid = Number(Reflect.get(client, 'processID'))
    const ask = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
    const gated = async (...given: unknown[]): Promise<unknown> => {
      if (!this.open) await new Promise<void>((pass) => (this.waiting = pass))
      return ask(...given)
    }
    // The query layer calls it with a promise in mind; callbacks are nobody's here, cursors and COPY neither.
    Object.assign(client, { query: gated })
  }

  /** Begins the transaction, up to its first statement. */
  begin(body: (database: Database) => Promise<string>): void {
    this.open = false
    this.over = false
    this.steps = 0
    this.life = body(this.database).finally(() => {
      this.over = true
      this.open = true
    })
    // Whoever asks for the end hears of it.
    this.life.catch(() => {})
  }

  get ended(): boolean {
    return this.over
  }
  /** A statement stands before the gate. */
  get stands(): boolean {
    return this.waiting !== undefined
  }

  /** Lets one statement through; says whether it has been answered, or waits for a lock as `isBlocked` knows. */
  async step(isBlocked: (pid: number) => Promise<boolean>): Promise<'answered' | 'blocked'> {
    const pass = this.waiting
    this.waiting = undefined
    this.steps += 1
    pass?.()
    for (let turn = 0; ; turn++) {
      await breath(turn < 5 ? 0 : 1)
      if (this.over || this.waiting) return 'answered'
      if (turn % 4 === 3 && (await isBlocked(this.pid))) return 'blocked'
    }
  }

  async outcome(): Promise<string> {
    return (await this.life) ?? ''
  }

  async close(): Promise<void> {
    this.open = true
    await this.database.close()
  }
}

export const breath = (ms: number): Promise<void> => new Promise((next) => (ms === 0 ? setImmediate(next) : setTimeout(next, ms)))
