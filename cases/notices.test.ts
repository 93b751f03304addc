import { describe, expect } from 'vitest'
import type { Id } from '../kernel/types.ts'
import type { Path } from '../measures/types.ts'
import { noticeFirst, shortPath, test, type CaseWorld } from '../test/case-desks.ts'
import type { Somebody } from '../test/world.ts'
import { agree, object, settleObjection, submit, withdraw } from './contract.ts'
import { getCasePage, listNotices, listQueue } from './reading/contract.ts'

const measure = 'settling-in-subsidy'
const reason = '该同志并未在本市全职工作，社保由外地单位缴纳'

/** County review, notice from 2026-06-15 to 06-23, decision. */
const onNotice = async (desk: CaseWorld, path: Path = [...shortPath.slice(0, 1), ...noticeFirst]) => {
  desk.edition({ path })
  const people = await desk.eligible({ name: '欧阳明月' })
  const offices = await desk.offices()
  const { caseId } = await people.ana.does(submit, { measure, answers: {} })
  const { stepId } = await offices.county.asks(getCasePage, { caseId })
  if (stepId) await offices.county.does(agree, { stepId, opinion: '' })
  const passer = publicOf(desk)
  const [notice] = (await passer.lists({})).rows
  return { ...people, ...offices, caseId, passer, noticeId: notice?.id ?? ('' as Id<'notice'>) }
}

/** Somebody who has not signed in. */
const publicOf = ({ world }: CaseWorld) => ({
  lists: async (filters: object) => listNoticesAnswer(await world.post('', listNotices.name, { filters })),
  objects: async (noticeId: string, more: object = {}) => object.output.parse(await world.post('', object.name, { noticeId, reason, ...more })),
})
const listNoticesAnswer = (answer: unknown) => answer as { rows: { id: Id<'notice'>; maskedName: string; state: string; toOn: string }[]; total: number }

const objectionOf = async (office: Somebody, caseId: Id<'case'>): Promise<Id<'objection'>> => {
  const { objections } = await office.asks(getCasePage, { caseId })
  const pending = objections.find(({ state }) => state === 'pending')
  if (!pending) throw new Error('no objection is pending')
  return pending.id
}

describe('public notice', () => {
  // clause: PIPL 25; PIPL 51 3
  test('everybody reads the list without signing in, and no name in full', async ({ desk }) => {
    const { passer } = await onNotice(desk)
    expect((await passer.lists({})).rows).toMatchObject([{ maskedName: '欧**月', employerName: '青屿远航装备有限公司', amount: '60000000', fromOn: '2026-06-15', toOn: '2026-06-23', state: 'open' }])
    expect((await passer.lists({ county: '980104' })).total).toBe(0)
    expect((await passer.lists({ search: '远航' })).total).toBe(1)
    expect((await passer.lists({ search: '明' })).total).toBe(0)
  })

  test('the notice stands through its last day and ends by the clock, which may strike twice', async ({ desk }) => {
    const { ana, caseId, passer, noticeId } = await onNotice(desk)
    desk.world.setToday('2026-06-23')
    await desk.world.runJob('cases.endNotices')
    expect((await ana.asks(getCasePage, { caseId })).state).toBe('onNotice')
    desk.world.setToday('2026-06-24')
    await expect(passer.objects(noticeId)).rejects.toMatchObject({ code: 'noticeOver' })
    await desk.world.runJob('cases.endNotices')
    await desk.world.runJob('cases.endNotices')
    const page = await ana.asks(getCasePage, { caseId })
    expect(page).toMatchObject({ state: 'toDecide', notice: { state: 'ended' } })
    expect(page.events.filter(({ verb }) => verb === 'endNotice')).toHaveLength(1)
    expect((await passer.lists({})).total).toBe(0)
    await expect(passer.objects(noticeId)).rejects.toMatchObject({ code: 'noticeOver' })
  })

  test('a withdrawn case leaves the list', async ({ desk }) => {
    const { ana, caseId, passer, noticeId, office } = await onNotice(desk)
    await passer.objects(noticeId)
    await ana.does(withdraw, { caseId, note: '' })
    expect((await passer.lists({})).total).toBe(0)
    expect((await office.asks(getCasePage, { caseId })).objections).toMatchObject([{ state: 'closed', finding: '办件已经终止，不再调查' }])
  })
})

