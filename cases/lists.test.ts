import { describe, expect } from 'vitest'
import type { Id } from '../kernel/types.ts'
import { shortPath, test, windowPath, type CaseWorld } from '../test/case-desks.ts'
import { bulkAgree } from './bulk/contract.ts'
import { agree, reject, submit, withdraw } from './contract.ts'
import { getCasePage, listCases, listQueue, queueSummary } from './reading/contract.ts'

const measure = 'settling-in-subsidy'
const fileFor = async (desk: CaseWorld, name: string, answers: Record<string, string | number> = {}, facts?: Record<string, unknown>) => {
  const { ana } = await desk.eligible({ name, ...(facts ? { facts } : {}) })
  await desk.world.asSystem((db) => db.updateTable('registry.person').set({ initials: name === '林知夏' ? 'lzx' : 'xx', pinyin: name === '林知夏' ? 'lin zhi xia' : 'xx' }).where('id', '=', ana.personId).execute())
  const { caseId } = await ana.does(submit, { measure, answers })
  const steps = (await ana.asks(getCasePage, { caseId })).steps
  return { ana, caseId, stepId: steps[0]?.id ?? ('' as Id<'step'>) }
}

describe('in bulk', () => {
  test('only what is green throughout is agreed, and each line says why or why not', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { county } = await desk.offices()
    const green = await fileFor(desk, '林知夏')
    const declared = await fileFor(desk, '周以安', { 社保连续月数: 7 }, { 人才类别: 'C' })
    const taken = await fileFor(desk, '秦若水')
    await county.does(reject, { stepId: taken.stepId, ground: { clause: '第三条' }, opinion: '材料不实' })
    const answer = await county.does(bulkAgree, { stepIds: [green.stepId, declared.stepId, taken.stepId, green.stepId] })
    expect(answer).toMatchObject({ agreed: 1, left: 2 })
    expect(new Map(answer.report.map(({ number, why }) => [number, why]))).toEqual(
      new Map([
        ['B2026000001', '已通过'],
        ['B2026000002', '有条件须人工核对，请逐件审核'],
        ['B2026000003', '已由他人办理'],
      ]),
    )
    expect((await green.ana.asks(getCasePage, { caseId: green.caseId })).state).toBe('toDecide')
    expect((await declared.ana.asks(getCasePage, { caseId: declared.caseId })).state).toBe('inReview')
  })

  test('decisions commit money and are taken one by one', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { county, office } = await desk.offices()
    const { stepId, caseId } = await fileFor(desk, '林知夏')
    await county.does(agree, { stepId, opinion: '' })
    const decision = (await office.asks(getCasePage, { caseId })).stepId ?? ('' as Id<'step'>)
    expect(await office.does(bulkAgree, { stepIds: [decision] })).toMatchObject({ agreed: 0, report: [{ why: '须逐件审定' }] })
  })

  test('two officers who agree to the same twelve at once agree to each once', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { county } = await desk.offices()
    const colleague = await desk.world.staff('reviewer', '980101', 'hr')
    const stepIds: Id<'step'>[] = []
    for (let count = 0; count < 12; count++) stepIds.push((await fileFor(desk, `甲${count}`)).stepId)
    const [one, two] = await Promise.all([county.does(bulkAgree, { stepIds }), colleague.does(bulkAgree, { stepIds: stepIds.toReversed() })])
    expect((one?.agreed ?? 0) + (two?.agreed ?? 0)).toBe(12)
  })
})

