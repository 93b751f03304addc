import { describe, expect } from 'vitest'
import { balancesOf, decideFor, depart, granted, knows, measureText, money, night, person, publishMeasures } from '../../test/awards.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { fen, yuan, type Id, type PlainDate } from '../../kernel/types.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { move, post } from '../ledger.ts'
import { getAward } from '../awards/contract.ts'
import { owedBack, servedMonths } from './amount.ts'
import { agreePlan, approveWriteOff, disposeRecovered, getClaim, listClaims, proposeWriteOff, recordRepayment, refuseWriteOff, setOffInstalment } from './claim-contract.ts'
import { addBan, decideBreach, getBreach, giveStatement, liftBan, listBans, listBreaches, listObligations, myObligations, openBreach, proposeBreach } from './contract.ts'

const twoYears = (breach: string, more = '') => measureText('o', money(60_000, `[{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration("P1Y")' }]`), `obligation: { serve: P2Y, breach: ${breach}${more} }\n`)

interface Scene {
  talent: Somebody & { personId: Id<'person'> }
  awardId: Id<'award'>
  lineId: Id<'budgetLine'>
}

/** Somebody who was paid his first instalment, as the bank's return would have it, and owes two years. */
const served = async (world: World, breach = 'pro-rata', more = ''): Promise<Scene> => {
  await publishMeasures(world, { o: twoYears(breach, more) })
  const talent = await world.talent()
  await knows(world, talent.personId, { 学位: '硕士' })
  const { awardId, lineId } = await granted(world, 'o', person(talent.personId))
  await pay(world, awardId, lineId)
  return { talent, awardId, lineId }
}

const pay = (world: World, awardId: Id<'award'>, lineId: Id<'budgetLine'>): Promise<void> =>
  world.asSystem(async (db) => {
    const due = await db.selectFrom('fund.instalment').select(['id', 'amountFen']).where('awardId', '=', awardId).where('state', '=', 'due').execute()
    for (const { id, amountFen } of due) {
      await db.updateTable('fund.instalment').set({ state: 'batched' }).where('id', '=', id).execute()
      await db.updateTable('fund.instalment').set({ state: 'paid', paidOn: world.today }).where('id', '=', id).execute()
      const amount = fen(amountFen)
      await post(db, [{ kind: 'pay', day: world.today, placeCode: '980101001', awardId, instalmentId: id, says: '拨付', legs: [...move(lineId, 'committed', 'inTransit', amount), ...move(lineId, 'inTransit', 'paid', amount)] }])
    }
  })

const watch = (world: World) => world.runJob('fund.watchObligations')

/** The whole way to a claim: found, time for a statement over, two persons. */
const claimed = async (world: World, scene: Scene, departed = '2026-12-20') => {
  world.setToday('2027-01-04')
  await depart(world, scene.talent.personId, departed)
  await watch(world)
  world.setToday('2027-01-18')
  const [maker, checker] = [await world.staff('financeMaker'), await world.staff('financeChecker')]
  const [row] = (await maker.lists(listBreaches, {})).rows
  if (!row) throw new Error('no breach was found')
  const { proposedFen } = await maker.does(proposeBreach, { breachId: row.id, proposal: 'breach', note: '查明属实，按条款退回' })
  const decided = await checker.does(decideBreach, { breachId: row.id, agree: true, note: '同意' })
  if (!decided.claimId) throw new Error('nothing was claimed')
  return { maker, checker, breachId: row.id, proposedFen, ...decided, claimId: decided.claimId }
}

describe('what is owed back', () => {
  const d = plainDate
  test('a begun month counts as served, and the fen is rounded down', () => {
    expect(servedMonths(d('2026-06-15'), d('2028-06-15'), d('2026-12-15'))).toBe(6)
    expect(servedMonths(d('2026-06-15'), d('2028-06-15'), d('2026-12-16'))).toBe(7)
    expect([servedMonths(d('2026-06-15'), d('2028-06-15'), d('2026-06-15')), servedMonths(d('2026-06-15'), d('2028-06-15'), d('2029-01-01'))]).toEqual([0, 24])
    const term = { from: d('2026-06-15'), to: d('2028-06-15'), happenedOn: d('2026-12-16'), rest: fen(70n) }
    expect([owedBack('pro-rata', fen(100n), term), owedBack('all', fen(100n), term), owedBack('rest', fen(100n), term), owedBack('none', fen(100n), term)]).toEqual([70n, 100n, 70n, 0n])
    expect([owedBack('rest', fen(50n), term), owedBack('pro-rata', fen(100n), { ...term, to: null }), owedBack('all', fen(0n), term)]).toEqual([50n, 100n, 0n])
  })
})

