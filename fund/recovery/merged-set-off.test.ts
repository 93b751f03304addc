import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { balancesOf, depart, granted, knows, measureText, money, night, person, publishMeasures } from '../../test/awards.ts'
import { desk } from '../../test/fund.ts'
import { test, type World } from '../../test/world.ts'
import type { Fen, Id } from '../../kernel/types.ts'
import { yuan } from '../../kernel/types.ts'
import { listMerges, mergePeople, separatePeople } from '../../registry/duplicates/contract.ts'
import { getAward } from '../awards/contract.ts'
import { move, post } from '../ledger.ts'
import { reconcile } from '../payment-contract.ts'
import { disposeRecovered, getClaim, setOffInstalment, undoSetOff } from './claim-contract.ts'
import { decideBreach, listBreaches, myObligations, proposeBreach } from './contract.ts'

type Person = Id<'person'>
const reason = '身份证与护照核对为同一人'
const notice = '青财抵〔2027〕1 号'
const need = <T>(value: T | undefined | null): T => {
  if (value === undefined || value === null) throw new Error('it is not there')
  return value
}

const mergeThem = async (world: World, survivorId: Person, other: Person) => {
  const { rows } = await world.asSystem((db) => sql<{ id: Id<'duplicatePair'> }>`insert into registry.duplicate_pair (one_id, other_id, place_code, score, reasons, found_on)
    values (least(${survivorId}::uuid, ${other}::uuid), greatest(${survivorId}::uuid, ${other}::uuid), '980101', 75, '["name"]', ${world.today}) returning id`.execute(db))
  await (await world.staff('talentOffice')).does(mergePeople, { pairId: need(rows[0]).id, survivorId, take: [], reason })
  await world.runJobs()
}
const separateThem = async (world: World) => {
  const office = await world.staff('talentOffice')
  await office.does(separatePeople, { mergeId: need((await office.lists(listMerges, {})).rows[0]).id, reason })
  await world.runJobs()
}

/** One human on two records: `debtor` was paid 30,000 and owes two years for it, `creditor` has 50,000 due. */
const twoRecords = async (world: World) => {
  await publishMeasures(world, {
    o: measureText('o', money(60_000, `[{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration("P1Y")' }]`), 'obligation: { serve: P2Y, breach: pro-rata }\n'),
    second: measureText('second', money(50_000)),
  })
  const [debtor, creditor] = [await world.talent(), await world.talent()]
  for (const { personId } of [debtor, creditor]) await knows(world, personId, { 学位: '硕士' })
  const [owed, due] = [await granted(world, 'o', person(debtor.personId)), await granted(world, 'second', person(creditor.personId))]
  await world.asSystem(async (db) => {
    const { id, amountFen } = await db.selectFrom('fund.instalment').select([sql<Id<'instalment'>>`id`.as('id'), sql<Fen>`amount_fen`.as('amountFen')]).where('awardId', '=', owed.awardId).where('state', '=', 'due').executeTakeFirstOrThrow()
    await db.updateTable('fund.instalment').set({ state: 'batched' }).where('id', '=', id).execute()
    await db.updateTable('fund.instalment').set({ state: 'paid', paidOn: world.today }).where('id', '=', id).execute()
    await post(db, [{ kind: 'pay', day: world.today, placeCode: '980101001', awardId: owed.awardId, instalmentId: id, says: '拨付', legs: [...move(owed.lineId, 'committed', 'inTransit', amountFen), ...move(owed.lineId, 'inTransit', 'paid', amountFen)] }])
  })
  const hands = await desk(world)
  const instalmentId = need((await hands.maker.asks(getAward, { awardId: due.awardId })).instalments[0]).id
  return { debtor, creditor, owed, due, instalmentId, ...hands }
}
type Scene = Awaited<ReturnType<typeof twoRecords>>

/** Left the city in December: found, heard, upheld in January; 21,250 of 30,000 are owed back. */
const claimed = async (world: World, { maker, checker }: Scene, leaver: Person): Promise<Id<'claim'>> => {
  world.setToday('2027-01-04')
  await depart(world, leaver, '2026-12-20')
  await world.runJob('fund.watchObligations')
  world.setToday('2027-01-18')
  const breachId = need((await maker.lists(listBreaches, {})).rows[0]).id
  await maker.does(proposeBreach, { breachId, proposal: 'breach', note: '查明属实，按条款退回' })
  return need((await checker.does(decideBreach, { breachId, agree: true, note: '同意' })).claimId)
}

