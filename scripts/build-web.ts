import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'

const sources = ['web', 'kit', 'kernel', 'policy', 'registry', 'measures', 'fund', 'cases', 'modules', 'indicators', 'portal', 'vite.config.ts', 'vite.phone.config.ts', 'package-lock.json']

/** Builds the pages when one of their sources changed since the last build; content decides, not the clock. */
export const buildWeb = async (root: string): Promise<boolean> => {
  const hash = createHash('sha256')
  for (const source of sources) addTo(hash, join(root, source))
  const digest = hash.digest('hex')
  const mark = join(root, 'dist/web.hash')
  if (existsSync(mark) && existsSync(join(root, 'dist/web/index.html')) && readFileSync(mark, 'utf8') === digest) return false
  // The desks' app empties the folder, the portal's is laid beside it.
  for (const app of ['vite.config.ts', 'vite.phone.config.ts']) await build({ configFile: join(root, app), root: join(root, 'web'), logLevel: 'error' })
  await pack(join(root, 'dist/web'))
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(mark, digest)
  return true
}

/** Packed once, as small as it gets, beside each file of text: the server hands out what the browser can unpack (see serveWeb in server/app.ts). */
const pack = async (folder: string): Promise<void> => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|mjs|css|html|svg)$/.test(name))
  const packs = files.map(async (name) => {
    const path = join(folder, name)
    const text = readFileSync(path)
    const [brotli, zipped] = await Promise.all([promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }), promisify(gzip)(text, { level: 9 })])
    writeFileSync(`${path}.br`, brotli)
    writeFileSync(`${path}.gz`, zipped)
  })
  await Promise.all(packs)
}

const addTo = (hash: ReturnType<typeof createHash>, path: string): void => {
  if (!existsSync(path)) return
  const entries = /\.\w+$/.test(path) ? undefined : readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  if (!entries) {
    hash.update(path).update(readFileSync(path))
    return
  }
  for (const entry of entries) {
    if (entry.isDirectory()) addTo(hash, join(path, entry.name))
    else if (/\.(tsx?|css|html|svg)$/.test(entry.name) && !entry.name.includes('.test.')) hash.update(entry.name).update(readFileSync(join(path, entry.name)))
  }
}
