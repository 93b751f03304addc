import { expect } from 'vitest'
import { exampleFund } from '../fund/example.ts'
import { addBan, liftBan } from '../fund/recovery/contract.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import type { Id } from '../kernel/types.ts'
import { shortPath, test, type CaseWorld } from '../test/case-desks.ts'
import { agree, decide, submit } from './contract.ts'
import { getCasePage } from './reading/contract.ts'

const measure = 'settling-in-subsidy'
const ban = async ({ world }: CaseWorld, personId: Id<'person'>) => {
  const office = await world.staff('talentOffice')
  return office.does(addBan, { holder: { kind: 'person', id: personId }, from: world.today, to: plainDate('2027-06-14'), reason: '提供虚假材料', document: '青人才办〔2026〕9 号' })
}

test('who is on the ban list cannot file, and reads why and until when; lifted, he can', async ({ desk }) => {
  desk.edition({ path: shortPath })
  const { ana } = await desk.eligible()
  const { banId } = await ban(desk, ana.personId)
  await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'banned', message: expect.stringContaining('2027-06-14：提供虚假材料') })
  await (await desk.world.staff('talentOffice')).does(liftBan, { banId, reason: '复核后撤销' })
  await expect(ana.does(submit, { measure, answers: {} })).resolves.toBeTruthy()
})

test('a case filed before the ban is not decided while it lasts, and nothing is committed', async ({ desk }) => {
  desk.desks.realFund = true
  await desk.world.asSystem((db) => exampleFund(db, { today: desk.world.today }))
  desk.edition({ path: shortPath })
  const { ana } = await desk.eligible()
  const { county, office } = await desk.offices()
  const { caseId } = await ana.does(submit, { measure, answers: {} })
  const stepOf = async (who: typeof county) => (await who.asks(getCasePage, { caseId })).stepId ?? ('' as Id<'step'>)
  await county.does(agree, { stepId: await stepOf(county), opinion: '' })
  await ban(desk, ana.personId)
  await expect(office.does(decide, { stepId: await stepOf(office), opinion: '' })).rejects.toMatchObject({ code: 'banned' })
  expect(await desk.world.asSystem((db) => db.selectFrom('fund.award').select('id').execute())).toEqual([])
})
