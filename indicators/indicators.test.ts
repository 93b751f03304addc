import { describe, expect, vi } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { join } from 'node:path'
import { installLibrary } from '../measures/install.ts'
import { exampleFund } from '../fund/example.ts'
import { keyIndustryOf, platformOf, recognised, statistic, talentOf } from '../test/figures.ts'
import { Said, test, type Somebody, type World } from '../test/world.ts'
import { askFigure, askFigures, askTargets, listRecords, setTarget } from './contract.ts'
import { cubeOf } from './cube.ts'
import { countsOf, definitions } from './definitions/index.ts'
import { momentsOf } from './moments.ts'
import { systemActor } from '../kernel/org/actor.ts'

const valuesOf = async (who: Somebody, ids: readonly string[], where: { asOf?: string; place?: string } = {}) => {
  const { figures } = await who.asks(askFigures, { ids: [...ids], ...(where.asOf ? { asOf: plainDate(where.asOf) } : {}), ...(where.place ? { place: where.place } : {}) })
  return Object.fromEntries(figures.map(({ id, value }) => [id, value]))
}
const figureOf = async (who: Somebody, id: string, asOf?: string) => {
  const { figures } = await who.asks(askFigures, { ids: [id], ...(asOf ? { asOf: plainDate(asOf) } : {}) })
  const [figure] = figures
  if (!figure) throw new Error('asked for one figure')
  return figure
}

/** Six people: two corps overlap, one has left, one comes by the weekend only, one arrived this year, one is in the county. */
const smallCity = async (world: World): Promise<void> => {
  await talentOf(world, { corps: ['专业技术人才', '企业经营管理人才'], from: '2020-01-01', name: '安然' })
  await talentOf(world, { corps: ['高技能人才'], from: '2024-05-01' })
  await talentOf(world, { from: '2021-01-01', left: '2026-02-01', programme: '名校优生引进计划' })
  await talentOf(world, { from: '2025-09-01', mode: '柔性', programme: '高层次人才引进计划' })
  await talentOf(world, { from: '2026-03-01', programme: '名校优生引进计划' })
  await talentOf(world, { place: '980104101', from: '2023-01-01', corps: ['农村实用人才'] })
}

describe('definitions', () => {
  test('each runs as the role that sees the schema pub alone, and gives one reading', async ({ world }) => {
    const moments = momentsOf(world.today)
    await world.database.asReader({ actor: systemActor, today: world.today }, async (db) => {
      for (const counted of new Set(definitions.flatMap((definition) => countsOf(definition)))) {
        const cube = await cubeOf(db, counted.of, [counted], moments, { scope: '9801', key: 'nothing' })
        expect([counted.id, cube.read(counted, world.today)]).toEqual([counted.id, { count: 0n, sum: 0n }])
        for (const key of ['place', 'industry', ...Object.keys(counted.of.breakdowns ?? {})]) await cubeOf(db, counted.of, [counted], moments, { scope: '9801', key })
      }
    })
  })

  test('one that reads a table of a module instead of pub does not run', async ({ world }) => {
    const [counted] = definitions.flatMap((definition) => countsOf(definition))
    const astray = { ...counted!, of: { ...counted!.of, sql: counted!.of.sql.replaceAll('pub.person p', 'registry.person p') } }
    const run = world.database.asReader({ actor: systemActor, today: world.today }, (db) => cubeOf(db, astray.of, [astray], momentsOf(world.today), { scope: '9801', key: 'nothing' }))
    await expect(run).rejects.toThrow('permission denied')
  })
})