describe('objection', () => {
  test('an objection stops the case at once, comes to the office, and the clock no longer ends the notice', async ({ desk }) => {
    const { ana, office, caseId, passer, noticeId } = await onNotice(desk)
    const { receipt } = await passer.objects(noticeId, { name: '刘敏之' })
    expect(receipt).toMatch(/^Y20260615\d{8}$/)
    expect((await office.lists(listQueue, {})).rows).toMatchObject([{ caseId, state: 'objected' }])
    desk.world.setToday('2026-07-20')
    await desk.world.runJob('cases.endNotices')
    const page = await ana.asks(getCasePage, { caseId })
    expect(page).toMatchObject({ state: 'objected', objections: [] })
    expect(page.events.at(-1)).toMatchObject({ verb: 'object', office: '公众', says: '公示期内收到异议，办件暂停，等待调查' })
    expect(JSON.stringify(page.events)).not.toContain('刘敏之')
    expect((await office.asks(getCasePage, { caseId })).objections).toMatchObject([{ receipt, objectorName: '刘敏之', reason, state: 'pending' }])
  })

  test('too few words are no objection', async ({ desk }) => {
    const { passer, noticeId } = await onNotice(desk)
    await expect(passer.objects(noticeId, { reason: '不公平' })).rejects.toMatchObject({ kind: 'invalid', message: 'reason：请用不少于 10 个字写明事实和理由' })
  })

  test('a dismissed objection lets the notice run for the days that were left', async ({ desk }) => {
    const { office, caseId, passer, noticeId } = await onNotice(desk)
    desk.world.setToday('2026-06-17')
    await passer.objects(noticeId)
    desk.world.setToday('2026-07-06')
    await office.does(settleObjection, { objectionId: await objectionOf(office, caseId), finding: '经核实全职在岗', outcome: { is: 'dismissed' } })
    expect(await office.asks(getCasePage, { caseId })).toMatchObject({ state: 'onNotice', notice: { state: 'open', toOn: '2026-07-09' } })
    desk.world.setToday('2026-07-10')
    await desk.world.runJob('cases.endNotices')
    expect((await office.asks(getCasePage, { caseId })).state).toBe('toDecide')
  })

  test('while a second objection is open the case stays stopped', async ({ desk }) => {
    const { office, caseId, passer, noticeId } = await onNotice(desk)
    await passer.objects(noticeId)
    await passer.objects(noticeId)
    const objectionId = await objectionOf(office, caseId)
    expect((await office.does(settleObjection, { objectionId, finding: '经核实全职在岗', outcome: { is: 'dismissed' } })).state).toBe('objected')
    await expect(office.does(settleObjection, { objectionId, finding: '经核实全职在岗', outcome: { is: 'dismissed' } })).rejects.toMatchObject({ code: 'alreadySettled' })
    expect((await office.does(settleObjection, { objectionId: await objectionOf(office, caseId), finding: '经核实全职在岗', outcome: { is: 'dismissed' } })).state).toBe('onNotice')
  })

  test('an upheld objection rejects the case, with the clause', async ({ desk }) => {
    const { ana, office, caseId, passer, noticeId } = await onNotice(desk)
    await passer.objects(noticeId)
    await office.does(settleObjection, { objectionId: await objectionOf(office, caseId), finding: '社保由外地单位缴纳', outcome: { is: 'rejected', clause: '第九条第二款' } })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ state: 'rejected', closedBecause: '经调查异议成立，不符合青屿人才〔2024〕3号“第九条第二款”：社保由外地单位缴纳', notice: { state: 'revoked' } })
  })

  test('an upheld objection can send the case back to review: a new round, a new notice', async ({ desk }) => {
    const { county, office, caseId, passer, noticeId } = await onNotice(desk)
    await passer.objects(noticeId)
    await office.does(settleObjection, { objectionId: await objectionOf(office, caseId), finding: '学历须重新核对', outcome: { is: 'review' } })
    const page = await county.asks(getCasePage, { caseId })
    expect(page).toMatchObject({ state: 'inReview', round: 2 })
    expect(page.steps.map((step) => step.state)).toEqual(['open', 'waiting', 'waiting'])
    await county.does(agree, { stepId: page.stepId ?? ('' as Id<'step'>), opinion: '' })
    const { rows } = await passer.lists({})
    expect(rows).toHaveLength(1)
    expect(rows[0]?.id).not.toBe(noticeId)
  })

  test('without a review before the notice there is none to go back to', async ({ desk }) => {
    const { office, caseId, passer, noticeId } = await onNotice(desk, noticeFirst)
    await passer.objects(noticeId)
    await expect(office.does(settleObjection, { objectionId: await objectionOf(office, caseId), finding: '须重新核对', outcome: { is: 'review' } })).rejects.toMatchObject({ code: 'noReviewStage' })
  })

  test('another office cannot settle it', async ({ desk }) => {
    const { county, insurance, caseId, passer, noticeId, office } = await onNotice(desk)
    await passer.objects(noticeId)
    const objectionId = await objectionOf(office, caseId)
    await expect(insurance.does(settleObjection, { objectionId, finding: '经核实全职在岗', outcome: { is: 'dismissed' } })).rejects.toMatchObject({ kind: 'denied' })
    await expect(county.does(settleObjection, { objectionId, finding: '经核实全职在岗', outcome: { is: 'dismissed' } })).rejects.toMatchObject({ kind: 'denied' })
  })

  test('an objection that waits while the clock ends the notice is told so, and nothing of it stays', async ({ desk }) => {
    const { office, caseId, passer, noticeId } = await onNotice(desk)
    let late: Promise<unknown> = Promise.resolve()
    await desk.world.asSystem(async (db) => {
      await db.selectFrom('cases.case').select('id').where('id', '=', caseId).forUpdate().execute()
      late = passer.objects(noticeId).catch((error: unknown) => error)
      await new Promise((next) => setTimeout(next, 300))
      await db.updateTable('cases.notice').set({ state: 'ended' }).where('id', '=', noticeId).execute()
    })
    expect(await late).toMatchObject({ code: 'noticeOver' })
    expect((await office.asks(getCasePage, { caseId })).objections).toEqual([])
  })
})
