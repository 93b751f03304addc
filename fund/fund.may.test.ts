import { describe, expect } from 'vitest'
import { type Role } from '../kernel/org/roles.ts'
import { yuan } from '../kernel/types.ts'
import { awarded, cardNumber, desk, openLineWith, releasedBatch } from '../test/fund.ts'
import { somebodyAs, everyRole } from '../test/may.ts'
import { Said, test } from '../test/world.ts'
import { fundHandlers } from './actions.ts'
import { listBatchItems, listBatches } from './payment-contract.ts'
import { listEntries, listInstalments } from './contract.ts'

/** Who may do what: one line a verb. Everybody not named is denied. */
const readers: readonly Role[] = ['financeMaker', 'financeChecker', 'talentOffice', 'leader']
const office: readonly Role[] = ['financeMaker', 'financeChecker', 'talentOffice']
const both: readonly Role[] = ['financeMaker', 'financeChecker']
const table: Readonly<Record<string, readonly Role[]>> = {
  'fund.lines': readers,
  'fund.line': readers,
  'fund.entries': readers,
  'fund.openLine': ['financeMaker'],
  'fund.allot': ['financeMaker'],
  'fund.correctPosting': ['financeMaker'],
  'fund.specialFunds': readers,
  'fund.openFund': ['financeMaker'],
  'fund.closeLine': ['financeChecker'],
  'fund.usageWarnings': readers,
  'fund.forecast': readers,
  'fund.forecastYears': readers,
  'fund.adjustments': readers,
  'fund.askAdjustment': ['financeMaker'],
  'fund.approveAdjustment': ['financeChecker'],
  'fund.declineAdjustment': ['financeChecker'],
  'fund.withdrawAdjustment': ['financeMaker'],
  'fund.settlements': readers,
  'fund.settlement': readers,
  'fund.settlementItems': readers,
  'fund.drawSettlement': ['financeMaker'],
  'fund.confirmSettlement': ['financeChecker'],
  'fund.declineSettlement': ['financeChecker'],
  'fund.withdrawSettlement': ['financeMaker'],
  'fund.instalments': readers,
  'fund.confirmInstalment': both,
  'fund.stopInstalment': both,
  'fund.myAccount': ['talent', 'employerClerk'],
  'fund.myPayments': ['talent', 'employerClerk'],
  'fund.giveAccount': ['talent', 'employerClerk'],
  'fund.recordAccount': ['financeMaker'],
  'fund.dueLines': readers,
  'fund.payeeChanges': readers,
  'fund.wantedPayees': readers,
  'fund.askPayee': ['financeMaker'],
  'fund.approvePayee': ['financeChecker'],
  'fund.declinePayee': both,
  'fund.taxItems': readers,
  'fund.remitTax': ['financeChecker'],
  'fund.makeBatch': ['financeMaker'],
  'fund.releaseBatch': ['financeChecker'],
  'fund.dissolveBatch': both,
  'fund.takeReturn': ['financeMaker'],
  'fund.inquiries': readers,
  'fund.answerInquiry': ['financeChecker'],
  'fund.batches': readers,
  'fund.batch': readers,
  'fund.batchItems': readers,
  'fund.reconcile': readers,
  'fund.period': readers,
  'fund.sheets': readers,
  'fund.sheet': readers,
  'fund.unsigned': readers,
  'fund.prepareSheet': ['financeMaker'],
  'fund.signSheet': ['financeChecker'],
  'fund.returnSheet': both,
  'fund.awards': readers,
  'fund.checks': readers,
  'fund.award': readers,
  'fund.replayAward': readers,
  'fund.recheckInstalment': office,
  'fund.suspendInstalment': office,
  'fund.resumeInstalment': office,
  'fund.recordAwardEvent': office,
  'fund.signAgreement': office,
  'fund.cancelUnsigned': office,
  'fund.declaredPayments': readers,
  'fund.declarePayment': office,
  'fund.withdrawDeclared': office,
  'fund.obligations': readers,
  'fund.breaches': readers,
  'fund.breach': readers,
  'fund.openBreach': office,
  'fund.giveStatement': ['talent', 'employerClerk', 'talentOffice'],
  'fund.proposeBreach': office,
  'fund.decideBreach': office,
  'fund.bans': [...readers, 'reviewer'],
  'fund.addBan': office,
  'fund.liftBan': office,
  'fund.myObligations': ['talent', 'employerClerk'],
  'fund.stages': readers,
  'fund.planStage': office,
  'fund.recordMatch': office,
  'fund.recordOpinion': office,
  'fund.decideStage': office,
  'fund.doubles': readers,
  'fund.claims': readers,
  'fund.claim': readers,
  'fund.agreePlan': office,
  'fund.recordRepayment': ['financeMaker'],
  'fund.setOffInstalment': ['financeMaker'],
  'fund.undoSetOff': ['financeChecker'],
  'fund.proposeWriteOff': ['financeMaker'],
  'fund.approveWriteOff': ['financeChecker', 'talentOffice', 'leader'],
  'fund.refuseWriteOff': ['financeChecker', 'talentOffice', 'leader'],
  'fund.disposeRecovered': ['financeMaker'],
}

