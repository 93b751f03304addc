import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setPay } from '../people.ts'
import { scratchFolder } from '../scratch.ts'
import { openPage, openTestHouse, type TestHouse } from './house.ts'

/** A class from the leading group's decision to the counter that checks the card, by visible words, on a phone. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

const handle = async (page: Page, number: string, verb: string): Promise<void> => {
  await page.goto('/queue')
  await page.getByText(number).first().click()
  const pane = page.getByRole('region', { name: '当前办件' })
  await pane.getByText(number).first().waitFor()
  await pane.getByRole('button', { name: verb, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** For the eyes of whoever wrote this; nothing is asserted on it. */
const look = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['LOOK']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

test('a body’s decision, an application on the phone, the offices, the card, and a counter with and without a network', async () => {
  // 领导小组专项认定：一人登记，另一人核对
  const person = await house.database.asSystem(house.today(), (db) => db.selectFrom('kernel.account as a').innerJoin('pub.person as p', 'p.id', 'a.personId').select('p.number').where('a.login', '=', 'talent-1').executeTakeFirstOrThrow())
  // His pay alone would be enough for a higher class.
  await house.database.asSystem(house.today(), (db) => setPay(db, house.canary.personId, 900_000))
  const office = await house.as('talent-office')
  await openPage(office, '/recognition/bodies', '专项认定')
  await office.getByRole('button', { name: '登记专项认定' }).click()
  const form = office.getByRole('dialog')
  await form.getByLabel('人才编号').fill(person.number ?? '')
  await form.getByLabel('认定的类别').click()
  await office.locator('.ant-select-item-option').filter({ hasText: 'C类' }).click()
  await form.getByLabel('会议纪要文号').fill('青人才组纪要〔2026〕8号')
  await form.getByLabel('会议日期').fill('2026年6月1日')
  await office.keyboard.press('Enter')
  await form.getByLabel('理由').fill('带领团队填补国内空白')
  await form.getByRole('button', { name: /登\s*记/ }).click()
  await office.getByText(/已登记 ZX/).waitFor()
  const second = await house.as('talent-office-2')
  await openPage(second, '/recognition/bodies', '专项认定')
  await second.getByRole('button', { name: '核对无误' }).click()
  await second.getByRole('tooltip').getByRole('button', { name: '核对无误' }).click()
  await second.getByText(/专项认定已核对/).waitFor()
  await look(second, 'bodies')

  // 人才在手机上看到符合C类，申请
  const talent = await house.as('talent-1', 'phone')
  await talent.goto('/my/recognition')
  await talent.getByText(/符合C类/).first().waitFor()
  await look(talent, 'my-recognition')
  await talent.getByRole('link', { name: '申请C类认定' }).click()
  await talent.getByRole('button', { name: /确认领取|提交申报/ }).click()
  const filed = talent.getByText(/B2\d{9,}/).first()
  await filed.waitFor()
  const number = /B\d+/.exec((await filed.textContent()) ?? '')?.[0] ?? ''

  await handle(await house.as('employer'), number, '核验属实')
  await handle(await house.as('county-talent-office'), number, '审核通过')
  await handle(office, number, '审核通过')
  await house.passWorkingDays(6)
  await handle(office, number, '提交审定')

  // 卡上是新的类别；窗口核验，改动过的不认
  await expect.poll(() => house.database.asSystem(house.today(), async (db) => (await db.selectFrom('pub.recognition').select('outcome').execute()).length), { timeout: 30_000 }).toBe(1)
  await talent.goto('/my/recognition')
  await talent.getByText('您是C类人才').waitFor()
  await talent.getByRole('link', { name: '出示人才卡' }).click()
  await talent.getByText('C类人才').first().waitFor()
  await talent.getByText('扫不了？让窗口复制这段文字').click()
  const code = ((await talent.getByTestId('card-code').textContent()) ?? '').trim()
  expect(code).toMatch(/^JYK1\./)
  await look(talent, 'my-card')
  await house.picture(talent, 'talent-card')
  const window = await house.as('window')
  await openPage(window, '/card-check', '核验人才卡')
  await window.getByLabel('人才卡的码').fill(code)
  await window.getByRole('button', { name: /核\s*验/ }).click()
  await window.getByText(/有效：C类人才/).waitFor()
  await look(window, 'card-check')
  await window.getByLabel('人才卡的码').fill(`${code.slice(0, 30)}${code[30] === 'A' ? 'B' : 'A'}${code.slice(31)}`)
  await window.getByRole('button', { name: /核\s*验/ }).click()
  await window.getByText(/码的签名不对/).waitFor()

  // 不联网的服务点：只凭公钥
  const folder = scratchFolder('juying-card-')
  const key = join(folder, 'key.pem')
  writeFileSync(key, (await window.locator('pre').textContent()) ?? '')
  const offline = (shown: string) => spawnSync(process.execPath, [join(import.meta.dirname, '../../cli/juying.ts'), 'card', 'verify', shown, '--key', key], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } })
  await talent.reload()
  await talent.getByText('扫不了？让窗口复制这段文字').click()
  const fresh = ((await talent.getByTestId('card-code').textContent()) ?? '').trim()
  const good = offline(fresh)
  expect([good.status, good.stdout]).toEqual([0, expect.stringContaining('✓ C类人才')])
  const forged = offline(`${fresh.slice(0, -20)}${'A'.repeat(20)}`)
  expect([forged.status, forged.stdout]).toEqual([1, '✗ 码的签名不对，可能被改动过，不能凭它办理\n'])

  // 名单、目录、复核
  const holders = await house.as('talent-office')
  await openPage(holders, '/recognition/catalogue', '人才分类目录')
  await holders.getByText('C类人才认定（省级领军人才）').waitFor()
  await look(holders, 'catalogue')
  await openPage(holders, '/recognition/holders?road=body', '人才类别')
  await holders.getByText('专项认定').first().waitFor()
  await look(holders, 'holders')
  await house.runJob('recognition.openRechecks')
  const county = await house.as('county-talent-office')
  await openPage(county, '/recognition/rechecks', '类别复核')
  await county.getByRole('row').nth(1).waitFor()
  await look(county, 'rechecks')
  await county.getByRole('row').nth(1).click()
  await county.getByRole('button', { name: '听取本人意见' }).click()
  await county.getByText(/已请本人在/).waitFor()
  await look(county, 'recheck')
  const employer = await house.as('employer')
  await openPage(employer, '/recognition/holders', '人才类别')
  await look(employer, 'employer-holders')
  await openPage(employer, '/recognition/eligible', '符合而未认定')
  expect(house.complaints).toEqual([])
})
