import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { addDays, plainDate } from '../kernel/calendar/plain-date.ts'
import { shanghaiDay } from '../kernel/calendar/shanghai.ts'
import { talentOf } from '../test/figures.ts'
import { test, type World } from '../test/world.ts'
import { askAsKnown } from './contract.ts'

/** What is known hangs on the machine's clock: the world's day is set to it. */
const onTheDay = (world: World) => {
  const today = shanghaiDay(Date.now())
  world.setToday(today)
  return { today, yesterday: addDays(today, -1), asOf: addDays(today, -30) }
}

/** The database's own clock, to the microsecond: that is what corrections are dated by. */
const clockOf = (world: World): Promise<string> =>
  world.asSystem(async (db) => (await sql<{ now: string }>`select clock_timestamp()::text as now`.execute(db)).rows[0]?.now ?? '')

/** Somebody who was entered sixty days ago, as the identifiers of his records say. */
const enteredLongAgo = async (world: World, from: string): Promise<string> => {
  const personId = await talentOf(world, { from })
  const [row] = await world.asSystem(async (db) => {
    const { rows } = await sql<{ id: string }>`select uuidv7('-60 days'::interval)::text as id`.execute(db)
    await sql`update registry.employment set id = uuidv7('-60 days'::interval) where person_id = ${personId}`.execute(db)
    return rows
  })
  if (!row) throw new Error('no identifier')
  return personId
}

describe('按当时所知', () => {
  test('who was entered afterwards was not known then, and the page says by how much the figures differ', async ({ world }) => {
    const { today, yesterday, asOf } = onTheDay(world)
    await talentOf(world, { from: '2024-01-01' })
    const leader = await world.staff('leader')
    expect(await leader.asks(askAsKnown, { id: 'talent.total', asOf, knownOn: yesterday })).toMatchObject({ then: { value: '0' }, now: { value: '1' }, difference: '1' })
    expect(await leader.asks(askAsKnown, { id: 'talent.total', asOf, knownOn: today })).toMatchObject({ then: { value: '1' }, now: { value: '1' }, difference: null })
  })

  test('a record that is corrected twice stands as it was known until each correction', async ({ world }) => {
    onTheDay(world)
    const personId = await enteredLongAgo(world, '2024-01-01')
    const stood = (until: string) =>
      world.asSystem(async (db) => {
        await sql`select set_config('app.known_until', ${until}, true)`.execute(db)
        return (await sql<{ startedOn: string }>`select started_on as "startedOn" from pub.known_person_employment where person_id = ${personId}`.execute(db)).rows.map(({ startedOn }) => startedOn)
      })
    const before = await clockOf(world)
    await world.asSystem((db) => db.updateTable('registry.employment').set({ startedOn: '2025-05-01' }).where('personId', '=', personId).execute())
    const between = await clockOf(world)
    await world.asSystem((db) => db.updateTable('registry.employment').set({ startedOn: '2025-09-01' }).where('personId', '=', personId).execute())
    expect(await stood(before)).toEqual(['2024-01-01'])
    expect(await stood(between)).toEqual(['2025-05-01'])
    expect(await stood(await clockOf(world))).toEqual(['2025-09-01'])
    expect(await stood('2020-01-01T00:00:00Z')).toEqual([])
  })

  test('what is kept of a correction names nobody, and a write that changes nothing keeps nothing', async ({ world }) => {
    const personId = await talentOf(world, { from: '2024-01-01', name: '欧阳明月' })
    await world.asSystem((db) => db.updateTable('registry.person').set({ corps: ['高技能人才'] }).where('id', '=', personId).execute())
    await world.asSystem((db) => db.updateTable('registry.person').set({ corps: ['高技能人才'] }).where('id', '=', personId).execute())
    const kept = await world.asSystem(async (db) => (await sql<{ facts: unknown }>`select facts from registry.superseded where kind = 'person' and row_id = ${personId} order by known_until`.execute(db)).rows)
    expect(kept.at(-1)?.facts).toMatchObject({ corps: ['专业技术人才'] })
    expect(JSON.stringify(kept)).not.toContain('欧阳')
    expect(kept.filter(({ facts }) => JSON.stringify(facts).includes('高技能人才'))).toEqual([])
  })

  test('records that are never corrected have no “then”, and the answer says so', async ({ world }) => {
    const { today, asOf } = onTheDay(world)
    const { then } = await (await world.staff('leader')).asks(askAsKnown, { id: 'case.filed', asOf, knownOn: today })
    expect(then).toEqual({ value: null, because: '这类记录按发生日登记、不作更正，没有“当时所知”' })
  })

  test('a day of knowledge before the day itself, or after today, is refused; another place is not found', async ({ world }) => {
    const { today, asOf } = onTheDay(world)
    const leader = await world.staff('leader', '980104')
    await expect(leader.asks(askAsKnown, { id: 'talent.total', asOf, knownOn: addDays(asOf, -1) })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('不能早于数据时点') })
    await expect(leader.asks(askAsKnown, { id: 'talent.total', asOf, knownOn: addDays(today, 1) })).rejects.toMatchObject({ kind: 'invalid' })
    await expect(leader.asks(askAsKnown, { id: 'talent.total', asOf, knownOn: today, place: '980101' })).rejects.toMatchObject({ kind: 'missing' })
    await expect(leader.asks(askAsKnown, { id: 'talent.happy', asOf: plainDate('2026-01-01'), knownOn: today })).rejects.toMatchObject({ kind: 'missing' })
  })
})
