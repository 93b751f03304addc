import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withCheckDigit } from '../../fund/account-number.ts'
import { writeReturn } from '../../fund/bank-file.ts'
import { fen } from '../../kernel/types.ts'
import { openTestHouse, type TestHouse } from './house.ts'

/** The main job from end to end in a browser, by visible words, as the people who do it. */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house?.close())

const measure = 'settling-in-subsidy'

/** Opens the case on this desk, presses the verb, and the same verb in the dialog that it opens. */
const handle = async (page: Page, number: string, verb: string): Promise<void> => {
  await page.goto('/queue')
  await page.getByText(number).first().click()
  const pane = page.getByRole('region', { name: '当前办件' })
  await pane.getByText(number).first().waitFor()
  await pane.getByRole('button', { name: verb, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click()
  await unlessRefused(page, page.getByRole('dialog').waitFor({ state: 'hidden' }))
}

/** A refusal stands in a message of its own; it is the better error than a time-out. */
const unlessRefused = async (page: Page, hoped: Promise<void>): Promise<void> => {
  const no = page.locator('.ant-message-error, .ant-modal-confirm-error').first()
  const refused = no.waitFor({ timeout: 20_000 }).then(
    async () => Promise.reject(new Error((await no.textContent()) ?? '')),
    () => hoped,
  )
  await Promise.race([hoped, refused])
}

test('a talent is told what he is due, claims it, is checked by four offices, put on notice, decided, paid, and the leaders’ figures move', async () => {
  // 人才：看到应享受的，确认账户，一键领取
  const talent = await house.as('talent-1', 'phone')
  await talent.goto('/my/payee')
  await talent.getByLabel('开户行').fill('青屿银行')
  await talent.getByLabel('银行卡号或账号').fill(withCheckDigit('629801000000000001'))
  await talent.getByRole('button', { name: '确认收款账户' }).click()
  await talent.getByText(/尾号/).first().waitFor()
  await talent.goto('/my')
  await talent.getByText(/您可享受/).first().waitFor()
  await talent.getByText('高层次人才安家补贴').first().waitFor()
  await house.picture(talent, 'talent-home')
  await talent.goto(`/my/claim/${measure}`)
  await talent.getByRole('button', { name: '确认领取' }).click()
  const filed = talent.getByText(/B2\d{9,}/).first()
  await filed.waitFor()
  const number = /B\d+/.exec((await filed.textContent()) ?? '')?.[0] ?? ''
  expect(number).toMatch(/^B\d{10}/)

  // 单位核验，区县初审，两个市级部门并联核验
  const employer = await house.as('employer')
  await handle(employer, number, '核验属实')
  const county = await house.as('county-hr')
  await county.goto('/queue')
  await county.getByText(number).first().click()
  await county.getByRole('region', { name: '当前办件' }).getByText('经认定的').first().waitFor()
  await house.picture(county, 'queue')
  await handle(county, number, '审核通过')
  for (const login of ['city-education', 'city-hr']) await handle(await house.as(login), number, '审核通过')

  // 公示：任何人不登录都能看到；期满由时钟推进
  const stranger = await house.as('window')
  await stranger.context().clearCookies()
  await stranger.goto('/notices')
  await stranger.getByText('高层次人才安家补贴').first().waitFor()
  await house.passWorkingDays(6)

  // 审定：同一事务里占用资金
  const office = await house.as('talent-office')
  await handle(office, number, '提交审定')
  await talent.goto('/my/cases')
  await talent.getByText(number).first().waitFor()
  await talent.getByText('已审定').first().waitFor()

  // 资金：编制、复核由两个人办，文件交银行，回单回来
  const maker = await house.as('fund-maker')
  await maker.goto('/fund')
  await maker.getByRole('row', { name: /安家补贴/ }).getByRole('button', { name: '编制批次' }).first().click()
  await maker.waitForURL(/\/fund\/batches\//)
  const checker = await house.as('fund-checker')
  await checker.goto(new URL(maker.url()).pathname)
  await checker.getByRole('button', { name: '复核并送银行' }).click()
  const dialog = checker.getByRole('dialog', { name: '复核并送银行' })
  await dialog.getByText(/现在的动态口令/).waitFor()
  await dialog.getByRole('button', { name: '先确认身份' }).click()
  await dialog.getByText('您在五分钟内已确认过身份').waitFor()
  await dialog.getByRole('button', { name: '复核并送银行' }).click()
  const download = checker.waitForEvent('download')
  await checker.getByRole('link', { name: '下载支付文件' }).click()
  const file = readFileSync(await (await download).path(), 'utf8')
  const head = file.split('\r\n')[0]?.split(',') ?? []
  const lines = file.split('\r\n').filter((line) => line.startsWith('D,')).map((line) => line.split(','))
  expect(lines).toHaveLength(1)
  const bankReturn = writeReturn({
    number: head[2] ?? '',
    bankDate: house.today(),
    lines: lines.map(([, ref = '', , , , amount = ''], at) => ({ at, ref, amount: fen(BigInt(amount.replace('.', ''))), result: 'paid', bankSerial: `S${at}`, paidOn: house.today(), reasonCode: null, reason: null })),
  })
  await maker.reload()
  await maker.locator('input[type=file]').setInputFiles({ name: 'return.csv', mimeType: 'text/csv', buffer: Buffer.from(bankReturn) })
  await unlessRefused(maker, maker.getByText(/已登记回单：成功 1 笔/).waitFor())
  await maker.goto('/fund/lines')
  await maker.getByText('安家补贴').first().waitFor()
  await house.picture(maker, 'fund')

  // 台账与页面一致：付出的正是支付文件里的那一笔
  const paid = fen(BigInt((lines[0]?.[5] ?? '0').replace('.', '')))
  const booked = await house.database.asSystem(house.today(), (db) => db.selectFrom('pub.payment').select((row) => row.fn.sum<bigint>('amountFen').as('sum')).executeTakeFirstOrThrow())
  expect(booked.sum.toString()).toBe(paid.toString())
  await talent.goto('/my/cases')
  await talent.getByRole('link', { name: '高层次人才安家补贴' }).click()
  await talent.getByText('已拨付').first().waitFor()
  await house.picture(talent, 'case-phone')

  // 领导页：数字来自同一批记录
  const leader = await house.as('leader')
  await leader.goto('/figures')
  await leader.getByText('人才总量').first().waitFor()
  await leader.waitForTimeout(800)
  await house.picture(leader, 'leaders')

  expect(house.complaints).toEqual([])
}, 240_000)

test('the talent office sees the clause beside the rule and matches the city; training is enrolled in from the phone', async () => {
  const office = await house.as('talent-office')
  await office.goto('/measures')
  await office.getByRole('button', { name: '全市匹配' }).click()
  await office.getByText(/人次/).first().waitFor({ timeout: 60_000 })
  await office.goto(`/measures/${measure}`)
  await office.getByText('系统的理解').first().waitFor()
  await office.getByText('不一致').waitFor({ state: 'detached' })
  await house.picture(office, 'measure')

  const officer = await house.as('training')
  await officer.goto('/training/new')
  await officer.getByLabel('课程名称').fill('工业互联网与智能制造')
  await officer.getByLabel('举办单位').fill('青屿市人社局')
  const pick = async (label: string, date: string) => {
    await officer.getByLabel(label).fill(date)
    await officer.getByLabel(label).press('Enter')
  }
  const year = Number(house.today().slice(0, 4)) + 1
  await pick('报名截止日（含）', `${year}年3月1日`)
  await pick('第1场日期', `${year}年3月6日`)
  await officer.getByLabel('第1场地点').fill('市委党校一号楼')
  await officer.getByRole('button', { name: '保存为草稿' }).click()
  await officer.getByRole('button', { name: '发布课程' }).click()
  await officer.getByText('报名中').first().waitFor()
  const talent = await house.as('talent-2', 'phone')
  await talent.goto('/my/training')
  await talent.getByText('工业互联网与智能制造').first().click()
  await talent.getByRole('button', { name: '报名', exact: true }).click()
  await talent.getByText('您已报名').waitFor()
  await officer.goto('/training')
  await officer.getByText('工业互联网与智能制造').first().waitFor()
  await house.picture(officer, 'training')
  expect(house.complaints).toEqual([])
}, 180_000)
