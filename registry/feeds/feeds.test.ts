import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { writeXlsx } from '../../kernel/sheets/index.ts'
import { csv, deliver, numberOf, openSource, personWith, rowsOf, send, sourceNames } from '../../test/feeds.ts'
import { test } from '../../test/world.ts'
import { attachRow, correctRow, dropRow, getDelivery, getFeedSource, getQuarantined, listFeedSources, listQuarantine, openFeed, readDeliveryJob, Received, rerunRows, saveMapping, tryMapping, undoDelivery } from './contract.ts'
import { collectFolder } from './folder.ts'
import { defaultMapping } from './mapping.ts'

const educationHead = ['姓名', '证件号码', '学历', '学位', '院校', '全日制', '毕业日期', '截至日期']
const wang = (serial: number, more: Partial<Record<string, string>> = {}): string[] => {
  const cells: Record<string, string> = { 姓名: '沈知远', 证件号码: numberOf(serial), 学历: '硕士研究生', 学位: '硕士', 院校: '青屿大学', 全日制: '是', 毕业日期: '2017-06-25', 截至日期: '2026-05-31' }
  return educationHead.map((head) => more[head] ?? cells[head] ?? '')
}

describe('deliveries of other departments', () => {
  test('a row becomes a verified fact with source, delivery and day; the same again changes nothing, in the same file or another', async ({ world }) => {
    const personId = await personWith(world, 1)
    const office = await world.staff('talentOffice')
    const sourceId = await openSource(office, 'education')
    const report = await deliver(world, office, sourceId, csv(educationHead, wang(1)))
    expect(report).toMatchObject({ state: 'done', readRows: 1, newRows: 1, quarantinedRows: 0, peopleTouched: 1, entitlementsChanged: 0, counts: [{ record: '学历学位', before: 0, after: 1 }] })
    expect(await rowsOf(world, 'degree', personId)).toMatchObject([{ education: '硕士研究生', school: '青屿大学', full_time: true, source: '市教育局', as_of: '2026-05-31', verification: 'verified', delivery_id: report.id }])
    const again = await send(world, office, sourceId, csv(educationHead, wang(1)))
    expect(Received.parse(again.json())).toMatchObject({ deliveryId: report.id, again: true })
    const later = await deliver(world, office, sourceId, csv(educationHead, wang(1), wang(1)))
    expect(later).toMatchObject({ readRows: 2, newRows: 0, changedRows: 0, unchangedRows: 2, peopleTouched: 0 })
    expect(await rowsOf(world, 'degree', personId)).toHaveLength(1)
  })

  test('GBK, UTF-8 and XLSX say the same; a formula without a value is not read; a file of another source is refused whole', async ({ world }) => {
    for (const serial of [1, 2, 3]) await personWith(world, serial)
    const office = await world.staff('talentOffice')
    const sourceId = await openSource(office, 'education')
    const gbk = iconv.encode(csv(educationHead, wang(1)).toString(), 'gb18030')
    const xlsx = Buffer.concat(await Array.fromAsync(writeXlsx({ sheet: '学历', heads: educationHead }, [wang(3)])))
    for (const bytes of [gbk, csv(educationHead, wang(2)), xlsx]) expect(await deliver(world, office, sourceId, bytes)).toMatchObject({ newRows: 1, quarantinedRows: 0 })
    const strange = await deliver(world, office, sourceId, csv(['车牌', '车主'], ['青A00000', '沈知远']))
    expect(strange).toMatchObject({ state: 'failed', readRows: 0, message: expect.stringContaining('没有一列与对照表相符') })
    expect(await deliver(world, office, sourceId, csv(educationHead))).toMatchObject({ state: 'failed', message: '文件里只有表头，没有数据' })
    const huge = await deliver(world, office, sourceId, csv(educationHead, wang(1, { 院校: '大'.repeat(600) })))
    expect(huge).toMatchObject({ state: 'failed', readRows: 0 })
  })

  test('what cannot be written waits with its reason: unreadable, nobody, ambiguous, elsewhere, contradicting, backwards', async ({ world }) => {
    const known = await personWith(world, 1)
    await personWith(world, 2)
    await personWith(world, 3, { place: '980104101' })
    const city = await world.staff('talentOffice')
    const office = await world.staff('talentOffice', '980101')
    const sourceId = await openSource(office, 'education')
    await world.asSystem((db) => db.insertInto('registry.degree').values({ personId: known, placeCode: '980101001', education: '硕士研究生', degree: '硕士', school: '青屿大学', fullTime: false, source: '学信网', asOf: '2026-01-01', verification: 'verified' }).execute())
    await deliver(world, office, sourceId, csv(educationHead, wang(2)))
    const report = await deliver(world, office, sourceId, csv(educationHead, wang(1), wang(2, { 全日制: '否', 截至日期: '2026-05-01' }), wang(2, { 学历: '三级' }), wang(9), wang(2, { 姓名: '陈旧' }), wang(3), wang(2, { 截至日期: '2027-01-01' })))
    expect(report).toMatchObject({ readRows: 7, newRows: 0, quarantinedRows: 7 })
    const { rows } = await office.lists(listQuarantine, { deliveryId: report.id })
    // The person of another county is nobody's to this desk's source: the row says so and no more.
    expect(rows.map(({ rowNumber, reason }) => [rowNumber, reason])).toEqual([[2, 'contradicts'], [3, 'backwards'], [4, 'unreadable'], [5, 'notFound'], [6, 'ambiguous'], [7, 'elsewhere'], [8, 'unreadable']])
    expect(rows[0]?.problems[0]?.problem).toBe('全日制与已核验的不同（学信网，2026-01-01）')
    expect(JSON.stringify(rows)).not.toContain(numberOf(1))
    expect(report.reasons).toContainEqual({ reason: 'unreadable', rows: 2, open: 2 })
    expect((await city.lists(listQuarantine, {})).total).toBe(7)
  })

  test('a clerk attaches, corrects, drops; each is refused once it is settled, and when it still cannot be written', async ({ world }) => {
    const personId = await personWith(world, 1)
    const other = await personWith(world, 2)
    const number = (await world.asSystem((db) => db.selectFrom('registry.person').select('number').where('id', '=', personId).executeTakeFirstOrThrow())).number
    const office = await world.staff('talentOffice')
    const sourceId = await openSource(office, 'education')
    const report = await deliver(world, office, sourceId, csv(educationHead, wang(1, { 姓名: '沈知源' }), wang(2, { 毕业日期: '去年' }), wang(8)))
    const { rows } = await office.lists(listQuarantine, { deliveryId: report.id, state: 'open' })
    const [named, unreadable, nobody] = rows.map(({ id }) => id)
    if (!named || !unreadable || !nobody) throw new Error('three rows wait')
    await expect(office.does(attachRow, { rowId: named, personNumber: 'P9999999' })).rejects.toMatchObject({ code: 'nobody' })
    await expect(office.does(attachRow, { rowId: unreadable, personNumber: number })).rejects.toMatchObject({ code: 'still' })
    expect((await office.does(attachRow, { rowId: named, personNumber: number })).outcome).toBe(`指定为 ${number}：已新增`)
    await expect(office.does(attachRow, { rowId: named, personNumber: number })).rejects.toMatchObject({ code: 'settled' })
    expect((await office.does(getQuarantined, { rowId: unreadable })).cells).toContainEqual({ head: '毕业日期', text: '去年' })
    await expect(office.does(correctRow, { rowId: unreadable, cells: [{ head: '毕业日期', text: '前年' }], reason: '电话核实' })).rejects.toMatchObject({ code: 'still' })
    await office.does(correctRow, { rowId: unreadable, cells: [{ head: '毕业日期', text: '2017-06-25' }], reason: '电话核实' })
    expect(await rowsOf(world, 'degree', other)).toMatchObject([{ graduated_on: '2017-06-25' }])
    await expect(office.does(correctRow, { rowId: unreadable, cells: [], reason: '电话核实' })).rejects.toMatchObject({ code: 'settled' })
    await expect(office.does(getQuarantined, { rowId: unreadable })).rejects.toMatchObject({ code: 'settled' })
    await office.does(dropRow, { rowId: nobody, reason: '不是本市人才' })
    await expect(office.does(dropRow, { rowId: nobody, reason: '不是本市人才' })).rejects.toMatchObject({ code: 'settled' })
    await expect(office.does(rerunRows, { deliveryId: report.id })).rejects.toMatchObject({ code: 'nothing' })
  })

  test('a mended mapping reads the quarantine again; a mapping that cannot be used is not saved', async ({ world }) => {
    const personId = await personWith(world, 1)
    const office = await world.staff('talentOffice')
    const sourceId = await openSource(office, 'education')
    const report = await deliver(world, office, sourceId, csv(educationHead, wang(1, { 学历: 'SS', 毕业日期: '25/06/2017', 截至日期: '31/05/2026' })))
    expect(report).toMatchObject({ quarantinedRows: 1 })
    const mapping = { ...defaultMapping('education'), codes: { education: { SS: '硕士研究生' } }, dates: 'dayMonthYear' as const }
    const tried = await office.asks(tryMapping, { sourceId, mapping, sample: csv([...educationHead, '备注'], [...wang(1, { 学历: 'SS', 毕业日期: '25/06/2017', 截至日期: '31/05/2026' }), '无']).toString() })
    expect(tried).toMatchObject({ fault: null, unused: ['备注'], rows: [{ problems: [] }] })
    expect(tried.rows[0]?.said[1]).toContain('2017-06-25')
    await expect(office.does(saveMapping, { sourceId, mapping: { ...mapping, codes: { education: { SS: '研究僧' } } }, everyDays: 30 })).rejects.toMatchObject({ code: 'wrongMapping' })
    await expect(office.does(saveMapping, { sourceId, mapping: { ...mapping, columns: { name: '姓名' } }, everyDays: 30 })).rejects.toMatchObject({ code: 'wrongMapping' })
    await office.does(saveMapping, { sourceId, mapping, everyDays: 30 })
    expect(await office.does(rerunRows, { deliveryId: report.id })).toEqual({ settled: 1, open: 0 })
    expect(await rowsOf(world, 'degree', personId)).toMatchObject([{ education: '硕士研究生', graduated_on: '2017-06-25', as_of: '2026-05-31' }])
  })

  test('a delivery is not taken back any more when what stood before has had its time and is erased', async ({ world }) => {
    await personWith(world, 1)
    const office = await world.staff('talentOffice')
    const report = await deliver(world, office, await openSource(office, 'education'), csv(educationHead, wang(1)))
    await world.asSystem((db) => db.deleteFrom('registry.feedChange').execute())
    await expect(office.does(undoDelivery, { deliveryId: report.id, reason: '送错了文件' })).rejects.toMatchObject({ code: 'tooOld' })
  })

  test('a delivery is taken back: what it added goes, what it changed is what it was; not after somebody built on it', async ({ world }) => {
    const personId = await personWith(world, 1)
    const office = await world.staff('talentOffice')
    const sourceId = await openSource(office, 'education')
    await world.asSystem((db) => db.insertInto('registry.degree').values({ personId, placeCode: '980101001', education: '硕士研究生', degree: '硕士', school: '青屿大学', source: '本人', asOf: '2026-01-01', verification: 'declared' }).execute())
    const before = await rowsOf(world, 'degree', personId)
    const report = await deliver(world, office, sourceId, csv(educationHead, wang(1), wang(1, { 学历: '本科', 学位: '学士', 院校: '松川学院' }), wang(7)))
    expect(report).toMatchObject({ newRows: 1, changedRows: 1, quarantinedRows: 1 })
    expect(await rowsOf(world, 'degree', personId)).toMatchObject([{ verification: 'verified', full_time: true }, { school: '松川学院' }])
    expect(await office.does(undoDelivery, { deliveryId: report.id, reason: '送错了文件' })).toEqual({ facts: 2 })
    expect(await rowsOf(world, 'degree', personId)).toEqual(before)
    expect(await office.asks(getDelivery, { deliveryId: report.id })).toMatchObject({ state: 'undone', openRows: 0 })
    await expect(office.does(undoDelivery, { deliveryId: report.id, reason: '送错了文件' })).rejects.toMatchObject({ code: 'notDone' })
    await expect(office.does(rerunRows, { deliveryId: report.id })).rejects.toMatchObject({ code: 'notDone' })
    const second = await deliver(world, office, sourceId, csv(educationHead, wang(1)))
    await world.asSystem((db) => db.updateTable('registry.degree').set({ fullTime: false, source: '学信网' }).where('personId', '=', personId).execute())
    await expect(office.does(undoDelivery, { deliveryId: second.id, reason: '送错了文件' })).rejects.toMatchObject({ code: 'builtUpon' })
  })

  test('a row of a delivery that was taken back can no longer be settled into it', async ({ world }) => {
    const personId = await personWith(world, 1)
    const number = (await world.asSystem((db) => db.selectFrom('registry.person').select('number').where('id', '=', personId).executeTakeFirstOrThrow())).number
    const office = await world.staff('talentOffice')
    const report = await deliver(world, office, await openSource(office, 'education'), csv(educationHead, wang(1, { 姓名: '旁人' })))
    const [row] = (await office.lists(listQuarantine, { deliveryId: report.id })).rows
    if (!row) throw new Error('one row waits')
    await world.asSystem((db) => db.updateTable('registry.feedDelivery').set({ state: 'undone' }).where('id', '=', report.id).execute())
    await expect(office.does(attachRow, { rowId: row.id, personNumber: number })).rejects.toMatchObject({ code: 'undone' })
    await expect(office.does(correctRow, { rowId: row.id, cells: [], reason: '电话核实' })).rejects.toMatchObject({ code: 'undone' })
  })

  test('a reading that was killed goes on where it stopped; run twice it reads once', async ({ world }) => {
    for (let serial = 1; serial <= 3; serial++) await personWith(world, serial)
    const office = await world.staff('talentOffice')
    const sourceId = await openSource(office, 'education')
    const lines = [...Array.from({ length: 600 }, (_, i) => wang(900, { 院校: `第${i}学院` })), wang(1), wang(2), wang(3)]
    const { deliveryId } = Received.parse((await send(world, office, sourceId, csv(educationHead, ...lines))).json())
    await world.database.adminQuery(`create function public.break_off() returns trigger language plpgsql as $$ begin if new.read_rows > 500 then raise exception 'killed'; end if; return new; end $$`)
    await world.database.adminQuery('create trigger break_off before update on registry.feed_delivery for each row execute function public.break_off()')
    await expect(world.runJob(readDeliveryJob.name, { deliveryId })).rejects.toThrow('killed')
    expect(await office.asks(getDelivery, { deliveryId })).toMatchObject({ state: 'reading', readRows: 500, quarantinedRows: 500 })
    await world.database.adminQuery('drop trigger break_off on registry.feed_delivery')
    await world.runJob(readDeliveryJob.name, { deliveryId })
    const report = await office.asks(getDelivery, { deliveryId })
    expect(report).toMatchObject({ state: 'done', readRows: 603, newRows: 3, quarantinedRows: 600 })
    await world.runJob(readDeliveryJob.name, { deliveryId })
    expect(await office.asks(getDelivery, { deliveryId })).toEqual(report)
  })

  test('insurance adds the months that are not known and leaves those that are; another employer contradicts', async ({ world }) => {
    const personId = await personWith(world, 1)
    const [first, second] = [await world.employer(), await world.employer({ name: '另一家单位' })]
    await world.asSystem((db) => db.updateTable('registry.employer').set({ creditCode: '91330100799655058B' }).where('id', '=', first).execute())
    await world.asSystem((db) => db.insertInto('registry.insurance').values({ personId, placeCode: '980101001', employerId: first, kind: '五险', months: '[2025-01-01,2025-04-01)', source: '市社保中心', asOf: '2025-04-01', verification: 'verified' }).execute())
    const office = await world.staff('talentOffice')
    const sourceId = await openSource(office, 'insurance')
    const head = ['姓名', '证件号码', '险种', '首月', '末月', '单位信用代码', '月缴费基数（元）']
    const months = (from: string, to: string, code = '91330100799655058B') => ['沈知远', numberOf(1), '五险', from, to, code, '8000.5']
    expect(await deliver(world, office, sourceId, csv(head, months('202502', '2025-06'), months('2025-01', '2025-03')))).toMatchObject({ changedRows: 1, unchangedRows: 1 })
    expect((await rowsOf(world, 'insurance', personId)).map(({ months: span, base_fen }) => [span, base_fen])).toEqual([['[2025-01-01,2025-04-01)', null], ['[2025-04-01,2025-07-01)', '800050']])
    await world.asSystem((db) => db.updateTable('registry.employer').set({ creditCode: '91330106673959654P' }).where('id', '=', second).execute())
    const wrong = await deliver(world, office, sourceId, csv(head, months('2025-05', '2025-05', '91330106673959654P'), months('2025-08', '2025-07'), months('2025-09', '2025-09', '914403001922038216')))
    expect(wrong.reasons.map(({ reason, rows }) => [reason, rows])).toEqual([['unreadable', 2], ['contradicts', 1]])
  })

  test('housing, civil affairs and tax each write their own facts, newest first', async ({ world }) => {
    const personId = await personWith(world, 1)
    const office = await world.staff('talentOffice')
    const housing = await openSource(office, 'housing')
    const head = ['姓名', '证件号码', '本市住房套数', '最近购房日期', '截至日期']
    await deliver(world, office, housing, csv(head, ['沈知远', numberOf(1), '0', '', '2026-03-31']))
    expect(await deliver(world, office, housing, csv(head, ['沈知远', numberOf(1), '1', '2026-04-15', '2026-04-30'], ['沈知远', numberOf(1), '0', '', '2026-02-28']))).toMatchObject({ changedRows: 1, quarantinedRows: 1, reasons: [{ reason: 'backwards', rows: 1, open: 1 }] })
    expect((await rowsOf(world, 'housing', personId)).map(({ homes_in_city, bought_on }) => [homes_in_city, bought_on])).toEqual([[0, null], [1, '2026-04-15']])
    const civil = await openSource(office, 'civil')
    await deliver(world, office, civil, csv(['姓名', '证件号码', '户籍地', '本市户籍', '婚姻状况', '配偶出生日期'], ['沈知远', numberOf(1), '青屿市临海区', '1', '已婚', '1993-04-05']))
    expect(await rowsOf(world, 'household_registration', personId)).toMatchObject([{ in_city: true, registered_in: '青屿市临海区' }])
    expect(await rowsOf(world, 'household_member', personId)).toMatchObject([{ relation: '配偶', birth_date: '1993-04-05' }])
    const tax = await openSource(office, 'tax')
    await deliver(world, office, tax, csv(['姓名', '证件号码', '年度', '工资薪金收入（元）', '已缴个人所得税（元）'], ['沈知远', numberOf(1), '2025', '"360,000.00"', '21480.5']))
    expect((await rowsOf(world, 'person_fact', personId)).map(({ fact, value, as_of }) => [fact, value, as_of]).toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([['婚姻状况', '已婚', '2026-06-15'], ['年度个人所得税', 21480.5, '2025-12-31'], ['年度工资薪金收入', 360000, '2025-12-31']].toSorted(([a], [b]) => String(a).localeCompare(String(b))))
    expect((await world.asSystem((db) => sql<{ n: number }>`select count(*)::int as n from kernel.subject_change where subject_id = ${personId}`.execute(db))).rows[0]?.n).toBeGreaterThan(0)
  })

  test('a source that is late is seen to be; opening it twice is refused', async ({ world }) => {
    await personWith(world, 1)
    const office = await world.staff('talentOffice')
    const sourceId = await openSource(office, 'education')
    await expect(office.does(openFeed, { kind: 'education', name: sourceNames.education, code: 'other', everyDays: 30 })).rejects.toMatchObject({ code: 'taken' })
    expect((await office.lists(listFeedSources, {})).rows).toMatchObject([{ lastDay: null, dueOn: '2026-07-15', lateDays: 0 }])
    world.setToday('2026-07-20')
    expect((await office.lists(listFeedSources, {})).rows).toMatchObject([{ lateDays: 5 }])
    await deliver(world, office, sourceId, csv(educationHead, wang(1)))
    await world.asSystem((db) => sql`update registry.feed_delivery set created_at = '2026-07-20T01:00:00Z'`.execute(db))
    expect(await office.asks(getFeedSource, { sourceId })).toMatchObject({ lastDay: '2026-07-20', dueOn: '2026-08-19', lateDays: 0 })
  })

  test('a file dropped into the folder of a source is received once, by the day in its name; one still being copied waits', async ({ world }) => {
    const personId = await personWith(world, 1)
    const office = await world.staff('talentOffice')
    await openSource(office, 'education')
    const folder = mkdtempSync(join(tmpdir(), 'feeds-'))
    const drop = (name: string, bytes: Buffer, old: boolean) => {
      mkdirSync(join(folder, 'education'), { recursive: true })
      writeFileSync(join(folder, 'education', name), bytes)
      if (old) utimesSync(join(folder, 'education', name), 1, 1)
    }
    const head = educationHead.slice(0, -1)
    drop('学历20260430.csv', csv(head, wang(1).slice(0, -1)), true)
    drop('说明.txt', Buffer.from('不是数据'), true)
    drop('空.csv', Buffer.from(''), true)
    drop('未完.csv', csv(head), false)
    expect(await collectFolder(world.database, world.today, folder)).toBe(1)
    await world.runJobs()
    expect(await rowsOf(world, 'degree', personId)).toMatchObject([{ as_of: '2026-04-30' }])
    expect(readdirSync(join(folder, 'education')).toSorted()).toEqual(['已收', '拒收', '未完.csv', '说明.txt'].toSorted())
    expect(readdirSync(join(folder, 'education', '拒收'))).toEqual(['空.csv'])
    drop('学历20260430.csv', csv(head, wang(1).slice(0, -1)), true)
    await collectFolder(world.database, world.today, folder)
    expect((await world.asSystem((db) => db.selectFrom('registry.feedDelivery').select('id').execute())).length).toBe(1)
  })
})
