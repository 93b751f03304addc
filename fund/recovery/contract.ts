import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { FenField, IdField, PlainDateField } from '../../kernel/types.ts'
import { readers, signedPeriod } from '../contract.ts'
import { officeDesk } from '../awards/contract.ts'

/** 服务期、违约、禁报。应追回款在 claim-contract.ts。 */

export const obligationStates = { running: '履行中', suspected: '疑似违约', breached: '已违约', fulfilled: '已期满', released: '不再有义务' } as const
export type ObligationState = keyof typeof obligationStates
export const breachStates = { noticed: '已告知，待陈述', heard: '已陈述', proposed: '已拟意见，待决定', upheld: '认定违约', dismissed: '不认定违约' } as const
export type BreachState = keyof typeof breachStates
export const grounds = { left: '离开本市', insuranceGap: '社会保险中断', dwellingSold: '转让住房', reported: '单位报告或举报' } as const
export type Ground = keyof typeof grounds
export const breachRules = { 'pro-rata': '按未满的月数退回', all: '全额退回', rest: '退回结余', none: '不退回' } as const

export const breachCan = lifecycle<BreachState>()({
  state: ['noticed', 'heard'],
  propose: ['noticed', 'heard'],
  decide: ['proposed'],
})

/** Working days for a statement (陈述申辩) after the notice. */
export const statementDays = 5
/** Months without insurance in the city that make a breach suspected. */
export const gapMonths = 3

const obligationId = IdField('obligation')
const breachId = IdField('breach')
const awardId = IdField('award')
const state = z.enum(Object.keys(obligationStates) as [ObligationState])
const breachState = z.enum(Object.keys(breachStates) as [BreachState])
const ground = z.enum(Object.keys(grounds) as [Ground])
const rule = z.enum(['pro-rata', 'all', 'rest', 'none'])
const note = z.string().trim().min(4, '请写明理由').max(500, '不超过 500 字')
const document = z.string().trim().min(4, '请写明依据文件').max(100, '依据文件不超过 100 字')
export const applicants = ['talent', 'employerClerk'] as const

export const ObligationRow = z.object({
  id: obligationId,
  awardId,
  caseNumber: z.string(),
  title: z.string(),
  payeeName: z.string(),
  serveFrom: PlainDateField,
  /** The later of the end of service and of the lock on the dwelling. */
  endsOn: PlainDateField,
  breach: rule,
  state,
  paidFen: FenField,
  placeName: z.string(),
})
export type ObligationRow = z.infer<typeof ObligationRow>
export const listObligations = declareList({
  name: 'fund.obligations',
  label: '服务期',
  may: readers,
  filters: z.object({ state: state.optional(), search: z.string().max(50).optional() }),
  row: ObligationRow,
  columns: { caseNumber: '办件编号', title: '事项', payeeName: '义务人', serveFrom: '起', endsOn: '止', breach: '违约后果', state: '状态', paidFen: '已付', placeName: '地区' },
  words: { breach: breachRules, state: obligationStates },
  sorts: ['endsOn', '-endsOn', '-paidFen'],
})

export const openBreach = declareAction({
  name: 'fund.openBreach',
  label: '立案告知',
  may: officeDesk,
  input: z.object({ obligationId, evidence: note, happenedOn: PlainDateField }),
  output: z.object({ breachId, number: z.string(), statementBy: PlainDateField }),
  refusals: { notRunning: '这项义务不在履行中', notYet: '事实发生日期在今天以后', beforeService: '事实发生在服务期以前', alreadyFound: '同一事实已经立过案' },
})

export const BreachRow = z.object({
  id: breachId,
  number: z.string(),
  title: z.string(),
  payeeName: z.string(),
  ground,
  happenedOn: PlainDateField,
  statementBy: PlainDateField,
  state: breachState,
  proposedFen: FenField.nullable(),
  placeName: z.string(),
})
export type BreachRow = z.infer<typeof BreachRow>
export const listBreaches = declareList({
  name: 'fund.breaches',
  label: '违约案卷',
  may: readers,
  filters: z.object({ state: breachState.optional(), search: z.string().max(50).optional() }),
  row: BreachRow,
  columns: { number: '案号', title: '事项', payeeName: '义务人', ground: '事由', happenedOn: '发生日期', statementBy: '陈述期限', state: '状态', proposedFen: '拟追回', placeName: '地区' },
  words: { ground: grounds, state: breachStates },
  sorts: ['-number', 'statementBy'],
})

export const BreachPage = z.object({
  id: breachId,
  number: z.string(),
  awardId,
  caseId: IdField('case'),
  caseNumber: z.string(),
  title: z.string(),
  payeeName: z.string(),
  ground,
  evidence: z.string(),
  happenedOn: PlainDateField,
  noticedOn: PlainDateField,
  statementBy: PlainDateField,
  state: breachState,
  rule,
  says: z.string().nullable(),
  serveFrom: PlainDateField,
  serveTo: PlainDateField.nullable(),
  paidFen: FenField,
  unpaidFen: FenField,
  /** What the edition's rule comes to; for 退回结余 it is stated by hand. */
  owedFen: FenField,
  served: z.number().int().nullable(),
  whole: z.number().int().nullable(),
  proposal: z.enum(['breach', 'noBreach']).nullable(),
  proposedFen: FenField.nullable(),
  proposalNote: z.string().nullable(),
  proposerName: z.string().nullable(),
  /** The reader is the one who proposed: he may not decide. */
  mine: z.boolean(),
  decisionNote: z.string().nullable(),
  deciderName: z.string().nullable(),
  decidedOn: PlainDateField.nullable(),
  /** One for each line that had paid. */
  claims: z.array(z.object({ id: IdField('claim'), number: z.string() })),
  statements: z.array(z.object({ text: z.string(), givenOn: PlainDateField })),
})
export type BreachPage = z.infer<typeof BreachPage>
export const getBreach = declareQuery({ name: 'fund.breach', label: '违约案卷', may: readers, input: z.object({ breachId }), output: BreachPage })

