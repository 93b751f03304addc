import { sql } from 'kysely'
import { agree, decide, endNotices, submit } from '../cases/contract.ts'
import { getCasePage } from '../cases/reading/contract.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { publish } from './library.ts'
import { setPay } from './people.ts'
import type { Somebody, World } from './world.ts'

/** A catalogue of three classes for the tests of recognition: by honour, by rank in a prize, by pay, by a named body. */

const vocabulary = `facts:
  - { name: 人才类别, id: talent_class, type: code, codes: [无, E, D, C], ordered: true, source: 市人才办, ask: 您是哪一类人才？, derive: "case when s.class_level is not null then s.class_level when '人才类别' = any (s.checked) then '无' end" }
  - { name: 类别有效期止, id: class_valid_to, type: date, source: 市人才办, ask: 有效期到哪一天？, derive: "case when s.class_level is not null then coalesce(s.class_valid_to, '9999-12-31') end" }
  - { name: 在本市就业, id: employed_here, type: boolean, source: 市人社局, ask: 您在本市工作吗？, derive: "case when s.has_left then false when s.employment_mode is not null then true end" }
  - { name: 月薪, id: monthly_pay, type: money, unit: 元, source: 用人单位, ask: 您的月薪是多少元？, derive: s.monthly_pay_sealed }
  - { name: 专项认定类别, id: body_class, type: code, codes: [无, E, D, C], ordered: true, source: 市人才工作领导小组, ask: 领导小组认定过您吗？, derive: "coalesce(s.facts ->> '专项认定类别', '无')" }
  - name: 获奖
    id: honours
    type: records
    of: { 名称: { type: text }, 名次: { type: number }, 日期: { type: date } }
    source: 市人才办
    ask: 您获得过哪些荣誉？
    derive: >-
      coalesce((select jsonb_agg(jsonb_build_object('名称', h.name, '名次', h.rank, '日期', h.awarded_on) order by h.awarded_on, h.name) from pub.person_honour h where h.person_id = s.id), '[]'::jsonb)
`

export const classMeasure = (level: 'C' | 'D' | 'E', { edition = 1, from = '2026-01-01', to, pay = { C: 50000, D: 30000, E: 20000 }[level] }: { edition?: number; from?: string; to?: string; pay?: number } = {}) => `measure: class-${level.toLowerCase()}
edition: ${edition}
title: ${level}类人才认定
document: { number: 青委人才〔2026〕1号, clause: 第六条 }
stage: 引进
for: person
inForce: { from: ${from}${to ? `, to: ${to}` : ''} }
recognises: { scheme: 青屿市高层次人才分类目录, edition: '2026', level: ${level}, years: 5 }
conditions:
  - { says: 在本市工作, rule: 在本市就业 }
  - { says: 没有${level}类以上的类别，或者九十天内到期, rule: '低于(人才类别, "${level}") or 类别有效期止 <= 申请日 + duration("P90D")' }
anyOf:
  - name: ${level}类荣誉
    road: honour
    conditions: [{ says: 获得${level}类荣誉, rule: 'some x in 获奖 satisfies x.名称 = "${level}类荣誉"' }]
  - name: 省科学技术奖
    road: prize
    conditions: [{ says: 前两名完成人, rule: 'some x in 获奖 satisfies x.名称 = "${level}类奖" and x.名次 <= 2' }]
  - name: 市场化评价
    road: pay
    conditions: [{ says: 月薪达到标准, rule: 月薪 >= ${pay} }]
  - name: 专项认定
    road: body
    conditions: [{ says: 领导小组认定, rule: '不低于(专项认定类别, "${level}")' }]
gives: [{ kind: status, what: ${level}类人才 }]
combine: { group: 人才分类认定, rule: stack, per: person }
delivery: apply
path:
  - { step: 区县初核, by: county.hr, within: 5wd }
  - { step: 公示, within: 5wd }
  - { step: 审定, by: city.talent-office, within: 5wd }
baseFacts: { 在本市就业: true, 人才类别: 无, 类别有效期止: null, 获奖: [], 月薪: ${pay}, 专项认定类别: 无 }
examples:
  - { name: 正好达标, on: ${from}, facts: {}, outcome: eligible }
  - { name: 月薪未知, on: ${from}, facts: { 月薪: null }, outcome: unknown, missing: [月薪] }
  - { name: 差一分, on: ${from}, facts: { 月薪: ${pay - 1} }, outcome: ineligible }
`

