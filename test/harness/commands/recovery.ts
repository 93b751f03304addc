import { sql } from 'kysely'
import { move, post } from '../../../fund/ledger.ts'
import { uphold } from '../../../fund/recovery/breach.ts'
import { approveWriteOff, disposeRecovered, recordRepayment, setOffInstalment, undoSetOff } from '../../../fund/recovery/claim-contract.ts'
import { decideBreach } from '../../../fund/recovery/contract.ts'
import { insertBreach, lockBreach, lockObligation } from '../../../fund/recovery/store.ts'
import { addDays } from '../../../kernel/calendar/plain-date.ts'
import { fen, yuan, type Fen, type Id } from '../../../kernel/types.ts'
import { city, town, type Stage } from '../stage.ts'
import { instalmentOf } from './budget.ts'
import { countOf, document, type Command } from './command.ts'

/** Commands that take money back. What comes before the command itself is done by the house, not over the wire. */

interface Owing {
  breachId: Id<'breach'>
  obligationId: Id<'obligation'>
  awardId: Id<'award'>
  lineId: Id<'budgetLine'>
  holder: { kind: 'person'; id: string }
}

/** An award with a first instalment paid and a second one due, whose breach one person has proposed: all that was paid is to come back. */
const proposed = async (stage: Stage, paid: Fen, due: Fen): Promise<Owing> => {
  const { id: lineId, code } = await stage.line(yuan(100))
  const { personId } = await stage.applicant()
  const holder = { kind: 'person' as const, id: personId }
  const schedule = [paid, due].map((amount, index) => ({ no: index + 1, dueOn: stage.today, amount, condition: null }))
  const awardId = await stage.award({ code }, fen(paid + due), { holder, schedule })
  return stage.asSystem(async (db) => {
    const first = db.updateTable('fund.instalment').where('awardId', '=', awardId).where('no', '=', 1)
    await first.set({ state: 'batched' }).execute()
    await first.set({ state: 'paid', paidOn: stage.today }).execute()
    const common = { day: stage.today, placeCode: town, awardId }
    await post(db, [{ ...common, kind: 'pay', says: '拨付', legs: [...move(lineId, 'committed', 'inTransit', paid), ...move(lineId, 'inTransit', 'paid', paid)] }])
    const { id: obligationId } = await db
      .insertInto('fund.obligation')
      .values({ awardId, placeCode: town, holderKind: 'person', holderId: personId, serveFrom: addDays(stage.today, -100), serveTo: addDays(stage.today, 1_000), breach: 'all', unpaid: 'lapse', banFor: [] })
      .returning(sql<Id<'obligation'>>`id`.as('id'))
      .executeTakeFirstOrThrow()
    const obligation = await lockObligation(db, obligationId)
    const filed = await insertBreach(db, { obligation, ground: 'reported', evidence: '单位来函：已经不来上班', happenedOn: addDays(stage.today, -20), noticedOn: addDays(stage.today, -20), statementBy: addDays(stage.today, -10) })
    if (!filed) throw new Error('the breach was not filed')
    await db.updateTable('fund.obligation').set({ state: 'suspected' }).where('id', '=', obligationId).execute()
    await db.updateTable('fund.breach').set({ state: 'proposed', proposal: 'breach', proposedFen: paid, proposalNote: '查明属实' }).where('id', '=', filed.id).execute()
    return { breachId: filed.id, obligationId, awardId, lineId, holder }
  })
}

/** The same after the decision: so much is owed back. */
const claimed = async (stage: Stage, amount: Fen): Promise<Owing & { claimId: Id<'claim'>; number: string }> => {
  const owing = await proposed(stage, amount, yuan(1))
  return stage.asSystem(async (db) => {
    const { claimId } = await uphold(db, await lockBreach(db, owing.breachId), await lockObligation(db, owing.obligationId), amount, stage.today)
    await db.updateTable('fund.breach').set({ state: 'upheld', decisionNote: '同意', decidedOn: stage.today }).where('id', '=', owing.breachId).execute()
    if (!claimId) throw new Error('nothing was claimed')
    const { number } = await db.selectFrom('fund.claim').select('number').where('id', '=', claimId).executeTakeFirstOrThrow()
    return { ...owing, claimId, number }
  })
}

const breachCommand: Command = {
  verb: decideBreach.name,
  prepare: async (stage) => {
    const [paid, due] = [fen(5_05n), fen(3_03n)]
    const { breachId } = await proposed(stage, paid, due)
    const body = { breachId, agree: true, note: '同意拟办' }
    return { hand: await stage.staff('financeChecker'), body, other: { ...body, note: '同意追回' }, posts: { stop: due, claim: paid }, done: (db) => countOf(db, sql`fund.claim where breach_id = ${breachId}`) }
  },
}

