import { sql } from 'kysely'
import { expect } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { sealHint } from '../kernel/seal/hint.ts'
import { houseSealer } from '../kernel/seal/seal.ts'
import { askExport } from '../kernel/exports/contract.ts'
import { readSheet } from '../kernel/sheets/index.ts'
import { exportOf } from '../test/exports.ts'
import { setPay } from '../test/people.ts'
import { test, type World } from '../test/world.ts'
import { insertFact } from './store.ts'
import { getEmployer, getPerson, listEmployers, listPeople, listPlaces, listStaff, recordFact, revealDocument } from './contract.ts'

const withClass = (world: World, personId: string, level: string, validTo: string | null) =>
  world.asSystem((db) =>
    db.insertInto('registry.talentClass').values({ personId, placeCode: '980101001', scheme: '目录', edition: '2024', level, issuer: '市人才办', recognisedOn: '2024-01-01', validFrom: '2024-01-01', validTo, source: '市人才办', asOf: '2026-01-01', verification: 'verified' }).execute(),
  )

test('a desk finds people by name, pinyin, initials and number, within its place', async ({ world }) => {
  const here = await world.person({ name: '沈知远', place: '980101001' })
  await world.person({ name: '柳青', place: '980104101' })
  await world.asSystem((db) => db.updateTable('registry.person').set({ pinyin: 'shenzhiyuan', initials: 'szy' }).where('id', '=', here).execute())
  const desk = await world.staff('reviewer', '980101')
  for (const search of ['知远', '沈', 'szy', 'SZ', 'shenzhi']) expect((await desk.lists(listPeople, { search })).rows.map((row) => row.name)).toEqual(['沈知远'])
  for (const search of ['柳青', '%', '_', 'zy']) expect((await desk.lists(listPeople, { search })).total).toBe(0)
  const city = await world.staff('talentOffice')
  expect((await city.lists(listPeople, {})).total).toBe(2)
  expect((await city.lists(listPeople, { place: '980104' })).rows.map((row) => row.name)).toEqual(['柳青'])
})

test('a class counts while it is valid; the list filters by it', async ({ world }) => {
  const valid = await world.person({ name: '甲' })
  const expired = await world.person({ name: '乙' })
  await withClass(world, valid, 'C', '2028-12-31')
  await withClass(world, expired, 'C', '2026-06-14')
  const city = await world.staff('talentOffice')
  expect((await city.lists(listPeople, { classLevel: 'C' })).rows.map((row) => row.name)).toEqual(['甲'])
})

// clause: PIPL 8
test('the page of a person shows each fact with its source, day and verification', async ({ world }) => {
  const employerId = await world.employer({ name: '青屿远航装备有限公司' })
  const person = await world.talent({ employerId })
  await withClass(world, person.personId, 'D', null)
  const page = await person.asks(getPerson, { personId: person.personId })
  expect(page.employerName).toBe('青屿远航装备有限公司')
  expect(page.facts.map((fact) => fact.group)).toEqual(['人才类别', '任职'])
  expect(page.facts[0]).toMatchObject({ text: 'D 类，目录（2024版），市人才办，有效期 2024年1月1日 至 长期', source: '市人才办', verification: 'verified' })
})

test('nobody opens the page of a person outside of his reach: not another talent, employer or county', async ({ world }) => {
  const personId = await world.person()
  const others = [await world.talent({ name: '旁人' }), await world.clerkOf(await world.employer()), await world.staff('reviewer', '980104')]
  for (const other of others) await expect(other.asks(getPerson, { personId })).rejects.toMatchObject({ kind: 'missing' })
  await expect((await world.signIn('securityOfficer')).asks(getPerson, { personId })).rejects.toMatchObject({ kind: 'denied' })
})

// clause: PIPL 23
test('an employer sees its own staff and loses sight of who has left', async ({ world }) => {
  const employerId = await world.employer()
  const personId = await world.person({ employerId })
  await world.person({ name: '别家的人' })
  const clerk = await world.clerkOf(employerId)
  expect((await clerk.lists(listStaff, { employerId })).rows.map((row) => row.id)).toEqual([personId])
  await world.asSystem((db) => db.updateTable('registry.employment').set({ endedOn: '2026-05-31' }).where('personId', '=', personId).execute())
  expect((await clerk.lists(listStaff, { employerId })).total).toBe(0)
})

// clause: GB/T 22239 8.1.4.11 b; ASVS 16.2.5
test('an identity number is shown for a stated purpose, and the audit keeps the purpose without the number', async ({ world }) => {
  const personId = await world.person()
  const number = '980101199203010018'
  await world.asSystem((db) => db.updateTable('registry.person').set({ documentSealed: houseSealer().seal({ table: 'registry.person', column: 'document', row: personId }, number) }).where('id', '=', personId).execute())
  const desk = await world.staff('windowClerk', '980101')
  await expect((await world.staff('reviewer', '980101', 'hr')).does(revealDocument, { personId, reason: '核对学历认证材料' })).rejects.toMatchObject({ code: 'notYourCase' })
  await expect(world.post(desk.cookie, revealDocument.name, { personId, reason: '看' })).rejects.toMatchObject({ kind: 'invalid' })
  expect(await desk.does(revealDocument, { personId, reason: '核对学历认证材料' })).toEqual({ documentNumber: number, phone: null })
  const trail = JSON.stringify(await world.database.adminQuery(`select verb, subject from kernel.audit where verb = 'registry.revealDocument' and outcome = 'done'`))
  expect(trail).toContain('核对学历认证材料')
  expect(trail).not.toContain(number)
})

