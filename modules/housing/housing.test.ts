import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { yuan, type Id } from '../../kernel/types.ts'
import { entitledTalent, flats, housed, ruled, waiting } from '../../test/housing.ts'
import { giveClass } from '../../test/service.ts'
import { test, type World } from '../../test/world.ts'
import { acceptOffer, applicationWays, apply, askCandidates, cancelOffer, checkIn, declineOffer, enterApplication, getApplication, getTenancy, leave, listApplications, listTenancies, mine, nightly, noteRent, offerUnit, renew, withdrawApplication } from './contract.ts'
import { listUnits, putBack, setRent, setTerms, takeOut } from './stock-contract.ts'

const toldOf = (world: World, personId: Id<'person'>) => world.asSystem(async (db) => (await db.selectFrom('kernel.message').select('kind').where('recipientId', '=', personId).orderBy('id').execute()).map(({ kind }) => kind))
const numberOf = (world: World, personId: Id<'person'>) => world.asSystem(async (db) => (await db.selectFrom('registry.person').select('number').where('id', '=', personId).executeTakeFirstOrThrow()).number)
const refused = (code: string) => ({ code })

test('the table of ways in the database is the table in the code', async ({ world }) => {
  const { rows } = await world.asSystem((db) => sql<{ way: string }>`select from_state || ' ' || to_state as way from housing.way order by 1`.execute(db))
  expect(rows.map(({ way }) => way)).toEqual(Object.entries(applicationWays).flatMap(([from, ways]) => ways.map((to) => `${from} ${to}`)).toSorted())
})

describe('who may apply', () => {
  test('is whoever a rule names by class; he waits with the size that the rule allows', async ({ world }) => {
    await ruled(world)
    const { talent, number } = await waiting(world)
    expect(number).toBe('GY2026000001')
    expect((await talent.asks(mine, {})).application).toMatchObject({ state: 'waiting', mostArea: '120.00', ahead: 0, waiting: 1 })
    await expect(talent.does(apply, { family: 1, wantedPlace: null })).rejects.toMatchObject(refused('already'))
  })

  test('is nobody whom no rule of that day names', async ({ world }) => {
    const talent = await entitledTalent(world, '没有规则时', 'C')
    await expect(talent.does(apply, { family: 1, wantedPlace: null })).rejects.toMatchObject(refused('notEntitled'))
    await ruled(world)
    const other = await entitledTalent(world, '不在规则里', 'D')
    expect((await other.asks(mine, {})).entitled).toBeNull()
    await expect(other.does(apply, { family: 1, wantedPlace: null })).rejects.toMatchObject(refused('notEntitled'))
    await talent.does(apply, { family: 1, wantedPlace: null })
  })

  test('may be entered at the window, and is told', async ({ world }) => {
    await ruled(world)
    const window = await world.staff('windowClerk', '980101001')
    const talent = await entitledTalent(world)
    await expect(window.does(enterApplication, { personNumber: '没有这个人', family: 2, wantedPlace: null })).rejects.toMatchObject(refused('noSuchPerson'))
    const { applicationId } = await window.does(enterApplication, { personNumber: await numberOf(world, talent.personId), family: 2, wantedPlace: '980101' })
    await world.runJobs()
    expect(await toldOf(world, talent.personId)).toEqual(['housing.entered'])
    await expect(window.does(enterApplication, { personNumber: await numberOf(world, talent.personId), family: 2, wantedPlace: null })).rejects.toMatchObject(refused('already'))
    await talent.does(withdrawApplication, { applicationId })
    await expect(talent.does(withdrawApplication, { applicationId })).rejects.toMatchObject(refused('notWaiting'))
    // What is over bars nobody from applying again; who may not is told the same at the window.
    await window.does(enterApplication, { personNumber: await numberOf(world, talent.personId), family: 2, wantedPlace: null })
    await expect(window.does(enterApplication, { personNumber: await numberOf(world, await world.person({ place: '980101001' })), family: 2, wantedPlace: null })).rejects.toMatchObject(refused('notEntitled'))
  })

  test('a record that was merged into another applies no more', async ({ world }) => {
    await ruled(world)
    const [talent, survivor] = [await entitledTalent(world), await world.person()]
    await world.asSystem((db) => db.updateTable('registry.person').set({ survivorId: survivor }).where('id', '=', talent.personId).execute())
    const window = await world.staff('windowClerk', '980101001')
    await expect(window.does(enterApplication, { personNumber: await numberOf(world, talent.personId), family: 2, wantedPlace: null })).rejects.toMatchObject(refused('gone'))
  })
})

