import type { FastifyInstance } from 'fastify'
import { auditRow } from '../../kernel/audit/audit.ts'
import { actorOf } from '../../kernel/auth/routes.ts'
import type { Database } from '../../kernel/db/database.ts'
import { Denied, InvalidInput, SignInNeeded } from '../../kernel/errors.ts'
import { permitted } from '../../kernel/invoke.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { recordUses } from '../uses/store.ts'
import { writers } from '../writing/contract.ts'
import { replyTo } from './answer.ts'
import { replyFilePath, ReplyQuestion } from './contract.ts'
import { replyDocument } from './document.ts'

/** A reply as a Word document; which figures it used is kept, as with every paper. */
export const replyStreams = (app: FastifyInstance, { database, today }: { database: Database; today: () => PlainDate }): void => {
  app.get(replyFilePath, async (request, reply) => {
    const call = { actor: actorOf(request), today: today(), requestId: request.id }
    if (!permitted(writers, call.actor)) throw call.actor.role === 'public' ? new SignInNeeded() : new Denied()
    const asked = ReplyQuestion.safeParse(jsonOf(request.query))
    if (!asked.success) throw new InvalidInput(asked.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })))
    const made = await database.as(call, async (db) => {
      const context = { ...call, db, database }
      const answered = await replyTo(context, asked.data)
      await auditRow(db, call, { verb: 'writing.replyFile', outcome: 'done', code: null, subject: { asOf: answered.asOf, place: answered.place.code, parts: String(answered.parts.length) } })
      await recordUses(context, { kind: 'reply', title: answered.question, asOf: answered.asOf, scope: answered.place.code }, answered.used)
      return answered
    })
    return reply
      .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('有关人才工作数据的答复.docx')}`)
      .send(Buffer.from(await replyDocument(made)))
  })
}

/** The question travels as one JSON value, so that numbers stay numbers. */
const jsonOf = (query: unknown): unknown => {
  if (typeof query !== 'object' || query === null || !('ask' in query) || typeof query.ask !== 'string') return undefined
  try {
    return JSON.parse(query.ask)
  } catch {
    return undefined
  }
}
