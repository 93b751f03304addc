import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import type { Role } from '../../kernel/org/roles.ts'
import { shortPath, test, type CaseWorld } from '../../test/case-desks.ts'
import { pngOf } from '../../test/sample-files.ts'
import { look, upload } from '../../test/upload.ts'
import { answerOf, everyRole, somebodyAs, type Answer } from '../../test/may.ts'
import type { Somebody } from '../../test/world.ts'
import { submit } from '../contract.ts'
import { attachDocuments, caseDocuments, documentKinds, documentPath, myDocuments, removeDocument } from './contract.ts'

/** Who may do what with papers. `own`: a case of 临海区 for a duty there; other's and missing must look the same. */
const measure = 'settling-in-subsidy'

const filed = async (desk: CaseWorld, place = '980101001') => {
  desk.edition({ path: shortPath })
  const { ana, clerk } = await desk.eligible({ place })
  const documentId = await upload(desk.world, ana)
  const { caseId } = await ana.does(submit, { measure, answers: {}, documents: [documentId] })
  return { ana, clerk, documentId, caseId }
}
type Target = Awaited<ReturnType<typeof filed>>

const applicants = ['talent', 'employerClerk'] as const
/** The window too; that it names nobody is a refusal of the procedure. What it may for whom: window.test.ts. */
const uploaders = [...applicants, 'windowClerk'] as const
const verbs: Record<string, { may: readonly Role[]; other: Answer; window?: Answer; attempt: (desk: CaseWorld, who: Somebody, target: Target) => Promise<unknown> }> = {
  uploadDocument: { may: uploaders, other: 'yes', attempt: (desk, who) => upload(desk.world, who, { bytes: pngOf(3, 3), name: 'a.png', kind: 'identity' }) },
  uploadToCase: { may: applicants, other: 'missing', window: 'yes', attempt: (desk, who, { caseId }) => upload(desk.world, who, { caseId }) },
  attachDocuments: { may: applicants, other: 'missing', attempt: (_, who, { caseId, documentId }) => who.does(attachDocuments, { caseId, documentIds: [documentId] }) },
  removeDocument: { may: applicants, other: 'missing', attempt: (_, who, { documentId }) => who.does(removeDocument, { documentId }) },
  myDocuments: { may: uploaders, other: 'yes', attempt: (_, who) => who.asks(myDocuments, {}) },
}

for (const [name, { may, other, window = may.includes('windowClerk') ? other : 'denied', attempt }] of Object.entries(verbs)) {
  test(`${name}: for applicants; on another’s it answers ${other}`, async ({ desk }) => {
    const target = await filed(desk)
    for (const role of everyRole) expect([role, await answerOf(attempt(desk, await somebodyAs(desk.world, role, { department: 'hr' }), target))]).toEqual([role, role === 'windowClerk' ? window : may.includes(role) ? other : 'denied'])
    expect(await answerOf(attempt(desk, target.ana, target))).toBe('yes')
  })
}

describe('a look at a paper', () => {
  test('is for its owner and for the offices that handle its case; another’s, a missing and a malformed one look the same', async ({ desk }) => {
    const { ana, clerk, documentId } = await filed(desk)
    const { world } = desk
    const statusOf = async (who: Somebody, id: string = documentId) => (await look(world, who, id)).statusCode
    for (const who of [ana, await world.staff('reviewer', '980101', 'hr'), await world.staff('talentOffice', '9801', 'talent-office'), await world.staff('windowClerk', '980101001')]) expect(await statusOf(who)).toBe(200)
    const strangers = [await world.talent({ name: '旁人' }), await world.clerkOf(await world.employer({ name: '另一家' })), await world.staff('reviewer', '980104', 'hr'), await world.staff('windowClerk', '980104101')]
    // An employer sees what was filed through him, and this was not.
    for (const who of [clerk, ...strangers]) {
      const theirs = await look(world, who, documentId)
      const missing = await look(world, who, randomUUID())
      const malformed = await look(world, who, 'x')
      const body = (answer: typeof theirs) => ({ status: answer.statusCode, kind: answer.json().kind, message: answer.json().message })
      expect(body(theirs)).toEqual({ status: 404, kind: 'missing', message: '没有找到，或不在您的范围内' })
      expect(body(missing)).toEqual(body(theirs))
      expect(body(malformed)).toEqual(body(theirs))
    }
    for (const role of ['leader', 'financeMaker', 'financeChecker', 'specialist', 'trainingOfficer', 'systemOfficer', 'securityOfficer', 'auditOfficer'] as const) expect([role, await statusOf(await somebodyAs(desk.world, role, { department: 'hr' }))]).toEqual([role, 403])
    expect((await world.app.inject({ method: 'GET', url: documentPath(documentId) })).statusCode).toBe(401)
  })

  test('a paper that no case uses is seen by its owner alone', async ({ desk }) => {
    const { ana } = await filed(desk)
    const id = await upload(desk.world, ana, { kind: 'tax' })
    expect((await look(desk.world, await desk.world.staff('talentOffice', '9801', 'talent-office'), id)).statusCode).toBe(404)
    expect((await look(desk.world, ana, id)).statusCode).toBe(200)
  })

  test('the list of a case shows each asker what he may open, and is missing with the case', async ({ desk }) => {
    const { ana, clerk, caseId } = await filed(desk)
    const count = async (who: Somebody) => (await who.asks(caseDocuments, { caseId })).documents.length
    expect(await count(ana)).toBe(1)
    expect(await count(clerk)).toBe(0)
    expect(await count(await desk.world.staff('reviewer', '980101', 'education'))).toBe(1)
    expect(await count(await desk.world.staff('leader', '9801'))).toBe(0)
    expect(await answerOf((await desk.world.staff('reviewer', '980104', 'hr')).asks(caseDocuments, { caseId }))).toBe('missing')
    expect(await answerOf((await desk.world.signIn('auditOfficer')).asks(caseDocuments, { caseId }))).toBe('denied')
  })
})

