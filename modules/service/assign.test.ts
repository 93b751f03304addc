import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { handOver, myDeputies } from '../../kernel/office/deputy-contract.ts'
import type { Id } from '../../kernel/types.ts'
import { giveClass, promiseSpecialists, servedTalent, specialistIn } from '../../test/service.ts'
import { test, type World } from '../../test/world.ts'
import { askPromises, askProposal, askSpecialists, assign, assignProposed, endAssignment, endPromise, handOverPeople, keepSpecialist, listDue, makePromise, setLimit } from './assign-contract.ts'
import { askRequest, askSpecialist, getServed, listServed, mine, nightly } from './contract.ts'

const reason = '调往外地'
const classed = async (world: World, name: string, place = '980101001') => {
  const personId = await world.person({ name, place })
  await giveClass(world, personId, 'C', { place })
  return personId
}
const endDuty = (world: World, accountId: Id<'account'>, on: string) => world.asSystem(async (db) => void (await db.updateTable('kernel.duty').set({ validTo: on }).where('accountId', '=', accountId).execute()))

describe('what the city promises', () => {
  test('a promise has a document and a day, and a newer one ends the older the day before', async ({ world }) => {
    const city = await promiseSpecialists(world)
    expect(await city.does(makePromise, { level: 'C', contactMonths: 6, document: '青委人才〔2026〕9号', validFrom: plainDate('2026-07-01') })).toEqual({ endedBefore: '2026-06-30' })
    const { promises } = await city.asks(askPromises, {})
    expect(promises.filter(({ level }) => level === 'C').map(({ validFrom, validTo, contactMonths }) => [validFrom, validTo, contactMonths])).toEqual([['2026-07-01', null, 6], ['2024-03-01', '2026-06-30', 3]])
    await expect(city.does(makePromise, { level: 'C', contactMonths: 6, document: '青委人才〔2026〕9号', validFrom: plainDate('2026-07-01') })).rejects.toMatchObject({ code: 'notLater' })
  })

  test('a promise is ended today, once, and not before it began', async ({ world }) => {
    const city = await promiseSpecialists(world)
    await city.does(makePromise, { level: 'D', contactMonths: 6, document: '青委人才〔2026〕9号', validFrom: plainDate('2026-07-01') })
    const { promises } = await city.asks(askPromises, {})
    const idOf = (level: string) => promises.find((one) => one.level === level)?.id ?? ('' as Id<'promise'>)
    await city.does(endPromise, { promiseId: idOf('A') })
    await expect(city.does(endPromise, { promiseId: idOf('A') })).rejects.toMatchObject({ code: 'over' })
    await expect(city.does(endPromise, { promiseId: idOf('D') })).rejects.toMatchObject({ code: 'notBegun' })
  })

  test('only the city promises and sets limits', async ({ world }) => {
    const county = await world.staff('talentOffice', '980101')
    const city = await promiseSpecialists(world)
    const [promise] = (await city.asks(askPromises, {})).promises
    await expect(county.does(makePromise, { level: 'D', contactMonths: 6, document: '青委人才〔2026〕9号', validFrom: plainDate('2026-07-01') })).rejects.toMatchObject({ code: 'notCity' })
    await expect(county.does(endPromise, { promiseId: promise?.id ?? ('' as Id<'promise'>) })).rejects.toMatchObject({ code: 'notCity' })
    await expect(county.does(setLimit, { kind: 'policy', workingDays: 2, document: '青委人才〔2026〕9号' })).rejects.toMatchObject({ code: 'notCity' })
    await expect(city.does(setLimit, { kind: 'unheardOf', workingDays: 2, document: '青委人才〔2026〕9号' })).rejects.toMatchObject({ code: 'noSuchKind' })
    await city.does(setLimit, { kind: 'policy', workingDays: 2, document: '青委人才〔2026〕9号' })
    // Monday the 15th and two working days; what was asked before keeps its day.
    const talent = await world.talent()
    expect((await talent.does(askRequest, { kind: 'policy', words: '社保年限怎么算' })).dueOn).toBe('2026-06-17')
  })
})

