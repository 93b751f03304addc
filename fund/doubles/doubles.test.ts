import { sql } from 'kysely'
import { expect } from 'vitest'
import { decideFor, granted, knows, measureText, money, person, publishMeasures } from '../../test/awards.ts'
import { test, type World } from '../../test/world.ts'
import type { Id } from '../../kernel/types.ts'
import { listMerges, mergePeople, separatePeople } from '../../registry/duplicates/contract.ts'
import { listAwards } from '../awards/contract.ts'
import { listDoubles } from './contract.ts'

type Person = Id<'person'>
const reason = '身份证与护照核对为同一人'
const once = measureText('y', money(10_000), 'limits: { budget: test/x, once: person }')

const masters = async (world: World): Promise<[Person, Person]> => {
  const ids: [Person, Person] = [await world.person(), await world.person()]
  for (const id of ids) await knows(world, id, { 学位: '硕士' })
  return ids
}
const mergeThem = async (world: World, [survivorId, other]: [Person, Person]) => {
  const { rows } = await world.asSystem((db) => sql<{ id: Id<'duplicatePair'> }>`insert into registry.duplicate_pair (one_id, other_id, place_code, score, reasons, found_on)
    values (least(${survivorId}::uuid, ${other}::uuid), greatest(${survivorId}::uuid, ${other}::uuid), '980101', 75, '["name"]', ${world.today}) returning id`.execute(db))
  const pairId = rows[0]?.id
  if (!pairId) throw new Error('no pair')
  await (await world.staff('talentOffice')).does(mergePeople, { pairId, survivorId, take: [], reason })
}
const separateThem = async (world: World) => {
  const office = await world.staff('talentOffice')
  const mergeId = (await office.lists(listMerges, {})).rows[0]?.id
  if (!mergeId) throw new Error('nothing was merged')
  await office.does(separatePeople, { mergeId, reason })
  await world.runJobs()
}

test('what one record had, the person had: after the merge the other cannot have it', async ({ world }) => {
  await publishMeasures(world, { y: once })
  const both = await masters(world)
  await granted(world, 'y', person(both[1]))
  await mergeThem(world, both)
  expect(await decideFor(world, 'y', person(both[0]))).toMatchObject({ ok: false })
})

test('what was granted while they were one is the one’s own after they are two again, and leaves the other free', async ({ world }) => {
  await publishMeasures(world, { y: once })
  const both = await masters(world)
  await mergeThem(world, both)
  await granted(world, 'y', person(both[0]))
  expect(await decideFor(world, 'y', person(both[1]))).toMatchObject({ ok: false })
  await separateThem(world)
  expect(await decideFor(world, 'y', person(both[1]))).toMatchObject({ ok: true })
  expect(await decideFor(world, 'y', person(both[0]))).toMatchObject({ ok: false })
})

test('both had it: the merge hides nothing, the later of the two is listed for recovery', async ({ world }) => {
  await publishMeasures(world, { y: once })
  const both = await masters(world)
  const first = await granted(world, 'y', person(both[1]))
  world.setToday('2026-06-20')
  const second = await granted(world, 'y', person(both[0]))
  const maker = await world.staff('financeMaker')
  expect((await maker.lists(listDoubles, {})).rows).toEqual([])
  await mergeThem(world, both)
  expect((await maker.lists(listDoubles, {})).rows).toMatchObject([{ id: second.awardId, earlierId: first.awardId, amountFen: second.amount }])
  await separateThem(world)
  expect((await maker.lists(listDoubles, {})).rows).toEqual([])
})

test('he sees the awards of either record on his own page', async ({ world }) => {
  await publishMeasures(world, { y: once })
  const both = await masters(world)
  await granted(world, 'y', person(both[1]))
  await mergeThem(world, both)
  const he = await world.signIn('talent', { personId: both[0] })
  const seen = await world.database.as({ today: world.today, actor: { accountId: he.accountId, name: '甲', role: 'talent', scope: undefined, department: undefined, personId: both[0], employerId: undefined } }, (db) =>
    db.selectFrom('fund.award').select('holderId').execute())
  expect(seen).toEqual([{ holderId: both[1] }])
  await expect(he.lists(listAwards, {})).rejects.toMatchObject({ kind: 'denied' })
})
