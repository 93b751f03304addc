import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, vi } from 'vitest'
import type { z } from 'zod'
import { exampleFund } from '../../fund/example.ts'
import { installLibrary } from '../../measures/install.ts'
import { platformOf, recognised, statistic, talentOf } from '../../test/figures.ts'
import { multipart } from '../../test/multipart.ts'
import { Said, test, type Somebody, type World } from '../../test/world.ts'
import { setTarget } from '../contract.ts'
import { askBrief, briefFilePath, CheckAnswer, checkPath, confirmBinding, FillAnswer, filePath, fillPath, forgetBinding, listConfirmations } from './contract.ts'
import { readDraft } from './read/read.ts'

// Publishing the whole library runs every stored example; on a busy machine that alone takes a while.
vi.setConfig({ testTimeout: 90_000 })

/** 临海区: three who work there, one recognised; 松川县: one. Two came this year, one of them within a programme. */
const smallCity = async (world: World): Promise<void> => {
  await world.asSystem((db) => installLibrary(db, join(import.meta.dirname, '../../policies/qingyu')))
  await world.asSystem((db) => exampleFund(db, { today: world.today }))
  const ana = await talentOf(world, { from: '2020-01-01', name: '安然' })
  await recognised(world, ana, { level: 'C', from: '2025-01-01', to: '2030-12-31' })
  await talentOf(world, { from: '2026-03-01', programme: '名校优生引进计划' })
  await talentOf(world, { from: '2025-02-01', programme: '名校优生引进计划', corps: ['高技能人才'] })
  await talentOf(world, { place: '980104101', from: '2026-05-01', programme: '高层次人才引进计划' })
  await platformOf(world, { kind: '众创空间', level: '国家级' })
  await statistic(world, { year: 2025, value: 20 })
  await statistic(world, { year: 2026, value: 20 })
}

const send = async (world: World, who: { cookie: string }, path: string, draft: string | Uint8Array, question: object, name = '讲话.txt') => {
  const form = multipart(typeof draft === 'string' ? Buffer.from(draft) : draft, name, { question: JSON.stringify(question) })
  return world.app.inject({ method: 'POST', url: path, headers: { cookie: who.cookie, ...form.headers }, payload: form.payload })
}
const ask = async <T extends z.ZodType>(world: World, who: Somebody, path: string, answer: T, draft: string, question: object): Promise<z.output<T>> => {
  const response = await send(world, who, path, draft, question)
  if (response.statusCode !== 200) throw new Said(response.statusCode, response.json())
  return answer.parseAsync(response.json())
}
const fill = (world: World, who: Somebody, draft: string, question: object = {}) => ask(world, who, fillPath, FillAnswer, draft, { asOf: world.today, ...question })
/** What stands in the text at each blank; the placeholder where it was left. */
const writtenOf = ({ blanks }: z.output<typeof FillAnswer>) => blanks.map(({ written, text }) => written ?? text)

