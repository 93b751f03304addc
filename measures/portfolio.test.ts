import { sql } from 'kysely'
import { expect } from 'vitest'
import { yuan, type Id } from '../kernel/types.ts'
import { awarded, openLineWith } from '../test/fund.ts'
import { measure, publish, recognise } from '../test/library.ts'
import { test, type World } from '../test/world.ts'
import { LiveCity } from './city/live-city.ts'
import { duesOf, listEntitlements, runMatch } from './contract.ts'

const named = (code: string, title: string, amounts: string, rule = 'highest') =>
  measure().replace('measure: young-allowance', `measure: ${code}`).replace('title: 青年人才津贴', `title: ${title}`).replace(/table: \{[^}]*\}/, `table: { ${amounts} }`)
    .replace('limits:', `combine: { group: 住房, rule: ${rule}, per: household }\nlimits:`).replace(/examples:[^]*$/, 'examples: []\n')
const rent = named('rent', '租房补贴', 'A: 5000, B: 4000, C: 3000, D: 2000, E: 1000')
const settling = named('settling', '安家补贴', 'A: 500000, B: 400000, C: 300000, D: 200000, E: 100000')

const settled = async (world: World) => {
  const office = await world.staff('talentOffice')
  await office.does(runMatch, {})
  await world.runJobs()
  return (await office.lists(listEntitlements, {})).rows.map(({ measure: code, amount, granted, decision }) => [code, amount, granted, decision]).toSorted()
}
const talent = async (world: World): Promise<Id<'person'>> => {
  const person = await world.person({ birthDate: '2000-01-01' })
  await recognise(world, person, 'D')
  return person
}

test('of what excludes each other the list takes the best, and the page says why and what the other would bring', async ({ world }) => {
  await publish(world, { 'rent.yaml': rent, 'settling.yaml': settling })
  const person = await talent(world)
  expect(await settled(world)).toEqual([['rent', 200_000n, null, 'excluded'], ['settling', 20_000_000n, 20_000_000n, 'granted']])
  const { dues } = await (await world.staff('talentOffice')).asks(duesOf, { kind: 'person', id: person })
  expect(dues.map(({ measure: code, combined }) => [code, combined?.decision, combined?.why, combined?.instead]).toSorted()).toEqual([
    ['rent', 'excluded', '每户在“住房”中就高取“安家补贴”', '改领“租房补贴”，合计2000元，少198000元'],
    ['settling', 'granted', '与“租房补贴”不能同时享受，取本项', null],
  ])
})

test('a top-up is what is left of it beside the rest', async ({ world }) => {
  await publish(world, { 'rent.yaml': rent.replace('rule: highest', 'rule: difference'), 'settling.yaml': settling })
  await talent(world)
  expect(await settled(world)).toEqual([['rent', 200_000n, 0n, 'reduced'], ['settling', 20_000_000n, 20_000_000n, 'granted']])
})

test('what the spouse was granted counts where the rule is the household’s, and a cancelled grant does not', async ({ world }) => {
  await publish(world, { 'rent.yaml': rent, 'settling.yaml': settling })
  const person = await talent(world)
  const line = await openLineWith(world, yuan(1_000_000))
  const { talent: spouse, awardId } = await awarded(world, line.code, yuan(100_000), { account: false, measure: 'settling' })
  await world.asSystem((db) => sql`insert into registry.household_member (person_id, place_code, relation, member_id, source, as_of, verification) select id, place_code, '配偶', ${spouse.personId}, '民政', ${world.today}, 'verified' from registry.person where id = ${person}`.execute(db))
  const excluded = [['rent', 200_000n, null, 'excluded'], ['settling', 20_000_000n, null, 'excluded']]
  expect(await settled(world)).toEqual(excluded)
  const { dues } = await (await world.staff('talentOffice')).asks(duesOf, { kind: 'person', id: person })
  expect(dues.map(({ combined }) => combined?.why)).toEqual(Array.from({ length: 2 }, () => '已经享受“安家补贴”（100000元），“住房”就高不重复'))
  await world.database.adminQuery(`set session_replication_role = replica; update fund.award set state = 'cancelled' where id = '${awardId}'`)
  expect((await settled(world)).map(([, , , decision]) => decision)).toEqual(['excluded', 'granted'])
})

test('who became due something between two matches has it settled with what he had', async ({ world }) => {
  await publish(world, { 'rent.yaml': rent, 'settling.yaml': settling })
  const person = await world.person({ birthDate: '2000-01-01' })
  expect(await settled(world)).toEqual([])
  const city = new LiveCity({ database: world.database, clock: () => world.today, threads: 1 })
  await city.load()
  await recognise(world, person, 'E')
  await city.step()
  const rows = (await (await world.staff('talentOffice')).lists(listEntitlements, {})).rows
  expect(rows.map(({ measure: code, decision }) => [code, decision]).toSorted()).toEqual([['rent', 'excluded'], ['settling', 'granted']])
  await city.close()
})
