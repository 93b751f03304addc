import { sql } from 'kysely'
import { z } from 'zod'
import { listInput, listOutput } from './action.ts'
import { InvalidInput } from './errors.ts'
import type { Handler, ReadContext } from './implement.ts'

type ListHandler = Handler & { kind: 'list' }

/** One page of a list, by key: what was seen stays seen, however deep one pages. */
export const runList = async (context: ReadContext, { declaration, source }: ListHandler, wire: unknown): Promise<unknown> => {
  const parsed = listInput(declaration.filters).safeParse(wire)
  if (!parsed.success) throw new InvalidInput(parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })))
  const { filters, limit, after } = parsed.data
  const { column, descending } = sortOf(declaration.sorts, parsed.data.sort)
  const base = source.rows(context, filters).as('row')
  const { count } = await context.db.selectFrom(base).select(sql<bigint>`count(*)`.as('count')).executeTakeFirstOrThrow()
  let page = context.db.selectFrom(base).selectAll()
  const ref = sql.ref(`row.${column}`)
  const id = sql.ref('row.id')
  if (after !== undefined) {
    const [value, lastId] = readCursor(after)
    page = page.where(descending ? sql<boolean>`(${ref}, ${id}) < (${value}, ${lastId})` : sql<boolean>`(${ref}, ${id}) > (${value}, ${lastId})`)
  }
  const direction = descending ? sql`desc` : sql`asc`
  const rows = await page.orderBy(sql`${ref} ${direction}, ${id} ${direction}`).limit(limit + 1).execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last ? writeCursor(last, column) : null
  return z.encode(listOutput(declaration.row), { rows: shown, next, total: Number(count) })
}

const sortOf = (sorts: readonly string[], asked: string | undefined): { column: string; descending: boolean } => {
  const sort = asked ?? sorts[0] ?? 'id'
  const bare = sort.replace(/^-/, '')
  if (!sorts.some((allowed) => allowed.replace(/^-/, '') === bare)) throw new InvalidInput([{ path: 'sort', message: `不能按“${sort}”排序，可用：${sorts.join('、')}` }])
  return { column: bare, descending: sort.startsWith('-') }
}

const Cursor = z.tuple([z.union([z.string(), z.number()]), z.string()])

const writeCursor = (row: Record<string, unknown>, column: string): string => {
  const value = row[column]
  return Buffer.from(JSON.stringify([typeof value === 'bigint' ? value.toString() : value, row['id']])).toString('base64url')
}

const readCursor = (text: string): [string | number, string] => {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw new InvalidInput([{ path: 'after', message: '翻页标记不对，请从第一页重新开始' }])
  }
}