describe('a draft that fills itself', () => {
  test('figures, changes, parameters and money, each in its sentence’s unit, with the records behind', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    const answer = await fill(world, office, '人才总量XX人，人才密度XX%，较上年提高X个百分点。今年引进名校优生XX名。现有国家级众创空间XX家。对高层次人才最高给予XX万元安家补贴。每年安排专项资金不少于XX亿元。子女入学XX人。')
    expect(writtenOf(answer)).toEqual(['4', '20', '10', '1', '1', '500', '3', 'XX'])
    expect(answer.blanks[0]).toMatchObject({ bound: { kind: 'indicator', id: 'talent.total', place: '9801', period: '2026-06-15' }, value: '4', records: '4', placeName: '青屿市', mark: 'sure', figure: 'talent.total' })
    expect(answer.blanks[3]).toMatchObject({ bound: { id: 'graduates.introduced', period: '2026-01-01/2026-06-15' } })
    expect(answer.blanks[5]).toMatchObject({ bound: { kind: 'parameter', id: 'settling-in-subsidy/highest' }, value: '5000000', document: expect.stringContaining('青屿人才〔2024〕3号') })
    expect(answer.blanks[7]).toMatchObject({ bound: null, written: null, mark: 'left', why: '系统里没有“子女入学”的记录，请自己填' })
  })

  test('the figures follow the day, and the edition in force on it', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    const draft = '人才总量XX人，高层次人才最高XX万元安家补贴。'
    expect(writtenOf(await fill(world, office, draft, { asOf: '2025-06-30' }))).toEqual(['2', '500'])
    expect(writtenOf(await fill(world, office, draft, { asOf: '2024-01-31' }))).toEqual(['1', '400'])
    await expect(fill(world, office, draft, { asOf: '2026-06-16' })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('不能晚于今天') })
  })

  test('spans: last year, a quarter, a month, a plan of five years', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    expect(writtenOf(await fill(world, office, '去年引进人才XX名；一季度引进人才XX名；5月份引进人才XX名；十四五期间引进人才XX名；2024年引进人才XX名。'))).toEqual(['1', '1', '1', '1', '0'])
  })

  test('a rise that was a fall is not written; the sentence is to be rewritten', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    const [growth] = (await fill(world, office, '人才总量同比下降XX%。')).blanks
    expect(growth).toMatchObject({ written: null, value: '100.0', why: expect.stringContaining('与句中的“下降”相反') })
  })

  test('a target, and how much of it is reached; without a target it says so', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    await office.does(setTarget, { figure: 'graduates.introduced', placeCode: '9801', year: 2026, value: '4', document: '青委人才〔2026〕1号' })
    const answer = await fill(world, office, '今年引进名校优生XX名，完成年度目标的XX%。今年引进高层次人才XX名，完成年度目标的XX%。')
    expect(writtenOf(answer)).toEqual(['1', '25', '1', 'XX'])
    expect(answer.blanks[3]?.why).toContain('没有下达2026年“本年引进高层次人才”的目标')
  })

  test('places: a county in the sentence, and a county office that is never shown another', async ({ world }) => {
    await smallCity(world)
    expect(writtenOf(await fill(world, await world.staff('talentOffice'), '临海区人才总量XX人，松川县XX人，全市XX人。'))).toEqual(['3', '1', '4'])
    const county = await world.staff('leader', '980104')
    const answer = await fill(world, county, '人才总量XX人。临海区人才总量XX人。')
    expect(writtenOf(answer)).toEqual(['1', 'XX'])
    expect(answer.blanks[1]?.why).toContain('不在您的辖区内')
    await expect(fill(world, county, '人才总量XX人。', { place: '980101' })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('what two figures fit is asked, with both and their values; the writer chooses', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    const [open] = (await fill(world, office, '引进名校优生XX名。')).blanks
    expect(open).toMatchObject({ written: null, mark: 'ask' })
    expect(open?.candidates.map(({ id, written }) => [id, written])).toEqual(expect.arrayContaining([['graduates.introduced', '1'], ['graduates.total', '2']]))
    const [chosen] = (await fill(world, office, '引进名校优生XX名。', { choices: [{ index: 1, id: 'graduates.total' }] })).blanks
    expect(chosen).toMatchObject({ written: '2', certainty: 1, why: '您选择的', mark: 'sure' })
    expect(writtenOf(await fill(world, office, '人才总量XX人。', { choices: [{ index: 1, id: 'leave' }] }))).toEqual(['XX'])
  })
})

describe('numbers from outside', () => {
  test('an imported statistic of the year is written with its source, in the sentence’s unit; without one the blank says why', async ({ world }) => {
    await smallCity(world)
    await statistic(world, { year: 2025, kind: '常住人口', value: 3_456_000 })
    const office = await world.staff('talentOffice')
    const answer = await fill(world, office, '全市常住人口XX万人，就业人员XX人。地区生产总值XX亿元，人才贡献率XX%。', {})
    expect(writtenOf(answer)).toEqual(['345.6', '20', 'XX', 'XX'])
    expect(answer.blanks[0]).toMatchObject({ bound: { id: 'statistic.常住人口', definition: '2025年，2025年统计公报（示例）' }, document: '2025年统计公报（示例）' })
    expect(answer.blanks[2]?.why).toBe('“地区生产总值”是外部统计数，还没有录入；可在“外部统计数”里连同材料和页码录入')
    expect((await fill(world, office, '松川县常住人口XX万人。')).blanks[0]?.why).toContain('没有2026年及以前的常住人口数')
    await expect(office.does(confirmBinding, { context: '贡献率□%', id: 'statistic.人才贡献率' })).rejects.toMatchObject({ code: 'noSuchThing' })
  })
})

