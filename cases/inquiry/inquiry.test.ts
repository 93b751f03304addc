import { describe, expect } from 'vitest'
import type { Id } from '../../kernel/types.ts'
import { noticeFirst, shortPath, stepOf, test, type CaseWorld } from '../../test/case-desks.ts'
import type { Somebody } from '../../test/world.ts'
import { agree, object, settleObjection, submit } from '../contract.ts'
import { getCasePage, listNotices } from '../reading/contract.ts'
import { assignInquirer, noteInquiry } from './contract.ts'

/** An objection against a case whose review the inquiring office's own officer had done. */
const objected = async (desk: CaseWorld) => {
  desk.edition({ path: [[{ ...shortPath[0]![0]!, office: { level: 'city', department: 'talent-office' } }], ...noticeFirst] })
  const { ana } = await desk.eligible()
  const { office, county, insurance } = await desk.offices()
  const { caseId } = await ana.does(submit, { measure: 'settling-in-subsidy', answers: {} })
  await office.does(agree, { stepId: await stepOf(office, caseId), opinion: '' })
  const [notice] = (await ana.lists(listNotices, {})).rows
  await desk.world.post('', object.name, { noticeId: notice?.id, reason: '该同志并未在本市全职工作', name: '刘敏之' })
  const inquirer = await desk.world.staff('talentOffice', '9801', 'talent-office')
  const objectionId = (await office.asks(getCasePage, { caseId })).objections[0]?.id ?? ('' as Id<'objection'>)
  return { ana, office, county, insurance, inquirer, caseId, objectionId }
}
const settle = (who: Somebody, objectionId: Id<'objection'>) => who.does(settleObjection, { objectionId, finding: '经核实全职在岗', outcome: { is: 'dismissed' } })

describe('an inquiry', () => {
  test('is led by somebody of the office who had no hand in the case, and nothing is settled before he has written what he found', async ({ desk }) => {
    const { ana, office, insurance, inquirer, caseId, objectionId } = await objected(desk)
    const assign = (accountId: Id<'account'>) => office.does(assignInquirer, { objectionId, accountId })
    await expect(assign(office.accountId)).rejects.toMatchObject({ code: 'involved' })
    await expect(assign(insurance.accountId)).rejects.toMatchObject({ code: 'notColleague' })
    await assign(inquirer.accountId)
    await expect(settle(office, objectionId)).rejects.toMatchObject({ code: 'inquiryOpen' })
    await expect(office.does(noteInquiry, { objectionId, note: '电话核实单位考勤' })).rejects.toMatchObject({ code: 'notInquirer' })
    await inquirer.does(noteInquiry, { objectionId, note: '到单位调取考勤和社保记录，均在本市' })
    expect((await office.asks(getCasePage, { caseId })).objections).toMatchObject([{ inquirer: expect.stringMatching('甲'), notes: [{ on: '2026-06-15', note: '到单位调取考勤和社保记录，均在本市' }] }])
    const own = await ana.asks(getCasePage, { caseId })
    expect([own.objections, JSON.stringify(own.events)]).toEqual([[], expect.not.stringContaining('调取考勤')])
    expect((await settle(office, objectionId)).state).toBe('onNotice')
    await expect(assign(inquirer.accountId)).rejects.toMatchObject({ code: 'alreadySettled' })
    await expect(inquirer.does(noteInquiry, { objectionId, note: '补充一点' })).rejects.toMatchObject({ code: 'alreadySettled' })
    await expect(desk.world.database.adminQuery(`update cases.inquiry_note set note = '改写一下'`)).rejects.toThrow('只能追加')
  })

  test('is no other office’s', async ({ desk }) => {
    const { ana, county, insurance, inquirer, objectionId } = await objected(desk)
    for (const who of [county, insurance]) {
      await expect(who.does(assignInquirer, { objectionId, accountId: inquirer.accountId })).rejects.toMatchObject({ kind: 'denied' })
      await expect(who.does(noteInquiry, { objectionId, note: '电话核实单位考勤' })).rejects.toMatchObject({ kind: 'denied' })
    }
    await expect(ana.does(noteInquiry, { objectionId, note: '电话核实单位考勤' })).rejects.toMatchObject({ kind: 'denied' })
  })

  test('an objection without an inquirer is settled by the office as it is', async ({ desk }) => {
    const { office, objectionId } = await objected(desk)
    expect((await settle(office, objectionId)).state).toBe('onNotice')
  })
})
