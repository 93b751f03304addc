import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '../../kernel/auth/routes.ts'
import { asPlainDate } from '../../kernel/calendar/plain-date.ts'
import type { Database } from '../../kernel/db/database.ts'
import { permitted } from '../../kernel/invoke.ts'
import { systemActor } from '../../kernel/org/actor.ts'
import { writeCsv, type CellValue } from '../../kernel/sheets/index.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { DeliveredRows, deliverPath, feedHands, uploadDeliveryPath } from './contract.ts'
import { useKey } from './keys.ts'
import { KeyUsed, receiveDelivery } from './receive.ts'

/** Where deliveries come in over the network: a file from the page, rows from a source's own program. */
export const feedRoutes = (app: FastifyInstance, { database, today }: { database: Database; today: () => PlainDate }): void => {
  app.post(uploadDeliveryPath, async (request, reply) => {
    const actor = actorOf(request)
    if (!permitted(feedHands, actor)) return says(reply, actor.role === 'public' ? 401 : 403, actor.role === 'public' ? 'signIn' : 'denied', actor.role === 'public' ? '请先登录' : '您当前的职责不能办理此事', request)
    const part = await request.file()
    if (!part) return says(reply, 400, 'invalid', '请选择一个 XLSX 或 CSV 文件', request)
    const bytes = await part.toBuffer()
    if (bytes.length === 0) return says(reply, 400, 'invalid', '文件是空的，请重新选择', request)
    const [sourceId, asOf] = [textOf(part.fields['sourceId']), textOf(part.fields['asOf'])]
    const day = asOf === '' ? today() : asPlainDate(asOf)
    if (day === undefined || day > today()) return says(reply, 400, 'invalid', '截至日期写作 2026-06-30，不晚于今天', request)
    const call = { actor, today: today(), requestId: request.id }
    const seen = /^[0-9a-f-]{36}$/.test(sourceId) && (await database.as(call, (db) => db.selectFrom('registry.feedSource').select('id').where('id', '=', sourceId).executeTakeFirst()))
    if (!seen) return says(reply, 404, 'missing', '没有这个数据来源，或不在您的辖区内', request)
    return receiveDelivery(database, call, { sourceId, channel: 'upload', fileName: part.filename, bytes, asOf: day })
  })

  // A program brings the key of its source and nothing else: the session of a browser counts for nothing here.
  app.post(deliverPath, { bodyLimit: 8 * 1024 * 1024 }, async (request, reply) => {
    const key = /^Bearer (jyf_[\w-]{43})$/.exec(request.headers.authorization ?? '')?.[1]
    const used = key === undefined ? ({ refused: 'unknown' } as const) : await database.asSystem(today(), (db) => useKey(db, key))
    if ('refused' in used) return used.refused === 'tooMany' ? says(reply, 429, 'busy', '调用过于频繁，请一分钟后再试', request) : says(reply, 401, 'signIn', '接口密钥不对或已停用', request)
    const idempotencyKey = request.headers['idempotency-key']
    if (typeof idempotencyKey !== 'string' || idempotencyKey.length < 8 || idempotencyKey.length > 200) return says(reply, 400, 'invalid', '请带 Idempotency-Key（8 至 200 个字符），同一次报送重发时不变', request)
    const body = DeliveredRows.safeParse(request.body)
    if (!body.success) return says(reply, 400, 'invalid', body.error.issues.map(({ path, message }) => `${path.join('.')}：${message}`).slice(0, 5).join('；'), request)
    const asOf = body.data.asOf ?? today()
    if (asOf > today()) return says(reply, 400, 'invalid', '截至日期不能晚于今天', request)
    try {
      const bytes = await sheetOf(body.data.rows)
      return await receiveDelivery(database, { actor: { ...systemActor, name: '数据报送接口' }, today: today(), requestId: request.id }, { sourceId: used.sourceId, channel: 'api', fileName: '接口报送', bytes, asOf, idempotencyKey })
    } catch (error) {
      if (error instanceof KeyUsed) return says(reply, 409, 'refused', '这个 Idempotency-Key 已用于另一次报送', request)
      throw error
    }
  })
}

/** One way of reading for all channels: rows become the sheet that they would have been. */
const sheetOf = async (rows: readonly Readonly<Record<string, string | number | boolean | null>>[]): Promise<Buffer> => {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const word = (value: string | number | boolean | null | undefined): CellValue => (value === true ? '是' : value === false ? '否' : value === null || value === undefined ? '' : String(value))
  return Buffer.concat(await Array.fromAsync(writeCsv({ sheet: '报送', heads }, rows.map((row) => heads.map((head) => word(row[head]))))))
}

const textOf = (field: unknown): string => (typeof field === 'object' && field !== null && 'value' in field && typeof field.value === 'string' ? field.value.trim() : '')

const says = (reply: FastifyReply, status: number, kind: string, message: string, request: FastifyRequest): FastifyReply => reply.status(status).send({ kind, message, requestId: request.id })