/** Every fen of both lines has its entries, and each balance is one that the test names. */
const explained = async (world: World, { maker, owed, due }: Scene) => {
  expect(await maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [] })
  const stray = await world.asSystem((db) => sql<{ fen: Fen }>`select coalesce(sum(e.debit_fen - e.credit_fen), 0)::bigint as fen from fund.entry e`.execute(db))
  expect(stray.rows).toEqual([{ fen: 0n }])
  expect(await balancesOf(world, due.lineId)).toMatchObject({ paidFen: yuan(21_250), committedFen: yuan(28_750) })
  expect(await balancesOf(world, owed.lineId)).toMatchObject({ receivableFen: 0n, recoveredFen: yuan(21_250), paidFen: yuan(8_750), committedFen: 0n })
}

describe('a debt of one record and a payment due to the other', () => {
  test.for(['debtor', 'creditor'] as const)('are set off once the records are merged into the %s’s; separated again every fen is explained', async (stays, { world }) => {
    const scene = await twoRecords(world)
    const { debtor, creditor, maker, instalmentId } = scene
    const claimId = await claimed(world, scene, debtor.personId)
    expect((await maker.asks(getClaim, { claimId })).choices).toEqual([])
    await expect(maker.does(setOffInstalment, { claimId, instalmentId, document: notice })).rejects.toMatchObject({ code: 'otherHolder' })
    const survivor = stays === 'debtor' ? debtor : creditor
    await mergeThem(world, survivor.personId, (survivor === debtor ? creditor : debtor).personId)
    expect((await maker.asks(getClaim, { claimId })).choices).toMatchObject([{ id: instalmentId, amountFen: yuan(50_000) }])
    expect(await maker.does(setOffInstalment, { claimId, instalmentId, document: notice })).toEqual({ setOffFen: yuan(21_250), leftFen: yuan(28_750), outstandingFen: 0n })
    expect((await survivor.asks(myObligations, {})).claims).toMatchObject([{ amountFen: yuan(21_250), outstandingFen: 0n }])
    expect((await maker.asks(getClaim, { claimId })).setOffs).toMatchObject([{ of: 'merged' }])
    await explained(world, scene)

    await separateThem(world)
    await explained(world, scene)
    expect((await debtor.asks(myObligations, {})).claims).toMatchObject([{ id: claimId, outstandingFen: 0n }])
    expect((await creditor.asks(myObligations, {})).claims).toEqual([])
    expect(await maker.asks(getClaim, { claimId })).toMatchObject({ setOffs: [{ amountFen: yuan(21_250), title: '事项second', document: notice, of: 'separated' }], choices: [] })
    expect((await maker.asks(getAward, { awardId: scene.due.awardId })).instalments.map(({ state, amountFen }) => [state, amountFen])).toEqual([['setOff', yuan(21_250)], ['due', yuan(28_750)]])
  })

  test('what was set off while two people were taken for one is undone by another hand: the creditor is owed again, and so is the debt', async ({ world }) => {
    const scene = await twoRecords(world)
    const { debtor, creditor, maker, checker, instalmentId, owed, due } = scene
    const claimId = await claimed(world, scene, debtor.personId)
    await mergeThem(world, debtor.personId, creditor.personId)
    await maker.does(setOffInstalment, { claimId, instalmentId, document: notice })
    await separateThem(world)
    const [setOff] = (await maker.asks(getClaim, { claimId })).setOffs
    const undoing = { setOffId: need(setOff).id, reason: '身份核查后是两个人，抵扣有误', document: '青财更〔2027〕3 号' }
    await expect(maker.does(undoSetOff, undoing)).rejects.toMatchObject({ kind: 'denied' })
    expect(await checker.does(undoSetOff, undoing)).toEqual({ dueFen: yuan(21_250), outstandingFen: yuan(21_250) })
    await expect(checker.does(undoSetOff, undoing)).rejects.toMatchObject({ code: 'undone' })
    expect((await maker.asks(getAward, { awardId: due.awardId })).instalments.map(({ state, amountFen }) => [state, amountFen])).toEqual([['due', yuan(21_250)], ['due', yuan(28_750)]])
    expect((await debtor.asks(myObligations, {})).claims).toMatchObject([{ id: claimId, outstandingFen: yuan(21_250) }])
    expect((await maker.asks(getClaim, { claimId })).setOffs).toMatchObject([{ of: 'separated', undone: { on: world.today, document: '青财更〔2027〕3 号' } }])
    expect(await maker.asks(reconcile, { year: 2026 })).toMatchObject({ unmatched: [], linesOff: [] })
    expect(await balancesOf(world, due.lineId)).toMatchObject({ paidFen: 0n, committedFen: yuan(50_000) })
    expect(await balancesOf(world, owed.lineId)).toMatchObject({ receivableFen: yuan(21_250), recoveredFen: 0n })
    const voucher = await world.asSystem((db) => sql<{ kind: string; names: string }>`select p.kind, w.kind as names from fund.posting p join fund.posting w on w.id = p.corrects where p.instalment_id = ${instalmentId}`.execute(db))
    expect(voucher.rows).toEqual([{ kind: 'correct', names: 'setOff' }])
  })

  test('undone and set off again, one instalment never pays a debt twice; who set it off does not undo it, in whichever duty', async ({ world }) => {
    const scene = await twoRecords(world)
    const { debtor, creditor, checker, instalmentId, due, owed } = scene
    const hand = await world.person()
    const maker = await world.signIn('financeMaker', { place: '9801', personId: hand })
    const claimId = await claimed(world, scene, debtor.personId)
    await mergeThem(world, debtor.personId, creditor.personId)
    const again = { claimId, instalmentId, document: notice }
    await maker.does(setOffInstalment, again)
    const undoing = async () => ({ setOffId: need((await maker.asks(getClaim, { claimId })).setOffs.find(({ undone }) => undone === null)).id, reason: '文号写错，重新办理', document: '青财更〔2027〕4 号' })
    await checker.does(undoSetOff, await undoing())
    expect(await maker.does(setOffInstalment, again)).toMatchObject({ outstandingFen: 0n })
    await expect(world.asSystem((db) => db.insertInto('fund.setOff').values({ claimId, instalmentId, placeCode: '980101001', amountFen: yuan(1), document: notice, madeOn: world.today }).execute())).rejects.toThrow(/已经抵扣过/)
    await expect(world.asSystem((db) => db.updateTable('fund.instalment').set({ state: 'due' }).where('id', '=', instalmentId).execute())).rejects.toThrow(/抵扣没有撤销/)
    await expect((await world.signIn('financeChecker', { place: '9801', personId: hand })).does(undoSetOff, await undoing())).rejects.toMatchObject({ code: 'sameHand' })
    const { setOffId } = await undoing()
    const made = await world.asSystem((db) => db.selectFrom('fund.setOff').select(['madeBy', 'makerPerson']).where('id', '=', setOffId).executeTakeFirstOrThrow())
    await expect(world.asSystem((db) => db.insertInto('fund.setOffUndone').values({ setOffId, claimId, placeCode: '980101001', amountFen: yuan(21_250), document: notice, reason: '自己撤销自己', undoneBy: made.madeBy, undonePerson: made.makerPerson, undoneOn: world.today }).execute())).rejects.toThrow(/另一人办理/)
    await expect(world.asSystem((db) => db.insertInto('fund.setOffUndone').values({ setOffId, claimId, placeCode: '980101001', amountFen: yuan(1), document: notice, reason: '少撤一点', undoneOn: world.today }).execute())).rejects.toThrow(/相符/)
    // What was recovered has gone back to the line: there is nothing to take it from.
    await maker.does(disposeRecovered, { lineId: owed.lineId, destination: 'treasury', amount: yuan(21_250), document: '青财上缴〔2027〕1 号' })
    await expect(checker.does(undoSetOff, await undoing())).rejects.toMatchObject({ code: 'disposed' })
    expect(await balancesOf(world, due.lineId)).toMatchObject({ paidFen: yuan(21_250) })
  })

  test('two people again are not set off, not even what was left of the instalment', async ({ world }) => {
    const scene = await twoRecords(world)
    const { debtor, creditor, maker, instalmentId } = scene
    await mergeThem(world, creditor.personId, debtor.personId)
    const claimId = await claimed(world, scene, creditor.personId)
    expect((await maker.asks(getClaim, { claimId })).choices).toHaveLength(1)
    await separateThem(world)
    expect((await maker.asks(getClaim, { claimId })).choices).toEqual([])
    await expect(maker.does(setOffInstalment, { claimId, instalmentId, document: notice })).rejects.toMatchObject({ code: 'otherHolder' })
  })

  test.for(['debtor', 'creditor'] as const)('service owed under either record is watched by the facts of the one that stays, here the %s’s', async (stays, { world }) => {
    const scene = await twoRecords(world)
    const { debtor, creditor } = scene
    const [survivor, former] = stays === 'debtor' ? [debtor, creditor] : [creditor, debtor]
    await mergeThem(world, survivor.personId, former.personId)
    await claimed(world, scene, survivor.personId)
  })
  test('a death on the record that stays stops what was granted under the other', async ({ world }) => {
    const { debtor, creditor, owed, maker } = await twoRecords(world)
    await mergeThem(world, creditor.personId, debtor.personId)
    world.setToday('2027-01-04')
    await depart(world, creditor.personId, '2026-12-20', '去世')
    await night(world)
    expect((await maker.asks(getAward, { awardId: owed.awardId })).instalments.map(({ state }) => state)).toEqual(['paid', 'stopped'])
    expect(await balancesOf(world, owed.lineId)).toMatchObject({ committedFen: 0n, paidFen: yuan(30_000) })
  })
})
