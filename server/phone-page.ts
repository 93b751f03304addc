import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, type Transform } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { FirstQuestion } from '../kit/navigation.ts'
import { unread } from '../modules/messages/contract.ts'
import { firstQuestionsAt, phonePageAt } from '../web/phone/address.ts'

const Manifest = z.record(z.string(), z.object({ file: z.string(), name: z.string().optional(), imports: z.array(z.string()).default([]), css: z.array(z.string()).default([]) }))
type Manifest = z.output<typeof Manifest>

/**
 * The page of the portal's app with what it would fetch next: the files of the page that is opened, and the answers to its first questions. On a slow
 * line each would cost a journey there and back before the next could begin. The house asks itself through the same routes with the same cookie, so
 * that nobody is told here what he would not be told there; the answers are data, not script, and the page is kept nowhere.
 */
export const phonePages = (app: FastifyInstance, root: string) => {
  const shell = readFileSync(join(root, 'phone.html'), 'utf8')
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(root, '.vite/phone.json'), 'utf8')))
  const end = shell.indexOf('</body>')
  // Who he is and what he was told, in the head of every page that wants somebody signed in (scripts/phone-chunks.ts).
  const frame = Object.keys(manifest).filter((key) => manifest[key]?.name === 'signed-in')
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined => {
    const [pathname = '', asked] = request.url.split('?')
    const page = phonePageAt(pathname)
    if (!page) return undefined
    // What an address asks for by its own words is asked by the page.
    const questions = [me, ...(page.roles === 'public' ? [] : [told]), ...(asked ? [] : firstQuestionsAt(pathname))]
    const files = filesOf(manifest, [...(page.first ? [`../${page.first.module}`] : []), ...(page.roles === 'public' ? [] : frame)])
    const beginning = shell.slice(0, end).replace('</head>', () => `${files}</head>`)
    void reply.header('cache-control', 'no-store').type('text/html; charset=utf-8')
    return sendInTwo(request, reply, beginning, async () => {
      const answers = (await Promise.all(questions.map((question) => answerTo(app, request, question)))).filter((answer) => answer !== undefined)
      return `<script type="application/json" id="first-answers">${JSON.stringify(answers).replaceAll('<', '\\u003c')}</script>${shell.slice(end)}`
    })
  }
}

/** The beginning is on its way, packed, while the rest is still being asked for: with it the browser fetches the script in the meantime. */
const sendInTwo = (request: FastifyRequest, reply: FastifyReply, beginning: string, rest: () => Promise<string>): FastifyReply => {
  const [packing, out] = packer(request.headers['accept-encoding'] ?? '')
  out.write(beginning)
  rest().then(
    (text) => out.end(text),
    (error: unknown) => out.destroy(error instanceof Error ? error : new Error('the page could not be finished', { cause: error })),
  )
  if (packing) void reply.header('content-encoding', packing)
  return reply.header('vary', 'accept-encoding').send(out)
}

/** What the browser takes, brotli before gzip; each part leaves at once. Beyond these levels a page costs more time than its bytes would. */
const packer = (accepted: string): [packing: string | undefined, out: Transform] => {
  if (/\bbr\b/.test(accepted)) return ['br', createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH, params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })]
  if (/\bgzip\b/.test(accepted)) return ['gzip', createGzip({ level: 6, flush: constants.Z_SYNC_FLUSH })]
  return [undefined, new PassThrough()]
}

const me: FirstQuestion = { name: 'auth.me', body: {} }
const told: FirstQuestion = { name: unread.name, body: {} }

/** A no is left out: the page asks by itself and hears it in the usual way. */
const answerTo = async (app: FastifyInstance, request: FastifyRequest, { name, body }: FirstQuestion) => {
  const { cookie, host, 'user-agent': agent } = request.headers
  const answer = await app.inject({ method: 'POST', url: `/api/${name}`, remoteAddress: request.ip, headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...(host ? { host } : {}), ...(agent ? { 'user-agent': agent } : {}) }, payload: JSON.stringify(body) })
  return answer.statusCode === 200 ? { name, body: JSON.stringify(body), answer: answer.json<unknown>() } : undefined
}

const filesOf = (manifest: Manifest, modules: readonly string[]): string => {
  const seen = new Set<string>()
  const walk = (key: string): void => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key]?.imports ?? []) walk(next)
  }
  for (const module of modules) walk(module)
  const parts = [...seen].flatMap((key) => manifest[key] ?? [])
  const styles = new Set(parts.flatMap(({ css }) => css))
  return [...parts.map(({ file }) => `<link rel="modulepreload" crossorigin href="/${file}">`), ...[...styles].map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`)].join('')
}
