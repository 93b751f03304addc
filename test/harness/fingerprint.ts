import pg from 'pg'

/** What a database holds, counted: rows of each table of the fund, the cases and the audit trail, by state where they have one, and the fen on each account. */
export type Fingerprint = ReadonlyMap<string, bigint>

export class Witness {
  private readonly client: pg.Client
  private constructor(client: pg.Client) {
    this.client = client
  }

  /** Sees every row, whoever it belongs to: the administrator's connection. */
  static async over<T>(adminUrl: string, body: (witness: Witness) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: adminUrl })
    await client.connect()
    try {
      return await body(new Witness(client))
    } finally {
      await client.end()
    }
  }

  async run(statement: string): Promise<Record<string, unknown>[]> {
    return (await this.client.query<Record<string, unknown>>(statement)).rows
  }

  async look(): Promise<Fingerprint> {
    const { rows: tables } = await this.client.query<{ name: string; stated: boolean }>(`
      select format('%I.%I', n.nspname, c.relname) as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'state' and not a.attisdropped) as stated
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and (n.nspname in ('fund', 'cases') or (n.nspname = 'kernel' and c.relname in ('audit', 'idempotency')) or (n.nspname = 'graphile_worker' and c.relname = '_private_jobs'))`)
    const questions = tables.map(({ name, stated }) => (stated ? `select '${name}/' || state as what, count(*) as count from ${name} group by 1` : `select '${name}' as what, count(*) as count from ${name}`))
    questions.push(`select 'fen/' || account as what, sum(debit_fen - credit_fen)::bigint as count from fund.entry group by 1`)
    const { rows } = await this.client.query<{ what: string; count: bigint }>(questions.join(' union all '))
    return new Map(rows.map(({ what, count }) => [what, count]))
  }
}

/** What came and went between two looks. */
export const changeBetween = (before: Fingerprint, after: Fingerprint): string =>
  [...new Set([...before.keys(), ...after.keys()])]
    .toSorted()
    .map((what): [string, bigint] => [what, (after.get(what) ?? 0n) - (before.get(what) ?? 0n)])
    .filter(([, by]) => by !== 0n)
    .map(([what, by]) => `${what} ${by > 0n ? '+' : ''}${by}`)
    .join('，')