describe('whoever is due a specialist', () => {
  test('is on the list by his class and the promise, or because he asked, until he has one', async ({ world }) => {
    await promiseSpecialists(world)
    const office = await world.staff('talentOffice', '980101')
    const specialist = await specialistIn(world)
    const promised = await classed(world, '甲等')
    await giveClass(world, await world.person({ name: '丁类' }), 'D')
    await giveClass(world, await world.person({ name: '过期' }), 'C', { to: '2026-06-14' })
    await classed(world, '外县', '980104101')
    const asking = await world.talent({ name: '请求的' })
    await asking.does(askSpecialist, {})
    await expect(asking.does(askSpecialist, {})).rejects.toMatchObject({ code: 'asked' })
    expect((await office.lists(listDue, {})).rows.map(({ name, level, asked }) => [name, level, asked])).toEqual([['甲等', 'C', false], ['请求的', '', true]])
    expect((await office.lists(listDue, { asked: '1' })).rows.map(({ name }) => name)).toEqual(['请求的'])
    for (const personId of [promised, asking.personId]) await office.does(assign, { personId, specialistId: specialist.accountId })
    expect((await office.lists(listDue, {})).total).toBe(0)
    await expect(asking.does(askSpecialist, {})).rejects.toMatchObject({ code: 'already' })
  })

  test('sees the name and the office telephone at once, and is told of them', async ({ world }) => {
    const { talent } = await servedTalent(world)
    expect(await talent.asks(mine, {})).toMatchObject({ specialist: { officePhone: '0100-8000123', since: '2026-06-15', lastContactOn: null }, wishedOn: null })
    await world.runJobs()
    const told = await world.asSystem((db) => db.selectFrom('kernel.message').select('kind').where('recipientId', '=', talent.personId).execute())
    expect(told).toEqual([{ kind: 'service.named' }])
  })
})

describe('assigning by hand', () => {
  test('keeps who served him before, without a day of overlap', async ({ world }) => {
    const { office, personId, specialist } = await servedTalent(world)
    const other = await specialistIn(world)
    world.setToday('2026-07-01')
    expect(await office.does(assign, { personId, specialistId: other.accountId })).toMatchObject({ before: expect.any(String) as string })
    const { assignments } = await office.asks(getServed, { personId })
    expect(assignments.map(({ from, to }) => [from, to])).toEqual([['2026-07-01', null], ['2026-06-15', '2026-07-01']])
    expect((await specialist.lists(listServed, {})).total).toBe(0)
    expect((await other.lists(listServed, {})).total).toBe(1)
    // The database holds it, whoever writes.
    await expect(world.database.adminQuery(`insert into service.assignment (person_id, place_code, specialist_id, span, how) select person_id, place_code, specialist_id, daterange('2026-06-20', null), how from service.assignment limit 1`)).rejects.toThrow('assignment_no_overlap')
  })

  test('of the same day leaves only the last', async ({ world }) => {
    const { office, personId } = await servedTalent(world)
    const other = await specialistIn(world)
    await office.does(assign, { personId, specialistId: other.accountId })
    expect((await office.asks(getServed, { personId })).assignments).toHaveLength(1)
  })

  test('is refused to whom it cannot be', async ({ world }) => {
    const { office, personId, specialist } = await servedTalent(world)
    const to = (specialistId: Id<'account'>, who = personId) => office.does(assign, { personId: who, specialistId })
    await expect(to(specialist.accountId)).rejects.toMatchObject({ code: 'same' })
    await expect(to(office.accountId)).rejects.toMatchObject({ code: 'notSpecialist' })
    await expect(to((await specialistIn(world, '980104')).accountId)).rejects.toMatchObject({ code: 'notSpecialist' })
    await expect(to((await world.staff('specialist', '980101')).accountId)).rejects.toMatchObject({ code: 'noCard' })
    const narrow = await specialistIn(world, '980101', 1)
    await to(narrow.accountId, await world.person({ name: '第一位' }))
    await expect(to(narrow.accountId)).rejects.toMatchObject({ code: 'full' })
    const own = await world.person({ name: '专员本人' })
    const himself = await world.signIn('specialist', { place: '980101', personId: own })
    await office.does(keepSpecialist, { specialistId: himself.accountId, officePhone: '0100-8000124', most: 9 })
    await expect(to(himself.accountId, own)).rejects.toMatchObject({ code: 'himself' })
  })

  test('ends with a reason, and his open requests go to the office', async ({ world }) => {
    const { office, personId, talent } = await servedTalent(world)
    await talent.does(askRequest, { kind: 'housing', words: '想了解人才公寓' })
    world.setToday('2026-06-16')
    await office.does(endAssignment, { personId, reason })
    await expect(office.does(endAssignment, { personId, reason })).rejects.toMatchObject({ code: 'none' })
    const { specialist, requests } = await talent.asks(mine, {})
    expect(specialist).toBeNull()
    expect(requests).toMatchObject([{ holderName: '人才办' }])
  })

  test('a card is entered for whoever has the duty here, with room for those he has', async ({ world }) => {
    const { office, specialist } = await servedTalent(world)
    await office.does(assign, { personId: await world.person({ name: '第二位' }), specialistId: specialist.accountId })
    const card = (specialistId: Id<'account'>, most: number) => office.does(keepSpecialist, { specialistId, officePhone: '0100-8000125', most })
    await expect(card(specialist.accountId, 1)).rejects.toMatchObject({ code: 'tooFew' })
    await expect(card((await world.staff('specialist', '980104')).accountId, 9)).rejects.toMatchObject({ code: 'notSpecialist' })
    await card(specialist.accountId, 2)
    expect((await office.asks(askSpecialists, {})).specialists).toMatchObject([{ officePhone: '0100-8000125', most: 2, people: 2 }])
  })
})

