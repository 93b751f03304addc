import { sql } from 'kysely'
import { expect } from 'vitest'
import { submit } from '../../cases/contract.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { publish } from '../../test/library.ts'
import { applicantOf, classesOf, classMeasure, publishCatalogue, recognised } from '../../test/recognition.ts'
import { test } from '../../test/world.ts'
import { confirmBodyDecision, declineBodyDecision, getCatalogue, getMine, listBodyDecisions, listHolders, proposeBodyDecision, recogniseDecided } from './contract.ts'

const day = plainDate

test('a decided case becomes a class with issuer, document, edition, road and five years', async ({ world }) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { honour: 'D类荣誉' })
  const mine = await ana.asks(getMine, {})
  expect([mine.held, mine.best, mine.classes.map(({ level, outcome }) => `${level} ${outcome}`)]).toEqual([null, 'D', ['C unknown', 'D eligible', 'E unknown']])
  const caseId = await recognised(world, ana, 'class-d')
  const decidedOn = world.today
  expect(await classesOf(world, ana.personId)).toMatchObject([{ level: 'D', validFrom: decidedOn, validTo: day('2031-06-23'), revokedOn: null, caseId }])
  const office = await world.staff('talentOffice')
  expect((await office.lists(listHolders, {})).rows).toMatchObject([{ level: 'D', road: 'honour', edition: '2026', issuer: '青屿市委组织部人才办', recognisedOn: decidedOn, standing: 'held' }])
  const after = await ana.asks(getMine, {})
  expect([after.held?.level, after.held?.road, after.held?.document.includes('青委人才〔2026〕1号第六条')]).toEqual(['D', 'honour', true])
})

test('the highest of several roads and classes counts, every entry that held is told, and the decision is written once', async ({ world }) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { honour: 'C类荣誉', pay: 60_000 })
  expect((await ana.asks(getMine, {})).best).toBe('C')
  const caseId = await recognised(world, ana, 'class-c')
  const [row] = await world.asSystem(async (db) => (await sql<{ entries: string[]; road: string; editionId: string; number: string }>`select entries, road, edition_id as "editionId", number from recognition.recognition where case_id = ${caseId}`.execute(db)).rows)
  expect(row).toMatchObject({ entries: ['C类荣誉', '市场化评价'], road: 'honour' })
  await world.runJob(recogniseDecided.name, { caseId, number: 'x', measure: 'class-c', editionId: row?.editionId, subjectKind: 'person', subjectId: ana.personId, awardId: null })
  expect(await classesOf(world, ana.personId)).toHaveLength(1)
})

test('a higher class takes the place of a lower one, also of one that came from elsewhere', async ({ world }) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { honour: 'C类荣誉', level: 'E' })
  await recognised(world, ana, 'class-c')
  expect((await classesOf(world, ana.personId)).map(({ level, validFrom, validTo }) => [level, validFrom, validTo])).toEqual([['E', '2024-03-01', '2026-06-23'], ['C', '2026-06-24', '2031-06-23']])
})

test('whoever has the class or a higher one is told so, until ninety days before its end', async ({ world }) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { honour: 'D类荣誉', level: 'D', validTo: '2026-09-14' })
  await expect(ana.does(submit, { measure: 'class-d', answers: {} })).rejects.toMatchObject({ code: 'ineligible' })
  world.setToday('2026-06-16')
  expect((await ana.asks(getMine, {})).best).toBe('D')
})

test('a lower class that is decided while a higher one runs out begins on the day after it', async ({ world }) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { honour: 'E类荣誉', level: 'C', validTo: '2026-08-31' })
  await recognised(world, ana, 'class-e')
  expect((await classesOf(world, ana.personId)).map(({ level, validFrom, validTo }) => [level, validFrom, validTo])).toEqual([['C', '2024-03-01', '2026-08-31'], ['E', '2026-09-01', '2031-06-23']])
})

test('a class that was written meanwhile by another decision outranks: nothing is written over it', async ({ world }) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { honour: 'E类荣誉' })
  const other = () =>
    world.asSystem((db) =>
      sql`insert into registry.talent_class (person_id, place_code, scheme, edition, level, issuer, recognised_on, valid_from, source, as_of, verification)
        values (${ana.personId}, '980101001', '青屿市高层次人才分类目录', '2024', 'C', '省人才办', ${world.today}, ${world.today}, '省人才办', ${world.today}, 'verified')`.execute(db),
    )
  const caseId = await recognised(world, ana, 'class-e', other)
  expect((await classesOf(world, ana.personId)).map(({ level }) => level)).toEqual(['C'])
  expect(await world.asSystem(async (db) => (await sql`select outcome, class_id as "classId" from recognition.recognition where case_id = ${caseId}`.execute(db)).rows)).toEqual([{ outcome: 'outranked', classId: null }])
})

