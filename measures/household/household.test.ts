import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { granted, knows, marry, measureText, money, person, publishMeasures } from '../../test/awards.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type World } from '../../test/world.ts'
import { myHousehold } from './contract.ts'

const housing = 'combine: { group: 住房, rule: choose, per: household }\n'
/** Two measures of one group that counts the household, one that does not look at it, and one of a group of its own. */
const publish = (world: World) =>
  publishMeasures(world, { home: measureText('home', money(1000), housing), rent: measureText('rent', money(500), housing), own: measureText('own', money(300)), car: measureText('car', money(200), 'combine: { group: 交通, rule: choose, per: household }\n') })

describe('the household of a measure', () => {
  test('is shown where the measure counts it: who, by which record; and nothing where it does not', async ({ world }) => {
    await publish(world)
    const [ana, bo] = [await world.talent({ name: '沈知远' }), await world.talent({ name: '柏舟' })]
    await marry(world, ana.personId, bo.personId)
    await world.asSystem((db) => sql`insert into registry.household_member (person_id, place_code, relation, birth_date, source, as_of, verification) select id, place_code, '子女', '2020-05-04', '市公安局', ${world.today}, 'declared' from registry.person where id = ${ana.personId}`.execute(db))
    const shown = await ana.asks(myHousehold, { measure: 'home' })
    expect(shown.counts).toEqual(['“住房”按家庭合并计算'])
    expect(shown.members).toEqual([
      { relation: '配偶', bornOn: null, source: '市民政局', asOf: world.today, verification: 'verified', known: true },
      { relation: '子女', bornOn: '2020-05-04', source: '市公安局', asOf: world.today, verification: 'declared', known: false },
    ])
    expect(shown.missing).toEqual(['有家庭成员还没有核验，由审核部门核对'])
    expect(await ana.asks(myHousehold, { measure: 'own' })).toEqual({ counts: [], members: [], missing: [], spouse: [] })
    // Named by the other side alone: he counts here too.
    expect((await bo.asks(myHousehold, { measure: 'home' })).members).toMatchObject([{ relation: '配偶', known: true }])
  })

  test('names what the spouse has that meets this measure, by name and year, and nothing else of hers', async ({ world }) => {
    await publish(world)
    const [ana, bo] = [await world.talent({ name: '沈知远' }), await world.talent({ name: '柏舟' })]
    await marry(world, ana.personId, bo.personId)
    await knows(world, bo.personId, { 学位: '硕士' })
    await granted(world, 'rent', person(bo.personId))
    await granted(world, 'own', person(bo.personId))
    await granted(world, 'car', person(bo.personId))
    const { spouse, ...rest } = await ana.asks(myHousehold, { measure: 'home' })
    expect(spouse).toEqual([{ title: '事项rent', year: 2026, why: '与本事项同属“住房”，按家庭合并计算' }])
    expect(JSON.stringify(rest)).not.toMatch(/柏舟|事项own|事项car|500|300/)
    expect((await ana.asks(myHousehold, { measure: 'rent' })).spouse).toEqual([{ title: '事项rent', year: 2026, why: '夫妻只享受一份' }])
    // A stranger to both reads of neither.
    expect(await (await world.talent({ name: '旁人' })).asks(myHousehold, { measure: 'home' })).toMatchObject({ members: [], spouse: [] })
  })

  test('says what is missing: no record at all, or a spouse whom the registry does not know', async ({ world }) => {
    await publish(world)
    const ana = await world.talent({ name: '沈知远' })
    expect((await ana.asks(myHousehold, { measure: 'home' })).missing).toEqual(['没有配偶和子女的登记。有的话，请带结婚证、户口簿到乡镇街道窗口登记；没有的不用办'])
    await world.asSystem((db) => sql`insert into registry.household_member (person_id, place_code, relation, source, as_of, verification) select id, place_code, '配偶', '市民政局', ${world.today}, 'verified' from registry.person where id = ${ana.personId}`.execute(db))
    expect((await ana.asks(myHousehold, { measure: 'home' })).missing).toEqual(['配偶不在人才库里，配偶享受过什么这里查不到，由审核部门核对'])
  })

  test('is a person’s own to ask', async ({ world }) => {
    await publish(world)
    for (const role of everyRole) expect([role, await answerOf((await somebodyAs(world, role)).asks(myHousehold, { measure: 'home' }))]).toEqual([role, role === 'talent' ? 'yes' : 'denied'])
    expect(await answerOf((await world.talent()).asks(myHousehold, { measure: 'no-such-measure' }))).toBe('missing')
  })
})