// clause: PIPL 6; GB/T 22239 8.1.4.11 b
test('what somebody earns and pays in tax is read by himself, his employer and those who judge by it; windows, specialists and leaders read the rest', async ({ world }) => {
  const employerId = await world.employer()
  const talent = await world.talent()
  await world.asSystem(async (db) => {
    await db.insertInto('registry.employment').values({ personId: talent.personId, placeCode: '980101001', employerId, mode: '全职', startedOn: '2024-07-01', post: '工艺工程师', source: '单位', asOf: world.today, verification: 'verified' }).execute()
    await setPay(db, talent.personId, 3_133_789)
    await insertFact(db, { personId: talent.personId, fact: '年度个人所得税', value: '27182.81', source: '税务', asOf: world.today, verification: 'verified' })
  })
  const read = async (who: { asks: typeof talent.asks }) => {
    const text = (await who.asks(getPerson, { personId: talent.personId })).facts.map((fact) => fact.text).join('\n')
    expect(text).toContain('工艺工程师')
    return [text.includes('31,337.89'), text.includes('27182.81')]
  }
  for (const one of [talent, await world.staff('talentOffice', '980101'), await world.staff('reviewer', '980101', 'hr')]) expect(await read(one)).toEqual([true, true])
  for (const role of ['windowClerk', 'leader', 'financeChecker'] as const) expect(await read(await world.staff(role, '980101'))).toEqual([false, false])
})

test('staff find people by the last four of their document, each in his own place, and the database holds none of them', async ({ world }) => {
  const tail = (personId: string, number: string) => world.asSystem((db) => db.updateTable('registry.person').set({ documentHint: sealHint('document', number) }).where('id', '=', personId).execute())
  const [here, there] = [await world.person({ place: '980101001' }), await world.person({ place: '980104101', name: '松川人' })]
  await tail(here, '98010119920301271X')
  await tail(there, '98010119880101271X')
  await tail(await world.person({ place: '980101001', name: '旁人' }), '980101199203010018')
  const seen = async (scope: string, search: string) => (await (await world.staff('windowClerk', scope)).lists(listPeople, { search })).rows.map(({ id, documentHint }) => [id, documentHint])
  expect(await seen('980101', '271x')).toEqual([[here, '271X']])
  expect(await seen('980104', '271X')).toEqual([[there, '271X']])
  expect(await seen('980101', '2719')).toEqual([])
  expect((await world.database.adminQuery(`select document_hint from registry.person where document_hint like '%271%'`))).toEqual([])
})

test('a number sealed for another row is not shown', async ({ world }) => {
  const personId = await world.person()
  await world.asSystem((db) => db.updateTable('registry.person').set({ documentSealed: houseSealer().seal({ table: 'registry.person', column: 'document', row: 'elsewhere' }, '980101199203010018') }).where('id', '=', personId).execute())
  const desk = await world.staff('windowClerk', '980101')
  await expect(desk.does(revealDocument, { personId, reason: '核对学历认证材料' })).rejects.toMatchObject({ code: 'notReadable' })
})

test('a fact that the office adds is verified, what a person says of himself is declared, tomorrow is refused', async ({ world }) => {
  const talent = await world.talent()
  const fact = { personId: talent.personId, fact: '境外工作年限', value: 5, source: '本人申报', asOf: plainDate('2026-06-01') }
  expect(await talent.does(recordFact, fact)).toEqual({ verification: 'declared' })
  const office = await world.staff('talentOffice')
  expect(await office.does(recordFact, { ...fact, value: 6, source: '市人社局', asOf: plainDate('2026-06-10') })).toEqual({ verification: 'verified' })
  await expect(office.does(recordFact, { ...fact, asOf: plainDate('2026-06-16') })).rejects.toMatchObject({ code: 'asOfAhead' })
  const [latest] = await world.asSystem((db) => db.selectFrom('pub.personFact').select(['value', 'source']).where('personId', '=', talent.personId).execute())
  expect(latest).toEqual({ value: 6, source: '市人社局' })
  const other = await world.talent({ name: '旁人' })
  await expect(other.does(recordFact, fact)).rejects.toMatchObject({ kind: 'missing' })
})

