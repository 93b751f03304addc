import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { auditRow } from '../kernel/audit/audit.ts'
import { tokenOf } from '../kernel/auth/cookies.ts'
import { actorOf } from '../kernel/auth/routes.ts'
import { sessionOf } from '../kernel/auth/sessions.ts'
import { whileIn } from '../kernel/auth/still-in.ts'
import type { Tx } from '../kernel/db/database.ts'
import type { Handler, ReadContext } from '../kernel/implement.ts'
import { answerFor, permitted, provedEnough, stepUpMissing } from '../kernel/invoke.ts'
import { InvalidInput, SignInNeeded } from '../kernel/errors.ts'
import { Denied } from '../kernel/implement.ts'
import { leavesRestrictedOut } from '../kernel/exports/contract.ts'
import { exportableOf, type Exportable } from '../kernel/exports/exportable.ts'
import { orderColumn } from '../kernel/exports/order.ts'
import { finishExport, hashed, markedHeads, markedRows, needsPurpose, takeExport, type Taking } from '../kernel/exports/take.ts'
import { HintField } from '../kernel/hint-field.ts'
import { writeXlsx, type CellValue } from '../kernel/sheets/index.ts'
import { IdField } from '../kernel/types.ts'
import { z } from 'zod'
import type { StreamRoutes } from './app.ts'

type ListHandler = Handler & { kind: 'list' }
const FETCH = 2000

/** What of the house's lists can be exported under a purpose. */
export const exportablesOf = (handlers: readonly Handler[]): Exportable[] => handlers.filter((handler): handler is ListHandler => handler.kind === 'list').map((handler) => exportableOf(handler, orderColumn))

/**
 * Every list as an Excel file, as it is filtered and in the actor's scope: one snapshot through a cursor, so that memory does not grow with the
 * list. A list that is not open goes out under an export that was asked for (kernel/exports), by its filters, with its marks. Who exported what and
 * how many rows stands in the audit trail.
 */
export const listExport: StreamRoutes = (app, { database, today, handlers, demo }) => {
  const lists = new Map(handlers.filter((handler): handler is ListHandler => handler.kind === 'list').map((handler) => [handler.declaration.name, handler]))
  const exportables = new Map(exportablesOf(handlers).map((one) => [one.name, one]))
  app.post<{ Params: { name: string } }>('/api/export/:name', async (request, reply) => {
    const handler = lists.get(request.params.name)
    const wanted = exportables.get(request.params.name)
    if (!handler || !wanted) return reply.status(404).send({ kind: 'missing', message: '没有这个列表', requestId: request.id })
    const call = { actor: actorOf(request), today: today(), requestId: request.id }
    const { declaration } = handler
    if (!permitted(declaration.may, call.actor)) return refused(reply, call.actor.role === 'public' ? new SignInNeeded() : new Denied(), request.id)
    if (!provedEnough(call.actor)) return refused(reply, stepUpMissing(), request.id)
    const body = z.object({ filters: z.unknown().optional(), exportId: IdField('listExport').optional() }).safeParse(request.body)
    if (!body.success) return refused(reply, invalid(body.error), request.id)
    let taking: Taking | undefined
    try {
      if (needsPurpose(wanted, call.actor)) taking = await takeExport(database, call, wanted, body.data.exportId)
    } catch (error) {
      if (error instanceof Error) return refused(reply, error, request.id)
      throw error
    }
    const parsed = declaration.filters.safeParse(taking?.filters ?? body.data.filters)
    if (!parsed.success) return refused(reply, invalid(parsed.error), request.id)
    const out = new PassThrough()
    let rows = 0
    const token = tokenOf(request)
    // Who never signed in reads what is public, and has nothing that could end.
    const stillIn = async () => call.actor.role === 'public' || (token !== undefined && (await sessionOf(database, token, today(), demo))?.dutyId === request.session?.dutyId)
    const counted = (row: readonly CellValue[]) => (rows++, row)
    // What cannot even be begun (a figure that is not there) is said as every other no, not as a file that breaks off.
    const begun = Promise.withResolvers<void>()
    const working = database.as(call, async (db) => {
      await openRows(db, handler, { ...call, db, database }, parsed.data, taking !== undefined && leavesRestrictedOut.includes(taking.purpose))
      begun.resolve()
      const keys = Object.keys(declaration.columns)
      const heads = keys.map((key) => declaration.columns[key] ?? key)
      const plain = whileIn(stillIn, rowsOf(db, handler, keys, counted))
      const layout = taking ? { sheet: declaration.label, heads: markedHeads(heads), banner: taking.banner } : { sheet: declaration.label, heads }
      const { pieces, sha256 } = hashed(writeXlsx(layout, taking ? markedRows(taking, wanted, plain) : plain))
      await pipeline(Readable.from(pieces), out)
      if (taking) await finishExport(db, taking, rows, sha256())
      await auditRow(db, call, { verb: `${declaration.name}.export`, outcome: 'done', code: null, subject: { rows: String(rows), ...(taking ? { number: taking.number } : {}) } })
    })
    working.catch((error: Error) => {
      begun.reject(error)
      if (!reply.sent) return
      request.log.error({ err: error, requestId: request.id }, 'export broke off')
      out.destroy(error)
    })
    await begun.promise
    return reply
      .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${declaration.label}${taking?.number ?? ''}.xlsx`)}`)
      .send(out)
  })
}

