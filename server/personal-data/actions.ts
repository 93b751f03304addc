import { sql } from 'kysely'
import { z } from 'zod'
import type { Declaration } from '../../kernel/action.ts'
import { implementQuery, type Handler } from '../../kernel/implement.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { assessmentHandler } from './assessment/actions.ts'
import { myData, personalDataRegister } from './contract.ts'
import { grounds, register, retentions } from './register.ts'
import { dataRequestHandlers } from './requests/actions.ts'
import { retentionHandlers } from './retention/actions.ts'
import { seenText } from './words.ts'

const Commented = z.object({ table: z.string(), words: z.string(), columns: z.record(z.string(), z.string()) })

/** Sealed columns and blind indexes tell nothing to who reads the table. */
const isSealed = (column: string): boolean => /(^|_)(sealed|index)$/.test(column)

const commentsOf = async (db: Tx): Promise<Map<string, z.output<typeof Commented>>> => {
  const { rows } = await sql`
      select n.nspname || '.' || c.relname as "table", coalesce(obj_description(c.oid), '') as words,
        jsonb_object_agg(a.attname, coalesce(col_description(c.oid, a.attnum), '')) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind = 'r' and n.nspname || '.' || c.relname = any (${register.map(({ table }) => table)})
      group by c.oid, n.nspname, c.relname`.execute(db)
  return new Map(z.array(Commented).parse(rows).map((row) => [row.table, row]))
}

/** How a table names the person whom it is about; his account and what the house computed of him are not records of his own. */
const aboutHim = (table: string): 'id' | 'person_id' | 'holder_id' | undefined => {
  if (table === 'registry.person') return 'id'
  if (table.startsWith('fund.')) return table === 'fund.payee_change' ? undefined : 'holder_id'
  return table.startsWith('measures.') || table.startsWith('kernel.') || table === 'registry.import_row' ? undefined : 'person_id'
}
const Row = z.object({ row: z.record(z.string(), z.unknown()) })
const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? '是' : '否') : JSON.stringify(value))

/** `declarations`: every verb of the house, for the table of permissions in the assessment. */
export const personalDataHandlers = (declarations: () => readonly Declaration[]): readonly Handler[] => [
  assessmentHandler(declarations),
  ...dataRequestHandlers,
  ...retentionHandlers,
  implementQuery(myData, async ({ db, actor }) => {
    const comments = await commentsOf(db)
    const sections = []
    for (const kept of register) {
      const by = aboutHim(kept.table)
      if (by === undefined) continue
      // Row-level security shows him his own rows; the condition leaves out what he may see of others, his household among them.
      const { rows } = await sql`select to_jsonb(t) as row from ${sql.table(kept.table)} t where ${sql.ref(`t.${by}`)} = ${actor.personId ?? null}`.execute(db)
      const told = z.array(Row).parse(rows).map(({ row }) =>
        kept.columns.filter((column) => !isSealed(column) && row[column] !== null && row[column] !== undefined).map((column) => ({ words: comments.get(kept.table)?.columns[column] ?? column, value: textOf(row[column]) })),
      )
      const { years, from } = retentions[kept.retention]
      sections.push({ table: kept.table, words: comments.get(kept.table)?.words ?? '', ground: grounds[kept.ground], keep: years === 0 ? from : `${from}起 ${years} 年`, seenBy: seenText(kept.seenBy), rows: told })
    }
    return { sections }
  }),
  implementQuery(personalDataRegister, async ({ db }) => {
    const comments = await commentsOf(db)
    return {
      tables: register.map((kept) => ({
        table: kept.table,
        words: comments.get(kept.table)?.words ?? '',
        ground: grounds[kept.ground],
        ...retentions[kept.retention],
        seenBy: seenText(kept.seenBy),
        sensitive: kept.sensitive ?? null,
        columns: kept.columns.map((name) => ({ name, words: comments.get(kept.table)?.columns[name] ?? '', sealed: isSealed(name) })),
      })),
    }
  }),
]