const repaymentCommand: Command = {
  verb: recordRepayment.name,
  prepare: async (stage) => {
    const amount = fen(2_02n)
    const { claimId, number } = await claimed(stage, fen(5_05n))
    const body = { claimId, amount: amount.toString(), receivedOn: stage.today, bankSerial: `${number}-1` }
    return { hand: await stage.staff('financeMaker'), body, other: { ...body, amount: '203' }, posts: { recover: amount }, done: (db) => countOf(db, sql`fund.repayment where claim_id = ${claimId}`) }
  },
}

/** The instalment is more than the debt: it is split, and its other part stays due. */
const setOffCommand: Command = {
  verb: setOffInstalment.name,
  prepare: async (stage) => {
    const amount = fen(5_05n)
    const { claimId, holder } = await claimed(stage, amount)
    const instalmentId = await instalmentOf(stage, await stage.award(await stage.line(yuan(10)), yuan(9), { holder, onceKey: null }))
    const body = { claimId, instalmentId, document }
    return {
      hand: await stage.staff('financeMaker'),
      body,
      other: { ...body, document: '另一份抵扣通知' },
      // On the line of the instalment and on the line of the debt.
      posts: { setOff: fen(2n * amount) },
      done: (db) => countOf(db, sql`fund.set_off where claim_id = ${claimId}`),
    }
  },
}

/** Somebody else has set it off; the instalment is due again and the debt is back. */
const undoCommand: Command = {
  verb: undoSetOff.name,
  prepare: async (stage) => {
    const amount = fen(5_05n)
    const { claimId, lineId, holder } = await claimed(stage, amount)
    const line = await stage.line(yuan(10))
    const awardId = await stage.award(line, amount, { holder, onceKey: null })
    const instalmentId = await instalmentOf(stage, awardId)
    const { id: setOffId } = await stage.asSystem(async (db) => {
      await db.updateTable('fund.instalment').set({ state: 'setOff' }).where('id', '=', instalmentId).execute()
      await post(db, [{ kind: 'setOff', day: stage.today, placeCode: town, awardId, instalmentId, document, says: '抵扣', legs: [...move(line.id, 'committed', 'paid', amount), ...move(lineId, 'receivable', 'recovered', amount)] }])
      return db.insertInto('fund.setOff').values({ claimId, instalmentId, placeCode: town, amountFen: amount, document, madeBy: sql<string>`uuidv7()`, madeOn: stage.today }).returning('id').executeTakeFirstOrThrow()
    })
    const body = { setOffId, reason: '抵错了分期', document }
    return { hand: await stage.staff('financeChecker'), body, other: { ...body, reason: '另一个原因' }, posts: { correct: fen(2n * amount) }, done: (db) => countOf(db, sql`fund.set_off_undone where claim_id = ${claimId}`) }
  },
}

/** Proposed by one and approved by another before: the third approves. */
const writeOffCommand: Command = {
  verb: approveWriteOff.name,
  prepare: async (stage) => {
    const [amount, { claimId }, elsewhere] = [fen(5_05n), await claimed(stage, fen(5_05n)), await claimed(stage, fen(5_05n))]
    const propose = (id: Id<'claim'>) =>
      stage.asSystem((db) =>
        db
          .insertInto('fund.writeOff')
          .values({ claimId: id, placeCode: town, amountFen: amount, grounds: '义务人已经无财产可供执行', document, state: 'approvedOnce', proposedBy: sql<string>`uuidv7()`, firstBy: sql<string>`uuidv7()` })
          .returning('id')
          .executeTakeFirstOrThrow(),
      )
    const [{ id: writeOffId }, other] = [await propose(claimId), await propose(elsewhere.claimId)]
    return { hand: await stage.staff('financeChecker'), body: { writeOffId }, other: { writeOffId: other.id }, posts: { writeOff: amount }, done: (db) => countOf(db, sql`fund.posting where kind = 'writeOff' and award_id = (select award_id from fund.claim where id = ${claimId})`) }
  },
}

const disposeCommand: Command = {
  verb: disposeRecovered.name,
  prepare: async (stage) => {
    const amount = fen(4_04n)
    const { lineId, awardId, number } = await claimed(stage, fen(5_05n))
    await stage.asSystem((db) => post(db, [{ kind: 'recover', day: stage.today, placeCode: town, awardId, says: `收到退款 ${number}`, legs: move(lineId, 'receivable', 'recovered', fen(5_05n)) }]))
    const body = { lineId, destination: 'line', amount: amount.toString(), document: `退款处置 ${number}` }
    return { hand: await stage.staff('financeMaker', city), body, other: { ...body, destination: 'treasury' }, posts: { restore: amount }, done: (db) => countOf(db, sql`fund.posting where document = ${body.document} and kind = 'restore'`) }
  },
}

export const recoveryCommands: readonly Command[] = [breachCommand, repaymentCommand, setOffCommand, undoCommand, writeOffCommand, disposeCommand]
