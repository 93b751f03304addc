import { to as copyTo } from 'pg-copy-streams'
import type { Database } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { SubjectKind } from '../types.ts'

/** A stored row on its way into the city: its facts are the bytes from `from` to `to` of `bytes`, JSON in UTF-8. */
export type TakeRow = (id: string, place: string | null, layout: string, bytes: Uint8Array, from: number, to: number) => void

const newline = 10
const tab = 9
const backslash = 92
const escapes: Readonly<Record<string, string>> = { '\\': '\\', n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' }

/** COPY's text form escapes backslashes and control characters; most lines have none. */
const unescape = (bytes: Uint8Array): Uint8Array =>
  bytes.includes(backslash) ? Buffer.from(Buffer.from(bytes).toString('utf8').replaceAll(/\\(.)/g, (whole, letter: string) => escapes[letter] ?? whole)) : bytes

const takeLine = (line: Buffer, take: TakeRow): void => {
  const first = line.indexOf(tab)
  const second = line.indexOf(tab, first + 1)
  const third = line.indexOf(tab, second + 1)
  const place = line.toString('latin1', first + 1, second)
  const facts = unescape(line.subarray(third + 1))
  take(line.toString('latin1', 0, first), place === '\\N' ? null : place, line.toString('latin1', second + 1, third), facts, 0, facts.length)
}

/**
 * Every stored row of one kind, in one pass of COPY: seconds for a million. `take` is called row by row, in no order.
 * Answers the number of rows.
 */
export const copyFacts = async (database: Database, kind: SubjectKind, on: PlainDate, take: TakeRow): Promise<number> => {
  const client = await database.pool.connect()
  let rows = 0
  try {
    await client.query('begin read only')
    await client.query(`select set_config('app.role', 'system', true), set_config('app.today', $1, true)`, [on])
    const stream = client.query(copyTo(`copy (select subject_id, place_code, layout, facts from measures.subject_fact where kind = '${kind}' and facts <> '') to stdout`))
    let rest: Buffer = Buffer.alloc(0)
    for await (const chunk of stream) {
      const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, Buffer.from(chunk)]) : Buffer.from(chunk)
      let from = 0
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
        rows += 1
        takeLine(bytes.subarray(from, end), take)
        from = end + 1
      }
      rest = bytes.subarray(from)
    }
    await client.query('commit')
    client.release()
    return rows
  } catch (error) {
    // A COPY under way cannot be rolled back on its own connection: it would have to be read to its end first.
    client.release(true)
    throw error
  }
}
