import { to as copyTo } from 'pg-copy-streams'
import type { Database } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { SubjectKind } from '../types.ts'

/** A stored row on its way into the city. */
export interface CopiedRow {
  id: string
  place: string | null
  layout: string
  facts: string
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\', n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' }

/** COPY's text form escapes backslashes and control characters; most lines have none. */
const unescape = (text: string): string => (text.includes('\\') ? text.replaceAll(/\\(.)/g, (whole, letter: string) => escapes[letter] ?? whole) : text)

/**
 * Every stored row of one kind, in one pass of COPY: seconds for a million. `take` is called row by row, in no order.
 * Answers the number of rows.
 */
export const copyFacts = async (database: Database, kind: SubjectKind, on: PlainDate, take: (row: CopiedRow) => void): Promise<number> => {
  const client = await database.pool.connect()
  let rows = 0
  try {
    await client.query('begin read only')
    await client.query(`select set_config('app.role', 'system', true), set_config('app.today', $1, true)`, [on])
    const stream = client.query(copyTo(`copy (select subject_id, place_code, layout, facts from measures.subject_fact where kind = '${kind}' and facts <> '') to stdout`))
    stream.setEncoding('utf8')
    let rest = ''
    for await (const chunk of stream) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const [id, place, layout, facts] = line.split('\t')
        if (id === undefined || place === undefined || layout === undefined || facts === undefined) continue
        rows += 1
        take({ id, place: place === '\\N' ? null : place, layout, facts: unescape(facts) })
      }
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