describe('a proposal', () => {
  test('does nothing by itself; confirmed it assigns the least loaded, and it holds only while nothing has changed', async ({ world }) => {
    await promiseSpecialists(world)
    const { office, specialist } = await servedTalent(world)
    const idle = await specialistIn(world)
    const people = [await classed(world, '一号'), await classed(world, '二号'), await classed(world, '三号')]
    const { pairs, without } = await office.asks(askProposal, {})
    expect([without, pairs.length]).toEqual([3, 3])
    expect(pairs.filter(({ specialistId }) => specialistId === idle.accountId)).toHaveLength(2)
    expect((await office.lists(listDue, {})).total).toBe(3)
    const confirmed = pairs.map(({ personId, specialistId }) => ({ personId, specialistId }))
    expect(await office.does(assignProposed, { pairs: confirmed })).toEqual({ assigned: 3 })
    expect((await specialist.lists(listServed, {})).total + (await idle.lists(listServed, {})).total).toBe(4)
    await expect(office.does(assignProposed, { pairs: confirmed })).rejects.toMatchObject({ code: 'changed' })
    const [first] = people
    expect((await office.asks(getServed, { personId: first ?? ('' as Id<'person'>) })).assignments).toMatchObject([{ how: 'proposed' }])
  })

  test('that fills somebody beyond his room is refused whole', async ({ world }) => {
    await promiseSpecialists(world)
    const office = await world.staff('talentOffice', '980101')
    const narrow = await specialistIn(world, '980101', 1)
    const pairs = [await classed(world, '一号'), await classed(world, '二号')].map((personId) => ({ personId, specialistId: narrow.accountId }))
    await expect(office.does(assignProposed, { pairs })).rejects.toMatchObject({ code: 'full' })
    expect((await office.lists(listDue, {})).total).toBe(2)
    for (const [specialistId, code] of [[office.accountId, 'notSpecialist'], [(await world.staff('specialist', '980101')).accountId, 'noCard']] as const) {
      await expect(office.does(assignProposed, { pairs: pairs.slice(0, 1).map(({ personId }) => ({ personId, specialistId })) })).rejects.toMatchObject({ code })
    }
    const own = await world.person({ name: '专员本人' })
    const himself = await world.signIn('specialist', { place: '980101', personId: own })
    await office.does(keepSpecialist, { specialistId: himself.accountId, officePhone: '0100-8000124', most: 9 })
    await expect(office.does(assignProposed, { pairs: [{ personId: own, specialistId: himself.accountId }] })).rejects.toMatchObject({ code: 'himself' })
  })
})

