import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { keyIndustryOf, statistic, talentOf } from '../../test/figures.ts'
import { introducedAt, openPost } from '../../test/demand.ts'
import { fillPost } from '../../modules/demand/contract.ts'
import { answerRequest, askRequest, rateRequest } from '../../modules/service/contract.ts'
import { flats, ruled, waiting } from '../../test/housing.ts'
import { giveClass, promiseSpecialists, servedTalent } from '../../test/service.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { askFigures, listRecords } from '../contract.ts'
import { askDiagnosis, type Problem } from './contract.ts'

const factsOf = async (who: Somebody, problem: Problem, asOf?: string) => {
  const { problems } = await who.asks(askDiagnosis, asOf ? { asOf: plainDate(asOf) } : {})
  return problems.find((one) => one.problem === problem)?.facts ?? []
}

const employersOf = async (world: World, industry: string, count: number) => {
  const ids = []
  for (let at = 0; at < count; at += 1) {
    const id = await world.employer()
    await keyIndustryOf(world, id, industry)
    ids.push(id)
  }
  return ids
}

/** Six employers of 新材料 with two people, six of 新能源 with ten. */
const twoIndustries = async (world: World): Promise<void> => {
  const [poor] = await employersOf(world, '新材料', 6)
  const [rich] = await employersOf(world, '新能源', 6)
  if (!poor || !rich) throw new Error('no employers')
  for (let at = 0; at < 2; at += 1) await talentOf(world, { employerId: poor })
  for (let at = 0; at < 10; at += 1) await talentOf(world, { employerId: rich })
}

