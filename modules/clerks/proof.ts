import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { auditRow } from '../../kernel/audit/audit.ts'
import { actorOf } from '../../kernel/auth/routes.ts'
import type { Database } from '../../kernel/db/database.ts'
import { Denied, InvalidInput, Missing, SignInNeeded } from '../../kernel/errors.ts'
import { inspectFile } from '../../kernel/files/inspect.ts'
import { FileRefusal } from '../../kernel/files/refusal.ts'
import { fileTypes, sizeText, type FileType } from '../../kernel/files/types.ts'
import { permitted } from '../../kernel/invoke.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { IdField, type PlainDate } from '../../kernel/types.ts'
import { proofLimit, proofPath, proofTypes } from './door-contract.ts'
import { entryDeciders } from './hands.ts'
import { proofPlace } from './places.ts'

/** The proof of a first way in: looked into like every file that comes from strangers, sealed in its row, and shown to the office that decides. */

export interface Proof {
  bytes: Buffer
  name: string
  type: FileType
}
const Field = z.object({ value: z.string() })

export const readProof = async (request: FastifyRequest, bad: (detail: string) => never): Promise<{ fields: Record<string, string>; proof: Proof }> => {
  const part = request.isMultipart() ? await request.file({ limits: { fileSize: proofLimit, files: 1, fields: 5 } }) : undefined
  if (!part) throw new InvalidInput([{ path: 'file', message: '请选择盖章证明的照片或 PDF' }])
  const bytes = await part.toBuffer().catch((error: Error) => ('statusCode' in error && error.statusCode === 413 ? bad(`文件不能超过 ${sizeText(proofLimit)}`) : Promise.reject(error)))
  const name = (part.filename.normalize('NFC').split(/[/\\]/).at(-1) ?? '').replaceAll(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '').slice(-120) || '证明'
  const fields = Object.fromEntries(Object.entries(part.fields).flatMap(([key, field]) => { const read = Field.safeParse(field); return read.success ? [[key, read.data.value]] : [] }))
  try {
    const type = await inspectFile(bytes, name)
    if (!proofTypes.some((one) => one === type)) return bad('只收 PDF、JPG、PNG')
    return { fields, proof: { bytes, name, type } }
  } catch (error) {
    return error instanceof FileRefusal ? bad(error.message) : Promise.reject(error)
  }
}

const noPowers = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
const isFileType = (text: string): text is FileType => Object.hasOwn(fileTypes, text)

/** Handed out as a file; row-level security is asked, and each look is a row of the audit trail. */
export const proofRoute = (app: FastifyInstance, { database, today }: { database: Database; today: () => PlainDate }): void => {
  app.get(proofPath(':id'), async (request, reply) => {
    const call = { actor: actorOf(request), today: today(), requestId: request.id }
    if (!permitted(entryDeciders, call.actor)) throw call.actor.role === 'public' ? new SignInNeeded() : new Denied()
    const params = z.object({ id: IdField('entryRequest') }).safeParse(request.params)
    if (!params.success) throw new Missing()
    const { id } = params.data
    const found = await database.as(call, async (db) => {
      const row = await db.selectFrom('clerks.entryRequest').select(['proofName', 'proofType', 'proofSealed']).where('id', '=', id).executeTakeFirst()
      if (!row) throw new Missing()
      await auditRow(db, call, { verb: 'clerks.viewProof', outcome: 'done', code: null, subject: { requestId: id } })
      return row
    })
    return reply
      .type(isFileType(found.proofType) ? fileTypes[found.proofType].mime : 'application/octet-stream')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.proofName).replaceAll("'", '%27')}`)
      .header('content-security-policy', noPowers)
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'same-origin')
      .header('cache-control', 'private, no-store')
      .send(houseSealer().openBytes(proofPlace(id), found.proofSealed))
  })
}
