import { unzipSync } from 'fflate'
import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { readSheet } from '../../kernel/sheets/index.ts'
import { askExport, seeExport } from '../../kernel/exports/contract.ts'
import { fen, wan, type Id } from '../../kernel/types.ts'
import { draftOf, holdSmallCity, installSmallLibrary, type OpenDraft } from '../../test/laboratory.ts'
import { recognise } from '../../test/library.ts'
import { test, type World } from '../../test/world.ts'
import { move, post } from '../../fund/ledger.ts'
import { getScenario, listScenarios, rowsBehind, rowsExportPath, saveScenario, scenarioFilePath, whatIf } from './what-if-contract.ts'

/** Three people of class D: 25 and 38 years old in 临海区, 50 in 松川县; one of 30 whose class nobody knows. */
interface Town extends OpenDraft {
  young: Id<'person'>
  middle: Id<'person'>
  old: Id<'person'>
}
const townOf = async (world: World, age = 40): Promise<Town> => {
  const [young, middle, old] = [await world.person({ birthDate: '2000-10-01', name: '沈知远' }), await world.person({ birthDate: '1988-01-01', name: '陆行简' }), await world.person({ birthDate: '1976-01-01', name: '顾平川', place: '980104101' })]
  await world.person({ birthDate: '1996-01-01' })
  for (const one of [young, middle, old]) await recognise(world, one, 'D')
  const open = await draftOf(world, age)
  await holdSmallCity(world)
  return { ...open, young, middle, old }
}
const asked = (text: string) => ({ drafts: [{ name: '草稿', text }], by: [], years: false })

describe('what a draft would change', () => {
  test('who is in, who is out, who is not known; the money of each year; the groups', async ({ world }) => {
    const { writer, text } = await townOf(world)
    const answer = await writer.asks(whatIf, { drafts: [{ name: '草稿', text }], by: ['place', 'age', 'class', 'industry'], years: true })
    expect(answer).toMatchObject({ subject: 'person', subjects: 4, on: '2026-06-15', now: { edition: 1, eligible: 1, unknown: 1, fen: 2_000_000n }, offers: ['place', 'class', 'age'] })
    const [draft] = answer.drafts
    expect(draft).toMatchObject({ eligible: 2, newlyIn: 1, newlyOut: 0, unknown: 1, fen: 4_000_000n, years: [{ year: 2026, fen: 2_000_000n }, { year: 2027, fen: 2_000_000n }] })
    // The vocabulary of this library has no industry: that breakdown is not offered, and asking for it is no fault.
    expect(draft?.breakdowns.map(({ by }) => by)).toEqual(['place', 'age', 'class'])
    expect(draft?.breakdowns[0]?.groups).toMatchObject([{ key: '980101', label: '临海区', eligibleNow: 1, eligible: 2, newlyIn: 1 }])
    expect(draft?.breakdowns[1]?.groups).toMatchObject([{ label: '25–34岁', eligible: 1 }, { label: '35–44岁', eligible: 1, newlyIn: 1 }])
    expect(draft?.fairness).toBe('没有人因此不再符合，也没有群体的金额减少。')
  })

  test('two to four scenarios stand side by side, each against what is in force; who bears a loss is said in words', async ({ world }) => {
    const { writer, text } = await townOf(world, 55)
    const strict = text.replace('年龄 <= 55', '年龄 <= 20')
    const { drafts } = await writer.asks(whatIf, { drafts: [{ name: '放宽', text }, { name: '收紧', text: strict }, { name: '减半', text: text.replace('D: 20000', 'D: 10000') }], by: ['place', 'age'], years: false })
    expect(drafts.map(({ name, eligible, newlyIn, newlyOut, lowered }) => [name, eligible, newlyIn, newlyOut, lowered])).toEqual([['放宽', 3, 2, 0, 0], ['收紧', 0, 0, 1, 0], ['减半', 3, 2, 0, 1]])
    expect(drafts[1]?.fairness).toBe('受影响最大：区县是临海区（1 人中 1 人不再符合），年龄是25–34岁（1 人中 1 人不再符合）。')
    expect(drafts[1]?.bearers[0]).toMatchObject({ by: 'place', label: '临海区', newlyOut: 1, shareOfGroup: 1, words: '临海区：现符合 1 人中 1 人不再符合（100%），金额减少 2 万元' })
    await expect(world.post(writer.cookie, whatIf.name, { drafts: Array.from({ length: 5 }, (_, at) => ({ name: `方案${at}`, text })) })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('最多同时比较四个方案') })
  })

  test('a text with an error is told where, and the figures wait; so they do while the city is loaded', async ({ world }) => {
    const { writer, text } = await draftOf(world)
    await expect(writer.asks(whatIf, asked(text.replace('年龄 <= 40', '年令 <= 40')))).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('第10行') })
    await expect(writer.asks(whatIf, asked(text))).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('没有装载全市数据') })
    await holdSmallCity(world)
    expect((await writer.asks(whatIf, asked(text))).subjects).toBe(0)
    await expect(writer.asks(whatIf, { drafts: [{ name: '甲', text }, { name: '乙', text: text.replace('for: person', 'for: team').replace('once: person', 'once: team') }], by: [], years: false })).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('the draft is judged as if it were in force on the day, whatever its own first day', async ({ world }) => {
    const { writer, text } = await townOf(world)
    const { drafts } = await writer.asks(whatIf, asked(text.replace('from: 2026-01-01', 'from: 2027-01-01')))
    expect(drafts[0]).toMatchObject({ eligible: 2 })
  })

  test('the money stands beside the line: what it has, what is free, what is promised already', async ({ world }) => {
    const { writer, text } = await townOf(world)
    await world.asSystem(async (db) => {
      const fund = await db.insertInto('fund.specialFund').values({ year: 2026, placeCode: '9801', title: '专项资金', promisedFloorFen: wan(1), floorDocument: '青委发〔2023〕12 号' }).returning('id').executeTakeFirstOrThrow()
      const line = await db.insertInto('fund.budgetLine').values({ fundId: fund.id, code: 'talent/living', title: '生活补贴', year: 2026, placeCode: '9801' }).returning('id').executeTakeFirstOrThrow()
      await post(db, [{ kind: 'allot', day: plainDate('2026-01-01'), placeCode: '9801', document: '青财行〔2026〕3 号', says: '下达', legs: move(line.id, 'appropriation', 'available', wan(5)) }])
    })
    const { budget } = await writer.asks(whatIf, { ...asked(text), years: true })
    expect(budget).toEqual({ code: 'talent/living', years: [{ year: 2026, title: '生活补贴', appropriated: wan(5), available: wan(5), promised: fen(0n) }] })
  })

  test('a county looks at its own people', async ({ world }) => {
    const { text } = await townOf(world, 55)
    const county = await world.staff('talentOffice', '980104')
    expect(await county.asks(whatIf, asked(text))).toMatchObject({ subjects: 1, drafts: [{ eligible: 1 }] })
  })
})

