import { describe, expect } from 'vitest'
import { houseFiles, hashOf } from '../../kernel/files/store.ts'
import type { Id } from '../../kernel/types.ts'
import { shortPath, test, type CaseWorld } from '../../test/case-desks.ts'
import { multipart } from '../../test/multipart.ts'
import { docxOf, plainPdf, pngOf } from '../../test/sample-files.ts'
import { look, upload } from '../../test/upload.ts'
import { sendBack, submit, supplement, withdraw } from '../contract.ts'
import { getCasePage } from '../reading/contract.ts'
import { attachDocuments, caseDocuments, myDocuments, removeDocument, uploadPath } from './contract.ts'

/** 材料：上传、检查、交到办件、再用、替换、删除。 */
const measure = 'settling-in-subsidy'
const begin = async (desk: CaseWorld) => {
  desk.edition({ path: shortPath })
  return { ...(await desk.eligible()), ...(await desk.offices()), world: desk.world }
}
const refused = (code: string, words: RegExp) => expect.objectContaining({ kind: 'refused', code, message: expect.stringMatching(words) })

describe('uploading', () => {
  test('keeps a paper of one’s own, sealed, by the SM3 of its content', async ({ desk }) => {
    const { ana, world } = await begin(desk)
    const id = await upload(world, ana, { name: '..\\..\\劳动‮gpj.pdf', validUntil: '2027-06-30' })
    const { documents } = await ana.asks(myDocuments, {})
    expect(documents).toMatchObject([{ id, kind: 'contract', fileName: '劳动gpj.pdf', type: 'pdf', hash: hashOf(plainPdf()), uploadedOn: '2026-06-15', validUntil: '2027-06-30', expired: false, usedIn: 0, ofEmployer: false }])
    expect((await houseFiles().open(hashOf(plainPdf()))).equals(plainPdf())).toBe(true)
    world.setToday('2027-07-01')
    expect((await ana.asks(myDocuments, {})).documents).toMatchObject([{ expired: true }])
  })

  test('the same paper twice is one paper; of another kind it is another', async ({ desk }) => {
    const { ana, world } = await begin(desk)
    const twice = await Promise.all([upload(world, ana), upload(world, ana)])
    expect(twice[0]).toBe(twice[1])
    expect(await upload(world, ana, { kind: 'other' })).not.toBe(twice[0])
    expect((await ana.asks(myDocuments, {})).documents).toHaveLength(2)
  })

  test('what fails the check is refused with its sentence, audited, and not kept', async ({ desk }) => {
    const { ana, world } = await begin(desk)
    const macro = docxOf({ 'word/vbaProject.bin': 'x' })
    await expect(upload(world, ana, { bytes: macro, name: '合同.docx' })).rejects.toEqual(refused('badFile', /没有通过检查：文件含有宏/))
    await expect(upload(world, ana, { bytes: Buffer.alloc(21 * 1024 * 1024), name: '合同.pdf' })).rejects.toEqual(refused('badFile', /不能超过 20 MB/))
    await expect(houseFiles().open(hashOf(macro))).rejects.toThrow('gone')
    const audited = await world.asSystem((db) => db.selectFrom('kernel.audit').select(['outcome', 'code']).where('verb', '=', 'cases.uploadDocument').execute())
    expect(audited).toEqual([{ outcome: 'refused', code: 'badFile' }, { outcome: 'refused', code: 'badFile' }])
  })

  test('an unknown kind, no file, a past validity are refused', async ({ desk }) => {
    const { ana, world } = await begin(desk)
    await expect(upload(world, ana, { kind: 'passport' as 'identity' })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('请选择材料种类') })
    await expect(upload(world, ana, { validUntil: '2026-06-14' })).rejects.toEqual(refused('expired', /有效期已过/))
    const bare = await world.app.inject({ method: 'POST', url: uploadPath, headers: { cookie: ana.cookie, 'content-type': 'application/json' }, payload: '{}' })
    expect(bare.json()).toMatchObject({ kind: 'invalid', message: expect.stringContaining('请选择一个文件') })
  })

  test('one that is cut off in the middle leaves nothing', async ({ desk }) => {
    const { ana, world } = await begin(desk)
    const { headers, payload } = multipart(plainPdf(), '合同.pdf', { kind: 'contract' })
    const cut = await world.app.inject({ method: 'POST', url: uploadPath, headers: { cookie: ana.cookie, ...headers }, payload: payload.subarray(0, payload.length - 80) })
    expect(cut.statusCode).toBeGreaterThanOrEqual(400)
    expect((await ana.asks(myDocuments, {})).documents).toEqual([])
  })

  test('is bounded for each owner', async ({ desk }) => {
    const { ana, world } = await begin(desk)
    const first = await upload(world, ana)
    await world.database.adminQuery(`insert into cases.document (person_id, kind, file_name, type, bytes, hash, uploaded_by, uploaded_by_name, uploaded_on)
      select person_id, kind, file_name, type, bytes, lpad(n::text, 64, '0'), uploaded_by, uploaded_by_name, uploaded_on from cases.document, generate_series(1, 199) n where id = '${first}'`)
    await expect(upload(world, ana, { bytes: pngOf(4, 4), name: 'a.png' })).rejects.toEqual(refused('full', /不超过 200 份/))
  })
})

