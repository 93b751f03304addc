import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { isGreen } from '../cases/index.ts'
import { recordableFacts, recordFact } from '../registry/contract.ts'
import { test } from '../test/world.ts'
import { duesOf, getMeasure, lastMatch, listEntitlements, listMeasures, myDues, runMatch } from './contract.ts'
import { NotPublishable } from './install.ts'
import { assess, findEditionInForce } from './index.ts'
import { measure, publish, recognise, vocabulary } from '../test/library.ts'

describe('publishing', () => {
  test('a library is published once; the same text again changes nothing', async ({ world }) => {
    expect(await publish(world, { 'a.yaml': measure() })).toEqual({ published: ['young-allowance 第1版'], unchanged: 0 })
    expect(await publish(world, { 'a.yaml': measure() })).toEqual({ published: [], unchanged: 1 })
  })

  test('an edition in force is never edited: another text under the same number is refused with what to do', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    await expect(publish(world, { 'a.yaml': measure({ age: 40, example: 'eligible' }) })).rejects.toThrow(/已经发布，内容却不同了.*另写第2版/)
  })

  test('a measure whose stored example disagrees is not published, and nothing of its folder is', async ({ world }) => {
    await expect(publish(world, { 'a.yaml': measure({ example: 'ineligible' }) })).rejects.toThrow(NotPublishable)
    expect((await (await world.staff('talentOffice')).lists(listMeasures, {})).total).toBe(0)
  })

  test('a misspelt fact stops publication and is named with what was meant', async ({ world }) => {
    await expect(publish(world, { 'a.yaml': measure().replace('rule: 年龄 <=', 'rule: 年令 <=') })).rejects.toThrow(/年令.*年龄/s)
  })

  test('two editions in force on the same day are impossible, whoever writes them', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    await expect(
      world.asSystem((db) => sql`insert into measures.edition (measure, edition, title, document_number, stage, subject_kind, gives, delivery, valid_from, path, text, hash)
        select measure, 2, title, document_number, stage, subject_kind, gives, delivery, '2026-03-01', path, text, 'x' from measures.edition`.execute(db)),
    ).rejects.toMatchObject({ code: '23P01' })
  })

  test('a case keeps its edition: the one in force is found by the day', async ({ world }) => {
    await publish(world, { 'a.yaml': measure({ to: '2026-05-31', on: '2026-05-01' }), 'b.yaml': measure({ edition: 2, from: '2026-06-01', age: 40 }) })
    const found = (on: string) => world.asSystem((db) => findEditionInForce(db, 'young-allowance', on as typeof world.today))
    expect(await found('2026-05-31')).toMatchObject({ edition: 1, budget: 'talent/living', path: [[{ step: '初审', office: { level: 'county', department: 'hr' }, kind: 'review', workingDays: 5 }], [{ kind: 'decide' }]] })
    expect(await found('2026-06-01')).toMatchObject({ edition: 2 })
    expect(await found('2025-12-31')).toBeUndefined()
  })
})

