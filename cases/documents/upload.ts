import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { auditRow } from '../../kernel/audit/audit.ts'
import { actorOf } from '../../kernel/auth/routes.ts'
import type { Database, Tx } from '../../kernel/db/database.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { Denied, InvalidInput, Missing, Refusal, SignInNeeded } from '../../kernel/errors.ts'
import { inspectFile } from '../../kernel/files/inspect.ts'
import { FileRefusal } from '../../kernel/files/refusal.ts'
import { hashOf, houseFiles } from '../../kernel/files/store.ts'
import { fileLimit, sizeText, type FileType } from '../../kernel/files/types.ts'
import { permitted } from '../../kernel/invoke.ts'
import { addJob } from '../../kernel/jobs/queue.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { PlainDate } from '../../kernel/types.ts'
import * as cases from '../case-store.ts'
import { findPersonHolder } from '../holder-store.ts'
import { isApplicant } from '../submit.ts'
import { tellGiven, windowName } from './actions.ts'
import { giveDocuments } from './attach.ts'
import { ownerLimit, sweepFile, uploadDocument, uploadPath } from './contract.ts'
import * as store from './store.ts'

type Refused = keyof typeof uploadDocument.refusals
type Input = z.output<typeof uploadDocument.input>
interface Call {
  actor: Actor
  today: PlainDate
  requestId: string
}
interface Received {
  bytes: Buffer
  name: string
  type: FileType
  hash: string
}

const refuse = (code: Refused, detail?: string): never => {
  const sentence = uploadDocument.refusals[code]
  throw new Refusal(code, detail ? `${sentence}：${detail}` : sentence)
}

/** POST {@link uploadPath}: the file in, looked into, sealed and kept, and spoken of in one transaction. Nothing is kept of an upload that was cut off. */
export const uploadRoute = (app: FastifyInstance, { database, today }: { database: Database; today: () => PlainDate }): void => {
  app.post(uploadPath, async (request) => {
    const call: Call = { actor: actorOf(request), today: today(), requestId: request.id }
    if (!permitted(uploadDocument.may, call.actor)) throw call.actor.role === 'public' ? new SignInNeeded() : new Denied()
    try {
      const { input, received } = await readUpload(request, call.today)
      // The check comes an hour later whatever happens: a file that was kept while its transaction failed does not stay.
      await database.asSystem(call.today, (db) => addJob(db, sweepFile.name, { hash: received.hash }, { runAt: new Date(Date.now() + 3_600_000).toISOString() }))
      return await database.as(call, (db) => keep(db, call, input, received))
    } catch (error) {
      const code = error instanceof Refusal ? error.code : null
      const outcome = error instanceof Refusal ? 'refused' : error instanceof Missing ? 'denied' : error instanceof InvalidInput ? 'invalid' : undefined
      if (outcome) await database.as(call, (db) => auditRow(db, call, { verb: uploadDocument.name, outcome, code, subject: {} }))
      throw error
    }
  })
}

const readUpload = async (request: FastifyRequest, today: PlainDate): Promise<{ input: Input; received: Received }> => {
  const part = request.isMultipart() ? await request.file({ limits: { fileSize: fileLimit, files: 1, fields: 10 } }) : undefined
  if (!part) throw new InvalidInput([{ path: 'file', message: '请选择一个文件' }])
  const bytes = await part.toBuffer().catch((error: Error) => ('statusCode' in error && error.statusCode === 413 ? refuse('badFile', `文件不能超过 ${sizeText(fileLimit)}`) : Promise.reject(error)))
  const parsed = uploadDocument.input.safeParse(textFields(part.fields))
  if (!parsed.success) throw new InvalidInput(parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })))
  if (parsed.data.validUntil && parsed.data.validUntil < today) refuse('expired')
  const name = cleanName(part.filename)
  try {
    return { input: parsed.data, received: { bytes, name, type: await inspectFile(bytes, name), hash: hashOf(bytes) } }
  } catch (error) {
    return error instanceof FileRefusal ? refuse('badFile', error.message) : Promise.reject(error)
  }
}

const Field = z.object({ value: z.string() })
const textFields = (fields: object): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, field]) => (Field.safeParse(field).success ? [[name, Field.parse(field).value]] : [])))

