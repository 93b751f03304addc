import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { writeXlsx } from '../../kernel/sheets/index.ts'
import { columns, templateLayout } from '../../registry/import/columns.ts'
import { said } from '../harness/canary/places.ts'
import { canary, identityOf } from '../harness/canary/secrets.ts'
import { plainPdf } from '../sample-files.ts'
import { call, upload } from './canary-calls.ts'
import { openPage, openTestHouse, type TestHouse } from './house.ts'

/**
 * A person whose values occur nowhere else goes through the house by every door; then all that was said and left behind is searched for them. Every other journey of
 * this suite goes with the same person, and is searched when its house closes.
 */
let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ people: 1500 })
}, 300_000)
afterAll(() => house?.close())

const sheet = async (cells: Readonly<Record<string, string>>): Promise<Buffer> => Buffer.concat(await Array.fromAsync(writeXlsx(templateLayout, [columns.map(({ head }) => cells[head] ?? '')])))

const paper = { name: '劳动合同.pdf', mimeType: 'application/pdf', buffer: plainPdf(`${canary.identity} ${canary.phone} ${canary.account} ${canary.payYuan} ${canary.email} ${canary.address}`) }

const ok = async (page: Page, name: string, input: unknown): Promise<unknown> => {
  const { status, body } = await call(page, name, input)
  if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`)
  return body
}

/** Given by hand, with a paper in which everything stands. */
const claims = async (talent: Page): Promise<void> => {
  await openPage(talent, '/my/payee', '收款账户')
  await talent.getByLabel('开户行').fill('青屿银行')
  await talent.getByLabel('银行卡号或账号').fill(canary.account)
  await talent.getByRole('button', { name: '确认收款账户' }).click()
  await talent.getByText(/尾号/).first().waitFor()
  await talent.goto('/my/claim/settling-in-subsidy')
  await talent.getByRole('button', { name: '上传材料' }).click()
  await talent.getByLabel('材料种类').selectOption({ label: '劳动合同' })
  await talent.locator('.document-upload input[type=file]:not([capture])').setInputFiles(paper)
  await talent.getByRole('button', { name: paper.name, exact: true }).waitFor()
  await talent.getByRole('button', { name: '确认领取' }).click()
  await talent.getByText(/B2\d{9,}/).first().waitFor()
}

/** Searched for by what nobody should type there, exported, revealed, and handed to another house. */
const staffAsk = async (office: Page): Promise<void> => {
  await openPage(office, '/people', '人才')
  for (const typed of [canary.identity, canary.phone]) {
    await office.getByRole('searchbox', { name: '搜索' }).fill(typed)
    await office.getByRole('searchbox', { name: '搜索' }).press('Enter')
    await office.waitForLoadState('networkidle')
  }
  await ok(office, 'registry.person', { personId: house.canary.personId })
  expect(await ok(office, 'registry.revealDocument', { personId: house.canary.personId, reason: '核对窗口递交的材料' })).toMatchObject({ documentNumber: canary.identity, phone: canary.phone })
  const { text } = z.object({ text: z.string() }).parse(await ok(office, 'registry.exportExchange', { numbers: [house.canary.number], format: 'json', masked: false, purpose: '与省人才库交换' }))
  expect(text).toContain(canary.identity)
  await ok(office, 'registry.exportExchange', { numbers: [house.canary.number], format: 'json', masked: true, purpose: '与省人才库核对' })
  await ok(office, 'registry.importExchange', { text: text.replaceAll(canary.identity, identityOf(771)), trust: true })
}

/** A list of people that has his telephone and pay in it, once right and once with values in the wrong columns. */
const staffImport = async (office: Page): Promise<void> => {
  const right = { 姓名: '沈知行', 证件号码: identityOf(773), 手机号码: canary.phone, 所在地: house.canary.placeCode, '月工资（元）': canary.payYuan }
  const wrong = { 姓名: canary.phone, 证件号码: canary.identity, 所在地: canary.address, 到岗日期: canary.identity, '月工资（元）': canary.email, 学历: canary.account }
  for (const [name, cells] of [['名单.xlsx', right], ['填错.xlsx', wrong]] as const) {
    const { status, body } = await upload(office, '/api/registry.import/upload', { name, bytes: await sheet(cells) }, { source: '市人社局' })
    expect({ status, body }).toMatchObject({ status: 200 })
    const { batchId } = z.object({ batchId: z.string() }).parse(body)
    await expect.poll(async () => JSON.stringify(await ok(office, 'registry.importBatch', { batchId })), { timeout: 30_000 }).toContain('"checked"')
    if (cells === right) await ok(office, 'registry.runImport', { batchId, leaveWrong: false })
  }
}

const departmentsFeed = async (office: Page): Promise<void> => {
  const { sourceId } = z.object({ sourceId: z.string() }).parse(await ok(office, 'registry.openFeed', { kind: 'insurance', name: '市社保中心', code: 'canary', everyDays: 30 }))
  const lines = ['姓名,证件号码,险种,首月,末月,月缴费基数（元）', `${house.canary.name},${canary.identity},五险,2025-01,2025-06,${canary.payYuan}`, `${house.canary.name},${canary.identity},${canary.phone},${canary.address},2025-06,${canary.account}`]
  const { status, body } = await upload(office, '/api/registry.feeds/upload', { name: '报送.csv', bytes: Buffer.from(lines.join('\r\n')) }, { sourceId, asOf: '' })
  expect({ status, body }).toMatchObject({ status: 200 })
  const { deliveryId } = z.object({ deliveryId: z.string() }).parse(body)
  await expect.poll(async () => JSON.stringify(await ok(office, 'registry.delivery', { deliveryId })), { timeout: 30_000 }).toMatch(/"state":"done"/)
}

/** What is refused, by the door, by the verb and by the database itself. */
const mistakes = async (office: Page): Promise<void> => {
  for (const input of [{ personId: canary.identity, reason: canary.phone }, { [canary.identity]: canary.address }, canary.account]) expect((await call(office, 'registry.revealDocument', input)).status).toBe(400)
  expect((await call(office, 'fund.giveAccount', { bank: canary.address, number: canary.account })).status).toBe(403)
  await house.asAdmin(`create function public.says_it() returns trigger language plpgsql as $$ begin raise exception 'does not fit: % %', new.fact, new.value using detail = 'Key (' || new.value || ')', hint = new.value::text; end $$`)
  await house.asAdmin(`create trigger says_it before insert on registry.person_fact for each row when (new.source = 'canary') execute function public.says_it()`)
  const fault = await call(office, 'registry.recordFact', { personId: house.canary.personId, fact: '备注', value: `${canary.phone} ${canary.address} ${canary.email}`, source: 'canary', asOf: house.today() })
  expect(fault.status).toBe(500)
  await house.asAdmin('drop trigger says_it on registry.person_fact; drop function public.says_it()')
}

// clause: GB/T 39786 8.4 f; GB/T 22239 8.1.4.8 b
test('what is sealed stands nowhere but in the listed places, by whatever door it came', async () => {
  const talent = await house.as('talent-1', 'phone')
  await claims(talent)
  const office = await house.as('talent-office')
  await staffAsk(office)
  await staffImport(office)
  await departmentsFeed(office)
  await mistakes(office)
  const { leaks, hits, figures } = await house.search()
  console.log(JSON.stringify({ canary: figures, places: said(hits) }))
  expect(said(leaks)).toEqual([])
  expect(figures['answers']).toBeGreaterThan(40)
  expect(figures['lines']).toBeGreaterThan(0)
  // What is listed is also reached: a search that finds nothing in the open would find nothing at all.
  expect(hits.map(({ place }) => place)).toEqual(expect.arrayContaining(['body POST /api/registry.revealDocument talent-office', 'body POST /api/registry.exportExchange talent-office']))
}, 240_000)

/** Faults as they are made, each in a place of its own. */
const plants: Readonly<Record<string, { at: RegExp; plant: (page: Page) => unknown }>> = {
  'a line of the log': { at: /^log$/, plant: () => house.watch.log.write(JSON.stringify({ body: { documentNumber: canary.identity } })) },
  'a temporary file': { at: /^temporary upload\.part$/, plant: () => writeFileSync(join(house.temporary, 'upload.part'), iconv.encode(canary.address, 'gb18030')) },
  'a forgotten sheet, packed': { at: /^home exports\/.*sheet1\.xml$/, plant: async () => (mkdirSync(join(house.home, 'exports')), writeFileSync(join(house.home, 'exports/list.xlsx'), await sheet({ 手机号码: canary.phone }))) },
  'the browser’s store': { at: /^store window$/, plant: (page) => page.evaluate((value) => localStorage.setItem('draft', value), canary.email) },
  'the page’s store': { at: /^session store window$/, plant: (page) => page.evaluate((value) => sessionStorage.setItem('draft', value), [...canary.phone].toReversed().join('')) },
  'stored answers': { at: /^session store window$/, plant: (page) => page.evaluate(async (value) => (await caches.open('answers')).put('/api/x', new Response(value)), canary.account) },
  'an address': { at: /^address window$/, plant: (page) => page.goto(`/people?search=${canary.identity}`) },
  'the console': { at: /^console window$/, plant: (page) => page.evaluate((value) => console.info(value), canary.payYuan) },
  'an error with the value in it': {
    at: /^body GET \/refused window$/,
    plant: async (page) => {
      await page.route('**/refused', (route) => route.fulfill({ status: 409, contentType: 'application/json', body: JSON.stringify({ message: `“${canary.account}”已经登记` }) }))
      await page.evaluate(async () => (await fetch('/refused')).text())
    },
  },
  'base64 in JSON': { at: /^column public\.planted\.said$/, plant: () => house.asAdmin(`create table public.planted (said jsonb, bytes bytea); insert into public.planted values ('{"x": "${Buffer.from(`ab${canary.email}`).toString('base64')}"}', null)`) },
  'bytes in a column': { at: /^column public\.planted\.bytes$/, plant: () => house.asAdmin(`insert into public.planted values (null, '\\x${Buffer.from(canary.address).toString('hex')}')`) },
  'a table’s file': { at: /^cluster public\.planted_file$/, plant: () => house.asAdmin(`create table public.planted_file (sum text); insert into public.planted_file values ('${canary.payFen}')`) },
  'what a backup takes along': { at: /^backup juying-\w+\/tables\/public\.planted_packed\.zst$/, plant: () => house.asAdmin(`create table public.planted_packed (said text); insert into public.planted_packed values ('${[...canary.account].toReversed().join('')}')`) },
  'a paper that lies there unsealed': {
    at: /^backup papers\/.* as it lies$/,
    plant: () => {
      const folder = join(house.home, 'files/ab/cd')
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'abcd'.padEnd(64, '0')), canary.identity)
    },
  },
  'what only the log of the database remembers': { at: /^wal$/, plant: () => house.asAdmin(`create table public.gone (said text); insert into public.gone values ('${canary.identity}'); drop table public.gone`) },
}

test(`each of ${Object.keys(plants).length} planted leaks is found where it was planted`, async () => {
  const page = await house.as('window')
  for (const { plant } of Object.values(plants)) await plant(page)
  const { leaks } = await house.search()
  const places = leaks.map(({ place }) => place)
  expect(Object.entries(plants).filter(([, { at }]) => !places.some((place) => at.test(place))).map(([what]) => what)).toEqual([])
}, 120_000)