const ghost = '01990000-0000-7000-8000-000000000000'

/** One body that every verb can read: what a verb does not know it leaves out, so that only permission decides. */
const body = {
  filters: { lineId: ghost, batchId: ghost, settlementId: ghost },
  lineId: ghost,
  kind: 'transfer',
  adjustmentId: ghost,
  settlementId: ghost,
  countyCode: '980199',
  from: '2026-01-01',
  to: '2026-06-15',
  promisedFloor: '100',
  floorDocument: '青委发〔2023〕12 号',
  toLineId: ghost,
  batchId: ghost,
  postingId: ghost,
  instalmentId: ghost,
  year: 2026,
  code: 'talent/x',
  title: '科目名称',
  amount: '100',
  document: '青财行〔2026〕1 号',
  reason: '测试权限',
  note: '测试权限',
  dueBy: '2026-06-15',
  text: '测试权限，测试权限，测试',
  inquiryId: ghost,
  answer: { says: 'returned' },
  bank: '青屿银行',
  number: cardNumber(1),
  holder: { kind: 'person', id: ghost },
  awardId: ghost,
  changeId: ghost,
  role: 'landlord',
  payee: { kind: 'person', id: ghost },
  obligationId: ghost,
  breachId: ghost,
  claimId: ghost,
  banId: ghost,
  writeOffId: ghost,
  setOffId: ghost,
  id: ghost,
  happenedOn: '2026-06-15',
  signedOn: '2026-06-15',
  receivedOn: '2026-06-15',
  paidOn: '2026-06-15',
  says: '测试权限',
  scheme: '省级补贴',
  evidence: '测试权限',
  proposal: 'noBreach',
  agree: false,
  grounds: '测试权限，测试权限，测试权限',
  terms: [{ dueOn: '2026-07-15', amount: '100' }],
  bankSerial: 'QY0001',
  destination: 'line',
  stageId: ghost,
  expertId: ghost,
  score: 80,
  opinion: '测试权限',
  outcome: 'failed',
  match: '0',
  source: '测试权限',
  sheetId: ghost,
  fundId: ghost,
  day: '2026-06-14',
}

/** Two verbs mean different things by one word. */
const own: Readonly<Record<string, object>> = { 'fund.recordAwardEvent': { kind: 'stopped' }, 'fund.period': { kind: 'day' }, 'fund.prepareSheet': { kind: 'day' } }

/** Past the permission check, whatever the procedure then says. */
const answerOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt
    return 'yes'
  } catch (error) {
    if (!(error instanceof Said)) throw error
    return error.kind === 'refused' || error.kind === 'missing' ? 'yes' : error.kind
  }
}

test('each verb of the fund has its line in the table', () => {
  expect(Object.keys(table).toSorted()).toEqual(fundHandlers.map(({ declaration }) => declaration.name).toSorted())
})

test('each verb is for the duties of its line and for nobody else', async ({ world }) => {
  for (const role of everyRole) {
    const who = await somebodyAs(world, role)
    for (const [verb, may] of Object.entries(table)) {
      expect([role, verb, await answerOf(world.post(who.cookie, verb, { ...body, ...own[verb] }))]).toEqual([role, verb, may.includes(role) ? 'yes' : 'denied'])
    }
  }
  for (const verb of Object.keys(table)) expect([verb, await answerOf(world.post('', verb, body))]).toEqual([verb, 'signIn'])
}, 120_000)

describe('what is seen', () => {
  test('a county’s finance sees the instalments of its own people on a city line, and no other county’s', async ({ world }) => {
    const line = await openLineWith(world, yuan(1_000))
    await awarded(world, line.code, yuan(10))
    await awarded(world, line.code, yuan(20), { placeCode: '980104101' })
    const seen = async (place: string) => (await (await world.staff('financeMaker', place)).lists(listInstalments, {})).rows.map(({ amountFen }) => amountFen).toSorted()
    expect(await seen('980101')).toEqual([yuan(10)])
    expect(await seen('980104')).toEqual([yuan(20)])
    expect(await seen('9801')).toEqual([yuan(10), yuan(20)])
    const entries = async (place: string) => (await (await world.staff('financeMaker', place)).lists(listEntries, { lineId: line.id })).total
    expect([await entries('980101'), await entries('9801')]).toEqual([4, 10])
  })

  test('a batch of the city is not there for a county; its payments show no account number to a leader', async ({ world }) => {
    const { batchId } = await releasedBatch(world, await desk(world), [100])
    expect((await (await world.staff('financeMaker', '980101')).lists(listBatches, {})).total).toBe(0)
    const leader = await world.staff('leader')
    expect((await leader.lists(listBatchItems, { batchId })).rows).toMatchObject([{ accountHint: '', bank: '', payeeName: '甲' }])
    const { rows } = await (await world.staff('financeChecker')).lists(listBatchItems, { batchId })
    expect(rows[0]?.accountHint).toMatch(/^\d{4}$/)
  })
})