/** The name as people gave it, without the folders, control signs and turns of direction that make it look like another. */
const cleanName = (name: string): string => {
  const bare = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  // A name that is an extension alone would be a hidden file where it is unpacked.
  const clean = bare.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029"<>|:*?]/gu, '').trim().replace(/^\.+/, '材料.')
  const dot = clean.lastIndexOf('.')
  // The extension stays where the name is cut: it is what a computer opens the file by.
  return dot > 150 ? clean.slice(0, 150) + clean.slice(dot, dot + 20) : clean.slice(0, 170) || '材料'
}

const keep = async (db: Tx, call: Call, input: Input, received: Received): Promise<z.output<typeof uploadDocument.output>> => {
  const { actor, today } = call
  const owner = await ownerOf(db, actor, input)
  const record = input.caseId ? await cases.getCaseForUpdate(db, input.caseId) : undefined
  if (record?.closedOn) refuse('closed')
  // The window receives into a case what is of its person; everybody else gives to his own.
  if (record && !(actor.role === 'windowClerk' ? record.personId === owner.personId : isApplicant(record, actor))) throw new Missing()
  const documentId = await keepOnce(db, call, owner, input, received)
  if (record) await tellGiven({ db, actor, today }, record, await giveDocuments({ db, actor, today, refuse }, record, [documentId], record.state === 'returned' ? 'supplement' : 'later'))
  await auditRow(db, call, { verb: uploadDocument.name, outcome: 'done', code: null, subject: { documentId, ...(record ? { caseId: record.id } : {}), ...(input.replaces ? { replaces: input.replaces } : {}) } })
  return { documentId }
}

/** Whose paper it becomes: one's own; the employer's; that of a member of his staff, and then through him; at a window that of the person before it. */
const ownerOf = async (db: Tx, actor: Actor, { personId }: Input): Promise<store.Owner> => {
  if (actor.role === 'talent') return actor.personId ? { personId: actor.personId, employerId: null, throughEmployerId: null } : refuse('noOwner')
  if (actor.role === 'windowClerk') {
    // Row-level security shows a window the people of its own place alone.
    const person = personId && (await findPersonHolder(db, personId))
    return person ? { personId, employerId: null, throughEmployerId: null } : refuse('personNeeded')
  }
  const employerId = actor.employerId ?? refuse('noOwner')
  if (!personId) return { personId: null, employerId, throughEmployerId: employerId }
  const member = await findPersonHolder(db, personId)
  return member?.employerId === employerId ? { personId, employerId: null, throughEmployerId: employerId } : refuse('notYourStaff')
}

/** The same content of the same kind is the paper that is already there: a doubled tap leaves one. */
const keepOnce = async (db: Tx, { actor, today }: Call, owner: store.Owner, { kind, validUntil, replaces }: Input, { bytes, name, type, hash }: Received) => {
  await store.lockHash(db, hash)
  const atWindow = actor.role === 'windowClerk'
  // What the person himself has uploaded a window does not see; it is the same paper all the same.
  const [same, count] = await withHouseEyes(db, today, async () => [await store.findSame(db, owner, kind, hash), await store.countOf(db, owner)] as const)
  if (same && replaces === same.id) refuse('sameFile')
  if (same && !replaces) return same.id
  if (!replaces && count >= ownerLimit) refuse('full')
  const stored = await houseFiles().put(bytes, fileLimit)
  const id = same?.id ?? (await store.insertDocument(db, { ...owner, kind, fileName: name, type, bytes: stored.bytes, hash, validUntil: validUntil ?? null, ...(atWindow ? { windowPlaceCode: actor.scope ?? '', windowName: await windowName(db, actor) } : {}) }, actor, today))
  if (replaces) {
    const old = await store.findDocumentForUpdate(db, replaces)
    const sameOwner = old && old.personId === owner.personId && old.employerId === owner.employerId && old.throughEmployerId === owner.throughEmployerId
    if (!old || !sameOwner || old.replacedBy !== null || old.kind !== kind) return refuse('notReplaceable')
    // What no case uses need not stay.
    if (await store.deleteDocument(db, old.id)) await addJob(db, sweepFile.name, { hash: old.hash })
    else await store.replaceDocument(db, old.id, id)
  }
  return id
}
