import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import type { Id } from '../../kernel/types.ts'
import { test, type World } from '../../test/world.ts'
import { askPlatformAlerts, confirmPlatformEvent, declinePlatformEvent, getPlatform, joinPlatform, leavePlatform, listPlatforms, proposePlatformEvent, registerPlatform, type EventFields, type PlatformFields } from './contract.ts'

const day = plainDate
const certificate = (more: Partial<PlatformFields> = {}): PlatformFields => ({
  name: '远航装备企业技术中心', kind: '企业技术中心', level: '市级', certifier: '市工信局', certificateNumber: '青工信〔2023〕12号', placeCode: '980101001', validFrom: day('2023-05-01'), validTo: day('2026-08-31'), source: '市工信局', ...more,
})
const assessed = (more: Partial<Extract<EventFields, { kind: 'assessment' }>> = {}): EventFields => ({ kind: 'assessment', happenedOn: day('2026-03-20'), document: '青评估〔2026〕3号', year: 2025, result: '合格', ...more })
const withdrawn: EventFields = { kind: 'withdrawal', happenedOn: day('2026-06-10'), document: '青工信〔2026〕30号', reason: '整改后仍不合格' }
const refusing = (code: string) => expect.objectContaining({ kind: 'refused', code })

const registered = async (world: World, more: Partial<PlatformFields> = {}) => {
  const employerId = await world.employer()
  const { number: employerNumber } = await world.asSystem((db) => db.selectFrom('registry.employer').select('number').where('id', '=', employerId).executeTakeFirstOrThrow())
  const one = await world.staff('reviewer', '980101')
  const other = await world.staff('talentOffice', '980101')
  const { platformId } = await one.does(registerPlatform, certificate({ employerNumber, ...more }))
  const settle = async (event: EventFields) => other.does(confirmPlatformEvent, await one.does(proposePlatformEvent, { platformId, event }))
  const state = async () => (await one.asks(getPlatform, { platformId })).state
  return { one, other, platformId, employerNumber, settle, state }
}