test('two classes of one catalogue that the house recognised never hold on one day, whoever writes', async ({ world }) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { honour: 'D类荣誉' })
  const caseId = await recognised(world, ana, 'class-d')
  const again = (from: string, scheme = '青屿市高层次人才分类目录') =>
    world.asSystem((db) =>
      sql`insert into registry.talent_class (person_id, place_code, scheme, edition, level, issuer, recognised_on, valid_from, valid_to, case_id, source, as_of, verification)
        values (${ana.personId}, '980101001', ${scheme}, '2026', 'C', '市人才办', ${from}, ${from}, '2040-01-01', ${caseId}, '市人才办', ${from}, 'verified')`.execute(db),
    )
  await expect(again('2031-06-23')).rejects.toThrow(/talent_class_apart/)
  await again('2031-06-24')
  await again('2027-01-01', '海东省目录')
  await expect(world.asSystem((db) => sql`update recognition.recognition set level = 'C'`.execute(db))).rejects.toThrow(/permission denied|认定结果/)
})

test('a new edition of the catalogue asks more of who applies, and takes nothing from who was recognised before', async ({ world }) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { pay: 30_000 })
  await recognised(world, ana, 'class-d')
  await world.asSystem((db) => sql`update measures.edition set valid_to = '2026-12-31' where measure = 'class-d'`.execute(db))
  await publish(world, { 'vocabulary.yaml': await world.asSystem(async (db) => (await db.selectFrom('measures.vocabulary').select('text').where('current', '=', true).executeTakeFirstOrThrow()).text), 'd2.yaml': classMeasure('D', { edition: 2, from: '2027-01-01', pay: 40_000 }) })
  world.setToday('2027-02-01')
  const bo = await applicantOf(world, { pay: 30_000 })
  await expect(bo.does(submit, { measure: 'class-d', answers: {} })).rejects.toMatchObject({ code: 'ineligible' })
  await world.runJob('recognition.openRechecks')
  expect(await world.asSystem(async (db) => (await sql`select from recognition.recheck where person_id = ${ana.personId}`.execute(db)).rows)).toHaveLength(0)
  const { classes } = await (await world.staff('talentOffice')).asks(getCatalogue, {})
  expect(classes.filter(({ level }) => level === 'D').map(({ measureEdition, inForce, holding }) => [measureEdition, inForce, holding])).toEqual([[2, true, 1], [1, false, 0]])
})

test('a named body’s decision counts once a second person has checked it', async ({ world }) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { pay: 1000 })
  const number = await world.asSystem(async (db) => (await db.selectFrom('registry.person').select('number').where('id', '=', ana.personId).executeTakeFirstOrThrow()).number)
  const office = await world.staff('talentOffice')
  const decision = { personNumber: number, level: 'C', body: '市人才工作领导小组', document: '青人才组纪要〔2026〕3号', metOn: day('2026-06-10'), reason: '带领团队填补国内空白' }
  await expect((await world.staff('talentOffice', '980101')).does(proposeBodyDecision, decision)).rejects.toMatchObject({ code: 'cityOnly' })
  await expect(office.does(proposeBodyDecision, { ...decision, personNumber: 'P404' })).rejects.toMatchObject({ code: 'nobody' })
  await expect(office.does(proposeBodyDecision, { ...decision, metOn: day('2026-06-16') })).rejects.toMatchObject({ code: 'ahead' })
  await expect(office.does(proposeBodyDecision, { ...decision, level: 'A' })).rejects.toMatchObject({ code: 'noSuchLevel' })
  const first = await office.does(proposeBodyDecision, decision)
  await expect(office.does(proposeBodyDecision, decision)).rejects.toMatchObject({ code: 'waiting' })
  await expect(office.does(confirmBodyDecision, first)).rejects.toMatchObject({ code: 'samePerson' })
  await expect(office.does(declineBodyDecision, { ...first, note: '文号不对' })).rejects.toMatchObject({ code: 'samePerson' })
  const second = await world.staff('talentOffice')
  await second.does(declineBodyDecision, { ...first, note: '文号不对' })
  await expect(second.does(confirmBodyDecision, first)).rejects.toMatchObject({ code: 'settled' })
  await expect(second.does(declineBodyDecision, { ...first, note: '文号不对' })).rejects.toMatchObject({ code: 'settled' })
  expect((await ana.asks(getMine, {})).best).toBeNull()
  const again = await office.does(proposeBodyDecision, decision)
  await second.does(confirmBodyDecision, again)
  expect((await ana.asks(getMine, {})).classes[0]).toMatchObject({ level: 'C', outcome: 'eligible', roads: [{ road: 'body' }] })
  expect((await office.lists(listBodyDecisions, {})).rows.map(({ state }) => state).toSorted()).toEqual(['confirmed', 'declined'])
  await expect(world.asSystem((db) => sql`update recognition.body_decision set level = 'D' where state = 'confirmed'`.execute(db))).rejects.toThrow(/已经核对/)
})
