import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { yuan } from '../kernel/types.ts'
import { preview } from '../measures/contract.ts'
import { installLibrary } from '../measures/install.ts'
import { awarded, openLineWith } from '../test/fund.ts'
import { test, type World } from '../test/world.ts'
import { myAwards, myDates } from './contract.ts'

const vocabulary = `facts:
  - { name: 年龄, id: age, type: number, unit: 岁, source: 市公安局, ask: 您今年多少岁？, derive: "extract(year from age(kernel.today(), s.birth_date))" }
  - { name: 学位, id: degree, type: code, codes: [学士, 硕士, 博士], ask: 您的最高学位是什么？ }
  - { name: 房租, id: rent, type: money, ask: 您每月的房租是多少？ }
`
const rent = `measure: rent-help
edition: 1
title: 青年租房补助
document: { number: 青屿人才〔2026〕8号, clause: 第五条 }
stage: 保障
for: person
inForce: { from: 2026-01-01 }
conditions:
  - { says: 年龄不超过一百二十周岁, rule: 年龄 <= 120 }
  - { says: 取得硕士以上学位, rule: '学位 in ["硕士", "博士"]' }
gives:
  - kind: money
    payee: person
    amount: { percent: 50%, of: 房租 }
    schedule: [ { share: 100%, due: 申请日 } ]
combine: { group: 住房, rule: highest, per: person }
limits: { once: person, budget: talent/rent }
delivery: apply
path:
  - { step: 审定, by: city.talent-office, within: 5wd }
examples:
  - { name: 硕士月租两千, on: 2026-06-15, facts: { 年龄: 30, 学位: 硕士, 房租: 2000 }, outcome: eligible, amount: 1000 }
`

const publish = (world: World) => {
  const folder = mkdtempSync(join(tmpdir(), 'juying-portal-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'vocabulary.yaml'), vocabulary)
  writeFileSync(join(folder, 'rent.yaml'), rent)
  return world.asSystem((db) => installLibrary(db, folder))
}

test('a talent sees what was granted to him, instalment by instalment, and nobody else’s', async ({ world }) => {
  const line = await openLineWith(world, yuan(100_000))
  const { talent, decided } = await awarded(world, line.code, yuan(6000))
  const stranger = await world.talent()
  const { awards } = await talent.asks(myAwards, {})
  expect(awards).toMatchObject([{ caseId: decided.caseId, amount: yuan(6000), paid: yuan(0), state: 'active', instalments: [{ no: 1, amount: yuan(6000), state: 'due', paidOn: null }] }])
  expect((await stranger.asks(myAwards, {})).awards).toEqual([])
})

test('a talent sees the days ahead that his records name, nearest first, and nobody else’s', async ({ world }) => {
  const line = await openLineWith(world, yuan(100_000))
  const { talent, decided } = await awarded(world, line.code, yuan(6000), { schedule: [{ no: 1, dueOn: plainDate('2026-07-01'), amount: yuan(2000), condition: null }, { no: 2, dueOn: plainDate('2027-06-15'), amount: yuan(4000), condition: null }] })
  const stranger = await world.talent()
  expect((await talent.asks(myDates, {})).dates).toMatchObject([
    { on: '2026-07-01', kind: 'instalment', amount: yuan(2000), id: decided.caseId },
    { on: '2027-06-15', kind: 'instalment', amount: yuan(4000) },
  ])
  expect((await stranger.asks(myDates, {})).dates).toEqual([])
})

test('an employer sees its own awards and not those of a person', async ({ world }) => {
  const line = await openLineWith(world, yuan(100_000))
  const employerId = await world.employer()
  const clerk = await world.clerkOf(employerId)
  await awarded(world, line.code, yuan(6000))
  expect((await clerk.asks(myAwards, {})).awards).toEqual([])
  await awarded(world, line.code, yuan(7000), { holder: { kind: 'employer', id: employerId } })
  expect((await clerk.asks(myAwards, {})).awards).toMatchObject([{ amount: yuan(7000) }])
})

test('who is no applicant has no awards of his own to ask for', async ({ world }) => {
  const leader = await world.staff('leader')
  await expect(leader.asks(myAwards, {})).rejects.toMatchObject({ kind: 'denied' })
})

test('the form asks what is not known, and each answer brings the amount nearer', async ({ world }) => {
  await publish(world)
  const talent = await world.talent()
  const bare = (await talent.asks(preview, { measure: 'rent-help', answers: {} })).due
  expect(bare).toMatchObject({ outcome: 'unknown', amount: null, combine: [{ group: '住房', rule: 'highest' }] })
  expect(bare.missing).toMatchObject([{ fact: '学位', type: 'code', codes: ['学士', '硕士', '博士'] }])
  const eligible = (await talent.asks(preview, { measure: 'rent-help', answers: { 学位: '硕士', 房租: 2400 } })).due
  expect(eligible).toMatchObject({ outcome: 'eligible', amount: yuan(1200), schedule: [{ no: 1, amount: yuan(1200) }] })
  expect(eligible.conditions[1]?.facts).toMatchObject([{ name: '学位', value: '硕士', verification: 'declared' }])
  const no = (await talent.asks(preview, { measure: 'rent-help', answers: { 学位: '学士' } })).due
  expect(no).toMatchObject({ outcome: 'ineligible', unmet: 1 })
})

test('an answer outside the code list is refused in words; a measure for others is not there', async ({ world }) => {
  await publish(world)
  const talent = await world.talent()
  await expect(talent.asks(preview, { measure: 'rent-help', answers: { 学位: '硕师' } })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('学位') })
  const clerk = await world.clerkOf(await world.employer())
  await expect(clerk.asks(preview, { measure: 'rent-help', answers: {} })).rejects.toMatchObject({ kind: 'missing' })
})