describe('giving to a case', () => {
  test('while filing: the office sees it beside the case, and each look is audited', async ({ desk }) => {
    const { ana, county, world } = await begin(desk)
    const id = await upload(world, ana)
    const { caseId } = await ana.does(submit, { measure, answers: {}, documents: [id] })
    const shown = await county.asks(caseDocuments, { caseId })
    expect(shown).toMatchObject({ documents: [{ id, fileName: '劳动合同.pdf', during: 'filing', attachedOn: '2026-06-15', replaced: false }], gives: null, archive: null })
    const answer = await look(world, county, id)
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.equals(plainPdf())).toBe(true)
    const audited = await world.asSystem((db) => db.selectFrom('kernel.audit').select(['accountId', 'subject']).where('verb', '=', 'cases.viewDocument').execute())
    expect(audited).toEqual([{ accountId: county.accountId, subject: { documentId: id } }])
  })

  // clause: ASVS 3.2.1; ASVS 5.4.1
  test('what is served can run nothing, and only pictures and PDF are shown in the page', async ({ desk }) => {
    const { ana, world } = await begin(desk)
    const pdf = await look(world, ana, await upload(world, ana, { name: "劳动合同 (2)'.pdf" }))
    expect(pdf.headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining("default-src 'none'"), 'cache-control': 'private, no-store' })
    expect(pdf.headers['content-security-policy']).toContain('sandbox')
    expect(pdf.headers['content-disposition']).toBe(`inline; filename*=UTF-8''${encodeURIComponent('劳动合同 (2)')}%27.pdf`)
    const word = await upload(world, ana, { bytes: docxOf(), name: '合同.docx' })
    expect((await look(world, ana, word)).headers['content-disposition']).toMatch(/^attachment/)
    const picture = await upload(world, ana, { bytes: pngOf(4, 4), name: 'a.png', kind: 'identity' })
    expect((await look(world, ana, picture)).headers['content-disposition']).toMatch(/^inline/)
    expect((await look(world, ana, picture, { download: true })).headers['content-disposition']).toMatch(/^attachment/)
  })

  test('one paper serves several cases, and is given to each once', async ({ desk }) => {
    const { ana, world } = await begin(desk)
    desk.edition({ measure: 'second', path: shortPath })
    const id = await upload(world, ana)
    const first = await ana.does(submit, { measure, answers: {}, documents: [id, id] })
    const second = await ana.does(submit, { measure: 'second', answers: {} })
    expect(await ana.does(attachDocuments, { caseId: second.caseId, documentIds: [id] })).toEqual({ attached: 1 })
    expect(await ana.does(attachDocuments, { caseId: second.caseId, documentIds: [id] })).toEqual({ attached: 0 })
    expect((await ana.asks(myDocuments, {})).documents).toMatchObject([{ id, usedIn: 2 }])
    const { events } = await ana.asks(getCasePage, { caseId: second.caseId })
    expect(events.filter(({ verb }) => verb === 'attachDocuments').map(({ says }) => says)).toEqual(['提交材料 1 份'])
    expect((await ana.asks(caseDocuments, { caseId: first.caseId })).documents).toHaveLength(1)
  })

  test('a supplement may be papers alone', async ({ desk }) => {
    const { ana, county, world } = await begin(desk)
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    const { stepId } = await county.asks(getCasePage, { caseId })
    await county.does(sendBack, { stepId: stepId ?? ('' as Id<'step'>), lacking: ['劳动合同'] })
    await expect(ana.does(supplement, { caseId, answers: {}, note: '' })).rejects.toEqual(refused('nothingNew', /或提交材料/))
    await ana.does(supplement, { caseId, answers: {}, note: '', documents: [await upload(world, ana)] })
    expect((await county.asks(caseDocuments, { caseId })).documents).toMatchObject([{ during: 'supplement' }])
    expect((await county.asks(getCasePage, { caseId })).events.at(-1)?.says).toContain('提交材料 1 份')
  })

  test('an upload may go to its case at once', async ({ desk }) => {
    const { ana, county, world } = await begin(desk)
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    await upload(world, ana, { caseId })
    expect((await county.asks(caseDocuments, { caseId })).documents).toMatchObject([{ during: 'later' }])
    await ana.does(withdraw, { caseId, note: '' })
    await expect(upload(world, ana, { caseId, kind: 'tax' })).rejects.toEqual(refused('closed', /已经办结/))
    expect((await ana.asks(myDocuments, {})).documents).toHaveLength(1)
    expect((await ana.asks(caseDocuments, { caseId })).gives).toBeNull()
  })

  test('every way to say no: gone, replaced, another’s, too many, closed, not the applicant', async ({ desk }) => {
    const { ana, clerk, employerId, world } = await begin(desk)
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    const give = (documentIds: Id<'document'>[]) => ana.does(attachDocuments, { caseId, documentIds })
    const gone = await upload(world, ana)
    await ana.does(removeDocument, { documentId: gone })
    await expect(give([gone])).rejects.toEqual(refused('noDocument', /可能已被删除/))
    const old = await upload(world, ana, { kind: 'tax' })
    desk.edition({ measure: 'second', path: shortPath })
    await ana.does(submit, { measure: 'second', answers: {}, documents: [old] })
    await upload(world, ana, { kind: 'tax', bytes: plainPdf('new'), replaces: old })
    await expect(give([old])).rejects.toEqual(refused('documentReplaced', /已被新的替换/))
    const colleague = await world.person({ name: '旁人', employerId })
    const theirs = await upload(world, clerk, { personId: colleague })
    const staffed = await world.person({ name: '同事', employerId })
    desk.desks.knows(staffed, { 人才类别: 'D', 社保连续月数: 8 })
    const filed = await clerk.does(submit, { measure, answers: {}, personId: staffed })
    await expect(clerk.does(attachDocuments, { caseId: filed.caseId, documentIds: [theirs] })).rejects.toEqual(refused('documentOfOther', /不属于这一办件的对象/))
    await expect(clerk.does(attachDocuments, { caseId, documentIds: [theirs] })).rejects.toEqual(refused('notApplicant', /由申报人提交/))
    const large = await upload(world, ana, { kind: 'other' })
    await world.database.adminQuery(`insert into cases.document (person_id, kind, file_name, type, bytes, hash, uploaded_by, uploaded_by_name, uploaded_on)
      select person_id, kind, file_name, type, 20971520, lpad(n::text, 64, '0'), uploaded_by, uploaded_by_name, uploaded_on from cases.document, generate_series(1, 3) n where id = '${large}'`)
    const three = (await ana.asks(myDocuments, {})).documents.filter(({ bytes }) => bytes === 20_971_520).map(({ id }) => id)
    await expect(give([...three, large])).rejects.toEqual(refused('tooManyDocuments', /40 份、60 MB/))
    await ana.does(withdraw, { caseId, note: '' })
    await expect(give([large])).rejects.toEqual(refused('closed', /已经办结/))
  })
})

