import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { auditRow } from '../kernel/audit/audit.ts'
import { actorOf } from '../kernel/auth/routes.ts'
import type { Database } from '../kernel/db/database.ts'
import { Denied, Missing, Refusal, SignInNeeded } from '../kernel/errors.ts'
import { permitted } from '../kernel/invoke.ts'
import { IdField, type PlainDate } from '../kernel/types.ts'
import { ReturnReader } from './bank-file.ts'
import * as store from './batch-store.ts'
import { finance } from './contract.ts'
import { batchCan, returnFilePath, takeReturn } from './payment-contract.ts'
import { receiveReturn } from './receive-return.ts'
import { sheetStream } from './sheets/stream.ts'

/**
 * POST /api/fund.returnFile/:batchId (multipart, one file) — the bank's return, read as it streams in and judged as fund.takeReturn judges.
 *
 * GET /api/fund.bankFile/:batchId — the payment file of a released batch, for finance of its place. The only way by which account numbers
 * leave the house: each download is one row of the audit trail. A file that no longer has the checksum of its release is not given out.
 */
export const fundStreams = (app: FastifyInstance, { database, today }: { database: Database; today: () => PlainDate }): void => {
  sheetStream(app, { database, today })
  app.get('/api/fund.bankFile/:batchId', async (request, reply) => {
    const actor = actorOf(request)
    if (!permitted(finance, actor)) throw actor.role === 'public' ? new SignInNeeded() : new Denied()
    const params = z.object({ batchId: IdField('batch') }).safeParse(request.params)
    if (!params.success) throw new Missing()
    const { batchId } = params.data
    const { number, text } = await database.as({ actor, today: today() }, async (db) => {
      const batch = await store.getBatchForUpdate(db, batchId)
      if (!batchCan.takeFile(batch) || !batch.datedOn) throw new Missing()
      const file = await store.paymentFileOf(db, batch, batch.datedOn)
      if (file.checksum !== batch.fileChecksum) throw new Error(`payment file of ${batch.number} no longer has the checksum of its release`)
      await auditRow(db, { actor, requestId: request.id }, { verb: 'fund.bankFile', outcome: 'done', code: null, subject: { batchId, number: batch.number } })
      return { number: batch.number, text: file.text }
    })
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${number}.csv"`).send(text)
  })

  app.post(`${returnFilePath}/:batchId`, async (request, reply) => {
    const actor = actorOf(request)
    const call = { actor, requestId: request.id }
    if (!permitted(takeReturn.may, actor)) throw actor.role === 'public' ? new SignInNeeded() : new Denied()
    const params = z.object({ batchId: IdField('batch') }).safeParse(request.params)
    if (!params.success) throw new Missing()
    const part = await request.file()
    if (!part) return reply.status(400).send({ kind: 'invalid', message: '请选择银行回单文件', requestId: request.id })
    const reader = new ReturnReader()
    // A file over the limit breaks off here with 413; nothing was opened yet that it could leave half done.
    for await (const chunk of part.file) reader.push(z.instanceof(Uint8Array).parse(chunk))
    if (part.file.truncated) return reply.status(413).send({ kind: 'invalid', message: '回单文件超过 60 MB，请让银行分几个文件出回单', requestId: request.id })
    const read = reader.end()
    const { batchId } = params.data
    try {
      return await database.as({ actor, today: today() }, async (db) => {
        const { number, answer } = await receiveReturn(db, batchId, read, today())
        await auditRow(db, call, { verb: takeReturn.name, outcome: 'done', code: null, subject: { batchId, number } })
        return z.encode(takeReturn.output, answer)
      })
    } catch (error) {
      if (error instanceof Refusal) await database.as({ actor, today: today() }, (db) => auditRow(db, call, { verb: takeReturn.name, outcome: 'refused', code: error.code, subject: { batchId } }))
      throw error
    }
  })
}
