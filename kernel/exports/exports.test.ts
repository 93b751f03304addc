import { unzipSync, strFromU8 } from 'fflate'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { z } from 'zod'
import { listAudit } from '../audit/contract.ts'
import { readSheet } from '../sheets/index.ts'
import type { Id } from '../types.ts'
import { listNotices } from '../../cases/reading/contract.ts'
import { listPeople, listStaff } from '../../registry/contract.ts'
import { exportOf, fetchFile } from '../../test/exports.ts'
import { Said, test, type Somebody, type World } from '../../test/world.ts'
import { listMine, markRead, unread } from '../../modules/messages/contract.ts'
import { agreeExport, askExport, declineExport, exportRule, listAllExports, listExportQueue, listMyExports, seeExport, setExportRule, tellEndingExports, traceExport } from './contract.ts'

const asking = { list: listPeople.name, filters: {}, purpose: 'statistics', reason: '核对名单的完整性' } as const
const says = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt
    return 'done'
  } catch (error) {
    if (!(error instanceof Said)) throw error
    return error.code ?? error.kind
  }
}
const codeOf = async (world: World, who: Somebody, exportId?: string) => {
  const { statusCode, ...answer } = await fetchFile(world, who, listPeople.name, exportId ? { exportId } : { filters: {} })
  return statusCode === 200 ? 'file' : (answer.json<{ code?: string; kind: string }>().code ?? answer.json<{ kind: string }>().kind)
}
/** From two rows on somebody else has to agree. */
const strict = async (world: World) => {
  const security = await world.signIn('securityOfficer')
  await security.does(setExportRule, { rowsFree: 1, days: 3, fetches: 2, keepDays: 10, document: '青屿组〔2026〕9号' })
  return security
}
const people = async (world: World, count: number, place?: string) => {
  for (let at = 0; at < count; at++) await world.person({ name: `沈${'一二三四五六七八九十'[at % 10]}`, ...(place ? { place } : {}) })
}

// clause: GB/T 22239 8.1.4.11 b; PIPL 23
test('a list with people goes out for a purpose; the file says who, why and until when it may be kept, and every row names it', async ({ world }) => {
  await people(world, 3)
  const desk = await world.staff('reviewer', '980101', 'hr')
  expect(await codeOf(world, desk)).toBe('purposeNeeded')
  expect(await says(desk.does(askExport, { ...asking, purpose: 'casework' }))).toBe('servesMissing')
  expect(await says(desk.does(askExport, { ...asking, filters: { search: '没有的人' } }))).toBe('nothing')
  expect(await says(desk.does(askExport, { ...asking, filters: { place: 'x' } }))).toBe('invalid')
  expect(await says(desk.does(askExport, { ...asking, list: 'registry.nothing' }))).toBe('missing')
  expect(await says(desk.does(askExport, { ...asking, list: listAudit.name }))).toBe('denied')
  expect(await says(desk.does(askExport, { ...asking, list: listNotices.name }))).toBe('openList')

  const asked = await desk.does(askExport, { ...asking, purpose: 'verification', serves: '人社函〔2026〕12号', filters: { search: '沈' } })
  expect(asked).toMatchObject({ number: 'DC2026000001', rows: 3, state: 'ready', fetchUntil: '2026-06-18' })
  const file = await fetchFile(world, desk, listPeople.name, { exportId: asked.exportId })
  expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('DC2026000001.xlsx')
  const parts = unzipSync(file.rawPayload)
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  for (const said of ['导出编号 DC2026000001｜甲', '临海区人力资源和社会保障局 审核人员', '保存至 2026-07-15', '向有关部门核验（人社函〔2026〕12号），核对名单的完整性']) expect(sheet).toContain(said)
  expect(sheet).toMatch(/<oddHeader>.*DC2026000001/)
  expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toContain('Print_Titles')
  expect(sheet.match(/DC2026000001[\u200b-\u2060]{40}/g)?.length).toBe(3)

  const one = await desk.asks(seeExport, { exportId: asked.exportId })
  expect(one).toMatchObject({ conditions: ['搜索：沈'], takings: [{ finished: true, rows: 3, keepUntil: '2026-07-15' }], fetched: 1 })
  const { createHash } = await import('node:crypto')
  expect(one.takings[0]?.sha256).toBe(createHash('sha256').update(file.rawPayload).digest('hex'))
})

test('what is public and what is one’s own needs no purpose', async ({ world }) => {
  const desk = await world.staff('reviewer', '980101')
  expect((await fetchFile(world, desk, listNotices.name, { filters: {} })).statusCode).toBe(200)
  const talent = await world.talent()
  expect((await fetchFile(world, talent, 'fund.myPayments', { filters: {} })).statusCode).toBe(200)
  expect(await says(talent.does(askExport, asking))).toBe('denied')
})

