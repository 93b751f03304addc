import pg from 'pg'

/** What a backup consists of in the database: every table of the house with the columns that are stored, and every sequence. Views are made anew from their texts. */
export interface Inventory {
  tables: { name: string; columns: string[] }[]
  sequences: string[]
}

const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'pub') and n.nspname not like 'pg\\_%' and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')`
/** The queue's library keeps its own record of versions, which follows the library and not the data. */
const notTaken = `format('%s.%s', n.nspname, c.relname) not in ('graphile_worker.migrations')`

export const inventoryOf = async (client: pg.Client): Promise<Inventory> => {
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(`
    select format('%s.%s', n.nspname, c.relname) as name, array_agg(a.attname order by a.attnum)::text[] as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relpersistence = 'p' and ${ours} and ${notTaken} group by 1 order by 1`)
  const { rows: sequences } = await client.query<{ name: string }>(`select format('%s.%s', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${ours} order by 1`)
  return { tables, sequences: sequences.map(({ name }) => name) }
}

/** `schema.table` as SQL. */
export const quoted = (name: string): string => name.split('.').map((part) => pg.escapeIdentifier(part)).join('.')
export const columnList = (columns: readonly string[]): string => columns.map((column) => pg.escapeIdentifier(column)).join(', ')

/**
 * The administrator's connection, with every setting on which the text of a value or the order of rows hangs. `row_security = off`: a policy that would hide a row is an
 * error and never a shorter table. A scan of a large table begins at its beginning, so that the same table twice gives the same text.
 */
export const connectAdministrator = async (adminUrl: string, name: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: Object.assign(new URL(adminUrl), { pathname: `/${encodeURIComponent(name)}` }).href })
  // A connection that is lost fails the statement under way; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  await client.query(`set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 1; set bytea_output = 'hex';
    set synchronize_seqscans = off; set row_security = off; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`)
  return client
}

/** Row security hides rows from whoever may not pass it by; a login of that kind cannot take a whole backup. */
export const passesRowSecurity = async (client: pg.Client): Promise<boolean> => (await client.query<{ passes: boolean }>('select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user')).rows[0]?.passes === true