describe('by hand, under the database’s own rules', () => {
  const actorOf = ({ accountId, personId, employerId }: Somebody, role: Role) => ({
    accountId,
    name: '',
    role,
    scope: undefined,
    department: undefined,
    personId,
    employerId,
  })
  const as = (desk: CaseWorld, who: Somebody, role: Role, statement: ReturnType<typeof sql>) => desk.world.database.as({ actor: actorOf(who, role), today: desk.world.today }, (db) => statement.execute(db))

  test('nobody writes a paper to another, takes one from a case, or rewrites one', async ({ desk }) => {
    const { ana, documentId, caseId } = await filed(desk)
    const bo = await desk.world.talent({ name: '旁人' })
    const forged = sql`insert into cases.document (person_id, kind, file_name, type, bytes, hash, uploaded_by, uploaded_by_name, uploaded_on)
      values (${ana.personId}, 'other', 'a.pdf', 'pdf', 1, ${'0'.repeat(64)}, ${bo.accountId}, '', '2026-06-15')`
    await expect(as(desk, bo, 'talent', forged)).rejects.toMatchObject({ code: '42501' })
    await expect(as(desk, ana, 'talent', sql`delete from cases.case_document where case_id = ${caseId}`)).rejects.toMatchObject({ code: '42501' })
    await expect(desk.world.database.adminQuery(`delete from cases.case_document where case_id = '${caseId}'`)).rejects.toMatchObject({ code: 'JY001' })
    await expect(as(desk, ana, 'talent', sql`update cases.document set hash = ${'1'.repeat(64)} where id = ${documentId}`)).rejects.toMatchObject({ code: '42501' })
    await expect(desk.world.database.adminQuery(`update cases.document set file_name = 'b.pdf' where id = '${documentId}'`)).rejects.toMatchObject({ code: 'JY001' })
    await expect(as(desk, ana, 'talent', sql`delete from cases.document where id = ${documentId}`)).rejects.toMatchObject({ code: '23503' })
    expect((await as(desk, bo, 'talent', sql`delete from cases.document where id = ${documentId}`)).numAffectedRows).toBe(0n)
  })

  test('a case takes papers of its own subject only, while it is open, and only such as the giver sees', async ({ desk }) => {
    const { ana, caseId } = await filed(desk)
    const { ana: bo } = await desk.eligible({ name: '另一人' })
    const his = await upload(desk.world, bo)
    const give = (documentId: string, owner: string, account: string) => sql`insert into cases.case_document (case_id, document_id, person_id, attached_during, attached_by, attached_by_name, attached_on)
      values (${caseId}, ${documentId}, ${owner}, 'later', ${account}, '', '2026-06-15')`
    await expect(as(desk, ana, 'talent', give(his, ana.personId, ana.accountId))).rejects.toMatchObject({ code: 'JY044' })
    await expect(as(desk, bo, 'talent', give(his, bo.personId, bo.accountId))).rejects.toMatchObject({ code: 'JY044' })
    await expect(desk.world.asSystem((db) => give(his, ana.personId, ana.accountId).execute(db))).rejects.toMatchObject({ code: '23514', message: expect.stringContaining('不属于') })
    const another = await upload(desk.world, ana, { kind: 'tax' })
    await desk.world.post(ana.cookie, 'cases.withdraw', { caseId })
    await expect(as(desk, ana, 'talent', give(another, ana.personId, ana.accountId))).rejects.toMatchObject({ code: '23514', message: expect.stringContaining('已经办结') })
  })

  test('the kinds of the program are the kinds of the database', async ({ desk }) => {
    const [check] = await desk.world.database.adminQuery(`select pg_get_constraintdef(oid) as words from pg_constraint where conname = 'document_kind_check'`)
    const { words } = check as { words: string }
    expect([...words.matchAll(/'(\w+)'/g)].map(([, kind]) => kind).toSorted()).toEqual(Object.keys(documentKinds).toSorted())
  })
})