describe('one person', () => {
  test('sees what he is due, how much, from which row, and when', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    const ana = await world.talent({ birthDate: '1992-03-01' })
    await recognise(world, ana.personId, 'D')
    const [due] = (await ana.asks(myDues, {})).dues
    expect(due).toMatchObject({ title: '青年人才津贴', outcome: 'eligible', amount: 2_000_000n, unmet: 0, schedule: [{ no: 1, dueOn: '2026-06-15', amount: 2_000_000n }] })
    expect(due?.conditions[1]?.facts).toEqual([{ name: '人才类别', value: 'D', source: '市人才办', asOf: '2025-01-01', verification: 'verified' }])
  })

  test('what is not known stays open and is asked for; a declared answer settles it but never outweighs a verified fact', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    const ana = await world.talent({ birthDate: '1992-03-01' })
    const [due] = (await ana.asks(myDues, {})).dues
    expect(due).toMatchObject({ outcome: 'unknown', amount: null, missing: [{ fact: '人才类别', ask: '您是哪一类人才？', type: 'code', codes: ['A', 'B', 'C', 'D', 'E'] }] })
    const judge = (answers: Record<string, unknown>) => world.asSystem((db) => assess(db, { editionId: due!.editionId, subject: { kind: 'person', id: ana.personId }, on: world.today, answers }))
    expect(await judge({ 人才类别: 'E' })).toMatchObject({ outcome: 'eligible', amount: 1_000_000n, factsUsed: { 人才类别: 'E' } })
    await recognise(world, ana.personId, 'D')
    expect(await judge({ 人才类别: 'A', 年龄: 20 })).toMatchObject({ amount: 2_000_000n, factsUsed: { 人才类别: 'D', 年龄: '34' } })
  })

  test('a record whose words no rule knows counts as unknown: the page stands, and nobody else is kept from what he is due', async ({ world }) => {
    const strange = `${vocabulary}  - { name: 来源地, id: origin, type: code, codes: [省外, 境外], source: 市人才办, ask: 您从哪里来？, derive: s.origin }
  - { name: 紧缺急需岗位, id: shortage_post, type: boolean, source: 市人才办, ask: 您的岗位急需吗？, derive: "pub.as_truth(s.facts -> '紧缺急需岗位')" }
  - { name: 创业贷款余额, id: loan, type: money, unit: 元, source: 市人社局, ask: 贷款余额是多少？, derive: "pub.as_number(s.facts -> '创业贷款余额')" }
`
    const rules = measure().replace('  - says: 经认定', `  - says: 从市外来\n    rule: 来源地 in ["省外", "境外"]\n  - says: 岗位急需\n    rule: 紧缺急需岗位\n  - says: 贷款不超过十万元\n    rule: 创业贷款余额 <= 100000\n  - says: 经认定`)
      .replace('年龄: 35, 人才类别: D', '年龄: 35, 人才类别: D, 来源地: 省外, 紧缺急需岗位: true, 创业贷款余额: 0').replace('年龄: 30, 人才类别: null', '年龄: 30, 人才类别: null, 来源地: 省外, 紧缺急需岗位: true, 创业贷款余额: 0')
    await publish(world, { 'vocabulary.yaml': strange, 'a.yaml': rules })
    const [ana, bo] = [await world.talent({ birthDate: '1992-03-01' }), await world.talent({ birthDate: '1993-03-01' })]
    const told = { source: '本人', asOf: world.today }
    for (const { personId } of [ana, bo]) await recognise(world, personId, 'D')
    const from = (personId: string, origin: string) => world.asSystem((db) => sql`insert into registry.introduction (person_id, place_code, introduced_on, mode, channel, origin, source, as_of, verification) select id, place_code, '2025-01-01', '全职', '用人单位自主引进', ${origin}, '市人才办', '2025-01-01', 'verified' from registry.person where id = ${personId}`.execute(db))
    await from(ana.personId, '很远的地方')
    // Now refused; an older house, or another department, wrote them.
    for (const [fact, value] of [['紧缺急需岗位', '有'], ['创业贷款余额', '九万']] as const) {
      await expect(ana.does(recordFact, { personId: ana.personId, fact, value, ...told })).rejects.toMatchObject({ code: 'unreadable', message: expect.stringContaining(`“${fact}”应当是`) })
      await world.asSystem((db) => sql`insert into registry.person_fact (person_id, place_code, fact, value, source, as_of, verification) select id, place_code, ${fact}, to_jsonb(${value}::text), '他处', ${world.today}, 'verified' from registry.person where id = ${ana.personId}`.execute(db))
    }
    await expect(ana.does(recordFact, { personId: ana.personId, fact: '来源地', value: '省外', ...told })).rejects.toMatchObject({ code: 'unreadable', message: expect.stringContaining('请登记那一类记录') })
    expect((await ana.asks(recordableFacts, {})).facts).toEqual([{ name: '紧缺急需岗位', type: 'boolean', unit: null, codes: [] }, { name: '创业贷款余额', type: 'money', unit: '元', codes: [] }])
    await from(bo.personId, '省外')
    await bo.does(recordFact, { personId: bo.personId, fact: '紧缺急需岗位', value: true, ...told })
    await bo.does(recordFact, { personId: bo.personId, fact: '创业贷款余额', value: 50_000, ...told })
    expect((await ana.asks(myDues, {})).dues).toMatchObject([{ outcome: 'unknown', missing: [{ fact: '来源地' }, { fact: '紧缺急需岗位' }, { fact: '创业贷款余额' }] }])
    expect((await bo.asks(myDues, {})).dues).toMatchObject([{ outcome: 'eligible', amount: 2_000_000n }])
    const office = await world.staff('talentOffice')
    await office.does(runMatch, {})
    await world.runJobs()
    expect(await office.asks(lastMatch, {})).toMatchObject({ last: { subjects: 2, eligible: 1, unknown: 1 } })
  })

  test('only facts of the vocabulary can be answered, by their names and in their own kind: nobody says his own day of application or what another measure decides', async ({ world }) => {
    await publish(world, { 'a.yaml': measure(), 'b.yaml': measure().replace('young-allowance', 'other-allowance').replace('  - says: 经认定', `  - says: 未享受青年人才津贴\n    rule: not(享受("young-allowance"))\n  - says: 申请不早于六月\n    rule: 申请日 >= date("2026-07-01")\n  - says: 经认定`).replace(/examples:[^]*$/, '') })
    const ana = await world.talent({ birthDate: '1992-03-01' })
    await recognise(world, ana.personId, 'D')
    const editions = await world.asSystem((db) => db.selectFrom('measures.edition').select(['id', 'measure']).execute())
    const judge = (measure: string, answers: Record<string, unknown>) => world.asSystem((db) => assess(db, { editionId: editions.find((one) => one.measure === measure)!.id as Parameters<typeof assess>[1]['editionId'], subject: { kind: 'person', id: ana.personId }, on: world.today, answers }))
    const refused = (name: string, message: string) => ({ issues: [{ path: `answers.${name}`, message }] })
    expect(await judge('other-allowance', {})).toMatchObject({ outcome: 'ineligible' })
    for (const [name, value] of [['享受("young-allowance")', false], ['申请日', '2026-07-02'], ['talent_class', 'A'], ['没有的事实', 1]] as const)
      await expect(judge('other-allowance', { [name]: value })).rejects.toMatchObject(refused(name, `“${name}”不是可以填报的事实`))
    await expect(judge('young-allowance', { 年龄: '很年轻' })).rejects.toMatchObject(refused('年龄', '“年龄”应当是数字，这里是 “很年轻”'))
  })

  test('an amount by what was only declared, and a condition on another measure that rests on such, are said to be unproven', async ({ world }) => {
    const loans = `${vocabulary}  - { name: 创业贷款余额, id: loan, type: money, unit: 元, source: 市人社局, ask: 贷款余额是多少？, derive: "pub.as_number(s.facts -> '创业贷款余额')" }
  - { name: 学费, id: fee, type: money, unit: 元, source: 市教育局, ask: 学费是多少？ }
`
    const byLoan = measure().replace('by: 人才类别, table: { A: 50000, B: 40000, C: 30000, D: 20000, E: 10000 }', "formula: 'min(创业贷款余额, 30000)'").replace(/examples:[^]*$/, '')
    const other = measure().replace('young-allowance', 'fee-allowance').replace('  - says: 经认定', `  - says: 学费过万\n    rule: 学费 > 10000\n  - says: 经认定`).replace(/examples:[^]*$/, '')
    const without = measure().replace('young-allowance', 'other-allowance').replace('  - says: 经认定', `  - says: 未享受学费补贴\n    rule: not(享受("fee-allowance"))\n  - says: 经认定`).replace(/examples:[^]*$/, '')
    await publish(world, { 'vocabulary.yaml': loans, 'a.yaml': byLoan, 'b.yaml': other, 'c.yaml': without })
    const ana = await world.talent({ birthDate: '1992-03-01' })
    await recognise(world, ana.personId, 'D')
    const editions = await world.asSystem((db) => db.selectFrom('measures.edition').select(['id', 'measure']).execute())
    const judge = (code: string, answers: Record<string, unknown>) => world.asSystem((db) => assess(db, { editionId: editions.find((one) => one.measure === code)!.id as Parameters<typeof assess>[1]['editionId'], subject: { kind: 'person', id: ana.personId }, on: world.today, answers }))
    const declared = await judge('young-allowance', { 创业贷款余额: 20_000 })
    expect(declared).toMatchObject({ outcome: 'eligible', amount: 2_000_000n, unproven: ['创业贷款余额'] })
    expect([isGreen(declared), isGreen({ ...declared, unproven: [] })]).toEqual([false, true])
    const fee = await judge('other-allowance', { 学费: 5000 })
    expect(fee).toMatchObject({ outcome: 'eligible', unproven: ['学费'] })
    expect(isGreen(fee)).toBe(false)
    // What himself wrote down about himself is declared as well; what the office wrote is verified.
    const told = { personId: ana.personId, fact: '创业贷款余额', source: '市人社局', asOf: world.today }
    await ana.does(recordFact, { ...told, value: 20_000 })
    expect(await judge('young-allowance', {})).toMatchObject({ amount: 2_000_000n, unproven: ['创业贷款余额'] })
    await (await world.staff('talentOffice')).does(recordFact, { ...told, value: 10_000 })
    const sure = await judge('young-allowance', {})
    expect(sure).toMatchObject({ amount: 1_000_000n, unproven: [] })
    expect(isGreen(sure)).toBe(true)
  })

  test('a case decided later is judged as of the day of application: a birthday in between changes nothing', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    const ana = await world.talent({ birthDate: '1990-07-01' })
    await recognise(world, ana.personId, 'D')
    const [due] = (await ana.asks(myDues, {})).dues
    const applied = world.today
    world.setToday('2026-08-01')
    const judge = (on: typeof world.today) => world.asSystem((db) => assess(db, { editionId: due!.editionId, subject: { kind: 'person', id: ana.personId }, on }))
    expect(await judge(applied)).toMatchObject({ outcome: 'eligible', factsUsed: { 年龄: '35' } })
    expect(await judge(world.today)).toMatchObject({ outcome: 'ineligible', factsUsed: { 年龄: '36' } })
  })

  test('what is due does not depend on who asks, and who may not see the person may not ask', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    const ana = await world.talent({ birthDate: '1992-03-01' })
    await recognise(world, ana.personId, 'D')
    const asked = { kind: 'person' as const, id: ana.personId }
    expect((await (await world.staff('reviewer', '980101', 'hr')).asks(duesOf, asked)).dues).toEqual((await ana.asks(myDues, {})).dues)
    await expect((await world.staff('reviewer', '980104', 'hr')).asks(duesOf, asked)).rejects.toMatchObject({ kind: 'missing' })
  })

  test('an employer reads what its staff may get, and not the facts behind it', async ({ world }) => {
    await publish(world, { 'a.yaml': measure({ to: '2027-12-31' }) })
    const employerId = await world.employer()
    const ana = await world.talent({ birthDate: '1992-03-01', employerId })
    await recognise(world, ana.personId, 'D')
    const asked = { kind: 'person' as const, id: ana.personId }
    const [own] = (await ana.asks(myDues, {})).dues
    const [seen] = (await (await world.clerkOf(employerId)).asks(duesOf, asked)).dues
    expect(own?.conditions.some(({ facts }) => facts.length > 0)).toBe(true)
    expect(seen?.outcome).toBe(own?.outcome)
    expect(seen?.conditions.flatMap(({ facts, nearest }) => [...facts, nearest]).filter(Boolean)).toEqual([])
    // Nor the last day of a yes, from which a birthday can be read.
    expect(own?.lapse?.day).toBe('2027-12-31')
    expect([seen?.nearest, seen?.lapse]).toEqual([null, null])
  })
})

