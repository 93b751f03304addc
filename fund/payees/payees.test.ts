import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { yuan, type Id } from '../../kernel/types.ts'
import { decideFor, granted, knows, marry, measureText, night, person, publishMeasures } from '../../test/awards.ts'
import { awarded, cardNumber, desk, openLineWith, returnOf } from '../../test/fund.ts'
import { test, type World } from '../../test/world.ts'
import { getAward, recordAwardEvent } from '../awards/contract.ts'
import { listMyPayments } from '../payee-contract.ts'
import { dueLines, giveAccount, listBatchItems, makeBatch, releaseBatch, takeReturn } from '../payment-contract.ts'
import { approvePayee, askPayee, declinePayee, listPayeeChanges, listWantedPayees } from './contract.ts'

const ghost = '01990000-0000-7000-8000-000000000000'
const employerName = '青屿远航装备有限公司'
const document = '公证书 2026-17'
const says = '按委托办理收款'

const master = async (world: World, { employerId }: { employerId?: Id<'employer'> } = {}) => {
  const talent = await world.talent(employerId ? { employerId } : {})
  await knows(world, talent.personId, { 学位: '硕士' })
  return talent
}
const paidTo = (payee: string) => `{ kind: money, payee: ${payee}, amount: 10000 }`
let serial = 70_000
const account = () => ({ bank: '青屿银行', number: cardNumber(++serial) })

describe('the clause pays another than the holder', () => {
  test('the employer of the day of decision is paid, on its own account; holder and employer see it, nobody else does', async ({ world }) => {
    await publishMeasures(world, { e: measureText('e', paidTo('employer')) })
    const employer = await world.employer()
    const [clerk, stranger] = [await world.clerkOf(employer), await world.clerkOf(await world.employer({ name: '别家' }))]
    const talent = await master(world, { employerId: employer })
    const { awardId, lineId } = await granted(world, 'e', person(talent.personId))
    const { maker, checker } = await desk(world)
    expect((await maker.asks(getAward, { awardId })).instalments).toMatchObject([{ payeeRole: 'employer', payeeName: employerName, amountFen: yuan(10_000), taxFen: 0n }])
    // His own account is of no use: the money is the employer's.
    await talent.does(giveAccount, account())
    await expect(maker.does(makeBatch, { lineId, dueBy: world.today })).rejects.toMatchObject({ code: 'noAccounts' })
    await clerk.does(giveAccount, account())
    const batch = await maker.does(makeBatch, { lineId, dueBy: world.today })
    expect((await maker.lists(listBatchItems, { batchId: batch.batchId })).rows).toMatchObject([{ payeeName: employerName, amountFen: yuan(10_000) }])
    await checker.does(releaseBatch, { batchId: batch.batchId })
    await maker.does(takeReturn, { batchId: batch.batchId, text: returnOf(batch.number, world.today, [{ seq: 1, amount: yuan(10_000), says: 'S' }]) })
    const seen = [{ receiverName: employerName, amountFen: yuan(10_000), netFen: yuan(10_000), paidSoFarFen: yuan(10_000) }]
    expect((await clerk.lists(listMyPayments, {})).rows).toMatchObject(seen)
    expect((await talent.lists(listMyPayments, {})).rows).toMatchObject(seen)
    expect((await stranger.lists(listMyPayments, {})).total).toBe(0)
  })

  test('a spouse on record is paid; one who is not on record waits until he is named', async ({ world }) => {
    await publishMeasures(world, { s: measureText('s', paidTo('relative')) })
    const [married, single, spouse] = [await master(world), await master(world), await world.talent()]
    await marry(world, married.personId, spouse.personId)
    const [one, two] = [await granted(world, 's', person(married.personId)), await granted(world, 's', person(single.personId))]
    const maker = await world.staff('financeMaker')
    const payeeOf = async (awardId: Id<'award'>) => (await maker.asks(getAward, { awardId })).instalments[0]
    const subject = await world.asSystem((db) => db.selectFrom('fund.awardPayee').select(['subjectKind', 'subjectId']).where('awardId', '=', one.awardId).executeTakeFirstOrThrow())
    expect(subject).toEqual({ subjectKind: 'person', subjectId: spouse.personId })
    expect(await payeeOf(two.awardId)).toMatchObject({ payeeRole: 'relative', payeeName: null })
    await single.does(giveAccount, account())
    expect(await maker.asks(dueLines, { dueBy: world.today })).toMatchObject({ lines: expect.arrayContaining([expect.objectContaining({ lineId: two.lineId, withoutAccount: 1 })]) })
    expect((await maker.lists(listWantedPayees, {})).rows).toMatchObject([{ id: two.awardId, role: 'relative', instalments: 1 }])
  })

  test('once a person stays with the holder, whoever is paid', async ({ world }) => {
    await publishMeasures(world, { e: measureText('e', paidTo('employer'), 'limits: { once: person, budget: test/x }') })
    const employer = await world.employer()
    const [one, other] = [await master(world, { employerId: employer }), await master(world, { employerId: employer })]
    await granted(world, 'e', person(one.personId))
    expect(await decideFor(world, 'e', person(one.personId))).toMatchObject({ ok: false, reason: 'alreadyAwarded' })
    expect(await decideFor(world, 'e', person(other.personId))).toMatchObject({ ok: true })
  })
})