describe('replacing and deleting', () => {
  test('a used paper is replaced and stays with its case; an unused one goes, and its file with it', async ({ desk }) => {
    const { ana, county, world } = await begin(desk)
    const used = await upload(world, ana)
    const { caseId } = await ana.does(submit, { measure, answers: {}, documents: [used] })
    await expect(ana.does(removeDocument, { documentId: used })).rejects.toEqual(refused('inUse', /请用“替换”/))
    const fresh = await upload(world, ana, { bytes: plainPdf('renewed'), replaces: used })
    expect((await ana.asks(myDocuments, {})).documents.map(({ id }) => id)).toEqual([fresh])
    expect((await county.asks(caseDocuments, { caseId })).documents).toMatchObject([{ id: used, replaced: true }])
    expect((await look(world, county, used)).rawPayload.equals(plainPdf())).toBe(true)
    await expect(ana.does(removeDocument, { documentId: fresh })).rejects.toEqual(refused('inUse', /接替了用过的材料/))
    const unused = await upload(world, ana, { bytes: pngOf(5, 5), name: 'a.png', kind: 'identity' })
    await upload(world, ana, { bytes: pngOf(6, 6), name: 'b.png', kind: 'identity', replaces: unused })
    await world.runJobs()
    await expect(houseFiles().open(hashOf(pngOf(5, 5)))).rejects.toThrow('gone')
    expect((await houseFiles().open(hashOf(plainPdf()))).length).toBeGreaterThan(0)
  })

  test('a file that two people uploaded stays while one of them speaks of it', async ({ desk }) => {
    const { ana, world } = await begin(desk)
    const { ana: bo } = await desk.eligible({ name: '另一人' })
    const bytes = plainPdf('shared')
    const mine = await upload(world, ana, { bytes })
    const his = await upload(world, bo, { bytes })
    await ana.does(removeDocument, { documentId: mine })
    await world.runJobs()
    expect((await look(world, bo, his)).statusCode).toBe(200)
    await bo.does(removeDocument, { documentId: his })
    await world.runJobs()
    await expect(houseFiles().open(hashOf(bytes))).rejects.toThrow('gone')
  })

  test('what cannot be replaced: another kind, another’s, by itself, twice', async ({ desk }) => {
    const { ana, clerk, world } = await begin(desk)
    const mine = await upload(world, ana)
    await expect(upload(world, ana, { bytes: plainPdf('x'), kind: 'tax', replaces: mine })).rejects.toEqual(refused('notReplaceable', /种类不同/))
    await expect(upload(world, clerk, { bytes: plainPdf('x'), replaces: mine })).rejects.toEqual(refused('notReplaceable', /不在/))
    await expect(upload(world, ana, { replaces: mine })).rejects.toEqual(refused('sameFile', /完全相同/))
    expect((await ana.asks(myDocuments, {})).documents.map(({ id }) => id)).toEqual([mine])
  })

  test('what the employer uploaded the person sees and uses, and does not take away', async ({ desk }) => {
    const { ana, clerk, world } = await begin(desk)
    const id = await upload(world, clerk, { personId: ana.personId })
    expect((await ana.asks(myDocuments, {})).documents.map((document) => document.id)).toEqual([id])
    await expect(ana.does(removeDocument, { documentId: id })).rejects.toEqual(refused('byOther', /由单位上传/))
    const { caseId } = await ana.does(submit, { measure, answers: {}, documents: [id] })
    expect((await clerk.asks(caseDocuments, { caseId })).documents).toMatchObject([{ id }])
  })
})