describe('the list behind a figure', () => {
  test('names whom it counts, with the money now and then, of one group where asked', async ({ world }) => {
    const { writer, text, middle } = await townOf(world)
    const list = { which: 'newly-in' as const, offset: 0, limit: 50 }
    expect(await writer.asks(rowsBehind, { text, ...list })).toMatchObject({ total: 1, rows: [{ id: middle, name: '陆行简', place: '临海区', fenNow: null, fen: 2_000_000n }] })
    expect(await writer.asks(rowsBehind, { text, ...list, which: 'eligible', group: { by: 'age', key: '25-34' } })).toMatchObject({ total: 1, rows: [{ name: '沈知远' }] })
  })

  test('goes out as an Excel file, and the audit trail says how many rows', async ({ world }) => {
    const { writer, text } = await townOf(world)
    const send = (who: { cookie: string }, body: unknown) => world.app.inject({ method: 'POST', url: rowsExportPath, headers: { cookie: who.cookie, 'content-type': 'application/json' }, payload: JSON.stringify(body) })
    expect((await send(writer, {})).json()).toMatchObject({ kind: 'refused', code: 'purposeNeeded' })
    const { exportId, rows: many, number } = await writer.does(askExport, { list: rowsBehind.name, filters: { text, which: 'eligible' }, purpose: 'statistics', reason: '核对方案涉及的人' })
    expect(many).toBe(2)
    expect((await writer.asks(seeExport, { exportId })).conditions).toEqual(['按草稿测算：符合'])
    const response = await send(writer, { exportId })
    expect(response.statusCode).toBe(200)
    const rows = []
    for await (const row of readSheet(response.rawPayload)) rows.push(row.cells)
    expect(rows[0]?.[1]).toBe('姓名或名称')
    expect(rows.slice(1).map((cells) => cells[1]).toSorted()).toEqual(['沈知远', '陆行简'].toSorted())
    expect(rows[1]?.at(-1)).toBe(number)
    const [audit] = await world.database.adminQuery(`select subject from kernel.audit where verb = 'lab.rows.export' and outcome = 'done'`)
    expect(audit).toMatchObject({ subject: { rows: '2', which: 'eligible' } })
    const talent = await world.talent()
    expect((await send(talent, {})).statusCode).toBe(403)
    expect((await send(writer, { exportId: 'x' })).statusCode).toBe(400)
  })
})

