import { beforeEach, expect, vi } from 'vitest'
import { z } from 'zod'
import { test, type World } from '../../test/world.ts'
import { ColumnCity, readValue, readVocabulary, type FactValue, type Parcel } from '../../policy/index.ts'
import { keepLayout, layoutOf, packerFor, packingMark, storeFacts } from './fact-store.ts'
import { loadStored } from './load-stored.ts'

/** Pages that every COPY leaves out at its end: the fault that the count must find. */
const fault = vi.hoisted(() => ({ pages: 0 }))
vi.mock(import('./copy-facts.ts'), async (original) => {
  const { copyPages, ...rest } = await original()
  return { ...rest, copyPages: (client, select, from, to, take) => copyPages(client, select, from, to - fault.pages, take) }
})
beforeEach(() => void (fault.pages = 0))

const { vocabulary } = readVocabulary('stored.yaml', `facts:
  - { name: 年龄, type: number, derive: s.a }
  - { name: 人才类别, type: code, codes: [A, B, C], derive: s.b }
  - { name: 毕业院校, type: text, derive: s.c }
  - { name: 月薪, type: money, derive: s.d }
  - { name: 出生日期, type: date, derive: s.e }
  - { name: 全日制, type: boolean, derive: s.f }
  - { name: 获奖, type: records, of: { 级别: { type: code, codes: [市级, 省级] }, 日期: { type: date } }, derive: s.g }
  - { name: 单位名录, type: list of code, codes: [甲, 乙, 丙], derive: s.h }
  - { name: 职工人数, subject: employer, type: number, derive: s.i }
`)
const layout = layoutOf(vocabulary, 'person')
const stored = 4000
/** How their values are kept: read as JSON, or packed where they can be. */
type Kept = 'JSON' | 'packed'
const Counted = z.array(z.object({ packed: z.number() }))
const Stored = z.array(z.object({ subject_id: z.string(), place_code: z.string().nullish(), facts: z.string() }))

/** Facts stored as a derivation would have: unknown ones, texts with tabs and backslashes, values of every width, one that its code list does not have. */
const store = async (world: World, kept: Kept = 'packed'): Promise<void> => {
  await world.asSystem(async (db) => {
    await keepLayout(db, layout)
    await keepLayout(db, layoutOf(vocabulary, 'employer'))
  })
  await world.database.adminQuery(`
    insert into measures.subject_fact (subject_id, kind, place_code, layout, facts, derived_on, version)
    select uuidv7(), 'person', (array['980101', '980102', null])[i % 3 + 1], '${layout.hash}', jsonb_build_array(
      case when i % 7 > 0 then i % 90 + (i % 5) * 0.5 end, case when i = 77 then 'Z' when i % 11 > 0 then (array['A', 'B', 'C'])[i % 3 + 1] end,
      case when i % 4 > 0 then case when i % 50 = 1 then E'北\\t京\\\\n' || i else '第' || i % 700 || '大学' end end,
      case when i % 9 > 0 then i * 1000.25 end, case when i % 5 > 0 then date '1960-01-01' + i * 4 end, case when i % 6 > 0 then i % 2 = 0 end,
      case when i % 8 > 0 then (select coalesce(jsonb_agg(jsonb_build_object('级别', (array['市级', '省级'])[n % 2 + 1], '日期', date '2010-01-01' + i + n)), '[]') from generate_series(1, i % 4) n) end,
      case when i % 3 > 0 then to_jsonb((array['甲', '乙', '丙'])[1:i % 4]) end)::text, date '2026-06-15', i
    from generate_series(1, ${stored}) i;
    insert into measures.subject_fact (subject_id, kind, place_code, layout, facts, derived_on, version)
    select uuidv7(), 'employer', '980101', '${layoutOf(vocabulary, 'employer').hash}', '[' || i * 3 || ']', date '2026-06-15', ${stored} + i from generate_series(1, 300) i;
    insert into measures.subject_fact (subject_id, kind, layout, facts, derived_on, version) values (uuidv7(), 'person', '${layout.hash}', '', date '2026-06-15', ${stored} + 301)`)
  if (kept === 'JSON') return
  const pack = packerFor(vocabulary, layout)
  const rows = Stored.parse(await world.database.adminQuery(`select subject_id, place_code, facts from measures.subject_fact where kind = 'person' and facts <> ''`))
  await world.asSystem((db) => storeFacts(db, rows.map(({ subject_id: id, place_code: placeCode = null, facts }) => ({ id, kind: 'person', placeCode, employerId: null, layout: layout.hash, facts, packed: pack(id, facts), packing: packingMark(vocabulary, layout) })), world.today))
}

