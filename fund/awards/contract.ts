import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { FenField, IdField, InstantField, PlainDateField } from '../../kernel/types.ts'
import { awardStates, finance, instalmentStates, payers, readers, ways, type AwardState, type AwardWay, type InstalmentState, type PublicPayer, signedPeriod } from '../contract.ts'
import { payeeRoles, type AnyPayeeRole } from '../payees/contract.ts'

/** 资助审定以后：复核、事件、协议、在别处已领的待遇。 */

export const eventKinds = {
  reached: '达到节点',
  accelerated: '提前付清',
  extended: '延长',
  suspended: '暂停',
  resumed: '恢复',
  stopped: '停发',
  died: '去世',
  moved: '离开本市',
  employerChanged: '市内换单位',
  signed: '签订协议',
  unsigned: '撤销未签的审定',
  breached: '认定违约',
} as const
export type EventKind = keyof typeof eventKinds
export const eventSources = { edition: '条款', record: '登记', hand: '人工' } as const
export type EventSource = keyof typeof eventSources

export const awardCan = lifecycle<AwardState>()({
  sign: ['reserved'],
  cancelUnsigned: ['reserved'],
  recordEvent: ['reserved', 'active'],
})

const awardId = IdField('award')
const instalmentId = IdField('instalment')
const desk = [...finance, 'talentOffice'] as const
export const officeDesk = desk
const documentNumber = z.string().trim().min(4, '请写明依据文件').max(100, '依据文件不超过 100 字')
const reason = z.string().trim().min(4, '请写明理由').max(200, '不超过 200 字')

const payer = z.enum(Object.keys(payers) as [PublicPayer])

const outcome = z.enum(['eligible', 'ineligible', 'unknown'])
export const outcomes = { eligible: '满足', ineligible: '不满足', unknown: '不能确定' } as const
export const Finding = z.object({ says: z.string(), outcome, facts: z.array(z.object({ name: z.string(), value: z.string().nullable(), source: z.string().nullable() })) })
export type Finding = z.infer<typeof Finding>
const instalmentState = z.enum(Object.keys(instalmentStates) as [InstalmentState])
const eventKind = z.enum(Object.keys(eventKinds) as [EventKind])

export const AwardRow = z.object({
  id: awardId,
  caseNumber: z.string(),
  title: z.string(),
  payeeName: z.string(),
  decidedOn: PlainDateField,
  amountFen: FenField,
  paidFen: FenField,
  state: z.enum(Object.keys(awardStates) as [AwardState]),
  placeName: z.string(),
})
export type AwardRow = z.infer<typeof AwardRow>
export const listAwards = declareList({
  name: 'fund.awards',
  label: '资助',
  may: readers,
  filters: z.object({ state: z.enum(Object.keys(awardStates) as [AwardState]).optional(), search: z.string().max(50).optional() }),
  row: AwardRow,
  columns: { caseNumber: '办件编号', title: '事项', payeeName: '收款人', decidedOn: '审定日期', amountFen: '金额', paidFen: '已付', state: '状态', placeName: '地区' },
  words: { state: awardStates },
  sorts: ['-decidedOn', 'decidedOn', '-amountFen', 'caseNumber'],
})

export const CheckRow = z.object({
  id: instalmentId,
  awardId,
  caseNumber: z.string(),
  title: z.string(),
  payeeName: z.string(),
  no: z.number(),
  dueOn: PlainDateField,
  amountFen: FenField,
  state: instalmentState,
  condition: z.string(),
  /** The award kept what decided it, so that its facts can be asked again. */
  kept: z.boolean(),
  asOf: PlainDateField.nullable(),
  outcome: outcome.nullable(),
  findings: z.array(Finding),
  placeName: z.string(),
})
export type CheckRow = z.infer<typeof CheckRow>

/** What the facts did not let through by themselves: condition, fact, source, for a person to decide. */
export const listChecks = declareList({
  name: 'fund.checks',
  label: '待复核',
  may: readers,
  filters: z.object({ state: z.enum(['needsCheck', 'suspended']).optional(), search: z.string().max(50).optional() }),
  row: CheckRow,
  columns: { caseNumber: '办件编号', title: '事项', payeeName: '收款人', no: '期次', dueOn: '应付日期', amountFen: '金额', state: '状态', condition: '到期条件', outcome: '复核结果', placeName: '地区' },
  words: { state: instalmentStates, outcome: outcomes },
  sorts: ['dueOn', '-dueOn', '-amountFen'],
})

