import { describe, expect } from 'vitest'
import { staff, roles, type Role } from '../../kernel/org/roles.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { test, type World } from '../../test/world.ts'
import { askFigures } from '../contract.ts'
import { askProgramme } from './contract.ts'

const came = async (world: World, on: string, { place = '980101001', left, programme = '技能人才振兴计划' }: { place?: string; left?: string; programme?: string } = {}) => {
  const personId = await world.person({ place, name: `来${on}${left ?? ''}` })
  const told = { personId, placeCode: place, source: '市人才办', asOf: world.today, verification: 'verified' as const }
  await world.asSystem(async (db) => {
    await db.insertInto('registry.introduction').values({ ...told, programme, mode: '全职', channel: '校地合作', introducedOn: on }).execute()
    if (left) await db.insertInto('registry.departure').values({ ...told, departedOn: left, reason: '主动辞职' }).execute()
  })
  return { personId, told }
}

describe('a programme', () => {
  test('cohorts say who came, is present, rose and had stayed; they add up to the figures', async ({ world }) => {
    await came(world, '2024-03-01', { left: '2025-02-28' })
    await came(world, '2024-03-01', { left: '2025-03-01' })
    const { told } = await came(world, '2024-06-15')
    await came(world, '2026-02-01', { place: '980104101' })
    await came(world, '2026-02-01', { programme: '名校优生引进计划' })
    await world.asSystem(async (db) => {
      const skill = { ...told, occupation: '车工', issuer: '市人社局', issuerKind: '职业资格' }
      await db.insertInto('registry.skill').values([{ ...skill, level: '高级工', obtainedOn: '2023-01-01' }, { ...skill, level: '技师', obtainedOn: '2025-01-01' }]).execute()
    })
    const leader = await world.staff('leader')
    const { cohorts } = await leader.asks(askProgramme, { programme: 'skilled' })
    expect(cohorts).toEqual([
      { year: 2026, came: 1, present: 1, raised: 0, due: [0, 0, 0], stayed: [0, 0, 0] },
      { year: 2024, came: 3, present: 1, raised: 1, due: [3, 0, 0], stayed: [2, 0, 0] },
    ])
    const { figures } = await leader.asks(askFigures, { ids: ['skilled.total', 'skilled.present', 'skilled.introduced', 'introduction.due-one', 'introduction.stayed-one', 'introduction.retained-one', 'introduction.due-three', 'introduction.retained-three'] })
    expect(Object.fromEntries(figures.map(({ id, value }) => [id, value]))).toEqual({
      'skilled.total': '4', 'skilled.present': '2', 'skilled.introduced': '1', 'introduction.due-one': '3', 'introduction.stayed-one': '2', 'introduction.retained-one': '66.67', 'introduction.due-three': '0', 'introduction.retained-three': null,
    })
  })

  test('targets stand beside who came in that year and place; a county sees its own', async ({ world }) => {
    await came(world, '2026-02-01')
    await came(world, '2026-03-01', { place: '980104101' })
    await world.asSystem((db) => db.insertInto('indicators.target').values([{ figure: 'skilled.introduced', placeCode: '9801', year: 2026, value: '4', document: '青委人才〔2026〕1号' }, { figure: 'skilled.introduced', placeCode: '980104', year: 2026, value: '2', document: '青委人才〔2026〕1号' }]).execute())
    const city = await world.staff('leader')
    expect((await city.asks(askProgramme, { programme: 'skilled' })).targets).toMatchObject([{ year: 2026, placeName: '青屿市', target: 4, came: 2 }, { placeName: '松川县', target: 2, came: 1 }])
    const county = await world.staff('leader', '980104')
    expect(await county.asks(askProgramme, { programme: 'skilled' })).toMatchObject({ targets: [{ placeName: '松川县' }], cohorts: [{ came: 1 }] })
    await expect(county.asks(askProgramme, { programme: 'skilled', place: '980101' })).rejects.toMatchObject({ kind: 'missing' })
    await expect(city.asks(askProgramme, { programme: 'skilled', asOf: plainDate('2026-06-16') })).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('its money is that of the lines that name it', async ({ world }) => {
    await world.asSystem(async (db) => {
      const fund = await db.insertInto('fund.specialFund').values({ year: 2026, placeCode: '9801', title: '人才发展专项资金', promisedFloorFen: 0n, floorDocument: '青委发〔2023〕12号' }).returning('id').executeTakeFirstOrThrow()
      const line = { fundId: fund.id, year: 2026, placeCode: '9801' }
      await db.insertInto('fund.budgetLine').values([{ ...line, code: 'talent/skilled', title: '技能人才津贴', programme: '技能人才振兴计划' }, { ...line, code: 'talent/rent', title: '租房补贴', programme: null }]).execute()
    })
    const leader = await world.staff('leader')
    expect((await leader.asks(askProgramme, { programme: 'skilled' })).lines).toEqual([{ code: 'talent/skilled', title: '技能人才津贴', appropriated: 0n, committed: 0n, paid: 0n, available: 0n }])
    expect((await leader.asks(askProgramme, { programme: 'graduates' })).lines).toEqual([])
  })

  test('every desk of an office may ask, nobody else', async ({ world }) => {
    for (const role of Object.keys(roles) as Role[]) {
      const who = role === 'talent' ? await world.talent() : role === 'employerClerk' ? await world.clerkOf(await world.employer()) : role.endsWith('Officer') && role !== 'trainingOfficer' ? await world.signIn(role) : await world.staff(role)
      const answer = await who.asks(askProgramme, { programme: 'highLevel' }).then(() => 'yes', (error: { kind?: string }) => error.kind)
      expect([role, answer]).toEqual([role, staff.some((one) => one === role) ? 'yes' : 'denied'])
    }
  })
})
