import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import type { PaperAsked } from '../../measures/types.ts'
import { paperKinds } from '../../policy/measure/edition.ts'
import { shortPath, stepOf, test, type CaseWorld } from '../../test/case-desks.ts'
import { pngOf } from '../../test/sample-files.ts'
import { upload } from '../../test/upload.ts'
import { submitBatch } from '../bulk/contract.ts'
import { reject, submit } from '../contract.ts'
import { caseDocuments, documentKinds } from '../documents/contract.ts'
import { checklist, papersToFile, stillMissing } from './contract.ts'
import { matchPapers } from './match.ts'

const measure = 'settling-in-subsidy'
const paper = (name: string, kinds: PaperAsked['kinds'], more: Partial<PaperAsked> = {}): PaperAsked => ({ name, kinds, needed: true, why: '', since: null, ...more })
const picture = { bytes: pngOf(4, 4), name: '身份证.png', kind: 'identity' } as const

const begin = async (desk: CaseWorld, papers: PaperAsked[]) => {
  desk.edition({ path: shortPath })
  desk.desks.papers = papers
  return { ...(await desk.eligible()), ...(await desk.offices()) }
}

describe('papers that the measure asks for', () => {
  test('keep a filing back until they are there, in one sentence, and what is on file is used without being asked again', async ({ desk }) => {
    const { ana, county } = await begin(desk, [paper('身份证件', ['identity']), paper('劳动合同', ['contract']), paper('学位证书', ['degree'], { needed: false, why: '学位已由市教育局核实' })])
    await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'papersMissing', message: '还差材料，请先上传再提交：身份证件、劳动合同' })
    await upload(desk.world, ana, picture)
    expect(stillMissing((await ana.asks(papersToFile, { measure, answers: {} })).papers).map(({ name }) => name)).toEqual(['劳动合同'])
    await expect(ana.does(submit, { measure, answers: {} })).rejects.toMatchObject({ code: 'papersMissing' })
    // A refused filing leaves no case behind.
    expect(await desk.world.asSystem((db) => db.selectFrom('cases.case').select('id').execute())).toEqual([])
    await upload(desk.world, ana)
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    expect((await county.asks(checklist, { caseId })).papers).toMatchObject([
      { name: '身份证件', needed: true, given: { fileName: '身份证.png' } },
      { name: '劳动合同', needed: true, given: { fileName: '劳动合同.pdf' } },
      { name: '学位证书', needed: false, given: null, why: '学位已由市教育局核实' },
    ])
    expect((await county.asks(caseDocuments, { caseId })).documents.map(({ kind, during }) => [kind, during])).toEqual([['identity', 'filing'], ['contract', 'filing']])
  })

  test('on file serve again in a second case, but not when they are too old or have expired', async ({ desk }) => {
    const { ana, county } = await begin(desk, [paper('身份证件', ['identity'])])
    await upload(desk.world, ana, { ...picture, validUntil: '2026-07-01' })
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    await county.does(reject, { stepId: await stepOf(county, caseId), ground: { condition: 0 }, opinion: '类别已撤销' })
    await ana.does(submit, { measure, answers: {} })
    desk.world.setToday('2026-07-02')
    desk.edition({ measure: 'other', path: shortPath })
    await expect(ana.does(submit, { measure: 'other', answers: {} })).rejects.toMatchObject({ code: 'papersMissing' })
    desk.desks.papers = [paper('劳动合同', ['contract'], { since: desk.world.today })]
    desk.world.setToday('2026-07-01')
    await upload(desk.world, ana)
    desk.world.setToday('2026-07-02')
    await expect(ana.does(submit, { measure: 'other', answers: {} })).rejects.toMatchObject({ code: 'papersMissing' })
  })

  test('one document answers for one paper, and goes where it is needed most', () => {
    const candidates = (['statement', 'other'] as const).map((kind) => ({ id: kind === 'statement' ? 'a' : 'b', kind, uploadedOn: plainDate('2026-06-01'), expired: false }))
    const matched = matchPapers([paper('报告', ['statement', 'other']), paper('承诺书', ['statement'])], candidates)
    expect([...matched].map(([at, { id }]) => [at, id]).toSorted()).toEqual([[0, 'b'], [1, 'a']])
    expect(matchPapers([paper('报告', ['statement']), paper('承诺书', ['statement'])], candidates).size).toBe(1)
  })

  test('of a batch hold back only whom they lack; the employer’s own papers of his staff serve', async ({ desk }) => {
    const { ana, clerk } = await begin(desk, [paper('劳动合同', ['contract'])])
    expect(await clerk.does(submitBatch, { measure, personIds: [ana.personId], answers: {} })).toMatchObject({ filed: 0, left: 1, report: [{ why: '还差材料，请先上传再提交：劳动合同' }] })
    await upload(desk.world, clerk, { personId: ana.personId })
    expect(await clerk.does(submitBatch, { measure, personIds: [ana.personId], answers: {} })).toMatchObject({ filed: 1 })
  })

  test('are seen with the case: strangers find none; the employer reads no reasons about his employee', async ({ desk }) => {
    const { ana, clerk } = await begin(desk, [paper('学位证书', ['degree'], { needed: false, why: '学位已由市教育局核实' })])
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    expect((await ana.asks(checklist, { caseId })).papers[0]?.why).toBe('学位已由市教育局核实')
    expect((await clerk.asks(checklist, { caseId })).papers[0]?.why).toBe('')
    await expect((await desk.world.staff('reviewer', '980104', 'hr')).asks(checklist, { caseId })).rejects.toMatchObject({ kind: 'missing' })
    await expect((await desk.world.signIn('auditOfficer')).asks(checklist, { caseId })).rejects.toMatchObject({ kind: 'denied' })
    await expect((await desk.world.staff('reviewer', '980101', 'hr')).asks(papersToFile, { measure, answers: {} })).rejects.toMatchObject({ kind: 'denied' })
    await expect(ana.asks(papersToFile, { measure: 'not-in-force', answers: {} })).rejects.toMatchObject({ kind: 'missing' })
    await expect(desk.world.database.adminQuery(`update cases.case_paper set needed = true`)).rejects.toThrow('只能追加')
  })

  test('the kinds of the format are the kinds of the desk', () => {
    expect(Object.keys(documentKinds)).toEqual([...paperKinds])
  })
})
