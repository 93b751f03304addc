import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const house = `http://127.0.0.1:${process.env['PORT'] ?? 8080}`

/**
 * What the PDF viewer fetches by name while it reads a paper (its thread, tables of Chinese codes, fonts that a paper names without carrying them, decoders
 * of scans): served from the house, under the viewer's version, because nothing is fetched from the internet.
 */
const pdfFiles = (): Plugin => {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const files = ['build/pdf.worker.min.mjs', ...['cmaps', 'standard_fonts', 'wasm'].flatMap((part) => readdirSync(join(folder, part)).map((name) => `${part}/${name}`))]
  const base = `assets/pdf-${version}/`
  return {
    name: 'pdf-files',
    generateBundle() {
      for (const file of files) this.emitFile({ type: 'asset', fileName: `${base}${file}`, source: readFileSync(join(folder, file)) })
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = files.find((name) => request.url === `/${base}${name}`)
        if (file) response.setHeader('content-type', file.endsWith('js') ? 'text/javascript' : 'application/octet-stream').end(readFileSync(join(folder, file)))
        else next()
      })
    },
  }
}

/**
 * What the schema library brings along and no page of the house calls, because each schema refers to it: the writer of JSON schema (the house writes it on the server alone,
 * /api/openapi.json), the older way to write a form of text, and the English of its refusals (openHouse says Chinese before anything is asked). Who calls it in the
 * browser all the same is told so. test/bundle.test.ts notices when the library's text changed.
 */
export const lighterSchemas = (): Plugin => ({
  name: 'lighter-schemas',
  transform: (code, id) =>
    id.endsWith('/zod/v4/classic/schemas.js')
      ? `${code
          .replaceAll(/^\s*inst\._zod\.processJSONSchema = .*;$/gm, '')
          .replaceAll(/create(?:Standard|To)JSONSchemaMethod\(/g, 'onServerAlone(')
          .replaceAll(/this\.check\(core\._\w+\(Zod\w+, params\)\)/g, 'olderForm()')
          .replace(/^import en from .*;$/m, 'const en = () => ({});')}
const onServerAlone = () => () => { throw new Error('JSON schema is written on the server alone') }
const olderForm = () => { throw new Error('a form of text is written z.email(), not z.string().email()') }
`
      : undefined,
})

/**
 * While one develops, both apps come from this one server, the portal's with React: its addresses get its page, as the house does it (server/phone-page.ts).
 */
const phoneInDevelopment = (): Plugin => ({
  name: 'phone-in-development',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const pathname = request.url?.split('?')[0] ?? ''
      if (request.method !== 'GET' || !request.headers.accept?.includes('text/html')) return next()
      const answer = async () => {
        try {
          const { phonePageAt } = await server.ssrLoadModule('/phone/address.ts')
          if (typeof phonePageAt === 'function' && phonePageAt(pathname)) request.url = '/phone.html'
          next()
        } catch (error) {
          next(error)
        }
      }
      return void answer()
    })
  },
})

export default defineConfig({
  root: 'web',
  plugins: [react(), pdfFiles(), lighterSchemas(), phoneInDevelopment()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    chunkSizeWarningLimit: 900,
    // The Chinese font is cut into a hundred small files, fetched as its characters occur; inlining them would defeat that.
    assetsInlineLimit: 0,
  },
  // The host stays the page's own: the house refuses what another site sends.
  server: { proxy: { '/api': { target: house, changeOrigin: false }, '/healthz': { target: house, changeOrigin: false } } },
})