describe('the life of an innovation platform', () => {
  test('a certificate is entered as its document says, and refused where it says nonsense', async ({ world }) => {
    const { one, employerNumber } = await registered(world)
    const tried = (more: Partial<PlatformFields>) => one.does(registerPlatform, certificate({ employerNumber, name: '另一家企业技术中心', ...more }))
    await expect(tried({ placeCode: '980104' })).rejects.toEqual(refusing('notYours'))
    await expect(tried({ validFrom: day('2026-06-16'), validTo: day('2027-01-01') })).rejects.toEqual(refusing('ahead'))
    await expect(tried({ validTo: day('2023-04-30') })).rejects.toEqual(refusing('endsBeforeStart'))
    await expect(tried({ employerNumber: 'E999999' })).rejects.toEqual(refusing('noEmployer'))
    await expect(tried({ employerNumber: undefined })).rejects.toEqual(refusing('employerNeeded'))
    await expect(tried({ name: '远航装备企业技术中心' })).rejects.toEqual(refusing('already'))
    await tried({ kind: '高新区', name: '临海高新区', employerNumber: undefined })
    expect((await one.lists(listPlatforms, { kind: '高新区' })).rows.map(({ name }) => name)).toEqual(['临海高新区'])
  })

  test('an assessment counts when another person has confirmed it; a failed one puts the platform under rectification', async ({ world }) => {
    const { one, other, platformId, settle, state } = await registered(world)
    const { eventId } = await one.does(proposePlatformEvent, { platformId, event: assessed({ result: '不合格', rectifyBy: day('2026-09-30') }) })
    expect(await state()).toBe('valid')
    await expect(one.does(confirmPlatformEvent, { eventId })).rejects.toEqual(refusing('samePerson'))
    await expect(one.does(declinePlatformEvent, { eventId, note: '文号写错了' })).rejects.toEqual(refusing('samePerson'))
    await expect(one.does(proposePlatformEvent, { platformId, event: withdrawn })).rejects.toEqual(refusing('waiting'))
    await other.does(confirmPlatformEvent, { eventId })
    expect(await state()).toBe('rectifying')
    await expect(other.does(confirmPlatformEvent, { eventId })).rejects.toEqual(refusing('settled'))
    await expect(other.does(declinePlatformEvent, { eventId, note: '文号写错了' })).rejects.toEqual(refusing('settled'))
    await expect(one.does(proposePlatformEvent, { platformId, event: assessed() })).rejects.toEqual(refusing('assessed'))
    await settle(assessed({ year: 2026, happenedOn: day('2026-06-15'), document: '青评估〔2026〕9号' }))
    expect(await state()).toBe('valid')
  })

  test('what an assessment must say', async ({ world }) => {
    const { one, platformId } = await registered(world)
    const tried = (event: EventFields) => one.does(proposePlatformEvent, { platformId, event })
    await expect(tried(assessed({ happenedOn: day('2026-06-16') }))).rejects.toEqual(refusing('ahead'))
    await expect(tried(assessed({ happenedOn: day('2023-04-30') }))).rejects.toEqual(refusing('beforeCertified'))
    await expect(tried(assessed({ year: 2027 }))).rejects.toEqual(refusing('yearAhead'))
    await expect(tried(assessed({ result: '不合格' }))).rejects.toEqual(refusing('rectifyNeeded'))
    await expect(tried(assessed({ rectifyBy: day('2026-09-30') }))).rejects.toEqual(refusing('rectifyNotAsked'))
  })

  test('an upgrade raises the level, a renewal moves the end, and the declined changes nothing', async ({ world }) => {
    const { one, other, platformId, settle } = await registered(world)
    const upgrade = { kind: 'upgrade', happenedOn: day('2026-05-01'), document: '省工信〔2026〕8号', level: '省级', certifier: '省工业和信息化厅', certificateNumber: '省工信〔2026〕8号', validTo: day('2027-04-30') } as const
    await expect(one.does(proposePlatformEvent, { platformId, event: { ...upgrade, level: '市级' } })).rejects.toEqual(refusing('notHigher'))
    await expect(one.does(proposePlatformEvent, { platformId, event: { ...upgrade, validTo: day('2026-04-30') } })).rejects.toEqual(refusing('noLater'))
    const { eventId } = await one.does(proposePlatformEvent, { platformId, event: upgrade })
    await other.does(declinePlatformEvent, { eventId, note: '证书号与原件不符' })
    expect(await one.asks(getPlatform, { platformId })).toMatchObject({ level: '市级', validTo: '2026-08-31', events: [{ state: 'declined', settledNote: '证书号与原件不符' }] })
    await settle(upgrade)
    expect(await one.asks(getPlatform, { platformId })).toMatchObject({ level: '省级', certifier: '省工业和信息化厅', validTo: '2027-04-30' })
    const renewal = { kind: 'renewal', happenedOn: day('2026-06-01'), document: '省工信〔2026〕20号', validTo: day('2027-04-30') } as const
    await expect(one.does(proposePlatformEvent, { platformId, event: renewal })).rejects.toEqual(refusing('noLater'))
    await settle({ ...renewal, validTo: day('2030-04-30') })
    expect(await one.asks(getPlatform, { platformId })).toMatchObject({ validTo: '2030-04-30', state: 'valid' })
  })

  test('a platform that is certified for good has nothing to renew', async ({ world }) => {
    const { one, platformId } = await registered(world, { validTo: undefined })
    await expect(one.does(proposePlatformEvent, { platformId, event: { kind: 'renewal', happenedOn: day('2026-06-01'), document: '省工信〔2026〕20号', validTo: day('2030-04-30') } })).rejects.toEqual(refusing('open'))
  })

  test('a withdrawn platform lets its people go and takes nobody and no event any more', async ({ world }) => {
    const { one, platformId, settle, state } = await registered(world)
    const person = await numberOf(world, await world.person())
    await one.does(joinPlatform, { platformId, of: 'person', number: person, role: '博士后', joinedOn: day('2025-01-01'), source: '市人社局' })
    await settle(withdrawn)
    expect(await state()).toBe('withdrawn')
    expect((await one.asks(getPlatform, { platformId })).members).toMatchObject([{ leftOn: '2026-06-10' }])
    await expect(one.does(proposePlatformEvent, { platformId, event: assessed() })).rejects.toEqual(refusing('notInState'))
    await expect(one.does(joinPlatform, { platformId, of: 'person', number: person, role: '博士后', joinedOn: day('2026-06-11'), source: '市人社局' })).rejects.toEqual(refusing('notInState'))
  })

  test('people come and go, never twice at one time', async ({ world }) => {
    const { one, platformId } = await registered(world)
    const number = await numberOf(world, await world.person())
    const far = await numberOf(world, await world.person({ place: '980104101', name: '松川人' }))
    const entry = { platformId, of: 'person', number, role: '研发人员', joinedOn: day('2025-01-01'), source: '市科技局' } as const
    await expect(one.does(joinPlatform, { ...entry, joinedOn: day('2026-06-16') })).rejects.toEqual(refusing('ahead'))
    await expect(one.does(joinPlatform, { ...entry, number: far })).rejects.toEqual(refusing('nobody'))
    await expect(one.does(joinPlatform, { ...entry, role: undefined })).rejects.toEqual(refusing('roleNeeded'))
    const { memberId } = await one.does(joinPlatform, entry)
    await expect(one.does(joinPlatform, { ...entry, joinedOn: day('2025-06-01') })).rejects.toEqual(refusing('inside'))
    await expect(one.does(leavePlatform, { memberId, of: 'person', leftOn: day('2026-06-16') })).rejects.toEqual(refusing('ahead'))
    await expect(one.does(leavePlatform, { memberId, of: 'person', leftOn: day('2024-12-31') })).rejects.toEqual(refusing('beforeJoined'))
    await one.does(leavePlatform, { memberId, of: 'person', leftOn: day('2025-12-31') })
    await expect(one.does(leavePlatform, { memberId, of: 'person', leftOn: day('2025-12-31') })).rejects.toEqual(refusing('gone'))
    await one.does(joinPlatform, { ...entry, joinedOn: day('2026-01-01') })
    expect((await one.lists(listPlatforms, {})).rows).toMatchObject([{ people: 1 }])
  })

  test('a team moves in, and the database refuses a second stay at one time', async ({ world }) => {
    const { one, platformId } = await registered(world)
    const employerId = await world.employer()
    const team = await world.asSystem((db) => db.insertInto('registry.team').values({ name: '远航团队', field: '高端装备制造', employerId, placeCode: '980101001', level: '市级', foundedOn: '2024-01-01', source: '市科技局', asOf: world.today, verification: 'verified' }).returning(['id', 'number']).executeTakeFirstOrThrow())
    await one.does(joinPlatform, { platformId, of: 'team', number: team.number, joinedOn: day('2025-01-01'), source: '市科技局' })
    const again = world.asSystem((db) => db.insertInto('registry.platformTeam').values({ platformId, teamId: team.id, placeCode: '980101001', joinedOn: '2025-05-01', source: '市科技局', asOf: world.today, verification: 'verified' }).execute())
    await expect(again).rejects.toThrow('platform_team')
  })

  test('what runs out within ninety days, has run out, was not assessed or waits is counted and found', async ({ world }) => {
    const { one, platformId } = await registered(world)
    const counts = async () => Object.fromEntries((await one.asks(askPlatformAlerts, {})).map(({ alert, count }) => [alert, count]))
    expect(await counts()).toEqual({ expiring: 1, expired: 0, unassessed: 1, overdue: 0, waiting: 0 })
    await one.does(proposePlatformEvent, { platformId, event: assessed() })
    expect(await counts()).toMatchObject({ waiting: 1, unassessed: 1 })
    world.setToday('2026-09-01')
    expect(await counts()).toMatchObject({ expiring: 0, expired: 1, unassessed: 0 })
    expect((await one.lists(listPlatforms, { alert: 'expired' })).rows).toMatchObject([{ state: 'expired' }])
    expect((await one.lists(listPlatforms, { alert: 'expiring' })).rows).toEqual([])
  })

  test('the database holds that two persons settle an event and that a settled one stays', async ({ world }) => {
    const { one, other, platformId, settle } = await registered(world)
    await settle(assessed())
    await expect(world.asSystem((db) => db.updateTable('registry.platformEvent').set({ result: '优秀' }).where('platformId', '=', platformId).execute())).rejects.toThrow('不能再改')
    const { eventId } = await one.does(proposePlatformEvent, { platformId, event: withdrawn })
    const alone = world.asSystem((db) => db.updateTable('registry.platformEvent').set({ state: 'confirmed', settledBy: other.accountId, settlerPerson: one.accountId, settledAt: '2026-06-15T00:00:00Z' }).where('id', '=', eventId).execute())
    await expect(alone).rejects.toThrow('check')
  })
})

const numberOf = async (world: World, id: Id<'person'>): Promise<string> => (await world.asSystem((db) => db.selectFrom('registry.person').select('number').where('id', '=', id).executeTakeFirstOrThrow())).number
