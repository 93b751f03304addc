import { sql } from 'kysely'
import { expect, onTestFinished } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { patentCheck } from '../../kernel/codes/patent-number.ts'
import { enterRecord, withdrawRecord } from '../../registry/by-hand/contract.ts'
import { test, type World } from '../../test/world.ts'
import { lastMatch, listEntitlements, listMeasures, runMatch } from '../contract.ts'
import { liveLibrary } from '../library.ts'
import { measure, publish, recognise, vocabulary } from '../../test/library.ts'
import { holdCity, startCity } from './host.ts'
import { hostOf, LiveCity, type CityState } from './live-city.ts'

const cityOf = async (world: World): Promise<LiveCity> => {
  const city = new LiveCity({ database: world.database, clock: () => world.today, threads: 1 })
  await city.load()
  return city
}
/** Rounds until nothing waits. */
const settle = async (city: LiveCity): Promise<void> => {
  while ((await city.step()) > 0);
}
const eligible = (city: LiveCity) => city.standing('person', 'young-allowance', 0, 10).rows.map(({ id, fen }) => [id, fen])
const notes = async (world: World) => (await world.database.adminQuery('select from kernel.subject_change')).length

test('the city takes in everybody that the registry has, and says what a draft would change', async ({ world }) => {
  await publish(world, { 'a.yaml': measure() })
  const [young, old] = [await world.person({ birthDate: '2000-01-01' }), await world.person({ birthDate: '1986-01-01' })]
  for (const one of [young, old]) await recognise(world, one, 'D')
  const city = await cityOf(world)
  expect(city.state).toMatchObject({ ready: true, subjects: { person: 2, employer: 0, team: 0 }, on: world.today, strangeFacts: 0 })
  expect(eligible(city)).toEqual([[young, 2_000_000n]])
  const library = await world.asSystem(liveLibrary)
  const now = library.inForce(world.today).get('young-allowance')?.edition
  if (!now) throw new Error('published above')
  const draft = { ...now, conditions: now.conditions.slice(1) }
  const answer = await city.whatIf({ now, drafts: [draft], on: world.today, by: [[{ kind: 'place', digits: 6 }]] })
  expect(answer.drafts[0]).toMatchObject({ eligible: 2, newlyIn: 1, fen: 4_000_000n, groups: [[{ key: ['980101'], newlyIn: 1 }]] })
  expect(await city.rows({ now, draft, on: world.today, which: 'newly-in', offset: 0, limit: 5 })).toEqual({ total: 1, rows: [{ id: old, fenNow: null, fen: 2_000_000n }] })
})

test('a change of the registry is in the city after one round, and whoever became eligible is on the list', async ({ world }) => {
  await publish(world, { 'a.yaml': measure() })
  const person = await world.person({ birthDate: '2000-01-01' })
  const office = await world.staff('talentOffice')
  await office.does(runMatch, {})
  await world.runJobs()
  const city = await cityOf(world)
  expect(eligible(city)).toEqual([])
  await recognise(world, person, 'C')
  expect(await notes(world)).toBeGreaterThan(0)
  await settle(city)
  expect(await notes(world)).toBe(0)
  expect(eligible(city)).toEqual([[person, 3_000_000n]])
  expect((await office.lists(listEntitlements, {})).rows).toMatchObject([{ personId: person, measure: 'young-allowance', amount: 3_000_000n, foundOn: world.today }])
  await world.asSystem((db) => sql`update registry.talent_class set revoked_on = ${world.today} where person_id = ${person}`.execute(db))
  await city.step()
  expect(eligible(city)).toEqual([])
  expect((await office.lists(listEntitlements, {})).total).toBe(0)
})

test('a patent that an office enters by hand decides a measure that counts patents, and taken back no longer does', async ({ world }) => {
  const counting = `${vocabulary}  - { name: 授权发明专利数, id: patents, type: number, unit: 件, source: 市人才办, ask: 您有几件授权发明专利？, derive: "(select count(*) from pub.person_patent p where p.person_id = s.id and p.kind = '发明' and p.status = '授权')" }\n`
  const rule = measure().replaceAll('经认定的高层次人才\n    rule: 人才类别 in ["A", "B", "C", "D", "E"]', '有授权发明专利\n    rule: 授权发明专利数 >= 1').replace('{ by: 人才类别, table: { A: 50000, B: 40000, C: 30000, D: 20000, E: 10000 } }', '20000').replace('人才类别: D }', '授权发明专利数: 1 }').replace('人才类别: null }', '授权发明专利数: null }').replace('[人才类别]', '[授权发明专利数]')
  await publish(world, { 'vocabulary.yaml': counting, 'a.yaml': rule })
  const personId = await world.person({ birthDate: '2000-01-01' })
  const clerk = await world.staff('windowClerk')
  const city = await cityOf(world)
  expect(eligible(city)).toEqual([])
  const digits = '202110012345'
  const { recordId } = await clerk.does(enterRecord, {
    personId, source: '授权公告', asOf: plainDate('2026-06-01'),
    entry: { kind: 'patent', name: '一种密封装置', patentKind: '发明', number: digits + patentCheck(digits), status: '授权', rank: 1, appliedOn: null, grantedOn: plainDate('2023-05-09') },
  })
  await settle(city)
  expect(eligible(city)).toEqual([[personId, 2_000_000n]])
  await clerk.does(withdrawRecord, { kind: 'patent', recordId, reason: '登记在了别人名下' })
  await settle(city)
  expect(eligible(city)).toEqual([])
})

