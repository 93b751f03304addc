import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/**
 * Types of the migrated database, by name of column: `_fen` is money, `date` is a day, `*_id` stays text until the store brands it.
 * Written by us and not by a library because the brand hangs on the column's name.
 */
interface Column {
  schema: string
  relation: string
  column: string
  type: string
  nullable: boolean
  generated: boolean
}

const catalogue = `
  select n.nspname as schema, c.relname as relation, a.attname as column, t.typname as type,
    not a.attnotnull and c.relkind = 'r' or c.relkind = 'v' as nullable,
    a.atthasdef or a.attidentity <> '' as generated
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
  where c.relkind in ('r', 'v', 'm', 'p') and a.attnum > 0 and not a.attisdropped
    and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker') and n.nspname not like 'pg\\_%'
  order by 1, 2, a.attnum`

const camel = (name: string): string => name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

const typeOf = ({ type, column }: Column): string => {
  if (type === 'int8') return column.endsWith('_fen') ? 'Fen' : 'bigint'
  if (type.startsWith('_')) return `${scalar(type.slice(1))}[]`
  return scalar(type)
}
const scalar = (type: string): string => {
  if (type === 'int8') return 'bigint'
  if (['int2', 'int4', 'float4', 'float8'].includes(type)) return 'number'
  if (type === 'bool') return 'boolean'
  if (type === 'date') return 'PlainDate'
  if (type === 'timestamptz') return 'Instant'
  if (type === 'bytea') return 'Buffer'
  if (type === 'json' || type === 'jsonb') return 'Json'
  return 'string'
}

const field = (column: Column): string => {
  const select = `${typeOf(column)}${column.nullable ? ' | null' : ''}`
  const json = typeOf(column) === 'Json'
  const loose = ['date', 'timestamptz'].includes(column.type)
  const fenType = typeOf(column) === 'Fen'
  const write = `${json || loose ? 'string' : fenType ? 'bigint' : typeOf(column)}${column.nullable ? ' | null' : ''}`
  const insert = column.generated || column.nullable ? `${write} | undefined` : write
  return `  ${camel(column.column)}: ColumnType<${select}, ${insert}, ${write}>`
}

export const generateSchema = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Column>(catalogue)
  await client.end()
  const relations = Map.groupBy(rows, (row) => `${row.schema}.${row.relation}`)
  const interfaces = [...relations].map(([name, columns]) => `interface ${pascal(name)} {\n${columns.map(field).join('\n')}\n}`)
  const index = [...relations.keys()].map((name) => `  '${camel(name)}': ${pascal(name)}`)
  return `// Generated from the migrated database by \`npm run db:types\`; do not edit.\nimport type { ColumnType } from 'kysely'\nimport type { ${['Fen', 'Instant', 'PlainDate'].filter((name) => interfaces.some((text) => text.includes(`<${name}`))).join(', ')} } from '../kernel/types.ts'\n\nexport type Json = null | boolean | number | string | Json[] | { [key: string]: Json }\n\n${interfaces.join('\n\n')}\n\nexport interface DB {\n${index.join('\n')}\n}\n`
}

const pascal = (name: string): string => name.split(/[._]/).map((part) => part.slice(0, 1).toUpperCase() + part.slice(1)).join('')

export const schemaFile = (root: string): string => join(root, 'db/schema.ts')
export const writeSchema = async (url: string, root: string): Promise<boolean> => {
  const text = await generateSchema(url)
  const file = schemaFile(root)
  let before = ''
  try {
    before = readFileSync(file, 'utf8')
  } catch {
    // first run
  }
  if (before === text) return false
  writeFileSync(file, text)
  return true
}
