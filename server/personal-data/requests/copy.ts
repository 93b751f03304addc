import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../../kernel/db/database.ts'
import { houseSealer } from '../../../kernel/seal/seal.ts'
import { tokensSaid } from '../../../kernel/seal/token.ts'
import { writeXlsx, type CellValue } from '../../../kernel/sheets/index.ts'
import { sealedColumns } from '../../sealed-columns.ts'
import { columnOf } from '../holdings.ts'
import { grounds, register, retentions, type Processing } from '../register.ts'
import { seenText } from '../words.ts'
import type { CopySection } from './contract.ts'

/** The copy for the person himself: all of it, sealed numbers opened, nothing of others and no secret. Asked with the eyes of the house, by his own records alone. */

/** What else is his and stands in tables without a person of their own: found through his accounts, or by whom it was told. */
const besides: readonly (Pick<Processing, 'table' | 'ground' | 'retention' | 'seenBy' | 'columns'> & { by: 'recipient_id' | 'claimant_id' | 'account_id' })[] = [
  { table: 'kernel.message_text', by: 'recipient_id', ground: 'duty', retention: 'message', seenBy: [], columns: ['title', 'body'] },
  { table: 'delivery.consent', by: 'claimant_id', ground: 'consent', retention: 'case', seenBy: [], columns: ['kind', 'version', 'at'] },
  { table: 'kernel.account_phone', by: 'account_id', ground: 'duty', retention: 'account', seenBy: [], columns: ['phone_sealed', 'confirmed_at', 'ended_at'] },
  { table: 'kernel.session', by: 'account_id', ground: 'duty', retention: 'trace', seenBy: [], columns: ['created_at', 'seen_at', 'ended_at'] },
]

/** Who of the house did it is the house's, not his; the same for what only opens doors. */
const notHis = /(^|_)by(_name)?$|_person$|^(password_hash|oidc_subject|identity_index|code_hash|offered_hash|hash|packed_sealed|packing|layout|version|member_id|created_by)$|_index$/

const Row = z.object({ row: z.record(z.string(), z.unknown()) })
const Comments = z.array(z.object({ table: z.string(), words: z.string(), columns: z.record(z.string(), z.string()) }))

/** The name of a thing out of its comment: what stands before the first explanation. */
const nameOf = (comment: string | undefined, otherwise: string): string => comment?.split(/[：；，,。（]/)[0] || otherwise

const yuan = (fen: string): string => `${(BigInt(fen) / 100n).toString()}.${(BigInt(fen) % 100n).toString().padStart(2, '0')} 元`
const textOf = (column: string, value: unknown): string => {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (column.endsWith('_fen') && typeof value === 'number' && value >= 0) return yuan(String(value))
  return typeof value === 'string' ? value : Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.join('、') : JSON.stringify(value)
}

const hex = /^\\x[0-9a-f]*$/
const opened = (table: string, column: string, row: Readonly<Record<string, unknown>>): string => {
  const sealed = sealedColumns.find((one) => one.table === table && one.column === column)
  const bytes = row[column]
  if (!sealed || typeof bytes !== 'string') return '（加密保存）'
  try {
    if ('tokens' in sealed) return tokensSaid(bytes, (value) => (column.endsWith('_sealed') ? `${String(value)} 元` : typeof value === 'string' ? value : JSON.stringify(value)))
    if (!hex.test(bytes)) return '（加密保存）'
    return houseSealer().open(sealed.place(sealed.key.map(({ name }) => String(row[name]))), Buffer.from(bytes.slice(2), 'hex'))
  } catch {
    // Said and not thrown: one number that its keys no longer open must not keep the rest from him.
    return '（密文打不开，请到窗口核对）'
  }
}

const isSealed = (column: string): boolean => /(^|_)sealed$/.test(column)

export const copyOf = async (db: Tx, ids: readonly string[]): Promise<CopySection[]> => {
  const accounts = (await sql<{ id: string }>`select id from kernel.account where person_id = any (${sql.val(ids)}::uuid[])`.execute(db)).rows.map(({ id }) => id)
  const tables = [...register.map((kept) => ({ ...kept, by: columnOf(kept.table) })), ...besides]
  const told = await sql`select n.nspname || '.' || c.relname as "table", coalesce(obj_description(c.oid), '') as words, jsonb_object_agg(a.attname, coalesce(col_description(c.oid, a.attnum), '')) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and n.nspname || '.' || c.relname = any (${sql.val(tables.map(({ table }) => table))}::text[]) group by c.oid, n.nspname, c.relname`.execute(db)
  const comments = new Map(Comments.parse(told.rows).map((one) => [one.table, one]))
  const sections: CopySection[] = []
  for (const { table, by, columns, ground, retention, seenBy } of tables) {
    if (by === undefined) continue
    const { rows } = await sql`select to_jsonb(t) as row from ${sql.table(table)} t where ${sql.ref(`t.${by}`)} = any (${sql.val(by === 'account_id' ? accounts : ids)}::uuid[])`.execute(db)
    if (rows.length === 0) continue
    const about = comments.get(table)
    const { years, from } = retentions[retention]
    const lines = z.array(Row).parse(rows).map(({ row }) =>
      columns.filter((column) => !notHis.test(column) && row[column] !== null && row[column] !== undefined).map((column) => ({ words: nameOf(about?.columns[column], column), value: isSealed(column) ? opened(table, column, row) : textOf(column, row[column]) })),
    )
    sections.push({ words: nameOf(about?.words, table), ground: grounds[ground], keep: years === 0 ? from : `${from}起 ${years} 年`, seenBy: seenText(seenBy), rows: lines })
  }
  return sections
}

async function* linesOf(sections: readonly CopySection[]): AsyncGenerator<readonly CellValue[]> {
  for (const { words, ground, keep, seenBy, rows } of sections) for (const [at, row] of rows.entries()) for (const one of row) yield [words, at + 1, one.words, one.value, ground, keep, seenBy]
}

/** The same as a sheet that a person reads. */
export const sheetOf = async (sections: readonly CopySection[]): Promise<string> => {
  const pieces: Uint8Array[] = []
  for await (const piece of writeXlsx({ sheet: '我的数据', heads: ['类别', '第几条', '项目', '内容', '为什么可以处理', '保存多久', '谁看得到'] }, linesOf(sections))) pieces.push(piece)
  return Buffer.concat(pieces).toString('base64')
}