test('employers are found by name, number and credit code; the page counts whom they have', async ({ world }) => {
  const employerId = await world.employer({ name: '青屿澜海新材料有限公司' })
  await world.employer({ name: '松川纺织有限公司', place: '980104101' })
  await world.person({ employerId })
  const desk = await world.staff('reviewer', '980101')
  expect((await desk.lists(listEmployers, {})).rows).toMatchObject([{ name: '青屿澜海新材料有限公司', talents: 1 }])
  expect((await desk.lists(listEmployers, { search: '澜海' })).total).toBe(1)
  expect((await desk.lists(listEmployers, { search: '松川' })).total).toBe(0)
  expect(await desk.asks(getEmployer, { employerId })).toMatchObject({ talents: 1, introducedTotal: 0, facts: [] })
  expect((await desk.asks(listPlaces, {})).length).toBe(5)
})

test('consecutive insured months: back-pay does not count, a missing month breaks, two employers without a gap do not', async ({ world }) => {
  const personId = await world.person()
  const employers = [await world.employer(), await world.employer()]
  const add = (months: string, { back = false, at = 0 } = {}) =>
    world.asSystem((db) => db.insertInto('registry.insurance').values({ personId, placeCode: '980101001', employerId: employers[at] ?? null, kind: '五险', months, backPaid: back, source: '市人社局', asOf: '2026-06-01', verification: 'verified' }).execute())
  const months = async () => (await world.asSystem((db) => db.selectFrom('pub.personProfile').select('insuredConsecutiveMonths').where('id', '=', personId).executeTakeFirstOrThrow())).insuredConsecutiveMonths
  expect(await months()).toBe(null)
  await world.asSystem((db) => db.insertInto('registry.recordCheck').values({ personId, placeCode: '980101001', subject: '社保', source: '市人社局', asOf: '2026-06-01', verification: 'verified' }).execute())
  expect(await months()).toBe(0)
  await add('[2025-01-01,2025-06-01)')
  await add('[2025-06-01,2025-08-01)', { back: true })
  expect(await months()).toBe(0)
  await add('[2025-08-01,2026-01-01)')
  await add('[2026-01-01,2026-06-01)', { at: 1 })
  expect(await months()).toBe(10)
  await expect(add('[2026-05-01,2026-07-01)')).rejects.toThrow('insurance_no_overlap')
})

test('without session settings nothing of the registry is seen', async ({ world }) => {
  await world.person()
  await world.employer()
  const client = await world.database.pool.connect()
  try {
    for (const table of ['person', 'employer', 'degree', 'import_batch']) expect((await client.query(`select from registry.${table}`)).rowCount).toBe(0)
    await client.query(`begin; set local app.role = ''; set local app.scope = ''`)
    expect((await client.query('select from registry.person')).rowCount).toBe(0)
    await client.query('rollback')
  } finally {
    client.release()
  }
  expect(await world.asSystem(async (db) => (await sql<{ n: bigint }>`select count(*) as n from registry.person`.execute(db)).rows[0]?.n)).toBe(1n)
})

// clause: PIPL 51 3
test('a list goes to Excel as it is filtered, in the scope of the desk, without identity numbers, and the audit counts its rows', async ({ world }) => {
  await world.person({ name: '=沈知远' })
  const seen = await world.person({ name: '柳青' })
  await world.asSystem((db) => db.updateTable('registry.person').set({ documentHint: sealHint('document', '98010119920301271X') }).where('id', '=', seen).execute())
  // A text in the form of a token is a text: an export must neither open it nor break off at it.
  const typed = `hint:document:${'A'.repeat(27)}`
  await world.person({ name: typed })
  await world.person({ name: '外县的人', place: '980104101' })
  const desk = await world.staff('reviewer', '980101')
  const send = (cookie: string, name: string, body: unknown) => world.app.inject({ method: 'POST', url: `/api/export/${name}`, headers: { cookie, 'content-type': 'application/json' }, payload: JSON.stringify(body) })
  const { head, rows, file } = await exportOf(world, desk, listPeople)
  expect(head.slice(0, 3)).toEqual(['人才编号', '姓名', '性别'])
  expect(rows.map((cells) => cells[1]).toSorted()).toEqual(['=沈知远', typed, '柳青'])
  expect(rows.find((cells) => cells[1] === '柳青')?.[head.indexOf('证件号码（末四位）')]).toBe('271X')
  expect((await Array.fromAsync(readSheet(file.rawPayload))).some(({ formulas }) => formulas)).toBe(false)
  expect((await exportOf(world, desk, listPeople, { search: '柳' })).rows.length).toBe(1)
  await expect(exportOf(world, desk, listPeople, { place: 'x' })).rejects.toThrow('filters.place')
  expect((await send((await world.talent()).cookie, listPeople.name, { filters: {} })).statusCode).toBe(403)
  expect((await send('', listPeople.name, { filters: {} })).statusCode).toBe(401)
  expect((await send(desk.cookie, 'registry.nothing', { filters: {} })).statusCode).toBe(404)
  const unknown = { list: 'indicators.records', filters: { figure: 'no.such.figure' }, purpose: 'statistics', reason: '核对名单的完整性' }
  await expect(world.post(desk.cookie, askExport.name, unknown)).rejects.toMatchObject({ status: 404, kind: 'missing' })
  expect(await world.database.adminQuery(`select subject->>'rows' as rows from kernel.audit where verb = 'registry.people.export' order by seq`)).toEqual([{ rows: '3' }, { rows: '1' }])
})