/** 陈述申辩: by whom it concerns, or taken down by the office where he came in person. */
export const giveStatement = declareAction({
  name: 'fund.giveStatement',
  label: '提交陈述',
  may: [...applicants, 'talentOffice'],
  input: z.object({ breachId, text: z.string().trim().min(10, '请用不少于 10 个字写明事实和理由').max(2000, '不超过 2000 字') }),
  output: z.object({}),
  refusals: { notOpen: '这个案卷已经拟定意见或作出决定', tooLate: '陈述申辩的期限已过' },
})

export const proposeBreach = declareAction({
  name: 'fund.proposeBreach',
  label: '拟定处理意见',
  may: officeDesk,
  /** `rest` is the balance found unspent, for the rule 退回结余 alone. */
  input: z.object({ breachId, proposal: z.enum(['breach', 'noBreach']), note, rest: FenField.refine((amount) => amount >= 0n, '金额不能是负数').optional() }),
  output: z.object({ proposedFen: FenField }),
  refusals: { notOpen: '这个案卷不在待拟意见的状态', stillTime: '陈述申辩的期限还没有过，也还没有收到陈述', restNeeded: '条款是退回结余，请写明查明的结余', restFixed: '追回的数额由条款算出，不能另行填写', restTooMuch: '结余超过了已付的数额' },
})

export const decideBreach = declareAction({
  name: 'fund.decideBreach',
  label: '作出决定',
  may: officeDesk,
  input: z.object({ breachId, agree: z.boolean(), note: z.string().trim().min(2, '请写明意见').max(500, '不超过 500 字') }),
  output: z.object({ state: breachState, claimedFen: FenField, stoppedFen: FenField, claimId: IdField('claim').nullable() }),
  refusals: { notProposed: '这个案卷还没有拟定意见', sameHand: '拟定意见的人不能作出决定', inTransit: '这份资助有分期正在银行，请等回单后再决定', taxNotRemitted: '这份资助有代扣的税款还没有缴库，请先登记缴库', changed: '拟定意见以后又付了款，请退回重拟', ...signedPeriod.refusals },
  sqlStates: signedPeriod.sqlStates,
})

export const BanRow = z.object({
  id: IdField('ban'),
  holderKind: z.enum(['person', 'employer', 'team']),
  holderName: z.string(),
  from: PlainDateField,
  to: PlainDateField,
  reason: z.string(),
  document: z.string(),
  liftedOn: PlainDateField.nullable(),
  liftReason: z.string().nullable(),
  live: z.boolean(),
  placeName: z.string(),
})
export type BanRow = z.infer<typeof BanRow>
export const holderKinds = { person: '个人', employer: '单位', team: '团队' } as const
export const listBans = declareList({
  name: 'fund.bans',
  label: '禁报名单',
  may: [...readers, 'reviewer'],
  filters: z.object({ search: z.string().max(50).optional() }),
  row: BanRow,
  columns: { holderKind: '种类', holderName: '对象', from: '起', to: '止', reason: '事由', document: '依据文件', liftedOn: '解除日期', liftReason: '解除理由', placeName: '地区' },
  words: { holderKind: holderKinds },
  sorts: ['-to', 'to'],
})
export const addBan = declareAction({
  name: 'fund.addBan',
  label: '列入禁报',
  may: officeDesk,
  input: z.object({ holder: z.object({ kind: z.enum(['person', 'employer', 'team']), id: z.guid() }), from: PlainDateField, to: PlainDateField, reason: z.string().trim().min(4, '请写明事由').max(300), document }),
  output: z.object({ banId: IdField('ban') }),
  refusals: { notRegistered: '没有找到这个对象', wrongPeriod: '截止日期早于开始日期', alreadyBanned: '这一期间已经在禁报名单里' },
})
export const liftBan = declareAction({
  name: 'fund.liftBan',
  label: '解除禁报',
  may: officeDesk,
  input: z.object({ banId: IdField('ban'), reason: note }),
  output: z.object({}),
  refusals: { notLive: '这一条已经解除或已经期满' },
})

/** Each night after payment: what the registry says of people who still owe service, and what has come to its end. */
export const watchObligations = declareJob({ name: 'fund.watchObligations', label: '服务期核对', payload: z.object({}) })

export const myObligations = declareQuery({
  name: 'fund.myObligations',
  label: '我的服务期',
  may: applicants,
  input: z.object({}),
  output: z.object({
    obligations: z.array(z.object({ id: obligationId, title: z.string(), serveFrom: PlainDateField, endsOn: PlainDateField, breach: rule, says: z.string().nullable(), state })),
    breaches: z.array(z.object({ id: breachId, number: z.string(), title: z.string(), ground, evidence: z.string(), noticedOn: PlainDateField, statementBy: PlainDateField, state: breachState, decisionNote: z.string().nullable() })),
    claims: z.array(
      z.object({ id: IdField('claim'), number: z.string(), title: z.string(), amountFen: FenField, outstandingFen: FenField, overdueFen: FenField, terms: z.array(z.object({ no: z.number(), dueOn: PlainDateField, amountFen: FenField })) }),
    ),
    bans: z.array(z.object({ from: PlainDateField, to: PlainDateField, reason: z.string() })),
  }),
})
