import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import type { Id } from '../../kernel/types.ts'
import { giveClass, promiseSpecialists, servedTalent } from '../../test/service.ts'
import { test, type World } from '../../test/world.ts'
import { answerRequest, askDay, askRequest, enterRequest, getRequest, getServed, listRequests, listServed, mine, nightly, passRequest, rateRequest, recordContact, reopenRequest, requestWays, takeRequest, withdrawRequest } from './contract.ts'
import { median } from './people-actions.ts'

const asked = async (world: World, kind = 'schooling') => {
  const desk = await servedTalent(world)
  const made = await desk.talent.does(askRequest, { kind, words: '孩子明年上小学，想问怎么安排' })
  return { ...desk, ...made }
}
const answer = '可以在户籍地或居住地择一报名，五月前由我们统一登记'
const toldOf = (world: World, personId: Id<'person'>) => world.asSystem(async (db) => (await db.selectFrom('kernel.message').select('kind').where('recipientId', '=', personId).where('kind', '<>', 'service.named').orderBy('kind').execute()).map(({ kind }) => kind))

test('the table of ways in the database is the table in the code', async ({ world }) => {
  const { rows } = await world.asSystem((db) => sql<{ way: string }>`select verb || ' ' || from_state || ' ' || to_state as way from service.way order by 1`.execute(db))
  expect(rows.map(({ way }) => way)).toEqual(Object.entries(requestWays).flatMap(([verb, ways]) => ways.map(([from, to]) => `${verb} ${from} ${to}`)).toSorted())
})

