import { createHash } from 'node:crypto'
import type { Database } from '../../kernel/db/database.ts'

const planned = /^\s*(select|insert|update|delete|with|merge)\b/i

/**
 * Each connection of this database plans a statement once, whoever asks it: under row-level security the planning is most of the work, and a harness asks the same ten thousand times.
 * What is asked and what is answered stays the same; only where the house itself sends a statement without a name, it gets one. With `plan_cache_mode = force_generic_plan` (harness.ts).
 */
export const planOnce = (database: Database): Database => {
  database.pool.on('connect', (client) => {
    const plain = client.query.bind(client) as (...asked: unknown[]) => unknown
    const named = (...asked: unknown[]): unknown => {
      const [text, values, ...more] = asked
      if (typeof text !== 'string' || !Array.isArray(values) || !planned.test(text)) return plain(...asked)
      return plain({ name: createHash('sha256').update(text).digest('hex').slice(0, 32), text, values }, ...more)
    }
    Object.assign(client, { query: named })
  })
  return database
}
