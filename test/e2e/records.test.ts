import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { patentCheck } from '../../kernel/codes/patent-number.ts'
import { openPage, openTestHouse, type TestHouse } from './house.ts'

/** A patent from the talent's phone to the office that verifies it, by visible words. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

/** For the eyes of whoever wrote this; nothing is asserted on it. */
const look = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['LOOK']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('dialog').getByLabel(label).selectOption(option)
}

const digits = '202110012345'
const number = `${digits}.${patentCheck(digits)}`
const name = '一种深海采油树密封装置'

test('a talent enters a patent, is told what is wrong, amends it; the talent office finds it waiting, verifies it, and it is sure', async () => {
  const talent = await house.as('talent-1', 'phone')
  await talent.goto('/my/facts')
  await talent.getByRole('button', { name: '登记经历', exact: true }).click()
  const form = talent.getByRole('dialog')
  await form.getByText('专利', { exact: true }).click()
  await form.getByLabel('专利名称').fill(name)
  await choose(talent, '种类', '发明')
  await choose(talent, '法律状态', '申请')
  await form.getByLabel('专利号或申请号').fill(`ZL ${digits}.${patentCheck(digits) === '0' ? '1' : '0'}`)
  await form.getByLabel('发明人排名').fill('1')
  await form.getByLabel('来源').fill('受理通知书')
  await form.getByLabel('截至日期').fill('2026-06-01')
  await form.getByRole('button', { name: /登\s?记$/ }).click()
  await form.getByText(/最后一位校验码应为/).waitFor()
  await look(talent, 'enter-wrong')
  await form.getByLabel('专利号或申请号').fill(`ZL ${number}`)
  await form.getByRole('button', { name: /登\s?记$/ }).click()
  await form.waitFor({ state: 'hidden' })
  const mine = talent.getByRole('listitem').filter({ hasText: name })
  await mine.getByText('申报', { exact: true }).waitFor()
  await mine.getByText(/可信度 低：本人申报（受理通知书）/).waitFor()
  await look(talent, 'my-facts')

  await mine.getByRole('button', { name: '办理' }).click()
  await form.getByRole('button', { name: /改\s?正/ }).click()
  await form.getByLabel('发明人排名').fill('2')
  await form.getByLabel('改正的理由').fill('通知书上排第二')
  await form.getByRole('button', { name: /改\s?正/ }).click()
  await talent.getByText(new RegExp(`${name}.*第 2 发明人`)).waitFor()

  const office = await house.as('talent-office')
  await openPage(office, '/unverified', '待核验经历')
  await look(office, 'unverified')
  await office.getByText(new RegExp(name)).click()
  const row = office.getByRole('row').filter({ hasText: name })
  await row.getByRole('button', { name: '办理' }).click()
  await office.getByText(/通知书上排第二。以前：.*发明人排名 1/).waitFor()
  await office.getByRole('button', { name: /核\s?验/ }).click()
  const ask = office.getByRole('dialog').last()
  await ask.getByLabel('核对了什么材料').fill('受理通知书原件')
  await look(office, 'verify')
  await ask.getByRole('button', { name: /核\s?验/ }).click()
  await row.getByText('已核验', { exact: true }).waitFor()
  await row.getByText('高', { exact: true }).waitFor()
  await row.getByText(/主管部门.*核验，/).waitFor()
  await look(office, 'person')
  expect(house.complaints).toEqual([])
}, 180_000)

test('a desk writes down a fact that rules read: named from the list, with its unit and its choices; another kind of value is refused in words', async () => {
  const office = await house.as('talent-office')
  await office.goto(`/people/${house.canary.personId}`)
  await office.getByRole('button', { name: '登记事实' }).click()
  const form = office.getByRole('dialog')
  await form.getByLabel('事实名称').fill('创业贷款余额')
  await form.getByLabel('值').fill('三十万')
  await form.getByLabel('来源').fill('市人社局')
  await form.getByLabel('截至日期').fill('2026-06-01')
  await form.getByLabel('截至日期').press('Enter')
  await form.getByText('元', { exact: true }).waitFor()
  await look(office, 'record-fact')
  await form.getByRole('button', { name: '登记事实' }).click()
  await office.getByText(/“创业贷款余额”应当是.*三十万/).waitFor()
  await form.getByLabel('值').fill('300000')
  await form.getByRole('button', { name: '登记事实' }).click()
  await form.waitFor({ state: 'hidden' })
  await office.getByText('创业贷款余额：300000').first().waitFor()

  await office.getByRole('button', { name: '登记事实' }).click()
  await form.getByLabel('事实名称').fill('紧缺急需')
  await office.getByTitle('紧缺急需岗位', { exact: true }).click()
  await form.getByLabel('值').click()
  await office.getByTitle('是', { exact: true }).click()
  await look(office, 'record-fact-choice')
  expect(house.complaints).toEqual([])
}, 180_000)
