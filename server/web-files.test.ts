import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { scratchFolder } from '../test/scratch.ts'
import { serveWeb } from './app.ts'

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
  const page = await app.inject({ url: '/policies', headers: { 'accept-encoding': 'br' } })
  expect(page.statusCode).toBe(200)
  expect(page.body).toBe('<html></html>')
})