describe('service and breach', () => {
  test('the register has one obligation an award, and ends it when its time is over', async ({ world }) => {
    const { talent } = await served(world)
    const leader = await world.staff('leader')
    expect((await leader.lists(listObligations, {})).rows).toMatchObject([{ serveFrom: '2026-06-15', endsOn: '2028-06-15', breach: 'pro-rata', state: 'running', paidFen: yuan(30_000) }])
    expect(await talent.asks(myObligations, {})).toMatchObject({ obligations: [{ endsOn: '2028-06-15', state: 'running' }], breaches: [], claims: [], bans: [] })
    world.setToday('2028-06-16')
    await watch(world)
    expect((await leader.lists(listObligations, { state: 'fulfilled' })).total).toBe(1)
  })

  test('each kind of fact opens a file once; death opens none and releases', async ({ world }) => {
    await publishMeasures(world, { o: twoYears('pro-rata', ', lock: P5Y') })
    const people = await Promise.all(Array.from({ length: 4 }, () => world.person()))
    const [left, gap, sold, dead] = people as [Id<'person'>, Id<'person'>, Id<'person'>, Id<'person'>]
    for (const id of people) {
      await knows(world, id, { 学位: '硕士' })
      await granted(world, 'o', person(id))
    }
    world.setToday('2027-01-04')
    await depart(world, left, '2026-12-20')
    await depart(world, dead, '2026-12-21', '去世')
    const common = { placeCode: '980101001', source: '市人社局', asOf: '2027-01-04', verification: 'verified' as const }
    await world.asSystem(async (db) => {
      await db.insertInto('registry.insurance').values({ ...common, personId: gap, kind: '养老', months: '[2026-01-01,2026-09-01)', inCity: true, backPaid: false }).execute()
      await db.insertInto('registry.housing').values({ ...common, personId: sold, homesInCity: 0, lastTransferOn: '2026-11-11' }).execute()
    })
    await night(world)
    await watch(world)
    await watch(world)
    const leader = await world.staff('leader')
    const { rows } = await leader.lists(listBreaches, {})
    expect(rows.map(({ ground, happenedOn, statementBy, state }) => [ground, happenedOn, statementBy, state]).toSorted()).toEqual([
      ['dwellingSold', '2026-11-11', '2027-01-11', 'noticed'],
      ['insuranceGap', '2026-09-01', '2027-01-11', 'noticed'],
      ['left', '2026-12-20', '2027-01-11', 'noticed'],
    ])
    expect((await leader.lists(listObligations, { state: 'released' })).total).toBe(1)
  })

  test('the statement has its term; who proposes does not decide; upheld it claims by months, stops the rest and is read in plain words', async ({ world }) => {
    const scene = await served(world)
    world.setToday('2027-01-04')
    await depart(world, scene.talent.personId, '2026-12-20')
    await watch(world)
    const [maker, checker] = [await world.staff('financeMaker'), await world.staff('financeChecker')]
    const { breaches } = await scene.talent.asks(myObligations, {})
    const breachId = breaches[0]?.id
    if (!breachId) throw new Error('no file')
    await expect(maker.does(proposeBreach, { breachId, proposal: 'breach', note: '查明属实' })).rejects.toMatchObject({ code: 'stillTime' })
    await expect(checker.does(decideBreach, { breachId, agree: true, note: '同意拟办' })).rejects.toMatchObject({ code: 'notProposed' })
    const text = '因照顾家人离开，愿意按条款退回未服务部分。'
    await expect((await world.talent()).does(giveStatement, { breachId, text })).rejects.toMatchObject({ kind: 'missing' })
    await scene.talent.does(giveStatement, { breachId, text })
    expect(await maker.asks(getBreach, { breachId })).toMatchObject({ state: 'heard', statements: [{ text }], served: 7, whole: 24, owedFen: yuan(21_250) })
    await expect(maker.does(proposeBreach, { breachId, proposal: 'breach', note: '查明属实', rest: yuan(1) })).rejects.toMatchObject({ code: 'restFixed' })
    expect(await maker.does(proposeBreach, { breachId, proposal: 'breach', note: '查明属实，按月退回' })).toEqual({ proposedFen: yuan(21_250) })
    await expect(scene.talent.does(giveStatement, { breachId, text })).rejects.toMatchObject({ code: 'notOpen' })
    await expect(maker.does(proposeBreach, { breachId, proposal: 'breach', note: '查明属实' })).rejects.toMatchObject({ code: 'notOpen' })
    await expect(maker.does(decideBreach, { breachId, agree: true, note: '同意拟办' })).rejects.toMatchObject({ code: 'sameHand' })
    expect(await checker.does(decideBreach, { breachId, agree: false, note: '请再核对月数' })).toMatchObject({ state: 'heard' })
    await maker.does(proposeBreach, { breachId, proposal: 'breach', note: '已核对月数' })
    expect(await checker.does(decideBreach, { breachId, agree: true, note: '同意拟办' })).toMatchObject({ state: 'upheld', claimedFen: yuan(21_250), stoppedFen: yuan(30_000) })
    expect(await balancesOf(world, scene.lineId)).toMatchObject({ paidFen: yuan(8_750), receivableFen: yuan(21_250), committedFen: 0n, availableFen: yuan(9_970_000) })
    expect(await scene.talent.asks(myObligations, {})).toMatchObject({ obligations: [{ state: 'breached' }], breaches: [{ state: 'upheld', decisionNote: '同意拟办' }], claims: [{ amountFen: yuan(21_250), outstandingFen: yuan(21_250), overdueFen: 0n }] })
    expect(await checker.asks(getAward, { awardId: scene.awardId })).toMatchObject({ state: 'curtailed', obligation: { state: 'breached' }, events: [{ kind: 'breached' }] })
  })

  test('a statement after its term is late; a file that is dismissed leaves everything as it was', async ({ world }) => {
    const scene = await served(world)
    const [office, checker] = [await world.staff('talentOffice'), await world.staff('financeChecker')]
    const [row] = (await office.lists(listObligations, {})).rows
    if (!row) throw new Error('no obligation')
    const reported = { obligationId: row.id, evidence: '单位来函：已经不来上班', happenedOn: world.today }
    await expect(office.does(openBreach, { ...reported, happenedOn: '2026-06-16' as PlainDate })).rejects.toMatchObject({ code: 'notYet' })
    await expect(office.does(openBreach, { ...reported, happenedOn: '2026-06-14' as PlainDate })).rejects.toMatchObject({ code: 'beforeService' })
    const { breachId, statementBy } = await office.does(openBreach, reported)
    await expect(office.does(openBreach, reported)).rejects.toMatchObject({ code: 'notRunning' })
    expect(statementBy).toBe('2026-06-23')
    world.setToday('2026-06-24')
    await expect(scene.talent.does(giveStatement, { breachId, text: '我一直在上班，请查打卡。' })).rejects.toMatchObject({ code: 'tooLate' })
    await office.does(proposeBreach, { breachId, proposal: 'noBreach', note: '查明仍在岗' })
    expect(await checker.does(decideBreach, { breachId, agree: true, note: '同意拟办' })).toMatchObject({ state: 'dismissed', claimedFen: 0n })
    expect((await office.lists(listObligations, { state: 'running' })).total).toBe(1)
    await expect(office.does(openBreach, reported)).rejects.toMatchObject({ code: 'alreadyFound' })
    expect(await balancesOf(world, scene.lineId)).toMatchObject({ paidFen: yuan(30_000), committedFen: yuan(30_000) })
  })

  test('the balance found unspent is stated by hand where the clause takes that back', async ({ world }) => {
    await served(world, 'rest')
    const office = await world.staff('talentOffice')
    const [row] = (await office.lists(listObligations, {})).rows
    if (!row) throw new Error('no obligation')
    const { breachId } = await office.does(openBreach, { obligationId: row.id, evidence: '中期评估不通过', happenedOn: world.today })
    world.setToday('2026-07-01')
    const propose = { breachId, proposal: 'breach' as const, note: '中期评估不通过，收回结余' }
    await expect(office.does(proposeBreach, propose)).rejects.toMatchObject({ code: 'restNeeded' })
    await expect(office.does(proposeBreach, { ...propose, rest: yuan(30_001) })).rejects.toMatchObject({ code: 'restTooMuch' })
    expect(await office.does(proposeBreach, { ...propose, rest: yuan(12_000) })).toEqual({ proposedFen: yuan(12_000) })
  })

  test('nothing is decided while a payment is with the bank, nor on a figure that has become another', async ({ world }) => {
    const scene = await served(world)
    const [office, checker] = [await world.staff('talentOffice'), await world.staff('financeChecker')]
    const [row] = (await office.lists(listObligations, {})).rows
    if (!row) throw new Error('no obligation')
    const { breachId } = await office.does(openBreach, { obligationId: row.id, evidence: '单位来函：已经离职', happenedOn: world.today })
    world.setToday('2027-06-15')
    await office.does(proposeBreach, { breachId, proposal: 'breach', note: '查明属实' })
    await night(world)
    const set = (state: string) => world.asSystem((db) => db.updateTable('fund.instalment').set({ state }).where('awardId', '=', scene.awardId).where('no', '=', 2).execute())
    await set('batched')
    const decide = { breachId, agree: true, note: '同意拟办' }
    await expect(checker.does(decideBreach, decide)).rejects.toMatchObject({ code: 'inTransit' })
    await set('due')
    await pay(world, scene.awardId, scene.lineId)
    await expect(checker.does(decideBreach, decide)).rejects.toMatchObject({ code: 'changed' })
  })

  test('the database holds the two persons, the ways of a file, and that a claim is never taken twice', async ({ world }) => {
    const scene = await served(world)
    const { claimId, breachId } = await claimed(world, scene)
    const raw = (statement: string) => world.database.adminQuery(`set role juying_owner; select set_config('app.role', 'system', false); ${statement}`)
    await expect(raw(`update fund.breach set decider_person = proposer_person where id = '${breachId}'`)).rejects.toMatchObject({ constraint: 'breach_two_persons' })
    await expect(raw(`update fund.breach set state = 'heard' where id = '${breachId}'`)).rejects.toMatchObject({ code: 'JY003' })
    await expect(raw(`update fund.claim set recovered_fen = amount_fen + 1 where id = '${claimId}'`)).rejects.toMatchObject({ constraint: 'claim_never_over' })
    await expect(world.asSystem((db) => db.updateTable('fund.claim').set({ recoveredFen: 1n }).execute())).rejects.toMatchObject({ code: '42501' })
  })
})

