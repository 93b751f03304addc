import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import type { Id } from '../../kernel/types.ts'
import { flats, ruled, waiting } from '../../test/housing.ts'
import { test } from '../../test/world.ts'
import { listApplications, mine, offerUnit } from './contract.ts'
import { askDraws, holdDraw, openDraw } from './draw-contract.ts'
import { commitmentOf, drawOrder, newSeed } from './draw.ts'

const announced = { name: '2026年第一批', document: '青建函〔2026〕5号', appliedUntil: plainDate('2026-06-20'), witnessSource: '2026年6月22日公开开奖号码，顺写' }

test('the order hangs on seed, witness and numbers alone, not on the order in which they were given', () => {
  const numbers = Array.from({ length: 50 }, (_, at) => `GY2026${String(at + 1).padStart(6, '0')}`)
  const order = drawOrder('00'.repeat(32), '307', numbers)
  expect(order.toSorted()).toEqual(numbers)
  expect(drawOrder('00'.repeat(32), '307', numbers.toReversed())).toEqual(order)
  expect(drawOrder('00'.repeat(32), '308', numbers)).not.toEqual(order)
  expect(drawOrder('01'.repeat(32), '307', numbers)).not.toEqual(order)
  expect(newSeed()).not.toBe(newSeed())
})

test('anybody recomputes it with the tools of any Unix', () => {
  const numbers = ['GY2026000001', 'GY2026000002', 'GY2026000003', 'GY2026000004']
  const seed = 'ab'.repeat(32)
  const script = `for n in ${numbers.join(' ')}; do printf '%s:%s:%s' ${seed} 307 $n | sha256sum | cut -c1-64 | tr '\\n' ' '; echo $n; done | LC_ALL=C sort | cut -d' ' -f2`
  expect(execFileSync('sh', ['-c', script]).toString().trim().split('\n')).toEqual(drawOrder(seed, '307', numbers))
})

test('a draw is announced with its hash, held after the closing day, and read by the public; its order is the waiting list’s', async ({ world }) => {
  const city = await ruled(world)
  await expect((await world.staff('talentOffice', '980101')).does(openDraw, announced)).rejects.toMatchObject({ code: 'notCity' })
  await expect(city.does(openDraw, { ...announced, appliedUntil: plainDate('2026-06-14') })).rejects.toMatchObject({ code: 'past' })
  const { commitment } = await city.does(openDraw, announced)
  await expect(city.does(openDraw, announced)).rejects.toMatchObject({ code: 'open' })
  const all = []
  for (let at = 0; at < 6; at++) all.push((await waiting(world, `第${at}位`)).number)
  const [open] = (await city.asks(askDraws, {})).draws
  const drawId = open?.id ?? ('' as Id<'housingDraw'>)
  expect(open).toMatchObject({ commitment, seed: null, entries: [] })
  await expect(city.does(holdDraw, { drawId, witness: '307' })).rejects.toMatchObject({ code: 'early' })
  world.setToday('2026-06-22')
  const late = await waiting(world, '截止以后的')
  expect(await city.does(holdDraw, { drawId, witness: '307' })).toEqual({ drawn: 6 })
  await expect(city.does(holdDraw, { drawId, witness: '308' })).rejects.toMatchObject({ code: 'done' })
  // Read without signing in, recomputed by hand.
  const { draws: [published] } = askDraws.output.parse(await world.post('', askDraws.name, {}))
  const seed = published?.seed ?? ''
  expect(commitmentOf(seed)).toBe(commitment)
  const lot = (number: string) => createHash('sha256').update(`${seed}:307:${number}`).digest('hex')
  expect(published?.entries).toEqual(all.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1)))
  expect((await city.lists(listApplications, { state: 'waiting' })).rows.map(({ number }) => number)).toEqual([...(published?.entries ?? []), late.number])
  expect((await late.talent.asks(mine, {})).application).toMatchObject({ ahead: 6, turn: null })
  const { unitIds: [unitId = '' as Id<'unit'>] } = await flats(world)
  await expect(city.does(offerUnit, { applicationId: late.applicationId, unitId })).rejects.toMatchObject({ message: `还没有轮到这件申请：先轮到 ${published?.entries[0]}` })
  // What was announced and drawn stays so, for the owner of the database too; another seed would not fit the hash.
  await expect(world.database.adminQuery(`update housing.draw set witness = '999'`)).rejects.toThrow('摇号公告和结果不能改动')
  await expect(world.database.adminQuery('delete from housing.draw_entry')).rejects.toThrow()
})

test('the seed is not to be had before, and no other than the announced one after', async ({ world }) => {
  const city = await ruled(world)
  await city.does(openDraw, announced)
  const { drawId } = await world.asSystem((db) => db.selectFrom('housing.drawSeed').select('drawId').executeTakeFirstOrThrow())
  await expect(world.database.adminQuery(`update housing.draw set seed = '${'0'.repeat(64)}', witness = '1', drawn_on = '2026-06-22', drawn_by = opened_by`)).rejects.toThrow('draw_check')
  world.setToday('2026-06-22')
  await expect(city.does(holdDraw, { drawId: drawId as Id<'housingDraw'>, witness: '307' })).rejects.toMatchObject({ code: 'nobody' })
})
