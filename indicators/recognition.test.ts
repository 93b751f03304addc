import { sql } from 'kysely'
import { expect } from 'vitest'
import { applicantOf, publishCatalogue, recognised } from '../test/recognition.ts'
import { setPay } from '../test/people.ts'
import { test } from '../test/world.ts'
import { askFigures } from './contract.ts'

test('recognised this year, by which road, and what the re-checks have open', async ({ world }) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { pay: 50_000 })
  await recognised(world, ana, 'class-c')
  await world.asSystem((db) => setPay(db, ana.personId, 100))
  await applicantOf(world, { level: 'E', validTo: '2026-07-31' })
  const leader = await world.staff('leader')
  const ids = ['recognition.decided', 'recognition.by-body', 'recognition.rechecks-due', 'recognition.lost', 'case.recognition-days']
  const read = async () => Object.fromEntries((await leader.asks(askFigures, { ids })).figures.map(({ id, value }) => [id, value]))
  expect(await read()).toMatchObject({ 'recognition.decided': '1', 'recognition.by-body': '0', 'recognition.rechecks-due': '0', 'recognition.lost': '0' })
  await world.runJob('recognition.openRechecks')
  await world.asSystem((db) => sql`update recognition.recheck set state = 'lapsed', closed_on = ${world.today} where level = 'E'`.execute(db))
  world.setToday('2026-06-26')
  expect(await read()).toMatchObject({ 'recognition.decided': '1', 'recognition.rechecks-due': '1', 'recognition.lost': '0' })
})