describe('repayment', () => {
  test('a plan comes to the debt; receipts are recorded against the bank’s number, in part, and reminded when late', async ({ world }) => {
    const scene = await served(world)
    const { maker, claimId } = await claimed(world, scene)
    const term = (dueOn: string, yuans: number) => ({ dueOn: plainDate(dueOn), amount: yuan(yuans) })
    await expect(maker.does(agreePlan, { claimId, terms: [term('2027-02-18', 21_249)] })).rejects.toMatchObject({ code: 'planSum' })
    await expect(maker.does(agreePlan, { claimId, terms: [term('2027-03-18', 10_000), term('2027-03-18', 11_250)] })).rejects.toMatchObject({ code: 'notAhead' })
    await expect(maker.does(agreePlan, { claimId, terms: [term('2027-01-18', 21_250)] })).rejects.toMatchObject({ code: 'notAhead' })
    await maker.does(agreePlan, { claimId, terms: [term('2027-02-18', 10_000), term('2027-03-18', 11_250)] })
    world.setToday('2027-02-20')
    await watch(world)
    await watch(world)
    expect(await maker.asks(getClaim, { claimId })).toMatchObject({ overdueFen: yuan(10_000), reminders: [{ day: '2027-02-20' }], terms: [{ no: 1 }, { no: 2 }] })
    expect((await scene.talent.asks(myObligations, {})).claims).toMatchObject([{ overdueFen: yuan(10_000), terms: [{ amountFen: yuan(10_000) }, { amountFen: yuan(11_250) }] }])
    const receipt = { claimId, amount: yuan(4_000), receivedOn: world.today, bankSerial: 'QY20270220001' }
    await expect(maker.does(recordRepayment, { ...receipt, receivedOn: plainDate('2027-02-21') })).rejects.toMatchObject({ code: 'notYet' })
    await expect(maker.does(recordRepayment, { ...receipt, receivedOn: plainDate('2027-01-17') })).rejects.toMatchObject({ code: 'beforeClaim' })
    await expect(maker.does(recordRepayment, { ...receipt, amount: yuan(21_251) })).rejects.toMatchObject({ code: 'tooMuch' })
    expect(await maker.does(recordRepayment, receipt)).toEqual({ outstandingFen: yuan(17_250) })
    await expect(maker.does(recordRepayment, receipt)).rejects.toMatchObject({ code: 'serialUsed' })
    expect(await maker.asks(getClaim, { claimId })).toMatchObject({ overdueFen: yuan(6_000), recoveredFen: yuan(4_000) })
    await maker.does(recordRepayment, { ...receipt, amount: yuan(17_250), bankSerial: 'QY20270220002' })
    await expect(maker.does(agreePlan, { claimId, terms: [term('2027-05-18', 1)] })).rejects.toMatchObject({ code: 'settled' })
    await expect(maker.does(recordRepayment, { ...receipt, bankSerial: 'QY9999' })).rejects.toMatchObject({ code: 'settled' })
    await expect(maker.does(proposeWriteOff, { claimId, amount: yuan(1), grounds: '已经无从追回，无财产可供执行', document: '法院终本裁定' })).rejects.toMatchObject({ code: 'settled' })
    expect((await maker.lists(listClaims, { open: 'settled' })).total).toBe(1)
  })

  test('what came back returns to the line or to the treasury, each by a document', async ({ world }) => {
    const scene = await served(world)
    const { maker, claimId } = await claimed(world, scene)
    await maker.does(recordRepayment, { claimId, amount: yuan(21_250), receivedOn: world.today, bankSerial: 'QY1001' })
    const dispose = { lineId: scene.lineId, destination: 'line' as const, amount: yuan(20_000), document: '青财函〔2027〕5 号' }
    await expect(maker.does(disposeRecovered, { ...dispose, amount: yuan(21_251) })).rejects.toMatchObject({ code: 'tooMuch' })
    await expect((await world.staff('financeMaker', '980101')).does(disposeRecovered, dispose)).rejects.toMatchObject({ code: 'notYourLine' })
    expect(await maker.does(disposeRecovered, dispose)).toEqual({ recoveredFen: yuan(1_250), availableFen: yuan(9_990_000) })
    // A line closes when nothing is left on it: what is available goes back to the treasury first.
    await world.asSystem(async (db) => {
      await post(db, [{ kind: 'surrender', day: world.today, placeCode: '9801', document: '青财函〔2027〕6 号', says: '收回', legs: move(scene.lineId, 'available', 'appropriation', yuan(9_990_000)) }])
    })
    await world.database.adminQuery(`update fund.budget_line set state = 'closed' where id = '${scene.lineId}'`)
    await expect(maker.does(disposeRecovered, { ...dispose, amount: yuan(1) })).rejects.toMatchObject({ code: 'lineClosed' })
    expect(await maker.does(disposeRecovered, { ...dispose, destination: 'treasury', amount: yuan(1_250) })).toMatchObject({ recoveredFen: 0n })
  })

  test('a due instalment of the same holder is set off; one that is more than the debt is split', async ({ world }) => {
    const scene = await served(world)
    await publishMeasures(world, { o: twoYears('pro-rata'), second: measureText('second', money(50_000)) })
    const second = await granted(world, 'second', person(scene.talent.personId))
    const other = await world.person()
    await knows(world, other, { 学位: '硕士' })
    await granted(world, 'second', person(other))
    const { maker, claimId } = await claimed(world, scene)
    const { choices } = await maker.asks(getClaim, { claimId })
    expect(choices).toMatchObject([{ title: '事项second', amountFen: yuan(50_000) }])
    const choice = choices[0]?.id
    if (!choice) return
    const foreign = await world.asSystem((db) => db.selectFrom('fund.instalment as i').innerJoin('fund.award as a', 'a.id', 'i.awardId').select('i.id').where('a.holderId', '=', other).executeTakeFirstOrThrow())
    await expect(maker.does(setOffInstalment, { claimId, instalmentId: foreign.id as Id<'instalment'>, document: '抵扣通知 1 号' })).rejects.toMatchObject({ code: 'otherHolder' })
    expect(await maker.does(setOffInstalment, { claimId, instalmentId: choice, document: '抵扣通知 1 号' })).toEqual({ setOffFen: yuan(21_250), leftFen: yuan(28_750), outstandingFen: 0n })
    expect((await maker.asks(getAward, { awardId: second.awardId })).instalments.map(({ state, amountFen }) => [state, amountFen])).toEqual([['setOff', yuan(21_250)], ['due', yuan(28_750)]])
    expect(await balancesOf(world, second.lineId)).toMatchObject({ paidFen: yuan(21_250), committedFen: yuan(28_750) })
    expect(await balancesOf(world, scene.lineId)).toMatchObject({ receivableFen: 0n, recoveredFen: yuan(21_250) })
    await expect(maker.does(setOffInstalment, { claimId, instalmentId: choice, document: '抵扣通知 1 号' })).rejects.toMatchObject({ code: 'settled' })
  })

  test('an instalment that is not due is not set off', async ({ world }) => {
    const scene = await served(world)
    const { maker, claimId } = await claimed(world, scene)
    const [first] = (await maker.asks(getAward, { awardId: scene.awardId })).instalments
    if (!first) throw new Error('an instalment')
    await expect(maker.does(setOffInstalment, { claimId, instalmentId: first.id, document: '抵扣通知 1 号' })).rejects.toMatchObject({ code: 'notDue' })
  })

  test('a write-off needs grounds and two approvals by two others', async ({ world }) => {
    const scene = await served(world)
    const { maker, checker, claimId } = await claimed(world, scene)
    const propose = { claimId, amount: yuan(21_250), grounds: '本人下落不明，无财产可供执行', document: '法院终本裁定' }
    await expect(maker.does(proposeWriteOff, { ...propose, amount: yuan(21_251) })).rejects.toMatchObject({ code: 'tooMuch' })
    const { writeOffId } = await maker.does(proposeWriteOff, propose)
    await expect(maker.does(proposeWriteOff, propose)).rejects.toMatchObject({ code: 'alreadyProposed' })
    expect(await checker.does(approveWriteOff, { writeOffId })).toMatchObject({ state: 'approvedOnce', outstandingFen: yuan(21_250) })
    await expect(checker.does(approveWriteOff, { writeOffId })).rejects.toMatchObject({ code: 'sameHand' })
    const leader = await world.staff('leader')
    await maker.does(recordRepayment, { claimId, amount: yuan(1), receivedOn: world.today, bankSerial: 'QY1001' })
    await expect(leader.does(approveWriteOff, { writeOffId })).rejects.toMatchObject({ code: 'tooMuch' })
    await leader.does(refuseWriteOff, { writeOffId, reason: '本人已经开始还款' })
    await expect(leader.does(refuseWriteOff, { writeOffId, reason: '本人已经开始还款' })).rejects.toMatchObject({ code: 'notOpen' })
    await expect(leader.does(approveWriteOff, { writeOffId })).rejects.toMatchObject({ code: 'notOpen' })
    const again = await maker.does(proposeWriteOff, { ...propose, amount: yuan(21_249) })
    await checker.does(approveWriteOff, again)
    expect(await leader.does(approveWriteOff, again)).toEqual({ state: 'approved', outstandingFen: 0n })
    expect(await balancesOf(world, scene.lineId)).toMatchObject({ receivableFen: 0n, writtenOffFen: yuan(21_249), recoveredFen: yuan(1) })
    expect((await maker.asks(getClaim, { claimId })).writeOffs.map(({ state }) => state)).toEqual(['refused', 'approved'])
  })

  test('one person with two accounts does not approve what he proposed', async ({ world }) => {
    const scene = await served(world)
    const { claimId } = await claimed(world, scene)
    const personId = await world.person()
    const [maker, checker] = [await world.signIn('financeMaker', { place: '9801', personId }), await world.signIn('financeChecker', { place: '9801', personId })]
    const { writeOffId } = await maker.does(proposeWriteOff, { claimId, amount: yuan(1), grounds: '本人下落不明，无财产可供执行', document: '法院终本裁定' })
    await expect(checker.does(approveWriteOff, { writeOffId })).rejects.toMatchObject({ code: 'sameHand' })
  })
})

