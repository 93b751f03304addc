import { sql } from 'kysely'
import { z } from 'zod'
import type { Declaration } from '../../../kernel/action.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { permissionsOf, type Permission } from '../../../kernel/office/permissions.ts'
import { sealedColumns } from '../../sealed-columns.ts'
import { register, retentions, type Processing } from '../register.ts'
import { steps } from '../retention/steps.ts'
import { requestKinds, requestStates, type RequestKind, type RequestState } from '../requests/contract.ts'

/** What the paper is written from: register, comments, sealed columns, permissions, counts. Nothing is typed by hand; nobody stands in it. */

export interface Facts {
  tables: (Processing & { words: string; rows: number; names: string[]; keep: string })[]
  sealed: string[]
  permissions: Permission[]
  people: number
  accounts: number
  requests: { kind: RequestKind; state: RequestState; count: number }[]
  late: number
  erased: { label: string; count: number }[]
}

const Comments = z.array(z.object({ table: z.string(), words: z.string(), columns: z.record(z.string(), z.string()) }))
const nameOf = (comment: string | undefined, otherwise: string): string => comment?.split(/[：；，,。（]/)[0] || otherwise

/** With the eyes of the house: counts alone leave it. */
export const gather = async (db: Tx, declarations: readonly Declaration[]): Promise<Facts> => {
  const wanted = [...new Set([...register.map(({ table }) => table), ...sealedColumns.map(({ table }) => table)])]
  const told = await sql`select n.nspname || '.' || c.relname as "table", coalesce(obj_description(c.oid), '') as words, jsonb_object_agg(a.attname, coalesce(col_description(c.oid, a.attnum), '')) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and n.nspname || '.' || c.relname = any (${sql.val(wanted)}::text[]) group by c.oid, n.nspname, c.relname`.execute(db)
  const comments = new Map(Comments.parse(told.rows).map((one) => [one.table, one]))
  const tables: Facts['tables'] = []
  for (const kept of register) {
    const about = comments.get(kept.table)
    const { years, from } = retentions[kept.retention]
    tables.push({ ...kept, words: nameOf(about?.words, kept.table), rows: await countOf(db, kept.table), names: kept.columns.map((column) => nameOf(about?.columns[column], column)), keep: years === 0 ? from : `${from}起 ${years} 年` })
  }
  const sealed = sealedColumns.map(({ table, column }) => `${nameOf(comments.get(table)?.words, table)}的${nameOf(comments.get(table)?.columns[column], column)}`)
  const requests = (await sql<{ kind: RequestKind; state: RequestState; count: number }>`select kind, state, count(*)::int as count from registry.data_request group by kind, state order by kind, state`.execute(db)).rows
  const late = (await sql<{ count: number }>`select count(*)::int as count from registry.data_request where coalesce(decided_on, kernel.today()) > due_on`.execute(db)).rows[0]?.count ?? 0
  const erased = (await sql<{ step: string; count: number }>`select step, sum(erased)::int as count from kernel.erasure group by step`.execute(db)).rows
  return {
    tables,
    sealed,
    permissions: permissionsOf(declarations),
    people: await countOf(db, 'registry.person'),
    accounts: await countOf(db, 'kernel.account'),
    requests,
    late,
    erased: steps.map(({ key, label }) => ({ label, count: erased.find(({ step }) => step === key)?.count ?? 0 })),
  }
}

const countOf = async (db: Tx, table: string): Promise<number> => (await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(db)).rows[0]?.count ?? 0

export const requestText = ({ kind, state, count }: Facts['requests'][number]): string => `${requestKinds[kind]}${requestStates[state]} ${count} 件`