describe('people', () => {
  test('the total counts each person once, whoever has left or only visits not at all', async ({ world }) => {
    await smallCity(world)
    const leader = await world.staff('leader')
    expect(await valuesOf(leader, ['talent.total', 'talent.professional', 'talent.management', 'talent.skilled', 'talent.rural'])).toEqual({
      'talent.total': '4',
      'talent.professional': '2',
      'talent.management': '1',
      'talent.skilled': '1',
      'talent.rural': '1',
    })
    // On the same day a year before: without her who came in March, with him who has left since.
    expect(await figureOf(leader, 'talent.total')).toMatchObject({ value: '4', change: { difference: '0', words: '持平', since: '2025-06-15' } })
    expect((await figureOf(leader, 'talent.total')).spark.map(({ value }) => value)).toEqual(['2', '2', '3', '4', '4', '4'])
  })

  test('density changes in percentage points, each year over its own denominator', async ({ world }) => {
    await smallCity(world)
    await statistic(world, { year: 2025, value: 25 })
    await statistic(world, { year: 2026, value: 20, source: '2026年劳动力季度调查（示例）' })
    const density = await figureOf(await world.staff('leader'), 'talent.density')
    expect(density).toMatchObject({ value: '20.00', numerator: '4', denominator: '20', basis: { year: 2026, kind: '就业人员' }, change: { difference: '4.00', unit: 'points', percent: null, words: '提高 4.00 个百分点' } })
    expect(density.caution).toContain('两年的分母来源不同')
  })

  test('without a denominator there is no density, and the page says why', async ({ world }) => {
    await smallCity(world)
    expect(await figureOf(await world.staff('leader'), 'talent.density')).toMatchObject({ value: null, because: '没有2026年及以前的就业人员数', change: null })
    await statistic(world, { year: 2027, value: 20 })
    vi.useFakeTimers({ now: Date.now() + 6_000, toFake: ['Date'] })
    expect(await figureOf(await world.staff('leader'), 'talent.density')).toMatchObject({ value: null })
    vi.useRealTimers()
  })

  test('who was recognised twice counts in the later class only, and no longer after it ended', async ({ world }) => {
    const ana = await talentOf(world)
    await recognised(world, ana, { level: 'D', from: '2024-06-01', to: '2029-12-31' })
    await recognised(world, ana, { level: 'C', from: '2026-01-10', to: '2031-12-31' })
    await recognised(world, await talentOf(world), { level: 'E', from: '2025-01-01', to: '2026-06-14' })
    await recognised(world, await talentOf(world), { level: 'E', from: '2025-01-01', to: '2026-06-15' })
    await recognised(world, await talentOf(world), { level: 'E', from: '2025-01-01', revoked: '2026-06-15' })
    const leader = await world.staff('leader')
    const ids = ['class.total', 'class.c', 'class.d', 'class.e', 'class.recognised']
    expect(await valuesOf(leader, ids)).toEqual({ 'class.total': '2', 'class.c': '1', 'class.d': '0', 'class.e': '1', 'class.recognised': '1' })
    expect(await valuesOf(leader, ids, { asOf: '2026-01-09' })).toEqual({ 'class.total': '4', 'class.c': '0', 'class.d': '1', 'class.e': '3', 'class.recognised': '0' })
  })

  test('introduced, ever introduced, present and retained are four figures', async ({ world }) => {
    await smallCity(world)
    expect(await valuesOf(await world.staff('leader'), ['graduates.introduced', 'graduates.total', 'graduates.present', 'graduates.retained', 'highLevel.present', 'introduction.flexible', 'introduction.year'])).toEqual({
      'graduates.introduced': '1',
      'graduates.total': '2',
      'graduates.present': '1',
      'graduates.retained': '50.00',
      'highLevel.present': '1',
      'introduction.flexible': '0',
      'introduction.year': '1',
    })
  })

  test('a figure as of a past day is what the records say of that day', async ({ world }) => {
    await smallCity(world)
    const leader = await world.staff('leader')
    expect(await valuesOf(leader, ['talent.total', 'introduction.year'], { asOf: '2024-04-30' })).toEqual({ 'talent.total': '3', 'introduction.year': '0' })
    expect(await valuesOf(leader, ['talent.total'], { asOf: '2024-05-01' })).toEqual({ 'talent.total': '4' })
    await expect(valuesOf(leader, ['talent.total'], { asOf: '2026-06-16' })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('不能晚于今天') })
  })
})

describe('platforms, money and cases', () => {
  test('a platform counts from its recognition until it expires or is withdrawn', async ({ world }) => {
    await platformOf(world, { kind: '众创空间', level: '国家级' })
    await platformOf(world, { kind: '众创空间', to: '2026-06-14' })
    await platformOf(world, { kind: '高新区', withdrawn: '2026-06-15' })
    await platformOf(world, { kind: '博士后科研流动站' })
    const leader = await world.staff('leader')
    expect(await valuesOf(leader, ['platform.total', 'platform.makerspace', 'platform.makerspace.national', 'platform.zone', 'platform.postdoc'])).toEqual({
      'platform.total': '2',
      'platform.makerspace': '1',
      'platform.makerspace.national': '1',
      'platform.zone': '0',
      'platform.postdoc': '1',
    })
    const { parts } = await leader.asks(askFigure, { id: 'platform.total', by: 'kind' })
    expect(parts.map(({ label, value }) => [label, value])).toEqual(expect.arrayContaining([['众创空间', '1'], ['博士后科研流动站', '1']]))
  })

  test('what the fund was given is this year’s lines, held against last year’s whole', async ({ world }) => {
    await world.asSystem((db) => exampleFund(db, { today: world.today }))
    const leader = await world.staff('leader')
    expect(await figureOf(leader, 'fund.appropriated')).toMatchObject({ value: '30000000000', unit: 'fen', change: { words: '持平', since: '2025-12-31' } })
    expect(await figureOf(leader, 'fund.execution')).toMatchObject({ value: '0.00', change: null })
    expect(await figureOf(leader, 'fund.obligated', '2026-06-01')).toMatchObject({ value: null, because: expect.stringContaining('只保存现状') })
    const rows = await leader.lists(listRecords, { figure: 'fund.appropriated' })
    expect(rows.rows).toContainEqual(expect.objectContaining({ name: '安家补贴', amount: '60,000,000.00 元' }))
  })
})

