import type { FigureDefinition } from '../definition.ts'
import { appropriation, availability, award, disbursement, obligation, payment, promisedFloor } from './sources.ts'

const shared = { kind: 'sum', unit: 'fen', timing: 'flow', owner: '市财政局', better: 'neither' } as const
const ledger = { ...shared, traces: 'year', source: '资金台账：预算科目余额', deduplication: '一个科目一年一条' } as const
const where = '人才发展专项资金本年度各科目'

export const fundDefinitions: readonly FigureDefinition[] = [
  { ...ledger, id: 'fund.appropriated', name: '专项资金下达', aliases: ['人才发展专项资金', '专项资金预算'], of: appropriation, population: `${where}的下达数` },
  { ...ledger, id: 'fund.promised-floor', name: '专项资金每年安排下限', aliases: ['专项资金承诺下限'], of: promisedFloor, population: '各专项资金的文件承诺的每年最低安排数', deduplication: '一个专项资金一年一条' },
  { ...ledger, id: 'fund.obligated', name: '已审定未拨付', aliases: ['已承诺资金'], of: obligation, traces: 'now', population: `${where}：占用、承诺和在途` },
  { ...ledger, id: 'fund.disbursed', name: '专项资金拨付', aliases: ['已拨付资金'], of: disbursement, traces: 'now', population: `${where}：银行回单成功的` },
  { ...ledger, id: 'fund.available', name: '专项资金可用', aliases: ['资金结余'], of: availability, traces: 'now', population: `${where}：下达减占用、承诺、在途和拨付` },
  { kind: 'ratio', unit: 'share', id: 'fund.execution', name: '专项资金执行率', aliases: ['资金执行率'], numerator: 'fund.disbursed', denominator: { figure: 'fund.appropriated' }, population: '拨付 ÷ 下达', deduplication: ledger.deduplication, owner: shared.owner, source: ledger.source, better: 'more' },
  { ...shared, id: 'fund.awarded', name: '本年审定资助', aliases: ['审定资助金额'], of: award, traces: 'day', source: '资金台账：资助决定', population: '本年1月1日起审定、未取消的资助，按审定时对象所在地', deduplication: '一件办件至多一条' },
  { ...shared, id: 'fund.awards', name: '本年资助人次', aliases: ['审定资助人次'], kind: 'count', unit: 'occurrence', of: award, traces: 'day', source: '资金台账：资助决定', population: '本年1月1日起审定、未取消的资助，一件计一人次', deduplication: '一件办件至多一条' },
  { ...shared, id: 'fund.paid', name: '本年兑付资金', aliases: ['政策兑现资金'], of: payment, traces: 'day', source: '资金台账：银行付款', population: '本年1月1日起银行付款成功的各期，按审定时对象所在地，不论预算年度', deduplication: '一期一条' },
]
