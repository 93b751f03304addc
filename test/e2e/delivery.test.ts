import { afterAll, beforeAll, expect, test } from 'vitest'
import { nightlyMatch } from '../../measures/contract.ts'
import { reach } from './keys.ts'
import { openTestHouse, type TestHouse } from './house.ts'

/** Without applying, on a phone: from the message to the decision, with one tap and nobody in between. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  await house.runJob(nightlyMatch.name)
  await house.runJob('delivery.tell')
}, 120_000)
afterAll(() => house?.close())

test('a talent opens his message, sees what it is and what it rests on, confirms with one tap, and it is decided without a hand', async () => {
  const talent = await house.as('talent-1', 'phone')
  await talent.goto('/my')
  await talent.getByRole('link', { name: /消息，\d+ 条未读/ }).click()
  await talent.getByRole('heading', { name: '我的消息' }).waitFor()
  await house.picture(talent, 'messages-phone')
  await talent.getByRole('button', { name: /查看：免申即享：.*青屿人才卡/ }).click()
  await talent.getByRole('heading', { name: '所用的信息' }).waitFor()
  const confirm = talent.getByRole('button', { name: '确认领取' })
  expect(await confirm.isDisabled()).toBe(true)
  // By the keyboard alone, as somebody who cannot use a pointer does it.
  await reach(talent, /同意/)
  await talent.keyboard.press('Space')
  await house.picture(talent, 'delivery-phone')
  await reach(talent, /^确认领取$/)
  await talent.keyboard.press('Enter')
  await talent.getByText('已确认，办件编号').waitFor()
  await talent.getByText('由系统直接办理').waitFor()
  await expect.poll(async () => {
    await talent.goto('/my/messages')
    return talent.getByText(/已经审定：.*青屿人才卡/).first().waitFor({ timeout: 3000 }).then(() => true, () => false)
  }, { timeout: 30_000 }).toBe(true)
  await talent.goto('/my')
  await talent.getByRole('link', { name: /我的日程/ }).click()
  await talent.getByRole('heading', { name: '我的日程' }).waitFor()
  await talent.getByText(/最后申报日：/).first().waitFor()
  await house.picture(talent, 'dates-phone')
  const calendar = talent.waitForEvent('download')
  await talent.getByRole('button', { name: '放进手机日历' }).click()
  expect((await calendar).suggestedFilename()).toBe('聚英日程.ics')
  expect(await talent.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  const office = await house.as('talent-office')
  await office.goto('/delivery')
  await office.getByRole('row', { name: /青屿人才卡/ }).waitFor()
  await house.picture(office, 'delivery-funnel')
  await office.goto('/delivery/missed')
  await office.getByRole('cell', { name: '没有账号，请寄信或上门' }).first().waitFor()
  expect(house.complaints).toEqual([])
}, 90_000)