describe('问题诊断', () => {
  test('an industry with half of the employers and few of the people is named, with the people behind', async ({ world }) => {
    await twoIndustries(world)
    const leader = await world.staff('leader')
    const gap = (await factsOf(leader, 'structure')).find(({ by }) => by === 'industry')
    expect(gap).toMatchObject({ says: '新材料的单位占重点产业单位的 50%，人才占重点产业人才的 16.67%，少 33.33 个百分点', figure: 'talent.key-industry', key: '新材料' })
    const shortage = (await factsOf(leader, 'shortage')).find(({ figure }) => figure === 'talent.key-industry')
    expect(shortage?.says).toBe('新材料每家单位平均有人才 0.30 人，重点产业平均 1 人')
    expect((await leader.lists(listRecords, { figure: 'talent.key-industry', by: 'industry', key: '新材料' })).total).toBe(2)
  })

  test('who left within the year is in the retention after one year, and in no other; who is back has not left', async ({ world }) => {
    for (let at = 0; at < 4; at += 1) await talentOf(world, { from: '2025-03-01', programme: '名校优生引进计划' })
    for (let at = 0; at < 2; at += 1) await talentOf(world, { from: '2025-03-01', left: '2025-11-01', programme: '高层次人才引进计划' })
    // A day after his first year was over: kept.
    await talentOf(world, { from: '2025-03-01', left: '2026-03-01', programme: '高层次人才引进计划' })
    // Not yet a year on 15 June.
    await talentOf(world, { from: '2025-07-01', programme: '高层次人才引进计划' })
    const leader = await world.staff('leader')
    const { figures } = await leader.asks(askFigures, { ids: ['retention.one.due', 'retention.one.kept', 'retention.one', 'retention.three'] })
    expect(figures.map(({ value }) => value)).toEqual(['7', '5', '71.43', null])
    expect(figures[3]?.because).toBe('分母为零')
  })

  test('a county that is less dense than the city is named, and the county leader sees no other county', async ({ world }) => {
    await statistic(world, { place: '9801', year: 2026, value: 100 })
    await statistic(world, { place: '980101', year: 2026, value: 50 })
    await statistic(world, { place: '980104', year: 2026, value: 50 })
    for (let at = 0; at < 8; at += 1) await talentOf(world)
    for (let at = 0; at < 2; at += 1) await talentOf(world, { place: '980104101' })
    const found = (await factsOf(await world.staff('leader'), 'structure')).find(({ figure }) => figure === 'talent.density')
    expect(found).toMatchObject({ says: '松川县的人才密度为 4%，比全域低 6 个百分点', by: 'place', key: '980104' })
    const county = await world.staff('leader', '980104')
    expect((await county.asks(askDiagnosis, {})).problems.flatMap(({ facts }) => facts).filter(({ says }) => says.includes('临海区'))).toEqual([])
    await expect(county.asks(askDiagnosis, { place: '980101' })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('a city without records has no facts, and says what it has no records of', async ({ world }) => {
    const { problems } = await (await world.staff('leader')).asks(askDiagnosis, {})
    expect(problems.map(({ problem, facts }) => [problem, facts.length])).toEqual([['shortage', 0], ['structure', 0], ['mechanism', 0], ['service', 0]])
    expect(problems[0]?.unsaid).toContain('没有填报')
    expect(problems[3]?.unsaid).toContain('满意度')
  })

  test('of service: who has no specialist, what nobody answered in time, and what those say who were answered', async ({ world }) => {
    await promiseSpecialists(world)
    const { talent, specialist, personId } = await servedTalent(world)
    for (const one of [personId, ...(await Promise.all([1, 2, 3, 4].map((n) => world.person({ name: `没有的${n}` }))))]) await giveClass(world, one)
    const ask = () => talent.does(askRequest, { kind: 'policy', words: '想问一件事情' })
    for (let at = 0; at < 5; at += 1) {
      const { requestId } = await ask()
      await specialist.does(answerRequest, { requestId, words: '这样办就可以' })
      await talent.does(rateRequest, { requestId, rating: 2, words: '' })
    }
    const leader = await world.staff('leader')
    expect((await factsOf(leader, 'service')).map(({ says, figure }) => [figure, says])).toEqual([
      ['service.coverage', '应配服务专员的 5 人中，还有 4 人没有配'],
      ['service.satisfaction', '服务满意度 2 分（满分 5 分，5 人次评价）'],
    ])
    await ask()
    world.setToday('2026-06-22')
    expect((await factsOf(leader, 'service'))[0]).toMatchObject({ figure: 'service.late', says: expect.stringContaining('超期未答复服务事项 1 件') })
  })

  test('of housing: more wait for a flat than there are flats to be had', async ({ world }) => {
    await ruled(world)
    await flats(world, ['60'])
    for (let n = 1; n <= 5; n += 1) await waiting(world, `轮候的${n}`)
    const leader = await world.staff('leader')
    expect((await factsOf(leader, 'service')).find(({ figure }) => figure === 'housing.waiting')?.says).toBe('人才公寓有 5 人轮候，可配房源 1 套')
    await flats(world, ['60', '60', '60', '60'], { name: '松涛苑' })
    // Another desk: a leader's figures are kept for five seconds.
    expect((await factsOf(await world.staff('talentOffice'), 'service')).find(({ figure }) => figure === 'housing.waiting')).toBeUndefined()
  })

  test('at most three sentences a problem, and none of a part that is too small to say anything', async ({ world }) => {
    await twoIndustries(world)
    await talentOf(world, { from: '2025-03-01', left: '2025-11-01', programme: '高层次人才引进计划' })
    const { problems } = await (await world.staff('leader')).asks(askDiagnosis, {})
    expect(problems.every(({ facts }) => facts.length <= 3)).toBe(true)
    expect(problems.find(({ problem }) => problem === 'mechanism')?.facts).toEqual([])
  })

  test('a day that has not come is refused', async ({ world }) => {
    await expect((await world.staff('leader')).asks(askDiagnosis, { asOf: plainDate('2026-07-01') })).rejects.toMatchObject({ kind: 'invalid' })
  })
})

describe('shortage against demand', () => {
  test('names the industry that lacks most for its people, and opens its vacant seats', async ({ world }) => {
    await openPost(world, { wanted: 8 })
    const { employerId } = await openPost(world, { wanted: 1, title: '陶瓷材料研究员', occupation: '2-01' }, { industry: '新材料' })
    for (let at = 0; at < 10; at += 1) await talentOf(world, { employerId })
    const [energy] = await employersOf(world, '新能源', 1)
    for (let at = 0; at < 2; at += 1) await talentOf(world, energy ? { employerId: energy } : {})
    const leader = await world.staff('leader')
    const facts = await factsOf(leader, 'shortage')
    expect(facts[0]).toMatchObject({ says: '新能源还缺 8 人，每百名在岗人才对应 400 个空缺，全域为 75 个', figure: 'demand.vacancies', by: 'industry', key: '新能源' })
    expect(facts.map(({ says }) => says)).toContain('空缺最多的职业是工程技术人员，缺 8 人，占全部空缺的 88.89%')
    expect((await leader.lists(listRecords, { figure: 'demand.vacancies', by: 'industry', key: '新能源' })).total).toBe(8)
  })

  test('a seat is vacant from the opening of its post until somebody is hired', async ({ world }) => {
    const { employerId, clerk, postId } = await openPost(world, { wanted: 3 })
    world.setToday('2026-07-10')
    await clerk.does(fillPost, { postId, introductionIds: [await introducedAt(world, employerId, '2026-07-01')] })
    const leader = await world.staff('leader')
    const figures = async (asOf: string) => (await leader.asks(askFigures, { ids: ['demand.open', 'demand.vacancies', 'demand.wanted', 'demand.hired', 'demand.fill-days'], asOf: plainDate(asOf) })).figures.map(({ value }) => value)
    expect(await figures('2026-06-14')).toEqual(['0', '0', '0', '0', null])
    expect(await figures('2026-06-15')).toEqual(['1', '3', '3', '0', null])
    expect(await figures('2026-07-01')).toEqual(['1', '2', '3', '1', '11.0'])
  })
})
