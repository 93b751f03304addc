import { sql } from 'kysely'
import { recomputeAward, type ReplayedAward } from '../fund/awards/replay.ts'
import type { Id } from '../kernel/types.ts'
import { writeXlsx } from '../kernel/sheets/index.ts'
import { columns, templateLayout } from '../registry/import/columns.ts'
import { runImport, Uploaded, uploadPath } from '../registry/import/contract.ts'
import { numberOf } from './feeds.ts'
import { vocabulary } from './library.ts'
import { multipart } from './multipart.ts'
import type { Somebody, World } from './world.ts'

/** A measure whose sum hangs on pay, and pay on its way in. */

export const payVocabulary = `${vocabulary}  - { name: 月薪, id: monthly_pay, type: money, unit: 元, source: 用人单位, derive: s.monthly_pay_sealed, ask: 您的月薪是多少元？ }
  - { name: 月租金, id: monthly_rent, type: money, unit: 元, source: 市住建局, derive: s.monthly_rent_sealed, ask: 月租金多少元？ }
  - { name: 上年度个税, id: income_tax_last_year, type: money, unit: 元, source: 市税务局, derive: "coalesce(s.facts ->> '上年度个税', '0')", ask: 上一年度个人所得税多少元？ }
`

export const payMeasure = (code: string, delivery: 'apply' | 'proactive') => `measure: ${code}
edition: 1
title: ${code}
document: { number: 青屿人才〔2026〕1号, clause: 第三条 }
stage: 激励
for: person
inForce: { from: 2026-01-01 }
conditions:
  - { says: 月薪三万元以上, rule: 月薪 >= 30000 }
  - { says: 上年度个税不超过十万元, rule: 上年度个税 <= 100000 }
gives:
  - { kind: money, payee: person, amount: { percent: 25%, of: 月薪, cap: 20000 }, schedule: [{ share: 100%, due: 申请日 }] }
limits: { once: person, budget: talent/living }
delivery: ${delivery}
path:
  - { step: 初审, by: county.hr, within: 5wd }
  - { step: 审定, by: city.talent-office, within: 5wd }
examples:
  - { name: 正好三万, on: 2026-06-15, facts: { 月薪: 30000, 上年度个税: 0 }, outcome: eligible, amount: 7500 }
  - { name: 差一分, on: 2026-06-15, facts: { 月薪: 29999.99, 上年度个税: 0 }, outcome: ineligible }
`

/** Somebody new, with his employment and its pay, by the import. */
export const bringPay = async (world: World, office: Somebody, { employerId, serial, yuan }: { employerId: Id<'employer'>; serial: number; yuan: string }): Promise<Id<'person'>> => {
  await world.asSystem((db) => db.updateTable('registry.employer').set({ creditCode: '91330100799655058B' }).where('id', '=', employerId).execute())
  const cells: Record<string, string> = { 姓名: '沈知远', 证件号码: numberOf(serial), 所在地: '980101001', 单位统一社会信用代码: '91330100799655058B', 到岗日期: '2024-07-01', '月工资（元）': yuan }
  const bytes = Buffer.concat(await Array.fromAsync(writeXlsx(templateLayout, [columns.map(({ head }) => cells[head] ?? '')])))
  const form = multipart(bytes, '名单.xlsx', { source: '市人社局' })
  const response = await world.app.inject({ method: 'POST', url: uploadPath, headers: { cookie: office.cookie, ...form.headers }, payload: form.payload })
  const { batchId } = Uploaded.parse(response.json())
  await world.runJobs()
  await office.does(runImport, { batchId, leaveWrong: false })
  await world.runJobs()
  const { rows: [made] } = await world.asSystem((db) => sql<{ id: Id<'person'> }>`select id from registry.person where import_batch_id = ${batchId}`.execute(db))
  if (!made) throw new Error('nobody was imported')
  return made.id
}

/** The award of a case, made once more from what it keeps. */
export const openAward = (world: World, caseId: Id<'case'>): Promise<ReplayedAward> =>
  world.asSystem(async (db) => {
    const { id } = await db.selectFrom('fund.award').select(sql<Id<'award'>>`id`.as('id')).where('caseId', '=', caseId).executeTakeFirstOrThrow()
    const again = await recomputeAward(db, id)
    if (!again) throw new Error('the award keeps no basis')
    return again
  })