test('above the number of rows somebody else agrees first; nobody agrees his own; who asked fetches in his scope of that day', async ({ world }) => {
  await strict(world)
  await people(world, 4)
  const [desk, chief, elsewhere, leader] = [await world.staff('talentOffice', '980101'), await world.staff('talentOffice', '9801'), await world.staff('talentOffice', '980104'), await world.staff('leader', '980101')]
  const asked = await desk.does(askExport, asking)
  expect(asked).toMatchObject({ rows: 4, state: 'waiting', desk: 'office', fetchUntil: null })
  const { exportId } = asked
  expect(await codeOf(world, desk, exportId)).toBe('waiting')
  expect((await leader.lists(listExportQueue, { state: 'waiting' })).rows.map(({ number, rowsAsked }) => [number, rowsAsked])).toEqual([['DC2026000001', 4]])
  expect((await desk.lists(listExportQueue, {})).total).toBe(0)
  expect((await elsewhere.lists(listExportQueue, {})).total).toBe(0)
  expect(await leader.asks(seeExport, { exportId })).toMatchObject({ listLabel: listPeople.label, rowsAsked: 4, conditions: [], reason: asking.reason })
  expect(await says(elsewhere.asks(seeExport, { exportId }))).toBe('missing')
  expect(await says(desk.does(agreeExport, { exportId }))).toBe('own')
  expect(await says(desk.does(declineExport, { exportId, reason: '不需要了' }))).toBe('own')
  expect(await says(elsewhere.does(agreeExport, { exportId }))).toBe('missing')
  expect(await chief.does(agreeExport, { exportId, note: '只供核对' })).toEqual({ fetchUntil: '2026-06-18' })
  expect(await says(leader.does(agreeExport, { exportId }))).toBe('decided')
  expect(await says(leader.does(declineExport, { exportId, reason: '没有必要' }))).toBe('decided')
  expect(await codeOf(world, chief, exportId)).toBe('missing')
  const rows = await Array.fromAsync(readSheet((await fetchFile(world, desk, listPeople.name, { exportId })).rawPayload))
  expect(rows.length).toBe(5)
  expect((await desk.lists(listMyExports, {})).rows).toMatchObject([{ state: 'ready', decidedByName: (await chief.lists(listExportQueue, {})).rows[0]?.decidedByName, fetched: 1, fetches: 2 }])
})

test('declined, fetched too often, too late, grown, in another duty: each has its sentence and leaves no file', async ({ world }) => {
  await strict(world)
  await people(world, 5)
  const [desk, chief] = [await world.staff('talentOffice', '980101'), await world.staff('leader', '9801')]
  const ask = async () => (await desk.does(askExport, asking)).exportId
  const [declined, used, late, grown] = [await ask(), await ask(), await ask(), await ask()]
  await chief.does(declineExport, { exportId: declined, reason: '看不出为什么要全部的人' })
  for (const exportId of [used, late, grown]) await chief.does(agreeExport, { exportId })
  expect(await codeOf(world, desk, declined)).toBe('declined')
  expect([await codeOf(world, desk, used), await codeOf(world, desk, used), await codeOf(world, desk, used)]).toEqual(['file', 'file', 'used'])
  await people(world, 2)
  expect(await codeOf(world, desk, grown)).toBe('grown')
  const dutyId = await world.asSystem(async (db) => (await db.insertInto('kernel.duty').values({ accountId: desk.accountId, role: 'reviewer', title: '审核', placeCode: '980101', department: null }).returning('id').executeTakeFirstOrThrow()).id)
  const [{ id: before } = { id: '' }] = z.array(z.object({ id: z.string() })).parse(await world.database.adminQuery(`select id from kernel.duty where account_id = '${desk.accountId}' and role = 'talentOffice'`))
  const take = async (duty: string) => {
    await world.post(desk.cookie, 'auth.takeDuty', { dutyId: duty })
    await world.asSystem((db) => db.updateTable('kernel.session').set({ steppedUpAt: sql`now()` }).where('accountId', '=', desk.accountId).execute())
  }
  await take(dutyId)
  expect(await says(world.post(desk.cookie, `export/${listPeople.name}`, { exportId: late }))).toBe('otherDuty')
  await take(before)
  world.setToday('2026-06-19')
  expect(await says(world.post(desk.cookie, `export/${listPeople.name}`, { exportId: late }))).toBe('expired')
  expect(z.object({ rows: z.array(z.object({ state: z.string() })) }).parse(await world.post(desk.cookie, listMyExports.name, { filters: {}, sort: 'askedAt' })).rows.map(({ state }) => state)).toEqual(['declined', 'expired', 'expired', 'expired'])
  const refused = await world.database.adminQuery(`select code from kernel.audit where verb = 'registry.people.export' and outcome = 'refused' order by at`)
  expect(refused).toEqual(['declined', 'used', 'grown', 'otherDuty', 'expired'].map((code) => ({ code })))
})

