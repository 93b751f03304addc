import { sql } from 'kysely'
import { expect } from 'vitest'
import { countBound } from '../kernel/action.ts'
import { agreeExport, askExport } from '../kernel/exports/contract.ts'
import { readSheet } from '../kernel/sheets/index.ts'
import { fetchFile } from '../test/exports.ts'
import { test, type World } from '../test/world.ts'
import { listPeople } from './contract.ts'

/** Invented people in one statement; every third in the other county. */
const manyPeople = (world: World, count: number, name: string) =>
  world.asSystem((db) => sql`
    insert into registry.person (name, pinyin, initials, sex, birth_date, document_type, document_sealed, document_index, document_hint, place_code, source, as_of, verification)
    select ${name} || n, 'qun', 'q', '男', date '1980-01-01' + n % 5000, '居民身份证', 'x', sha256((${name} || n)::bytea), '', '980101001', '公安', '2026-06-01', 'verified'
    from generate_series(1, ${count}::int) n`.execute(db))

test('a list is counted to its last row at the bound and says so one above it; pages go on to the end and the export has them all', async ({ world }) => {
  await manyPeople(world, countBound, '群')
  await world.database.adminQuery('analyze registry.person, registry.person_term')
  const desk = await world.staff('reviewer', '980101')
  const atBound = await desk.lists(listPeople, {}, { limit: 200 })
  expect(atBound).toMatchObject({ total: countBound, exact: true })
  await world.person({ name: '群末' })
  await world.person({ name: '群外', place: '980104101' })
  for (const sort of ['number', '-birthDate']) {
    const seen = new Set<string>()
    const keys: string[] = []
    for (let after: string | undefined, pages = 0; pages < 20; pages += 1) {
      const page = await desk.lists(listPeople, { search: '群' }, { sort, limit: 200, ...(after ? { after } : {}) })
      expect(page).toMatchObject({ total: countBound, exact: false })
      for (const row of page.rows) {
        seen.add(row.id)
        keys.push(sort === '-birthDate' ? row.birthDate : row.number)
      }
      if (page.next === null) break
      after = page.next
    }
    expect([seen.size, keys.length]).toEqual([countBound + 1, countBound + 1])
    if (sort === 'number') expect(keys).toEqual(keys.toSorted())
    if (sort === '-birthDate') expect(keys).toEqual(keys.toSorted().toReversed())
  }
  // Along their names many that are found by name stand together, and are looked up instead.
  const byName = await desk.lists(listPeople, { search: '群' }, { sort: 'name', limit: 3 })
  expect(byName).toMatchObject({ total: countBound, exact: false })
  expect((await desk.lists(listPeople, { search: '群' }, { sort: 'name', limit: 3, after: byName.next ?? '' })).rows.map(({ id }) => id)).not.toContain(byName.rows[2]?.id)
  const chief = await world.staff('leader', '980101')
  const { exportId } = await desk.does(askExport, { list: listPeople.name, filters: { search: '群' }, purpose: 'statistics', reason: '核对名单的完整性' })
  await chief.does(agreeExport, { exportId })
  const file = await fetchFile(world, desk, listPeople.name, { exportId })
  let rows = 0
  for await (const _ of readSheet(file.rawPayload)) rows += 1
  expect(rows).toBe(countBound + 2)
}, 120_000)

test('terms follow the person: renamed, moved to another county, gone', async ({ world }) => {
  const id = await world.person({ name: '沈知远' })
  const [here, there] = [await world.staff('reviewer', '980101'), await world.staff('reviewer', '980104')]
  const found = async (search: string) => [(await here.lists(listPeople, { search })).total, (await there.lists(listPeople, { search })).total]
  expect(await found('知远')).toEqual([1, 0])
  await world.asSystem((db) => db.updateTable('registry.person').set({ name: '沈远知' }).where('id', '=', id).execute())
  expect([await found('知远'), await found('远知')]).toEqual([[0, 0], [1, 0]])
  await world.asSystem((db) => db.updateTable('registry.person').set({ placeCode: '980104101' }).where('id', '=', id).execute())
  expect(await found('远知')).toEqual([0, 1])
  await world.asSystem((db) => db.updateTable('registry.person').set({ importBatchId: '00000000-0000-7000-8000-000000000000' }).where('id', '=', id).execute())
  await world.asSystem((db) => db.deleteFrom('registry.person').where('id', '=', id).execute())
  expect(await world.database.adminQuery('select from registry.person_term')).toEqual([])
})

test('a doubled character and a shared first letter find a person once', async ({ world }) => {
  const id = await world.person({ name: '佳佳佳' })
  await world.asSystem((db) => db.updateTable('registry.person').set({ pinyin: 'jiajiajia', initials: 'jjj' }).where('id', '=', id).execute())
  const desk = await world.staff('windowClerk', '980101001')
  for (const search of ['佳', 'j', 'jj', 'jia', '佳佳']) expect(await desk.lists(listPeople, { search })).toMatchObject({ total: 1, rows: [{ id }] })
})

test('terms are seen in one place only: not by another county, an employer, the person, or a connection that was never told who acts', async ({ world }) => {
  const employerId = await world.employer()
  const personId = await world.person({ name: '沈知远', employerId })
  const seenBy = async (settings: Record<string, string>) => {
    const client = await world.database.pool.connect()
    try {
      await client.query('begin')
      for (const [name, value] of Object.entries(settings)) await client.query('select set_config($1, $2, true)', [`app.${name}`, value])
      return (await client.query('select from registry.person_term')).rowCount
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  expect(await seenBy({ role: 'reviewer', scope: '980101' })).toBe(3)
  expect(await seenBy({ role: 'system' })).toBe(3)
  for (const settings of [{}, { role: '', scope: '' }, { role: 'reviewer', scope: '980104' }, { role: 'reviewer', scope: '980102' }, { role: 'employerClerk', employer: employerId }, { role: 'talent', person: personId }]) expect(await seenBy(settings)).toBe(0)
})
