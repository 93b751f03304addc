import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import type { Id } from '../../kernel/types.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { personWith, numberOf } from '../../test/feeds.ts'
import { test, World } from '../../test/world.ts'
import { getPerson } from '../contract.ts'
import { addDocument, documentHands } from '../documents/contract.ts'
import { exchangers, exportExchange, importExchange } from './contract.ts'
import { readFile, writeFile } from './file.ts'
import { sealedSum } from '../sealed-sums.ts'

const told = { source: '市教育局', asOf: '2026-05-31', verification: 'verified' }

/** A person of whom every section of the profile says something. */
const whole = async (world: World): Promise<{ personId: Id<'person'>; number: string }> => {
  const personId = await personWith(world, 1, { name: '沈知远' })
  const employerId = await world.employer()
  const office = await world.staff('talentOffice')
  await office.does(addDocument, { personId, documentType: '护照', number: 'E00000001', name: 'SHEN ZHIYUAN', validTo: null, source: '窗口核验原件' })
  await world.asSystem(async (db) => {
    const of = { personId, placeCode: '980101001', ...told }
    await db.updateTable('registry.employer').set({ creditCode: '91330100799655058B' }).where('id', '=', employerId).execute()
    await db.updateTable('registry.person').set({ corps: ['专业技术人才', '高技能人才'] }).where('id', '=', personId).execute()
    await db.insertInto('registry.degree').values({ ...of, education: '博士研究生', degree: '博士', school: 'University of Nowhere', country: '英国', fullTime: true, certifiedAbroad: true, certificateNumber: 'RZ0001', graduatedOn: '2017-06-25' }).execute()
    await db.insertInto('registry.title').values({ ...of, series: '工程技术人员', level: '副高级', name: '高级工程师' }).execute()
    await db.insertInto('registry.skill').values({ ...of, level: '高级工', system: '国家职业资格五级', occupation: '车工' }).execute()
    await db.insertInto('registry.talentClass').values({ ...of, scheme: '青屿市人才分类目录', edition: '2025', level: 'C', issuer: '市委组织部', recognisedOn: '2025-03-01', validFrom: '2025-03-01', validTo: '2028-02-29' }).execute()
    const [post, insured, home] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
    await db.insertInto('registry.employment').values({ ...of, id: post, employerId, mode: '全职', post: '总工程师', startedOn: '2020-07-01', contractFrom: '2020-07-01', contractTo: '2026-06-30', monthlyPaySealed: sealedSum('pay', post, 2_500_000) }).execute()
    await db.insertInto('registry.partTimePost').values({ ...of, organisation: '青屿大学', post: '产业教授', startedOn: '2022-09-01' }).execute()
    await db.insertInto('registry.insurance').values({ ...of, id: insured, employerId, kind: '五险', months: '[2020-07-01,2026-06-01)', baseSealed: sealedSum('base', insured, 860_000) }).execute()
    await db.insertInto('registry.honour').values({ ...of, name: '青屿市技术能手', level: '市级', rank: 2, awardedOn: '2024-05-01' }).execute()
    await db.insertInto('registry.project').values({ ...of, name: '海工装备液压件', level: '省级', role: '主持', amountFen: sql`900719925474099301`, startedOn: '2023-01-01' }).execute()
    await db.insertInto('registry.patent').values({ ...of, name: '一种接头', kind: '发明', number: 'ZL202300000001.0', status: '授权', appliedOn: '2023-01-01', grantedOn: '2024-01-01' }).execute()
    await db.insertInto('registry.contest').values({ ...of, name: '职业技能大赛', edition: '第三届', level: '国家级', award: '银奖' }).execute()
    await db.insertInto('registry.introduction').values({ ...of, employerId, mode: '全职', channel: '校地合作', introducedOn: '2020-07-01', contractYears: '5' }).execute()
    await db.insertInto('registry.housing').values({ ...of, id: home, homesInCity: 0, rents: true, monthlyRentSealed: sealedSum('rent', home, 180_000) }).execute()
    await db.insertInto('registry.householdRegistration').values({ ...of, inCity: true, registeredIn: '青屿市临海区' }).execute()
    await db.insertInto('registry.householdMember').values({ ...of, relation: '子女', birthDate: '2019-01-01' }).execute()
    await db.insertInto('registry.appraisal').values({ ...of, employerId, year: 2025, result: '优秀' }).execute()
    await db.insertInto('registry.recordCheck').values({ ...of, subject: '学历' }).execute()
    await db.insertInto('registry.personFact').values([{ ...of, fact: '境外工作年限', value: '3' }, { ...of, fact: '擅长语言', value: '["英语","<德语>&"]' }]).execute()
  })
  const { number } = await world.asSystem((db) => db.selectFrom('registry.person').select('number').where('id', '=', personId).executeTakeFirstOrThrow())
  return { personId, number }
}

const exported = async (world: World, number: string, format: 'json' | 'xml') => {
  const office = await world.staff('talentOffice')
  const { text } = await office.does(exportExchange, { numbers: [number], format, masked: false, purpose: '与省人才库交换' })
  return text
}

