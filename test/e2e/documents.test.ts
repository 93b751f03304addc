import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyArchive } from '../../cases/documents/archive/verify.ts'
import { paperPdf } from '../../kernel/pdf/paper.ts'
import { docxOf, pngOf } from '../sample-files.ts'
import { openTestHouse, type TestHouse } from './house.ts'

/** Papers in a browser: uploaded on the phone, seen beside the case, used again, replaced, archived, verified. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

const measure = 'settling-in-subsidy'
const contract = () =>
  paperPdf(
    [
      { is: 'title', text: '劳动合同' },
      { is: 'text', text: '甲方：青屿远航装备有限公司。乙方：沈知远。本合同为固定期限合同，自二〇二五年一月一日起至二〇三〇年十二月三十一日止。' },
    ],
    { title: '劳动合同' },
  )

const choose = async (page: Page, kind: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
  await page.getByLabel('材料种类').selectOption({ label: kind })
  await page.locator('.document-upload input[type=file]:not([capture])').setInputFiles(file)
}

test('a paper goes with the claim, lies beside the case, is used again, and the closed case is archived', async () => {
  const buffer = await contract()
  const talent = await house.as('talent-1', 'phone')
  await talent.goto(`/my/claim/${measure}`)
  await talent.getByRole('button', { name: '上传材料' }).click()
  await choose(talent, '劳动合同', { name: '合同.docx', mimeType: 'application/octet-stream', buffer: docxOf({ 'word/vbaProject.bin': 'x' }) })
  await talent.getByText(/文件含有宏，不能接收/).waitFor()
  // 四十兆的照片：不用等它传完，当场说清怎么办
  await talent.locator('.document-upload input[capture]').evaluate((input) => {
    if (!(input instanceof HTMLInputElement)) throw new Error('the camera has no field')
    const chosen = new DataTransfer()
    chosen.items.add(new File([new Uint8Array(40 * 1024 * 1024)], '合同照片.jpg', { type: 'image/jpeg' }))
    input.files = chosen.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await talent.getByText('合同照片.jpg：照片有 40 MB，不能超过 20 MB，没有上传。请把相机的照片大小调小一档再拍，或把照片裁剪后再选。').waitFor()
  await choose(talent, '劳动合同', { name: '劳动合同.pdf', mimeType: 'application/pdf', buffer })
  await talent.getByRole('button', { name: '劳动合同.pdf', exact: true }).waitFor()
  await talent.getByRole('button', { name: '确认领取' }).click()
  const filed = talent.getByText(/B2\d{9,}/).first()
  await filed.waitFor()
  const number = /B\d+/.exec((await filed.textContent()) ?? '')?.[0] ?? ''

  // 我的材料：再传一张证件，以后随时选用
  await talent.goto('/my/documents')
  await talent.getByText('已用于 1 件办件').waitFor()
  await choose(talent, '身份证件', { name: '身份证.png', mimeType: 'image/png', buffer: pngOf(240, 150, 0xb0) })
  await talent.getByRole('button', { name: '身份证.png', exact: true }).waitFor()
  // 手机上有相机按钮，桌面上没有
  await talent.getByRole('button', { name: '拍照上传' }).waitFor()
  await house.picture(talent, 'documents-shelf')

  // 单位看不到本人上传的材料
  const employer = await house.as('employer')
  const openCase = async (page: Page): Promise<void> => {
    await page.goto('/queue')
    await page.getByText(number).first().click()
    await page.getByRole('region', { name: '当前办件' }).getByText(number).first().waitFor()
  }
  await openCase(employer)
  await employer.getByText('没有可以查看的材料。').waitFor()
  await employer.getByRole('button', { name: '核验属实', exact: true }).click()
  await employer.getByRole('dialog').getByRole('button', { name: '核验属实', exact: true }).click()
  await employer.getByRole('dialog').waitFor({ state: 'hidden' })
  await employer.goto('/employer/documents')
  await employer.getByText('还没有材料。').waitFor()
  expect(await employer.getByRole('button', { name: '拍照上传' }).isVisible()).toBe(false)
  await choose(employer, '营业执照', { name: '营业执照.pdf', mimeType: 'application/pdf', buffer })
  await employer.getByRole('button', { name: '营业执照.pdf', exact: true }).waitFor()

  // 区县审核：在办件旁看合同，页面画得出字来
  const county = await house.as('county-hr')
  await openCase(county)
  await county.getByRole('button', { name: '劳动合同.pdf', exact: true }).click()
  await county.waitForFunction(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.document-pages canvas')
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let dark = 0
    for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 90 && (pixels[at + 3] ?? 0) > 200) dark += 1
    return dark > 500
  })
  await house.picture(county, 'documents-review')
  await county.keyboard.press('Escape')
  await county.getByRole('dialog').waitFor({ state: 'hidden' })
  await county.getByRole('button', { name: '退回补正', exact: true }).click()
  await county.getByRole('dialog').getByRole('textbox').first().fill('身份证件')
  await county.getByRole('dialog').getByRole('button', { name: '退回补正', exact: true }).click()
  await county.getByRole('dialog').waitFor({ state: 'hidden' })

  // 补正：从我的材料中选择，不用再传
  await talent.goto('/my/cases')
  await talent.getByRole('link', { name: '高层次人才安家补贴' }).first().click()
  await talent.getByRole('button', { name: '提交补正' }).click()
  await talent.getByRole('dialog').getByRole('button', { name: '从我的材料中选择' }).click()
  await talent.getByLabel('选用身份证.png').check()
  await talent.getByRole('button', { name: /用这些材料/ }).click()
  await talent.getByRole('dialog').getByRole('button', { name: '提交补正' }).click()
  await talent.getByText(/提交材料 1 份/).first().waitFor({ state: 'attached' })

  // 不予通过，办结即归档；下载的归档包自己核得过
  await openCase(county)
  await county.getByRole('button', { name: '身份证.png', exact: true }).waitFor()
  await county.getByRole('button', { name: '不予通过', exact: true }).click()
  const dialog = county.getByRole('dialog')
  await dialog.getByRole('radio').first().check()
  await dialog.getByRole('textbox').last().fill('所附合同与登记的单位不一致')
  await dialog.getByRole('button', { name: '不予通过', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await county.goto('/cases')
  await county.getByText(number).first().click()
  const archived = county.getByRole('link', { name: '下载归档包' })
  await expect.poll(async () => (await county.reload(), await county.getByText('逐条核对').waitFor(), archived.isVisible()), { timeout: 30_000, interval: 1000 }).toBe(true)
  const download = county.waitForEvent('download')
  await archived.click()
  const report = verifyArchive(readFileSync(await (await download).path()))
  expect(report).toMatchObject({ findings: [], number, parts: 6 })
  expect(house.complaints).toEqual([])
}, 240_000)
