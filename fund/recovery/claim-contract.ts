import { z } from 'zod'
import { declareAction, declareList, declareQuery } from '../../kernel/action.ts'
import { FenField, IdField, PlainDateField } from '../../kernel/types.ts'
import { officeDesk } from '../awards/contract.ts'
import { readers, signedPeriod } from '../contract.ts'

/** 应追回款：还款计划、收款、抵扣、核销、归还。 */

export const writeOffStates = { proposed: '待第一人批准', approvedOnce: '待第二人批准', approved: '已核销', refused: '不予核销' } as const
export type WriteOffState = keyof typeof writeOffStates

const claimId = IdField('claim')
const positive = FenField.refine((amount) => amount > 0n, '金额应大于 0').refine((amount) => amount <= 10_000_000_000_000n, '金额超过了 1000 亿元，请核对')
const document = z.string().trim().min(4, '请写明依据文件').max(100, '依据文件不超过 100 字')
const settled = '这笔款已经收齐或核销'

const Claim = z.object({
  id: claimId,
  number: z.string(),
  title: z.string(),
  payeeName: z.string(),
  decidedOn: PlainDateField,
  amountFen: FenField,
  recoveredFen: FenField,
  setOffFen: FenField,
  writtenOffFen: FenField,
  outstandingFen: FenField,
  overdueFen: FenField,
  placeName: z.string(),
})
export type ClaimRow = z.infer<typeof Claim>
export const listClaims = declareList({
  name: 'fund.claims',
  label: '应追回款',
  may: readers,
  filters: z.object({ open: z.enum(['open', 'settled', 'overdue']).optional(), search: z.string().max(50).optional() }),
  row: Claim,
  columns: { number: '通知书号', title: '事项', payeeName: '义务人', decidedOn: '决定日期', amountFen: '应追回', recoveredFen: '已收', setOffFen: '已抵扣', writtenOffFen: '已核销', outstandingFen: '尚欠', overdueFen: '逾期', placeName: '地区' },
  sorts: ['-number', '-outstandingFen', '-overdueFen'],
})

export const ClaimPage = Claim.extend({
  awardId: IdField('award'),
  breachId: IdField('breach'),
  lineId: IdField('budgetLine'),
  lineTitle: z.string(),
  lineRecoveredFen: FenField,
  terms: z.array(z.object({ no: z.number(), dueOn: PlainDateField, amountFen: FenField })),
  repayments: z.array(z.object({ receivedOn: PlainDateField, amountFen: FenField, bankSerial: z.string() })),
  /** `of`: his own record, another one of the same person, or one that was merged when it was set off and is somebody else's since they were separated. */
  setOffs: z.array(z.object({ id: IdField('setOff'), madeOn: PlainDateField, amountFen: FenField, document: z.string(), title: z.string(), no: z.number(), awardId: IdField('award'), caseNumber: z.string(), of: z.enum(['own', 'merged', 'separated']), mine: z.boolean(), undone: z.object({ on: PlainDateField, document: z.string(), reason: z.string() }).nullable() })),
  /** Due instalments of the same holder, which may be set off. */
  choices: z.array(z.object({ id: IdField('instalment'), title: z.string(), no: z.number(), dueOn: PlainDateField, amountFen: FenField })),
  writeOffs: z.array(
    z.object({
      id: IdField('writeOff'),
      amountFen: FenField,
      grounds: z.string(),
      document: z.string(),
      state: z.enum(Object.keys(writeOffStates) as [WriteOffState]),
      proposerName: z.string().nullable(),
      firstName: z.string().nullable(),
      secondName: z.string().nullable(),
      refusedReason: z.string().nullable(),
      mine: z.boolean(),
    }),
  ),
  reminders: z.array(z.object({ day: PlainDateField, says: z.string() })),
})
export type ClaimPage = z.infer<typeof ClaimPage>
export const getClaim = declareQuery({ name: 'fund.claim', label: '应追回款', may: readers, input: z.object({ claimId }), output: ClaimPage })

export const agreePlan = declareAction({
  name: 'fund.agreePlan',
  label: '商定还款计划',
  may: officeDesk,
  input: z.object({ claimId, terms: z.array(z.object({ dueOn: PlainDateField, amount: positive })).min(1, '至少一期').max(60, '不超过 60 期') }),
  output: z.object({ version: z.number().int() }),
  refusals: { settled, planSum: '各期合计与尚欠不等', notAhead: '各期日期须在今天以后、逐期推后' },
})

