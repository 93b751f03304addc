import { expect } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { joinPlatform, leavePlatform, registerPlatform } from '../registry/platforms/contract.ts'
import { test, type World } from '../test/world.ts'
import { askFigures, listRecords } from './contract.ts'

const station = async (world: World, kind: '博士后科研流动站' | '博士后科研工作站') => {
  const hand = await world.staff('talentOffice', '9801')
  const { number: employerNumber } = await world.asSystem(async (db) => db.selectFrom('registry.employer').select('number').where('id', '=', await world.employer({ name: `${kind}依托单位` })).executeTakeFirstOrThrow())
  const { platformId } = await hand.does(registerPlatform, { name: `${kind}（测试）`, kind, level: '国家级', certifier: '人力资源社会保障部', certificateNumber: '人社部发〔2020〕1号', employerNumber, placeCode: '980101001', validFrom: plainDate('2020-05-01'), validTo: undefined, source: '市人社局' })
  return platformId
}

test('a post-doctor counts once while two stations train him together, from the day he entered to the day he left the last', async ({ world }) => {
  const [flow, work] = [await station(world, '博士后科研流动站'), await station(world, '博士后科研工作站')]
  const { number } = await world.asSystem(async (db) => db.selectFrom('registry.person').select('number').where('id', '=', await world.person()).executeTakeFirstOrThrow())
  const hand = await world.staff('talentOffice', '9801')
  const enter = async (platformId: typeof flow, role: '博士后' | '合作导师', on: string) => (await hand.does(joinPlatform, { platformId, of: 'person', number, role, joinedOn: plainDate(on), source: '市人社局' })).memberId
  const [first, second] = [await enter(flow, '博士后', '2025-09-01'), await enter(work, '博士后', '2025-11-01')]
  await hand.does(leavePlatform, { memberId: first, of: 'person', leftOn: plainDate('2026-02-28') })
  await hand.does(leavePlatform, { memberId: second, of: 'person', leftOn: plainDate('2026-05-31') })
  // Who comes back later, as a mentor, is no post-doctor.
  await enter(flow, '合作导师', '2026-06-02')
  const leader = await world.staff('leader', '9801')
  const read = async (asOf: string) => (await leader.asks(askFigures, { ids: ['postdoc.in-station', 'postdoc.entered', 'postdoc.ever'], asOf: plainDate(asOf), place: '9801' })).figures.map(({ value }) => value)
  expect(await read('2025-08-31')).toEqual(['0', '0', '0'])
  expect(await read('2025-11-30')).toEqual(['1', '1', '1'])
  expect(await read('2026-05-31')).toEqual(['1', '0', '1'])
  expect(await read('2026-06-10')).toEqual(['0', '0', '1'])
  expect((await leader.lists(listRecords, { figure: 'postdoc.ever' })).rows).toMatchObject([{ detail: '博士后科研流动站（测试）、博士后科研工作站（测试）' }])
})
