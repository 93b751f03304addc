import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import type { PlainDate } from '../types.ts'
import type { SealedPlace, Sealer } from './seal.ts'
import { olderTokens, sealTokensAnew } from './token.ts'

/** A column whose values are sealed. Its owner declares it, so that a rotation of keys reaches it; server/sealed-columns.ts has them all. */
export type SealedColumn = SealedBytes | SealedTokens
interface Keyed {
  table: string
  column: string
  /** Columns of the primary key, of which the place is made. */
  key: readonly { name: string; type: 'uuid' | 'int4' | 'text' }[]
}
export interface SealedBytes extends Keyed {
  place(key: readonly string[]): SealedPlace
}
/** A text, or JSON, in which tokens stand; each says its own place. */
export interface SealedTokens extends Keyed {
  tokens: 'text' | 'jsonb'
}

export interface Rotated {
  column: string
  /** Values that were sealed anew, or, counted, that are still to be. */
  rows: number
  /** Values that no key of this house opens; they stay as they are, for a restored key may open them. */
  unreadable: number
}

const chunk = 500

/**
 * Seals anew whatever is not yet in the youngest generation and the configured cipher, while people work: a few hundred rows a transaction, each only if it is still
 * what was read. May be stopped and begun again at any time. `told` hears of each chunk.
 */
export const sealAnew = async (database: Database, today: PlainDate, sealer: Sealer, columns: readonly SealedColumn[], told: (rotated: Rotated) => void = () => {}): Promise<Rotated[]> => {
  const done: Rotated[] = []
  for (const column of columns) {
    const rotated: Rotated = { column: `${column.table}.${column.column}`, rows: 0, unreadable: 0 }
    let after: readonly string[] | undefined
    do {
      const from: readonly string[] | undefined = after
      const { rows, unreadable, last } = await database.asSystem(today, (db) => sealChunk(db, sealer, column, from))
      rotated.rows += rows
      rotated.unreadable += unreadable
      after = last
      if (rows) told(rotated)
    } while (after)
    done.push(rotated)
  }
  return done
}

/** Values of older generations or of another cipher, by column: nought everywhere means that the older keys open nothing any more. */
export const sealedBefore = (database: Database, today: PlainDate, sealer: Sealer, columns: readonly SealedColumn[]): Promise<Rotated[]> =>
  database.asSystem(today, async (db) => {
    const counted: Rotated[] = []
    for (const column of columns) {
      const { rows: [row] } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(column.table)} where ${isOld(sealer, column)}`.execute(db)
      counted.push({ column: `${column.table}.${column.column}`, rows: row?.n ?? 0, unreadable: 0 })
    }
    return counted
  })

/** Whether a value is of an older generation or another cipher. */
const isOld = (sealer: Sealer, column: SealedColumn) => {
  const sealed = sql.ref(column.column)
  return 'tokens' in column ? sql`${sealed}::text ~ ${olderTokens(sealer)}` : sql`substr(${sealed}, 1, 4) <> ${sealer.mark()}`
}

const sealChunk = async (db: Tx, sealer: Sealer, column: SealedColumn, after: readonly string[] | undefined): Promise<Pick<Rotated, 'rows' | 'unreadable'> & { last: readonly string[] | undefined }> => {
  // The registry's triggers would take each row for a changed fact and derive it anew; nothing of a person changes here.
  await sql`select set_config('app.sealing', 'anew', true)`.execute(db)
  const { table, key } = column
  const sealed = sql.ref(column.column)
  const type = sql.raw('tokens' in column ? 'text' : 'bytea')
  const ordered = sql.join(key.map(({ name }) => sql.ref(name)))
  const begin = after ? sql`and (${ordered}) > (${sql.join(key.map(({ type: of }, at) => sql`${after[at]}::${sql.raw(of)}`))})` : sql``
  const { rows } = await sql<{ key: string[]; sealed: string | Buffer; old: boolean }>`
    select array[${sql.join(key.map(({ name }) => sql`${sql.ref(name)}::text`))}] as key, ${sealed}::${type} as sealed, ${isOld(sealer, column)} as old
    from ${sql.table(table)} where ${sealed} is not null ${begin} order by ${ordered} limit ${chunk}`.execute(db)
  const old = rows.filter((row) => row.old).map((row) => ({ ...row, fresh: sealedAnew(sealer, column, row.key, row.sealed) }))
  const readable = old.flatMap(({ fresh, ...row }) => (fresh === undefined ? [] : [{ ...row, fresh }]))
  if (readable.length) {
    const keys = key.map(({ type: of }, at) => sql`${readable.map((row) => row.key[at])}::${sql.raw(of)}[]`)
    await sql`update ${sql.table(table)} t set ${sealed} = f.fresh::${sql.raw('tokens' in column ? column.tokens : 'bytea')}
      from unnest(${sql.join([...keys, sql`${readable.map((row) => row.sealed)}::${type}[]`, sql`${readable.map((row) => row.fresh)}::${type}[]`])}) f (${sql.join([...key.map((_, at) => sql.ref(`k${at}`)), sql`was, fresh`])})
      where ${sql.join(key.map(({ name }, at) => sql`t.${sql.ref(name)} = f.${sql.ref(`k${at}`)}`), sql` and `)} and t.${sealed}::${type} = f.was`.execute(db)
  }
  return { rows: readable.length, unreadable: old.length - readable.length, last: rows.length < chunk ? undefined : rows.at(-1)?.key }
}

/** Undefined when it does not open. */
const sealedAnew = (sealer: Sealer, column: SealedColumn, key: readonly string[], sealed: string | Buffer): string | Buffer | undefined => {
  try {
    if ('tokens' in column) return sealTokensAnew(sealer, sealed.toString())
    return typeof sealed === 'string' ? undefined : sealer.seal(column.place(key), sealer.openBytes(column.place(key), sealed))
  } catch {
    return undefined
  }
}
