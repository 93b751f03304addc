import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { readZip } from '../../../kernel/files/check/zip.ts'
import { yuan, type Id } from '../../../kernel/types.ts'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import { noticeFirst, shortPath, stepOf, test, type CaseWorld } from '../../../test/case-desks.ts'
import { upload } from '../../../test/upload.ts'
import { appeal, listAppeals, settleAppeal } from '../../appeal/contract.ts'
import { bulkDecide } from '../../bulk/contract.ts'
import { agree, object, reject, settleObjection, submit } from '../../contract.ts'
import { recordBody, recordExpert } from '../../discretion/contract.ts'
import { assignInquirer, noteInquiry } from '../../inquiry/contract.ts'
import { addReviewer, delegate, giveOpinion } from '../../office/contract.ts'
import { getCasePage, listNotices } from '../../reading/contract.ts'
import { archivePath } from '../contract.ts'
import { verifyArchive } from './verify.ts'

const measure = 'settling-in-subsidy'
const review = { ...shortPath[0]![0]!, office: { level: 'city', department: 'talent-office' } } as const

/** A case to which everything happened that can: delegated, asked about, objected to, inquired into, rejected, appealed, decided in bulk by a body's amount. */
const lived = async (desk: CaseWorld) => {
  desk.edition({ path: [[review], ...noticeFirst], amount: null })
  desk.desks.terms = { supplementDays: 15, body: '市人才工作领导小组', floor: yuan(1_000_000), cap: yuan(10_000_000) }
  desk.desks.papers = [{ name: '劳动合同', kinds: ['contract'], needed: true, why: '', since: null }]
  const { world } = desk
  const { ana } = await desk.eligible()
  const { office, education } = await desk.offices()
  const [other, inquirer, judge] = [await world.staff('talentOffice', '9801', 'talent-office'), await world.staff('talentOffice', '9801', 'talent-office'), await world.staff('talentOffice', '9801', 'talent-office')]
  const { caseId } = await ana.does(submit, { measure, answers: {}, documents: [await upload(world, ana)] })
  const reviewed = await stepOf(office, caseId)
  await office.does(delegate, { stepId: reviewed, accountId: other.accountId, reason: '外出学习一周' })
  world.setToday('2026-06-24')
  await world.runJob('cases.watchSteps')
  await other.does(addReviewer, { stepId: reviewed, level: 'city', department: 'education', question: '请核对境外学历', workingDays: 3 })
  await education.does(giveOpinion, { stepId: await stepOf(education, caseId), stance: 'for', opinion: '认证书属实' })
  await other.does(agree, { stepId: reviewed, opinion: '' })
  const [notice] = (await ana.lists(listNotices, {})).rows
  await world.post('', object.name, { noticeId: notice?.id, reason: '该同志并未在本市全职工作', name: '刘敏之' })
  const objectionId = (await office.asks(getCasePage, { caseId })).objections[0]?.id ?? ('' as Id<'objection'>)
  await office.does(assignInquirer, { objectionId, accountId: inquirer.accountId })
  await inquirer.does(noteInquiry, { objectionId, note: '到单位调取考勤，均在本市' })
  await office.does(settleObjection, { objectionId, finding: '经核实全职在岗', outcome: { is: 'dismissed' } })
  world.setToday('2026-07-15')
  await world.runJob('cases.endNotices')
  const first = await stepOf(office, caseId)
  const expert = { expert: '李工（专家组）', score: 92.5, opinion: '项目国内领先', givenOn: plainDate('2026-07-14') }
  const meeting = { body: '市人才工作领导小组', minutesNumber: '青人才纪〔2026〕7号', metOn: plainDate('2026-07-15'), amount: yuan(3_000_000) }
  await office.does(recordExpert, { stepId: first, ...expert })
  await office.does(recordBody, { stepId: first, ...meeting })
  await office.does(reject, { stepId: first, ground: { condition: 0 }, opinion: '类别已撤销' })
  await ana.does(appeal, { caseId, reason: '类别仍然有效，请重新核对' })
  const [lodged] = (await judge.lists(listAppeals, { state: 'pending' })).rows
  await judge.does(settleAppeal, { appealId: lodged?.id ?? ('' as Id<'appeal'>), outcome: 'upheld', finding: '经复核，证书仍在有效期内' })
  const second = await stepOf(office, caseId)
  await office.does(recordBody, { stepId: second, ...meeting, minutesNumber: '青人才纪〔2026〕9号' })
  expect(await office.does(bulkDecide, { stepIds: [second], opinion: '' })).toMatchObject({ done: 1, left: 0 })
  await world.runJobs()
  return { office, caseId }
}

