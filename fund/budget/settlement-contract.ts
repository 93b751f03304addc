import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { FenField, IdField, InstantField, PlainDateField } from '../../kernel/types.ts'
import { documentNumber, readers, signedPeriod } from '../contract.ts'

/** 市县结算：一级替另一级垫付的份额. The city draws the statement, the county confirms it, one posting settles both. */

export const settlementStates = { drawn: '待区县确认', confirmed: '已确认', declined: '区县不认可', withdrawn: '已撤回' } as const
export type SettlementState = keyof typeof settlementStates
export const settlementCan = lifecycle<SettlementState>()({ confirm: ['drawn'], decline: ['drawn'], withdraw: ['drawn'] })
export const settlementItemKinds = { payment: '付款', reversal: '冲回' } as const
export const owers = { city: '市级', county: '区县' } as const

const settlementId = IdField('settlement')
const JustTheSettlement = z.object({ settlementId })
const state = z.enum(Object.keys(settlementStates) as [SettlementState])

export const drawSettlement = declareAction({
  name: 'fund.drawSettlement',
  label: '编制结算单',
  may: ['financeMaker'],
  input: z.object({ countyCode: z.string().regex(/^\d{6}$/, '请选择区县'), from: PlainDateField, to: PlainDateField }).refine(({ from, to }) => from <= to, { error: '起止日期颠倒了', path: ['to'] }),
  output: z.object({ settlementId, number: z.string(), items: z.number(), countyOwesFen: FenField, cityOwesFen: FenField }),
  refusals: { notCity: '结算单由市级财政编制', notYourCounty: '这个区县不在本市', periodOpen: '期间还没有过完，不能结算到今天以后', nothingToSettle: '这段时间没有要结算的垫付和冲回' },
})

export const confirmSettlement = declareAction({
  name: 'fund.confirmSettlement',
  label: '确认结算',
  may: ['financeChecker'],
  input: JustTheSettlement.extend({ document: documentNumber }),
  output: z.object({ number: z.string(), countyOwesFen: FenField, cityOwesFen: FenField }),
  refusals: {
    notDrawn: '这张结算单不在待确认状态',
    notTheCounty: '结算单由该区县的财政确认',
    sameHand: '编制人不能确认自己编制的结算单',
    noCounterLine: '承担一方没有同年度的配套科目（代码写作 share/ 加原代码），也没有同代码的科目',
    counterShort: '承担一方科目的可用余额不足',
    payerChanged: '垫付科目的拨付余额已不足结算，请市级撤回后重新编制',
    ...signedPeriod.refusals,
  },
  sqlStates: signedPeriod.sqlStates,
})

export const declineSettlement = declareAction({
  name: 'fund.declineSettlement',
  label: '不认可结算',
  may: ['financeChecker'],
  input: JustTheSettlement.extend({ reason: z.string().trim().min(4, '请写明不认可的理由').max(200) }),
  output: z.object({ number: z.string() }),
  refusals: { notDrawn: '这张结算单不在待确认状态', notTheCounty: '结算单由该区县的财政确认' },
})

export const withdrawSettlement = declareAction({
  name: 'fund.withdrawSettlement',
  label: '撤回结算单',
  may: ['financeMaker'],
  input: JustTheSettlement,
  output: z.object({ number: z.string() }),
  refusals: { notDrawn: '这张结算单不在待确认状态', notCity: '结算单由市级财政撤回' },
})

export const SettlementRow = z.object({
  id: settlementId,
  number: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  fromOn: PlainDateField,
  toOn: PlainDateField,
  state,
  items: z.number(),
  countyOwesFen: FenField,
  cityOwesFen: FenField,
  /** What the county pays the city on balance; below nought the city pays. */
  netFen: FenField,
  drawerName: z.string(),
  drawnAt: InstantField,
  deciderName: z.string().nullable(),
  document: z.string().nullable(),
  declineReason: z.string().nullable(),
  postingSeq: z.number().nullable(),
})
export type SettlementRow = z.infer<typeof SettlementRow>

export const listSettlements = declareList({
  name: 'fund.settlements',
  label: '市县结算',
  may: readers,
  filters: z.object({ state: state.optional(), placeCode: z.string().max(6).optional() }),
  row: SettlementRow,
  columns: { number: '编号', placeName: '区县', fromOn: '付款起', toOn: '付款止', items: '笔数', countyOwesFen: '区县应负担', cityOwesFen: '市级应负担', netFen: '区县净付市级', state: '状态', drawerName: '编制', deciderName: '确认', document: '确认文件', postingSeq: '凭证号' },
  words: { state: settlementStates },
  sorts: ['-number', 'number', '-countyOwesFen'],
})

export const getSettlement = declareQuery({ name: 'fund.settlement', label: '市县结算单', may: readers, input: JustTheSettlement, output: SettlementRow })

export const SettlementItemRow = z.object({
  id: IdField('settlementItem'),
  caseId: IdField('case'),
  caseNumber: z.string(),
  title: z.string(),
  payeeName: z.string(),
  no: z.number(),
  lineTitle: z.string(),
  lineYear: z.number(),
  paidOn: PlainDateField,
  paidFen: FenField,
  owedBy: z.enum(['city', 'county']),
  amountFen: FenField,
  /** 冲回: of what came back after it was settled, the part that the other level had borne. */
  kind: z.enum(['payment', 'reversal']),
})
export type SettlementItemRow = z.infer<typeof SettlementItemRow>

export const listSettlementItems = declareList({
  name: 'fund.settlementItems',
  label: '结算明细',
  may: readers,
  filters: JustTheSettlement.extend({ owedBy: z.enum(['city', 'county']).optional() }),
  row: SettlementItemRow,
  columns: { kind: '种类', caseNumber: '办件编号', title: '事项', payeeName: '收款户名', no: '期次', lineYear: '预算年度', lineTitle: '垫付科目', paidOn: '付款日', paidFen: '付款', owedBy: '应负担', amountFen: '应负担金额' },
  words: { owedBy: owers, kind: settlementItemKinds },
  sorts: ['paidOn', '-amountFen', 'caseNumber'],
})
