import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { shortPath, test, type CaseWorld } from '../../test/case-desks.ts'
import { plainPdf, pngOf } from '../../test/sample-files.ts'
import { look, upload } from '../../test/upload.ts'
import { submit, withdraw } from '../contract.ts'
import { getCasePage } from '../reading/contract.ts'
import { caseDocuments, myDocuments } from './contract.ts'

const measure = 'settling-in-subsidy'
const picture = { bytes: pngOf(4, 4), name: '身份证.png', kind: 'identity' } as const

const before = async (desk: CaseWorld) => {
  desk.edition({ path: shortPath })
  return { ...(await desk.eligible()), window: await desk.world.staff('windowClerk', '980101001') }
}

describe('a window', () => {
  test('receives a paper for a person of its place: his from then on, with who, where and when, and used in his next filing', async ({ desk }) => {
    const { ana, window } = await before(desk)
    desk.desks.papers = [{ name: '身份证件', kinds: ['identity'], needed: true, why: '', since: null }]
    await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'papersMissing' })
    const id = await upload(desk.world, window, { ...picture, personId: ana.personId })
    const [own] = (await ana.asks(myDocuments, {})).documents
    expect(own).toMatchObject({ id, window: '望潮街道窗口', uploadedOn: '2026-06-15', kind: 'identity' })
    expect((await window.asks(myDocuments, { personId: ana.personId })).documents).toMatchObject([{ id, fileName: '身份证.png' }])
    // The clerk looks at what he has just received, and so does the person.
    expect([(await look(desk.world, window, id)).statusCode, (await look(desk.world, ana, id)).statusCode]).toEqual([200, 200])
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    expect((await ana.asks(caseDocuments, { caseId })).documents).toMatchObject([{ id, window: '望潮街道窗口' }])
  })

  test('receives into an open case of the person, and the history says so', async ({ desk }) => {
    const { ana, window } = await before(desk)
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    expect((await window.asks(caseDocuments, { caseId })).receives).toEqual({ personId: ana.personId })
    await upload(desk.world, window, { ...picture, personId: ana.personId, caseId })
    expect((await ana.asks(caseDocuments, { caseId })).documents).toMatchObject([{ kind: 'identity', during: 'later' }])
    expect((await ana.asks(getCasePage, { caseId })).events).toContainEqual(expect.objectContaining({ office: '望潮街道窗口', says: '窗口代收材料 1 份' }))
    await ana.does(withdraw, { caseId, note: '' })
    await expect(upload(desk.world, window, { personId: ana.personId, caseId })).rejects.toMatchObject({ code: 'closed' })
  })

  test('for nobody, for somebody of another place, and into another’s case: refused', async ({ desk }) => {
    const { ana, window } = await before(desk)
    const { ana: far } = await desk.eligible({ name: '远人', place: '980104101' })
    const { ana: other } = await desk.eligible({ name: '邻人' })
    const { caseId } = await other.does(submit, { measure, answers: {} })
    await expect(upload(desk.world, window, picture)).rejects.toMatchObject({ code: 'personNeeded' })
    await expect(upload(desk.world, window, { ...picture, personId: far.personId })).rejects.toMatchObject({ code: 'personNeeded' })
    await expect(upload(desk.world, window, { ...picture, personId: ana.personId, caseId })).rejects.toMatchObject({ kind: 'missing' })
    await expect(upload(desk.world, window, { bytes: Buffer.from('not a pdf'), name: 'a.pdf', personId: ana.personId })).rejects.toMatchObject({ code: 'badFile' })
    expect((await ana.asks(myDocuments, {})).documents).toEqual([])
  })

  test('sees what it received and nothing else of his: his own upload of the same is the same paper', async ({ desk }) => {
    const { ana, window } = await before(desk)
    const own = await upload(desk.world, ana)
    expect((await window.asks(myDocuments, { personId: ana.personId })).documents).toEqual([])
    expect((await look(desk.world, window, own)).statusCode).toBe(404)
    expect(await upload(desk.world, window, { bytes: plainPdf(), personId: ana.personId })).toBe(own)
    await upload(desk.world, window, { ...picture, personId: ana.personId })
    const neighbour = await desk.world.staff('windowClerk', '980101001')
    expect((await neighbour.asks(myDocuments, { personId: ana.personId })).documents).toEqual([])
  })

  test('under the database’s own rules nobody writes a receipt that is not his window’s', async ({ desk }) => {
    const { ana, window } = await before(desk)
    const forged = (place: string, role: 'talent' | 'windowClerk') =>
      desk.world.database.as(
        { actor: { accountId: role === 'talent' ? ana.accountId : window.accountId, name: '', role, scope: role === 'talent' ? undefined : '980101001', department: undefined, personId: role === 'talent' ? ana.personId : undefined, employerId: undefined }, today: desk.world.today },
        (db) =>
          sql`insert into cases.document (person_id, kind, file_name, type, bytes, hash, uploaded_by, uploaded_by_name, uploaded_on, window_place_code, window_name)
          values (${ana.personId}, 'other', 'a.pdf', 'pdf', 1, ${'0'.repeat(64)}, ${role === 'talent' ? ana.accountId : window.accountId}, '', '2026-06-15', ${place}, '窗口')`.execute(db),
      )
    await expect(forged('980101001', 'talent')).rejects.toMatchObject({ code: '42501' })
    await expect(forged('980101002', 'windowClerk')).rejects.toMatchObject({ code: '42501' })
    await forged('980101001', 'windowClerk')
  })
})
