import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openPage, openYearHouse, type TestHouse } from './house.ts'

/** The desks of the offices in a browser, by visible words: a case suspended and resumed, handed to a colleague, decided among many; a budget line adjusted by two persons. */
let house: TestHouse
beforeAll(async () => {
  house = await openYearHouse()
}, 600_000)
afterAll(() => house?.close())

/** One of the rarer verbs: behind “更多办理”, in the dialog that it opens. */
const rare = async (page: Page, verb: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>): Promise<void> => {
  const pane = page.getByRole('region', { name: '当前办件' })
  await pane.getByRole('button', { name: '更多办理' }).click()
  await page.getByRole('menuitem', { name: verb, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await fill(dialog)
  await dialog.getByRole('button', { name: verb, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const firstNumber = async (page: Page): Promise<string> => /B\d{10}/.exec((await page.locator('.queue-row').first().textContent()) ?? '')?.[0] ?? ''

test('an officer suspends a case, resumes it and hands it to a colleague, who finds it on his desk', async () => {
  const office = await house.as('talent-office')
  await openPage(office, '/queue?state=toDecide', '待办')
  await office.locator('.queue-row').first().waitFor()
  await house.picture(office, 'office-queue')
  const number = await firstNumber(office)
  await office.locator('.queue-open').first().click()
  const pane = office.getByRole('region', { name: '当前办件' })
  await pane.getByText(number).first().waitFor()
  await rare(office, '中止办理', (dialog) => dialog.getByLabel('中止的原因').fill('等待公安机关核查学历证书'))
  await openPage(office, `/queue?state=suspended&search=${number}`, '待办')
  await office.locator('.queue-open').first().click()
  await pane.getByText('中止办理：等待公安机关核查学历证书').first().waitFor()
  await house.picture(office, 'office-suspended')
  await pane.getByRole('button', { name: '恢复办理' }).click()
  await office.getByRole('dialog').getByLabel('查清的结果').fill('证书属实')
  await office.getByRole('dialog').getByRole('button', { name: '恢复办理' }).click()
  await office.getByRole('dialog').waitFor({ state: 'hidden' })
  await openPage(office, `/queue?search=${number}`, '待办')
  await office.locator('.queue-open').first().click()
  await rare(office, '移交同事', async (dialog) => {
    await dialog.getByLabel('移交给').click()
    await office.getByTitle('解知微').last().click()
    await dialog.getByLabel('理由').fill('外出学习一周')
  })
  const colleague = await house.as('talent-office-2')
  await openPage(colleague, `/queue?search=${number}`, '待办')
  await colleague.getByText('我领办').first().waitFor()
  expect(house.complaints).toEqual([])
})

test('cases that are green are decided in one go, with a report of each', async () => {
  const office = await house.as('talent-office-2')
  await openPage(office, '/queue?state=toDecide&green=yes', '待办')
  await office.locator('.queue-row').first().waitFor()
  await office.getByRole('button', { name: /^选中全部符合的/ }).click()
  await house.picture(office, 'office-bulk')
  await office.getByRole('button', { name: /^批量审定/ }).click()
  await office.getByText(/已审定 \d+ 件/).first().waitFor()
  await house.picture(office, 'office-bulk-report')
  const kept = await house.database.asSystem(house.today(), (db) => db.selectFrom('cases.bulkRun').select(['verb', 'done', 'leftOut']).execute())
  expect(kept).toMatchObject([{ verb: 'bulkDecide' }])
  expect(house.complaints).toEqual([])
})

test('finance asks for an adjustment of a line, and another person approves it', async () => {
  const maker = await house.as('fund-maker')
  await openPage(maker, '/fund/lines', '预算科目')
  await maker.getByRole('row').filter({ hasText: '安家补贴' }).first().click()
  await maker.getByRole('button', { name: '提出预算调整' }).click()
  const dialog = maker.getByRole('dialog')
  await dialog.getByText('冻结', { exact: true }).click()
  await dialog.getByLabel('金额（元）').fill('10000')
  await dialog.getByLabel('依据文件').fill('青财调〔2026〕88号')
  await dialog.getByRole('button', { name: '提出预算调整' }).click()
  await maker.getByRole('tooltip').getByRole('button', { name: '提出预算调整' }).click()
  await maker.getByText(/等待另一人批准/).first().waitFor()
  const checker = await house.as('fund-checker')
  await openPage(checker, '/fund/adjustments', '预算调整')
  await house.picture(checker, 'office-adjustments')
  await checker.getByRole('row').filter({ hasText: '青财调〔2026〕88号' }).getByRole('button', { name: '批准', exact: true }).click()
  await checker.getByRole('tooltip').getByRole('button', { name: '批准', exact: true }).click()
  await checker.getByText(/已记账/).first().waitFor()
  for (const [path, title] of [['/fund/years', '预算年度'], ['/fund/settlements', '市县结算'], ['/fund/forecast', '今后各年已承诺']] as const) await openPage(checker, path, title)
  expect(house.complaints).toEqual([])
})

test('a window has a page to receive papers, the employer one to file for many, on desk and phone', async () => {
  const window = await house.as('window', 'phone')
  await openPage(window, '/window-papers', '代收材料')
  await window.getByText('先选定为谁代收，再上传材料。').waitFor()
  await house.picture(window, 'office-window')
  const employer = await house.as('employer')
  await openPage(employer, '/batch-filing', '批量申报')
  await house.picture(employer, 'office-batch')
  const talent = await house.as('talent-1', 'phone')
  await openPage(talent, '/policies/startup-grant', '人才创业启动资助')
  await talent.getByText(/^一般不用交：出生日期由.+核实到了就免交/).first().waitFor()
  await house.picture(talent, 'office-policy')
  const counts = [window, employer, talent].map((page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1))
  expect(await Promise.all(counts)).toEqual([true, true, true])
  expect(house.complaints).toEqual([])
})
