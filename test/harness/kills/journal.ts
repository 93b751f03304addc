import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { openDatabase } from '../../../kernel/db/database.ts'
import type { DatabaseAddress } from '../../../kernel/db/roles.ts'
import type { Ready } from '../commands/command.ts'
import { raceDay } from '../races.ts'
import type { Send } from '../stage.ts'

/** One intent of a client: written down before it is sent and again when the house has acknowledged it. */
export interface Written {
  key: string
  verb: string
  ready: Ready
  answer: unknown
}

export interface Found {
  lost: number
  doubled: number
  otherAnswers: number
  fenOff: bigint
}

export class Journal {
  readonly entries: Written[] = []
  private readonly file: string
  constructor(file: string) {
    this.file = file
  }

  /** Sends until the house says yes: what was not answered is repeated with its key, as a browser does. Without keys the repetition is a new intent. */
  async command(send: Send, verb: string, ready: Ready, withKey: boolean): Promise<void> {
    const written: Written = { key: randomUUID(), verb, ready, answer: undefined }
    this.entries.push(written)
    this.write({ sends: written.key, verb, body: ready.body })
    for (;;) {
      const answer = await send(ready.hand.cookie, verb, ready.body, withKey ? written.key : undefined).catch(() => ({ status: 0, body: undefined }))
      if (answer.status === 200) {
        written.answer = answer.body
        return this.write({ acknowledged: written.key, answer: answer.body })
      }
      if (answer.status !== 0 && answer.status < 500) throw new Error(`${verb} was answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      await new Promise((next) => setTimeout(next, 50))
    }
  }

  private write(line: object): void {
    appendFileSync(this.file, `${JSON.stringify(line)}\n`)
  }

  /** Everything that was acknowledged against what is there: first as the kills left it, then after every command was sent once more. */
  async compare(address: DatabaseAddress, send: Send, withKey = true): Promise<Found> {
    const database = openDatabase(address, { connections: 6 })
    try {
      const counts = (of: (count: number) => boolean) =>
        database.asSystem(raceDay, async (db) => {
          let found = 0
          for (const { ready } of this.entries) if (of(await ready.done(db))) found += 1
          return found
        })
      const lost = await counts((count) => count === 0)
      const otherAnswers = await this.replay(send, withKey)
      const doubled = await counts((count) => count > 1)
      return { lost, doubled, otherAnswers, fenOff: await this.fenOff(database) }
    } finally {
      await database.close()
    }
  }

  private async replay(send: Send, withKey: boolean): Promise<number> {
    let other = 0
    const queue = [...this.entries]
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let entry = queue.pop(); entry; entry = queue.pop()) {
          const { status, body } = await send(entry.ready.hand.cookie, entry.verb, entry.ready.body, withKey ? entry.key : undefined)
          if (status !== 200 || !isDeepStrictEqual(body, entry.answer)) other += 1
        }
      }),
    )
    return other
  }

  /** Fen by which the ledger of these hands differs from what they were told, each kind of voucher for itself; and each line from its entries. */
  private fenOff(database: ReturnType<typeof openDatabase>): Promise<bigint> {
    const told = new Map<string, bigint>()
    for (const { ready } of this.entries) for (const [kind, amount] of Object.entries(ready.posts)) told.set(kind, (told.get(kind) ?? 0n) + amount)
    return database.asSystem(raceDay, async (db) => {
      const { rows } = await sql<{ kind: string; fen: bigint }>`
        select o.kind, sum(e.debit_fen)::bigint as fen from fund.posting o join fund.entry e on e.posting_id = o.id where o.made_by is not null group by o.kind`.execute(db)
      const posted = new Map(rows.map(({ kind, fen }) => [kind, fen]))
      const kinds = [...new Set([...told.keys(), ...posted.keys()])]
      const off = kinds.map((kind) => (told.get(kind) ?? 0n) - (posted.get(kind) ?? 0n)).reduce((sum, by) => sum + (by < 0n ? -by : by), 0n)
      const lines = await sql<{ off: bigint }>`
        select coalesce(sum(abs(l.appropriated_fen - l.available_fen - e.used) + abs(l.appropriated_fen - e.given)), 0)::bigint as off
        from fund.budget_line l join (
          select line_id, coalesce(sum(debit_fen - credit_fen) filter (where account not in ('appropriation', 'available')), 0) as used,
            coalesce(sum(credit_fen - debit_fen) filter (where account = 'appropriation'), 0) as given
          from fund.entry group by line_id) e on e.line_id = l.id`.execute(db)
      return off + (lines.rows[0]?.off ?? 0n)
    })
  }
}
