import type pg from 'pg'
import type { Witness } from '../fingerprint.ts'
import type { Asking } from './actors.ts'
import { ownersOfView, quoted, type Relation } from './catalog.ts'
import { mayRead, mayWrite } from './open.ts'
import { attemptsOn, probeSql, seenBy, verbs, type Verb } from './probe.ts'

/** What one actor in one state saw of one relation. */
export interface Seen extends Pick<Asking, 'role' | 'state'> {
  relation: string
  own: number
  above: number
  /** Rows of strangers, or of nobody, that the register of open relations lets him read. */
  open: number
}

export class Prober {
  probes = 0
  private readonly witness: Witness
  private readonly client: pg.Client
  /** A connection on which no setting was ever made. */
  private readonly nameless: pg.Client
  private readonly strangers = new Map<string, string | undefined>()

  private constructor(witness: Witness, client: pg.Client, nameless: pg.Client) {
    this.witness = witness
    this.client = client
    this.nameless = nameless
  }

  static async over(witness: Witness, client: pg.Client, nameless: pg.Client): Promise<Prober> {
    await witness.run(probeSql)
    return new Prober(witness, client, nameless)
  }

  /** One actor against these relations, in one transaction that is taken back. */
  async probe(relations: readonly Relation[], asking: Asking): Promise<{ wrong: string[]; seen: Seen[] }> {
    const client = asking.settings ? this.client : this.nameless
    await client.query('begin')
    try {
      for (const [key, value] of Object.entries(asking.settings ?? {})) await client.query(`select set_config($1, $2, true)`, [`app.${key}`, value])
      const wrong: string[] = []
      const seen: Seen[] = []
      for (const relation of relations) {
        const found = await this.probeOne(client, relation, asking)
        wrong.push(...found.wrong.map((words) => `${relation.name}：${asking.role}（${asking.state}）${words}`))
        seen.push(found.seen)
      }
      return { wrong, seen }
    } finally {
      await client.query('rollback')
    }
  }

  private async probeOne(client: pg.Client, relation: Relation, asking: Asking): Promise<{ wrong: string[]; seen: Seen }> {
    const { name, kind } = relation
    const foreigners = `${asking.classOf} <> 'own'`
    const owners = kind === 'view' ? ownersOfView(relation) : `join matrix."${name}" o on o.tid = r.ctid`
    const attempts = attemptsOn(relation, foreigners, kind === 'view' ? undefined : await this.strangerTo(relation, foreigners), awayOf(relation, asking))
    const { rows: [row] } = await client.query<{ seen: Partial<Record<'own' | 'above' | 'unowned' | 'stranger', number>> | null; reached: bigint[] }>(
      'select matrix.seen($1) as seen, matrix.attempts($2, $3, $4) as reached', [seenBy(relation, owners, asking.classOf), JSON.stringify(attempts), name, foreigners])
    if (!row) throw new Error('no answer')
    const { own = 0, above = 0, unowned = 0, stranger = 0 } = row.seen ?? {}
    const reached = new Map<Verb, number>(attempts.map(({ verb }, at) => [verb, Number(row.reached[at])]))
    const copied = row.seen === null || (!own && !above && !unowned && !stranger && asking.state !== 'own') ? -1 : await copy(client, name)
    this.probes += verbs.length
    const wrong = [
      ...(stranger + unowned > 0 && !mayRead(name, asking) ? [`读到 ${stranger} 行别人的、${unowned} 行不知归谁的`] : []),
      ...(copied > own + above + unowned + stranger ? [`用 COPY 多读到 ${copied - own - above - unowned - stranger} 行`] : []),
      ...[...reached].filter(([verb, n]) => n > 0 && !mayWrite(name, asking, verb)).map(([verb, n]) => `用 ${verb} 动到 ${n} 行不属于他的`),
    ]
    return { wrong, seen: { relation: name, role: asking.role, state: asking.state, own, above, open: stranger + unowned } }
  }

  /** A row that is not the actor's, as the administrator sees it. */
  private async strangerTo({ name }: Relation, foreigners: string): Promise<string | undefined> {
    const key = `${name} ${foreigners}`
    if (!this.strangers.has(key)) {
      const [row] = await this.witness.run(`select to_jsonb(r)::text as row from ${quoted(name)} r join matrix."${name}" o on o.tid = r.ctid where ${foreigners} order by o.place is null limit 1`)
      this.strangers.set(key, row ? String(row['row']) : undefined)
    }
    return this.strangers.get(key)
  }
}

/** `set …` that gives the actor's rows to a stranger; undefined where no column says whose they are. */
const awayOf = ({ columns }: Relation, { away }: Asking): string | undefined => {
  const given = Object.entries(away).filter(([column]) => columns.includes(column))
  return given.length ? given.map(([column, value]) => `"${column}" = '${value}'`).join(', ') : undefined
}

const copy = async (client: pg.Client, name: string): Promise<number> => {
  await client.query('savepoint copying')
  try {
    const { rowCount } = await client.query(`copy (select from ${quoted(name)}) to stdout`)
    return rowCount ?? 0
  } catch {
    return -1
  } finally {
    await client.query('rollback to copying')
  }
}