describe('a request', () => {
  test('goes to one’s specialist with a day in working days; he answers, it is rated, and the applicant sees all of it', async ({ world }) => {
    const { talent, specialist, personId, requestId, number, dueOn } = await asked(world)
    // Ten working days from Monday 15 June; Friday the 19th is the Dragon Boat holiday.
    expect([number, dueOn]).toEqual(['FW2026000001', '2026-06-30'])
    expect((await specialist.lists(listRequests, {})).rows).toMatchObject([{ kindLabel: '子女入学', state: 'asked' }])
    await specialist.does(takeRequest, { requestId })
    await expect(specialist.does(takeRequest, { requestId })).rejects.toMatchObject({ code: 'yours' })
    expect(await specialist.does(answerRequest, { requestId, words: answer })).toEqual({ inTime: true })
    await world.runJobs()
    expect(await toldOf(world, personId)).toEqual(['service.answered', 'service.taken'])
    expect(await talent.does(rateRequest, { requestId, rating: 4, words: '说得清楚' })).toEqual({ changed: false })
    const shown = await talent.asks(getRequest, { requestId })
    expect(shown).toMatchObject({ state: 'closed', rating: 4, rerateUntil: '2026-06-22' })
    expect(shown.events.map(({ verb, words }) => [verb, words])).toEqual([['ask', '孩子明年上小学，想问怎么安排'], ['take', ''], ['answer', answer], ['rate', '4 分。说得清楚']])
  })

  test('without a specialist is the talent office’s', async ({ world }) => {
    const talent = await world.talent({ name: '没有专员的' })
    const { requestId, holderName } = await talent.does(askRequest, { kind: 'other', words: '想找人问问' })
    expect(holderName).toBe('人才办')
    const office = await world.staff('talentOffice', '980101')
    await office.does(answerRequest, { requestId, words: answer })
    expect((await talent.asks(mine, {})).requests).toMatchObject([{ state: 'answered' }])
  })

  test('is entered after a call, and the caller is told its number', async ({ world }) => {
    const { specialist, personId, talent } = await servedTalent(world)
    const { number } = await specialist.does(enterRequest, { personId, kind: 'medical', words: '来电咨询体检安排' })
    await world.runJobs()
    expect(await toldOf(world, personId)).toEqual(['service.entered'])
    expect((await talent.asks(mine, {})).requests).toMatchObject([{ number, state: 'inHand' }])
    await expect(specialist.does(enterRequest, { personId, kind: 'unheardOf', words: '来电咨询体检安排' })).rejects.toMatchObject({ code: 'noSuchKind' })
  })

  test('is of a kind that there is, and not the eleventh that waits', async ({ world }) => {
    const talent = await world.talent()
    await expect(talent.does(askRequest, { kind: 'unheardOf', words: '想找人问问' })).rejects.toMatchObject({ code: 'noSuchKind' })
    for (let count = 0; count < 10; count++) await talent.does(askRequest, { kind: 'other', words: `第${count}件事` })
    await expect(talent.does(askRequest, { kind: 'other', words: '第十一件事' })).rejects.toMatchObject({ code: 'tooMany' })
  })

  test('that was not solved goes back into hand under the same number', async ({ world }) => {
    const { talent, specialist, requestId } = await asked(world)
    await expect(talent.does(reopenRequest, { requestId, words: '还没有答复呢' })).rejects.toMatchObject({ code: 'notAnswered' })
    await specialist.does(answerRequest, { requestId, words: answer })
    await talent.does(reopenRequest, { requestId, words: '登记处说没有名额' })
    expect(await talent.asks(getRequest, { requestId })).toMatchObject({ state: 'inHand', answeredOn: null })
    await specialist.does(answerRequest, { requestId, words: '已和学校说好，直接去报到' })
    await world.runJobs()
    expect(await toldOf(world, talent.personId)).toEqual(['service.answered', 'service.answered'])
  })

  test('is withdrawn as long as nobody has answered; what is over takes no step', async ({ world }) => {
    const { talent, specialist, requestId } = await asked(world)
    await talent.does(withdrawRequest, { requestId })
    await expect(talent.does(withdrawRequest, { requestId })).rejects.toMatchObject({ code: 'answered' })
    await expect(specialist.does(takeRequest, { requestId })).rejects.toMatchObject({ code: 'notWaiting' })
    await expect(specialist.does(answerRequest, { requestId, words: answer })).rejects.toMatchObject({ code: 'notWaiting' })
    await expect(specialist.does(passRequest, { requestId, words: '办不了这件' })).rejects.toMatchObject({ code: 'notWaiting' })
    await expect(talent.does(rateRequest, { requestId, rating: 5, words: '' })).rejects.toMatchObject({ code: 'notAnswered' })
  })

  test('beyond the specialist goes to the office, once, and keeps its day', async ({ world }) => {
    const { talent, specialist, office, requestId, dueOn } = await asked(world)
    await specialist.does(passRequest, { requestId, words: '要教育部门协调' })
    await expect(specialist.does(passRequest, { requestId, words: '要教育部门协调' })).rejects.toMatchObject({ code: 'passed' })
    expect(await talent.asks(getRequest, { requestId })).toMatchObject({ holderName: '人才办', dueOn })
    await office.does(takeRequest, { requestId })
    await world.runJobs()
    expect(await toldOf(world, talent.personId)).toEqual(['service.passed', 'service.taken'])
  })

  test('that is late goes up to the office at night, once, and its applicant is told', async ({ world }) => {
    const { talent, office, requestId, dueOn } = await asked(world, 'policy')
    world.setToday(dueOn)
    await world.runJob(nightly.name)
    expect((await office.lists(listRequests, { late: '1' })).total).toBe(0)
    world.setToday('2026-06-20')
    await world.runJob(nightly.name)
    await world.runJob(nightly.name)
    expect((await office.lists(listRequests, { late: '1' })).rows).toMatchObject([{ id: requestId, lateOn: '2026-06-20' }])
    expect(await toldOf(world, talent.personId)).toEqual(['service.late'])
    expect((await talent.asks(getRequest, { requestId })).events.map(({ verb }) => verb)).toEqual(['ask', 'late'])
    expect(await office.does(answerRequest, { requestId, words: answer })).toEqual({ inTime: false })
  })

  test('answered and left alone is closed by the clock and may still be rated', async ({ world }) => {
    const { talent, specialist, requestId } = await asked(world)
    await specialist.does(answerRequest, { requestId, words: answer })
    world.setToday('2026-06-30')
    await world.runJob(nightly.name)
    expect((await talent.asks(getRequest, { requestId })).state).toBe('answered')
    world.setToday('2026-07-01')
    await world.runJob(nightly.name)
    expect((await talent.asks(getRequest, { requestId })).state).toBe('closed')
    await talent.does(rateRequest, { requestId, rating: 3, words: '' })
    expect(await talent.asks(getRequest, { requestId })).toMatchObject({ rating: 3, ratedOn: '2026-07-01' })
  })

  test('is rated once; the rating may be changed for seven days', async ({ world }) => {
    const { talent, specialist, requestId } = await asked(world)
    await specialist.does(answerRequest, { requestId, words: answer })
    await talent.does(rateRequest, { requestId, rating: 2, words: '' })
    world.setToday('2026-06-22')
    expect(await talent.does(rateRequest, { requestId, rating: 5, words: '后来办好了' })).toEqual({ changed: true })
    expect(await talent.asks(getRequest, { requestId })).toMatchObject({ rating: 5, ratedOn: '2026-06-15' })
    world.setToday('2026-06-23')
    await expect(talent.does(rateRequest, { requestId, rating: 1, words: '' })).rejects.toMatchObject({ code: 'settled' })
  })

  test('what was asked and what was said cannot be altered, by nobody', async ({ world }) => {
    const { requestId } = await asked(world)
    await expect(world.database.adminQuery(`update service.request set due_on = due_on + 30 where id = '${requestId}'`)).rejects.toThrow('提出时的内容不能改动')
    await expect(world.database.adminQuery(`update service.request set state = 'closed', closed_on = asked_on where id = '${requestId}'`)).rejects.toThrow()
    await expect(world.database.adminQuery(`update service.request_event set words = '改了'`)).rejects.toThrow('已经记下的不能改动')
    await expect(world.database.adminQuery('delete from service.request_event')).rejects.toThrow()
  })
})

