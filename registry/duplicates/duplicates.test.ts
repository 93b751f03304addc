import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { sealHint, tailToken } from '../../kernel/seal/hint.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { Id } from '../../kernel/types.ts'
import { test, type World } from '../../test/world.ts'
import { getPerson, listPeople, revealDocument } from '../contract.ts'
import { phoneIndex } from '../identity.ts'
import { dismissDuplicate, findDuplicates, getDuplicate, listDuplicates, listMerges, mergeFields, mergePeople, reopenDuplicate, separatePeople, type MergeField } from './contract.ts'
import { exampleDuplicates } from './example.ts'
import { runFind } from './find.ts'

type Person = Id<'person'>
const reason = '出生证明与学籍档案一致'

const withPhone = (world: World, id: Person, phone: string) =>
  world.asSystem(async (db) => {
    const sealer = houseSealer()
    const place = { table: 'registry.person', column: 'phone', row: id }
    await db.updateTable('registry.person').set({ phoneSealed: sealer.seal(place, phone), phoneIndex: phoneIndex(sealer, phone), phoneHint: sealHint('phone', phone) }).where('id', '=', id).execute()
  })
const withPassport = (world: World, id: Person) => world.asSystem((db) => db.updateTable('registry.person').set({ documentType: '护照', documentHint: tailToken('document', '7788') }).where('id', '=', id).execute())

/** One man twice: with his identity card, and with his passport. */
const twice = async (world: World, options: { place?: string; other?: string } = {}) => {
  const one = await world.person({ name: '沈知远', ...(options.place ? { place: options.place } : {}) })
  const other = await world.person({ name: '沈知远', ...(options.other ? { place: options.other } : {}) })
  await withPassport(world, other)
  await runFind(world.database, world.today)
  return { one, other }
}
const onlyPair = async (world: World) => {
  const office = await world.staff('talentOffice')
  const pair = (await office.lists(listDuplicates, {})).rows[0]
  if (!pair) throw new Error('nothing was flagged')
  return { office, pair, pairId: pair.id }
}

