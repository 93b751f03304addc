import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { auditRow } from '../../kernel/audit/audit.ts'
import { actorOf } from '../../kernel/auth/routes.ts'
import type { Database } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/errors.ts'
import { permitted } from '../../kernel/invoke.ts'
import { addJob } from '../../kernel/jobs/queue.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { writeXlsx, type CellValue } from '../../kernel/sheets/index.ts'
import { IdField, type PlainDate } from '../../kernel/types.ts'
import { filePlace } from './check.ts'
import { columns, templateLayout } from './columns.ts'
import { checkImportJob, importers, templatePath, uploadPath, type Uploaded } from './contract.ts'
import * as store from './store.ts'

/** Streams of the import: the file in, the template and the report out. Nothing is kept of an upload that was cut off. */
export const importRoutes = (app: FastifyInstance, { database, today }: { database: Database; today: () => PlainDate }): void => {
  app.post(uploadPath, async (request, reply) => {
    if (!allowed(request, reply)) return reply
    const part = await request.file()
    if (!part) return reply.status(400).send({ kind: 'invalid', message: '请选择一个 XLSX 或 CSV 文件', requestId: request.id })
    // toBuffer() refuses what is over the limit (413) and what breaks off in the middle.
    const bytes = await part.toBuffer()
    if (bytes.length === 0) return reply.status(400).send({ kind: 'invalid', message: '文件是空的，请重新选择', requestId: request.id })
    return receiveFile(database, { actor: actorOf(request), today: today(), requestId: request.id }, { bytes, fileName: part.filename, source: sourceOf(part.fields['source']) })
  })

  app.get(templatePath, async (request, reply) => {
    if (!allowed(request, reply)) return reply
    return sendSheet(reply, '人才导入模板.xlsx', writeXlsx(templateLayout, [columns.map(({ example }) => example)]))
  })

  app.get('/api/registry.import/report/:id', async (request, reply) => {
    if (!allowed(request, reply)) return reply
    const params = z.object({ id: IdField('importBatch') }).safeParse(request.params)
    if (!params.success) throw new Missing()
    const { id } = params.data
    const answer = await database.as({ actor: actorOf(request), today: today() }, async (db) => ({ batch: await store.getBatch(db, id), rows: await store.wrongRows(db, id) }))
    const lines = answer.rows.flatMap(({ rowNumber, problems }) => problems.map(({ column, problem, advice }): CellValue[] => [rowNumber, column, problem, advice]))
    return sendSheet(reply, `导入报告${answer.batch.number}.xlsx`, writeXlsx({ sheet: '导入报告', heads: ['行', '列', '错在哪里', '怎么办'], widths: [8, 20, 50, 50] }, lines))
  })
}

/** Keeps the sealed file and queues its check; the same for the browser and the command line. */
export const receiveFile = (database: Database, call: { actor: Actor; today: PlainDate; requestId: string }, { bytes, fileName, source }: { bytes: Buffer; fileName: string; source: string }): Promise<Uploaded> =>
  database.as(call, async (db) => {
    const id = randomUUID()
    const { actor } = call
    const place = actor.scope ?? (await placeOfEmployer(db, actor))
    const fileSealed = houseSealer().seal(filePlace(id), bytes)
    const batch = await store.insertBatch(db, { id, fileName: fileName.slice(0, 200), fileBytes: bytes.length, fileSealed, source, placeCode: place, employerId: actor.employerId ?? null, createdBy: actor.accountId ?? '' })
    await addJob(db, checkImportJob.name, { batchId: id })
    await auditRow(db, call, { verb: 'registry.uploadImport', outcome: 'done', code: null, subject: { batchId: id, number: batch.number } })
    return { batchId: batch.id as Uploaded['batchId'], number: batch.number }
  })

const placeOfEmployer = async (db: Parameters<typeof store.getBatch>[0], actor: Actor): Promise<string> => {
  const employer = await db.selectFrom('registry.employer').select('placeCode').where('id', '=', actor.employerId ?? null).executeTakeFirstOrThrow()
  return employer.placeCode
}

const allowed = (request: FastifyRequest, reply: FastifyReply): boolean => {
  const actor = actorOf(request)
  if (permitted(importers, actor)) return true
  const status = actor.role === 'public' ? 401 : 403
  void reply.status(status).send({ kind: status === 401 ? 'signIn' : 'denied', message: status === 401 ? '请先登录' : '您当前的职责不能办理此事', requestId: request.id })
  return false
}

const sourceOf = (field: unknown): string => {
  const value = typeof field === 'object' && field !== null && 'value' in field && typeof field.value === 'string' ? field.value.trim() : ''
  return value.length >= 2 && value.length <= 60 ? value : '批量导入'
}

const sendSheet = (reply: FastifyReply, name: string, pieces: AsyncIterable<Uint8Array>): FastifyReply =>
  reply
    .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(Readable.from(pieces))
