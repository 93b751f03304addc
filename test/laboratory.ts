import { onTestFinished } from 'vitest'
import type { Id } from '../kernel/types.ts'
import { holdCity } from '../measures/city/host.ts'
import { hostOf, LiveCity } from '../measures/city/live-city.ts'
import { getDraft, openDraft, saveDraft } from '../measures/lab/contract.ts'
import { publish } from './library.ts'
import type { Somebody, World } from './world.ts'

/** A small library with one measure in force, and somebody of the talent office with a draft of its successor. */

const vocabulary = `facts:
  - { name: 年龄, id: age, type: number, unit: 岁, source: 市公安局, ask: 您今年多少岁？, derive: "extract(year from age(kernel.today(), s.birth_date))" }
  - { name: 出生日期, id: birth_date, type: date, source: 市公安局, derive: s.birth_date, ask: 您的出生日期？ }
  - { name: 人才类别, id: talent_class, type: code, codes: [无, E, D, C, B, A], ordered: true, source: 市人才办, ask: 您是哪一类人才？, derive: s.class_level }
  - { name: 月薪, id: monthly_pay, type: money, source: 用人单位, ask: 您的月薪？ }
`
export const youngAllowance = `measure: young-allowance
edition: 1
title: 青年人才津贴
document: { number: 青屿人才〔2026〕1号, clause: 第三条 }
stage: 激励
for: person
inForce: { from: 2026-01-01 }
conditions:
  - says: 年龄不超过35周岁
    rule: 年龄 <= 35
  - says: 经认定的高层次人才
    rule: 人才类别 in ["A", "B", "C", "D", "E"]
gives:
  - kind: money
    payee: person
    amount: { by: 人才类别, table: { A: 50000, B: 40000, C: 30000, D: 20000, E: 10000 } }
    schedule:
      - { share: 50%, due: 申请日 }
      - { share: 50%, due: '申请日 + duration("P1Y")' }
limits: { once: person, budget: talent/living }
delivery: apply
path:
  - { step: 初审, by: county.hr, within: 5wd }
  - { step: 审定, by: city.talent-office, within: 5wd }
examples:
  - { name: 正好35岁, on: 2026-06-15, facts: { 年龄: 35, 人才类别: D }, outcome: eligible, amount: 20000 }
  - { name: 五十岁, on: 2026-06-15, facts: { 年龄: 50, 人才类别: D }, outcome: ineligible }
  - { name: 类别未知, on: 2026-06-15, facts: { 年龄: 30, 人才类别: null }, outcome: unknown, missing: [人才类别] }
`

export const installSmallLibrary = async (world: World): Promise<void> => {
  await publish(world, { 'vocabulary.yaml': vocabulary, 'young.yaml': youngAllowance })
}

/** Everybody of this world in memory, as the city that this process holds; gone with the test. */
export const holdSmallCity = async (world: World): Promise<void> => {
  const city = new LiveCity({ database: world.database, clock: () => world.today, threads: 1 })
  await city.load()
  holdCity(hostOf(city))
  onTestFinished(async () => {
    holdCity(undefined)
    await city.close()
  })
}

export interface OpenDraft {
  writer: Somebody
  draftId: Id<'draft'>
  text: string
}

/** A draft that moves the bound of age to `age`, saved as its second version. */
export const draftOf = async (world: World, age = 40): Promise<OpenDraft> => {
  await installSmallLibrary(world)
  const writer = await world.staff('talentOffice')
  const { draftId } = await writer.does(openDraft, { measure: 'young-allowance' })
  const { text: before } = await writer.asks(getDraft, { draftId })
  const text = before.replace('年龄 <= 35', `年龄 <= ${age}`).replace('年龄不超过35周岁', `年龄不超过${age}周岁`)
  await writer.does(saveDraft, { draftId, version: 1, text })
  return { writer, draftId, text }
}
