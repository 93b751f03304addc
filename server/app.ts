import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import staticFiles from '@fastify/static'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify'
import { pino, type DestinationStream, type Logger } from 'pino'
import { z } from 'zod'
import { noWays, type SignInWays } from '../kernel/auth/door.ts'
import { actorOf, authRoutes, owesFactor, readSession } from '../kernel/auth/routes.ts'
import type { Database } from '../kernel/db/database.ts'
import type { Handler } from '../kernel/implement.ts'
import { InvalidInput } from '../kernel/errors.ts'
import { answerFor, invoke } from '../kernel/invoke.ts'
import { setUpRoutes } from '../kernel/office/set-up.ts'
import { unkeepableIn } from '../kernel/text.ts'
import type { PlainDate } from '../kernel/types.ts'
import { loggedError } from './log-error.ts'
import { openApi } from './openapi.ts'
import { phonePages } from './phone-page.ts'

export interface AppOptions {
  database: Database
  handlers: readonly Handler[]
  /** Routes that are streams rather than verbs: uploads and downloads. */
  streams: readonly StreamRoutes[]
  today: () => PlainDate
  demo: boolean
  /** What of signing in the city has configured; passwords and passkeys need nothing. */
  ways?: Partial<SignInWays>
  logger: Logger
  /** Built web pages; absent in tests of the API. */
  webRoot?: string
}

export type StreamRoutes = (app: FastifyInstance, context: { database: Database; today: () => PlainDate; handlers: readonly Handler[]; demo: boolean }) => void

/** Everything is in, everything is checked: the HTTP side of the house. */
export const createApp = async (options: AppOptions): Promise<FastifyInstance> => {
  z.config(z.locales.zhCN())
  const { database, handlers, today, demo } = options
  const logger: FastifyBaseLogger = options.logger
  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
  })
  await app.register(helmet, { contentSecurityPolicy: { directives: contentPolicy, useDefaults: false }, strictTransportSecurity: false, crossOriginEmbedderPolicy: false })
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: 60 * 1024 * 1024, files: 1, fields: 10 } })
  await app.register(compress, { threshold: 2048 })
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    const message = unkeepableIn(body)
    return message === undefined ? parse(request, body, done) : done(new InvalidInput([{ path: '', message }]))
  })
  app.decorateRequest('session', undefined)
  const auth = { database, today, demo, ways: { ...noWays, ...options.ways } }
  const session = readSession(auth)
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return
    reply.header('cache-control', 'no-store')
    if (request.method !== 'GET' && !sameOrigin(request)) {
      await reply.status(403).send({ kind: 'denied', message: '请求来自别的网站，已拒绝' })
      return reply
    }
    await session(request)
    if (owesFactor(request)) {
      await reply.status(401).send({ kind: 'signIn', code: 'secondFactorOwed', message: '请先完成第二步验证' })
      return reply
    }
    return undefined
  })
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error)
    if (status !== undefined && status < 500) {
      const message = requestFaults[status] ?? '请求格式不对'
      return reply.status(status).send({ kind: 'invalid', message, requestId: request.id })
    }
    const { status: code, answer } = answerFor(error, request.id)
    // Who has left before his page was whole is no fault of the house.
    const left = request.raw.socket.destroyed && error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
    if (code >= 500 && !left) request.log.error({ err: error, requestId: request.id }, 'fault')
    return reply.status(code).send(answer)
  })
  app.get('/healthz', async () => {
    await database.pool.query('select 1')
    return { status: 'ready' }
  })
  authRoutes(app, auth)
  setUpRoutes(app, { database, today })
  for (const handler of handlers) mount(app, options, handler)
  for (const stream of options.streams) stream(app, { database, today, handlers, demo })
  const contract = openApi(handlers.map((handler) => handler.declaration))
  app.get('/api/openapi.json', async () => contract)
  app.all('/api/*', (request, reply) => reply.status(404).send({ kind: 'missing', message: '没有这个接口，见 /api/openapi.json', requestId: request.id }))
  if (options.webRoot && existsSync(options.webRoot)) await serveWeb(app, options.webRoot)
  return app
}

const mount = (app: FastifyInstance, { database, today }: AppOptions, handler: Handler): void => {
  app.post(`/api/${handler.declaration.name}`, async (request) => {
    const key = request.headers['idempotency-key']
    const call = { actor: actorOf(request), today: today(), requestId: request.id, idempotencyKey: typeof key === 'string' ? key.slice(0, 200) : undefined }
    return invoke(database, handler, call, request.body ?? {})
  })
}

/** The built pages: what is packed beside a file is sent instead of it, and says so. */
export const serveWeb = async (app: FastifyInstance, root: string): Promise<void> => {
  await app.register(staticFiles, {
    root,
    // Brotli first where the browser takes it (over TLS), then gzip: packed when the pages were built.
    preCompressed: true,
    maxAge: '1h',
    setHeaders: (reply, packed) => {
      const path = packed.replace(/\.(br|gz)$/, '')
      if (path.includes('/assets/')) void reply.header('cache-control', 'public, max-age=31536000, immutable')
      // The thread that reads PDF decodes scans in WebAssembly; it alone may, and it may do nothing else.
      if (path.endsWith('/pdf.worker.min.mjs')) void reply.header('content-security-policy', "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'")
    },
  })
  // Addresses of pages belong to the browser's router; only what looks like a page gets the shell.
  const phonePage = phonePages(app, root)
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || /\.\w+$/.test(request.url.split('?')[0] ?? '')) return reply.status(404).send({ kind: 'missing', message: '没有这个地址' })
    return phonePage(request, reply) ?? reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}

export const webRootOf = (root: string): string => join(root, 'dist/web')

// antd writes its styles at run time, hence inline styles; scripts never are.
const contentPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  objectSrc: ["'none'"],
}

const requestFaults: Readonly<Record<number, string>> = {
  413: '内容过大：请求不能超过 1 MB，上传文件不能超过 60 MB',
  415: '请求格式不对：内容应为 JSON（content-type: application/json）',
}

/** A browser says where a request comes from; a program (no Origin, no Sec-Fetch-Site) brings its own credentials. */
const sameOrigin = (request: FastifyRequest): boolean => {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const { origin } = request.headers
  return origin === undefined || URL.parse(origin)?.host === request.headers.host
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined

/** JSON lines without personal data: bodies and addresses are never logged, and of a fault what cannot quote a value (see log-error.ts). */
export const createLogger = (level: string, to?: DestinationStream): Logger => {
  const options = { level, base: null, redact: ['req.headers', 'req.body'], serializers: { err: loggedError } }
  return to ? pino(options, to) : pino(options)
}
