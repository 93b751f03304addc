import { describe, expect } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { yuan, type Id } from '../kernel/types.ts'
import { awarded, desk, openLineWith } from '../test/fund.ts'
import { test } from '../test/world.ts'
import { awardOfCase } from './index.ts'
import { allot, confirmInstalment, correctPosting, getBudgetLine, listBudgetLines, listEntries, listInstalments, openLine, stopInstalment } from './contract.ts'
import { makeBatch } from './payment-contract.ts'

const document = '青财行〔2026〕18 号'
const ghost = '01990000-0000-7000-8000-000000000000'

describe('lines and their money', () => {
  test('finance opens a line under its year’s special fund and allots by a document; the ledger shows the voucher', async ({ world }) => {
    const { maker } = await desk(world)
    await openLineWith(world, yuan(1))
    const { lineId } = await maker.does(openLine, { year: 2026, code: 'talent/new', title: '新设科目' })
    expect(await maker.does(allot, { lineId, amount: yuan(5_000), document })).toEqual({ appropriatedFen: yuan(5_000) })
    expect((await maker.lists(listEntries, { lineId })).rows.map(({ account, debitFen, creditFen, document: by }) => ({ account, debitFen, creditFen, by })).toSorted((a, b) => (a.account < b.account ? -1 : 1))).toEqual([
      { account: 'appropriation', debitFen: 0n, creditFen: yuan(5_000), by: document },
      { account: 'available', debitFen: yuan(5_000), creditFen: 0n, by: document },
    ])
    expect((await maker.lists(listBudgetLines, { search: '新设' })).rows).toMatchObject([{ availableFen: yuan(5_000) }])
    expect(await maker.asks(getBudgetLine, { lineId })).toMatchObject({ fundAppropriatedFen: yuan(5_001), floorDocument: '测试' })
  })

  test('a year without a special fund, a code that is taken, another level’s line are refused', async ({ world }) => {
    const { maker } = await desk(world)
    const line = await openLineWith(world, yuan(1))
    const county = await world.staff('financeMaker', '980101')
    await expect(maker.does(openLine, { year: 2027, code: 'talent/x', title: '科目' })).rejects.toMatchObject({ code: 'noSpecialFund' })
    await expect(county.does(openLine, { year: 2026, code: 'talent/x', title: '科目' })).rejects.toMatchObject({ code: 'noSpecialFund' })
    await expect(maker.does(openLine, { year: 2026, code: line.code, title: '科目' })).rejects.toMatchObject({ code: 'lineExists' })
    await expect(county.does(allot, { lineId: line.id, amount: yuan(1), document })).rejects.toMatchObject({ code: 'notYourLine' })
    await expect(maker.does(allot, { lineId: ghost as Id<'budgetLine'>, amount: yuan(1), document })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('amounts that are nothing, negative, huge or no whole fen are invalid', async ({ world }) => {
    const { maker } = await desk(world)
    const line = await openLineWith(world, yuan(1))
    for (const amount of ['0', '-1', '1.5', '99999999999999', 'abc', 1]) {
      await expect(world.post(maker.cookie, allot.name, { lineId: line.id, amount, document }), String(amount)).rejects.toMatchObject({ kind: 'invalid' })
    }
  })

  test('a mistaken voucher is corrected by a new one that names it, once, and never below what is committed', async ({ world }) => {
    const { maker } = await desk(world)
    const line = await openLineWith(world, yuan(1_000))
    const vouchers = async (kind: 'allot' | 'commit') => (await maker.lists(listEntries, { lineId: line.id, kind }, { sort: 'seq' })).rows
    await maker.does(allot, { lineId: line.id, amount: yuan(500), document })
    const mistaken = (await vouchers('allot')).at(-1)
    const correct = { postingId: mistaken?.postingId ?? (ghost as Id<'posting'>), reason: '重复下达' }
    expect(await maker.does(correctPosting, correct)).toEqual({ corrected: mistaken?.seq })
    expect(await maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ appropriatedFen: yuan(1_000), availableFen: yuan(1_000) })
    await expect(maker.does(correctPosting, correct)).rejects.toMatchObject({ code: 'alreadyCorrected' })
    expect((await maker.lists(listEntries, { lineId: line.id, kind: 'correct' })).rows).toMatchObject([{ correctsSeq: mistaken?.seq }, { correctsSeq: mistaken?.seq }])
    await awarded(world, line.code, yuan(1))
    const first = (await vouchers('allot'))[0]
    await expect(maker.does(correctPosting, { ...correct, postingId: first?.postingId ?? correct.postingId })).rejects.toMatchObject({ code: 'belowCommitted' })
    const commit = (await vouchers('commit'))[0]
    await expect(maker.does(correctPosting, { ...correct, postingId: commit?.postingId ?? correct.postingId })).rejects.toMatchObject({ code: 'notCorrectable' })
    // A county on the branch reads the city's line; its vouchers are not there for it.
    await expect((await world.staff('financeMaker', '980101')).does(correctPosting, { ...correct, postingId: first?.postingId ?? correct.postingId })).rejects.toMatchObject({ kind: 'missing' })
  })
})

describe('instalments', () => {
  test('the clock lets them fall due: without a condition to payment, with one to its check', async ({ world }) => {
    const { maker } = await desk(world)
    const line = await openLineWith(world, yuan(1_000))
    const later = plainDate('2026-09-01')
    const schedule = [
      { no: 1, dueOn: later, amount: yuan(100), condition: null },
      { no: 2, dueOn: later, amount: yuan(100), condition: '仍在原单位任职' },
      { no: 3, dueOn: plainDate('2027-09-01'), amount: yuan(100), condition: null },
    ]
    const { decided } = await awarded(world, line.code, yuan(300), { schedule })
    const states = async () => (await world.asSystem((db) => awardOfCase(db, decided.caseId)))?.instalments.map(({ state }) => state)
    expect(await states()).toEqual(['planned', 'planned', 'planned'])
    world.setToday('2026-09-01')
    await world.runJob('fund.fallDue')
    await world.runJob('fund.fallDue')
    expect(await states()).toEqual(['due', 'needsCheck', 'planned'])
    const [waiting] = (await maker.lists(listInstalments, { state: 'needsCheck' })).rows
    const instalmentId = waiting?.id ?? (ghost as Id<'instalment'>)
    expect(await maker.does(confirmInstalment, { instalmentId, note: '社保在缴，核验属实' })).toEqual({ amountFen: yuan(100) })
    expect(await states()).toEqual(['due', 'due', 'planned'])
    await expect(maker.does(confirmInstalment, { instalmentId, note: '再点一次' })).rejects.toMatchObject({ code: 'notWaiting' })
  })

  test('one that is stopped gives its money back to the line at once, and its holder sees why', async ({ world }) => {
    const { maker, checker } = await desk(world)
    const line = await openLineWith(world, yuan(300))
    const { decided } = await awarded(world, line.code, yuan(300), { schedule: [1, 2, 3].map((no) => ({ no, dueOn: world.today, amount: yuan(100), condition: no === 1 ? null : '仍在本市' })) })
    const { rows } = await checker.lists(listInstalments, { state: 'needsCheck' })
    const instalmentId = rows[0]?.id ?? (ghost as Id<'instalment'>)
    expect(await checker.does(stopInstalment, { instalmentId, reason: '已离开本市' })).toEqual({ releasedFen: yuan(100) })
    expect(await maker.asks(getBudgetLine, { lineId: line.id })).toMatchObject({ committedFen: yuan(200), availableFen: yuan(100) })
    await expect(checker.does(stopInstalment, { instalmentId, reason: '已离开本市' })).rejects.toMatchObject({ code: 'notStoppable' })
    expect((await world.asSystem((db) => awardOfCase(db, decided.caseId)))?.instalments.find(({ state }) => state === 'stopped')).toMatchObject({ checkNote: '已离开本市' })
    await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    const [batched] = (await maker.lists(listInstalments, { state: 'batched' })).rows
    await expect(maker.does(stopInstalment, { instalmentId: batched?.id ?? instalmentId, reason: '已离开本市' })).rejects.toMatchObject({ code: 'notStoppable' })
    await expect(maker.does(stopInstalment, { instalmentId: ghost as Id<'instalment'>, reason: '已离开本市' })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('an award of which nothing was paid before it was stopped may be had again', async ({ world }) => {
    const { maker } = await desk(world)
    const line = await openLineWith(world, yuan(300))
    const { decided, talent } = await awarded(world, line.code, yuan(100))
    const [due] = (await maker.lists(listInstalments, { lineId: line.id })).rows
    await maker.does(stopInstalment, { instalmentId: due?.id ?? (ghost as Id<'instalment'>), reason: '本人放弃' })
    expect(await world.asSystem((db) => awardOfCase(db, decided.caseId))).toMatchObject({ state: 'cancelled' })
    await awarded(world, line.code, yuan(100), { holder: { kind: 'person', id: talent.personId } })
  })
})
