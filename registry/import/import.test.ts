import { multipart } from '../../test/multipart.ts'
import { randomBytes } from 'node:crypto'
import iconv from 'iconv-lite'
import { expect } from 'vitest'
import { identityCheck } from '../../kernel/codes/identity-number.ts'
import { bannerOf, numberHead } from '../../kernel/exports/face.ts'
import { markText } from '../../kernel/exports/mark.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { readSheet, writeXlsx, type CellValue } from '../../kernel/sheets/index.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { getPerson, listPeople } from '../contract.ts'
import { columns, templateLayout } from './columns.ts'
import { discardImport, getImport, reportPath, runImport, templatePath, undoImport, Uploaded, uploadPath, type ImportBatch } from './contract.ts'

/** An invented number of 1992-03-01 in a place code never issued; odd serials are men. */
const numberOf = (serial: number): string => {
  const first17 = `98010119920301${String(serial).padStart(3, '0')}`
  return first17 + identityCheck(first17)
}
const heads = columns.map(({ head }) => head)
const line = (values: Partial<Record<string, CellValue>>): CellValue[] => heads.map((head) => values[head] ?? '')
const person = (serial: number, more: Partial<Record<string, CellValue>> = {}) => line({ 姓名: `沈知远`, 证件号码: numberOf(serial), 所在地: '980101001', ...more })
const xlsx = async (...lines: CellValue[][]): Promise<Buffer> => Buffer.concat(await Array.fromAsync(writeXlsx(templateLayout, lines)))

const upload = async (world: World, who: Somebody, bytes: Uint8Array, name = '名单.xlsx') => {
  const form = multipart(bytes, name, { source: '市人社局' })
  return world.app.inject({ method: 'POST', url: uploadPath, headers: { cookie: who.cookie, ...form.headers }, payload: form.payload })
}
/** Uploads and lets the check run. */
const check = async (world: World, who: Somebody, bytes: Uint8Array, name?: string) => {
  const response = await upload(world, who, bytes, name)
  expect(response.statusCode).toBe(200)
  const { batchId } = Uploaded.parse(response.json())
  await world.runJobs()
  return who.asks(getImport, { batchId })
}
const problemsOf = (batch: { rows: { rowNumber: number; problems: { column: string; problem: string }[] }[] }) => batch.rows.flatMap(({ rowNumber, problems }) => problems.map(({ column, problem }) => `${rowNumber} ${column}：${problem}`))
const bring = async (world: World, who: Somebody, batch: Pick<ImportBatch, 'id'>, leaveWrong = false) => {
  await who.does(runImport, { batchId: batch.id, leaveWrong })
  await world.runJobs()
}

test('a file that the house gave out comes back: the line above its heads, its marks and its own column are no problem and reach no record', async ({ world }) => {
  const office = await world.staff('talentOffice')
  const mark = markText(randomBytes(32), 7)
  const banner = bannerOf({ number: 'DC2026000001', accountName: '甲1', office: '青屿市 人才办', purpose: '统计与报告', reason: '核对名单的完整性', serves: null, at: '2026-06-15 10:00', keepUntil: '2026-07-15' })
  const rows = [1, 2].map((serial) => [...person(serial, { 专业: `机械工程${mark}` }), `DC2026000001${mark}`])
  const bytes = Buffer.concat(await Array.fromAsync(writeXlsx({ ...templateLayout, heads: [...templateLayout.heads, numberHead], banner }, rows)))
  const batch = await check(world, office, bytes)
  expect([batch.totalRows, problemsOf(batch)]).toEqual([2, []])
  await bring(world, office, batch)
  expect((await office.lists(listPeople, {})).total).toBe(2)
  expect(await world.database.adminQuery(`select count(*)::int as n from registry.degree where major ~ '[\u200b\u200c\u200d\u2060]'`)).toEqual([{ n: 0 }])
})

test('a report of what is no id is not there, and brings nothing down', async ({ world }) => {
  const office = await world.staff('talentOffice')
  for (const id of ['-'.repeat(36), 'a'.repeat(36), 'x']) expect((await world.app.inject({ method: 'GET', url: `/api/registry.import/report/${id}`, headers: { cookie: office.cookie } })).statusCode).toBe(404)
})

test('the template comes back with its example refused and its heads understood', async ({ world }) => {
  const office = await world.staff('talentOffice')
  const response = await world.app.inject({ method: 'GET', url: templatePath, headers: { cookie: office.cookie } })
  const rows = await Array.fromAsync(readSheet(response.rawPayload))
  expect(rows[0]?.cells).toEqual(templateLayout.heads)
  expect(problemsOf(await check(world, office, response.rawPayload))).toContain('2 证件号码：身份证号码应为18位，实为10位')
})