describe('the exchange profile', () => {
  for (const format of ['xml', 'json'] as const) {
    test(`out of one house and into an empty one, as ${format}: the same person in every record`, async ({ world }) => {
      const { number, personId } = await whole(world)
      const text = await exported(world, number, format)
      const sent = readFile(text)
      expect(Object.values(sent.people[0]?.records ?? {}).map((rows) => rows.length).reduce((a, b) => a + b, 0)).toBe(19)
      expect(sent.people[0]?.records.education?.[0]).toMatchObject({ education: { code: '11', name: '博士研究生' }, degree: { code: '2', name: '博士' }, certifiedAbroad: true })
      expect(sent.people[0]).toMatchObject({ gender: { code: '1', name: '男' }, birthdate: '1992-03-01' })
      expect(readFile(writeFile(sent, format))).toEqual(sent)
      const other = await World.begin()
      try {
        const office = await other.staff('talentOffice')
        expect(await office.does(importExchange, { text, trust: true })).toEqual({ people: 1, known: 0, records: 19 })
        expect(await office.does(importExchange, { text, trust: true })).toEqual({ people: 0, known: 1, records: 0 })
        const [arrived] = await other.asSystem((db) => db.selectFrom('registry.person').select(['number', 'id']).execute())
        if (!arrived) throw new Error('nobody arrived')
        const again = readFile(await exported(other, arrived.number, format))
        const plain = (file: typeof sent) => file.people.map(({ talentId: _, ...person }) => person)
        expect(plain(again)).toEqual(plain(sent))
        const [here, there] = [await (await world.staff('talentOffice')).asks(getPerson, { personId }), await office.asks(getPerson, { personId: arrived.id as Id<'person'> })]
        const facts = (page: typeof here) => page.facts.map(({ group, text: words, source, verification }) => [group, words, source, verification])
        expect(facts(there)).toEqual(facts(here))
      } finally {
        await other.end()
      }
    })
  }

  test('without trust everything is declared; masked files, broken ones and strange places are refused whole', async ({ world }) => {
    const { number } = await whole(world)
    const office = await world.staff('talentOffice')
    const { text: masked } = await office.does(exportExchange, { numbers: [number], format: 'json', masked: true, purpose: '与省人才库交换' })
    expect(masked).not.toContain(numberOf(1))
    expect(masked).not.toContain('E00000001')
    const text = await exported(world, number, 'json')
    const other = await World.begin()
    try {
      const there = await other.staff('talentOffice')
      const wrong = (bad: string) => expect(there.does(importExchange, { text: bad, trust: false })).rejects.toMatchObject({ code: 'unreadable' })
      await wrong(masked)
      await wrong('{"a"')
      await wrong('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')
      await wrong('<talentExchange type="group">')
      await wrong(text.replaceAll('"980101001"', '"110101001"'))
const bent = readFile(text)
      const title = bent.people[0]?.records.title?.[0]
      if (!title) throw new Error('the title went out')
      title['level'] = { name: '大师级' }
      await wrong(JSON.stringify(bent))
      await wrong(text.replace('"fullTime"', '"importBatchId"'))
      await wrong(text.replace(numberOf(1), numberOf(1).slice(0, 17) + (numberOf(1).endsWith('0') ? '1' : '0')))
      const twins = JSON.stringify({ ...readFile(text), people: [readFile(text).people[0], readFile(text).people[0]] })
      expect(await there.does(importExchange, { text: twins, trust: false })).toMatchObject({ people: 1, known: 1 })
      const { rows } = await other.asSystem((db) => sql<{ verification: string }>`select distinct verification::text from registry.degree union select verification::text from registry.person`.execute(db))
      expect(rows).toEqual([{ verification: 'declared' }])
    } finally {
      await other.end()
    }
    const [one] = readFile(text).people
    const self = JSON.stringify({ ...readFile(text), people: [{ ...one, otherDocuments: [{ type: '居民身份证', number: numberOf(1), name: '沈知远', ...told }] }] })
    const third = await World.begin()
    try {
      await expect((await third.staff('talentOffice')).does(importExchange, { text: self, trust: false })).rejects.toMatchObject({ code: 'taken' })
    } finally {
      await third.end()
    }
    await expect(office.does(exportExchange, { numbers: ['P9999999'], format: 'xml', masked: true, purpose: '与省人才库交换' })).rejects.toMatchObject({ code: 'missing' })
    const audit = await world.asSystem((db) => db.selectFrom('kernel.audit').select('subject').where('verb', '=', 'registry.exportExchange').where('outcome', '=', 'done').execute())
    expect(audit.map(({ subject }) => subject)).toContainEqual({ people: '1', masked: 'true', purpose: '与省人才库交换' })
  })

  test('the export, the import and a second document by duty; a person of another county is missing', async ({ world }) => {
    const { number, personId } = await whole(world)
    for (const role of everyRole) {
      const [here, there] = [await somebodyAs(world, role), await somebodyAs(world, role, { place: '980104' })]
      const may = (roles: readonly string[]) => (roles.includes(role) ? 'yes' : 'denied')
      expect([role, await answerOf(here.does(exportExchange, { numbers: [number], format: 'json', masked: true, purpose: '核对交换格式' }))]).toEqual([role, may(exchangers)])
      expect([role, await answerOf(here.does(importExchange, { text: '{}', trust: false }))]).toEqual([role, may(exchangers)])
      const add = { personId, documentType: '护照', number: 'E1', name: 'SHEN', validTo: null, source: '窗口核验原件' } as const
      expect([role, await answerOf(here.does(addDocument, add))]).toEqual([role, may(documentHands)])
      expect([role, await answerOf(there.does(addDocument, add))]).toEqual([role, may(documentHands) === 'yes' ? 'missing' : 'denied'])
    }
  })
})
