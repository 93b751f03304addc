import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from './house.ts'

/**
 * A telephone on a bad line (400 kbit/s, 200 ms there and back) that has never been here: what it fetches until the page answers a hand. The seconds are printed,
 * the bounds are of bytes and of patience: a busy machine must not turn the test red.
 */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ people: 2400 })
})
afterAll(() => house?.close())

const perSecond = 400_000 / 8
const patienceMs = 30_000
const measure = 'settling-in-subsidy'

interface Arrival {
  ms: number
  bytes: number
  /** Verbs that were sent for until then. */
  asked: string[]
}

/** Opens an address with an empty cache behind the bad line and waits until `usable`. */
const arrive = async (page: Page, path: string, usable: () => Promise<unknown>): Promise<Arrival> => {
  const line = await page.context().newCDPSession(page)
  let bytes = 0
  line.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength))
  const asked: string[] = []
  page.on('request', (request) => request.method() === 'POST' && asked.push(new URL(request.url()).pathname))
  await line.send('Network.enable')
  await line.send('Network.clearBrowserCache')
  // The browser of the tests draws no Chinese by itself, as every telephone does; without this it would fetch the house's own font (web/own-font.ts).
  await page.route(/noto-sans-sc/, (route) => route.abort())
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 200, downloadThroughput: perSecond, uploadThroughput: perSecond })
  const began = performance.now()
  await page.goto(path, { waitUntil: 'commit' })
  await usable()
  const ms = Math.round(performance.now() - began)
  const fetched = bytes
  const until = [...asked]
  await line.detach()
  console.log(`${path} on 400 kbit/s and 200 ms: usable after ${ms} ms, ${fetched} bytes until then, asked ${until.join(' ') || 'nothing'}`)
  return { ms, bytes: fetched, asked: until }
}

test('a stranger searches the policies', async () => {
  const page = await house.visitor('phone', house.address)
  const { ms, bytes } = await arrive(page, '/policies', async () => {
    await page.getByLabel('搜索政策').fill('租房')
    await page.getByText(/找到 [1-9]\d* 项/).waitFor()
  })
  expect(bytes).toBeLessThan(72_000)
  expect(ms).toBeLessThan(patienceMs)
})

test('a talent sees what he is due', async () => {
  const page = await house.as('talent-1', 'phone')
  await page.goto('about:blank')
  const { ms, bytes, asked } = await arrive(page, '/my', () => page.getByRole('link', { name: /^(确认领取|去申报)/ }).first().waitFor())
  expect(bytes).toBeLessThan(90_000)
  expect(ms).toBeLessThan(patienceMs)
  // What the page asks first came along with it.
  for (const verb of ['auth.me', 'messages.unread', 'measures.myDues', 'cases.list', 'delivery.mine', 'service.mine']) expect(asked).not.toContain(`/api/${verb}`)
  // The way to his dates stands on the blue of the head, and can be seen there.
  const dates = page.getByRole('link', { name: '我的日程：哪些日子不能错过' })
  const [ink, ground] = await dates.evaluate((link) => [getComputedStyle(link).color, getComputedStyle(link.closest('header') ?? link).backgroundColor])
  expect(ink).not.toBe(ground)
})

test('a talent looks up his dates', async () => {
  const page = await house.as('talent-1', 'phone')
  await page.goto('about:blank')
  const { ms, bytes } = await arrive(page, '/my/dates', () => page.getByRole('button', { name: '放进手机日历' }).or(page.getByText('一年之内没有要赶的日子')).waitFor())
  expect(bytes).toBeLessThan(90_000)
  expect(ms).toBeLessThan(patienceMs)
})

test('a talent claims: what he would answer and the button to send it', async () => {
  const page = await house.as('talent-1', 'phone')
  await page.goto('about:blank')
  const { ms, bytes, asked } = await arrive(page, `/my/claim/${measure}`, async () => {
    await page.locator('button:enabled', { hasText: /^(确认领取|提交申报)$/ }).waitFor()
    await page.getByRole('heading', { name: '收款账户' }).waitFor()
  })
  expect(bytes).toBeLessThan(93_000)
  expect(ms).toBeLessThan(patienceMs)
  for (const verb of ['auth.me', 'measures.preview', 'cases.list', 'cases.papersToFile', 'fund.myAccount']) expect(asked).not.toContain(`/api/${verb}`)
})

test('a talent looks where his case is', async () => {
  const page = await house.as('talent-1', 'phone')
  await page.goto(`/my/claim/${measure}`)
  await page.getByRole('button', { name: /^(确认领取|提交申报)$/ }).click()
  await page.getByRole('link', { name: '查看办理进度' }).click()
  await page.getByRole('heading', { name: '办理进度' }).waitFor()
  const path = new URL(page.url()).pathname
  await page.goto('about:blank')
  const { ms, bytes, asked } = await arrive(page, path, async () => {
    await page.getByRole('button', { name: '撤回' }).waitFor()
    await page.getByRole('heading', { name: '办理进度' }).waitFor()
  })
  expect(bytes).toBeLessThan(93_000)
  expect(ms).toBeLessThan(patienceMs)
  for (const verb of ['auth.me', 'cases.case', 'cases.documents', 'cases.checklist']) expect(asked).not.toContain(`/api/${verb}`)
})
