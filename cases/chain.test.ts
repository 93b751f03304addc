import { join } from 'node:path'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { awardOfCase } from '../fund/index.ts'
import { exampleFund } from '../fund/example.ts'
import { yuan, type Id } from '../kernel/types.ts'
import { installLibrary } from '../measures/install.ts'
import { test, type Somebody, type World } from '../test/world.ts'
import { agree, decide, employerVerify, submit } from './contract.ts'
import { getCasePage } from './reading/contract.ts'

/** The desks as the house puts them together: the city's own library, registry, fund and cases, without a stand-in. */
const measure = 'settling-in-subsidy'
const qingyu = join(import.meta.dirname, '../policies/qingyu')

/** Class D, introduced in January 2026 with a contract of five years, insured since. */
const introduce = (world: World, personId: Id<'person'>, employerId: Id<'employer'>) =>
  world.asSystem(async (db) => {
    const known = sql`'人社局', date '2026-06-01', 'verified'`
    const of = sql`from registry.person where id = ${personId}`
    await sql`insert into registry.talent_class (person_id, place_code, scheme, edition, level, issuer, recognised_on, valid_from, source, as_of, verification)
      select id, place_code, '青屿市高层次人才', '2024版', 'D', '市人才办', '2026-02-01', '2026-02-01', ${known} ${of}`.execute(db)
    await sql`insert into registry.introduction (person_id, place_code, employer_id, programme, mode, channel, introduced_on, contract_years, source, as_of, verification)
      select id, place_code, ${employerId}, '高层次人才引进计划', '全职', '用人单位自主引进', '2026-01-10', 5, ${known} ${of}`.execute(db)
    await sql`insert into registry.insurance (person_id, place_code, employer_id, kind, months, source, as_of, verification)
      select id, place_code, ${employerId}, '五险', daterange('2025-11-01', '2026-06-01'), ${known} ${of}`.execute(db)
    await sql`update registry.employment set contract_from = '2026-01-10', contract_to = '2031-01-09', started_on = '2026-01-10' where person_id = ${personId}`.execute(db)
    for (const subject of ['引进', '人才类别', '社保']) {
      await sql`insert into registry.record_check (person_id, place_code, subject, source, as_of, verification) select id, place_code, ${subject}, ${known} ${of}`.execute(db)
    }
  })

const stepOf = async (who: Somebody, caseId: Id<'case'>): Promise<Id<'step'>> => (await who.asks(getCasePage, { caseId })).stepId ?? ('' as Id<'step'>)

test('the city’s own settling-in subsidy goes from filing to three dated instalments in the fund', async ({ world }) => {
  await world.asSystem(async (db) => {
    await installLibrary(db, qingyu)
    await exampleFund(db, { today: world.today })
  })
  const employerId = await world.employer()
  const ana = await world.talent({ employerId })
  await introduce(world, ana.personId, employerId)
  const [clerk, county, education, insurance, office] = [
    await world.clerkOf(employerId),
    await world.staff('reviewer', '980101', 'hr'),
    await world.staff('reviewer', '9801', 'education'),
    await world.staff('reviewer', '9801', 'hr'),
    await world.staff('talentOffice', '9801', 'talent-office'),
  ]
  const { caseId, state } = await ana.does(submit, { measure, answers: {} })
  expect(state).toBe('verifying')
  const filed = await county.asks(getCasePage, { caseId })
  expect(filed).toMatchObject({ amount: yuan(600_000), outcome: 'eligible', green: true, documentNumber: '青屿人才〔2024〕3号' })
  expect(filed.schedule.map(({ dueOn, amount }) => [dueOn, amount])).toEqual([
    ['2026-06-15', yuan(240_000)],
    ['2027-06-15', yuan(180_000)],
    ['2028-06-15', yuan(180_000)],
  ])
  await clerk.does(employerVerify, { stepId: await stepOf(clerk, caseId), opinion: '' })
  for (const desk of [county, education, insurance]) await desk.does(agree, { stepId: await stepOf(desk, caseId), opinion: '' })
  world.setToday('2026-06-24')
  await world.runJob('cases.endNotices')
  const { awardId } = await office.does(decide, { stepId: await stepOf(office, caseId), opinion: '' })
  expect(awardId).toBeTruthy()
  const award = await world.asSystem((db) => awardOfCase(db, caseId))
  expect(award?.instalments.map(({ state: paid, amountFen }) => [paid, amountFen])).toEqual([
    ['due', yuan(240_000)],
    ['planned', yuan(180_000)],
    ['planned', yuan(180_000)],
  ])
})

test('somebody who was never introduced is refused in the words of the city’s own clause', async ({ world }) => {
  await world.asSystem((db) => installLibrary(db, qingyu))
  const employerId = await world.employer()
  const ana = await world.talent({ employerId })
  await introduce(world, ana.personId, employerId)
  await world.asSystem((db) => sql`update registry.introduction set introduced_on = '2023-01-10' where person_id = ${ana.personId}`.execute(db))
  await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'ineligible' })
})
