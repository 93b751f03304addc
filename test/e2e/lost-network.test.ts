import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from './house.ts'

/** A claim on a phone whose network goes, and whose page is loaded anew in the middle: nothing is filed twice. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ people: 1200 })
}, 120_000)
afterAll(() => house?.close())

const measure = 'settling-in-subsidy'
const submitPath = '**/api/cases.submit'
const casesNow = async (): Promise<number> => Number((await house.asAdmin(`select count(*)::int as count from cases."case" where measure = '${measure}'`))[0]?.['count'])

test('the key of an unanswered claim outlives the page: sent again it is the same claim, and a lost answer files nothing twice', async () => {
  const talent = await house.as('talent-1', 'phone')
  const keys: (string | undefined)[] = []
  talent.on('request', (request) => request.url().endsWith('/api/cases.submit') && keys.push(request.headers()['idempotency-key']))
  const before = await casesNow()
  const button = talent.getByRole('button', { name: /^(确认领取|提交申报)$/ })

  // No network: said so, nothing filed, the key kept.
  await talent.goto(`/my/claim/${measure}`)
  await button.waitFor()
  await talent.context().setOffline(true)
  await button.click()
  await talent.getByText('网络不通，没有任何内容被改动。请检查网络后再试。').waitFor()
  expect(await casesNow()).toBe(before)
  await talent.context().setOffline(false)
  await talent.reload()
  await button.waitFor()

  // The house files it and the answer is lost on the way.
  await talent.route(submitPath, async (route) => {
    await route.fetch()
    await route.abort('connectionreset')
  })
  await button.click()
  await expect.poll(casesNow, { timeout: 20_000 }).toBe(before + 1)
  await talent.getByText('网络不通，没有任何内容被改动。请检查网络后再试。').waitFor()
  await talent.unroute(submitPath)
  // Pressed again, or sent again by a page that was loaded anew: the same key, the same answer, one case.
  await button.click()
  await talent.getByText(/已提交，办件编号 B2\d{9,}/).waitFor()
  expect(await casesNow()).toBe(before + 1)
  expect(keys).toHaveLength(3)
  expect(new Set(keys).size).toBe(1)

  await talent.reload()
  await talent.getByText(/^这一事项正在办理/).waitFor()
  expect(await talent.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('juying.key.')))).toEqual([])
})

test('a button that was pressed too early leads to the question; what was answered outlives the network and the page', async () => {
  const talent = await house.as('talent-1', 'phone')
  const answer = '2020-06-30'
  await talent.goto('/my/claim/living-subsidy')
  await talent.getByRole('heading', { name: '只需补充 1 项' }).waitFor()
  const question = talent.getByLabel('您最高学历的毕业日期是哪一天？')
  await talent.getByRole('button', { name: /^(确认领取|提交申报)$/ }).click()
  await talent.getByText('请回答这一项').waitFor()
  await expect.poll(() => question.evaluate((field) => field === document.activeElement)).toBe(true)
  expect(await question.getAttribute('aria-invalid')).toBe('true')

  // No network: the answer cannot be weighed, and the form stands there all the same.
  await talent.context().setOffline(true)
  await question.fill(answer)
  await talent.getByText('网络不通，没有任何内容被改动。请检查网络后再试。').first().waitFor()
  expect(await question.inputValue()).toBe(answer)
  await talent.context().setOffline(false)
  await talent.reload()
  await talent.getByText('已为您找回上次填写的内容。').waitFor()
  expect(await question.inputValue()).toBe(answer)
  expect(house.complaints).toEqual([])
})
