import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const sources = ['web', 'kit', 'kernel', 'policy', 'registry', 'measures', 'fund', 'cases', 'modules', 'indicators', 'portal', 'vite.config.ts', 'package-lock.json']

/** Builds the pages when one of their sources changed since the last build; content decides, not the clock. */
export const buildWeb = async (root: string): Promise<boolean> => {
  const hash = createHash('sha256')
  for (const source of sources) addTo(hash, join(root, source))
  const digest = hash.digest('hex')
  const mark = join(root, 'dist/web.hash')
  if (existsSync(mark) && existsSync(join(root, 'dist/web/index.html')) && readFileSync(mark, 'utf8') === digest) return false
  await build({ configFile: join(root, 'vite.config.ts'), root: join(root, 'web'), logLevel: 'error' })
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(mark, digest)
  return true
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
