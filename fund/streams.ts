import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { auditRow } from '../kernel/audit/audit.ts'
import { actorOf } from '../kernel/auth/routes.ts'
import type { Database } from '../kernel/db/database.ts'
import { Denied, Missing, SignInNeeded } from '../kernel/errors.ts'
import { permitted } from '../kernel/invoke.ts'
import { IdField, type PlainDate } from '../kernel/types.ts'
import * as store from './batch-store.ts'
import { finance } from './contract.ts'
import { batchCan } from './payment-contract.ts'

/**
 * GET /api/fund.bankFile/:batchId — the payment file of a released batch, for finance of its place. The only way by which account numbers
 * leave the house: each download is one row of the audit trail. A file that no longer has the checksum of its release is not given out.
 */
export const fundStreams = (app: FastifyInstance, { database, today }: { database: Database; today: () => PlainDate }): void => {
  app.get('/api/fund.bankFile/:batchId', async (request, reply) => {
    const actor = actorOf(request)
    if (!permitted(finance, actor)) throw actor.role === 'public' ? new SignInNeeded() : new Denied()
    const params = z.object({ batchId: IdField('batch') }).safeParse(request.params)
    if (!params.success) throw new Missing()
    const { batchId } = params.data
    const { number, text } = await database.as({ actor, today: today() }, async (db) => {
      const batch = await store.getBatchForUpdate(db, batchId)
      if (!batchCan.takeFile(batch) || !batch.releasedOn) throw new Missing()
      const file = await store.paymentFileOf(db, batch, batch.releasedOn)
      if (file.checksum !== batch.fileChecksum) throw new Error(`payment file of ${batch.number} no longer has the checksum of its release`)
      await auditRow(db, { actor, requestId: request.id }, { verb: 'fund.bankFile', outcome: 'done', code: null, subject: { batchId, number: batch.number } })
      return { number: batch.number, text: file.text }
    })
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${number}.csv"`).send(text)
  })
}
