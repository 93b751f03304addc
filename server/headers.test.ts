import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect } from 'vitest'
import { scratchFolder } from '../test/scratch.ts'
import { test, type World } from '../test/world.ts'
import { createApp } from './app.ts'
import { handlers, streams } from './modules.ts'

/** The house with a built page, as a browser sees it. */
const withPages = async (world: World) => {
  const folder = scratchFolder('juying-headers-')
  mkdirSync(join(folder, 'web/assets'), { recursive: true })
  for (const page of ['index', 'phone']) writeFileSync(join(folder, `web/${page}.html`), '<!doctype html><title>聚英</title>')
  mkdirSync(join(folder, 'web/.vite'))
  writeFileSync(join(folder, 'web/.vite/phone.json'), '{}')
  writeFileSync(join(folder, 'web/assets/a.js'), 'export const a = 1')
  writeFileSync(join(folder, 'outside.txt'), 'outside')
  const app = await createApp({ database: world.database, handlers, streams, today: () => world.today, demo: false, logger: pino({ level: 'silent' }), webRoot: join(folder, 'web') })
  return { app, close: async () => { await app.close(); rmSync(folder, { recursive: true }) } }
}

const directives = (policy: unknown): Map<string, string> => new Map(String(policy).split(';').map((part) => [part.trim().split(' ')[0] ?? '', part.trim().split(' ').slice(1).join(' ')]))

describe('what every answer tells the browser', () => {
  // clause: ASVS 1.3.2; ASVS 3.2.1; ASVS 3.4.3; ASVS 3.4.4; ASVS 3.4.5; ASVS 3.4.6; ASVS 4.1.1; ASVS 14.2.3
  test('pages, scripts, answers and refusals alike: no foreign script, no frame, no guess at the type, no address passed on', async ({ world }) => {
    const { app, close } = await withPages(world)
    const asked = [['GET', '/'], ['GET', '/figures'], ['GET', '/assets/a.js'], ['GET', '/nothing.png'], ['GET', '/healthz'], ['GET', '/api/openapi.json'], ['POST', '/api/auth.me'], ['POST', '/api/registry.people'], ['POST', '/api/nothing']] as const
    for (const [method, url] of asked) {
      const { headers } = await app.inject({ method, url, ...(method === 'POST' ? { headers: { 'content-type': 'application/json' }, payload: '{}' } : {}) })
      const policy = directives(headers['content-security-policy'])
      expect([url, policy.get('script-src'), policy.get('default-src'), policy.get('object-src'), policy.get('base-uri'), policy.get('frame-ancestors'), policy.get('connect-src'), policy.get('form-action')]).toEqual([url, "'self'", "'self'", "'none'", "'none'", "'none'", "'self'", "'self'"])
      expect([url, headers['x-content-type-options'], headers['referrer-policy']]).toEqual([url, 'nosniff', 'no-referrer'])
      expect([url, headers['content-type']]).toEqual([url, expect.stringMatching(url === '/' || url === '/figures' ? /^text\/html; charset=utf-8$/ : url.endsWith('.js') ? /^(?:text|application)\/javascript; charset=utf-8$/ : /^application\/json; charset=utf-8$/)])
      expect([url, Object.keys(headers).filter((name) => ['server', 'x-powered-by'].includes(name))]).toEqual([url, []])
    }
    await close()
  })

  // clause: ASVS 14.3.2
  test('what the API answers is kept by no cache, not even a no', async ({ world }) => {
    const { app, close } = await withPages(world)
    for (const url of ['/api/auth.me', '/api/registry.people', '/api/nothing', '/api/cases.uploadDocument']) {
      const { headers } = await app.inject({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload: '{}' })
      expect([url, headers['cache-control']]).toEqual([url, 'no-store'])
    }
    await close()
  })
})

describe('what the address of pages gives', () => {
  // clause: ASVS 13.4.3
  test('no folder is listed, nothing beside the built pages is served, no file that is not there is answered with a page', async ({ world }) => {
    const { app, close } = await withPages(world)
    const get = (url: string) => app.inject({ method: 'GET', url })
    for (const url of ['/assets', '/assets/']) expect((await get(url)).body).not.toContain('a.js')
    for (const url of ['/../outside.txt', '/assets/..%2f..%2foutside.txt', '/%2e%2e/outside.txt', '/package.json', '/assets/b.js']) {
      const { statusCode, body } = await get(url)
      expect([url, statusCode < 400 || statusCode >= 500]).toEqual([url, false])
      expect(body).not.toMatch(/outside|doctype/)
    }
    await close()
  })

  // clause: ASVS 13.4.4
  test('TRACE is answered by nobody', async ({ world }) => {
    const { app, close } = await withPages(world)
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    const { request } = await import('node:http')
    const answer = await new Promise<{ status: number | undefined; text: string }>((done, fail) => {
      const sent = request(`${address}/api/auth.me`, { method: 'TRACE', headers: { 'x-secret': 'echo-me' } }, (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => void (text += chunk.toString()))
        response.on('end', () => done({ status: response.statusCode, text }))
      })
      sent.on('error', fail)
      sent.end()
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.text).not.toContain('echo-me')
    await close()
  })
})

describe('a body that would change what objects are', () => {
  // clause: ASVS 15.3.6
  test('__proto__ and constructor.prototype are refused', async ({ world }) => {
    const send = (payload: string) => world.app.inject({ method: 'POST', url: '/api/auth.me', headers: { 'content-type': 'application/json' }, payload })
    for (const payload of ['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}']) expect([payload, (await send(payload)).statusCode]).toEqual([payload, 400])
    expect((await send('{}')).statusCode).toBe(200)
  })
})
