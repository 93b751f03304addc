import { describe, expect } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { makePromise } from '../modules/service/assign-contract.ts'
import { answerRequest, askRequest, rateRequest } from '../modules/service/contract.ts'
import { giveClass, promiseSpecialists, servedTalent } from '../test/service.ts'
import { test, type World } from '../test/world.ts'
import { askFigure, askFigures, listRecords } from './contract.ts'

const valuesOf = async (world: World, ids: string[], asOf: string, role: 'leader' | 'specialist' = 'leader') => {
  const reader = await world.staff(role, '980101')
  const { figures } = await reader.asks(askFigures, { ids, asOf: plainDate(asOf) })
  return figures.map(({ value }) => value)
}

describe('figures of service', () => {
  test('who is promised a specialist counts from the promise, and is covered while he has one', async ({ world }) => {
    await promiseSpecialists(world)
    const { personId } = await servedTalent(world)
    const without = await world.person({ name: '没有的' })
    for (const one of [personId, without]) await giveClass(world, one, 'C', { to: '2026-12-31' })
    await giveClass(world, await world.person({ name: '没有承诺的' }), 'E')
    const ids = ['service.people', 'service.promised', 'service.promised-served', 'service.coverage']
    expect(await valuesOf(world, ids, '2026-06-14')).toEqual(['0', '2', '0', '0.00'])
    expect(await valuesOf(world, ids, '2026-06-15')).toEqual(['1', '2', '1', '50.00'])
    const city = await world.staff('talentOffice', '9801')
    await city.does(makePromise, { level: 'C', contactMonths: 6, document: '青委人才〔2026〕9号', validFrom: plainDate('2026-07-01') })
    world.setToday('2027-01-01')
    // The newer promise takes over without a gap and without counting anybody twice; on 1 January the classes are over.
    expect(await valuesOf(world, ids, '2026-07-01')).toEqual(['1', '2', '1', '50.00'])
    expect(await valuesOf(world, ids, '2027-01-01')).toEqual(['1', '0', '0', null])
  })

  test('a specialist reads the figure of his county; the records behind it are his people’s', async ({ world }) => {
    await promiseSpecialists(world)
    const { specialist, personId } = await servedTalent(world)
    for (const one of [personId, await world.person({ name: '别人的' })]) await giveClass(world, one)
    expect((await specialist.asks(askFigure, { id: 'service.promised' })).figure.value).toBe('2')
    expect((await specialist.lists(listRecords, { figure: 'service.promised' })).total).toBe(1)
  })

  test('an answer in time, a late one, one that waits too long, and what was thought of them', async ({ world }) => {
    const { talent, specialist } = await servedTalent(world)
    const ask = (words: string) => talent.does(askRequest, { kind: 'policy', words })
    const [prompt, late] = [await ask('第一件事情'), await ask('第二件事情')]
    await ask('第三件事情')
    world.setToday('2026-06-16')
    await specialist.does(answerRequest, { requestId: prompt.requestId, words: '可以接着领' })
    await talent.does(rateRequest, { requestId: prompt.requestId, rating: 5, words: '' })
    world.setToday('2026-06-22')
    await specialist.does(answerRequest, { requestId: late.requestId, words: '也可以接着领' })
    await talent.does(rateRequest, { requestId: late.requestId, rating: 2, words: '' })
    const ids = ['service.answered', 'service.in-time-share', 'service.late', 'service.ratings', 'service.satisfaction', 'service.answer-days']
    expect(await valuesOf(world, ids, '2026-06-18')).toEqual(['1', '100.00', '0', '1', '5.0', '1.0'])
    expect(await valuesOf(world, ids, '2026-06-22')).toEqual(['2', '50.00', '1', '2', '3.5', '2.5'])
  })
})