describe('the file that goes out', () => {
  test('a text draft becomes an official document with its sources, or stays text', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    const draft = '在全市人才工作会议上的讲话\n一、形势\n人才总量XX人，子女入学XX人。'
    const word = await send(world, office, filePath, draft, { asOf: world.today, copy: 'final' })
    expect(word.headers['content-disposition']).toContain(encodeURIComponent('讲话（定稿）.docx'))
    const xml = new TextDecoder().decode(unzipSync(word.rawPayload)['word/document.xml'])
    for (const part of ['方正小标宋简体', '黑体', '仿宋_GB2312', 'w:line="560"', 'w:lineRule="exact"', '数据来源表']) expect(xml).toContain(part)
    expect(readDraft(word.rawPayload).lines.map(({ text }) => text)).toContain('人才总量4人，子女入学XX人。')
    const text = await send(world, office, filePath, draft, { asOf: world.today, copy: 'review', official: false, withSources: false })
    expect(text.payload).toBe('在全市人才工作会议上的讲话\n一、形势\n人才总量〖4〗人，子女入学〖?XX〗人。')
    const rows = await world.asSystem((db) => db.selectFrom('kernel.audit').select(['verb', 'outcome']).where('verb', '=', 'writing.file').execute())
    expect(rows).toHaveLength(2)
  })

  test('every way in which a draft is not received', async ({ world }) => {
    const office = await world.staff('talentOffice')
    const said = async (draft: string | Uint8Array, question: object) => (await send(world, office, fillPath, draft, question)).json()
    expect(await said(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), { asOf: world.today })).toMatchObject({ kind: 'invalid', message: '这是旧版 DOC 文件（或改了扩展名）：请在 Word 里另存为 DOCX' })
    expect(await said('XX人', { asOf: '2026-02-30' })).toMatchObject({ kind: 'invalid', message: expect.stringContaining('日期') })
    expect(await said('XX人', { asOf: world.today, choices: [{ index: 0, id: 'x' }] })).toMatchObject({ kind: 'invalid' })
    const bare = await world.app.inject({ method: 'POST', url: fillPath, headers: { cookie: office.cookie, 'content-type': 'application/json' }, payload: '{}' })
    expect(bare.json()).toMatchObject({ kind: 'invalid', message: '请选择一份 Word（DOCX）或文本文稿' })
  })
})

describe('what was confirmed', () => {
  test('is remembered for the place: next year’s draft says so, another place does not know it', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    const [open] = (await fill(world, office, '引进名校优生XX名。')).blanks
    await office.does(confirmBinding, { context: open?.context ?? '', id: 'graduates.total' })
    const leader = await world.staff('leader')
    expect((await fill(world, leader, '引进名校优生XX名。')).blanks[0]).toMatchObject({ bound: { id: 'graduates.total' }, certainty: 0.99, written: '2', why: expect.stringContaining('今年已如此确认') })
    expect((await fill(world, await world.staff('leader', '980104'), '引进名校优生XX名。')).blanks[0]).toMatchObject({ written: null })
    world.setToday('2027-06-15')
    const next = await fill(world, await world.staff('talentOffice'), '引进名校优生XX名。')
    expect(next.blanks[0]).toMatchObject({ bound: { id: 'graduates.total' }, why: expect.stringContaining('去年如此确认') })
  })

  test('is listed with its name, confirmed anew by a later word, and forgotten', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    await office.does(confirmBinding, { context: '引进名校优生□名', id: 'graduates.total' })
    await office.does(confirmBinding, { context: '引进名校优生□名', id: 'graduates.introduced' })
    const { rows, total } = await office.lists(listConfirmations, {})
    expect([total, rows[0]]).toEqual([1, expect.objectContaining({ title: '本年引进名校优生', bindingId: 'graduates.introduced', confirmedOn: '2026-06-15' })])
    expect((await (await world.staff('talentOffice', '980104')).lists(listConfirmations, {})).total).toBe(0)
    await office.does(forgetBinding, { id: rows[0]?.id ?? '' })
    expect((await office.lists(listConfirmations, {})).total).toBe(0)
    await expect(office.does(forgetBinding, { id: rows[0]?.id ?? '' })).rejects.toMatchObject({ code: 'gone' })
  })

  test('every refusal', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    for (const id of ['talent.happy', 'settling-in-subsidy/nothing', 'document/无此文号', 'talent.skilled/talent.happy']) await expect(office.does(confirmBinding, { context: '引进□名', id })).rejects.toMatchObject({ code: 'noSuchThing' })
    for (const id of ['talent.density.change', 'talent.total[industry=新能源]', 'settling-in-subsidy/highest', 'name.city', 'document/青屿人才〔2024〕3号']) expect(await office.does(confirmBinding, { context: `引进${id}□名`, id })).toEqual({ remembered: true })
    await expect(office.does(confirmBinding, { context: '□名', id: 'talent.total' })).rejects.toMatchObject({ code: 'tooShort' })
  })
})