describe('an offer', () => {
  test('goes to who is first of those whom the unit suits, and is answered within working days', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [unitId = '' as Id<'unit'>] } = await flats(world, ['90.00'])
    const small = await waiting(world, '配不了这么大', 'E')
    const elsewhere = await waiting(world, '想住别处', 'C', '980104')
    const first = await waiting(world, '第一位', 'C', '980101')
    const second = await waiting(world, '第二位')
    expect((await city.asks(askCandidates, { unitId })).candidates.map(({ personName }) => personName)).toEqual(['第一位', '第二位'])
    await expect(city.does(offerUnit, { applicationId: small.applicationId, unitId })).rejects.toMatchObject(refused('tooLarge'))
    await expect(city.does(offerUnit, { applicationId: elsewhere.applicationId, unitId })).rejects.toMatchObject(refused('notWanted'))
    await expect(city.does(offerUnit, { applicationId: second.applicationId, unitId })).rejects.toMatchObject({ code: 'notHisTurn', message: `还没有轮到这件申请：先轮到 ${first.number}` })
    // Five working days from Monday 15 June; Friday the 19th is the Dragon Boat holiday.
    expect(await city.does(offerUnit, { applicationId: first.applicationId, unitId })).toEqual({ answerBy: '2026-06-23' })
    await expect(city.does(offerUnit, { applicationId: second.applicationId, unitId })).rejects.toMatchObject(refused('unitTaken'))
    await expect(city.does(offerUnit, { applicationId: first.applicationId, unitId })).rejects.toMatchObject(refused('unitTaken'))
    await world.runJobs()
    expect(await toldOf(world, first.talent.personId)).toEqual(['housing.offered'])
    const county = await world.staff('talentOffice', '980101')
    await expect(county.does(offerUnit, { applicationId: second.applicationId, unitId })).rejects.toMatchObject(refused('notCity'))
    await expect(county.does(cancelOffer, { applicationId: first.applicationId, reason: '弄错了' })).rejects.toMatchObject(refused('notCity'))
  })

  test('that was given up comes back to the next, and the second time ends the waiting', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [one = '' as Id<'unit'>, two = '' as Id<'unit'>] } = await flats(world, ['60.00', '61.00'])
    const { talent, applicationId } = await waiting(world)
    await expect(talent.does(acceptOffer, { applicationId })).rejects.toMatchObject(refused('notOffered'))
    await city.does(offerUnit, { applicationId, unitId: one })
    await expect(city.does(offerUnit, { applicationId, unitId: two })).rejects.toMatchObject(refused('notWaiting'))
    expect(await talent.does(declineOffer, { applicationId })).toEqual({ dropped: false })
    await expect(city.does(offerUnit, { applicationId, unitId: one })).rejects.toMatchObject(refused('notHisTurn'))
    await city.does(offerUnit, { applicationId, unitId: two })
    expect(await talent.does(declineOffer, { applicationId })).toEqual({ dropped: true })
    expect((await talent.asks(mine, {})).application).toMatchObject({ state: 'dropped', misses: 2 })
    expect((await city.lists(listUnits, { state: 'vacant' })).total).toBe(2)
  })

  test('lapses by night after its last day, once; the applicant is told and keeps his place', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [unitId = '' as Id<'unit'>] } = await flats(world)
    const { talent, applicationId } = await waiting(world)
    await city.does(offerUnit, { applicationId, unitId })
    world.setToday('2026-06-23')
    await world.runJob(nightly.name)
    expect((await talent.asks(mine, {})).offer).toMatchObject({ state: 'open', answerBy: '2026-06-23' })
    world.setToday('2026-06-24')
    await expect(talent.does(acceptOffer, { applicationId })).rejects.toMatchObject(refused('late'))
    await world.runJob(nightly.name)
    await world.runJob(nightly.name)
    expect((await talent.asks(mine, {})).application).toMatchObject({ state: 'waiting', misses: 1 })
    expect(await toldOf(world, talent.personId)).toEqual(['housing.offered', 'housing.lapsed'])
    expect((await city.asks(getApplication, { applicationId })).events.map(({ verb }) => verb)).toEqual(['apply', 'offer', 'lapse'])
  })

  test('is taken back by the office without counting against the applicant', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [unitId = '' as Id<'unit'>] } = await flats(world)
    const { talent, applicationId } = await waiting(world)
    await expect(city.does(cancelOffer, { applicationId, reason: '房子漏水' })).rejects.toMatchObject(refused('none'))
    await city.does(offerUnit, { applicationId, unitId })
    await talent.does(acceptOffer, { applicationId })
    await expect(talent.does(declineOffer, { applicationId })).rejects.toMatchObject(refused('notOffered'))
    await city.does(cancelOffer, { applicationId, reason: '房子漏水' })
    expect((await talent.asks(mine, {})).application).toMatchObject({ state: 'waiting', misses: 0 })
  })

  test('of one unit to twenty at once reaches one', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [unitId = '' as Id<'unit'>] } = await flats(world)
    const all: Awaited<ReturnType<typeof waiting>>[] = []
    for (let at = 0; at < 20; at++) all.push(await waiting(world, `第${at}位`))
    const ended = await Promise.allSettled(all.map(({ applicationId }) => city.does(offerUnit, { applicationId, unitId })))
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of ended) if (one.status === 'rejected') expect(['unitTaken', 'notHisTurn']).toContain((one.reason as { code: string }).code)
    expect((await city.lists(listApplications, { state: 'offered' })).rows.map(({ id }) => id)).toEqual([all[0]?.applicationId])
    // Twenty times the same one: still once.
    await city.does(cancelOffer, { applicationId: all[0]?.applicationId ?? ('' as Id<'application'>), reason: '再来一次' })
    const again = await Promise.allSettled(Array.from({ length: 20 }, () => city.does(offerUnit, { applicationId: all[0]?.applicationId ?? ('' as Id<'application'>), unitId })))
    expect(again.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }, 60_000)
})

