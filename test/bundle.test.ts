import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'

/**
 * What a phone has to load before it shows a page: the entry, the page's own part, and everything that these bring in. Counted on the build's
 * own manifest, packed as the house packs it.
 */
const root = join(import.meta.dirname, '..')
const Manifest = z.record(z.string(), z.object({ file: z.string(), imports: z.array(z.string()).default([]), isEntry: z.boolean().optional() }))

/**
 * Bytes of script. A browser that stands behind TLS takes brotli, and the house sends the build's own .br files (server/web-files.test.ts); over plain http browsers take
 * gzip alone. What is reached stands here, so that it does not grow unseen.
 */
const most = { public: { brotli: 51_000, gzip: 58_500 }, notices: { brotli: 57_000, gzip: 66_000 }, home: { brotli: 66_000, gzip: 76_500 }, doing: { brotli: 72_500, gzip: 84_000 } }

const pages = { '../portal/ui/PoliciesPage.tsx': most.public, '../portal/ui/PolicyPage.tsx': most.public, '../cases/ui/NoticesPage.tsx': most.notices, '../portal/ui/MyHomePage.tsx': most.home, '../portal/ui/MyDatesPage.tsx': most.home, '../portal/ui/MyCasesPage.tsx': most.home, '../portal/ui/MyClaimPage.tsx': most.doing, '../portal/ui/MyCasePage.tsx': most.doing }

test('the first load of the public’s pages and of a talent’s home stays small, and neither React nor a library of components is in it', async () => {
  // Under the name that a test run has, the libraries would come with their warnings.
  vi.stubEnv('NODE_ENV', 'production')
  const answer = await build({ configFile: join(root, 'vite.phone.config.ts'), root: join(root, 'web'), logLevel: 'error', build: { write: false, manifest: true } })
  const outputs = z.array(z.object({ output: z.array(z.object({ fileName: z.string(), code: z.string().optional(), source: z.unknown().optional() })) })).parse(Array.isArray(answer) ? answer : [answer])
  const files = outputs.flatMap(({ output }) => output)
  const manifest = Manifest.parse(JSON.parse(String(files.find(({ fileName }) => fileName.endsWith('manifest.json'))?.source)))
  const weightOf = (wanted: readonly string[]): { bytes: number; brotli: number; code: string } => {
    const seen = new Set<string>()
    const walk = (key: string): void => {
      if (seen.has(key)) return
      seen.add(key)
      for (const next of manifest[key]?.imports ?? []) walk(next)
    }
    for (const key of wanted) walk(key)
    const codes = [...seen].map((key) => files.find(({ fileName }) => fileName === manifest[key]?.file)?.code ?? '')
    return { brotli: codes.reduce((sum, code) => sum + brotliCompressSync(code).length, 0), bytes: codes.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0), code: codes.join('\n') }
  }
  const entry = Object.keys(manifest).filter((key) => manifest[key]?.isEntry === true)
  for (const [page, { brotli: mostBrotli, gzip: mostGzip }] of Object.entries(pages)) {
    expect(manifest[page], page).toBeDefined()
    const { bytes, brotli, code } = weightOf([...entry, page])
    console.log(`${page}: ${bytes} bytes of script packed by gzip, ${brotli} by brotli`)
    expect.soft(brotli, page).toBeLessThan(mostBrotli)
    expect.soft(bytes, page).toBeLessThan(mostGzip)
    expect(code).not.toContain('json-schema.org')
    // The schema library speaks Chinese alone, and knows forms of text by their newer names (lighterSchemas in vite.config.ts).
    expect(code).toContain('无效输入')
    for (const left of ['Invalid input: expected', 'ZodJWT']) expect(code).not.toContain(left)
    // Nor is the router's library in it: the portal has a table of its pages (web/phone/router.tsx).
    expect(code).not.toContain('useRoutes()')
    // The desks' table of pages comes with the desks.
    expect(code).not.toContain('/fund/batches')
    // Of a contract comes what the portal's pages name, and nothing of the desks' verbs (scripts/declared-only.ts); nor what the server reads from its environment.
    if (page === '../portal/ui/MyHomePage.tsx') expect(code).toContain('housing.mine')
    expect(code).not.toContain('housing.applications')
    expect(code).not.toContain('JUYING_HOME')
    expect(code).not.toContain('ant-btn')
    expect(code).not.toContain('react.transitional.element')
  }
  vi.unstubAllEnvs()
}, 120_000)
