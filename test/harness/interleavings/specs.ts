import { sql } from 'kysely'
import * as cases from '../../../cases/contract.ts'
import { approveAdjustment } from '../../../fund/budget/contract.ts'
import { allot, confirmInstalment, correctPosting, stopInstalment } from '../../../fund/contract.ts'
import { commitAward } from '../../../fund/index.ts'
import { dissolveBatch, makeBatch, recordAccount, releaseBatch, takeReturn } from '../../../fund/payment-contract.ts'
import { refOf, writeReturn } from '../../../fund/bank-file.ts'
import * as store from '../../../fund/batch-store.ts'
import { assembleBatch, sendBatch } from '../../../fund/payment.ts'
import { withCheckDigit } from '../../../fund/account-number.ts'
import type { Actor } from '../../../kernel/org/actor.ts'
import { fen, yuan, type Fen, type Id } from '../../../kernel/types.ts'
import { jobs } from '../../../server/modules.ts'
import { askedAdjustment, instalmentOf } from '../commands/budget.ts'
import { caseToDecide } from '../commands/cases.ts'
import { document } from '../commands/command.ts'
import type { Approve } from '../race-scenarios.ts'
import { decisionOf } from '../races.ts'
import { city } from '../stage.ts'
import { worded, type Body, type Rig, type Spec } from './rig.ts'

/** Transactions that meet on the same line, award, batch or case. Each is a verb of the house, or what a decision does with the money. */

const maker = (rig: Rig): Promise<Actor> => rig.actor('financeMaker', { place: city })
const checker = (rig: Rig): Promise<Actor> => rig.actor('financeChecker', { place: city })
const office = (rig: Rig): Promise<Actor> => rig.actor('talentOffice', { place: city, department: 'talent-office' })

const approval = (rig: Rig, code: string, amount: Fen, approve: Approve = commitAward): Body => (database) => {
  const decided = decisionOf(code, amount, { decidedOn: rig.stage.today })
  return worded(database.asSystem(rig.stage.today, (db) => approve(db, decided)).then((result) => (result.ok ? 'done' : result.reason)))
}

const six = yuan(600)

/** Decisions of these sizes on a line of this much. */
const decisions = (name: string, room: Fen, amounts: readonly Fen[], approve?: Approve): Spec => ({
  name,
  lay: async (rig) => {
    const line = await rig.stage.line(room)
    return { transactions: amounts.map((amount) => approval(rig, line.code, amount, approve)), seen: { lines: [line.id] } }
  },
})
export const twoForOne = (approve?: Approve): Spec => decisions('two decisions, money for one', fen(2n * six - 1n), [six, six], approve)

type Line = { id: Id<'budgetLine'>; code: string }
type OnLine = (rig: Rig, line: Line) => Promise<Body>
const approves: OnLine = async (rig, line) => approval(rig, line.code, six)
const transfers: OnLine = async (rig, line) => {
  const other = await rig.stage.line(yuan(1))
  return rig.verb(approveAdjustment.name, await checker(rig), { adjustmentId: await askedAdjustment(rig.stage, { kind: 'transfer', lineId: line.id, toLineId: other.id, amount: six }) })
}
const freezes: OnLine = async (rig, line) => rig.verb(approveAdjustment.name, await checker(rig), { adjustmentId: await askedAdjustment(rig.stage, { kind: 'freeze', lineId: line.id, amount: six }) })
const allots: OnLine = async (rig, line) => rig.verb(allot.name, await maker(rig), { lineId: line.id, amount: six.toString(), document })
const corrects: OnLine = async (rig, line) => {
  const { id } = await rig.stage.asSystem((db) => db.selectFrom('fund.entry').select('postingId as id').where('lineId', '=', line.id).orderBy('id').limit(1).executeTakeFirstOrThrow())
  return rig.verb(correctPosting.name, await maker(rig), { postingId: id, reason: '重复下达' })
}
const makes: OnLine = async (rig, line) => rig.verb(makeBatch.name, await maker(rig), { lineId: line.id, dueBy: rig.stage.today })

const onLine = (name: string, room: Fen, ...bodies: readonly OnLine[]): Spec => ({
  name,
  lay: async (rig) => {
    const line = await rig.stage.line(room)
    return { transactions: await Promise.all(bodies.map((body) => body(rig, line))), seen: { lines: [line.id] } }
  },
})

/** Transfers between two lines, each way. */
const crossing: Spec = {
  name: 'two transfers against each other',
  lay: async (rig) => {
    const [a, b, by] = [await rig.stage.line(six), await rig.stage.line(yuan(601)), await checker(rig)]
    const move = async (from: Line, to: Line, amount: Fen): Promise<Body> => rig.verb(approveAdjustment.name, by, { adjustmentId: await askedAdjustment(rig.stage, { kind: 'transfer', lineId: from.id, toLineId: to.id, amount }) })
    return { transactions: [await move(a, b, six), await move(b, a, yuan(601))], seen: { lines: [a.id, b.id] } }
  },
}

