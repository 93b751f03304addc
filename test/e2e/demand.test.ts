import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleDemand } from '../../modules/demand/example.ts'
import { openPage, openTestHouse, type TestHouse } from './house.ts'

/** From an employer's post to the catalogue that everybody reads, and a leader's question about it. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  await house.database.asSystem(house.today(), (db) => exampleDemand(db, { today: house.today() }))
})
afterAll(() => house?.close())

test('an employer posts, the county accepts, the talent office computes and checks, another publishes, and the public reads', async () => {
  const clerk = await house.as('employer')
  await openPage(clerk, '/demand/new', '填报岗位')
  await clerk.getByLabel('岗位名称').fill('海上风电运维工程师')
  await clerk.getByLabel('职业', { exact: true }).click()
  await clerk.getByTitle('2-02 工程技术人员').click()
  await clerk.getByLabel('需求人数').fill('4')
  await clerk.getByLabel('年薪下限').fill('18')
  await clerk.getByLabel('年薪上限').fill('26.5')
  for (const [label, day] of [['开始招聘', house.today()], ['截止（含）', `${Number(house.today().slice(0, 4)) + 1}-03-31`]] as const) {
    const [year = '', month = '', of = ''] = day.split('-')
    await clerk.getByLabel(label).fill(`${year}年${Number(month)}月${Number(of)}日`)
    await clerk.getByLabel(label).press('Enter')
  }
  await clerk.getByRole('button', { name: '报区县审看' }).click()
  await clerk.getByRole('heading', { name: '海上风电运维工程师' }).waitFor()
  await clerk.getByText('18–26.5 万元').waitFor()
  const address = new URL(clerk.url()).pathname

  const county = await house.as('county-hr')
  await openPage(county, address, '海上风电运维工程师')
  await county.getByRole('button', { name: '审看通过' }).click()
  await county.getByText('已审看通过，开始计入需求').waitFor()

  const office = await house.as('talent-office')
  await openPage(office, '/demand/catalogues', '急需紧缺人才目录')
  await office.getByRole('button', { name: '测算目录' }).click()
  await office.getByRole('heading', { name: /年急需紧缺人才目录/ }).waitFor()
  await office.getByRole('button', { name: '核对完毕' }).click()
  await office.getByRole('tooltip').getByRole('button', { name: '核对完毕' }).click()
  await office.getByText('已核对，请另一人发布').waitFor()

  const second = await house.as('talent-office-2')
  await openPage(second, new URL(office.url()).pathname, '急需紧缺人才目录')
  await second.getByRole('button', { name: '发布目录' }).click()
  await second.getByLabel('文号').fill('青人才办〔2026〕12号')
  await second.getByRole('dialog').getByRole('button', { name: /发\s*布/ }).click()
  await second.getByText(/目录已发布，\d+ 家单位列入名录/).waitFor()

  const phone = await house.as('talent-1', 'phone')
  await openPage(phone, '/shortage', '急需紧缺人才目录')
  await phone.getByText(/青人才办〔2026〕12号/).waitFor()
  await house.picture(phone, 'shortage')

  const leader = await house.as('leader')
  await openPage(leader, '/figures/writing?tab=reply', '写材料')
  await leader.getByLabel('问题').fill('哪个产业空缺岗位人数最多？人才公寓建了多少套？')
  await leader.getByLabel('问题').press('Enter')
  await leader.getByText(/各重点产业空缺岗位人数最高的是/).waitFor()
  await leader.getByText(/没有记录，不作答：系统里没有“人才公寓”的记录/).waitFor()
  await house.picture(leader, 'reply')
  expect(house.complaints).toEqual([])
})
