import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { loadCity } from '../../city/load.ts'
import { exampleFund } from '../../fund/example.ts'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import { removeCluster, startCluster } from '../../kernel/db/embedded.ts'
import { migrate } from '../../kernel/db/migrate.ts'
import { openDatabase, type Database } from '../../kernel/db/database.ts'
import { prepareDatabase } from '../../kernel/db/roles.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { installLibrary } from '../../measures/install.ts'
import { createDemoAccounts } from '../../scripts/demo-accounts.ts'
import { ensureExampleYear } from '../../scripts/example-year.ts'
import { today as realToday, runHouse } from '../../server/house.ts'
import { jobs } from '../../server/modules.ts'
import { createLogger } from '../../server/app.ts'
import { houseBackup } from '../../server/backup.ts'
import { writeUnpacked } from '../harness/canary/disk.ts'
import { makeCanary } from '../harness/canary/person.ts'
import { said } from '../harness/canary/places.ts'
import { watchHouse, type Searched, type Watch } from '../harness/canary/search.ts'
import { scratchFolder } from '../scratch.ts'
import { launchBrowser } from './browser.ts'

const root = join(import.meta.dirname, '../..')
const pictures = join(root, 'docs/pictures')

/** A whole running house with a small example city, a browser before it, and a clock that the test moves. */
export interface TestHouse {
  address: string
  database: Database
  today(): PlainDate
  /** A statement by the database's own administrator, whom nothing holds back. */
  asAdmin(statement: string): Promise<Record<string, unknown>[]>
  /** Lets working days pass; what happens by the clock happens. */
  passWorkingDays(count: number): Promise<void>
  runJob(name: string, payload?: unknown): Promise<void>
  /** A browser of his own for somebody, signed in with one click. */
  as(login: string, device?: Device): Promise<Page>
  /** A browser of his own for somebody who has not signed in, at this address of the house. */
  visitor(device: Device, base: string): Promise<Page>
  /** A picture for the README, taken by the journey itself when PICTURES=1; otherwise a run leaves the tree as it was. */
  picture(page: Page, name: string): Promise<void>
  /** Whose values are looked for in all that the house says and leaves behind: the first talent of the demo. */
  canary: { personId: string; number: string; name: string; placeCode: string }
  /** Looks for them now; a house that was not searched by its test is searched when it closes, and a leak fails the test. */
  search(): Promise<Searched>
  watch: Watch
  home: string
  temporary: string
  /** What the pages complained about: errors of script and of the console. */
  complaints: string[]
  close(): Promise<void>
}

const sizes = { small: { width: 320, height: 640 }, phone: { width: 390, height: 844 }, desk: { width: 1360, height: 860 } }

type Device = keyof typeof sizes

/** A page by its address, once its heading stands there. */
export const openPage = async (page: Page, path: string, title: string): Promise<void> => {
  await page.goto(path)
  await page.getByRole('heading', { name: title }).first().waitFor()
}

/** A small city with a year of cases, awards and payments behind it. */
export const openYearHouse = async (): Promise<TestHouse> => {
  const house = await openTestHouse({ people: 2400 })
  await ensureExampleYear(house.database, { today: house.today(), cases: 50 })
  return house
}

