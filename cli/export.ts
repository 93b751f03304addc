import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import type { Tx } from '../kernel/db/database.ts'
import { writeCsv, writeXlsx, type CellValue } from '../kernel/sheets/index.ts'
import { listPeople } from '../registry/contract.ts'
import { people } from '../registry/store.ts'
import { readArguments, today, UsageError } from './arguments.ts'
import { withHouse } from './house.ts'

const FETCH = 2000

/** `juying export people --out FILE.xlsx|csv [--place CODE]`: the list of the registry, identity numbers by their last four characters. */
export const exportCommand = async (args: readonly string[]): Promise<number> => {
  if (args[0] === 'trace') return (await import('./trace.ts')).traceCommand(args.slice(1))
  const { positional, option } = readArguments(args, ['out', 'place'], [])
  const out = option('out')
  const place = option('place') ?? ''
  if (positional.length !== 1 || positional[0] !== 'people' || out === undefined || !/\.(xlsx|csv)$/i.test(out)) throw new UsageError('用法：juying export people --out 文件.xlsx|csv [--place 区划代码]')
  if (!/^(\d{4}(\d{2}(\d{3})?)?)?$/.test(place)) throw new UsageError(`区划代码为 4、6 或 9 位数字，实为 ${place}`)
  const keys = Object.keys(listPeople.columns) as (keyof typeof listPeople.columns)[]
  const layout = { sheet: listPeople.label, heads: keys.map((key) => listPeople.columns[key] ?? key) }
  const write = out.toLowerCase().endsWith('.csv') ? writeCsv : writeXlsx
  const rows = await withHouse((database) =>
    database.asSystem(plainDate(today()), async (db) => {
      let count = 0
      const counted = (row: readonly CellValue[]) => (count++, row)
      await pipeline(Readable.from(write(layout, rowsOf(db, place, keys, counted))), createWriteStream(out, { mode: 0o600 }))
      return count
    }),
  )
  process.stdout.write(`${JSON.stringify({ export: out, rows })}\n`)
  return 0
}

async function* rowsOf(db: Tx, place: string, keys: readonly string[], counted: (row: readonly CellValue[]) => readonly CellValue[]): AsyncGenerator<readonly CellValue[]> {
  const query = people(db).where(sql<boolean>`starts_with(r.place_code, ${place})`).orderBy('r.number')
  await sql`declare people no scroll cursor for ${query}`.execute(db)
  for (;;) {
    const { rows } = await sql<Record<string, CellValue>>`fetch ${sql.raw(String(FETCH))} from people`.execute(db)
    for (const row of rows) yield counted(keys.map((key) => row[key]))
    if (rows.length < FETCH) return
  }
}