test('a list goes in whole: person, degree, title, employment, each with its source; then it is taken back', async ({ world }) => {
  const employerId = await world.employer()
  await world.asSystem((db) => db.updateTable('registry.employer').set({ creditCode: '91330100799655058B' }).where('id', '=', employerId).execute())
  const office = await world.staff('talentOffice')
  const batch = await check(world, office, await xlsx(
    person(1, { 手机号码: '10001234567', 单位统一社会信用代码: '91330100799655058B', 到岗日期: '2024/7/1', '月工资（元）': '12,000.5', 学历: '硕士', 学位: '3', 全日制: '是', 毕业日期: '2024年6月25日', 职称级别: '副高', 人才队伍: '专业技术人才、高技能人才' }),
    person(2, { 所在地: '松川县松川镇' }),
  ))
  expect(batch).toMatchObject({ state: 'checked', totalRows: 2, newRows: 2, wrongRows: 0, rows: [] })
  expect((await office.lists(listPeople, {})).total).toBe(0)
  await bring(world, office, batch)
  const { rows } = await office.lists(listPeople, { search: 'szy' })
  expect(rows.map(({ placeName, sex, documentHint }) => ({ placeName, sex, documentHint }))).toEqual([
    { placeName: '望潮街道', sex: '男', documentHint: numberOf(1).slice(-4) },
    { placeName: '松川镇', sex: '女', documentHint: numberOf(2).slice(-4) },
  ])
  const first = rows[0]
  if (!first) throw new Error('nobody came')
  const page = await office.asks(getPerson, { personId: first.id })
  expect(page).toMatchObject({ employerId, titleLevel: '副高级', education: '硕士研究生', corps: ['专业技术人才', '高技能人才'], source: '市人社局', verification: 'declared' })
  expect(page.facts.find(({ group }) => group === '任职')?.text).toContain('月工资 12,000.50 元')
  await expect(office.does(runImport, { batchId: batch.id, leaveWrong: false })).rejects.toMatchObject({ code: 'notChecked' })
  expect(await office.does(undoImport, { batchId: batch.id })).toEqual({ people: 2 })
  expect((await office.lists(listPeople, {})).total).toBe(0)
  await expect(office.does(undoImport, { batchId: batch.id })).rejects.toMatchObject({ code: 'notImported' })
})

test('every mistake is told with row, column and what to do; only the good rows go in, and only when asked so', async ({ world }) => {
  await world.person()
  const office = await world.staff('windowClerk', '980101')
  const wrongCheck = numberOf(3).slice(0, 17) + (numberOf(3).endsWith('1') ? '2' : '1')
  const batch = await check(world, office, await xlsx(
    person(1), person(1), person(4, { 证件号码: wrongCheck }), person(5, { 姓名: '' }), person(6, { 性别: '男' }), person(7, { 出生日期: '1992-03-02' }), person(8, { 所在地: '980104101' }),
    person(9, { 所在地: '青峰县' }), person(10, { 学历: '博士后' }), person(11, { 到岗日期: '2026-06-16' }), person(12, { 毕业日期: '1990-01-01', 学历: '本科' }), person(13, { 单位统一社会信用代码: '91330100799655058C' }),
    person(14, { 单位统一社会信用代码: '91330100799655058B', 到岗日期: '2024-01-01' }), person(15, { 证件号码: '9.80101199203010016E17' }), person(16, { 出生日期: '2023-02-29' }), person(17, { '月工资（元）': '一万' }), person(18, { 院校: 'x', 毕业院校: '青屿大学' }),
    person(20, { 证件号码: '440524188001010014' }),
  ))
  const expected = [
    '3 证件号码：与第 2 行重复', /^4 证件号码：第18位校验码应为/, '5 姓名：未填写', '6 性别：与证件号码不符，证件号码为女', '7 出生日期：与证件号码不符，证件号码为 1992-03-01', '8 所在地：所在地不在您的辖区内',
    '9 所在地：“青峰县”不是本市的区县或乡镇街道', /^10 学历：学历“博士后”不在目录内/, /^11 到岗日期：2026-06-16 超出范围/, /^12 毕业日期：1990-01-01 超出范围/, '13 单位统一社会信用代码：第18位校验码应为 B，实为 C',
    '14 单位统一社会信用代码：这家单位还没有在本市登记', '15 证件号码：单元格是数字格式，长号码的末几位已经丢失', '16 出生日期：“2023-02-29”不是有效的日期', '17 月工资（元）：“一万”不是金额', '18 学历：填写了院校或毕业日期，但没有学历和学位', /^19 证件号码：第7至14位不是有效的出生日期/,
  ]
  const found = problemsOf(batch)
  expected.forEach((one, i) => (one instanceof RegExp ? expect(found[i]).toMatch(one) : expect(found[i]).toBe(one)))
  expect(found.length).toBe(expected.length)
  expect(batch).toMatchObject({ totalRows: 18, newRows: 1, wrongRows: 17 })
  await expect(office.does(runImport, { batchId: batch.id, leaveWrong: false })).rejects.toMatchObject({ code: 'hasWrong' })
  await bring(world, office, batch, true)
  expect((await office.lists(listPeople, { search: '沈知远' })).total).toBe(2)
  const report = await world.app.inject({ method: 'GET', url: reportPath(batch.id), headers: { cookie: office.cookie } })
  const lines = await Array.fromAsync(readSheet(report.rawPayload))
  expect(lines[1]?.cells).toEqual(['3', '证件号码', '与第 2 行重复', '同一个人只留一行'])
  expect(lines.length).toBe(18)
})

