import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdSenders } from '../../kernel/messages/senders.ts'
import { openPage, openTestHouse, type TestHouse } from './house.ts'
import { widerThanWindow } from './keys.ts'

/** To be told of what is new: signed in on a phone, and by mail for whoever has not signed in. */
let house: TestHouse
const mails: { to: string; text: string }[] = []
beforeAll(async () => {
  house = await openTestHouse({ people: 1200 })
  holdSenders({ email: { send: async (to, text) => void mails.push({ to, text }) } })
}, 120_000)
afterAll(() => house?.close())

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const run = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'], iframes: false }).then((r) => r.violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))"
const violations = async (page: Page): Promise<unknown> => {
  if ((await page.evaluate("'axe' in window")) !== true) await page.evaluate(axe)
  return page.evaluate(run)
}
const well = async (page: Page) => {
  expect(await widerThanWindow(page)).toEqual([])
  expect(await violations(page)).toEqual([])
}

test('a talent follows a search, sees it among his own, and ends it', async () => {
  const talent = await house.as('talent-1', 'small')
  await openPage(talent, '/policies?text=租房', '青屿市人才政策')
  await talent.getByRole('button', { name: '订阅', exact: true }).click()
  await talent.getByText('已订阅').waitFor()
  await well(talent)
  await talent.getByRole('link', { name: '我的订阅' }).click()
  await talent.getByRole('link', { name: '“租房”' }).waitFor()
  await well(talent)
  await house.picture(talent, 'subscriptions-mine')
  await talent.getByRole('button', { name: '退订' }).click()
  await talent.getByText(/还没有订阅/).waitFor()
  expect(house.complaints).toEqual([])
})

test('a stranger follows a measure by mail: nothing before he confirms, and nothing of him is left when he stops', async () => {
  const stranger = await house.visitor('small', house.address)
  await openPage(stranger, '/policies/settling-in-subsidy', '高层次人才安家补贴')
  await stranger.getByLabel('邮箱').fill('reader@example.org')
  await stranger.getByLabel('邮箱').scrollIntoViewIfNeeded()
  await well(stranger)
  await house.picture(stranger, 'subscribe-mail')
  await stranger.getByRole('button', { name: '用邮箱订阅' }).click()
  await stranger.getByText(/如果这个地址收得到信/).waitFor()
  expect(mails.map(({ to }) => to)).toEqual(['reader@example.org'])
  const path = (page: string) => new RegExp(`/subscriptions/${page}#[\\w-]+`).exec(mails[0]?.text ?? '')?.[0] ?? '/'
  const reader = await house.visitor('desk', house.address)
  await openPage(reader, path('confirm'), '确认订阅')
  expect(await house.asAdmin('select 1 from subscriptions.mail where confirmed_on is not null')).toEqual([])
  await well(reader)
  await reader.getByRole('button', { name: '确认订阅' }).click()
  await reader.getByText('已订阅“高层次人才安家补贴”的政策消息。').waitFor()
  await house.picture(reader, 'subscribe-confirmed')
  await openPage(reader, path('stop'), '退订')
  await well(reader)
  await reader.getByRole('button', { name: '退订' }).click()
  await reader.getByText(/已退订/).waitFor()
  expect(await house.asAdmin('select 1 from subscriptions.mail')).toEqual([])
  expect(house.complaints).toEqual([])
})