test('the database holds it too: no grant to oneself, no change of what was asked, no fetch beyond time and number, no trace wiped', async ({ world }) => {
  await strict(world)
  await people(world, 2)
  const desk = await world.staff('talentOffice', '980101')
  const { exportId } = await desk.does(askExport, asking)
  const actor = { accountId: desk.accountId, name: '甲', role: 'talentOffice' as const, scope: '980101', department: undefined, personId: undefined, employerId: undefined }
  const tries = (statement: string) => world.database.as({ actor, today: world.today }, async (db) => {
    return Number((await sql.raw(statement).execute(db)).numAffectedRows ?? 0n)
  }).catch((error: Error) => error.message)
  expect(await tries(`update kernel.list_export set state = 'granted', fetch_until = '2026-07-01' where id = '${exportId}'`)).toBe(0)
  expect(await tries(`insert into kernel.export_fetch (export_id, account_id, request_id, keep_until) values ('${exportId}', '${desk.accountId}', 'x', '2026-07-01')`)).toContain('不能再领取')
  expect(await tries(`insert into kernel.list_export select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'number', 'DC2026000099', 'mark', 1, 'state', 'granted', 'fetch_until', '2026-07-01'))).* from kernel.list_export e where id = '${exportId}'`)).toContain('row-level security')
  for (const table of ['list_export', 'export_fetch', 'export_rule']) expect(await tries(`delete from kernel.${table}`)).toMatch(/permission denied/)
})

test('the officers see no case and agree for each other; the auditor reads that a name was searched, and not which', async ({ world }) => {
  const security = await strict(world)
  const audit = await world.signIn('auditOfficer')
  const desk = await world.staff('talentOffice', '980101')
  await people(world, 1)
  await exportOf(world, desk, listPeople, { search: '沈' })
  const asked = await audit.does(askExport, { ...asking, list: listAudit.name })
  expect(asked).toMatchObject({ state: 'waiting', desk: 'securityOfficer' })
  expect(await says(audit.does(agreeExport, { exportId: asked.exportId }))).toBe('own')
  expect((await (await world.staff('leader', '9801')).lists(listExportQueue, {})).total).toBe(0)
  await security.does(agreeExport, { exportId: asked.exportId })
  const [people1] = (await audit.lists(listAllExports, { search: '人才' })).rows.filter(({ purpose }) => purpose === 'statistics').toReversed()
  expect((await audit.asks(seeExport, { exportId: people1?.id ?? ('' as Id<'listExport'>) })).conditions).toEqual(['搜索：（不显示）'])
  expect(await says(security.does(setExportRule, { rowsFree: 1, days: 3, fetches: 2, keepDays: 10, document: '青屿组〔2026〕9号' }))).toBe('same')
  expect(await desk.asks(exportRule, {})).toMatchObject({ rowsFree: 1, document: '青屿组〔2026〕9号' })
})

// clause: PIPL 57
test('one leaked row, as text or as CSV, or a page stripped of what is invisible names the export; another text names none', async ({ world }) => {
  await people(world, 60)
  const [one, other, audit] = [await world.staff('talentOffice', '980101'), await world.staff('reviewer', '980101'), await world.signIn('auditOfficer')]
  const [first, second] = [await exportOf(world, one, listPeople), await exportOf(world, other, listPeople)]
  const raw = async (file: typeof first.file) => (await Array.fromAsync((await import('../sheets/read-xlsx.ts')).readXlsx(file.rawPayload))).slice(2).map(({ cells }) => cells)
  const [ofOne, ofOther] = [await raw(first.file), await raw(second.file)]
  const numbers = async (text: string) => (await audit.does(traceExport, { text })).found.map(({ number, way }) => [number, way])
  expect(await numbers(ofOne[17]?.join('\t') ?? '')).toEqual([[first.asked.number, 'mark']])
  expect(await numbers(ofOther[3]?.map((cell) => `"${cell}"`).join(',') ?? '')).toEqual([[second.asked.number, 'mark']])
  // The column with the number cut off: the mark stands within the row as well.
  expect(await numbers(ofOther[5]?.slice(0, -1).join('\t') ?? '')).toEqual([[second.asked.number, 'mark']])
  const bare = (rows: readonly (readonly string[])[]) => rows.map((row) => row.slice(0, 3).join('\t')).join('\n').replace(/[\u200b-\u2060]/g, '')
  expect(await numbers(bare(ofOne))).toEqual([[first.asked.number, 'order']])
  expect(await numbers(bare(ofOther.slice(4, 50)))).toEqual([[second.asked.number, 'order']])
  expect(await numbers((await one.lists(listPeople, {})).rows.map(({ number, name }) => `${number} ${name}`).join('\n'))).toEqual([])
  expect(await world.database.adminQuery(`select count(*)::int as n from kernel.audit where verb = 'exports.trace' and subject::text like '%沈%'`)).toEqual([{ n: 0 }])
})

