import { unzipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from './house.ts'

/** A speech with blanks is dropped, settled, taken away; the finished one is checked. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

const speech = '在全市人才工作会议上的讲话\n目前，全市人才总量XX人，人才密度达到XX%。现有众创空间XX家。引进名校优生XX名。对高层次人才最高给予XX万元安家补贴。今年授权专利XX件。\n'

test('a writer drops a draft, settles what is open, remembers it, and takes the Word file; the finished text is held against the records', async () => {
  const writer = await house.as('talent-office')
  await writer.setViewportSize({ width: 1440, height: 1200 })
  await writer.goto('/figures/writing')
  await writer.locator('input[type=file]').first().setInputFiles({ name: '讲话.txt', mimeType: 'text/plain', buffer: Buffer.from(speech) })
  await writer.getByText(/共 6 处空，已填 4 处，请确认 1 处，未填 1 处/).waitFor()

  // 拿不准的一处：两个都合适，由写的人定，并记住
  await writer.locator('.writing-blank.ask').last().click()
  const panel = writer.getByRole('region', { name: /^第 4 处空/ })
  await panel.getByRole('radio', { name: /累计引进名校优生/ }).click()
  await writer.getByText(/已填 5 处，请确认 0 处，未填 1 处/).waitFor()
  await panel.getByRole('button', { name: '确认并记住' }).click()
  await writer.getByText('已记住，下次同样的话照此填写').waitFor()
  await house.picture(writer, 'writing')

  // 查不到的一处不填，说明为什么
  await writer.locator('.writing-text .writing-blank.left').click()
  await writer.getByText('系统里没有“专利”的记录，请自己填').first().waitFor()

  const download = writer.waitForEvent('download')
  await writer.getByRole('button', { name: '下载定稿' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('讲话（定稿）.docx')
  const xml = new TextDecoder().decode(unzipSync(readFileSync(await file.path()))['word/document.xml'])
  expect(xml).toContain('数据来源表')
  expect(xml).toMatch(/今年授权专利XX件/)

  // 换成没有的数，核对时指出来
  await writer.getByRole('tab', { name: '核对报告' }).click()
  await writer.locator('input[type=file]').nth(1).setInputFiles({ name: '报告.txt', mimeType: 'text/plain', buffer: Buffer.from('目前，全市人才总量3人，安家补贴最高500万元。') })
  await writer.getByText('共 2 个数：一致 1 个，有出入 1 个，不能断定 0 个，查不到 0 个。').waitFor()

  await writer.getByRole('tab', { name: '记住的对应' }).click()
  await writer.getByRole('tabpanel', { name: '记住的对应' }).getByText('累计引进名校优生').first().waitFor()
  await writer.getByRole('tab', { name: '简报' }).click()
  await writer.getByText(/人才工作月度简报/).first().waitFor()
})