type OnAward = (rig: Rig, at: { line: Line; instalmentId: string; holderId: string }) => Promise<Body>
const stops: OnAward = async (rig, { instalmentId }) => rig.verb(stopInstalment.name, await checker(rig), { instalmentId, reason: '已离开本市' })
const confirms: OnAward = async (rig, { instalmentId }) => rig.verb(confirmInstalment.name, await maker(rig), { instalmentId, note: '核验属实' })
const makesOf: OnAward = (rig, { line }) => makes(rig, line)
const approvesOf: OnAward = (rig, { line }) => approves(rig, line)
const newAccount: OnAward = async (rig, { holderId }) => {
  const number = withCheckDigit(`629801${String(rig.stage.next()).padStart(12, '0')}`)
  return rig.verb(recordAccount.name, await maker(rig), { holder: { kind: 'person', id: holderId }, bank: '青屿银行', number, document: '单位来函' })
}

const onAward = (name: string, condition: string | null, ...bodies: readonly OnAward[]): Spec => ({
  name,
  lay: async (rig) => {
    const [line, { personId }] = [await rig.stage.line(six), await rig.stage.applicant()]
    const instalmentId = await instalmentOf(rig.stage, await rig.stage.award(line, six, { condition, holder: { kind: 'person', id: personId } }))
    const at = { line, instalmentId, holderId: personId }
    return { transactions: await Promise.all(bodies.map((body) => body(rig, at))), seen: { lines: [line.id], persons: [personId] } }
  },
})

type OnBatch = (rig: Rig, at: { line: Line; batchId: Id<'batch'>; number: string; holderId: string }) => Promise<Body>
const releases: OnBatch = async (rig, { batchId }) => rig.verb(releaseBatch.name, await checker(rig), { batchId })
const dissolves: OnBatch = async (rig, { batchId }) => rig.verb(dissolveBatch.name, await maker(rig), { batchId, reason: '编制有误' })
const changesAccount: OnBatch = (rig, { line, holderId }) => newAccount(rig, { line, instalmentId: '', holderId })
const makesAgain: OnBatch = (rig, { line }) => makes(rig, line)
const returns =
  (result: 'paid' | 'failed'): OnBatch =>
  async (rig, { batchId, number }) => {
    const common = { at: 2, ref: refOf(number, 1), amount: six, bankSerial: 'B1' }
    const line = result === 'paid' ? { ...common, result, paidOn: rig.stage.today, reasonCode: null, reason: null } : { ...common, result, paidOn: null, reasonCode: 'B1', reason: '银行系统故障' }
    return rig.verb(takeReturn.name, await maker(rig), { batchId, text: writeReturn({ number, bankDate: rig.stage.today, lines: [line] }) })
  }

export const onBatch = (name: string, sent: boolean, ...bodies: readonly OnBatch[]): Spec => ({
  name,
  lay: async (rig) => {
    const { stage } = rig
    const [line, { personId }] = [await stage.line(six), await stage.applicant()]
    await stage.award(line, six, { holder: { kind: 'person', id: personId } })
    const made = await stage.asSystem((db) => assembleBatch(db, { id: line.id, placeCode: city, year: Number(stage.today.slice(0, 4)) }, { dueBy: stage.today, today: stage.today, makerPerson: null }))
    if (!made.ok) throw new Error(`nothing to pay: ${made.reason}`)
    if (sent) await stage.asSystem(async (db) => sendBatch(db, await store.getBatchForUpdate(db, made.batchId), { today: stage.today, checkerPerson: null }))
    const at = { line, batchId: made.batchId, number: made.number, holderId: personId }
    return { transactions: await Promise.all(bodies.map((body) => body(rig, at))), seen: { lines: [line.id], persons: [personId] } }
  },
})

type OnCase = (rig: Rig, at: { caseId: string; stepId: string; applicant: Actor }) => Promise<Body>
const decides: OnCase = async (rig, { stepId }) => rig.verb(cases.decide.name, await office(rig), { stepId })
const rejects: OnCase = async (rig, { stepId }) => rig.verb(cases.reject.name, await office(rig), { stepId, ground: { condition: 0 }, opinion: '与原件不符' })
const sendsBack: OnCase = async (rig, { stepId }) => rig.verb(cases.sendBack.name, await office(rig), { stepId, lacking: ['劳动合同'] })
const withdraws: OnCase = async (rig, { caseId, applicant }) => rig.verb(cases.withdraw.name, applicant, { caseId })
const supplements: OnCase = async (rig, { caseId, applicant }) => rig.verb(cases.supplement.name, applicant, { caseId, note: '已补交' })