describe('a finished report against the records', () => {
  test('each number is held against the record by its own rounding; what differs is told', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    const answer = await ask(world, office, checkPath, CheckAnswer, '2026年6月15日，人才总量4人，人才密度18.5%，今年引进名校优生1名，同比增长30%。安家补贴最高500万元，租房补贴最长发放24个月。举办活动8场。', { asOf: world.today })
    expect(answer.numbers.map(({ text, state, record }) => [text, state, record])).toEqual([
      ['4', 'agrees', '4'],
      ['18.5', 'differs', '20.0'],
      ['1', 'agrees', '1'],
      ['30', 'differs', '0'],
      ['500', 'agrees', '500'],
      ['24', 'differs', '36'],
      ['8', 'unknown', null],
    ])
  })

  test('超过 and 约 allow what they say and no more', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    const states = async (text: string) => (await ask(world, office, checkPath, CheckAnswer, text, { asOf: world.today })).numbers.map(({ state }) => state)
    expect(await states('人才总量超过3人。')).toEqual(['agrees'])
    expect(await states('人才总量超过5人。')).toEqual(['differs'])
    expect(await states('人才总量约5人。')).toEqual(['agrees'])
    expect(await states('人才总量约9人。')).toEqual(['differs'])
  })
})

describe('the review of a year and the comparison of the places', () => {
  test('are written from the same records, in official format, and name what they cannot say', async ({ world }) => {
    await smallCity(world)
    const leader = await world.staff('leader')
    const year = await leader.asks(askBrief, { kind: 'yearly', month: '2025-12' })
    expect(year).toMatchObject({ title: '青屿市2025年人才工作回顾', asOf: '2025-12-31' })
    expect(year.sections[0]?.text).toContain('截至2025年底，人才总量')
    expect(year.left.length).toBeGreaterThan(0)
    const running = await leader.asks(askBrief, { kind: 'yearly', month: '2026-01' })
    expect(running).toMatchObject({ asOf: world.today })
    expect(running.sections[0]?.text).toContain('目前，人才总量')
    const places = await leader.asks(askBrief, { kind: 'counties', month: '2026-05' })
    expect(places.title).toBe('青屿市各地人才工作比较（2026年5月）')
    expect(places.sections[1]?.text).toMatch(/临海区人才总量\d+人。.*松川县人才总量\d+人。/)
    const file = await world.app.inject({ method: 'GET', url: `${briefFilePath}?kind=counties&month=2026-05`, headers: { cookie: leader.cookie } })
    expect(file.statusCode).toBe(200)
    await expect(leader.asks(askBrief, { kind: 'yearly', month: '2027-01' })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('这一年还没有到') })
  })
})

describe('the monthly brief', () => {
  test('says what the records say, names what it cannot, and comes as an official document', async ({ world }) => {
    await smallCity(world)
    const leader = await world.staff('leader')
    const brief = await leader.asks(askBrief, { month: '2026-05' })
    expect(brief).toMatchObject({ title: '青屿市人才工作月度简报（2026年5月）', asOf: '2026-05-31' })
    expect(brief.sections[0]?.text).toContain('截至5月底，人才总量4人，人才密度20%。')
    expect(brief.sections[1]?.text).toContain('5月份引进人才1人。')
    expect(brief.sources[0]).toContain('口径')
    expect(brief.sources.length).toBeGreaterThan(8)
    const file = await world.app.inject({ method: 'GET', url: `${briefFilePath}?month=2026-05`, headers: { cookie: leader.cookie } })
    expect(readDraft(file.rawPayload).lines.map(({ text }) => text)).toEqual(expect.arrayContaining(['人才工作简报', '青屿市人才工作月度简报（2026年5月）', '数据来源表']))
    await expect(leader.asks(askBrief, { month: '2026-07' })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('还没有到') })
    await expect(world.app.inject({ method: 'GET', url: `${briefFilePath}?month=x`, headers: { cookie: leader.cookie } })).resolves.toMatchObject({ statusCode: 400 })
    await expect((await world.staff('leader', '980104')).asks(askBrief, { month: '2026-05', place: '980101' })).rejects.toMatchObject({ kind: 'missing' })
  })
})
