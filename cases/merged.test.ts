import { sql } from 'kysely'
import { expect } from 'vitest'
import { shortPath, test } from '../test/case-desks.ts'
import { upload } from '../test/upload.ts'
import { submit, withdraw } from './contract.ts'
import { attachDocuments, caseDocuments, myDocuments } from './documents/contract.ts'
import { getCasePage } from './reading/contract.ts'

test('who filed under a record that was merged since goes on with his case: he adds a paper of his own and withdraws it', async ({ desk }) => {
  desk.edition({ path: shortPath })
  const { ana } = await desk.eligible()
  const { world } = desk
  const before = await upload(world, ana)
  const { caseId } = await ana.does(submit, { measure: 'settling-in-subsidy', answers: {}, documents: [before] })
  const he = await world.talent()
  await expect(he.does(withdraw, { caseId, note: '' })).rejects.toMatchObject({ kind: 'missing' })
  await world.asSystem((db) => sql`update registry.person set survivor_id = ${he.personId} where id = (select person_id from cases."case" where id = ${caseId})`.execute(db))
  expect((await he.asks(getCasePage, { caseId })).can).toContain('withdraw')
  expect((await he.asks(myDocuments, {})).documents.map(({ id }) => id)).toContain(before)
  const own = await upload(world, he)
  await he.does(attachDocuments, { caseId, documentIds: [own] })
  expect((await he.asks(caseDocuments, { caseId })).documents).toHaveLength(2)
  await he.does(withdraw, { caseId, note: '改由单位申报' })
  expect((await he.asks(getCasePage, { caseId })).state).toBe('withdrawn')
})
