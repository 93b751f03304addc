import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readXlsx } from '../../kernel/sheets/read-xlsx.ts'
import { openPage, openTestHouse, type TestHouse } from './house.ts'

/** A person and his data, in a browser: he takes it away, asks for deletion, and is answered with what the law keeps. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
}, 600_000)
afterAll(() => house?.close())

test('somebody takes his data away whole, and asks for deletion on his phone', async () => {
  const talent = await house.as('talent-1', 'phone')
  await openPage(talent, '/my/requests', '个人信息请求')
  await talent.getByRole('button', { name: '取我的数据' }).click()
  const saved = talent.waitForEvent('download')
  await talent.getByRole('button', { name: '保存为表格' }).click()
  const rows = (await Array.fromAsync(readXlsx(readFileSync(await (await saved).path())))).map(({ cells }) => cells)
  expect(rows[0]?.slice(0, 4)).toEqual(['类别', '第几条', '项目', '内容'])
  expect(rows.find((cells) => cells[2] === '证件号码')?.[3]).toMatch(/^\d{17}[\dX]$/)
  await talent.getByRole('button', { name: '提出删除' }).click()
  const dialog = talent.getByRole('dialog', { name: '删除' })
  expect(await dialog.getByRole('button', { name: '提出请求' }).isDisabled()).toBe(true)
  await dialog.getByLabel('说明').fill('不再使用本系统，请删除')
  await dialog.getByRole('button', { name: '提出请求' }).click()
  await talent.getByText('不再使用本系统，请删除').first().waitFor()
  await house.picture(talent, 'my-requests')
})

test('the talent office sees what would stay, by which law, and answers; he reads it', async () => {
  const office = await house.as('talent-office')
  await openPage(office, '/data-requests', '个人信息请求')
  await office.getByRole('row', { name: /删除.*待答复/ }).click()
  await office.getByRole('heading', { name: '依法保存，不再主动使用' }).waitFor()
  await office.getByText(/档案法/).first().waitFor()
  await house.picture(office, 'data-request')
  await office.getByLabel('理由和依据').fill('没有法定保存期的已经清除，其余依法保存')
  await office.getByRole('button', { name: /照\s*办/ }).click()
  await office.locator('.ant-popconfirm').getByRole('button', { name: /照\s*办/ }).click()
  await office.getByText('已照办').first().waitFor()
  const talent = await house.as('talent-1', 'phone')
  await openPage(talent, '/my/requests', '个人信息请求')
  await talent.getByText('没有法定保存期的已经清除，其余依法保存').waitFor()
  await talent.getByText(/^限制处理：.*起生效$/).waitFor()
})

test('the security officer reads what is erased next, and takes the impact assessment', async () => {
  const officer = await house.as('security-officer')
  await openPage(officer, '/office/retention', '到期清除')
  await officer.getByText('离开本市的人：登记去标识').waitFor()
  await house.picture(officer, 'retention')
  await openPage(officer, '/office/personal-data', '个人信息处理登记')
  const saved = officer.waitForEvent('download')
  await officer.getByRole('button', { name: '生成影响评估报告' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^个人信息保护影响评估报告 \d{4}-\d\d-\d\d\.docx$/)
})
