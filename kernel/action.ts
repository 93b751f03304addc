import { z } from 'zod'
import type { DeclaredReach } from './org/reach.ts'
import type { Role } from './org/roles.ts'

/**
 * A verb is declared once, in a module's contract, and read by both sides: the server gets route, input check, permission, transaction,
 * audit and idempotency from it; the browser gets its typed call, the button's word and the sentences of its refusals.
 * This file runs in the browser too: declarations only.
 */

/** Who may: duties, or everybody including those who have not signed in. */
export type May = readonly Role[] | 'public'

export interface ActionDeclaration<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, R extends string = string> {
  kind: 'action'
  /** `module.verb`; also the route /api/module.verb and the audit's verb. */
  name: string
  /** The verb of the procedure, as it stands on the button. */
  label: string
  may: May
  /** How far it reaches, where that is not what the duty reaches anyhow; see org/reach.ts. */
  reach?: DeclaredReach
  input: I
  output: O
  /** Every way in which the procedure says no, in the words that the user reads. */
  refusals: Readonly<Record<R, string>>
  /** Refusals that the database gives by an SQLSTATE of its own: state → code. The database's sentence completes the refusal's. */
  sqlStates?: Readonly<Record<string, NoInfer<R>>>
  /** Asks once more who is there: the second factor within five minutes. The kernel refuses without it, and the button asks for it. */
  stepUp?: boolean
  /** Touches nothing but what is the account's own, so that an employer's viewer, who may do nothing else, does it too. */
  viewerToo?: boolean
  /** What it answers is shown this once and kept nowhere (a code, a whole identity number), so a repeated send is a new request and not the old answer. */
  shownOnce?: boolean
}

/** What a verb that asks once more says to who has not proved himself lately. */
export const stepUpRefusal = { secondFactorNeeded: '办理前须再确认一次身份：动态口令或通行密钥，五分钟内有效' } as const

/** What every verb says to who only looks for his employer. */
export const viewerRefusal = { viewerOnly: '您在单位里的角色是“查看”，不能办理。要办理，请单位管理员把您的角色改为经办人' } as const

export const declareAction = <I extends z.ZodType, O extends z.ZodType, R extends string>(
  declaration: Omit<ActionDeclaration<I, O, R>, 'kind'>,
): ActionDeclaration<I, O, R> => ({ kind: 'action', ...declaration, refusals: declaration.stepUp ? { ...declaration.refusals, ...stepUpRefusal } : declaration.refusals })

/** A read of one thing: no transaction of its own to keep, no key, no audit row. */
export interface QueryDeclaration<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  kind: 'query'
  name: string
  label: string
  may: May
  /** How far it reaches, where that is not what the duty reaches anyhow; see org/reach.ts. */
  reach?: DeclaredReach
  input: I
  output: O
}

export const declareQuery = <I extends z.ZodType, O extends z.ZodType>(declaration: Omit<QueryDeclaration<I, O>, 'kind'>): QueryDeclaration<I, O> => ({
  kind: 'query',
  ...declaration,
})

/** A list: keyset paging, scope, filters, sorting, saved views and Excel export come with it. */
export interface ListDeclaration<F extends z.ZodObject = z.ZodObject, T extends z.ZodObject = z.ZodObject> {
  kind: 'list'
  name: string
  label: string
  may: May
  /** How far it reaches, where that is not what the duty reaches anyhow; see org/reach.ts. */
  reach?: DeclaredReach
  filters: F
  row: T
  /** Head line of the table and of the Excel sheet, in order; columns that are not named here stay out of the export. */
  columns: Readonly<Partial<Record<keyof z.output<T> & string, string>>>
  /** Words for the codes of a column, for the export. */
  words?: Readonly<Partial<Record<keyof z.output<T> & string, Readonly<Record<string, string>>>>>
  /** Columns that it can be sorted by; the first is the default. A sign `-` sorts downwards. */
  sorts: readonly string[]
  /** Nobody stands in it, or it is published: its export asks for no purpose and carries no mark. Every other one does; see kernel/exports. */
  openExport?: true
}

export const declareList = <F extends z.ZodObject, T extends z.ZodObject>(declaration: Omit<ListDeclaration<F, T>, 'kind'>): ListDeclaration<F, T> => ({
  kind: 'list',
  ...declaration,
})

export const listInput = <F extends z.ZodObject>(filters: F) =>
  z.object({ filters, sort: z.string().optional(), after: z.string().max(2000).optional(), limit: z.number().int().min(1).max(200).default(50) })

/** Lists are counted to the last row up to here. Counting hundreds of thousands costs more than anybody gains from the last digits; figures and exports have them. */
export const countBound = 2000

/** `total` is the number of rows when `exact`; otherwise there are more than that. */
export const listOutput = <T extends z.ZodObject>(row: T) => z.object({ rows: z.array(row), next: z.string().nullable(), total: z.number().int(), exact: z.boolean() })

export type Declaration = ActionDeclaration | QueryDeclaration | ListDeclaration

/** What a client gets when the server says no. */
export const errorKinds = ['refused', 'denied', 'signIn', 'missing', 'invalid', 'busy', 'fault'] as const
export const ErrorAnswer = z.object({
  kind: z.enum(errorKinds),
  code: z.string().optional(),
  message: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  requestId: z.string().optional(),
})
export type ErrorAnswer = z.infer<typeof ErrorAnswer>

/**
 * The verbs that each state allows, as one table: `can.enrol(course)` disables the button and guards the server alike.
 */
export const lifecycle =
  <S extends string>() =>
  <V extends string>(table: Readonly<Record<V, readonly S[]>>): { readonly [K in V]: (thing: { state: S }) => boolean } & { readonly table: Readonly<Record<V, readonly S[]>> } => {
    const can = Object.fromEntries(Object.keys(table).map((verb) => [verb, (thing: { state: S }) => table[verb as V].includes(thing.state)]))
    return Object.assign(can as { [K in V]: (thing: { state: S }) => boolean }, { table })
  }