describe('the ban list', () => {
  test('a breach bars whom the clause names; nothing is granted meanwhile, in any county; lifted it is over', async ({ world }) => {
    const scene = await served(world, 'pro-rata', ', ban: P3Y, banFor: [person]')
    await claimed(world, scene)
    const office = await world.staff('talentOffice')
    const { rows } = await office.lists(listBans, {})
    expect(rows).toMatchObject([{ holderKind: 'person', from: '2027-01-18', to: '2030-01-17', live: true }])
    expect((await scene.talent.asks(myObligations, {})).bans).toMatchObject([{ to: '2030-01-17' }])
    await publishMeasures(world, { o: twoYears('pro-rata', ', ban: P3Y, banFor: [person]'), second: measureText('second', money(100)) })
    world.setToday('2026-06-15')
    const decide = (day: string) => decideFor(world, 'second', person(scene.talent.personId), { placeCode: '980104101', decidedOn: plainDate(day) })
    expect(await decideFor(world, 'second', person(scene.talent.personId), { decidedOn: plainDate('2026-12-31') })).toMatchObject({ ok: true })
    world.setToday('2027-02-01')
    expect(await decide('2027-02-01')).toMatchObject({ ok: false, reason: 'banned', detail: expect.stringContaining('2030-01-17') })
    const [ban] = rows
    if (!ban) return
    await office.does(liftBan, { banId: ban.id, reason: '已经全部退回' })
    await expect(office.does(liftBan, { banId: ban.id, reason: '已经全部退回' })).rejects.toMatchObject({ code: 'notLive' })
    expect((await scene.talent.asks(myObligations, {})).bans).toEqual([])
  })

  test('a ban by hand names a known holder and a period, once; the table itself refuses an award', async ({ world }) => {
    const office = await world.staff('talentOffice')
    const personId = await world.person()
    const ban = { holder: { kind: 'person' as const, id: personId }, from: world.today, to: plainDate('2027-06-14'), reason: '提供虚假材料', document: '青人才办〔2026〕9 号' }
    await expect(office.does(addBan, { ...ban, to: plainDate('2026-06-14') })).rejects.toMatchObject({ code: 'wrongPeriod' })
    await expect(office.does(addBan, { ...ban, holder: { kind: 'person', id: '01990000-0000-7000-8000-000000000000' } })).rejects.toMatchObject({ code: 'notRegistered' })
    await office.does(addBan, ban)
    await expect(office.does(addBan, ban)).rejects.toMatchObject({ code: 'alreadyBanned' })
    await publishMeasures(world, { o: twoYears('all') })
    await knows(world, personId, { 学位: '硕士' })
    expect(await decideFor(world, 'o', person(personId))).toMatchObject({ ok: false, reason: 'banned' })
    const raw = world.database.adminQuery(
      `insert into fund.award (case_id, case_number, edition_id, measure, title, holder_kind, holder_id, payee_name, place_code, line_id, decided_on, amount_fen, city_share_fen, county_share_fen, period)
       select uuidv7(), 'X', uuidv7(), 'x', 'x', 'person', '${personId}', 'x', '980101001', id, '2026-06-15', 1, 1, 0, '[2026-06-15,2026-06-16)' from fund.budget_line limit 1`,
    )
    await expect(raw).rejects.toMatchObject({ code: 'JY006' })
  })
})