/** Loads it, stretches of a few pages each; answers the cities and what had to be put by itself. */
const load = async (world: World, loaders: number) => {
  const cities = { person: new ColumnCity(vocabulary), employer: new ColumnCity(vocabulary), team: new ColumnCity(vocabulary) }
  const takers = new Map<string, (parcel: Parcel) => void>()
  const alone: string[] = []
  const version = await loadStored(world.database, { on: world.today, vocabulary, loaders, atOnce: 7, deliver: (loader, delivery) => {
    if ('rows' in delivery) return void alone.push(...delivery.rows.map((row) => row.facts))
    const name = `${loader} ${delivery.layout}`
    const taker = takers.get(name) ?? cities[delivery.kind].taker()
    takers.set(name, taker)
    taker(delivery.parcel)
  } })
  return { version, alone, ...cities }
}

test.for<[number, Kept]>([[0, 'JSON'], [0, 'packed'], [1, 'packed'], [3, 'packed']])('%i loaders hand over everybody, fact by fact what was stored as %s', { timeout: 60_000 }, async ([loaders, kept], { world }) => {
  await store(world, kept)
  const counted = Counted.parse(await world.database.adminQuery(`select count(packed_sealed)::int as packed from measures.subject_fact`))
  expect(counted).toEqual([{ packed: kept === 'JSON' ? 0 : stored - 1 }])
  const { version, alone, person, employer, team } = await load(world, loaders)
  expect([version, person.subjects, employer.subjects, team.subjects]).toEqual([BigInt(stored + 301), stored - 1, 300, 0])
  expect(alone).toMatchObject([expect.stringContaining('"Z"')])
  const rows = Stored.parse(await world.database.adminQuery(`select subject_id, facts from measures.subject_fact where kind = 'person' and facts <> '' and facts not like '%"Z"%'`))
  const told = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part))
  let compared = 0
  for (const row of rows) {
    const values: readonly FactValue[] = JSON.parse(row.facts)
    const held = person.factsOf(row.subject_id) ?? {}
    for (const [i, name] of layout.facts.entries()) {
      const type = vocabulary.facts.get(name)?.type
      if (!type) throw new Error(name)
      const expected = readValue(values[i] ?? null, type, name)
      // a column keeps all its numbers at one scale: compared as numbers
      const plain = (value: typeof expected | undefined): unknown => (typeof value === 'object' && value !== null && 'n' in value && typeof value.n === 'bigint' ? Number(value.n) / 10 ** Number(value['s']) : value)
      expect(told(plain(held[name])), name).toBe(told(plain(expected)))
      compared += 1
    }
  }
  expect(compared).toBe((stored - 1) * layout.facts.length)
})

test('a page lost between two stretches is found: nothing is taken for loaded', async ({ world }) => {
  await store(world)
  fault.pages = 1
  await expect(load(world, 0)).rejects.toThrow(/rows are stored/)
})

test('a loader that fails, and a delivery that cannot be taken, end the loading with their reason', { timeout: 60_000 }, async ({ world }) => {
  await store(world)
  await expect(loadStored(world.database, { on: world.today, vocabulary, loaders: 2, atOnce: 7, deliver: () => { throw new Error('not taken') } })).rejects.toThrow('not taken')
  await world.database.adminQuery(`update measures.subject_fact set facts = 'no JSON' where version = 5`)
  // what was packed before says another thing than the facts now: it is gone with them
  for (const loaders of [0, 2]) await expect(load(world, loaders)).rejects.toThrow(/JSON/)
})

test('what is stored while loading is not among it, whatever page it lands on', async ({ world }) => {
  await store(world)
  let stirred: Promise<unknown> | undefined
  const city = new ColumnCity(vocabulary)
  const taker = city.taker()
  const version = await loadStored(world.database, { on: world.today, vocabulary, loaders: 0, atOnce: 7, deliver: (_, delivery) => {
    stirred ??= world.database.adminQuery(`update measures.subject_fact set facts = replace(facts, '第', '改'), version = version + 100000`)
    if ('parcel' in delivery && delivery.kind === 'person') taker(delivery.parcel)
  } })
  await stirred
  expect(version).toBe(BigInt(stored + 301))
  const [third] = Stored.parse(await world.database.adminQuery(`select subject_id, facts from measures.subject_fact where version = 100003`))
  expect(third?.facts).toContain('改3大学')
  expect(city.factsOf(third?.subject_id ?? '')).toMatchObject({ 毕业院校: '第3大学' })
})

test('what was packed for another vocabulary, or spoilt, is not taken for facts', async ({ world }) => {
  await store(world)
  await world.database.adminQuery(`update measures.subject_fact set packing = '\\x00000000'::bytea where packing is not null and version % 2 = 0`)
  const { person } = await load(world, 0)
  const [even] = Stored.parse(await world.database.adminQuery(`select subject_id, facts from measures.subject_fact where version = 1000`))
  expect(person.factsOf(even?.subject_id ?? '')).toMatchObject({ 毕业院校: null, 年龄: { n: 100n, s: 1 }, 人才类别: 'B' })
  await world.database.adminQuery(`update measures.subject_fact set packed_sealed = substring(packed_sealed for 40) where version = 7`)
  await expect(load(world, 0)).rejects.toThrow(/authenticate/)
})
