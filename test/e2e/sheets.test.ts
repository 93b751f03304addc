import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, openYearHouse, type TestHouse } from './house.ts'

/** The finance officer closes a day in a browser: one person prepares the sheet, another signs it. */
let house: TestHouse
beforeAll(async () => {
  house = await openYearHouse()
}, 600_000)
afterAll(() => house?.close())

test('a day is prepared by one and signed by another, its sums open to their entries', async () => {
  const maker = await house.as('fund-maker')
  await openPage(maker, '/fund/sheets', '日报与月报')
  await maker.getByRole('heading', { name: '未签的日期和月份' }).waitFor()
  await maker.locator('.unsigned a').first().waitFor()
  await house.picture(maker, 'sheets')
  await maker.locator('.unsigned').first().locator('a').first().click()
  await maker.getByRole('heading', { name: '期间对账' }).waitFor()
  await maker.getByText('各项相符，一分不差。').waitFor()
  await house.picture(maker, 'period')
  await maker.locator('button.sum').last().click()
  await maker.getByRole('dialog').getByText('凭证号').first().waitFor()
  await house.picture(maker, 'entries')
  await maker.keyboard.press('Escape')
  await maker.getByRole('button', { name: '编制报表' }).click()
  await maker.getByRole('heading', { name: /^资金日报表 RB/ }).waitFor()
  const path = new URL(maker.url()).pathname

  const checker = await house.as('fund-checker')
  await openPage(checker, path, '资金日报表')
  await checker.getByRole('button', { name: '签字' }).click()
  await checker.getByRole('tooltip').getByRole('button', { name: /^签\s*字$/ }).click()
  await checker.getByText('已签字').first().waitFor()
  await house.picture(checker, 'sheet')
  await house.picture(checker, 'sheet')

  const leader = await house.as('leader', 'phone')
  for (const [to, title, name] of [['/fund/sheets', '日报与月报', 'sheets-phone'], [path, '资金日报表', 'sheet-phone'], ['/fund/period', '期间对账', 'period-phone']] as const) {
    await openPage(leader, to, title)
    await leader.locator('.sheet-table, .unsigned').first().waitFor()
    await house.picture(leader, name)
    expect(await leader.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
  }
  expect(house.complaints).toEqual([])
})