export const openTestHouse = async ({ people = 3000 } = {}): Promise<TestHouse> => {
  const folder = scratchFolder('juying-e2e-')
  const home = join(folder, 'home')
  // Whatever the house or the browser writes for a while lies where it can be searched.
  const temporary = join(folder, 'tmp')
  mkdirSync(home)
  mkdirSync(temporary)
  process.env['TMPDIR'] = temporary
  process.env['JUYING_HOME'] = home
  const cluster = await startCluster({ folder: join(folder, 'pg'), durable: false })
  const address = await prepareDatabase(cluster.adminUrl, home, 'test_e2e')
  await migrate(address, root)
  const administrator = Object.assign(new URL(cluster.adminUrl), { pathname: '/test_e2e' }).href
  await writeUnpacked(administrator)
  const database = openDatabase(address)
  const clock = { today: realToday() }
  await database.asSystem(clock.today, (db) => installLibrary(db, join(root, 'policies/qingyu')))
  await loadCity({ address, sealer: houseSealer(), today: clock.today, people, employers: 200 })
  await database.asSystem(clock.today, (db) => exampleFund(db, { today: clock.today }))
  await createDemoAccounts(database, clock.today)
  const canary = await makeCanary(database, clock.today)
  const port = 18_000 + (process.pid % 2000)
  const config = { port, host: '127.0.0.1', home, databaseUrl: undefined, demo: true, cityThreads: 1, files: { kind: 'disk' as const, folder: join(home, 'files') }, anchors: join(home, 'anchors'), url: undefined, sms: undefined, oidc: undefined, cipher: 'aes' as const, feeds: join(home, 'feeds'), backups: join(home, 'backups'), logLevel: 'error' as const }
  const base = `http://127.0.0.1:${port}`
  const watch = watchHouse({ base, url: administrator, home, temporary, backUp: (to) => houseBackup({ adminUrl: cluster.adminUrl, name: 'test_e2e' }, config, { to }) })
  const house = await runHouse(config, { database, cluster, close: () => database.close() }, root, () => clock.today, createLogger(config.logLevel, watch.log))
  const browser = await launchBrowser()
  const complaints: string[] = []
  const contexts: BrowserContext[] = []
  const runJob = async (name: string, payload: unknown = {}) => {
    const job = jobs.find((candidate) => candidate.name === name)
    if (!job) throw new Error(`no job is called ${name}`)
    await job.run({ database, today: clock.today }, payload)
  }
  let searched = false
  const search = () => {
    searched = true
    return watch.search()
  }
  return {
    canary,
    search,
    watch,
    home,
    temporary,
    address: base,
    database,
    complaints,
    today: () => clock.today,
    asAdmin: async (statement) => {
      const client = new pg.Client({ connectionString: administrator })
      await client.connect()
      try {
        return (await client.query<Record<string, unknown>>(statement)).rows
      } finally {
        await client.end()
      }
    },
    runJob,
    passWorkingDays: async (count) => {
      clock.today = workingDaysAfter(clock.today, count)
      for (const job of jobs) if (job.cron && !job.name.startsWith('measures.')) await job.run({ database, today: clock.today }, {})
    },
    as: (login, device = 'desk') => signIn(browser, { base, login, device, complaints, contexts, watch }),
    visitor: (device, address) => openBrowser(browser, { base: address, login: 'visitor', device, complaints, contexts, watch }),
    picture: async (page, name) => {
      if (process.env['PICTURES'] !== '1') return
      mkdirSync(pictures, { recursive: true })
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({ path: join(pictures, `${name}.png`) })
    },
    close: async () => {
      const leaks = searched ? [] : (await search()).leaks
      for (const context of contexts) await context.close()
      await browser.close()
      await house.stop()
      await cluster.stop()
      removeCluster(join(folder, 'pg'))
      rmSync(folder, { recursive: true, force: true })
      if (leaks.length) throw new Error(`values of the canary stand where none may:\n${said(leaks).join('\n')}`)
    },
  }
}

interface Entering {
  base: string
  login: string
  device: Device
  complaints: string[]
  contexts: BrowserContext[]
  watch: Watch
}

const openBrowser = async (browser: Browser, { base, login, device, complaints, contexts, watch }: Entering): Promise<Page> => {
  const context = await browser.newContext({ viewport: sizes[device], locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: base, acceptDownloads: true, deviceScaleFactor: 1, reducedMotion: 'reduce', hasTouch: device !== 'desk' })
  contexts.push(context)
  watch.browser(login, context)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => complaints.push(`${login}: ${error.message}`))
  // A refusal is an answer with a status of its own, and browsers write it into the console; faults of script are what we look for.
  page.on('console', (message) => message.type() === 'error' && !message.text().startsWith('Failed to load resource') && complaints.push(`${login}: ${message.text()}`))
  return page
}

const signIn = async (browser: Browser, entering: Entering): Promise<Page> => {
  const page = await openBrowser(browser, entering)
  const { login } = entering
  await page.goto('/sign-in')
  const account = await page.evaluate(async (asked) => {
    const response = await fetch('/api/auth.demoAccounts', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    const accounts: { login: string; title: string; name: string }[] = await response.json()
    return accounts.find((one) => one.login === asked)
  }, login)
  if (!account) throw new Error(`no demo account ${login}`)
  await page.getByRole('button', { name: `${account.title} ${account.name}` }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  // The way home may lead into the portal's app, which is a page of its own: until it stands there, going elsewhere would break off.
  await page.locator('.shell-head').first().waitFor()
  return page
}