const onCase = (name: string, ...bodies: readonly OnCase[]): Spec => ({
  name,
  lay: async (rig) => {
    const applicant = await rig.stage.applicant()
    const { caseId, stepId } = await caseToDecide(rig.stage, applicant, six)
    const actor = { accountId: applicant.accountId, name: '甲', role: 'talent' as const, scope: undefined, department: undefined, personId: applicant.personId, employerId: undefined }
    return { transactions: await Promise.all(bodies.map((body) => body(rig, { caseId, stepId, applicant: actor }))), seen: { cases: [caseId], persons: [applicant.personId] } }
  },
})

const filing: Spec = {
  name: 'two filings of one person',
  lay: async (rig) => {
    const { personId, accountId } = await rig.stage.applicant()
    const actor: Actor = { accountId, name: '甲', role: 'talent', scope: undefined, department: undefined, personId, employerId: undefined }
    const file = () => rig.verb(cases.submit.name, actor, { measure: 'harness-direct', answers: { 申请金额: 600 } })
    return { transactions: [file(), file()], seen: { persons: [personId] } }
  },
}

/** A case on public notice, whose last day was yesterday for the clock and is not over for the objector. */
const noticeEnds = (name: string, second: 'object' | 'withdraw'): Spec => ({
  name,
  lay: async (rig) => {
    const { stage } = rig
    const employerId = await stage.employer()
    const { personId, accountId, cookie } = await stage.applicant(employerId)
    const filed = cases.submit.output.parse(await stage.does(cookie, cases.submit.name, { measure: 'harness-notice-first', answers: { 申请金额: 600 } }))
    const { noticeId } = await stage.asSystem(async (db) => {
      await sql`update cases.step set opened_on = opened_on - 30, due_on = ${stage.today}::date - 1 where case_id = ${filed.caseId} and state = 'open'`.execute(db)
      return db.selectFrom('cases.notice').select('id as noticeId').where('caseId', '=', filed.caseId).executeTakeFirstOrThrow()
    })
    const endNotices = jobs.find((job) => job.name === cases.endNotices.name)
    const ends: Body = (database) => worded(endNotices?.run({ database, today: stage.today }, {}) ?? Promise.reject(new Error('no such job')))
    const actor: Actor = { accountId, name: '甲', role: 'talent', scope: undefined, department: undefined, personId, employerId: undefined }
    const other = second === 'object' ? rig.verb(cases.object.name, await rig.actor('leader', { place: city }), { noticeId, reason: '公示所列人员并未在岗，请予核实' }) : rig.verb(cases.withdraw.name, actor, { caseId: filed.caseId })
    return { transactions: [ends, other], seen: { cases: [filed.caseId] } }
  },
})

/** The first ten are the small run's. */
export const specs: readonly Spec[] = [
  twoForOne(),
  onLine('a decision and a transfer, money for one', fen(2n * six - 1n), approves, transfers),
  onAward('a batch is made while the instalment is stopped', null, makesOf, stops),
  onBatch('released by one and dissolved by another', false, releases, dissolves),
  onBatch('released while the payee changes his account', false, releases, changesAccount),
  onBatch('the bank says paid and failed', true, returns('paid'), returns('failed')),
  onCase('two decide one case', decides, decides),
  onCase('decided while he withdraws', decides, withdraws),
  filing,
  decisions('three decisions, money for two', fen(3n * six - 1n), [six, six, six]),
  decisions('two decisions, money for both', fen(2n * six), [six, six]),
  onLine('a decision and a cut', six, approves, corrects),
  onLine('a decision and an allotment, money for none', fen(1n), approves, allots),
  onLine('two cuts of one voucher', six, corrects, corrects),
  onLine('a decision, a transfer and a freeze, money for one', fen(2n * six - 1n), approves, transfers, freezes),
  crossing,
  onAward('two batches at once', null, makesOf, makesOf),
  onAward('stopped twice', null, stops, stops),
  onAward('confirmed and stopped', '仍在本市', confirms, stops),
  onAward('confirmed twice', '仍在本市', confirms, confirms),
  onAward('stopped while another waits for the money', null, stops, approvesOf),
  onBatch('released twice', false, releases, releases),
  onBatch('dissolved while a new batch is made', false, dissolves, makesAgain),
  onBatch('one return twice', true, returns('paid'), returns('paid')),
  onCase('decided and rejected', decides, rejects),
  onCase('decided and sent back', decides, sendsBack),
  onCase('sent back while he supplements', sendsBack, supplements),
  noticeEnds('a notice ends while somebody objects', 'object'),
  noticeEnds('a notice ends while he withdraws', 'withdraw'),
  onBatch('released, dissolved, account changed', false, releases, dissolves, changesAccount),
  onCase('decided, rejected, withdrawn', decides, rejects, withdraws),
]