test('somebody already known gets what is new about him and stays one person; another name on his number is refused', async ({ world }) => {
  const office = await world.staff('talentOffice')
  const first = await check(world, office, await xlsx(person(1, { 学历: '本科' })))
  await bring(world, office, first)
  const second = await check(world, office, await xlsx(person(1, { 学历: '本科', 技能等级: '技师' }), person(3)))
  expect(second).toMatchObject({ knownRows: 1, newRows: 1 })
  await bring(world, office, second)
  expect((await office.lists(listPeople, {})).rows.map(({ skillLevel, education }) => ({ skillLevel, education }))).toEqual([{ skillLevel: '技师', education: '本科' }, { skillLevel: null, education: null }])
  expect((await world.database.adminQuery('select from registry.degree')).length).toBe(1)
  const third = await check(world, office, await xlsx(person(1, { 姓名: '柳青' })))
  expect(problemsOf(third)).toEqual(['2 姓名：库中这个证件号码登记的是另一个姓名'])
  await expect(office.does(runImport, { batchId: third.id, leaveWrong: true })).rejects.toMatchObject({ code: 'nothingToImport' })
  expect(await office.does(undoImport, { batchId: second.id })).toEqual({ people: 1 })
  expect((await office.lists(listPeople, {})).rows.map(({ skillLevel }) => skillLevel)).toEqual([null])
})

test('a GBK file with other heads is understood; one without the needed columns is refused as a whole', async ({ world }) => {
  const office = await world.staff('talentOffice')
  const gbk = iconv.encode(`姓名,身份证号,工作地（代码）\r\n沈知远,${numberOf(1)},临海区\r\n`, 'gbk')
  expect(await check(world, office, gbk, '名单.csv')).toMatchObject({ state: 'checked', newRows: 1 })
  const missing = await check(world, office, Buffer.from('姓名,单位\n甲,乙\n'), 'x.csv')
  expect(missing).toMatchObject({ state: 'failed', message: '第 1 行应为表头，缺少列：证件号码、所在地；不认识的列：单位。请使用模板' })
  expect(await check(world, office, Buffer.from('PK\u0003\u0004 broken'))).toMatchObject({ state: 'failed' })
  expect(await check(world, office, Buffer.from(`${heads.join(',')}\n`), 'x.csv')).toMatchObject({ state: 'failed', message: '文件里只有表头，没有人' })
})

// clause: ASVS 5.2.1
test('an upload that breaks off, is empty or too large leaves nothing behind', async ({ world }) => {
  const office = await world.staff('talentOffice')
  const form = multipart(await xlsx(person(1)), '名单.xlsx', {})
  const cut = await world.app.inject({ method: 'POST', url: uploadPath, headers: { cookie: office.cookie, ...form.headers }, payload: form.payload.subarray(0, 2000) })
  expect(cut.statusCode).toBeGreaterThanOrEqual(400)
  expect((await upload(world, office, Buffer.alloc(0))).statusCode).toBe(400)
  const large = await upload(world, office, Buffer.alloc(61 * 1024 * 1024))
  expect(large.statusCode).toBe(413)
  expect(large.json<{ message: string }>().message).toContain('60 MB')
  expect(await world.database.adminQuery('select from registry.import_batch')).toEqual([])
})

