import { payableOf } from '../../../fund/awards/payable.ts'
import { sql } from 'kysely'
import { cancelUnsigned, recordAwardEvent, signAgreement } from '../../../fund/awards/contract.ts'
import { insertAward, insertInstalments } from '../../../fund/award-store.ts'
import { move, post } from '../../../fund/ledger.ts'
import { splitShares } from '../../../fund/shares.ts'
import { decideStage } from '../../../fund/team/contract.ts'
import { insertOpinion, insertStage } from '../../../fund/team/store.ts'
import { addDays } from '../../../kernel/calendar/plain-date.ts'
import { fen, yuan, type Fen, type Id, type PlainDate } from '../../../kernel/types.ts'
import { decisionOf } from '../races.ts'
import { city, town, type Hand, type Stage } from '../stage.ts'
import { countOf, document, type Command } from './command.ts'

/** Commands on awards after their decision: events, agreements, stages of team funding. */

const office = (stage: Stage): Promise<Hand> => stage.staff('talentOffice', city, 'talent-office')

const eventCommand: Command = {
  verb: recordAwardEvent.name,
  prepare: async (stage) => {
    const amount = fen(8_08n)
    const awardId = await stage.award(await stage.line(yuan(10)), amount)
    const body = { awardId, kind: 'stopped', happenedOn: stage.today, document, says: '弄虚作假，全部停发' }
    return { hand: await office(stage), body, other: { ...body, says: '本人书面放弃' }, posts: { stop: amount }, done: (db) => countOf(db, sql`fund.award_event where award_id = ${awardId} and kind = 'stopped'`) }
  },
}

/** An award that is reserved until its agreement is signed, at the latest on this day. */
const unsigned = async (stage: Stage, amount: Fen, signBy: PlainDate): Promise<Id<'award'>> => {
  const { id: lineId, code } = await stage.line(amount)
  return stage.asSystem(async (db) => {
    const { caseId, caseNumber, editionId, measure, title, holder, payeeName, placeCode, decidedOn, schedule } = decisionOf(code, amount, { decidedOn: stage.today, schedule: [{ no: 1, dueOn: stage.today, amount, condition: null }] })
    const { city: cityShare, county: countyShare } = splitShares(amount, 5_000)
    const kept = { appliedOn: decidedOn, facts: {}, answers: {}, planned: schedule, full: amount, takenOff: [], documentNumber: document, clause: '第一条', signBy }
    const award = await insertAward(db, { caseId, caseNumber, editionId, measure, title, holder, payeeName, placeCode, lineId, decidedOn, amount, grossedUp: fen(0n), cityShare, countyShare, onceKey: null, groupCode: null, from: decidedOn, to: decidedOn, kept })
    if (!award) throw new Error('the award was refused')
    await insertInstalments(db, { id: award.id, lineId, placeCode, holder }, await payableOf(db, holder, schedule, decidedOn), decidedOn, true)
    await post(db, [{ kind: 'reserve', day: decidedOn, placeCode, awardId: award.id, says: `审定占用 ${caseNumber}`, legs: move(lineId, 'available', 'reserved', amount) }])
    return award.id
  })
}

const signCommand: Command = {
  verb: signAgreement.name,
  prepare: async (stage) => {
    const amount = fen(7_07n)
    const awardId = await unsigned(stage, amount, addDays(stage.today, 30))
    const body = { awardId, signedOn: stage.today, document: '协议 2026-001' }
    return { hand: await office(stage), body, other: { ...body, document: '协议 2026-002' }, posts: { commit: amount }, done: (db) => countOf(db, sql`fund.posting where award_id = ${awardId} and kind = 'commit'`) }
  },
}

const cancelCommand: Command = {
  verb: cancelUnsigned.name,
  prepare: async (stage) => {
    const amount = fen(6_06n)
    const awardId = await unsigned(stage, amount, addDays(stage.today, -1))
    const body = { awardId, reason: '逾期未签' }
    return { hand: await office(stage), body, other: { ...body, reason: '本人不愿签订' }, posts: { cancel: amount }, done: (db) => countOf(db, sql`fund.posting where award_id = ${awardId} and kind = 'cancel'`) }
  },
}

/** A team of nobody, funded in one stage that two strangers have assessed. */
const assessed = async (stage: Stage, amount: Fen): Promise<Id<'stage'>> => {
  const line = await stage.line(amount)
  const serial = stage.next()
  const employerId = await stage.employer()
  const teamId = await stage.asSystem(async (db) => {
    const of = { placeCode: town, source: '市科技局', asOf: stage.today, verification: 'verified' as const, employerId }
    const { id } = await db.insertInto('registry.team').values({ ...of, number: `T${String(serial).padStart(7, '0')}`, name: `检验团队 ${serial}`, field: '装备', level: '市级', foundedOn: '2025-01-01' }).returning('id').executeTakeFirstOrThrow()
    return id
  })
  const awardId = await stage.award(line, amount, { holder: { kind: 'team', id: teamId }, schedule: [{ no: 1, dueOn: addDays(stage.today, 1), amount, condition: null }] })
  return stage.asSystem(async (db) => {
    const { id: instalmentId } = await db.selectFrom('fund.instalment').select(sql<Id<'instalment'>>`id`.as('id')).where('awardId', '=', awardId).executeTakeFirstOrThrow()
    const stageId = await insertStage(db, { awardId, instalmentId, instalmentNo: 1, placeCode: town, title: '中期评估', matchFen: fen(0n) })
    if (!stageId) throw new Error('the stage was refused')
    for (const name of ['专家甲', '专家乙']) {
      const { id: expertId } = await db.selectNoFrom(sql<Id<'person'>>`uuidv7()`.as('id')).executeTakeFirstOrThrow()
      const made = await insertOpinion(db, { stageId, placeCode: town, expertId, expertName: name, score: 80, opinion: '进展符合任务书', givenOn: stage.today, document: '评审表 001', recorderPerson: null })
      if (made !== 'made') throw new Error(`the opinion was refused: ${made}`)
    }
    return stageId
  })
}

const stageCommand: Command = {
  verb: decideStage.name,
  prepare: async (stage) => {
    const [amount, keep] = [fen(9_09n), fen(4_04n)]
    const stageId = await assessed(stage, amount)
    const body = { stageId, outcome: 'reduced', keep: keep.toString(), document: '中期评估结论 1 号' }
    return { hand: await office(stage), body, other: { ...body, keep: '405' }, posts: { stop: fen(amount - keep) }, done: (db) => countOf(db, sql`fund.stage where id = ${stageId} and state = 'reduced'`) }
  },
}

export const awardCommands: readonly Command[] = [eventCommand, signCommand, cancelCommand, stageCommand]
