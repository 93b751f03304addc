import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleDemand } from '../../modules/demand/example.ts'
import { exampleDuplicates } from '../../registry/duplicates/example.ts'
import { exampleFeeds } from '../../registry/feeds/example.ts'
import { exampleMovements } from '../../registry/movements/example.ts'
import { examplePlatforms } from '../../registry/platforms/example.ts'
import { demoLogins } from '../../scripts/demo-accounts.ts'
import { pages } from '../../web/pages.ts'
import { openYearHouse, type TestHouse } from './house.ts'

/** Every page that the menu of each duty at each level of place leads to, at a desk and on a narrow phone: it answers, has a heading, fits, and shows no word of the machine. */
const desk = { width: 1440, height: 900 }
const phone = { width: 360, height: 740 }
let house: TestHouse
beforeAll(async () => {
  house = await openYearHouse()
  const { database } = house
  await database.asSystem(house.today(), async (db) => {
    await examplePlatforms(db, { today: house.today() })
    await exampleMovements(db, { today: house.today() })
    await exampleDemand(db, { today: house.today() })
  })
  await exampleFeeds(database, house.today())
  await exampleDuplicates(database, house.today())
}, 600_000)
afterAll(() => house?.close())

test('no address leads to two pages', () => {
  const paths = pages.map(({ path }) => path)
  expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([])
})

test.each(demoLogins)('%s finds every page of the menu whole, at a desk and on a phone', async (login) => {
  const page = await house.as(login)
  const faults: string[] = []
  page.on('response', (answer) => answer.status() >= 400 && faults.push(`${new URL(page.url()).pathname}: ${answer.status()} ${new URL(answer.url()).pathname}`))
  const complaintsBefore = house.complaints.length
  const mine = await addressesOf(page)
  expect(mine.length).toBeGreaterThan(2)
  for (const path of mine) {
    await page.setViewportSize(desk)
    // A page that does not come is a fault like the others: the list shall name all of them.
    const came = await goTo(page, path).then(() => true, () => false)
    if (!came) {
      faults.push(`${path}: no heading, or it never comes to rest`)
      continue
    }
    faults.push(...(await seenFaults(page, path)))
    await page.setViewportSize(phone)
    // The menu slides away when the page becomes narrow.
    await page.waitForFunction(() => (document.querySelector('.ant-layout-sider')?.clientWidth ?? 0) === 0)
    await atRest(page)
    faults.push(...(await seenFaults(page, `${path} (360)`)))
  }
  expect([...faults, ...house.complaints.slice(complaintsBefore)]).toEqual([])
}, 300_000)

/** Where the menu leads, as it stands before somebody's eyes, and his own account behind his name. */
const addressesOf = async (page: Page): Promise<string[]> => {
  await page.setViewportSize(desk)
  const links = page.locator('.ant-layout-sider a[href], .portal-bar a[href]')
  await links.first().waitFor()
  const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  return [...new Set([...found, found.includes('/my') ? '/my/account' : '/account'])]
}

/** Goes there as a click in the menu does, without loading the house anew, and waits until the new page stands and nothing turns any more. */
const goTo = async (page: Page, path: string): Promise<void> => {
  await page.evaluate((to) => {
    if (location.pathname === to) return
    for (const heading of document.querySelectorAll('h1')) heading.dataset['before'] = 'yes'
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  await page.locator('h1:not([data-before])').first().waitFor({ timeout: 10_000 })
  await atRest(page)
}

/** Nothing turns, twice in a row: one question may follow from the answer of another. */
const atRest = (page: Page): Promise<unknown> =>
  page.waitForFunction(async () => {
    const turning = () => document.querySelector('.waiting, .ant-spin-spinning, .ant-skeleton-active') !== null
    if (turning()) return false
    await new Promise((done) => setTimeout(done, 40))
    return !turning()
  })

const seenFaults = (page: Page, where: string): Promise<string[]> =>
  page.evaluate((at) => {
    const text = document.body.innerText
    const machine = /.{0,20}\b(undefined|NaN|null|Invalid Date)\b.{0,20}/.exec(text)?.[0]
    const heading = document.querySelector('h1')?.textContent?.trim()
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth
    return [
      ...(heading ? [] : [`${at}: no heading`]),
      ...(machine ? [`${at}: ${machine}`] : []),
      ...(over > 0 ? [`${at}: ${over} px wider than the screen`] : []),
    ]
  }, where)
