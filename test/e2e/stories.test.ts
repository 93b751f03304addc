import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, openTestHouse, type TestHouse } from './house.ts'
import { widerThanWindow } from './keys.ts'

/** A story from the draft to the page that anybody reads, and off it again; by whoever it is about. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ people: 1200 })
}, 120_000)
afterAll(() => house?.close())

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const run = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'], iframes: false }).then((r) => r.violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))"
const violations = async (page: Page): Promise<unknown> => {
  if ((await page.evaluate("'axe' in window")) !== true) await page.evaluate(axe)
  return page.evaluate(run)
}

test('a story is written, agreed to on the phone, approved by a second hand, read by a stranger, and gone when consent is taken back', async () => {
  const [talent] = await house.asAdmin(`select p.number from kernel.account a join registry.person p on p.id = a.person_id where a.login = 'talent-1'`)
  const office = await house.as('talent-office')
  await openPage(office, '/desk/stories', '事例和故事')
  await house.picture(office, 'stories-desk')
  await office.getByRole('button', { name: '写一篇' }).click()
  await office.getByLabel('写的是谁（人才编号或单位编号）').fill(String(talent?.['number']))
  await office.getByLabel('标题').fill('雨夜里的第一炉')
  await office.getByLabel('提要（列表里显示）').fill('一次没有成功的试验，和第二天的成功。')
  await office.getByLabel('正文（换行分段）').fill('第一炉在雨夜里失败了。\n\n第二天一早，他把所有的数据重新看了一遍，发现湿度计坏了。')
  await house.picture(office, 'story-draft')
  expect(await violations(office)).toEqual([])
  await office.getByRole('button', { name: '存为草稿' }).click()
  await office.getByRole('heading', { name: '雨夜里的第一炉' }).waitFor()
  await office.getByRole('button', { name: '请本人同意' }).click()
  await office.getByText('待本人同意').waitFor()

  const person = await house.as('talent-1', 'small')
  await openPage(person, '/my/stories', '写我的事例')
  const card = person.locator('section', { has: person.getByRole('heading', { name: '雨夜里的第一炉' }) })
  await card.getByText('第一炉在雨夜里失败了。').waitFor()
  expect(await widerThanWindow(person)).toEqual([])
  expect(await violations(person)).toEqual([])
  await house.picture(person, 'story-asked')
  await card.getByRole('button', { name: '同意公开' }).click()
  await card.getByText('本人已同意').waitFor()

  await office.reload()
  expect(await office.getByRole('button', { name: '核准公开' }).isDisabled()).toBe(true)
  const second = await house.as('talent-office-2')
  await second.goto(new URL(office.url()).pathname)
  await second.getByRole('button', { name: '核准公开' }).click()
  await second.getByRole('button', { name: /^(确 ?定|核准公开)$/ }).last().click()
  await second.getByText('核准公开', { exact: false }).last().waitFor()
  await second.getByText('已公开').first().waitFor()
  await house.picture(second, 'story-desk')

  const stranger = await house.visitor('small', house.address)
  await openPage(stranger, '/stories', '人才故事和典型事例')
  await stranger.getByRole('link', { name: '雨夜里的第一炉' }).waitFor()
  expect(await widerThanWindow(stranger)).toEqual([])
  expect(await violations(stranger)).toEqual([])
  await house.picture(stranger, 'stories-phone')
  await stranger.getByLabel('类别').selectOption('典型事例')
  await expect.poll(() => stranger.getByRole('link', { name: '雨夜里的第一炉' }).count()).toBe(0)
  await stranger.getByLabel('类别').selectOption('')
  await stranger.getByRole('link', { name: '雨夜里的第一炉' }).click()
  await stranger.getByText('第一炉在雨夜里失败了。').waitFor()
  expect(await violations(stranger)).toEqual([])
  await house.picture(stranger, 'story-phone')

  await card.getByRole('button', { name: '撤回同意' }).click()
  await card.getByRole('button', { name: '撤回同意' }).click()
  await card.getByText('已撤下').waitFor()
  await stranger.goto('/stories')
  await stranger.getByText('还没有公开的故事。').waitFor()
  expect(await stranger.getByRole('link', { name: '雨夜里的第一炉' }).count()).toBe(0)
  expect(house.complaints).toEqual([])
}, 60_000)

test('anybody opens what was paid out; before the first signature of the year it says so', async () => {
  const stranger = await house.visitor('small', house.address)
  await openPage(stranger, '/results', '兑现情况')
  await stranger.getByText('今年还没有签字的账，签字后在这里公布。').waitFor()
  expect(await widerThanWindow(stranger)).toEqual([])
  expect(await violations(stranger)).toEqual([])
  expect(house.complaints).toEqual([])
})