describe('two persons name a payee', () => {
  test('a landlord is named by one, approved by another, and paid', async ({ world }) => {
    await publishMeasures(world, { l: measureText('l', paidTo('landlord')) })
    const talent = await master(world)
    const landlord = await world.employer()
    await (await world.clerkOf(landlord)).does(giveAccount, account())
    const { awardId, lineId } = await granted(world, 'l', person(talent.personId))
    const { maker, checker } = await desk(world)
    await expect(maker.does(makeBatch, { lineId, dueBy: world.today })).rejects.toMatchObject({ code: 'noAccounts' })
    const payee = { kind: 'employer' as const, id: landlord }
    const asked = await maker.does(askPayee, { awardId, role: 'landlord', payee, document, says })
    expect(asked).toMatchObject({ name: employerName, instalments: 1 })
    await expect(maker.does(askPayee, { awardId, role: 'landlord', payee, document, says })).rejects.toMatchObject({ code: 'alreadyAsked' })
    expect((await checker.lists(listPayeeChanges, { awardId })).rows).toMatchObject([{ state: 'asked', name: employerName, mine: false }])
    expect(await checker.does(approvePayee, { changeId: asked.changeId })).toEqual({ name: employerName, instalments: 1 })
    await expect(checker.does(approvePayee, { changeId: asked.changeId })).rejects.toMatchObject({ code: 'notAsked' })
    await expect(checker.does(declinePayee, { changeId: asked.changeId, reason: '已经复核' })).rejects.toMatchObject({ code: 'notAsked' })
    await expect(maker.does(askPayee, { awardId, role: 'landlord', payee, document, says })).rejects.toMatchObject({ code: 'samePayee' })
    expect(await maker.does(makeBatch, { lineId, dueBy: world.today })).toMatchObject({ items: 1, totalFen: yuan(10_000) })
    // What is with the bank can no longer be led elsewhere.
    await expect(maker.does(askPayee, { awardId, role: 'agency', payee: { kind: 'employer', id: await world.employer() }, document, says })).rejects.toMatchObject({ code: 'nothingOpen' })
  })

  test('what was batched meanwhile stays where it is: the approval is refused when nothing is left open', async ({ world }) => {
    const line = await openLineWith(world, yuan(100))
    const { awardId } = await awarded(world, line.code, yuan(50))
    const { maker, checker } = await desk(world)
    const employer = await world.employer()
    const { changeId } = await maker.does(askPayee, { awardId, role: 'employer', payee: { kind: 'employer', id: employer }, document, says })
    await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    await expect(checker.does(approvePayee, { changeId })).rejects.toMatchObject({ code: 'nothingOpen' })
    expect(await maker.does(declinePayee, { changeId, reason: '已经付给本人' })).toEqual({ name: employerName })
  })

  test('the same hand may not do both, nor another account of the same person; an approval asks for the second factor', async ({ world }) => {
    const line = await openLineWith(world, yuan(100))
    const { awardId, talent } = await awarded(world, line.code, yuan(50))
    const employer = await world.employer()
    const payee = { kind: 'employer' as const, id: employer }
    const hand = await world.person()
    const maker = await world.signIn('financeMaker', { place: '9801', personId: hand })
    await expect(maker.does(askPayee, { awardId, role: 'employer', payee: { kind: 'employer', id: ghost }, document, says })).rejects.toMatchObject({ code: 'notRegistered' })
    await expect(maker.does(askPayee, { awardId, role: 'person', payee, document, says })).rejects.toMatchObject({ code: 'roleMismatch' })
    await expect(maker.does(askPayee, { awardId, role: 'guardian', payee: { kind: 'person', id: talent.personId }, document, says })).rejects.toMatchObject({ code: 'roleMismatch' })
    await expect(maker.does(askPayee, { awardId, role: 'person', payee: { kind: 'person', id: talent.personId }, document, says })).rejects.toMatchObject({ code: 'samePayee' })
    await expect(maker.does(askPayee, { awardId, role: 'heir', payee, document, says })).rejects.toMatchObject({ code: 'noDeath' })
    const { changeId } = await maker.does(askPayee, { awardId, role: 'employer', payee, document, says })
    const both = await world.signIn('financeChecker', { place: '9801', personId: hand })
    await expect(both.does(approvePayee, { changeId })).rejects.toMatchObject({ code: 'sameHand' })
    const other = await world.staff('financeChecker')
    await world.asSystem((db) => sql`update kernel.session set stepped_up_at = null`.execute(db))
    await expect(other.does(approvePayee, { changeId })).rejects.toMatchObject({ code: 'secondFactorNeeded' })
  })

  test('what is still owed to the dead waits for the heir, whom two persons name', async ({ world }) => {
    const line = await openLineWith(world, yuan(100))
    const { awardId, talent } = await awarded(world, line.code, yuan(50))
    const heir = await world.talent()
    await heir.does(giveAccount, account())
    const { maker, checker } = await desk(world)
    world.setToday('2026-06-20')
    await maker.does(recordAwardEvent, { awardId, kind: 'died', happenedOn: world.today, document: '死亡证明 2026-3', says: '因病去世' })
    await expect(maker.does(makeBatch, { lineId: line.id, dueBy: world.today })).rejects.toMatchObject({ code: 'noAccounts' })
    const { changeId } = await maker.does(askPayee, { awardId, role: 'heir', payee: { kind: 'person', id: heir.personId }, document, says })
    await checker.does(approvePayee, { changeId })
    const batch = await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    await checker.does(releaseBatch, { batchId: batch.batchId })
    await maker.does(takeReturn, { batchId: batch.batchId, text: returnOf(batch.number, world.today, [{ seq: 1, amount: yuan(50), says: 'S' }]) })
    expect((await heir.lists(listMyPayments, {})).rows).toMatchObject([{ amountFen: yuan(50) }])
    expect((await talent.lists(listMyPayments, {})).total).toBe(1)
  })
})

