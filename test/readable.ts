import { z } from 'zod'
import type { World } from './world.ts'

/** Where in the database an amount lies readable, in whatever form a column could hold it. */

const forms = (yuan: string): string[] => {
  const fen = yuan.replace('.', '')
  const [whole = '', part = ''] = yuan.split('.')
  const texts = [yuan, fen, `${whole.slice(0, -3)},${whole.slice(-3)}.${part}`]
  const [integer, float] = [Buffer.alloc(8), Buffer.alloc(8)]
  integer.writeBigInt64BE(BigInt(fen))
  float.writeDoubleBE(Number(yuan))
  const bytes = [...texts.map((text) => Buffer.from(text)), integer, Buffer.from(integer.toReversed()), float, Buffer.from(float.toReversed())]
  return [...texts, ...bytes.map((one) => one.toString('hex'))]
}

const Tables = z.array(z.object({ name: z.string() }))
const Columns = z.array(z.object({ name: z.string() }))

/** Every table of every schema, row by row as text: JSON is text in it, bytes are hexadecimal. Answers `table.column`. */
export const readableAt = async (world: World, yuan: string): Promise<string[]> => {
  const wanted = `array[${forms(yuan).map((form) => `'%${form}%'`).join(', ')}]`
  const tables = Tables.parse(await world.database.adminQuery(`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%' order by 1`))
  const found: string[] = []
  for (const { name } of tables) {
    const columns = Columns.parse(await world.database.adminQuery(`select distinct e.key as name from ${name} t cross join lateral jsonb_each_text(to_jsonb(t)) e where e.value like any (${wanted}) order by 1`))
    found.push(...columns.map((column) => `${name}.${column.name}`))
  }
  return found
}

/** Columns in which tokens stand: the rotation of keys has to know each. */
export const tokensAt = async (world: World): Promise<string[]> => {
  const tables = Tables.parse(await world.database.adminQuery(`select format('%s.%s', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%' order by 1`))
  const found: string[] = []
  for (const { name } of tables) {
    const columns = Columns.parse(await world.database.adminQuery(`select distinct e.key as name from ${name} t cross join lateral jsonb_each_text(to_jsonb(t)) e where e.value ~ 'sealed:[a-z]+:[0-9a-f-]{36}:' order by 1`))
    found.push(...columns.map((column) => `${name}.${column.name}`))
  }
  return found
}