describe('scope', () => {
  test('a measure of the city is in force in each of its places', async ({ world }) => {
    await world.asSystem((db) => installLibrary(db, join(import.meta.dirname, '../policies/qingyu')))
    const leader = await world.staff('leader')
    const { figures, places } = await leader.asks(askFigures, { ids: ['policy.in-force'] })
    expect(Number(figures[0]?.value)).toBeGreaterThan(0)
    expect(places.map((place) => place.figures[0]?.value)).toEqual([figures[0]?.value, figures[0]?.value])
    expect((await leader.lists(listRecords, { figure: 'policy.in-force' })).total).toBe(Number(figures[0]?.value))
  })

  test('a county leader reads his county, place by place, and nothing of another', async ({ world }) => {
    await smallCity(world)
    await platformOf(world, {})
    await statistic(world, { place: '980104', year: 2026, value: 10 })
    const county = await world.staff('leader', '980104')
    expect(await valuesOf(county, ['talent.total', 'talent.density', 'platform.total'])).toEqual({ 'talent.total': '1', 'talent.density': '10.00', 'platform.total': '0' })
    const { places, place } = await county.asks(askFigures, { ids: ['talent.total'] })
    expect(place.name).toBe('松川县')
    expect(places).toMatchObject([{ name: '松川镇', figures: [{ value: '1' }] }])
    expect((await county.lists(listRecords, { figure: 'talent.total' })).total).toBe(1)
    await expect(valuesOf(county, ['talent.total'], { place: '980101' })).rejects.toMatchObject({ kind: 'missing' })
    await expect(county.lists(listRecords, { figure: 'talent.total', place: '9801' })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('the city reads a county as the county reads itself', async ({ world }) => {
    await smallCity(world)
    const ids = ['talent.total', 'graduates.total', 'introduction.year']
    const leader = await world.staff('leader')
    expect(await valuesOf(leader, ids, { place: '980101' })).toEqual(await valuesOf(await world.staff('leader', '980101'), ids))
    const { places } = await leader.asks(askFigures, { ids: ['talent.total'] })
    expect(places.map(({ name, figures }) => [name, figures[0]?.value])).toEqual([['临海区', '3'], ['松川县', '1']])
  })

  test('figures are for the offices: not for a talent, an employer, an officer or a stranger', async ({ world }) => {
    const employerId = await world.employer()
    for (const who of [await world.talent(), await world.clerkOf(employerId), await world.signIn('systemOfficer'), await world.signIn('auditOfficer')]) {
      await expect(valuesOf(who, ['talent.total'])).rejects.toMatchObject({ kind: 'denied' })
      await expect(who.lists(listRecords, { figure: 'talent.total' })).rejects.toMatchObject({ kind: 'denied' })
    }
    await expect(world.post('', askFigures.name, { ids: ['talent.total'] })).rejects.toMatchObject({ kind: 'signIn' })
  })
})

describe('records behind a figure', () => {
  test('there are as many as the figure says, for each counted figure, place and industry', async ({ world }) => {
    await smallCity(world)
    const ana = await talentOf(world)
    await recognised(world, ana, { level: 'D', from: '2024-06-01' })
    await recognised(world, ana, { level: 'C', from: '2026-02-01' })
    const maker = await world.employer()
    await keyIndustryOf(world, maker, '新材料')
    await talentOf(world, { employerId: maker, programme: '技能人才振兴计划', from: '2026-04-01', corps: ['高技能人才'] })
    await platformOf(world)
    await world.asSystem((db) => exampleFund(db, { today: world.today }))
    const leader = await world.staff('leader')
    for (const asOf of ['2026-06-15', '2025-12-31', '2024-06-01'].map(plainDate)) {
      for (const { id } of definitions.filter(({ kind, unit }) => kind === 'count' && unit !== 'share')) {
        const { figure, parts } = await leader.asks(askFigure, { id, asOf, by: 'industry' })
        if (figure.value === null) continue
        const { total } = await leader.lists(listRecords, { figure: id, asOf })
        expect([id, asOf, String(total)]).toEqual([id, asOf, figure.value])
        for (const { key, value } of parts) expect([id, key, String((await leader.lists(listRecords, { figure: id, asOf, by: 'industry', key })).total)]).toEqual([id, key, value])
      }
    }
  }, 120_000)

  test('people are masked, with the way to their own page', async ({ world }) => {
    const personId = await talentOf(world, { name: '欧阳明月' })
    const leader = await world.staff('leader')
    expect((await leader.lists(listRecords, { figure: 'talent.total' })).rows).toMatchObject([{ name: '欧***', subjectId: personId, placeName: '望潮街道', detail: '专业技术人才' }])
  })

  test('a figure that is not there is not found; a breakdown that is not there is refused with those that are', async ({ world }) => {
    const leader = await world.staff('leader')
    await expect(valuesOf(leader, ['talent.happy'])).rejects.toMatchObject({ kind: 'missing' })
    await expect(leader.asks(askFigure, { id: 'talent.total', by: 'name' })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('地区、重点产业') })
    await expect(leader.asks(askFigure, { id: 'talent.density', by: 'education' })).rejects.toMatchObject({ kind: 'invalid' })
    await expect(leader.lists(listRecords, { figure: 'talent.total', by: 'name', key: '安' })).rejects.toMatchObject({ kind: 'missing' })
  })
})

describe('targets', () => {
  const target = { figure: 'graduates.introduced', placeCode: '9801', year: 2026, value: '4', document: '青委人才〔2026〕1号' }

  test('a target set by the talent office stands beside the fact, and is replaced by a later one', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    expect(await office.does(setTarget, target)).toEqual({ replaced: false })
    expect(await office.does(setTarget, { ...target, value: '8' })).toEqual({ replaced: true })
    const leader = await world.staff('leader')
    expect(await figureOf(leader, 'graduates.introduced')).toMatchObject({ value: '1', target: { value: '8', percent: '12.5', document: '青委人才〔2026〕1号' } })
    expect((await leader.asks(askTargets, { year: 2026 })).targets).toMatchObject([{ name: '本年引进名校优生', fact: '1', value: '8', percent: '12.5', met: false }])
    await office.does(setTarget, { ...target, figure: 'talent.departed', value: '1' })
    expect((await leader.asks(askTargets, { year: 2026 })).targets).toContainEqual(expect.objectContaining({ name: '本年流出人才', fact: '1', percent: null, met: true }))
  })

  test('a county is given its own, which it sees and the city’s it does not', async ({ world }) => {
    await smallCity(world)
    const office = await world.staff('talentOffice')
    await office.does(setTarget, target)
    await office.does(setTarget, { ...target, placeCode: '980104' })
    expect((await (await world.staff('leader', '980104')).asks(askTargets, { year: 2026 })).targets).toMatchObject([{ placeName: '松川县', fact: '0' }])
    expect((await office.asks(askTargets, { year: 2026 })).targets).toHaveLength(2)
  })

  test('every refusal of a target', async ({ world }) => {
    const office = await world.staff('talentOffice', '980104')
    const refused = (changes: Partial<typeof target>) => office.does(setTarget, { ...target, placeCode: '980104', ...changes })
    await expect(refused({ figure: 'talent.happy' })).rejects.toMatchObject({ code: 'noSuchFigure' })
    await expect(refused({ year: 2025 })).rejects.toMatchObject({ code: 'yearOver' })
    await expect(refused({ placeCode: '9801' })).rejects.toMatchObject({ code: 'notYourPlace' })
    await expect(refused({ placeCode: '980199' })).rejects.toMatchObject({ code: 'notYourPlace' })
    await expect(refused({ value: '4.5' })).rejects.toMatchObject({ code: 'wholeNumber' })
    await expect(refused({ figure: 'talent.density', value: '101' })).rejects.toMatchObject({ code: 'shareTooLarge' })
    await expect(world.post(office.cookie, setTarget.name, { ...target, value: '-1' })).rejects.toBeInstanceOf(Said)
    await expect((await world.staff('leader')).does(setTarget, target)).rejects.toMatchObject({ kind: 'denied' })
  })
})