describe('held by the database', () => {
  test('no payment to another account than the payee’s, no change of payee past the two persons', async ({ world }) => {
    await publishMeasures(world, { l: measureText('l', paidTo('landlord')) })
    const talent = await master(world)
    await talent.does(giveAccount, account())
    const { awardId } = await granted(world, 'l', person(talent.personId))
    await night(world)
    const line = await openLineWith(world, yuan(100))
    const other = await awarded(world, line.code, yuan(50))
    const hands = await desk(world)
    const made = await hands.maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    const smuggle = (role: string | null) =>
      world.asSystem(async (db) => {
        const wanted = role === null ? awardId : other.awardId
        await sql`insert into fund.batch_item (batch_id, place_code, seq, instalment_id, account_id, attempt, amount_fen)
          select ${made.batchId}, '9801', 99, i.id, (select c.id from fund.payee_account c where c.holder_id = ${talent.personId}), 1, i.net_fen from fund.instalment i where i.award_id = ${wanted}`.execute(db)
      })
    await expect(smuggle(null)).rejects.toMatchObject({ code: 'JY003' })
    await expect(smuggle('landlord')).rejects.toThrow()
    await expect(world.asSystem((db) => sql`update fund.instalment set payee_role = 'heir' where award_id = ${awardId}`.execute(db))).rejects.toMatchObject({ code: '42501' })
    const { changeId } = await hands.maker.does(askPayee, { awardId, role: 'landlord', payee: { kind: 'person', id: other.talent.personId }, document, says })
    await expect(world.asSystem((db) => sql`update fund.payee_change set state = 'approved', decided_by = asked_by, decider_person = asker_person, decided_on = ${world.today} where id = ${changeId}`.execute(db))).rejects.toMatchObject({ code: '23514' })
  })
})