describe('two records that may be one person', () => {
  test('are flagged by what they share, with each reason and its weight', async ({ world }) => {
    await twice(world)
    const { office, pair, pairId } = await onlyPair(world)
    expect(pair).toMatchObject({ oneName: '沈知远', score: 75, state: 'open', placeName: '望潮街道' })
    const { reasons } = await office.asks(getDuplicate, { pairId })
    expect(reasons).toEqual([{ says: '出生日期相同', weight: 30 }, { says: '姓名相同', weight: 30 }, { says: '证件类型不同，可能是同一人的两种证件', weight: 15 }])
  })

  test('two identity numbers of one name and birthday are two people, until they share a phone', async ({ world }) => {
    const ids = [await world.person(), await world.person()]
    expect(await runFind(world.database, world.today)).toBe(0)
    for (const id of ids) await withPhone(world, id, '10001234567')
    expect(await runFind(world.database, world.today)).toBe(1)
  })

  test('a phone of more than twenty people is the agency’s and says nothing', async ({ world }) => {
    for (let i = 0; i < 21; i++) {
      const id = await world.person({ name: `甲${'子丑寅卯辰巳午未申酉戌亥乾坎艮震巽离坤兑日'[i]}`, birthDate: `19${60 + i}-03-01` })
      await withPassport(world, id)
      await withPhone(world, id, '10001234567')
    }
    expect(await runFind(world.database, world.today)).toBe(0)
  })

  test('characters beyond the basic plane and names of one or thirty characters are read whole', async ({ world }) => {
    const long = '阿'.repeat(30)
    for (const name of ['𠮷𡈽', '沈', long]) {
      for (const passport of [false, true]) {
        const id = await world.person({ name, birthDate: '1991-01-01' })
        if (passport) await withPassport(world, id)
      }
    }
    expect(await runFind(world.database, world.today)).toBe(3)
    const office = await world.staff('talentOffice')
    expect((await office.lists(listDuplicates, {})).rows.map(({ oneName }) => oneName).toSorted()).toEqual([long, '沈', '𠮷𡈽'].toSorted())
    expect((await office.lists(listPeople, { search: '𡈽' })).rows.map(({ name }) => name)).toEqual(['𠮷𡈽', '𠮷𡈽'])
  })

  test('of two counties are the city’s to judge', async ({ world }) => {
    await twice(world, { other: '980104101' })
    const county = await world.staff('talentOffice', '980101')
    expect((await county.lists(listDuplicates, {})).rows).toEqual([])
    const { pair, pairId } = await onlyPair(world)
    expect(pair.placeName).toBe('青屿市')
    await expect(county.does(dismissDuplicate, { pairId, note: reason })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('said to be two people stay so through the next night, and can be judged again', async ({ world }) => {
    await twice(world)
    const { office, pairId } = await onlyPair(world)
    await office.does(dismissDuplicate, { pairId, note: '两人是孪生兄弟' })
    await runFind(world.database, world.today)
    expect((await office.lists(listDuplicates, { state: 'different' })).rows).toHaveLength(1)
    await expect(office.does(dismissDuplicate, { pairId, note: '两人是孪生兄弟' })).rejects.toMatchObject({ code: 'settled' })
    await office.does(reopenDuplicate, { pairId })
    expect((await office.lists(listDuplicates, { state: 'open' })).rows).toHaveLength(1)
    await expect(office.does(reopenDuplicate, { pairId })).rejects.toMatchObject({ code: 'notDismissed' })
  })

  test('the desk’s own search runs the same job', async ({ world }) => {
    await twice(world)
    const office = await world.staff('talentOffice')
    await office.does(findDuplicates, {})
    expect(await world.runJobs()).toContain('registry.findDuplicates')
    expect((await office.lists(listDuplicates, {})).rows).toHaveLength(1)
  })
})

describe('merging', () => {
  test('leaves one person in the lists, with everything that stood under either record and both documents', async ({ world }) => {
    const { one, other } = await twice(world)
    await world.asSystem((db) => db.insertInto('registry.degree').values({ personId: other, placeCode: '980101001', degree: '硕士', school: '青屿大学', source: '教育', asOf: world.today, verification: 'verified' }).execute())
    const { office, pairId } = await onlyPair(world)
    expect(await office.does(mergePeople, { pairId, survivorId: one, take: [], reason })).toMatchObject({ records: 1 })
    expect((await office.lists(listPeople, { search: '沈知远' })).rows.map(({ id }) => id)).toEqual([one])
    const person = await office.asks(getPerson, { personId: other })
    expect(person).toMatchObject({ id: one, formerRecords: [{ documentType: '护照', documentHint: '7788' }] })
    expect(person.facts.map(({ text }) => text)).toEqual(['硕士，青屿大学'])
  })

  test('takes from either side what the desk chose, and a phone opens in its new row', async ({ world }) => {
    const { one, other } = await twice(world)
    await withPhone(world, other, '10007654321')
    await world.asSystem((db) => db.updateTable('registry.person').set({ documentSealed: houseSealer().seal({ table: 'registry.person', column: 'document', row: one }, 'G1') }).where('id', '=', one).execute())
    const { office, pairId } = await onlyPair(world)
    await office.does(mergePeople, { pairId, survivorId: one, take: ['phone'], reason })
    expect(await office.does(revealDocument, { personId: one, reason: '核对手机号码' })).toMatchObject({ phone: '10007654321' })
  })

  test('signs him in as one person, who still sees what he filed under the other record', async ({ world }) => {
    const { one, other } = await twice(world)
    const he = await world.signIn('talent', { personId: other })
    const { office, pairId } = await onlyPair(world)
    await office.does(mergePeople, { pairId, survivorId: one, take: [], reason })
    expect(await he.asks(getPerson, { personId: one })).toMatchObject({ id: one })
    expect(await he.asks(getPerson, { personId: other })).toMatchObject({ id: one })
    const mergeId = (await office.lists(listMerges, {})).rows[0]?.id
    if (mergeId) await office.does(separatePeople, { mergeId, reason })
    await expect(he.asks(getPerson, { personId: one })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('a month that both records paid counts once', async ({ world }) => {
    const { one, other } = await twice(world)
    for (const personId of [one, other]) {
      await world.asSystem((db) => db.insertInto('registry.insurance').values({ personId, placeCode: '980101001', kind: '五险', months: sql<string>`'[2025-01-01,2025-07-01)'::daterange`, source: '社保', asOf: world.today, verification: 'verified' }).execute())
    }
    const { office, pairId } = await onlyPair(world)
    await office.does(mergePeople, { pairId, survivorId: one, take: [], reason })
    const months = await world.asSystem((db) => db.selectFrom('pub.personProfile').select('insuredTotalMonths').where('id', '=', one).executeTakeFirstOrThrow())
    expect(Number(months.insuredTotalMonths)).toBe(6)
  })

  test('refuses what would lose its way', async ({ world }) => {
    const { one, other } = await twice(world)
    const third = await world.person()
    await world.asSystem((db) => db.updateTable('registry.person').set({ documentType: '外国人永久居留身份证' }).where('id', '=', third).execute())
    const { office, pairId } = await onlyPair(world)
    await expect(office.does(mergePeople, { pairId, survivorId: third, take: [], reason })).rejects.toMatchObject({ code: 'notOfPair' })
    await runFind(world.database, world.today)
    await world.asSystem((db) => db.updateTable('registry.person').set({ phoneSealed: Buffer.from('nothing that opens here, not in a hundred years') }).where('id', '=', other).execute())
    await expect(office.does(mergePeople, { pairId, survivorId: one, take: ['phone'], reason })).rejects.toMatchObject({ code: 'notReadable' })
    await office.does(mergePeople, { pairId, survivorId: one, take: [], reason })
    await expect(office.does(mergePeople, { pairId, survivorId: one, take: [], reason })).rejects.toMatchObject({ code: 'settled' })
    const pairOf = async (id: Person) => {
      const found = await world.asSystem((db) => sql<{ id: Id<'duplicatePair'> }>`select id from registry.duplicate_pair where ${third} in (one_id, other_id) and ${id} in (one_id, other_id)`.execute(db))
      const pair = found.rows[0]
      if (!pair) throw new Error('the third was not flagged')
      return pair.id
    }
    await expect(office.does(mergePeople, { pairId: await pairOf(other), survivorId: third, take: [], reason })).rejects.toMatchObject({ code: 'alreadyMerged' })
    await expect(office.does(mergePeople, { pairId: await pairOf(one), survivorId: third, take: [], reason })).rejects.toMatchObject({ code: 'hasFormer' })
    await office.does(mergePeople, { pairId: await pairOf(one), survivorId: one, take: [], reason })
    const [later, first] = (await office.lists(listMerges, { survivorId: one })).rows
    if (!later || !first) throw new Error('two merges are on record')
    await expect(office.does(separatePeople, { mergeId: first.id, reason })).rejects.toMatchObject({ code: 'laterFirst' })
    await office.does(separatePeople, { mergeId: later.id, reason })
    await expect(office.does(separatePeople, { mergeId: later.id, reason })).rejects.toMatchObject({ code: 'separated' })
  })
})

/** Everything that the registry and the accounts say, as text. */
const everything = async (world: World): Promise<string> => {
  const tables = ['person', 'degree', 'title', 'employment', 'insurance', 'housing', 'household_member', 'honour', 'person_fact'].map((table) => `registry.${table}`)
  const parts: string[] = []
  for (const table of [...tables, 'kernel.account']) parts.push(JSON.stringify(await world.database.adminQuery(`select to_jsonb(t) as row from ${table} t order by id`)))
  return parts.join('\n')
}

/** Histories of one record, a few of each kind, by chance. */
const History = fc.record({
  degrees: fc.array(fc.constantFrom('学士', '硕士', '博士'), { maxLength: 3 }),
  insured: fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 3 }),
  employed: fc.boolean(),
  homes: fc.option(fc.integer({ min: 0, max: 3 })),
  account: fc.boolean(),
  phone: fc.option(fc.integer({ min: 1_000_000, max: 9_999_999 })),
  place: fc.constantFrom('980101001', '980104101'),
})
type History = typeof History extends fc.Arbitrary<infer T> ? T : never

const live = async (world: World, { degrees, insured, employed, homes, account, phone, place }: History): Promise<Person> => {
  const personId = await world.person({ place, ...(employed ? { employerId: await world.employer() } : {}) })
  const told = { personId, placeCode: place, source: '教育', asOf: world.today, verification: 'verified' }
  await world.asSystem(async (db) => {
    for (const degree of degrees) await db.insertInto('registry.degree').values({ ...told, degree }).execute()
    for (const [i, from] of [...new Set(insured)].toSorted((a, b) => a - b).entries()) {
      if (i > 0 && [...new Set(insured)].toSorted((a, b) => a - b)[i - 1] === from - 1) continue
      await db.insertInto('registry.insurance').values({ ...told, kind: '五险', months: sql<string>`daterange((date '2024-01-01' + ${from} * interval '1 month')::date, (date '2024-01-01' + (${from} + 1) * interval '1 month')::date)` }).execute()
    }
    if (homes !== null) await db.insertInto('registry.housing').values({ ...told, homesInCity: homes }).execute()
  })
  if (phone !== null) await withPhone(world, personId, `1000${phone}`)
  if (account) await world.signIn('talent', { personId })
  return personId
}

describe('separating', () => {
  test('after any merges of any three records gives back every row as it was', { timeout: 240_000 }, async ({ world }) => {
    const office = await world.staff('talentOffice')
    const fields = fc.subarray(Object.keys(mergeFields) as MergeField[])
    await fc.assert(
      fc.asyncProperty(fc.tuple(History, History, History), fields, fields, async (histories, takeFirst, takeSecond) => {
        const ids: Person[] = []
        for (const history of histories) ids.push(await live(world, history))
        const [one, two, three] = ids
        if (!one || !two || !three) throw new Error('three people were made')
        const before = await everything(world)
        for (const [mergedId, take] of [[two, takeFirst], [three, takeSecond]] as const) {
          const { rows } = await world.asSystem((db) => sql<{ id: Id<'duplicatePair'> }>`insert into registry.duplicate_pair (one_id, other_id, place_code, score, reasons, found_on)
            values (least(${one}::uuid, ${mergedId}::uuid), greatest(${one}::uuid, ${mergedId}::uuid), '9801', 75, '["name"]', ${world.today}) returning id`.execute(db))
          if (rows[0]) await office.does(mergePeople, { pairId: rows[0].id, survivorId: one, take: [...take], reason })
        }
        expect(await everything(world)).not.toBe(before)
        for (const { id } of (await office.lists(listMerges, { survivorId: one })).rows) await office.does(separatePeople, { mergeId: id, reason })
        expect(await everything(world)).toBe(before)
      }),
      { numRuns: 6 },
    )
  })

  test('leaves alone what was corrected since', async ({ world }) => {
    const { one, other } = await twice(world)
    await world.asSystem((db) => db.updateTable('registry.person').set({ nationality: '法国' }).where('id', '=', other).execute())
    const { office, pairId } = await onlyPair(world)
    await office.does(mergePeople, { pairId, survivorId: one, take: ['nationality', 'corps'], reason })
    await world.asSystem((db) => db.updateTable('registry.person').set({ nationality: '加拿大' }).where('id', '=', one).execute())
    const mergeId = (await office.lists(listMerges, {})).rows[0]?.id
    if (mergeId) await office.does(separatePeople, { mergeId, reason })
    const people = await world.asSystem((db) => db.selectFrom('registry.person').select(['id', 'nationality', 'survivorId']).orderBy('id').execute())
    expect(people).toEqual([{ id: one, nationality: '加拿大', survivorId: null }, { id: other, nationality: '法国', survivorId: null }])
  })
})

test('the example city has some people twice', async ({ world }) => {
  const employerId = await world.employer()
  for (let i = 0; i < 20; i++) await world.person({ name: `乙${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[i]}`, birthDate: `19${60 + i}-03-01`, employerId })
  expect(await exampleDuplicates(world.database, world.today, 2)).toBe(2)
})

test('who else is the same person is found by its index under row-level security too, and not by reading everybody', async ({ world }) => {
  const plan = await world.asSystem(async (db) => {
    await sql`set local enable_seqscan = off`.execute(db)
    await sql`set local enable_bitmapscan = off`.execute(db)
    return (await sql<Record<string, string>>`explain select * from pub.person_identity where survivor_id = '01900000-0000-7000-8000-000000000001'`.execute(db)).rows.map((row) => Object.values(row).join('')).join('\n')
  })
  expect(plan).toMatch(/Index.* using person_identity[^]*Index Cond: \(CASE/)
})