describe('the queue', () => {
  test('is found by number, name, initials, pinyin and employer, and a sign that means something to SQL means itself', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { county } = await desk.offices()
    await fileFor(desk, '林知夏')
    await fileFor(desk, '周以安')
    const found = async (search: string) => (await county.lists(listQueue, { search })).rows.map((row) => row.holderName)
    expect(await found('B2026000002')).toEqual(['周以安'])
    expect(await found('知夏')).toEqual(['林知夏'])
    expect(await found('lzx')).toEqual(['林知夏'])
    expect(await found('Lin Zhi')).toEqual(['林知夏'])
    expect(await found('远航装备')).toHaveLength(2)
    expect(await found('%')).toEqual([])
    expect(await found('_知')).toEqual([])
    // Each field stands on its own line: nothing is found that begins in one and ends in the next.
    expect(await found('夏远航')).toEqual([])
    expect(await found('b2026000002')).toEqual(['周以安'])
  })

  test('comes by due day, with the working days that are left, and filters what is late, soon or all green', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { county } = await desk.offices()
    await fileFor(desk, '林知夏')
    desk.world.setToday('2026-06-17')
    await fileFor(desk, '周以安', { 社保连续月数: 7 }, { 人才类别: 'C' })
    desk.world.setToday('2026-06-24')
    const shown = (await county.lists(listQueue, {})).rows.map(({ holderName, dueOn, daysLeft }) => [holderName, dueOn, daysLeft])
    expect(shown).toEqual([
      ['林知夏', '2026-06-23', -1],
      ['周以安', '2026-06-25', 1],
    ])
    expect((await county.lists(listQueue, { due: 'overdue' })).rows.map((row) => row.holderName)).toEqual(['林知夏'])
    expect((await county.lists(listQueue, { due: 'soon' })).rows.map((row) => row.holderName)).toEqual(['周以安'])
    expect((await county.lists(listQueue, { green: true })).rows.map((row) => row.holderName)).toEqual(['林知夏'])
    expect((await county.lists(listQueue, { measure: 'another' })).total).toBe(0)
    expect((await county.lists(listQueue, { state: 'inReview' })).total).toBe(2)
    expect(await county.asks(queueSummary, {})).toMatchObject({ total: 2, overdue: 1, soon: 1, green: 1 })
  })

  test('pages by key without losing or repeating a case', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { county } = await desk.offices()
    for (let count = 0; count < 5; count++) await fileFor(desk, `乙${count}`)
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await county.lists(listQueue, {}, { sort: 'dueOn', limit: 2, ...(after ? { after } : {}) })
      seen.push(...page.rows.map((row) => row.number))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toHaveLength(5)
    expect(new Set(seen).size).toBe(5)
  })

  test('of a town window is its street’s', async ({ desk }) => {
    desk.edition({ path: windowPath })
    await fileFor(desk, '林知夏')
    expect((await (await desk.world.staff('windowClerk', '980101001')).lists(listQueue, {})).total).toBe(1)
    expect((await (await desk.world.staff('windowClerk', '980104101')).lists(listQueue, {})).total).toBe(0)
  })
})

describe('all cases', () => {
  test('tell who holds them and until when, and filter by state and by whether they are open', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const leader = await desk.world.staff('leader')
    const { ana, caseId } = await fileFor(desk, '林知夏')
    await fileFor(desk, '周以安')
    expect((await ana.lists(listCases, {})).rows).toMatchObject([{ holderName: '林知夏', heldBy: '临海区人力资源和社会保障局', dueOn: '2026-06-23', state: 'inReview' }])
    await ana.does(withdraw, { caseId, note: '' })
    expect((await leader.lists(listCases, {})).total).toBe(2)
    expect((await leader.lists(listCases, { state: 'withdrawn' })).rows).toMatchObject([{ holderName: '林知夏', heldBy: '', dueOn: null }])
    expect((await leader.lists(listCases, { open: true, search: '周' })).total).toBe(1)
    expect((await leader.lists(listCases, { personId: ana.personId })).total).toBe(1)
  })

  test('and the published views tell indicators of durations and states, within the scope of who asks', async ({ desk }) => {
    desk.edition({ path: shortPath })
    const { county } = await desk.offices()
    const { stepId } = await fileFor(desk, '林知夏')
    desk.world.setToday('2026-06-25')
    await county.does(agree, { stepId, opinion: '' })
    const reader = (place: string) => ({ actor: { accountId: county.accountId, name: '统计', role: 'leader' as const, scope: place, department: undefined, personId: undefined, employerId: undefined }, today: '2026-06-26' })
    const read = (place: string) => desk.world.database.asReader(reader(place), (db) => db.selectFrom('pub.caseStepDuration').select(['name', 'days', 'late', 'workingDays']).orderBy('stage').execute())
    expect(await read('9801')).toEqual([
      { name: '初审', days: 10, late: true, workingDays: 5 },
      { name: '审定', days: 1, late: false, workingDays: 5 },
    ])
    expect(await read('980104')).toEqual([])
  })
})
