import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { actorOf } from '../../kernel/auth/routes.ts'
import type { Database } from '../../kernel/db/database.ts'
import { Denied, Missing, SignInNeeded } from '../../kernel/errors.ts'
import { permitted } from '../../kernel/invoke.ts'
import { paperPdf } from '../../kernel/pdf/paper.ts'
import { IdField, type PlainDate } from '../../kernel/types.ts'
import { getSheet as sheetQuery, sheetCan, sheetKinds, sheetPdfPath } from './contract.ts'
import { sheetPaper } from './paper.ts'
import { getSheet, readContent } from './store.ts'

/** GET /api/fund.sheetPdf/:sheetId — a prepared or signed sheet as PDF, for whoever may read it on the screen. */
export const sheetStream = (app: FastifyInstance, { database, today }: { database: Database; today: () => PlainDate }): void => {
  app.get(`${sheetPdfPath}/:sheetId`, async (request, reply) => {
    const actor = actorOf(request)
    if (!permitted(sheetQuery.may, actor)) throw actor.role === 'public' ? new SignInNeeded() : new Denied()
    const params = z.object({ sheetId: IdField('sheet') }).safeParse(request.params)
    if (!params.success) throw new Missing()
    const sheet = await database.as({ actor, today: today() }, (db) => getSheet(db, params.data.sheetId))
    if (!sheetCan.print(sheet)) throw new Missing()
    const title = `${sheetKinds[sheet.kind]} ${sheet.number}`
    const pdf = await paperPdf(sheetPaper({ ...sheet, content: readContent(sheet.content) }), { title })
    return reply.type('application/pdf').header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(title)}.pdf`).send(pdf)
  })
}
