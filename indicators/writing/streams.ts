import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { auditRow } from '../../kernel/audit/audit.ts'
import { actorOf } from '../../kernel/auth/routes.ts'
import type { Database } from '../../kernel/db/database.ts'
import { Denied, InvalidInput, Missing, SignInNeeded } from '../../kernel/errors.ts'
import type { ReadContext } from '../../kernel/implement.ts'
import { permitted } from '../../kernel/invoke.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { recordUses } from '../uses/store.ts'
import { writeBrief } from './brief.ts'
import { askBrief, briefFilePath, CheckQuestion, checkPath, filePath, FileQuestion, fillPath, FillQuestion, writers } from './contract.ts'
import { checkAnswerOf, checkReport, DraftRefusal, fileOf, fillFor, readDraft, type Draft } from './index.ts'
import { showBlanks, spotOf } from './show.ts'
import { usedInCheck, usedInDraft } from './used.ts'
import { officialDocument } from './write/official.ts'

const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const bareName = (fileName: string): string => fileName.replace(/\.[^.]*$/, '')
const named = (name: string): string => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`

interface Call {
  actor: ReturnType<typeof actorOf>
  today: PlainDate
  requestId: string
}

/** Drafts in, answers and files out. Nothing of a draft is kept; what was written is a row of the audit trail without its text. */
export const writingStreams = (app: FastifyInstance, { database, today }: { database: Database; today: () => PlainDate }): void => {
  const callOf = (request: FastifyRequest): Call => {
    const call = { actor: actorOf(request), today: today(), requestId: request.id }
    if (!permitted(writers, call.actor)) throw call.actor.role === 'public' ? new SignInNeeded() : new Denied()
    return call
  }
  const reading = <T>(call: Call, body: (context: ReadContext) => Promise<T>): Promise<T> => database.as(call, (db) => body({ ...call, db, database }))

  app.post(fillPath, async (request) => {
    const call = callOf(request)
    const { draft, question } = await received(request, FillQuestion)
    const began = performance.now()
    return reading(call, async (context) => {
      const { asOf, scope } = where(call, question)
      const done = await fillFor(context, draft, { asOf, scope, choices: new Map(question.choices.map(({ index, id }) => [index, id])) })
      const name = done.lexicon.places.find(({ code }) => code === scope)?.name ?? scope
      return { kind: draft.kind, notes: draft.notes, asOf, place: { code: scope, name }, lines: draft.lines.map(({ text, part }) => ({ text, part })), blanks: await showBlanks(context, done), milliseconds: Math.round(performance.now() - began) }
    })
  })

  app.post(filePath, async (request, reply) => {
    const call = callOf(request)
    const { draft, question, fileName } = await received(request, FileQuestion)
    const bytes = await reading(call, async (context) => {
      const { asOf, scope } = where(call, question)
      const done = await fillFor(context, draft, { asOf, scope, choices: new Map(question.choices.map(({ index, id }) => [index, id])) })
      const written = done.filled.filter((one) => one.written !== null).length
      await auditRow(context.db, call, { verb: 'writing.file', outcome: 'done', code: null, subject: { asOf, place: scope, blanks: String(done.filled.length), written: String(written), copy: question.copy } })
      await recordUses(context, { kind: 'draft', title: bareName(fileName), asOf, scope }, usedInDraft(done.filled))
      return fileOf(done, question)
    })
    const word = draft.kind === 'docx' || question.official
    return reply.type(word ? documentType : 'text/plain; charset=utf-8').header('content-disposition', named(`${bareName(fileName)}（${question.copy === 'final' ? '定稿' : '审阅稿'}）.${word ? 'docx' : 'txt'}`)).send(Buffer.from(bytes))
  })

  app.post(checkPath, async (request) => {
    const call = callOf(request)
    const { draft, question, fileName } = await received(request, CheckQuestion)
    return reading(call, async (context) => {
      const { asOf, scope } = where(call, question)
      const { checked } = await checkReport(context, draft.lines, { asOf, scope })
      await recordUses(context, { kind: 'check', title: bareName(fileName), asOf, scope }, usedInCheck(checked))
      return { notes: draft.notes, asOf, lines: draft.lines.map(({ text, part }) => ({ text, part })), numbers: checked.map((one) => ({ ...checkAnswerOf(one), ...spotOf(one) })) }
    })
  })

  app.get(briefFilePath, async (request, reply) => {
    const call = callOf(request)
    const asked = askBrief.input.safeParse(request.query)
    if (!asked.success) throw new InvalidInput(asked.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })))
    const brief = await reading(call, async (context) => {
      const made = await writeBrief(context, { kind: asked.data.kind ?? 'monthly', month: asked.data.month, place: asked.data.place ?? call.actor.scope ?? '' })
      await auditRow(context.db, call, { verb: 'writing.briefFile', outcome: 'done', code: null, subject: { month: asked.data.month } })
      await recordUses(context, { kind: 'brief', title: made.title, asOf: made.asOf, scope: call.actor.scope ?? '' }, made.used)
      return made
    })
    const parts = [{ text: brief.title, level: 'title' as const }, ...brief.sections.flatMap(({ heading, text }) => [{ text: heading, level: 'first' as const }, { text, level: 'text' as const }])]
    return reply.type(documentType).header('content-disposition', named(`${brief.title}.docx`)).send(Buffer.from(await officialDocument(parts, { head: '人才工作简报', sources: brief.sources })))
  })
}

const where = ({ actor, today }: Call, { asOf, place }: { asOf: PlainDate; place?: string | undefined }): { asOf: PlainDate; scope: string } => {
  if (asOf > today) throw new InvalidInput([{ path: 'asOf', message: `时点不能晚于今天（${today}）` }])
  if (actor.scope === undefined || (place !== undefined && !place.startsWith(actor.scope))) throw new Missing()
  return { asOf, scope: place ?? actor.scope }
}

const received = async <Q extends z.ZodType>(request: FastifyRequest, question: Q): Promise<{ draft: Draft; question: z.output<Q>; fileName: string }> => {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part) throw new InvalidInput([{ path: '', message: '请选择一份 Word（DOCX）或文本文稿' }])
  const bytes = await part.toBuffer()
  const parsed = question.safeParse(jsonOf(part.fields['question']))
  if (!parsed.success) throw new InvalidInput(parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })))
  try {
    return { draft: readDraft(bytes), question: parsed.data, fileName: part.filename }
  } catch (fault) {
    if (fault instanceof DraftRefusal) throw new InvalidInput([{ path: '', message: fault.message }])
    throw fault
  }
}

const jsonOf = (field: unknown): unknown => {
  if (typeof field !== 'object' || field === null || !('value' in field) || typeof field.value !== 'string') return undefined
  try {
    return JSON.parse(field.value)
  } catch {
    return undefined
  }
}
