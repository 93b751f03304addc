import type pg from 'pg'
import type { Witness } from '../fingerprint.ts'
import { askerRow, askerTable, type Asking } from './actors.ts'
import { quoted, type Relation } from './catalog.ts'
import { mayRead, mayWrite } from './open.ts'
import { probeOf, verbs, type Verb } from './probe.ts'

/** What one actor in one state saw of one relation. */
export interface Seen extends Pick<Asking, 'role' | 'state'> {
  relation: string
  own: number
  above: number
  /** Rows of strangers, or of nobody, that the register of open relations lets him read. */
  open: number
}

/** One actor's outcomes as the database answers them: how many rows of which class he sees (null: refused), and what each verb reached. */
interface Outcome {
  asking: number
  seen: Partial<Record<'own' | 'above' | 'unowned' | 'stranger', number>> | null
  reached: Partial<Record<Verb, number>>
}

export class Prober {
  probes = 0
  private readonly witness: Witness
  private readonly client: pg.Client
  /** A connection on which no setting was ever made. */
  private readonly nameless: pg.Client
  private readonly actors: readonly Asking[]

  private constructor(witness: Witness, client: pg.Client, nameless: pg.Client, actors: readonly Asking[]) {
    this.witness = witness
    this.client = client
    this.nameless = nameless
    this.actors = actors
  }

  static async over(witness: Witness, client: pg.Client, nameless: pg.Client, actors: readonly Asking[]): Promise<Prober> {
    await witness.run(askerTable)
    await witness.run(`insert into matrix.asker select * from jsonb_populate_recordset(null::matrix.asker, '${JSON.stringify(actors.map(askerRow))}')`)
    // One plan for every actor: nothing of who asks may be in it.
    for (const one of [client, nameless]) await one.query('set plan_cache_mode = force_generic_plan')
    return new Prober(witness, client, nameless, actors)
  }

  /** Every actor against one relation, in a transaction that is taken back. */
  async probe(relation: Relation): Promise<{ wrong: string[]; seen: Seen[] }> {
    await this.witness.run(probeOf(relation))
    const wrong: string[] = []
    const seen: Seen[] = []
    for (const client of [this.client, this.nameless]) {
      await client.query('begin')
      try {
        const { rows } = await client.query<Outcome>('select * from matrix.probe($1)', [client === this.client])
        const copied = await this.copyAll(client, relation, rows)
        for (const [at, outcome] of rows.entries()) {
          const asking = this.actor(outcome)
          const judged = judge(relation, asking, outcome, copied[at] ?? -1)
          wrong.push(...judged.wrong.map((words) => `${relation.name}：${asking.role}（${asking.state}）${words}`))
          seen.push(judged.seen)
          this.probes += verbs.length
        }
      } finally {
        await client.query('rollback')
      }
    }
    return { wrong, seen }
  }

  private actor({ asking }: Outcome): Asking {
    const actor = this.actors[asking]
    if (!actor) throw new Error('an answer for nobody')
    return actor
  }

  /** How many rows each actor takes out by COPY, which no function may send; -1: refused. It is not asked where SELECT is refused, nor in any state but his own where SELECT sees nothing. */
  private async copyAll(client: pg.Client, { name }: Relation, outcomes: readonly Outcome[]): Promise<number[]> {
    const asked = outcomes.map((outcome) => outcome.seen !== null && (Object.values(outcome.seen).some((n) => n > 0) || this.actor(outcome).state === 'own'))
    const copying = `copy (select from ${quoted(name)}) to stdout`
    const statements = outcomes.flatMap((outcome, at) => (asked[at] ? [`${settingsOf(this.actor(outcome))}; ${copying}`] : []))
    if (!statements.length) return outcomes.map(() => -1)
    const counts = await this.inOneGo(client, statements)
    return asked.map((was) => (was ? (counts.shift() ?? -1) : -1))
  }

  /** All in one message; where one of them is refused, each by itself. */
  private async inOneGo(client: pg.Client, statements: readonly string[]): Promise<number[]> {
    await client.query('savepoint copying')
    try {
      const answers: unknown = await client.query(statements.join('; '))
      return (Array.isArray(answers) ? (answers as pg.QueryResult[]) : []).filter(({ command }) => command === 'COPY').map(({ rowCount }) => rowCount ?? 0)
    } catch {
      await client.query('rollback to copying')
      if (statements.length === 1) return [-1]
      const counts: number[] = []
      for (const statement of statements) counts.push(...(await this.inOneGo(client, [statement])))
      return counts
    } finally {
      await client.query('rollback to copying')
    }
  }
}

/** The same settings as in the database's own loop. */
const settingsOf = ({ settings }: Asking): string =>
  settings ? `select ${Object.entries(settings).map(([key, value]) => `set_config('app.${key}', '${value}', true)`).join(', ')}` : 'select'

const judge = ({ name }: Relation, asking: Asking, { seen, reached }: Outcome, copied: number): { wrong: string[]; seen: Seen } => {
  const { own = 0, above = 0, unowned = 0, stranger = 0 } = seen ?? {}
  const beyond = copied - own - above - unowned - stranger
  return {
    wrong: [
      ...(stranger + unowned > 0 && !mayRead(name, asking) ? [`读到 ${stranger} 行别人的、${unowned} 行不知归谁的`] : []),
      ...(beyond > 0 ? [`用 COPY 多读到 ${beyond} 行`] : []),
      ...(Object.entries(reached) as [Verb, number][]).filter(([verb, n]) => n > 0 && !mayWrite(name, asking, verb)).map(([verb, n]) => `用 ${verb} 动到 ${n} 行不属于他的`),
    ],
    seen: { relation: name, role: asking.role, state: asking.state, own, above, open: stranger + unowned },
  }
}
