import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from '../../kernel/auth/password.ts'
import { confirmIdentity, fillExport } from './export-dialog.ts'
import { openTestHouse, type TestHouse } from './house.ts'

/** The door in a browser: a first password, a passkey of a virtual authenticator, recovery codes, step-up, a telephone; at a desk and at 320 px. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
}, 600_000)
afterAll(() => house?.close())

const password = '退潮后的滩涂上有三只白鹭'

/** A real account, not of the demo. Passkeys are made for names and not for addresses of four numbers, so this browser comes by `localhost`. */
const realOfficer = async (login: string): Promise<void> => {
  const passwordHash = await hashPassword(password)
  await house.database.asSystem(house.today(), async (db) => {
    const { id } = await db.insertInto('kernel.account').values({ login, name: '柏舟', passwordHash }).returning('id').executeTakeFirstOrThrow()
    const { placeCode } = await db.selectFrom('kernel.duty').select('placeCode').where('role', '=', 'talentOffice').executeTakeFirstOrThrow()
    await db.insertInto('kernel.duty').values({ accountId: id, role: 'talentOffice', title: '市人才办', placeCode, department: 'talent-office' }).execute()
  })
}

const withAuthenticator = async (page: Page): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
  return session
}

test('a passkey is set up at the first sign-in, signs in by itself, steps up, and is removed', async () => {
  await realOfficer('office-1')
  const page = await house.visitor('desk', house.address.replace('127.0.0.1', 'localhost'))
  const authenticator = await withAuthenticator(page)
  await page.goto('/people')
  await page.waitForURL(/\/sign-in\?next=/)
  await page.getByRole('textbox', { name: '账号' }).fill('office-1')
  await page.getByLabel('口令', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '第二步验证' }).waitFor()
  await house.picture(page, 'second-step')
  // Nothing else opens before.
  await page.goto('/figures')
  await page.getByRole('heading', { name: '第二步验证' }).waitFor()
  const passkeys = page.getByRole('region', { name: '设置通行密钥' })
  await passkeys.getByLabel('登录口令（通行密钥）').fill(password)
  await passkeys.getByRole('textbox', { name: '通行密钥的名字' }).fill('办公电脑')
  await passkeys.getByRole('button', { name: '添加通行密钥' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))

  await page.goto('/security')
  await page.getByText('办公电脑').waitFor()
  await page.getByRole('button', { name: '生成恢复码' }).click()
  const dialog = page.getByRole('dialog', { name: '请再确认一次身份' })
  await dialog.getByRole('button', { name: '用通行密钥确认身份' }).click()
  await page.getByText('只显示这一次').waitFor()
  await page.getByText('Chrome · Linux').first().waitFor()
  await house.picture(page, 'account')

  await page.goto('/security')
  await page.getByRole('button', { name: /柏舟/ }).click()
  await page.getByText('退出登录').click()
  await page.waitForURL(/\/sign-in/)
  await page.getByRole('button', { name: '用通行密钥登录' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))

  // It was used to sign in a moment ago, so taking it away asks nothing more.
  await page.goto('/security')
  await page.getByRole('region', { name: '通行密钥' }).getByRole('button', { name: '移除' }).click()
  await page.getByText('办公电脑').waitFor({ state: 'detached' })
  await authenticator.detach()
  expect(house.complaints).toEqual([])
})

test('a talent enters by his telephone; at 320 px nothing is wider than the page', async () => {
  const page = await house.visitor('small', house.address)
  await page.goto('/sign-in')
  await page.getByRole('tab', { name: '手机登录' }).click()
  await page.getByRole('textbox', { name: '手机号码' }).fill('10012345678')
  await page.getByRole('button', { name: '获取验证码' }).click()
  const code = /验证码 (\d{6})/.exec((await page.getByText(/聚英：验证码/).textContent()) ?? '')?.[1] ?? ''
  await page.getByRole('textbox', { name: '验证码' }).fill(code)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('textbox', { name: '姓名' }).fill('没有这人')
  await page.getByRole('textbox', { name: '证件号码' }).fill('980101199203010015')
  await page.getByRole('button', { name: '核对并登录' }).click()
  await page.getByText('没有核对上').waitFor()
  await house.picture(page, 'phone-sign-in')
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await wide()).toBe(0)
  const talent = await house.as('talent-1', 'small')
  await talent.goto('/my/security')
  await talent.getByRole('heading', { name: '登录中的设备' }).waitFor()
  await house.picture(talent, 'account-small')
  expect(await talent.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
})

test('an export asks once more, and goes on by itself', async () => {
  const page = await house.as('talent-office')
  await page.goto('/people?classLevel=D')
  const sheet = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  await fillExport(page)
  await confirmIdentity(page)
  expect((await sheet).suggestedFilename()).toMatch(/\.xlsx$/)
  expect(house.complaints).toEqual([])
})