export const recheckInstalment = declareAction({
  name: 'fund.recheckInstalment',
  label: '重新核对事实',
  may: desk,
  input: z.object({ instalmentId }),
  output: z.object({ state: instalmentState }),
  refusals: { notWaiting: '这一期不在待复核或暂停状态', noTerms: '这份资助没有留下审定依据，只能人工复核' },
})

export const suspendInstalment = declareAction({
  name: 'fund.suspendInstalment',
  label: '暂停支付',
  may: desk,
  input: z.object({ instalmentId, reason }),
  output: z.object({ amountFen: FenField }),
  refusals: { notSuspendable: '这一期已编入批次、已付、已暂停或已终止', unsigned: '协议还没有签订，这一期本来就不会支付' },
})

export const resumeInstalment = declareAction({
  name: 'fund.resumeInstalment',
  label: '恢复支付',
  may: desk,
  input: z.object({ instalmentId, reason }),
  output: z.object({ state: instalmentState }),
  refusals: { notSuspended: '这一期没有暂停' },
})

/** What a person records with a document; the registry's own records are picked up each night. */
export const handEvents = ['died', 'moved', 'employerChanged', 'stopped', 'accelerated'] as const
export const recordAwardEvent = declareAction({
  name: 'fund.recordAwardEvent',
  label: '登记事件',
  may: desk,
  input: z.object({ awardId, kind: z.enum(handEvents), happenedOn: PlainDateField, document: documentNumber, says: z.string().trim().min(4, '请写明情况').max(300) }),
  output: z.object({ stoppedFen: FenField, stopped: z.number().int(), movedUp: z.number().int() }),
  refusals: { notOpen: '这份资助已经了结', notYet: '事件的日期在今天以后', alreadyRecorded: '同一天的同类事件已经登记过', ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})

export const signAgreement = declareAction({
  name: 'fund.signAgreement',
  label: '登记协议',
  may: desk,
  input: z.object({ awardId, signedOn: PlainDateField, document: documentNumber }),
  output: z.object({ committedFen: FenField }),
  refusals: { notWaiting: '这份资助不在待签协议状态', notYet: '签订日期在今天以后', beforeDecision: '签订日期早于审定日期', ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})

export const cancelUnsigned = declareAction({
  name: 'fund.cancelUnsigned',
  label: '撤销未签的审定',
  may: desk,
  input: z.object({ awardId, reason }),
  output: z.object({ releasedFen: FenField }),
  refusals: { notWaiting: '这份资助不在待签协议状态', stillTime: '签订期限还没有过', ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})

const holder = z.object({ kind: z.enum(['person', 'employer', 'team']), id: z.guid() })
export const DeclaredRow = z.object({
  id: IdField('declaredPayment'),
  holderName: z.string(),
  scheme: z.string(),
  amountFen: FenField,
  paidOn: PlainDateField,
  document: z.string(),
  withdrawnReason: z.string().nullable(),
  placeName: z.string(),
})
export type DeclaredRow = z.infer<typeof DeclaredRow>

export const listDeclared = declareList({
  name: 'fund.declaredPayments',
  label: '在别处已领的待遇',
  may: readers,
  filters: z.object({ search: z.string().max(50).optional() }),
  row: DeclaredRow,
  columns: { holderName: '对象', scheme: '项目', amountFen: '金额', paidOn: '领取日期', document: '证明文件', withdrawnReason: '撤销原因', placeName: '地区' },
  sorts: ['-paidOn', 'paidOn', '-amountFen'],
})

export const declarePayment = declareAction({
  name: 'fund.declarePayment',
  label: '登记在别处已领',
  may: desk,
  input: z.object({
    holder,
    scheme: z.string().trim().min(2, '项目名称照条款里的写法').max(60),
    amount: FenField.refine((amount) => amount > 0n, '金额应大于 0').refine((amount) => amount <= 10_000_000_000n, '金额超过了 1 亿元，请核对'),
    paidOn: PlainDateField,
    document: documentNumber,
  }),
  output: z.object({ id: IdField('declaredPayment') }),
  refusals: { notRegistered: '没有找到这个对象', notYet: '领取日期在今天以后', alreadyDeclared: '这一笔已经登记过' },
})

export const withdrawDeclared = declareAction({
  name: 'fund.withdrawDeclared',
  label: '撤销登记',
  may: desk,
  input: z.object({ id: IdField('declaredPayment'), reason }),
  output: z.object({}),
  refusals: { alreadyWithdrawn: '这一笔登记已经撤销' },
})

export const EventShown = z.object({
  kind: eventKind,
  happenedOn: PlainDateField,
  says: z.string(),
  document: z.string().nullable(),
  source: z.enum(Object.keys(eventSources) as [EventSource]),
  changedFen: FenField,
})
export const AwardPage = z.object({
  id: awardId,
  caseId: IdField('case'),
  caseNumber: z.string(),
  measure: z.string(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  clause: z.string().nullable(),
  holderKind: z.enum(['person', 'employer', 'team']),
  holderId: z.string(),
  payeeName: z.string(),
  placeName: z.string(),
  lineId: IdField('budgetLine'),
  lineTitle: z.string(),
  decidedOn: PlainDateField,
  /** Before tax; `grossedUpFen` of it was added to what the clause states after tax. */
  amountFen: FenField,
  grossedUpFen: FenField,
  fullFen: FenField.nullable(),
  takenOff: z.array(z.object({ of: z.string(), amount: FenField })),
  cityShareFen: FenField,
  countyShareFen: FenField,
  /** One line pays all and the levels settle, or each payer pays from his own. */
  way: z.enum(Object.keys(ways) as [AwardWay]),
  /** Who pays from which line, as it stands now; city first. Of one line, that line. */
  parts: z.array(z.object({ payer: payer.nullable(), lineId: IdField('budgetLine'), lineTitle: z.string(), amountFen: FenField, paidFen: FenField, stoppedFen: FenField })),
  /** Borne by others than the house's lines, and no part of the amount. */
  outside: z.array(z.object({ name: z.string(), amountFen: FenField })),
  state: z.enum(Object.keys(awardStates) as [AwardState]),
  signBy: PlainDateField.nullable(),
  signedOn: PlainDateField.nullable(),
  agreementDocument: z.string().nullable(),
  /** Whether it can be computed again: it kept what decided it. */
  kept: z.boolean(),
  instalments: z.array(
    z.object({
      id: instalmentId,
      no: z.number(),
      dueOn: PlainDateField,
      /** Before tax. */
      amountFen: FenField,
      taxFen: FenField,
      netFen: FenField,
      taxItem: z.string().nullable(),
      taxRate: z.string().nullable(),
      /** Another than the holder; a role without a name: two persons of finance have to name him. */
      payeeRole: z.enum(Object.keys(payeeRoles) as [AnyPayeeRole]).nullable(),
      payeeName: z.string().nullable(),
      payer: payer.nullable(),
      condition: z.string().nullable(),
      milestone: z.boolean(),
      reachedOn: PlainDateField.nullable(),
      state: instalmentState,
      paidOn: PlainDateField.nullable(),
      note: z.string().nullable(),
      check: z.object({ asOf: PlainDateField, outcome, findings: z.array(Finding) }).nullable(),
    }),
  ),
  events: z.array(EventShown),
  reminders: z.array(z.object({ day: PlainDateField, says: z.string() })),
  entries: z.array(z.object({ seq: z.number(), at: InstantField, says: z.string(), amountFen: FenField })),
  obligation: z
    .object({ serveFrom: PlainDateField, serveTo: PlainDateField.nullable(), lockTo: PlainDateField.nullable(), breach: z.enum(['pro-rata', 'all', 'rest', 'none']), says: z.string().nullable(), state: z.enum(['running', 'suspected', 'breached', 'fulfilled', 'released']) })
    .nullable(),
  breaches: z.array(z.object({ id: IdField('breach'), number: z.string(), state: z.string() })),
  claims: z.array(z.object({ id: IdField('claim'), number: z.string() })),
})
export type AwardPage = z.infer<typeof AwardPage>

export const getAward = declareQuery({ name: 'fund.award', label: '资助', may: readers, input: z.object({ awardId }), output: AwardPage })

export const replayAward = declareAction({
  name: 'fund.replayAward',
  label: '重算审定',
  may: readers,
  input: z.object({ awardId }),
  output: z.object({ same: z.boolean(), storedFen: FenField, againFen: FenField.nullable() }),
  refusals: { noTerms: '这份资助没有留下审定依据，不能重算' },
})