test('nothing that is read is changed: without marks and the line above, cells are those of the list; names, numbers, days and sums carry nothing', async ({ world }) => {
  const employerId = await world.employer({ name: '海纳精工' })
  for (let at = 0; at < 3; at++) await world.person({ employerId })
  const clerk = await world.clerkOf(employerId)
  const { file, head, rows } = await exportOf(world, clerk, listStaff, { employerId })
  const listed = (await clerk.lists(listStaff, { employerId })).rows
  expect(rows.map((cells) => [cells[head.indexOf('人才编号')], cells[head.indexOf('姓名')]]).toSorted()).toEqual(listed.map(({ number, name }) => [number, name]).toSorted())
  const raw = (await Array.fromAsync((await import('../sheets/read-xlsx.ts')).readXlsx(file.rawPayload))).slice(2)
  for (const { cells } of raw) for (const [at, cell] of cells.entries()) if (/编号|姓名|单位|日期|号码|金额/.test(head[at] ?? '') && head[at] !== '导出编号') expect(cell).not.toMatch(/[\u200b-\u200d\u2060]/)
  expect(raw.length).toBe(3)
})

test('who has to agree is told that an export waits; who asked is told the answer with the day, and of the last day when he has not fetched', async ({ world }) => {
  await strict(world)
  await people(world, 4)
  const [desk, near, leader, chief, elsewhere] = [await world.staff('reviewer', '980101'), await world.staff('talentOffice', '980101'), await world.staff('leader', '980101'), await world.staff('talentOffice', '9801'), await world.staff('talentOffice', '980104')]
  const titles = async (who: Somebody) => (await who.lists(listMine, {})).rows.map(({ title, link }) => `${title} ${link}`)
  const first = await desk.does(askExport, asking)
  for (const who of [near, leader]) expect(await titles(who)).toEqual(['有导出待您同意：人才名单 /exports/queue'])
  for (const who of [chief, elsewhere, desk]) expect(await titles(who)).toEqual([])
  expect((await near.asks(unread, {})).count).toBe(1)
  await near.does(agreeExport, { exportId: first.exportId })
  expect((await desk.lists(listMine, {})).rows).toMatchObject([{ title: '导出同意：人才名单', body: expect.stringContaining('请在2026年6月18日以前（含当天）领取'), link: '/exports', read: false }])
  const second = await desk.does(askExport, asking)
  await leader.does(declineExport, { exportId: second.exportId, reason: '用途与职责不符' })
  expect((await desk.lists(listMine, {})).rows[0]).toMatchObject({ title: '导出不同意：人才名单', body: expect.stringContaining('意见：用途与职责不符') })
  await desk.does(markRead, {})
  world.setToday('2026-06-17')
  await world.runJob(tellEndingExports.name)
  expect((await desk.asks(unread, {})).count).toBe(0)
  world.setToday('2026-06-18')
  await world.runJob(tellEndingExports.name)
  await world.runJob(tellEndingExports.name)
  expect((await desk.lists(listMine, { unread: '1' })).rows.map(({ title }) => title)).toEqual(['今天是领取的最后一天：人才名单'])
  // Nothing of it leaves the house.
  expect(await world.asSystem((db) => db.selectFrom('kernel.messageSending').select('id').execute())).toEqual([])
})

test('where the place has nobody, the place above hears; what needs nobody tells nobody; an officer hears of another officer', async ({ world }) => {
  await strict(world)
  await people(world, 4)
  const [desk, chief] = [await world.staff('reviewer', '980101'), await world.staff('talentOffice', '9801')]
  await desk.does(askExport, asking)
  expect((await chief.lists(listMine, {})).total).toBe(1)
  await desk.does(askExport, { ...asking, filters: { search: '沈一' } })
  expect((await chief.lists(listMine, {})).total).toBe(1)
  const [security, auditor] = [await world.signIn('securityOfficer'), await world.signIn('auditOfficer')]
  await auditor.does(askExport, { ...asking, list: listAudit.name, purpose: 'inspection', serves: '青审〔2026〕3号' })
  expect((await security.lists(listMine, {})).rows.map(({ title }) => title)).toEqual(['有导出待您同意：审计记录'])
})