describe('keeping in touch', () => {
  test('is due by the promise, or on the day that was agreed', async ({ world }) => {
    await promiseSpecialists(world)
    const { specialist, personId } = await servedTalent(world)
    await giveClass(world, personId, 'B')
    const dueOn = async () => (await specialist.lists(listServed, {})).rows[0]?.contactDueOn
    expect(await dueOn()).toBe('2026-09-15')
    world.setToday('2026-09-15')
    expect((await specialist.asks(askDay, {})).contacts).toMatchObject([{ id: personId }])
    const contact = { personId, kind: 'visit' as const, on: plainDate('2026-09-14'), words: '到单位走访，谈了实验室用房' }
    await specialist.does(recordContact, contact)
    expect(await dueOn()).toBe('2026-12-14')
    await specialist.does(recordContact, { ...contact, on: plainDate('2026-09-15'), nextOn: plainDate('2026-09-20') })
    expect(await dueOn()).toBe('2026-09-20')
    expect((await specialist.asks(askDay, {})).contactsDue).toBe(0)
    expect((await specialist.asks(getServed, { personId })).contacts.map(({ on }) => on)).toEqual(['2026-09-15', '2026-09-14'])
  })

  test('is recorded after it happened, and agreed upon ahead', async ({ world }) => {
    const { specialist, personId } = await servedTalent(world)
    const contact = { personId, kind: 'call' as const, words: '电话问候，近来都好' }
    await expect(specialist.does(recordContact, { ...contact, on: plainDate('2026-06-16') })).rejects.toMatchObject({ code: 'ahead' })
    await expect(specialist.does(recordContact, { ...contact, on: plainDate('2026-06-15'), nextOn: plainDate('2026-06-15') })).rejects.toMatchObject({ code: 'nextPast' })
  })

  test('who was promised nothing is due after half a year', async ({ world }) => {
    const { specialist } = await servedTalent(world)
    expect((await specialist.lists(listServed, {})).rows[0]?.contactDueOn).toBe('2026-12-15')
  })
})

describe('the day', () => {
  test('shows what is late and what falls due, and the year with a median and the ratings it rests on', async ({ world }) => {
    const { specialist, talent, office, personId } = await servedTalent(world)
    const first = await talent.does(askRequest, { kind: 'policy', words: '第一件事情' })
    await talent.does(askRequest, { kind: 'spouse', words: '第二件事情' })
    expect(await specialist.asks(askDay, {})).toMatchObject({ people: 1, late: 0, soon: [{ id: first.requestId }], year: { answered: 0, medianDays: null, satisfaction: null } })
    await specialist.does(enterRequest, { personId, kind: 'other', words: '第三件事情' })
    world.setToday('2026-06-17')
    await specialist.does(answerRequest, { requestId: first.requestId, words: answer })
    await talent.does(rateRequest, { requestId: first.requestId, rating: 4, words: '' })
    world.setToday('2026-06-24')
    const day = await office.asks(askDay, {})
    expect(day).toMatchObject({ late: 1, year: { answered: 1, inTime: 1, medianDays: 2, ratings: 1, satisfaction: '4.0' } })
  })

  test('a median is the middle one, or halfway between two', () => {
    expect([median([]), median([3]), median([5, 1, 3]), median([4, 1])]).toEqual([null, 3, 3, 2.5])
  })
})
