import type { FastifyInstance } from 'fastify'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { auditRow } from '../../kernel/audit/audit.ts'
import { actorOf } from '../../kernel/auth/routes.ts'
import type { Database } from '../../kernel/db/database.ts'
import { Denied, InvalidInput, Missing, SignInNeeded } from '../../kernel/errors.ts'
import { permitted, provedEnough, stepUpMissing } from '../../kernel/invoke.ts'
import { finishExport, hashed, markedHeads, markedRows, takeExport } from '../../kernel/exports/take.ts'
import { writeXlsx, type CellValue } from '../../kernel/sheets/index.ts'
import { IdField, type PlainDate } from '../../kernel/types.ts'
import { readers } from './contract.ts'
import { rowsExportable, RowsFilters } from './rows-export.ts'
import { namedRows } from './rows-store.ts'
import { readScenario } from './scenario-actions.ts'
import { scenarioSheet } from './scenario-sheet.ts'
import { placeNames } from './store.ts'
import { rowsExportPath, scenarioReaders, whichWords } from './what-if-contract.ts'
import { askRows } from './what-if.ts'

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** Rows asked of the city at a time, and most that one file holds. */
const page = 2000
const most = 200_000

const named = (name: string): string => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
const yuan = (fen: bigint | null): CellValue => (fen === null ? null : Number(fen) / 100)

/** Files of the laboratory: the people behind a figure; a scenario as Word or Excel. Each is one row of the audit trail. */
export const labStreams = (app: FastifyInstance, { database, today }: { database: Database; today: () => PlainDate }): void => {
  app.post(rowsExportPath, async (request, reply) => {
    const call = { actor: actorOf(request), today: today(), requestId: request.id }
    if (!permitted(readers, call.actor)) throw call.actor.role === 'public' ? new SignInNeeded() : new Denied()
    if (!provedEnough(call.actor)) throw stepUpMissing()
    const body = z.object({ exportId: IdField('listExport').optional() }).safeParse(request.body)
    if (!body.success) throw new InvalidInput(body.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })))
    const taking = await takeExport(database, call, rowsExportable, body.data.exportId)
    const { on, group, ...asked } = RowsFilters.parse(taking.filters)
    const name = `${whichWords[asked.which]}名单`
    const bytes = await database.as(call, async (db) => {
      const places = await placeNames(db)
      const lines: CellValue[][] = []
      for (let offset = 0; offset < most; offset += page) {
        const answer = await askRows({ ...call, db, database }, { ...asked, on, group, offset, limit: page })
        for (const row of await namedRows(db, answer.kind, answer.rows, places)) lines.push([row.number, row.name, row.place, row.employer, yuan(row.fenNow), yuan(row.fen)])
        if (offset + page >= answer.total) break
      }
      const { pieces, sha256 } = hashed(writeXlsx({ sheet: name, heads: markedHeads(rowsExportable.heads), widths: [16, 24, 14, 36, 16, 16, 18], banner: taking.banner }, markedRows(taking, rowsExportable, Readable.from(lines))))
      const file = Buffer.concat(await Array.fromAsync(pieces))
      await finishExport(db, taking, lines.length, sha256())
      await auditRow(db, call, { verb: `${rowsExportable.name}.export`, outcome: 'done', code: null, subject: { rows: String(lines.length), which: asked.which, number: taking.number } })
      return file
    })
    return reply.type(sheetType).header('content-disposition', named(`${name}${taking.number}.xlsx`)).send(bytes)
  })

  app.get('/api/lab.scenarioFile/:id/:kind', async (request, reply) => {
    const call = { actor: actorOf(request), today: today(), requestId: request.id }
    if (!permitted(scenarioReaders, call.actor)) throw call.actor.role === 'public' ? new SignInNeeded() : new Denied()
    const params = z.object({ id: IdField('scenario'), kind: z.enum(['docx', 'xlsx']) }).safeParse(request.params)
    if (!params.success) throw new Missing()
    const { id, kind } = params.data
    const scenario = await database.as(call, async (db) => {
      const kept = await readScenario({ db }, id)
      await auditRow(db, call, { verb: `lab.scenario.${kind}`, outcome: 'done', code: null, subject: { scenarioId: id, number: kept.number } })
      return kept
    })
    reply.header('content-disposition', named(`${scenario.number}${scenario.title}.${kind}`))
    if (kind === 'docx') {
      // The writer of Word files is large, and papers are few.
      const { scenarioDocument } = await import('./scenario-document.ts')
      return reply.type(documentType).send(await scenarioDocument(scenario))
    }
    const { layout, rows } = scenarioSheet(scenario)
    return reply.type(sheetType).send(Readable.from(writeXlsx(layout, rows)))
  })
}