describe('the whole city', () => {
  test('everybody is matched by the sql engine, as explain would say; counts and names are kept', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    const office = await world.staff('talentOffice')
    const [young, old, open] = [await world.person({ birthDate: '1992-03-01' }), await world.person({ birthDate: '1970-01-01', place: '980104101' }), await world.person({ birthDate: '1999-01-01' })]
    await recognise(world, young, 'D')
    await recognise(world, old, 'A')
    const { taskId } = await office.does(runMatch, {})
    await expect(office.does(runMatch, {})).rejects.toMatchObject({ code: 'alreadyRunning' })
    expect(await office.asks(lastMatch, {})).toMatchObject({ running: { taskId }, last: null })
    await world.runJobs()
    expect(await office.asks(lastMatch, {})).toMatchObject({ running: null, last: { subjects: 3, measures: 1, eligible: 1, unknown: 1, amount: 2_000_000n, onDate: '2026-06-15' } })
    expect((await office.lists(listEntitlements, { measure: 'young-allowance' })).rows).toMatchObject([{ personId: young, amount: 2_000_000n, foundOn: '2026-06-15' }])
    expect((await office.lists(listMeasures, {})).rows).toMatchObject([{ eligible: 1, unknown: 1, ineligible: 1, amount: 2_000_000n }])
    expect(open).toBeTruthy()
  })

  test('who is due no longer disappears at the next match; who still is keeps the day on which he was found', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    const office = await world.staff('talentOffice')
    const [stays, ages] = [await world.person({ birthDate: '1995-03-01' }), await world.person({ birthDate: '1990-09-01' })]
    await recognise(world, stays, 'D')
    await recognise(world, ages, 'E')
    await office.does(runMatch, {})
    await world.runJobs()
    world.setToday('2026-09-01')
    await world.runJob('measures.nightlyMatch')
    expect((await office.lists(listEntitlements, {})).rows).toMatchObject([{ personId: stays, foundOn: '2026-06-15' }])
  })

  test('a county sees its own names only', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    await recognise(world, await world.person({ birthDate: '1995-03-01' }), 'D')
    await (await world.staff('talentOffice')).does(runMatch, {})
    await world.runJobs()
    expect((await (await world.staff('reviewer', '980104', 'hr')).lists(listEntitlements, {})).total).toBe(0)
    expect((await (await world.staff('reviewer', '980101', 'hr')).lists(listEntitlements, {})).total).toBe(1)
  })
})

describe('the public page', () => {
  test('shows the clause beside the rule in words, and its test people run again', async ({ world }) => {
    await publish(world, { 'a.yaml': measure() })
    const page = await (await world.talent()).asks(getMeasure, { measure: 'young-allowance' })
    expect(page.conditions[0]).toMatchObject({ says: '年龄不超过35周岁', rule: '年龄 <= 35' })
    expect(page.examples).toEqual([expect.objectContaining({ name: '正好35岁', holds: true }), expect.objectContaining({ name: '类别未知', holds: true })])
    expect(page.text).toBeNull()
    expect((await world.post('', getMeasure.name, { measure: 'young-allowance' })) as object).toMatchObject({ title: '青年人才津贴' })
    await expect(world.post('', getMeasure.name, { measure: 'nothing' })).rejects.toMatchObject({ kind: 'missing' })
  })
})
