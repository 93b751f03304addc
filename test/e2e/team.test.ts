import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, openTestHouse, type TestHouse } from './house.ts'

/** An employer's team from its page, a colleague by his telephone, the first account of another employer; and the talent's word on his case. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ people: 1200 })
}, 120_000)
afterAll(() => house?.close())

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

const prove = async (page: Awaited<ReturnType<TestHouse['as']>>, phone: string) => {
  await openPage(page, '/employer-account', '单位账号')
  await page.getByLabel('手机号码').fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  const text = await page.getByText(/示范模式，短信没有真的发出：/).textContent()
  await page.getByLabel('6 位验证码').fill(/验证码 (\d{6})/.exec(text ?? '')?.[1] ?? '')
  await page.getByRole('button', { name: '下一步' }).click()
}

test('an administrator invites a colleague, who accepts on his phone, sees and may not, and is out once removed', async () => {
  const administrator = await house.as('employer')
  await openPage(administrator, '/employer/team', '单位账号')
  await administrator.getByText('唯一的管理员，不能移除或改角色').waitFor()
  await administrator.getByLabel('姓名').fill('柏舟')
  await administrator.getByLabel('手机号码').fill('10012345678')
  await administrator.getByText('查看：只能看，不能办理').click()
  await administrator.getByRole('button', { name: '发出邀请' }).click()
  await administrator.getByText(/^邀请已发出/).waitFor()
  await house.picture(administrator, 'employer-team')

  const colleague = await house.visitor('phone', house.address)
  await prove(colleague, '10012345678')
  await colleague.getByRole('button', { name: '接受' }).waitFor()
  await house.picture(colleague, 'employer-invited')
  await colleague.getByRole('button', { name: '接受' }).click()
  await colleague.waitForURL(/\/employer$/)
  await openPage(colleague, '/employer/team', '单位账号')
  await colleague.getByText(/您的角色是查看/).waitFor()
  expect(await colleague.getByRole('button', { name: '发出邀请' }).count()).toBe(0)
  await openPage(colleague, '/employer', '员工可享受的政策')
  expect(await colleague.getByRole('button', { name: '代为申报' }).count()).toBe(0)

  await administrator.reload()
  await administrator.getByRole('button', { name: '移除' }).click()
  await administrator.getByRole('button', { name: '移除' }).click()
  await expect.poll(() => administrator.getByText('柏舟').count()).toBe(0)
  await colleague.goto('/employer/team')
  await colleague.waitForURL(/\/sign-in/)
})

test('an employer without an account asks with its code and a proof; the county confirms', async () => {
  const [employer] = await house.asAdmin(`select e.credit_code as code, e.name from registry.employer e where not exists (select from kernel.duty d where d.employer_id = e.id) and starts_with(e.place_code, (select left(place_code, 6) from kernel.duty where role = 'talentOffice' and length(place_code) = 6 limit 1)) limit 1`)
  const asker = await house.visitor('phone', house.address)
  await prove(asker, '10087654321')
  await asker.getByText('单位还没有账号：申请首次开通').click()
  await asker.getByLabel('统一社会信用代码').fill(String(employer?.['code']))
  await asker.getByLabel('您的姓名').fill('沈知远')
  await asker.getByLabel('在单位的职务').fill('人事主管')
  await asker.getByLabel(/^证明：/).setInputFiles({ name: '授权书.png', mimeType: 'image/png', buffer: png })
  await house.picture(asker, 'employer-entry')
  await asker.getByRole('button', { name: '提交申请' }).click()
  await asker.getByText('待确认').waitFor()

  const office = await house.as('county-talent-office')
  await openPage(office, '/entries', '单位开通申请')
  await office.getByRole('cell', { name: '沈知远（人事主管）' }).click()
  await office.getByText('这家单位现在没有管理员。').waitFor()
  await house.picture(office, 'employer-entry-desk')
  await office.getByRole('button', { name: '确认开通' }).click()
  await office.getByRole('button', { name: '确认开通' }).click()
  await office.getByText('已开通').first().waitFor()

  await asker.reload()
  await asker.getByText('已开通').waitFor()
  expect(house.complaints).toEqual([])
})

test('a talent says once how his case was, and a low word is the office’s to answer', async () => {
  const talent = await house.as('talent-1', 'phone')
  await openPage(talent, '/my/satisfaction', '办后评价')
  await talent.getByText('办件办结或钱到账以后，会在这里请您评一次。').waitFor()
  const { caseId, number } = await talent.evaluate(async () => (await fetch('/api/cases.submit', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ measure: 'settling-in-subsidy', answers: {} }) })).json())
  // What the offices would have made of it; their steps are the chain's journey.
  await house.asAdmin(`set session_replication_role = replica; update cases."case" set state = 'rejected', closed_because = '超过申报期限', closed_on = current_date, closed_at = now() where id = '${caseId}'`)
  await house.runJob('satisfaction.askAfterClosing', { caseId, number, from: 'inReview', to: 'rejected', verb: 'reject' })
  // The question is met where its owner passes by, not in the message alone.
  await openPage(talent, `/my/cases/${caseId}`, '高层次人才安家补贴')
  await talent.getByRole('link', { name: '这件办得怎么样' }).waitFor()
  await house.picture(talent, 'satisfaction-case')
  await talent.goto('/my')
  await talent.getByRole('link', { name: '“高层次人才安家补贴”办得怎么样' }).click()
  await talent.getByText('2 分 不满意').click()
  await talent.getByLabel('想说的（可以不写）').fill('材料交了两遍')
  await house.picture(talent, 'satisfaction-asked')
  await talent.getByRole('button', { name: '提交评价' }).click()
  await talent.getByText('2 分，不满意：材料交了两遍').waitFor()

  const office = await house.as('talent-office')
  await openPage(office, '/satisfaction', '不满意的办件')
  await office.getByLabel('回应（本人会看到）').fill('已请窗口改为一次收齐')
  await house.picture(office, 'satisfaction-low')
  await office.getByRole('button', { name: '回应', exact: true }).click()
  await office.getByText(/：已请窗口改为一次收齐$/).waitFor()
  await talent.reload()
  await talent.getByText(/已请窗口改为一次收齐/).waitFor()
  expect(house.complaints).toEqual([])
})