export const publishCatalogue = (world: World): Promise<unknown> => publish(world, { 'vocabulary.yaml': vocabulary, 'c.yaml': classMeasure('C'), 'd.yaml': classMeasure('D'), 'e.yaml': classMeasure('E') })

/** Somebody at work in the city whose class was looked at and who has none. */
export const applicantOf = async (world: World, { pay, honour, place = '980101001', level, validTo }: { pay?: number; honour?: string; place?: string; level?: string; validTo?: string } = {}) => {
  const employerId = await world.employer({ place })
  const talent = await world.talent({ place, employerId })
  const { personId } = talent
  const known = sql`'市人才办', ${world.today}::date, 'verified'`
  await world.asSystem(async (db) => {
    await sql`insert into registry.record_check (person_id, place_code, subject, source, as_of, verification) values (${personId}, ${place}, '人才类别', ${known})`.execute(db)
    await db.updateTable('registry.person').set({ employerId }).where('id', '=', personId).execute()
    if (pay !== undefined) await setPay(db, personId, pay * 100)
    if (honour) await sql`insert into registry.honour (person_id, place_code, name, level, issuer, rank, awarded_on, source, as_of, verification) values (${personId}, ${place}, ${honour}, '省级', '省政府', 2, '2025-06-01', ${known})`.execute(db)
    if (level) {
      await sql`insert into registry.talent_class (person_id, place_code, scheme, edition, level, issuer, recognised_on, valid_from, valid_to, source, as_of, verification)
        values (${personId}, ${place}, '青屿市高层次人才分类目录', '2024', ${level}, '市人才工作领导小组', '2024-03-01', '2024-03-01', ${validTo ?? '2029-02-28'}, ${known})`.execute(db)
    }
  })
  return { ...talent, employerId }
}

const stepOf = async (who: Somebody, caseId: Id<'case'>): Promise<Id<'step'>> => {
  const { stepId } = await who.asks(getCasePage, { caseId })
  if (!stepId) throw new Error('nothing waits for this desk')
  return stepId
}

/** From filing to decision, by the offices of the path, with the notice run out; the class is written by the job that the decision starts. */
export const recognised = async (world: World, talent: Somebody, measure: string, meanwhile: () => Promise<unknown> = async () => undefined): Promise<Id<'case'>> => {
  const county = await world.staff('reviewer', '980101', 'hr')
  const office = await world.staff('talentOffice', '9801', 'talent-office')
  const { caseId } = await talent.does(submit, { measure, answers: {} })
  await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
  const noticed = await world.asSystem((db) => sql<{ toOn: PlainDate }>`select to_on as "toOn" from cases.notice where case_id = ${caseId}`.execute(db))
  world.setToday(await world.asSystem(async (db) => (await sql<{ day: string }>`select (${noticed.rows[0]?.toOn ?? world.today}::date + 1)::text as day`.execute(db)).rows[0]?.day ?? world.today))
  await world.runJob(endNotices.name)
  await meanwhile()
  await office.does(decide, { stepId: await stepOf(office, caseId), opinion: '' })
  await world.runJobs()
  return caseId
}

export interface ClassRow {
  level: string
  validFrom: string
  validTo: string | null
  revokedOn: string | null
  basis: string | null
  caseId: string | null
}
export const classesOf = (world: World, personId: string): Promise<ClassRow[]> =>
  world.asSystem(async (db) => (await sql<ClassRow>`select level, valid_from as "validFrom", valid_to as "validTo", revoked_on as "revokedOn", basis, case_id as "caseId" from registry.talent_class where person_id = ${personId} order by valid_from, level`.execute(db)).rows)