describe('living there', () => {
  test('begins with the keys, runs under a contract and frees the unit on the day of leaving', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [unitId = '' as Id<'unit'>] } = await flats(world)
    const { talent, applicationId } = await waiting(world)
    await city.does(offerUnit, { applicationId, unitId })
    await expect(city.does(checkIn, { applicationId, people: 3 })).rejects.toMatchObject(refused('notAccepted'))
    await talent.does(acceptOffer, { applicationId })
    const { tenancyId, contractTo } = await city.does(checkIn, { applicationId, people: 3 })
    expect(contractTo).toBe('2029-06-14')
    expect((await talent.asks(mine, {})).tenancy).toMatchObject({ room: '1-101', people: 3, operator: '青屿安居发展有限公司' })
    expect((await city.lists(listUnits, { state: 'occupied' })).total).toBe(1)
    await expect(city.does(takeOut, { unitId, because: 'repair' })).rejects.toMatchObject(refused('occupied'))
    await expect(city.does(leave, { tenancyId, reason: '买了房' })).rejects.toMatchObject(refused('sameDay'))
    world.setToday('2026-12-01')
    expect(await city.does(leave, { tenancyId, reason: '买了房' })).toEqual({ unpaid: 1 })
    await expect(city.does(leave, { tenancyId, reason: '买了房' })).rejects.toMatchObject(refused('left'))
    await expect(city.does(renew, { tenancyId, people: 3 })).rejects.toMatchObject(refused('left'))
    expect((await talent.asks(mine, {})).application?.state).toBe('left')
    expect((await city.lists(listUnits, { state: 'vacant' })).total).toBe(1)
    expect((await city.lists(listTenancies, {})).total).toBe(0)
    expect((await city.lists(listTenancies, { only: 'left' })).rows).toMatchObject([{ leftOn: '2026-12-01' }])
    await world.runJobs()
    expect(await toldOf(world, talent.personId)).toEqual(['housing.offered', 'housing.movedIn', 'housing.movedOut'])
    // Whoever comes next moves in on the very day.
    await housed(world, city, unitId, '下一户')
  })

  test('owes rent in advance by the month of moving in; what was received is noted and can be taken back', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [unitId = '' as Id<'unit'>] } = await flats(world)
    world.setToday('2026-07-31')
    const { tenancyId } = await housed(world, city, unitId)
    await city.does(setRent, { unitId, rentFen: yuan(1500) })
    await expect(city.does(setRent, { unitId, rentFen: yuan(1500) })).rejects.toMatchObject(refused('same'))
    world.setToday('2026-09-30')
    await world.runJob(nightly.name)
    await world.runJob(nightly.name)
    // The contract's rent stands; a month that has no 31st owes on its last day.
    expect((await city.asks(getTenancy, { tenancyId })).rents).toEqual([{ dueOn: '2026-09-30', amountFen: yuan(1000), paidOn: null }, { dueOn: '2026-08-31', amountFen: yuan(1000), paidOn: null }, { dueOn: '2026-07-31', amountFen: yuan(1000), paidOn: null }])
    const first = { tenancyId, dueOn: plainDate('2026-07-31') }
    await expect(city.does(noteRent, { ...first, paidOn: null })).rejects.toMatchObject(refused('notPaid'))
    await expect(city.does(noteRent, { ...first, paidOn: plainDate('2026-10-01') })).rejects.toMatchObject(refused('ahead'))
    await city.does(noteRent, { ...first, paidOn: plainDate('2026-08-02') })
    await expect(city.does(noteRent, { ...first, paidOn: plainDate('2026-08-02') })).rejects.toMatchObject(refused('already'))
    await expect(city.does(noteRent, { tenancyId, dueOn: plainDate('2026-08-01'), paidOn: plainDate('2026-08-02') })).rejects.toMatchObject(refused('noSuchMonth'))
    expect((await city.lists(listTenancies, { only: 'unpaid' })).rows).toMatchObject([{ unpaid: 2, unpaidFen: yuan(2000) }])
    await city.does(noteRent, { ...first, paidOn: null })
    expect((await city.lists(listTenancies, {})).rows).toMatchObject([{ unpaid: 3 }])
  })

  test('is reminded of the end of the contract once, renewed within thirty days, at the rent of that day', async ({ world }) => {
    const city = await ruled(world)
    await city.does(setTerms, { answerDays: 3, mostMisses: 2, termMonths: 6, document: '青建发〔2026〕3号' })
    const { unitIds: [unitId = '' as Id<'unit'>] } = await flats(world)
    const { talent, tenancyId, contractTo } = await housed(world, city, unitId)
    expect(contractTo).toBe('2026-12-14')
    await city.does(setRent, { unitId, rentFen: yuan(1100) })
    world.setToday('2026-11-13')
    await world.runJob(nightly.name)
    await expect(city.does(renew, { tenancyId, people: 4 })).rejects.toMatchObject(refused('early'))
    world.setToday('2026-11-14')
    for (let night = 0; night < 2; night++) await world.runJob(nightly.name)
    expect((await toldOf(world, talent.personId)).filter((kind) => kind === 'housing.ends')).toHaveLength(1)
    expect((await city.lists(listTenancies, { only: 'ending' })).total).toBe(1)
    expect(await city.does(renew, { tenancyId, people: 4 })).toEqual({ contractTo: '2027-06-14' })
    expect((await city.asks(getTenancy, { tenancyId })).terms).toMatchObject([{ to: '2026-12-14', rentFen: yuan(1000), people: 3 }, { from: '2026-12-15', to: '2027-06-14', rentFen: yuan(1100), people: 4 }])
    world.setToday('2027-06-20')
    expect((await city.lists(listTenancies, { only: 'over' })).total).toBe(1)
  })

  test('is not renewed for who is entitled no longer, or to less', async ({ world }) => {
    const city = await ruled(world)
    await city.does(setTerms, { answerDays: 3, mostMisses: 2, termMonths: 6, document: '青建发〔2026〕3号' })
    const { unitIds: [unitId = '' as Id<'unit'>] } = await flats(world, ['100.00'])
    const { talent, tenancyId } = await housed(world, city, unitId)
    world.setToday('2026-12-01')
    await world.asSystem((db) => db.updateTable('registry.talentClass').set({ revokedOn: '2026-11-30' }).where('personId', '=', talent.personId).execute())
    await expect(city.does(renew, { tenancyId, people: 3 })).rejects.toMatchObject(refused('notEntitled'))
    await giveClass(world, talent.personId, 'E', { from: '2026-12-01' })
    await expect(city.does(renew, { tenancyId, people: 3 })).rejects.toMatchObject(refused('tooLarge'))
  })

  test('two never live in one unit at a time, and nobody in two: the database says so too', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [one = '' as Id<'unit'>, two = '' as Id<'unit'>, three = '' as Id<'unit'>] } = await flats(world, ['60.00', '61.00', '62.00'])
    const first = await housed(world, city, one, '第一户')
    const second = await housed(world, city, two, '第二户')
    const insert = (unitId: string, personId: string, span = '[2026-07-01,)') =>
      world.database.adminQuery(`insert into housing.tenancy (number, application_id, person_id, unit_id, place_code, span, kept_by) select 'ZYX', a.id, '${personId}', '${unitId}', '980101', '${span}', '${city.accountId}' from housing.application a where a.id not in (select application_id from housing.tenancy) limit 1`)
    const third = await waiting(world, '第三位')
    await expect(insert(one, third.talent.personId)).rejects.toThrow('tenancy_unit_once')
    await expect(insert(three, first.talent.personId)).rejects.toThrow('tenancy_person_once')
    // A unit in repair is nobody's home, whoever writes it.
    world.setToday('2026-06-20')
    await city.does(takeOut, { unitId: three, because: 'repair' })
    await expect(insert(three, third.talent.personId)).rejects.toThrow('tenancy_in_lettable')
    await expect(world.database.adminQuery(`update housing.lettable set span = daterange(lower(span), '2026-06-18'), ended_because = 'repair', ended_by = kept_by where unit_id = '${two}'`)).rejects.toThrow('tenancy_in_lettable')
    await expect(world.database.adminQuery(`update housing.tenancy set span = '[2020-01-01,)' where id = '${second.tenancyId}'`)).rejects.toThrow('入住登记只能登记退房')
    await expect(world.database.adminQuery('delete from housing.tenancy')).rejects.toThrow()
    await expect(world.database.adminQuery(`update housing.event set words = '改了'`)).rejects.toThrow('已经记下的不能改动')
  })

  test('who would move into a flat that is still lived in, or has one already, is refused in plain words', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [one = '' as Id<'unit'>, two = '' as Id<'unit'>] } = await flats(world, ['60.00', '61.00'])
    const accepted = async (unitId: Id<'unit'>, name: string) => {
      const made = await waiting(world, name)
      await city.does(offerUnit, { applicationId: made.applicationId, unitId })
      await made.talent.does(acceptOffer, { applicationId: made.applicationId })
      return made
    }
    const [first, second] = [await accepted(one, '第一位'), await accepted(two, '第二位')]
    const occupy = (unitId: string, personId: string, applicationId: string) =>
      world.database.adminQuery(`insert into housing.tenancy (number, application_id, person_id, unit_id, place_code, span, kept_by) values ('ZY${applicationId.slice(-5)}', '${applicationId}', '${personId}', '${unitId}', '980101', '[2026-06-01,)', '${city.accountId}')`)
    // Keys that were handed over past the house.
    const other = await waiting(world, '先住进去的')
    await occupy(one, other.talent.personId, other.applicationId)
    await expect(city.does(checkIn, { applicationId: first.applicationId, people: 1 })).rejects.toMatchObject({ code: 'unitTaken', message: '上一户还没有退房' })
    const { unitIds: [three = '' as Id<'unit'>] } = await flats(world, ['50.00'], { name: '桂花苑' })
    await world.database.adminQuery(`insert into housing.tenancy (number, application_id, person_id, unit_id, place_code, span, kept_by) select 'ZY9', id, '${second.talent.personId}', '${three}', '980101', '[2026-06-01,)', '${city.accountId}' from housing.application where id = '${first.applicationId}'`)
    await expect(city.does(checkIn, { applicationId: second.applicationId, people: 1 })).rejects.toMatchObject({ code: 'alreadyHoused', message: '申请人已经住着一套人才公寓' })
  })

  test('keys of a unit out of use are not handed over', async ({ world }) => {
    await ruled(world)
    const { city, unitIds: [unitId = '' as Id<'unit'>] } = await flats(world)
    const { talent, applicationId } = await waiting(world)
    await city.does(offerUnit, { applicationId, unitId })
    await talent.does(acceptOffer, { applicationId })
    await expect(city.does(takeOut, { unitId, because: 'withdrawn' })).rejects.toMatchObject(refused('held'))
    await world.database.adminQuery(`update housing.lettable set span = daterange(lower(span), '2026-06-10'), ended_because = 'repair', ended_by = kept_by where unit_id = '${unitId}'`)
    await expect(city.does(checkIn, { applicationId, people: 1 })).rejects.toMatchObject(refused('unitOut'))
    await city.does(cancelOffer, { applicationId, reason: '房子在修' })
    await expect(city.does(offerUnit, { applicationId, unitId })).rejects.toMatchObject(refused('notLettable'))
    await city.does(putBack, { unitId })
    await city.does(offerUnit, { applicationId, unitId })
  })
})
