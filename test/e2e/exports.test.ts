import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readXlsx } from '../../kernel/sheets/read-xlsx.ts'
import { confirmIdentity, fillExport } from './export-dialog.ts'
import { openPage, openTestHouse, type TestHouse } from './house.ts'

/** A list that leaves the house, in a browser: for a purpose, above the number with somebody's agreement, and found again when a row of it gets out. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
}, 600_000)
afterAll(() => house?.close())

let leaked = ''

test('a list above the number waits for the leader, who sees what would leave; then its asker fetches it', async () => {
  const office = await house.as('talent-office')
  await openPage(office, '/people', '人才')
  await office.getByRole('button', { name: '导出 Excel' }).click()
  await house.picture(office, 'export-dialog')
  await fillExport(office)
  const waiting = office.getByRole('dialog', { name: '已报请同意' })
  await waiting.getByText(/要由人才办或领导同意/).waitFor()
  await waiting.getByRole('link', { name: '我的导出' }).click()
  await office.getByRole('heading', { name: '我的导出' }).waitFor()
  const mine = office.getByRole('row', { name: /DC\d{10}/ })
  await mine.getByText('待同意').waitFor()
  expect(await mine.getByRole('button', { name: /领\s*取/ }).isDisabled()).toBe(true)

  const leader = await house.as('leader')
  await openPage(leader, '/exports/queue', '导出审批')
  const asked = leader.getByRole('row', { name: /DC\d{10}/ })
  await asked.getByText('统计与报告').click()
  const drawer = leader.getByRole('dialog', { name: /^导出 DC/ })
  await drawer.getByText('没有条件：辖区之内的全部').waitFor()
  await drawer.getByText('还没有领取过').waitFor()
  await house.picture(leader, 'export-queue')
  await drawer.locator('.ant-drawer-close').click()
  await drawer.waitFor({ state: 'hidden' })
  await asked.getByRole('button', { name: '同意导出' }).click()
  await leader.locator('.ant-popconfirm').getByRole('button', { name: '同意导出' }).click()
  await asked.getByText('可以领取').waitFor()

  await office.reload()
  await mine.getByText('可以领取').waitFor()
  const sheet = office.waitForEvent('download')
  await mine.getByRole('button', { name: /领\s*取/ }).click()
  await confirmIdentity(office)
  const rows = (await Array.fromAsync(readXlsx(readFileSync(await (await sheet).path())))).map(({ cells }) => cells)
  expect(rows[0]?.[0]).toMatch(/^导出编号 DC\d{10}｜项怀瑾｜/)
  expect(rows.length).toBeGreaterThan(2000)
  leaked = rows[77]?.slice(0, 6).join('\t') ?? ''
  await mine.getByText('1 / 3 次').waitFor()
  await house.picture(office, 'my-exports')
})

test('the auditor pastes a row that got out and reads whose it is', async () => {
  const audit = await house.as('audit-officer')
  await openPage(audit, '/exports/trace', '外泄查源')
  await audit.getByLabel('外泄的内容').fill(leaked)
  await audit.getByRole('button', { name: '查找来源' }).click()
  await audit.getByText('暗记相符（1 行）').waitFor()
  await audit.getByText('项怀瑾').waitFor()
  await house.picture(audit, 'export-trace')
  await audit.getByLabel('外泄的内容').fill('沈知远 硕士')
  await audit.getByRole('button', { name: '查找来源' }).click()
  await audit.getByText(/没有找到来源/).waitFor()
  await openPage(audit, '/exports/register', '导出登记')
  await audit.getByRole('row', { name: /DC\d{10}/ }).getByText('项怀瑾').waitFor()
  expect(house.complaints).toEqual([])
})
