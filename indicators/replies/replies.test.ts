import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, vi } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { installLibrary } from '../../measures/install.ts'
import { statistic, talentOf } from '../../test/figures.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { Said, test, type Somebody, type World } from '../../test/world.ts'
import { askUses } from '../uses/contract.ts'
import { writers } from '../writing/contract.ts'
import { askReply, replyFilePath } from './contract.ts'

vi.setConfig({ testTimeout: 90_000 })

/** 临海区: two came this year and one last year within 名校优生; 松川县: one. */
const smallCity = async (world: World): Promise<Somebody> => {
  await world.asSystem((db) => installLibrary(db, join(import.meta.dirname, '../../policies/qingyu')))
  for (const from of ['2026-02-01', '2026-03-01', '2025-02-01']) await talentOf(world, { from, programme: '名校优生引进计划' })
  await talentOf(world, { place: '980104101', from: '2024-05-01' })
  for (const [place, value] of [['9801', 40], ['980101', 20], ['980104', 20]] as const) await statistic(world, { place, year: 2026, value })
  return world.staff('talentOffice')
}
const ask = (who: Somebody, question: string, more: { asOf?: string; place?: string; choices?: { part: number; id: string }[] } = {}) => who.asks(askReply, { question, choices: more.choices ?? [], ...(more.place ? { place: more.place } : {}), ...(more.asOf ? { asOf: plainDate(more.asOf) } : {}) })
const file = (world: World, who: { cookie: string }, input: object) => world.app.inject({ method: 'GET', url: `${replyFilePath}?ask=${encodeURIComponent(JSON.stringify(input))}`, headers: { cookie: who.cookie } })

describe('a reply out of the records', () => {
  test('a number and its change, each with its definition and records', async ({ world }) => {
    const office = await smallCity(world)
    const { parts, place, asOf } = await ask(office, '今年引进了多少名校优生？比去年多多少？')
    expect([place.name, asOf]).toEqual(['青屿市', '2026-06-15'])
    expect(parts.map(({ sentence }) => sentence)).toEqual(['2026年1月1日至6月15日，青屿市引进名校优生 2 人。', '2026年1月1日至6月15日，青屿市引进名校优生 2 人，比上年同期增加 1 人（增长 100%）。'])
    expect(parts[0]).toMatchObject({ outcome: 'told', id: 'graduates.introduced', figure: 'graduates.introduced', records: '2', definition: expect.stringContaining('名校优生') })
  })

  test('places in their order; who has no number is named', async ({ world }) => {
    const office = await smallCity(world)
    const [most] = (await ask(office, '哪个县人才密度最高？')).parts
    expect(most?.sentence).toMatch(/^截至2026年6月15日，青屿市各地人才密度最高的是临海区，15%；其后是松川县 5%/)
    expect((await ask(await world.staff('talentOffice', '980101'), '哪个县人才密度最高？', { place: '980101001' })).parts[0]).toMatchObject({ outcome: 'left', why: '这个地方没有下一级，比不了' })
  })

  test('a standard of a policy is told by the edition in force', async ({ world }) => {
    const office = await smallCity(world)
    expect((await ask(office, '高层次人才安家补贴最高能给多少万？')).parts[0]).toMatchObject({ outcome: 'told', id: 'settling-in-subsidy/highest', sentence: expect.stringContaining('500万元') })
  })

  test('what is not on record is said so; where several fit the asker chooses', async ({ world }) => {
    const office = await smallCity(world)
    expect((await ask(office, '今年申请了多少专利？')).parts).toMatchObject([{ outcome: 'left', sentence: null, why: '系统里没有“专利”的记录，请自己填' }])
    const [asked] = (await ask(office, '全市现在有多少人才？')).parts
    expect(asked).toMatchObject({ outcome: 'asked', sentence: null })
    expect((await ask(office, '全市现在有多少人才？', { choices: [{ part: 1, id: 'talent.total' }] })).parts[0]).toMatchObject({ outcome: 'told', sentence: '截至2026年6月15日，青屿市人才总量 4 人。' })
  })

  test('the day and the place are held: none ahead, none outside, none too long', async ({ world }) => {
    const office = await smallCity(world)
    await expect(ask(office, '人才总量是多少？', { asOf: '2026-06-16' })).rejects.toMatchObject({ kind: 'invalid' })
    expect((await ask(office, '人才总量是多少？', { asOf: '2025-12-31' })).parts[0]?.sentence).toBe('截至2025年12月31日，青屿市人才总量 2 人。')
    const county = await world.staff('talentOffice', '980104')
    await expect(ask(county, '人才总量是多少？', { place: '980101' })).rejects.toMatchObject({ kind: 'missing' })
    expect((await ask(county, '人才总量是多少？')).parts[0]?.sentence).toContain('松川县人才总量 1 人')
    await expect(world.post(office.cookie, askReply.name, { question: '问'.repeat(301) })).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('as an official document, and every figure in it knows that it was used', async ({ world }) => {
    const office = await smallCity(world)
    const response = await file(world, office, { question: '人才总量是多少？人才公寓建了多少套？' })
    expect(response.statusCode).toBe(200)
    const xml = new TextDecoder().decode(unzipSync(new Uint8Array(response.rawPayload))['word/document.xml'])
    const text = xml.replace(/<[^>]+>/g, '')
    for (const words of ['有关人才工作数据的答复', '青屿市人才总量 4 人', '没有答复的', '人才公寓', '数据来源表']) expect(text).toContain(words)
    expect(xml).toContain('方正小标宋简体')
    expect((await office.asks(askUses, { figure: 'talent.total', limit: 50 })).uses).toMatchObject([{ kind: 'reply', value: '4', now: '4' }])
    expect((await file(world, office, {})).statusCode).toBe(400)
    expect((await world.app.inject({ method: 'GET', url: replyFilePath, headers: { cookie: office.cookie } })).statusCode).toBe(400)
  })

  test('is for those who write; a stranger is asked to sign in', async ({ world }) => {
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      const word = writers.some((one) => one === role) ? 'yes' : 'denied'
      expect([role, await answerOf(ask(who, '人才总量是多少？'))]).toEqual([role, word])
      const taken = async () => {
        const response = await file(world, who, { question: '人才总量是多少？' })
        if (response.statusCode !== 200) throw new Said(response.statusCode, response.json())
      }
      expect([role, 'file', await answerOf(taken())]).toEqual([role, 'file', word])
    }
    expect((await file(world, { cookie: '' }, { question: '人才总量是多少？' })).statusCode).toBe(401)
  })
})
