import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import iconv from 'iconv-lite'
import { addDays, addMonths } from '../../kernel/calendar/plain-date.ts'
import type { Database } from '../../kernel/db/database.ts'
import { systemActor } from '../../kernel/org/actor.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { writeXlsx } from '../../kernel/sheets/index.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { FeedKind } from './kinds.ts'
import { defaultMapping, type Mapping } from './mapping.ts'
import { readDelivery } from './read-delivery.ts'
import { receiveDelivery } from './receive.ts'

/** Somebody of the example city, as a department's file names him. */
export interface Sample {
  readonly name: string
  readonly number: string
  readonly creditCode: string
}

type Sheet = readonly (readonly string[])[]
const csv = (sheet: Sheet): Buffer => Buffer.from(sheet.map((line) => line.join(',')).join('\r\n'))

const education: Mapping = { ...defaultMapping('education'), codes: { education: { '11': '博士研究生', '14': '硕士研究生', '21': '本科', '31': '专科' } } }
const sources: readonly { kind: FeedKind; name: string; everyDays: number; mapping: Mapping }[] = [
  { kind: 'education', name: '市教育局（示例报送）', everyDays: 90, mapping: education },
  { kind: 'insurance', name: '市社保中心（示例报送）', everyDays: 31, mapping: defaultMapping('insurance') },
  { kind: 'tax', name: '市税务局（示例报送）', everyDays: 31, mapping: defaultMapping('tax') },
  { kind: 'housing', name: '市不动产登记中心（示例报送）', everyDays: 31, mapping: defaultMapping('housing') },
  { kind: 'civil', name: '市民政局（示例报送）', everyDays: 62, mapping: defaultMapping('civil') },
]

/** The file of a month of each department, with the mistakes that real ones have: a name that differs, nobody's number, a code that nobody knows, a day of next year. */
export const sampleFiles = async (people: readonly Sample[], today: PlainDate): Promise<Record<FeedKind, { fileName: string; bytes: Buffer }>> => {
  const month = (back: number): string => addMonths(today, -back).slice(0, 7)
  const year = String(Number(today.slice(0, 4)) - 1)
  const half = people.slice(0, Math.ceil(people.length / 2))
  const strange = (row: readonly string[], at: number, text: string): string[] => row.map((cell, index) => (index === at ? text : cell))
  const schooling = half.map(({ name, number }, i) => [name, number, i % 3 === 0 ? '14' : '21', i % 3 === 0 ? '硕士' : '学士', i % 2 === 0 ? '远汀大学' : '北原工业大学', '是', `20${String(10 + (i % 12)).padStart(2, '0')}-06-25`, `XL${String(i + 1).padStart(8, '0')}`])
  const insured = people.map(({ name, number, creditCode }) => [name, number, '五险', month(2), month(1), creditCode, '8600.00'])
  const taxed = half.map(({ name, number }, i) => [name, number, year, String(120_000 + i * 3700), String(3200 + i * 150)])
  const homes = people.map(({ name, number }, i) => [name, number, String(i % 3 === 0 ? 1 : 0), i % 3 === 0 ? `${year}-05-18` : '', i % 3 === 0 ? '否' : '是', i % 3 === 0 ? '' : '1800'])
  const civil = half.map(({ name, number }, i) => [name, number, i % 4 === 0 ? '外省' : '青屿市临海区', i % 4 === 0 ? '否' : '是', i % 2 === 0 ? '已婚' : '未婚', i % 2 === 0 ? '1992-10-01' : ''])
  const bad = (rows: readonly string[][], at: number, text: string): string[][] => {
    const [first = [], second = []] = rows
    return [strange(first, 0, '佚名'), strange(second, 1, '980101199203010019'), strange(second, at, text)]
  }
  const sheet = (heads: readonly string[], rows: readonly string[][], at: number, text: string): Sheet => [heads, ...rows, ...bad(rows, at, text)]
  const homeSheet = sheet(['姓名', '证件号码', '本市住房套数', '最近购房日期', '租房备案', '备案月租金（元）'], homes, 2, '若干')
  const [homeHeads = [], ...homeRows] = homeSheet
  return {
    education: { fileName: '学历学位.csv', bytes: iconv.encode(csv(sheet(['姓名', '证件号码', '学历', '学位', '院校', '全日制', '毕业日期', '证书编号'], schooling, 2, '99')).toString(), 'gb18030') },
    insurance: { fileName: `社保${month(1)}.csv`, bytes: csv(sheet(['姓名', '证件号码', '险种', '首月', '末月', '单位信用代码', '月缴费基数（元）'], insured, 3, '上月')) },
    tax: { fileName: `个税${year}.csv`, bytes: csv(sheet(['姓名', '证件号码', '年度', '工资薪金收入（元）', '已缴个人所得税（元）'], taxed, 3, '保密')) },
    housing: { fileName: '住房.xlsx', bytes: Buffer.concat(await Array.fromAsync(writeXlsx({ sheet: '住房', heads: homeHeads }, homeRows))) },
    civil: { fileName: '婚姻户籍.csv', bytes: csv(sheet(['姓名', '证件号码', '户籍地', '本市户籍', '婚姻状况', '配偶出生日期'], civil, 4, '其他')) },
  }
}

/** Five sources of the example city (invented) with a delivery each, its quarantine as it came, and one source that is late. Safe to call twice. */
export const exampleFeeds = async (database: Database, today: PlainDate): Promise<void> => {
  const prepared = await database.asSystem(today, async (db) => {
    if (await db.selectFrom('registry.feedSource').select('id').limit(1).executeTakeFirst()) return undefined
    const city = await db.selectFrom('kernel.place').select('code').where('level', '=', 'city').executeTakeFirst()
    const rows = await db
      .selectFrom('registry.person as p')
      .innerJoin('registry.employer as e', 'e.id', 'p.employerId')
      .select(['p.id', 'p.name', 'p.documentSealed', 'e.creditCode'])
      .where('p.documentType', '=', '居民身份证')
      .where('p.survivorId', 'is', null)
      .orderBy('p.number')
      .limit(40)
      .execute()
    if (!city || rows.length < 2) return undefined
    const people: Sample[] = rows.map(({ id, name, documentSealed, creditCode }) => ({ name, creditCode, number: houseSealer().open({ table: 'registry.person', column: 'document', row: id }, documentSealed) }))
    const opened = await db
      .insertInto('registry.feedSource')
      .values(sources.map(({ kind, name, everyDays, mapping }) => ({ kind, code: kind, name, everyDays, placeCode: city.code, mapping: JSON.stringify(mapping), openedOn: addDays(today, -100) })))
      .returning(['id', sql<FeedKind>`kind`.as('kind')])
      .execute()
    return { people, opened }
  })
  if (!prepared) return
  const files = await sampleFiles(prepared.people, today)
  for (const { id, kind } of prepared.opened) {
    const { deliveryId } = await receiveDelivery(database, { actor: systemActor, today, requestId: randomUUID() }, { sourceId: id, channel: 'folder', ...files[kind], asOf: addDays(today, -1) })
    await readDelivery(database, today, deliveryId)
  }
  // The tax office delivered six weeks ago and not since.
  await database.asSystem(today, (db) => sql`update registry.feed_delivery d set created_at = now() - interval '45 days' from registry.feed_source s where s.id = d.source_id and s.kind = 'tax'`.execute(db))
}
