import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { scratchFolder } from '../test/scratch.ts'
import { serveWeb } from './app.ts'

const phone = '<html><head><title>聚英</title></head><body><div id="root"></div></body></html>'

/** A build of one script, one viewer's thread and the page, each packed beside itself but the last. */
const built = async () => {
  const root = scratchFolder('juying-web-')
  mkdirSync(join(root, 'assets'))
  const script = 'console.log("聚英")'.repeat(50)
  for (const name of ['assets/a.js', 'assets/pdf.worker.min.mjs']) {
    writeFileSync(join(root, name), script)
    writeFileSync(join(root, `${name}.br`), brotliCompressSync(script))
    writeFileSync(join(root, `${name}.gz`), gzipSync(script))
  }
  writeFileSync(join(root, 'index.html'), '<html></html>')
  writeFileSync(join(root, 'phone.html'), phone)
  mkdirSync(join(root, '.vite'))
  writeFileSync(join(root, '.vite/phone.json'), JSON.stringify({ '../portal/ui/MyHomePage.tsx': { file: 'assets/home.js', imports: ['_more.js'], css: ['assets/home.css'] }, '_more.js': { file: 'assets/more.js' }, '_signed-in.js': { file: 'assets/signed-in.js', name: 'signed-in' } }))
  const app = Fastify()
  await serveWeb(app, root)
  return { app, script }
}

test('a browser that takes brotli is sent the packed script of the build, as script and for good', async () => {
  const { app, script } = await built()
  const answer = await app.inject({ url: '/assets/a.js', headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } })
  expect(answer.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding', 'cache-control': 'public, max-age=31536000, immutable' })
  expect(answer.headers['content-type']).toContain('javascript')
  expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(script)
  expect(answer.rawPayload.equals(brotliCompressSync(script))).toBe(true)
})

test('without brotli gzip is sent, and without either the file itself', async () => {
  const { app, script } = await built()
  expect((await app.inject({ url: '/assets/a.js', headers: { 'accept-encoding': 'gzip, deflate' } })).headers['content-encoding']).toBe('gzip')
  const plain = await app.inject({ url: '/assets/a.js' })
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.body).toBe(script)
})

test('the thread that reads PDF keeps its own policy when it is sent packed, and a page that is not packed is still the page', async () => {
  const { app } = await built()
  const thread = await app.inject({ url: '/assets/pdf.worker.min.mjs', headers: { 'accept-encoding': 'br' } })
  expect(thread.headers['content-encoding']).toBe('br')
  expect(thread.headers['content-security-policy']).toContain('wasm-unsafe-eval')
  const page = await app.inject({ url: '/queue', headers: { 'accept-encoding': 'br' } })
  expect(page.statusCode).toBe(200)
  expect(page.body).toBe('<html></html>')
})

/** What a page of the portal would ask first, answered by routes that stand in for the house's own. */
const answering = async () => {
  const { app } = await built()
  app.post('/api/auth.me', (request) => ({ name: request.headers.cookie ?? 'nobody' }))
  app.post('/api/measures.myDues', (request, reply) => (request.headers.cookie ? { dues: ['</script><b>'] } : reply.status(401).send({ kind: 'signIn', message: '请先登录' })))
  return app
}
const firstOf = (body: string): unknown => JSON.parse(/id="first-answers">(.*)<\/script>/.exec(body)?.[1] ?? 'null')

test('a page of the portal brings its own files and the answers to its first questions, and is kept nowhere', async () => {
  const page = await (await answering()).inject({ url: '/my', headers: { cookie: 'session=1' } })
  expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  for (const link of ['modulepreload" crossorigin href="/assets/home.js', 'modulepreload" crossorigin href="/assets/more.js', 'modulepreload" crossorigin href="/assets/signed-in.js', 'stylesheet" crossorigin href="/assets/home.css']) expect(page.body).toContain(link)
  expect(firstOf(page.body)).toEqual([
    { name: 'auth.me', body: '{}', answer: { name: 'session=1' } },
    { name: 'measures.myDues', body: '{}', answer: { dues: ['</script><b>'] } },
  ])
  // Nothing that somebody has written can end the data and begin a script.
  expect(page.body.match(/<\/script>/g)).toHaveLength(1)
})

test('what the house would refuse to him who asks is not in the page', async () => {
  const page = await (await answering()).inject({ url: '/my' })
  expect(firstOf(page.body)).toEqual([{ name: 'auth.me', body: '{}', answer: { name: 'nobody' } }])
  expect(page.body).not.toContain('请先登录')
})

test('a page for everybody brings no frame of who is signed in', async () => {
  const page = await (await answering()).inject({ url: '/policies' })
  expect(page.statusCode).toBe(200)
  expect(page.body).not.toContain('signed-in')
})

test('it is packed by brotli where the browser takes it, and whole', async () => {
  const page = await (await answering()).inject({ url: '/my?asked=1', headers: { 'accept-encoding': 'gzip, deflate, br' } })
  expect(page.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
  const body = brotliDecompressSync(page.rawPayload).toString()
  expect(body.endsWith('</body></html>')).toBe(true)
  expect(firstOf(body)).toEqual([{ name: 'auth.me', body: '{}', answer: { name: 'nobody' } }])
})

test('it is packed where the browser takes gzip alone, and whole', async () => {
  const page = await (await answering()).inject({ url: '/My/?asked=1', headers: { 'accept-encoding': 'gzip, deflate' } })
  expect(page.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
  const body = gunzipSync(page.rawPayload).toString()
  expect(body.endsWith('</body></html>')).toBe(true)
  expect(firstOf(body)).toEqual([{ name: 'auth.me', body: '{}', answer: { name: 'nobody' } }])
})
