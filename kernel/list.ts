import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { countBound, listInput, listOutput } from './action.ts'
import { InvalidInput } from './errors.ts'
import type { Handler, ReadContext } from './implement.ts'
import { keepable } from './text.ts'

type ListHandler = Handler & { kind: 'list' }
type Row = Record<string, unknown>

interface Asked {
  context: ReadContext
  source: ListHandler['source']
  filters: unknown
  column: string
  descending: boolean
  limit: number
}

interface Page {
  rows: Row[]
  more: boolean
}

/**
 * One page of a list, by key: what was seen stays seen, however deep one pages. What fits under {@link countBound} is gathered by its filters,
 * counted and sorted there; what does not is walked along the index of its sort, where matches are dense, and never counted to the end.
 */
export const runList = async (context: ReadContext, { declaration, source }: ListHandler, wire: unknown): Promise<unknown> => {
  const parsed = listInput(declaration.filters).safeParse(wire)
  if (!parsed.success) throw new InvalidInput(parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })))
  const { filters, limit, after } = parsed.data
  const asked: Asked = { context, source, filters, limit, ...sortOf(declaration.sorts, parsed.data.sort) }
  const cursor = after === undefined ? undefined : readCursor(after)
  const gathered = cursor?.beyond === true ? undefined : await gather(asked, cursor)
  const { rows, more } = gathered?.page ?? (await walk(asked, cursor))
  const last = rows.at(-1)
  const next = more && last ? writeCursor(last, asked.column, gathered === undefined || !gathered.exact) : null
  return z.encode(listOutput(declaration.row), { rows, next, total: gathered?.total ?? countBound, exact: gathered?.exact ?? false })
}

/** Ids and sort keys of everything that matches, one more than the bound at most; the page is fetched by its ids when that was all. */
const gather = async (asked: Asked, cursor: Cursor | undefined): Promise<{ total: number; exact: boolean; page: Page | undefined }> => {
  const { context, source, filters, column, descending, limit } = asked
  const base = source.rows(context, filters, undefined).as('row')
  const hits = context.db.selectFrom(base).select([sql`row.id`.as('id'), sql`${sql.ref(`row.${column}`)}`.as('key')]).limit(countBound + 1)
  const { rows: [found] } = await sql<{ count: number; ids: string[] }>`
    with hit as materialized (${hits})
    select (select count(*)::int from hit) as count,
      array(select hit.id::text from hit where ${after(sql`hit.key`, sql`hit.id`, descending, cursor)} order by ${inOrder(sql`hit.key`, sql`hit.id`, descending)} limit ${limit + 1}) as ids`.execute(context.db)
  if (!found) throw new Error('a count has one row')
  if (found.count > countBound) return { total: countBound, exact: false, page: undefined }
  const ids = found.ids.slice(0, limit)
  const rows = ids.length === 0 ? [] : await fetchRows(asked, ids)
  return { total: found.count, exact: true, page: { rows, more: found.ids.length > limit } }
}

/** The page by its ids alone: what a row shows besides is looked up for these few. */
const fetchRows = async ({ context, source, filters, column, descending }: Asked, ids: readonly string[]): Promise<Row[]> => {
  const rows = source.rows(context, filters, undefined)
  const base = (source.only?.(rows, ids) ?? rows).as('row')
  return context.db.selectFrom(base).selectAll().where(source.only ? sql<boolean>`true` : sql<boolean>`row.id in (${sql.join(ids)})`).orderBy(inOrder(sql.ref(`row.${column}`), sql`row.id`, descending)).execute()
}

/** Along the index of the sort from where the page before ended. */
const walk = async (asked: Asked, cursor: Cursor | undefined): Promise<Page> => {
  const { context, source, filters, column, descending, limit } = asked
  const key = sql.ref(`row.${column}`)
  const along = context.db
    .selectFrom(source.rows(context, filters, column).as('row'))
    .where(after(key, sql`row.id`, descending, cursor))
    .orderBy(inOrder(key, sql`row.id`, descending))
    .limit(limit + 1)
  if (!source.thin) {
    const rows = await along.selectAll().execute()
    return { rows: rows.slice(0, limit), more: rows.length > limit }
  }
  const hits = await along.select(sql<string>`row.id::text`.as('id')).execute()
  const ids = hits.slice(0, limit).map(({ id }) => id)
  return { rows: ids.length === 0 ? [] : await fetchRows(asked, ids), more: hits.length > limit }
}

const after = (key: RawBuilder<unknown>, id: RawBuilder<unknown>, descending: boolean, cursor: Cursor | undefined): RawBuilder<boolean> => {
  if (!cursor) return sql<boolean>`true`
  return descending ? sql<boolean>`(${key}, ${id}) < (${cursor.value}, ${cursor.id})` : sql<boolean>`(${key}, ${id}) > (${cursor.value}, ${cursor.id})`
}

const inOrder = (key: RawBuilder<unknown>, id: RawBuilder<unknown>, descending: boolean): RawBuilder<unknown> => {
  const direction = descending ? sql`desc` : sql`asc`
  return sql`${key} ${direction}, ${id} ${direction}`
}

const sortOf = (sorts: readonly string[], asked: string | undefined): { column: string; descending: boolean } => {
  const sort = asked ?? sorts[0] ?? 'id'
  const bare = sort.replace(/^-/, '')
  if (!sorts.some((allowed) => allowed.replace(/^-/, '') === bare)) throw new InvalidInput([{ path: 'sort', message: `不能按“${sort}”排序，可用：${sorts.join('、')}` }])
  return { column: bare, descending: sort.startsWith('-') }
}

/** Where the page before ended; `beyond` says that the list was found to be larger than the bound, so that it is not counted again. */
interface Cursor {
  value: string | number
  id: string
  beyond: boolean
}
const Wire = z.tuple([z.union([z.string().refine(keepable), z.number()]), z.string(), z.boolean()])

const writeCursor = (row: Row, column: string, beyond: boolean): string => {
  const value = row[column]
  return Buffer.from(JSON.stringify([typeof value === 'bigint' ? value.toString() : value, row['id'], beyond])).toString('base64url')
}

const readCursor = (text: string): Cursor => {
  try {
    const [value, id, beyond] = Wire.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { value, id, beyond }
  } catch {
    throw new InvalidInput([{ path: 'after', message: '翻页标记不对，请从第一页重新开始' }])
  }
}