describe('a scenario', () => {
  const save = async (world: World) => {
    const town = await townOf(world)
    const drafts = [{ name: '草稿', text: town.text }, { name: '方案二', text: town.text.replace('年龄 <= 40', '年龄 <= 20') }]
    const { scenarioId, number } = await town.writer.does(saveScenario, { title: '放宽到四十岁', draftId: town.draftId, drafts })
    return { ...town, scenarioId, number }
  }

  test('keeps question and answer of the day: what changes afterwards changes nothing in it, and no person is in it', async ({ world }) => {
    const { writer, scenarioId, number, young } = await save(world)
    expect(number).toBe('FA202600001')
    await world.person({ birthDate: '2001-01-01' })
    const kept = await writer.asks(getScenario, { scenarioId })
    expect(kept).toMatchObject({ title: '放宽到四十岁', subjects: 4, scenes: 2, madeByName: '甲1', answer: { subjects: 4, drafts: [{ eligible: 2, newlyIn: 1 }, { eligible: 0, newlyOut: 1 }] } })
    expect(kept.nowText).toContain('年龄 <= 35')
    const [row] = await world.database.adminQuery(`select question::text || answer::text as all from measures.scenario`)
    expect(JSON.stringify(row)).not.toContain('沈知远')
    expect(JSON.stringify(row)).not.toContain(young)
    await expect(world.database.adminQuery(`update measures.scenario set title = 'x'`)).rejects.toMatchObject({ code: 'JY001' })
  })

  test('is opened by its link in the place of its maker, by the finance bureau too, and by nobody else', async ({ world }) => {
    const { scenarioId } = await save(world)
    for (const role of ['leader', 'financeMaker'] as const) {
      const reader = await world.staff(role)
      expect((await reader.asks(getScenario, { scenarioId })).title).toBe('放宽到四十岁')
      expect((await reader.lists(listScenarios, { search: '四十' })).total).toBe(1)
    }
    await expect((await world.staff('leader', '980104')).asks(getScenario, { scenarioId })).rejects.toMatchObject({ kind: 'missing' })
    await expect((await world.staff('reviewer')).asks(getScenario, { scenarioId })).rejects.toMatchObject({ kind: 'denied' })
  })

  test('with a text that does not read is not kept', async ({ world }) => {
    await installSmallLibrary(world)
    const { writer, text } = { writer: await world.staff('talentOffice'), text: 'measure: x' }
    await expect(writer.does(saveScenario, { title: '坏的', drafts: [{ name: '草稿', text }] })).rejects.toMatchObject({ code: 'notReadable' })
  })

  test('goes out as Word and Excel with its figures, its groups and the clauses that differ', async ({ world }) => {
    const { writer, scenarioId } = await save(world)
    const get = async (kind: 'docx' | 'xlsx') => world.app.inject({ method: 'GET', url: scenarioFilePath(scenarioId, kind), headers: { cookie: writer.cookie } })
    const word = await get('docx')
    expect(word.statusCode).toBe(200)
    const body = new TextDecoder().decode(unzipSync(word.rawPayload)['word/document.xml'])
    for (const words of ['青年人才津贴测算：放宽到四十岁', '比现行新增 1 人', '第1版', '临海区', '年龄 &lt;= 35', '年龄 &lt;= 40', '受影响最大']) expect(body).toContain(words)
    expect(body).toContain('w:eastAsia="仿宋"')
    const rows = []
    for await (const row of readSheet((await get('xlsx')).rawPayload)) rows.push(row.cells)
    expect(rows[0]).toEqual(['部分', '项', '现行', '草稿', '方案二'])
    expect(rows.find((cells) => cells[1] === '符合')).toEqual(['比较', '符合', '1', '2', '0'])
    expect(rows.find((cells) => cells[1] === '2027年')).toEqual(['分年金额（元）', '2027年', '10000', '20000'])
    expect((await world.app.inject({ method: 'GET', url: scenarioFilePath(scenarioId, 'docx') })).statusCode).toBe(401)
  })
})