const invalid = (error: z.ZodError): InvalidInput => new InvalidInput(error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })))

/** The column of a list that says who a row is about, where one does. */
const personColumn = ({ declaration: { name, row } }: ListHandler): string | undefined => {
  if (name === 'registry.people' || name === 'registry.staff') return 'id'
  return 'personId' in row.shape ? 'person_id' : undefined
}

const openRows = async (db: Tx, handler: ListHandler, context: ReadContext, filters: unknown, withoutRestricted: boolean): Promise<void> => {
  let query = db.selectFrom(handler.source.rows(context, filters, undefined).as('row')).selectAll()
  const person = personColumn(handler)
  if (withoutRestricted && person) query = query.where(sql<boolean>`(${sql.ref(`row.${person}`)}::text in (select s.person_id::text from pub.data_standing s where s.kind = 'restricted')) is not true`)
  await sql`declare export_rows no scroll cursor for ${query}`.execute(db)
}

async function* rowsOf(db: Tx, { declaration }: ListHandler, keys: readonly string[], counted: (row: readonly CellValue[]) => readonly CellValue[]): AsyncGenerator<readonly CellValue[]> {
  for (;;) {
    const { rows } = await sql<Record<string, unknown>>`fetch ${sql.raw(String(FETCH))} from export_rows`.execute(db)
    for (const row of rows) yield counted(keys.map((key) => cell(key, row[key], declaration.words?.[key])))
    if (rows.length < FETCH) return
  }
}

/** What a person reads in a cell: money in yuan, lists joined, codes in words, the last four of a number opened; nothing that somebody typed elsewhere is. */
const cell = (key: string, value: unknown, words: Readonly<Record<string, string>> | undefined): CellValue => {
  if (typeof value === 'bigint') return key.endsWith('Fen') ? yuan(value) : Number(value)
  if (Array.isArray(value)) return value.join('、')
  if (typeof value === 'string') return words?.[value] ?? (key.endsWith('Hint') ? z.encode(HintField, value) : value)
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}
const yuan = (fen: bigint): string => `${fen < 0n ? '-' : ''}${(fen < 0n ? -fen : fen) / 100n}.${String((fen < 0n ? -fen : fen) % 100n).padStart(2, '0')}`

const refused = (reply: { status: (code: number) => { send: (body: unknown) => unknown } }, error: Error, requestId: string): unknown => {
  const { status, answer } = answerFor(error, requestId)
  return reply.status(status).send(answer)
}