export const recordRepayment = declareAction({
  name: 'fund.recordRepayment',
  label: '登记收款',
  may: ['financeMaker'],
  input: z.object({ claimId, amount: positive, receivedOn: PlainDateField, bankSerial: z.string().trim().min(4, '请写明银行流水号').max(60) }),
  output: z.object({ outstandingFen: FenField }),
  refusals: { settled, tooMuch: '收款超过了尚欠', notYet: '到账日期在今天以后', beforeClaim: '到账日期早于追回决定', serialUsed: '这笔流水已经登记过', ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})

export const setOffInstalment = declareAction({
  name: 'fund.setOffInstalment',
  label: '抵扣',
  may: ['financeMaker'],
  input: z.object({ claimId, instalmentId: IdField('instalment'), document }),
  output: z.object({ setOffFen: FenField, leftFen: FenField, outstandingFen: FenField }),
  refusals: { settled, notDue: '这一期不在待支付状态', otherHolder: '这一期不是同一个对象的', taxDue: '这一期要代扣个税，不能抵扣：请照常付款，再由本人退还', bankSaysPaid: '银行后来说这一期上一次已经付成，请先了结查询', ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})

/** The instalment is due again and the debt is back; the voucher of the set-off is corrected by one that names it. By another human than who set it off. */
export const undoSetOff = declareAction({
  name: 'fund.undoSetOff',
  label: '撤销抵扣',
  may: ['financeChecker'],
  input: z.object({ setOffId: IdField('setOff'), reason: z.string().trim().min(4, '请写明撤销的原因').max(200), document }),
  output: z.object({ dueFen: FenField, outstandingFen: FenField }),
  refusals: {
    undone: '这笔抵扣已经撤销',
    sameHand: '撤销须由办理抵扣以外的人办',
    inSettlement: '这笔追回已经进入市县结算，不能再撤销：请在下一次结算里调整',
    disposed: '追回的钱已经归还科目或上缴财政，不够撤销：请先把钱调回',
    ...signedPeriod.refusals,
  },
  sqlStates: signedPeriod.sqlStates,
})

export const proposeWriteOff = declareAction({
  name: 'fund.proposeWriteOff',
  label: '提出核销',
  may: ['financeMaker'],
  input: z.object({ claimId, amount: positive, grounds: z.string().trim().min(10, '请用不少于 10 个字写明收不回的理由').max(500), document }),
  output: z.object({ writeOffId: IdField('writeOff') }),
  refusals: { settled, tooMuch: '核销超过了尚欠', alreadyProposed: '已有一笔核销等待批准' },
})

/** Two approvals by two persons, neither of whom proposed it. */
export const approvers = ['financeChecker', 'talentOffice', 'leader'] as const
export const approveWriteOff = declareAction({
  name: 'fund.approveWriteOff',
  label: '批准核销',
  may: approvers,
  input: z.object({ writeOffId: IdField('writeOff') }),
  output: z.object({ state: z.enum(Object.keys(writeOffStates) as [WriteOffState]), outstandingFen: FenField }),
  refusals: { notOpen: '这笔核销已经了结', sameHand: '提出人和两位批准人须是三个不同的人', tooMuch: '核销超过了尚欠', ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})
export const refuseWriteOff = declareAction({
  name: 'fund.refuseWriteOff',
  label: '不予核销',
  may: approvers,
  input: z.object({ writeOffId: IdField('writeOff'), reason: z.string().trim().min(4, '请写明理由').max(200) }),
  output: z.object({}),
  refusals: { notOpen: '这笔核销已经了结' },
})

export const disposals = { line: '归还科目，可再使用', treasury: '上缴财政' } as const
export const disposeRecovered = declareAction({
  name: 'fund.disposeRecovered',
  label: '处置退款',
  may: ['financeMaker'],
  input: z.object({ lineId: IdField('budgetLine'), destination: z.enum(['line', 'treasury']), amount: positive, document }),
  output: z.object({ recoveredFen: FenField, availableFen: FenField }),
  refusals: { tooMuch: '超过了科目上已追回的数额', lineClosed: '科目已经关账，只能上缴财政', notYourLine: '这个科目不由本级财政管理', ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})
