import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmIdentity, fillExport } from './export-dialog.ts'
import { openTestHouse, type TestHouse } from './house.ts'

/** A clause is changed: seen, weighed, kept, checked by a second person, in force. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

const figure = async (page: Page, label: string): Promise<number> => {
  const words = (await page.getByRole('button', { name: new RegExp(`^${label}`) }).first().textContent()) ?? ''
  return Number(/[\d,]+/.exec(words.replace(label, ''))?.[0].replaceAll(',', '') ?? Number.NaN)
}
const settled = async (page: Page): Promise<void> => {
  await page.locator('.lab-effect:not(.lab-behind)').waitFor({ timeout: 60_000 })
  await page.waitForTimeout(600)
}

test('a writer moves a slider and sees at once who gains; keeps the scenario; a second person approves; the new edition is in force', async () => {
  const writer = await house.as('talent-office')
  await writer.setViewportSize({ width: 1440, height: 1400 })
  await writer.goto('/lab')
  await writer.getByRole('button', { name: '开始起草' }).click()
  await writer.getByRole('combobox', { name: '现行事项' }).click()
  await writer.keyboard.type('安家')
  await writer.getByTitle('高层次人才安家补贴').click()
  await writer.getByRole('dialog').getByRole('button', { name: '开始起草' }).click()
  await writer.waitForURL(/\/lab\/drafts\//)
  await settled(writer)
  const before = await figure(writer, '符合')
  expect(await figure(writer, '新增')).toBe(0)

  // 滑块写进原文，人数跟着变
  const months = writer.getByRole('slider', { name: '连续缴纳社会保险满六个月（个月）' })
  await months.focus()
  for (let step = 0; step < 4; step++) await writer.keyboard.press('ArrowLeft')
  await writer.getByText('社保连续月数 >= 2').first().waitFor()
  await settled(writer)
  const gained = await figure(writer, '新增')
  expect(gained).toBeGreaterThan(0)
  expect(await figure(writer, '符合')).toBe(before + gained)
  await writer.getByRole('tab', { name: '与原版本对照' }).click()
  await house.picture(writer, 'laboratory')

  // 有一个示例不再一致：点它，光标到那一行，删去
  await writer.getByRole('tab', { name: /示例（\d+ 个不一致）/ }).click()
  await writer.getByText('社保只有五个月').first().click()
  await writer.keyboard.press('Control+Shift+k')
  await writer.getByRole('tab', { name: /示例（17）/ }).waitFor()
  await settled(writer)

  // 名单在数字后面
  await writer.getByRole('button', { name: /^新增/ }).first().click()
  const list = writer.getByRole('dialog', { name: /草稿：新增/ })
  await list.getByText(`共 ${gained} 条`).waitFor()
  const sheet = writer.waitForEvent('download')
  await list.getByRole('button', { name: '导出 Excel' }).click()
  await fillExport(writer)
  await confirmIdentity(writer)
  expect(Object.keys(unzipSync(readFileSync(await (await sheet).path())))).toContain('xl/worksheets/sheet1.xml')
  await list.locator('.ant-drawer-close').click()
  await list.waitFor({ state: 'hidden' })

  // 第二个方案并排比较，一起保存，链接可以打开
  await writer.getByRole('button', { name: '另加方案' }).click()
  const amount = writer.getByRole('slider', { name: '金额 E（元）' })
  await amount.focus()
  for (let step = 0; step < 5; step++) await writer.keyboard.press('ArrowLeft')
  await writer.getByRole('columnheader', { name: '方案二' }).waitFor()
  await settled(writer)
  await writer.getByRole('button', { name: '保存方案' }).click()
  await writer.getByLabel('方案名称').fill('社保满两个月，E类减五万')
  await writer.getByRole('dialog').getByRole('button', { name: '保存方案' }).click()
  await writer.waitForURL(/\/lab\/scenarios\//)
  await writer.getByText(/受影响最大/).first().waitFor({ state: 'attached' }).catch(() => {})
  await writer.getByText('与现行版本对照').waitFor()
  await house.picture(writer, 'scenario')
  const paper = writer.waitForEvent('download')
  await writer.getByRole('link', { name: '导出 Word' }).click()
  const word = new TextDecoder().decode(unzipSync(readFileSync(await (await paper).path()))['word/document.xml'])
  expect(word).toContain(`比现行新增 ${gained} 人`)
  const link = new URL(writer.url()).pathname
  const leader = await house.as('leader')
  await leader.goto(link)
  await leader.getByText('社保满两个月，E类减五万').first().waitFor()
  expect(house.complaints).toEqual([])
}, 240_000)

test('what was written is saved, submitted, not approved by its own hand, approved by another and published', async () => {
  const writer = await house.as('talent-office')
  await writer.setViewportSize({ width: 1440, height: 1000 })
  await writer.goto('/lab')
  await writer.getByText('高层次人才安家补贴').first().click()
  await writer.waitForURL(/\/lab\/drafts\//)
  await settled(writer)
  // 前一场没有保存：稿子还是现行的样子
  const amount = writer.getByRole('slider', { name: '金额 B（元）' })
  await amount.focus()
  await writer.keyboard.press('ArrowRight')
  await writer.getByText('B: 2100000').first().waitFor()
  await writer.getByRole('tab', { name: /示例（1 个不一致）/ }).click()
  await writer.getByRole('button', { name: /不一致.*B类/ }).click()
  await writer.keyboard.press('Control+Shift+k')
  await writer.getByRole('tab', { name: /示例（17）/ }).waitFor()
  await writer.getByRole('button', { name: '保存', exact: true }).click()
  await writer.getByText('已保存为第 2 稿').waitFor()
  await writer.getByRole('button', { name: '提交审核' }).click()
  await writer.getByText('已提交，请另一位同事审核').waitFor()
  expect(await writer.getByRole('button', { name: '审核通过' }).isDisabled()).toBe(true)

  const second = await house.as('talent-office-2')
  await second.goto(new URL(writer.url()).pathname)
  await settled(second)
  await second.getByRole('tab', { name: '与原版本对照' }).click()
  await second.getByText(/B: 2100000/).first().waitFor()
  await second.getByRole('button', { name: '审核通过' }).click()
  await second.getByRole('button', { name: '发布施行' }).click()
  await second.getByRole('dialog').getByRole('button', { name: '发布施行' }).click()
  const no = second.locator('.ant-message-error').first()
  await Promise.race([second.waitForURL(/\/measures\/settling-in-subsidy\?edition=3/), no.waitFor().then(async () => Promise.reject(new Error((await no.textContent()) ?? '')))])
  await second.getByText('B: 2100000').first().waitFor()
  const rows = await house.database.asSystem(house.today(), (db) => db.selectFrom('measures.edition').select(['edition', 'validFrom', 'validTo']).where('measure', '=', 'settling-in-subsidy').orderBy('edition').execute())
  expect(rows.map(({ edition }) => edition)).toEqual([1, 2, 3])
  expect(rows[1]?.validTo).toBe(house.today())
  expect(house.complaints).toEqual([])
}, 240_000)

test('a fact is added without a programmer: tried, proposed, approved, and completed in the editor', async () => {
  const writer = await house.as('talent-office')
  await writer.setViewportSize({ width: 1440, height: 1100 })
  await writer.goto('/lab/vocabulary')
  await writer.getByRole('button', { name: '新增事实' }).click()
  await writer.getByLabel('名称（规则里就这样写）').fill('国籍')
  await writer.getByLabel('标识').fill('nationality')
  await writer.getByRole('radio', { name: '文字' }).check()
  await writer.getByLabel('由哪个部门掌握').fill('市公安局')
  await writer.getByLabel(/怎么推导/).fill('s.nationality')
  await writer.getByLabel('不知道时怎么问').fill('您的国籍？')
  await writer.getByRole('button', { name: '试算' }).click()
  await writer.getByText(/在 500 个对象上试算/).waitFor()
  await house.picture(writer, 'vocabulary')
  await writer.getByLabel('为什么').fill('外籍人才政策要用')
  await writer.getByRole('button', { name: '提交审核' }).click()
  await writer.getByText(/已提交 CB/).waitFor()
  const second = await house.as('talent-office-2')
  await second.goto('/lab/vocabulary')
  await second.getByRole('button', { name: '审核通过' }).click()
  await second.getByText('“国籍”已收入词表').waitFor()
  await second.getByLabel('搜索').fill('国籍')
  await second.getByRole('cell', { name: '国籍', exact: true }).first().waitFor()
  expect(house.complaints).toEqual([])
}, 180_000)