describe('the employer', () => {
  test('uploads for his own staff and for himself, for nobody else’s', async ({ desk }) => {
    const { ana, clerk, world } = await begin(desk)
    const stranger = await world.person({ name: '外单位' })
    await expect(upload(world, clerk, { personId: stranger })).rejects.toEqual(refused('notYourStaff', /没有找到这名在职员工/))
    const licence = await upload(world, clerk, { kind: 'licence', name: '营业执照.pdf' })
    const contract = await upload(world, clerk, { personId: ana.personId, bytes: plainPdf('of ana') })
    expect((await clerk.asks(myDocuments, {})).documents).toMatchObject([{ id: licence, ofEmployer: true }])
    expect((await clerk.asks(myDocuments, { personId: ana.personId })).documents).toMatchObject([{ id: contract, ofEmployer: false }, { id: licence, ofEmployer: true }])
    const { caseId } = await clerk.does(submit, { measure, answers: {}, personId: ana.personId, documents: [contract, licence] })
    expect((await clerk.asks(caseDocuments, { caseId })).documents).toHaveLength(2)
    expect((await ana.asks(caseDocuments, { caseId })).documents.map(({ id }) => id)).toEqual([contract])
  })

  test('shares the bound of a case with the person, whose papers he does not see', async ({ desk }) => {
    const { ana, clerk, world } = await begin(desk)
    const { caseId } = await clerk.does(submit, { measure, answers: {}, personId: ana.personId })
    const mine = await upload(world, ana)
    await world.database.adminQuery(`insert into cases.document (person_id, kind, file_name, type, bytes, hash, uploaded_by, uploaded_by_name, uploaded_on)
      select person_id, kind, file_name, type, 20971520, lpad(n::text, 64, '0'), uploaded_by, uploaded_by_name, uploaded_on from cases.document, generate_series(1, 3) n where id = '${mine}'`)
    const three = (await ana.asks(myDocuments, {})).documents.filter(({ bytes }) => bytes === 20_971_520).map(({ id }) => id)
    await ana.does(attachDocuments, { caseId, documentIds: three })
    const licence = await upload(world, clerk, { kind: 'licence' })
    expect((await clerk.asks(caseDocuments, { caseId })).documents).toEqual([])
    await expect(clerk.does(attachDocuments, { caseId, documentIds: [licence] })).rejects.toEqual(refused('tooManyDocuments', /40 份、60 MB/))
  })

  test('an account without a person has nothing to upload to', async ({ desk }) => {
    const { world } = await begin(desk)
    await expect(upload(world, await world.signIn('talent'))).rejects.toEqual(refused('noOwner', /到窗口办理/))
  })
})
