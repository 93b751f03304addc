import { readFileSync } from 'node:fs'
import type { BrowserContext, Download, Page, Response } from 'playwright-core'
import { scanFile, type Finder } from './finder.ts'

/** What a browser is given and what it keeps, for each who is signed in: addresses, heads and bodies as they come; stores when they are asked for. */
export interface BrowserWatch {
  watch(login: string, context: BrowserContext): void
  /** Waits for what was still being read, and looks into the stores of every browser that is open. */
  settle(): Promise<{ answers: number; unread: number; downloads: number; stores: number }>
}

export const watchBrowsers = (base: string, finder: Finder): BrowserWatch => {
  const contexts: { login: string; context: BrowserContext }[] = []
  const pending: Promise<void>[] = []
  const seen = { answers: 0, unread: 0, downloads: 0, stores: 0 }
  const answered = async (login: string, response: Response): Promise<void> => {
    const { pathname } = new URL(response.url())
    // What was built is the same for everybody and knows nobody.
    if (pathname.startsWith('/assets/') || !response.url().startsWith(base)) return
    seen.answers++
    const place = `body ${response.request().method()} ${pathname} ${login}`
    finder.look(`head ${pathname} ${login}`, Buffer.from(JSON.stringify(await response.headersArray())))
    finder.look(place, await response.body())
  }
  const downloaded = async (login: string, download: Download): Promise<void> => {
    seen.downloads++
    scanFile(finder, `download ${login} ${download.suggestedFilename()}`, readFileSync(await download.path()))
  }
  // A page that went on, or closed, before its answer was read: counted, and the test says how many.
  const unread = () => void seen.unread++
  const pageOf = (login: string, page: Page): void => {
    page.on('download', (download) => void pending.push(downloaded(login, download).catch(unread)))
    page.on('console', (message) => finder.look(`console ${login}`, Buffer.from(message.text())))
    page.on('framenavigated', (frame) => finder.look(`address ${login}`, Buffer.from(frame.url())))
  }
  return {
    watch: (login, context) => {
      contexts.push({ login, context })
      context.on('page', (page) => pageOf(login, page))
      context.on('request', (request) => finder.look(`address ${login}`, Buffer.from(request.url())))
      context.on('response', (response) => void pending.push(answered(login, response).catch(unread)))
    },
    settle: async () => {
      while (pending.length) await Promise.all(pending.splice(0))
      for (const { login, context } of contexts) {
        if (context.pages().length === 0) continue
        seen.stores++
        const { cookies, origins } = await context.storageState({ indexedDB: true })
        finder.look(`cookies ${login}`, Buffer.from(JSON.stringify(cookies)))
        finder.look(`store ${login}`, Buffer.from(JSON.stringify(origins)))
        for (const page of context.pages()) if (page.url().startsWith(base)) finder.look(`session store ${login}`, Buffer.from(await page.evaluate(kept)))
      }
      return { ...seen }
    },
  }
}

/** Runs in the page: what it keeps for as long as it is open, and what it stored of answers. */
const kept = async (): Promise<string> => {
  const stored: string[] = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) stored.push(request.url, (await (await cache.match(request))?.text()) ?? '')
  }
  return JSON.stringify({ session: { ...sessionStorage }, local: { ...localStorage }, stored })
}
