import { afterAll, beforeAll, expect, test } from 'vitest'
import { openYearHouse, type TestHouse } from './house.ts'
import { reach, widerThanWindow } from './keys.ts'

/** What the public and the talent on a phone hold in their hands; by touch, by keyboard alone, and in large letters. */
let house: TestHouse
beforeAll(async () => {
  house = await openYearHouse()
})
afterAll(() => house?.close())

test('a stranger finds a policy by his own words, reads it, and computes what he is due; no answer leaves the phone', async () => {
  const page = await house.visitor('small', house.address)
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await page.goto('/policies')
  await page.getByLabel('搜索政策').fill('硕士 租房')
  await page.getByText(/找到 [1-9] 项/).waitFor()
  await page.getByText('在名称里：人才租房补贴').waitFor()
  await page.getByLabel('在哪个区县').selectOption('岚山县')
  await page.getByText('✓ 在岚山县适用').first().waitFor()
  expect(page.url()).toContain('place=')
  expect(await widerThanWindow(page)).toEqual([])
  await house.picture(page, 'policies-phone')
  await page.getByLabel('搜索政策').fill('zufangbutie')
  await page.getByRole('link', { name: '人才租房补贴' }).click()
  await page.getByRole('heading', { name: '给什么、给多少、什么时候给' }).waitFor()
  await page.getByRole('table').first().waitFor()
  await page.getByRole('checkbox').first().check()
  await page.getByText(/已符合 1 条/).waitFor()
  await page.getByText('与“名校优生生活补贴”只能选一项').first().waitFor()
  expect(await widerThanWindow(page)).toEqual([])
  await house.picture(page, 'policy-phone')

  await page.getByRole('link', { name: '算一算', exact: true }).click()
  await page.getByRole('form').first().waitFor()
  sent.length = 0
  for (let cards = 0; cards < 12; cards++) {
    const form = page.getByRole('form').first()
    if (!(await form.isVisible())) break
    const title = await form.getAttribute('aria-label')
    if ((await form.getByLabel('您的最高学历是什么？').count()) > 0) await form.getByLabel('您的最高学历是什么？').selectOption('硕士研究生')
    await form.getByRole('button', { name: /下一步/ }).click()
    await page.waitForFunction((before) => document.querySelector('form')?.getAttribute('aria-label') !== before || document.querySelector('form') === null, title, { timeout: 3000 }).catch(() => undefined)
  }
  await page.getByText(/您的回答/).waitFor()
  expect(sent).toEqual([])
  expect(await widerThanWindow(page)).toEqual([])
  await house.picture(page, 'calculator-phone')
  const kept = page.url()
  expect(kept).toContain('#')
  const other = await house.visitor('phone', house.address)
  await other.goto(kept)
  await other.getByText(/您的回答/).waitFor()
  expect(house.complaints).toEqual([])
}, 40_000)

test('large letters are turned on in the frame and stay', async () => {
  const page = await house.visitor('small', house.address)
  await page.goto('/policies')
  await page.getByRole('button', { name: '大字' }).click()
  await page.reload()
  await page.getByRole('heading', { name: '青屿市人才政策' }).waitFor()
  expect(await page.getByRole('button', { name: '大字' }).getAttribute('aria-pressed')).toBe('true')
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('#content') ?? document.body).zoom)).toBe('1.25')
  expect(await widerThanWindow(page)).toEqual([])
}, 40_000)

test('by the keyboard alone: search, compute, open what one is due, object', async () => {
  const stranger = await house.visitor('phone', house.address)
  await stranger.goto('/policies')
  await stranger.getByRole('heading', { name: '青屿市人才政策' }).waitFor()
  await reach(stranger, /搜索政策/)
  await stranger.keyboard.type('购房')
  await stranger.getByText(/在名称里/).first().waitFor()
  await reach(stranger, /^人才购房补贴$/)
  await stranger.keyboard.press('Enter')
  await stranger.getByRole('heading', { name: '要满足的条件' }).waitFor()

  await stranger.goto('/calculator')
  await stranger.getByRole('form').first().waitFor()
  await reach(stranger, /您/)
  await stranger.keyboard.press('ArrowDown')
  await reach(stranger, /下一步/)
  await stranger.keyboard.press('Enter')
  await stranger.getByText(/您的回答/).waitFor()

  const talent = await house.as('talent-1', 'phone')
  await talent.goto('/my')
  await talent.getByText(/您可享受/).first().waitFor()
  await reach(talent, /确认领取|去申报/)
  await talent.keyboard.press('Enter')
  await talent.waitForURL(/\/my\/(claim|deliveries)\//)
  await talent.getByRole('heading').first().waitFor()

  await stranger.goto('/notices')
  await stranger.getByRole('button', { name: '提出异议' }).first().waitFor()
  await reach(stranger, /提出异议/)
  await stranger.keyboard.press('Enter')
  await stranger.getByLabel('事实和理由').waitFor()
  await reach(stranger, /事实和理由/)
  await stranger.keyboard.type('该同志并未在本市全职工作，社保由外地单位缴纳')
  await reach(stranger, /提出异议/)
  await stranger.keyboard.press('Enter')
  await stranger.getByText(/异议已收到/).filter({ visible: true }).first().waitFor()
  expect(house.complaints).toEqual([])
}, 60_000)
