import type pg from 'pg'

/**
 * For migrations that seal: writes a column anew out of what it holds, in the migration's transaction. The table is laid down in a new file and the old one goes with the commit,
 * so that no row version with the readable value is left; triggers do not fire, for nothing of what is said changes.
 */
export interface Rewrite {
  table: string
  column: string
  /** The column's type from now on. */
  type: 'text' | 'jsonb' | 'bytea'
  /** Which rows; all that hold something unless told. */
  where?: string
  /** SQL of what tells a row from the others, as text. */
  key?: string
}

const chunk = 5000

export const rewriteColumn = async (client: pg.ClientBase, { table, column, type, where = 'true', key = 'id::text' }: Rewrite, fresh: (row: { id: string; value: string }) => string): Promise<void> => {
  await client.query('create temporary table rewritten (id text primary key, value text) on commit drop')
  await client.query(`declare standing no scroll cursor for select ${key} as id, ${column}::text as value from ${table} where ${column} is not null and (${where})`)
  for (;;) {
    const { rows } = await client.query<{ id: string; value: string }>(`fetch ${chunk} from standing`)
    if (rows.length === 0) break
    await client.query('insert into rewritten select * from unnest($1::text[], $2::text[])', [rows.map(({ id }) => id), rows.map(fresh)])
  }
  await client.query('close standing')
  // A row that the cursor did not see must not lose what it holds: it stops the migration.
  await client.query(`create function pg_temp.rewritten_of(which text) returns text language plpgsql stable as $$
    declare found_value text; begin select value into strict found_value from pg_temp.rewritten where id = which; return found_value; end $$`)
  await client.query(`alter table ${table} alter column ${column} type ${type} using case when ${column} is not null and (${where}) then pg_temp.rewritten_of(${key})::${type} else ${column}::${type} end`)
  await client.query('drop function pg_temp.rewritten_of(text)')
  await client.query('drop table rewritten')
}
