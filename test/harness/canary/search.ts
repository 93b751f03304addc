import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { watchBrowsers } from './browser.ts'
import { scanBackup, scanCluster, scanColumns, scanFolder } from './disk.ts'
import { finderOf, type Finder, type Hit } from './finder.ts'
import { needlesOf } from './needles.ts'
import { outside } from './places.ts'
import { scannerOf } from './scan.ts'
import { secrets } from './secrets.ts'

/** A house under watch: what it says as it runs, and all that it leaves behind. */
export interface Watch {
  browser(login: string, context: BrowserContext): void
  /** Where the house's log goes. */
  log: { write(line: string): void }
  /** Looks everywhere, now. */
  search(): Promise<Searched>
}

export interface Searched {
  hits: Hit[]
  leaks: Hit[]
  figures: Record<string, number>
}

interface Watched {
  base: string
  /** Connection of the database's administrator. */
  url: string
  /** The installation's home, and the folder for temporary files, which is the browser's too. */
  home: string
  temporary: string
  /** Takes a backup of the house into a folder. */
  backUp(to: string): Promise<unknown>
}

const scanner = scannerOf(needlesOf(secrets))

export const watchHouse = ({ base, url, home, temporary, backUp }: Watched): Watch => {
  const finder = finderOf(scanner)
  const browsers = watchBrowsers(base, finder)
  let lines = 0
  return {
    browser: browsers.watch,
    log: {
      write: (line) => {
        lines++
        finder.look('log', Buffer.from(line))
      },
    },
    search: async () => {
      const began = performance.now()
      const seen = await browsers.settle()
      let files = await scanFolder(finder, home, (path) => `home ${path.replaceAll(/[0-9a-f]{16,}/g, '…')}`)
      // What the browser saved of downloads lies among its own files under other names; it was looked at as it came.
      files += await scanFolder(finder, temporary, (path) => (path.startsWith('playwright-artifacts') ? undefined : `temporary ${path}`))
      const backup = await backedUp(finder, backUp)
      files += backup
      const columns = await scanColumns(finder, url)
      const cluster = await scanCluster(finder, url)
      files += cluster.files
      const hits = finder.hits()
      return { hits, leaks: outside(hits), figures: { ...seen, lines, files, backup, columns, megabytes: Math.round(finder.looked() / 1024 / 1024), searchSeconds: Math.round((performance.now() - began) / 1000) } }
    },
  }
}

/** Taken for the search alone, and gone with it. */
const backedUp = async (finder: Finder, backUp: Watched['backUp']): Promise<number> => {
  const to = mkdtempSync(join(tmpdir(), 'juying-canary-'))
  try {
    await backUp(to)
    return await scanBackup(finder, to)
  } finally {
    rmSync(to, { recursive: true, force: true })
  }
}
