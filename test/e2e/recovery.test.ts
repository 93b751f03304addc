import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, openYearHouse, type TestHouse } from './house.ts'

/** After the decision, in a browser: an award with its events and stages, a breach decided by the second person, a claim with its plan. */
let house: TestHouse
beforeAll(async () => {
  house = await openYearHouse()
}, 600_000)
afterAll(() => house?.close())

test('finance reads an award to its last fen, and the second person decides a breach', async () => {
  const checker = await house.as('fund-checker')
  await openPage(checker, '/fund/checks', '到期复核')
  await house.picture(checker, 'checks')
  await openPage(checker, '/fund/obligations', '服务期')
  await checker.getByText('履行中').first().waitFor()
  await openPage(checker, '/fund/claims', '应追回款')
  await checker.getByRole('link', { name: /^ZH/ }).first().click()
  await checker.getByRole('heading', { name: '还款计划' }).waitFor()
  await checker.getByText('第6期').waitFor()
  await house.picture(checker, 'claim')
  await openPage(checker, '/fund/bans', '禁报名单')
  await openPage(checker, '/fund/declared', '在别处已领的待遇')

  await openPage(checker, '/fund/breaches', '违约案卷')
  await checker.getByRole('row').filter({ hasText: '待决定' }).getByRole('link', { name: /^WY/ }).first().click()
  await checker.getByText('按条款应退').waitFor()
  await house.picture(checker, 'breach')
  await checker.getByRole('button', { name: '作出决定' }).click()
  await checker.getByLabel('决定意见').fill('同意拟办意见')
  await checker.getByRole('dialog').getByRole('button', { name: '作出决定' }).click()
  await checker.getByText(/^已认定/).waitFor()
  await checker.getByRole('main').getByRole('link', { name: '应追回款' }).click()
  await checker.getByText('还没有还款计划').waitFor()

  await openPage(checker, '/fund/awards', '资助')
  await checker.getByRole('link', { name: /^[A-Z]+\d+/ }).first().click()
  await checker.getByRole('heading', { name: '台账' }).waitFor()
  await house.picture(checker, 'award')
  const replay = checker.getByRole('button', { name: '重算审定' })
  if (await replay.count()) {
    await replay.click()
    await checker.getByText(/一分不差|由审定机关确定/).first().waitFor()
  }
  expect(house.complaints).toEqual([])
})

test('a team’s award shows its stages; a talent reads that he owes nothing', async () => {
  const leader = await house.as('leader')
  const { id } = await house.database.asSystem(house.today(), (db) => db.selectFrom('fund.stage').select('awardId as id').executeTakeFirstOrThrow())
  await openPage(leader, `/fund/awards/${id}`, '团队与阶段')
  await leader.getByText('86 分').waitFor()
  await house.picture(leader, 'team-stages')
  const talent = await house.as('talent-1', 'phone')
  await openPage(talent, '/my/obligations', '服务期与追回')
  await talent.getByText('您没有服务期').waitFor()
  expect(house.complaints).toEqual([])
})