test('what a rolled back transaction noted is not followed', async ({ world }) => {
  const person = await world.person({})
  const city = await cityOf(world)
  await expect(world.asSystem(async (db) => {
    await sql`update registry.person set birth_date = '1990-01-01' where id = ${person}`.execute(db)
    throw new Error('undone')
  })).rejects.toThrow('undone')
  expect(await city.step()).toBe(0)
})

test('a new fact of the vocabulary is derived for everybody without a restart; a day that turned is followed', async ({ world }) => {
  await publish(world, { 'a.yaml': measure() })
  const person = await world.person({ birthDate: '1991-06-16' })
  await recognise(world, person, 'B')
  const city = await cityOf(world)
  expect(eligible(city)).toEqual([[person, 4_000_000n]])
  world.setToday('2027-06-16')
  await city.step()
  expect(eligible(city)).toEqual([])
  const more = `${vocabulary}  - { name: 国籍, id: nationality, type: text, source: 市公安局, derive: s.nationality }\n`
  await publish(world, { 'vocabulary.yaml': more, 'a.yaml': measure() })
  await city.step()
  const [row] = await world.database.adminQuery(`select f.facts, l.facts as names from measures.subject_fact f join measures.fact_layout l on l.hash = f.layout where subject_id = '${person}'`)
  expect(row).toMatchObject({ names: ['年龄', '人才类别', '国籍'] })
  expect(city.state).toMatchObject({ ready: true, subjects: { person: 1 } })
})

test('a derived value that its code list does not have counts as unknown and keeps nobody else out', async ({ world }) => {
  const narrow = vocabulary.replace('codes: [A, B, C, D, E]', 'codes: [A, B]')
  await publish(world, { 'vocabulary.yaml': narrow, 'a.yaml': measure().replace(/in \["A".*\]/, 'in ["A", "B"]').replace(/table: \{[^}]*\}/, 'table: { A: 50000, B: 40000 }').replaceAll('人才类别: D', '人才类别: B').replace('amount: 20000', 'amount: 40000') })
  const [odd, plain] = [await world.person({ birthDate: '2000-01-01' }), await world.person({ birthDate: '2000-01-01' })]
  await recognise(world, odd, 'E')
  await recognise(world, plain, 'A')
  const city = await cityOf(world)
  expect(city.state).toMatchObject({ strangeFacts: 1, subjects: { person: 2 } })
  expect(eligible(city)).toEqual([[plain, 5_000_000n]])
})

test('people of an employer whose list changed are derived anew; who left the registry leaves the city', async ({ world }) => {
  const employer = await world.employer({})
  await world.person({ employerId: employer })
  const gone = await world.person({})
  const city = await cityOf(world)
  await settle(city)
  await world.asSystem((db) => sql`update registry.employer set key_industry = '新材料' where id = ${employer}`.execute(db))
  expect(await world.database.adminQuery(`select kind from kernel.subject_change order by kind`)).toEqual([{ kind: 'employer' }, { kind: 'staff' }])
  await settle(city)
  expect(await notes(world)).toBe(0)
  await world.database.adminQuery(`set session_replication_role = replica; delete from registry.person where id = '${gone}'; insert into kernel.subject_change (kind, subject_id) values ('person', '${gone}')`)
  await settle(city)
  expect(city.state.subjects).toEqual({ person: 1, employer: 1, team: 0 })
})

test('the match takes what stands in the city, and says what the sql engine says', async ({ world }) => {
  await publish(world, { 'a.yaml': measure() })
  const office = await world.staff('talentOffice')
  for (const [birthDate, level] of [['2000-01-01', 'A'], ['1970-01-01', 'B'], ['1999-01-01', undefined]] as const) {
    const person = await world.person({ birthDate })
    if (level) await recognise(world, person, level)
  }
  const counts = async () => {
    await office.does(runMatch, {})
    await world.runJobs()
    const { last } = await office.asks(lastMatch, {})
    return { last: { ...last, milliseconds: 0 }, entitled: (await office.lists(listEntitlements, {})).rows, measures: (await office.lists(listMeasures, {})).rows }
  }
  const bySql = await counts()
  const city = await cityOf(world)
  holdCity(hostOf(city))
  onTestFinished(() => holdCity(undefined))
  expect(await counts()).toEqual(bySql)
  expect(bySql.last).toMatchObject({ subjects: 3, eligible: 1, unknown: 1 })
})

test('the house’s city lives in a thread of its own, follows the registry and ends in order', async ({ world }) => {
  await publish(world, { 'a.yaml': measure() })
  const told: string[] = []
  const host = startCity(world.database.address, { threads: 1, today: () => world.today, failed: (reason) => told.push(reason) })
  const until = async (holds: (state: CityState) => boolean): Promise<CityState> => {
    for (;;) {
      const state = await host.state()
      if (holds(state)) return state
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  await until((state) => state.ready)
  await world.person({ birthDate: '2000-01-01' })
  expect(await until((state) => state.subjects.person === 1)).toMatchObject({ on: world.today })
  expect(await host.watched()).toMatchObject([{ measure: 'young-allowance', eligible: 0, unknown: 1 }])
  await expect(host.rows(JSON.parse('{"on":"2026-01-01"}'))).rejects.toThrow()
  await host.close()
  expect(told).toEqual([])
  await expect(host.state()).rejects.toThrow(/停止/)
})
