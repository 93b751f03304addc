import type { SelectQueryBuilder } from 'kysely'
import type { z } from 'zod'
import type { ActionDeclaration, ListDeclaration, QueryDeclaration } from './action.ts'
import type { DB, Database, Tx } from './db/database.ts'
import type { EventDeclaration, JobDeclaration } from './jobs/declare.ts'
import type { Actor } from './org/actor.ts'
import type { PlainDate } from './types.ts'

export { Denied, Missing, Refusal } from './errors.ts'

export interface ReadContext {
  db: Tx
  actor: Actor
  /** The day in Asia/Shanghai. */
  today: PlainDate
  requestId: string
  /** For the few reads that need a transaction or a role of their own (rules, reports). */
  database: Database
}

export interface ActionContext<R extends string = string> extends ReadContext {
  /** Ends the verb with one of its declared refusals; the second argument completes the sentence (“…：还差 2 份材料”). */
  refuse(code: R, detail?: string): never
  /** Puts a job into the queue in this transaction. */
  enqueue<P>(job: JobDeclaration<P>, payload: P, options?: { key?: string; runAt?: string }): Promise<void>
  /** Tells the other modules, in this transaction; their jobs pick it up. */
  emit<P>(event: EventDeclaration<P>, payload: P): Promise<void>
  /** Adds what this verb touched to its audit row: ids and numbers, never personal data. */
  touched(subject: Record<string, string>): void
}

export type Handler =
  | { kind: 'action'; declaration: ActionDeclaration; run(context: ActionContext, input: unknown): Promise<unknown> }
  | { kind: 'query'; declaration: QueryDeclaration; run(context: ReadContext, input: unknown): Promise<unknown> }
  | { kind: 'list'; declaration: ListDeclaration; source: ListSource }

/** The only place where a verb happens. */
export const implement = <I extends z.ZodType, O extends z.ZodType, R extends string>(
  declaration: ActionDeclaration<I, O, R>,
  run: (context: ActionContext<R>, input: z.output<I>) => Promise<z.output<O>>,
): Handler => ({ kind: 'action', declaration, run: run })

export const implementQuery = <I extends z.ZodType, O extends z.ZodType>(
  declaration: QueryDeclaration<I, O>,
  run: (context: ReadContext, input: z.output<I>) => Promise<z.output<O>>,
): Handler => ({ kind: 'query', declaration, run: run })

// Kysely's builder is invariant in its tables, so a list of any tables is spoken of by its row alone.
type RowQuery = SelectQueryBuilder<DB, never, Record<string, unknown>>
export interface ListSource {
  rows(context: ReadContext, filters: unknown, along: string | undefined): RowQuery
  /** Narrows the query to these ids by an index, for lists whose id is not a column. */
  only?(rows: RowQuery, ids: readonly string[]): RowQuery
  /** Walked by ids and sort keys, which an index holds; the page is fetched by its ids. */
  thin?: boolean
}

/**
 * A list is one query whose rows have an `id` and the declared columns; the kernel adds scope (row-level security), keyset, order,
 * limit, count and export around it. A column that can be sorted by must not be null: coalesce it in the query; a list that may pass the bound of its
 * count needs an index for each of its sorts. `along` names the column
 * along whose index the rows are walked, when more matches than the bound are known to be there: what else looks them up may then be said of each row. `only` narrows the query to a page's ids where an id is not a column.
 * `thin`: what filters and sorts stands in an index, what a row shows besides does not; the walk then carries ids and keys alone.
 */
export const implementList = <F extends z.ZodObject, T extends z.ZodObject, D, B extends keyof D>(
  declaration: ListDeclaration<F, T>,
  rows: (context: ReadContext, filters: z.output<F>, along: string | undefined) => SelectQueryBuilder<D, B, z.output<T>>,
  only?: (rows: SelectQueryBuilder<D, B, z.output<T>>, ids: readonly string[]) => SelectQueryBuilder<D, B, z.output<T>>,
  thin = false,
): Handler => ({
  kind: 'list',
  declaration: declaration as unknown as ListDeclaration,
  source: { rows: rows, ...(only ? { only: only } : {}), thin },
})