/** What of the package speaks for each table of the case desk: a table that is not named here fails the test below. */
const partOf: Readonly<Record<string, string>> = {
  appeal: 'appeal',
  body_decision: 'bodyDecisions',
  bulk_line: 'bulk',
  case_document: 'documents',
  case_paper: 'papers',
  delegation: 'delegations',
  event: 'events',
  expert_opinion: 'experts',
  inquiry_note: 'inquiries',
  notice: 'notices',
  objection: 'objections',
  reminder: 'reminders',
  step: 'steps',
}

const packageOf = async (desk: CaseWorld, cookie: string, caseId: string) => {
  const answer = await desk.world.app.inject({ method: 'GET', url: archivePath(caseId), headers: { cookie } })
  return { bytes: answer.rawPayload, parts: new Map(readZip(answer.rawPayload).map((part) => [part.name, part.bytes])) }
}

describe('everything that happened to a case', () => {
  test('is in its package as it is in the database, table by table, and verified by its hashes', async ({ desk }) => {
    const { office, caseId } = await lived(desk)
    const { bytes, parts } = await packageOf(desk, office.cookie, caseId)
    expect(verifyArchive(bytes).findings).toEqual([])
    const data: Record<string, unknown> = JSON.parse(parts.get('办件数据.json')?.toString() ?? '{}')
    const counts = await desk.world.asSystem(async (db) => {
      const { rows: tables } = await sql<{ name: string }>`
        select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'cases' and c.column_name = 'case_id' and t.table_type = 'BASE TABLE' and c.table_name <> 'archive' order by 1`.execute(db)
      const found: Record<string, number> = {}
      for (const { name } of tables) found[name] = (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(`cases.${name}`)} where case_id = ${caseId}`.execute(db)).rows[0]?.n ?? 0
      return found
    })
    const packed = Object.fromEntries(Object.keys(counts).map((table) => [table, [data[partOf[table] ?? '']].flat().filter((row) => row !== null && row !== undefined).length]))
    expect(packed).toEqual(counts)
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([])
  })

  test('stands in the index in words: who handed it to whom, who was asked, what experts and meeting said, the inquiry, the appeal, the bulk run', async ({ desk }) => {
    const { office, caseId } = await lived(desk)
    const { parts } = await packageOf(desk, office.cookie, caseId)
    const said = await wordsOf(parts.get('归档目录.pdf') ?? new Uint8Array())
    const wanted = ['移交', '外出学习一周', '加签', '请核对境外学历', '无异议：认证书属实', '专家意见', '项目国内领先', '会议决定', '青人才纪〔2026〕7号', '青人才纪〔2026〕9号', '异议调查', '到单位调取考勤，均在本市', '复核', '类别仍然有效', '经复核，证书仍在有效期内', '批量审定', '办成1件，未办0件', '催办提醒']
    expect(wanted.filter((words) => !said.includes(words))).toEqual([])
  })

  test('but nothing of what did not happen: no empty heading', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { ana } = await desk.eligible()
    const { county } = await desk.offices()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    await county.does(reject, { stepId: await stepOf(county, caseId), ground: { condition: 0 }, opinion: '类别已撤销' })
    await desk.world.runJobs()
    const { parts } = await packageOf(desk, county.cookie, caseId)
    const said = await wordsOf(parts.get('归档目录.pdf') ?? new Uint8Array())
    expect(['移交', '加签', '专家意见', '会议决定', '异议调查', '批量办理', '催办提醒'].filter((words) => said.includes(words))).toEqual([])
  })
})

const wordsOf = async (bytes: Uint8Array): Promise<string> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const pdf = await loading.promise
  let words = ''
  for (let page = 1; page <= pdf.numPages; page++) words += (await (await pdf.getPage(page)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join('')
  await loading.destroy()
  return words.replaceAll(/\s/g, '')
}