describe('a specialist who leaves', () => {
  test('his people go to one colleague, or evenly to the others; for whom there is no room stands among those due', async ({ world }) => {
    await promiseSpecialists(world)
    const { office, specialist, personId } = await servedTalent(world)
    await giveClass(world, personId)
    const second = await classed(world, '第二位')
    await office.does(assign, { personId: second, specialistId: specialist.accountId })
    const narrow = await specialistIn(world, '980101', 1)
    world.setToday('2026-06-20')
    const give = (to?: Id<'account'>, from = specialist.accountId) => office.does(handOverPeople, { from, ...(to ? { to } : {}), reason })
    await expect(give(specialist.accountId)).rejects.toMatchObject({ code: 'same' })
    await expect(give(undefined, narrow.accountId)).rejects.toMatchObject({ code: 'nobody' })
    await expect(give(narrow.accountId)).rejects.toMatchObject({ code: 'full' })
    await expect(give(office.accountId)).rejects.toMatchObject({ code: 'notSpecialist' })
    await expect(give((await world.staff('specialist', '980101')).accountId)).rejects.toMatchObject({ code: 'noCard' })
    expect(await give()).toEqual({ moved: 1, left: 1 })
    expect((await office.lists(listDue, {})).total).toBe(1)
  })

  test('to himself nobody is handed over', async ({ world }) => {
    const own = await world.person({ name: '专员本人' })
    const { office, specialist } = await servedTalent(world)
    await office.does(assign, { personId: own, specialistId: specialist.accountId })
    const himself = await world.signIn('specialist', { place: '980101', personId: own })
    await office.does(keepSpecialist, { specialistId: himself.accountId, officePhone: '0100-8000124', most: 9 })
    await expect(office.does(handOverPeople, { from: specialist.accountId, to: himself.accountId, reason })).rejects.toMatchObject({ code: 'himself' })
  })

  test('hands over everything in one step himself, his people among it', async ({ world }) => {
    const { specialist, personId } = await servedTalent(world)
    const colleague = await specialistIn(world)
    world.setToday('2026-06-20')
    const [duty] = (await specialist.asks(myDeputies, {})).duties
    const { parts } = await specialist.does(handOver, { accountId: colleague.accountId, dutyId: duty?.id ?? ('' as Id<'duty'>), reason })
    expect(parts.find(({ label }) => label === '服务的人才')).toMatchObject({ moved: [expect.any(String)], left: [] })
    expect((await colleague.lists(listServed, {})).rows.map(({ id }) => id)).toEqual([personId])
  })

  test('whose duty ends: at night his people are due another', async ({ world }) => {
    const { office, specialist, personId } = await servedTalent(world)
    await endDuty(world, specialist.accountId, '2026-06-20')
    world.setToday('2026-06-21')
    await world.runJob(nightly.name)
    await world.runJob(nightly.name)
    await expect(office.asks(getServed, { personId })).rejects.toMatchObject({ kind: 'missing' })
    const ended = await world.asSystem((db) => db.selectFrom('service.assignment').select('endedBecause').execute())
    expect(ended).toEqual([{ endedBecause: '专员离任，等待重新分配' }])
  })

  test('who moves out of his place, or leaves the city, is served no longer', async ({ world }) => {
    const { office, specialist, personId } = await servedTalent(world)
    const gone = await world.person({ name: '离开的' })
    await office.does(assign, { personId: gone, specialistId: specialist.accountId })
    await world.asSystem(async (db) => {
      await db.updateTable('registry.person').set({ placeCode: '980104101' }).where('id', '=', personId).execute()
      await db.insertInto('registry.departure').values({ personId: gone, placeCode: '980101001', departedOn: '2026-06-18', reason: '主动辞职', source: '单位', asOf: '2026-06-18', verification: 'verified' }).execute()
    })
    world.setToday('2026-06-21')
    await world.runJob(nightly.name)
    const ended = await world.asSystem((db) => db.selectFrom('service.assignment').select('endedBecause').orderBy('endedBecause').execute())
    expect(ended.map(({ endedBecause }) => endedBecause).toSorted()).toEqual(['已离开本市', '迁出专员的辖区，等待重新分配'])
  })
})