test('a check that was killed begins anew; an import that was killed leaves nobody and then completes', async ({ world }) => {
  const office = await world.staff('talentOffice')
  const { batchId } = Uploaded.parse((await upload(world, office, await xlsx(person(1), person(3)))).json())
  await world.database.adminQuery(`insert into registry.import_row (batch_id, row_number, outcome, sealed) values ('${batchId}', 2, 'new', '\\x00')`)
  await world.runJobs()
  await office.does(runImport, { batchId, leaveWrong: false })
  // Killed in the middle: the second staged row cannot be opened, so the whole transaction goes.
  const [row] = await world.database.adminQuery(`update registry.import_row set sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20)) where row_number = 3 returning 1 as hit`)
  expect(row).toEqual({ hit: 1 })
  await expect(world.runJob('registry.runImport', { batchId })).rejects.toThrow()
  expect((await office.lists(listPeople, {})).total).toBe(0)
  await world.database.adminQuery(`update registry.import_row set sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20)) where row_number = 3`)
  await world.runJob('registry.runImport', { batchId })
  await world.runJob('registry.runImport', { batchId })
  expect((await office.lists(listPeople, {})).total).toBe(2)
})

test('an employer brings its own staff and nobody else’s; a talent brings nobody', async ({ world }) => {
  const employerId = await world.employer()
  const clerk = await world.clerkOf(employerId)
  const batch = await check(world, clerk, await xlsx(person(1, { 到岗日期: '2026-01-01' }), person(3, { 单位统一社会信用代码: '91330100799655058B', 到岗日期: '2026-01-01' })))
  expect(batch).toMatchObject({ newRows: 1, wrongRows: 1 })
  await bring(world, clerk, batch, true)
  expect(await world.database.adminQuery('select employer_id from registry.person')).toEqual([{ employer_id: employerId }])
  await expect(clerk.does(undoImport, { batchId: batch.id })).rejects.toMatchObject({ kind: 'denied' })
  const stranger = await world.clerkOf(await world.employer({ name: '旁的单位' }))
  await expect(stranger.asks(getImport, { batchId: batch.id })).rejects.toMatchObject({ kind: 'missing' })
  expect((await upload(world, await world.talent(), await xlsx(person(5)))).statusCode).toBe(403)
  expect((await world.app.inject({ method: 'GET', url: templatePath })).statusCode).toBe(401)
})

test('people on whom others have built are not taken back; a checked list can be discarded', async ({ world }) => {
  const office = await world.staff('talentOffice')
  const batch = await check(world, office, await xlsx(person(1)))
  await bring(world, office, batch)
  await world.database.adminQuery(`insert into registry.honour (person_id, place_code, name, level, source, as_of, verification) select id, place_code, '青屿英才', '市级', '市人才办', '2026-06-01', 'verified' from registry.person`)
  await expect(office.does(undoImport, { batchId: batch.id })).rejects.toMatchObject({ code: 'builtUpon' })
  expect((await office.lists(listPeople, {})).total).toBe(1)
  const other = await check(world, office, await xlsx(person(3)))
  await office.does(discardImport, { batchId: other.id })
  await expect(office.does(discardImport, { batchId: other.id })).rejects.toMatchObject({ code: 'notChecked' })
  expect((await world.database.adminQuery('select from registry.import_row where sealed is not null')).length).toBe(0)
})

test('somebody registered between check and import stops the whole import', async ({ world }) => {
  const office = await world.staff('talentOffice')
  const [a, b] = [await check(world, office, await xlsx(person(1), person(3))), await check(world, office, await xlsx(person(3)))]
  await bring(world, office, b)
  await bring(world, office, a)
  expect(await office.asks(getImport, { batchId: a.id })).toMatchObject({ state: 'failed', message: '检查之后，名单中有人已被别人登记。没有写入任何人，请重新上传检查。' })
  expect((await office.lists(listPeople, {})).total).toBe(1)
})

// clause: GB/T 22239 8.1.4.8 b; GB/T 39786 8.4 e; PIPL 28; PIPL 51 3; ASVS 14.2.4
test('no identity number or phone lies readable in the database, staged or imported', async ({ world }) => {
  const office = await world.staff('talentOffice')
  const batch = await check(world, office, await xlsx(person(1, { 手机号码: '10007654321' }), person(2, { 证件号码: numberOf(2).slice(0, 17) })))
  const everything = async () => JSON.stringify(await world.database.adminQuery(`select to_jsonb(r) from registry.import_row r union all select to_jsonb(b) from registry.import_batch b union all select to_jsonb(p) from registry.person p union all select to_jsonb(a) from kernel.audit a`))
  const hidden = (text: string) => {
    for (const secret of [numberOf(1), numberOf(2).slice(0, 17), '10007654321']) for (const form of [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')]) expect(text).not.toContain(form)
  }
  hidden(await everything())
  await bring(world, office, batch, true)
  hidden(await everything())
  const [row] = await world.asSystem((db) => db.selectFrom('registry.person').select(['id', 'phoneSealed']).execute())
  expect(houseSealer().open({ table: 'registry.person', column: 'phone', row: row?.id ?? '' }, row?.phoneSealed ?? Buffer.alloc(0))).toBe('10007654321')
})
