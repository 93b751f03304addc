import type { Page } from 'playwright-core'

/** Says what an export is for, as anybody does who presses the button. */
export const fillExport = async (page: Page, purpose = '统计与报告', reason = '核对名单的完整性'): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: /^导出“/ })
  await dialog.getByLabel('用途', { exact: true }).click()
  await page.locator('.ant-select-item-option', { hasText: purpose }).click()
  await dialog.getByLabel('做什么用').fill(reason)
  await dialog.getByRole('button', { name: '导出', exact: true }).click()
}

/** The second factor of the demo, when it is asked for. */
export const confirmIdentity = (page: Page): Promise<void> => page.getByRole('dialog', { name: '请再确认一次身份' }).getByRole('button', { name: '确认身份' }).click()
