import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { auditRow } from '../../kernel/audit/audit.ts'
import { actorOf } from '../../kernel/auth/routes.ts'
import type { Database, Tx } from '../../kernel/db/database.ts'
import { Denied, Missing, SignInNeeded } from '../../kernel/errors.ts'
import { houseFiles } from '../../kernel/files/store.ts'
import { fileTypes } from '../../kernel/files/types.ts'
import { permitted } from '../../kernel/invoke.ts'
import { IdField, type PlainDate } from '../../kernel/types.ts'
import { getCase } from '../case-store.ts'
import { documentPath, archivePath } from './contract.ts'
import * as store from './store.ts'

const archiveViewers = ['reviewer', 'talentOffice', 'windowClerk'] as const
const viewers = ['talent', 'employerClerk', ...archiveViewers] as const

/**
 * What is served came from strangers: it may run nothing, load nothing, be framed by nobody else, and is never guessed at. A picture or PDF
 * is shown by our own page, which fetches it; everything else is handed out as a file.
 */
const noPowers = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

interface Context {
  database: Database
  today: () => PlainDate
}

/** GET of a paper and of an archive: row-level security is asked each time, and each look is a row of the audit trail. */
export const viewRoutes = (app: FastifyInstance, context: Context): void => {
  app.get(documentPath(':id'), async (request, reply) => {
    const { download } = z.object({ download: z.literal('1').optional() }).catch({ download: undefined }).parse(request.query)
    const document = await looked(context, request, viewers, async (db, id) => {
      const found = await store.getDocument(db, id)
      return { found, verb: download ? 'cases.downloadDocument' : 'cases.viewDocument', subject: { documentId: found.id } }
    })
    const { mime, preview } = fileTypes[document.type]
    return send(reply, { content: await houseFiles().open(document.hash), mime, name: document.fileName, inline: preview !== null && !download })
  })

  app.get(archivePath(':id'), async (request, reply) => {
    const { archive, number } = await looked(context, request, archiveViewers, async (db, caseId) => {
      const record = await getCase(db, caseId)
      const archive = await store.latestArchive(db, caseId)
      if (!archive) throw new Missing()
      return { found: { archive, number: record.number }, verb: 'cases.downloadArchive', subject: { caseId, number: record.number } }
    })
    return send(reply, { content: await houseFiles().open(archive.hash), mime: 'application/zip', name: `${number}归档.zip`, inline: false })
  })
}

type Looked<T> = (db: Tx, id: string) => Promise<{ found: T; verb: string; subject: Record<string, string> }>

const looked = async <T>({ database, today }: Context, request: FastifyRequest, may: Parameters<typeof permitted>[0], body: Looked<T>): Promise<T> => {
  const call = { actor: actorOf(request), today: today(), requestId: request.id }
  if (!permitted(may, call.actor)) throw call.actor.role === 'public' ? new SignInNeeded() : new Denied()
  const params = z.object({ id: IdField('file') }).safeParse(request.params)
  if (!params.success) throw new Missing()
  return database.as(call, async (db) => {
    const { found, verb, subject } = await body(db, params.data.id)
    await auditRow(db, call, { verb, outcome: 'done', code: null, subject })
    return found
  })
}

const send = (reply: FastifyReply, { content, mime, name, inline }: { content: Buffer; mime: string; name: string; inline: boolean }): FastifyReply =>
  reply
    .type(mime)
    .header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`)
    .header('content-security-policy', noPowers)
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, no-store')
    .send(content)
