import type { PaperPart } from '../../../kernel/pdf/paper.ts'
import { dateText, momentText, yuanText } from '../../../kit/format.ts'
import { caseStates, stepStates } from '../../contract.ts'
import { attachedDuring, documentKinds } from '../contract.ts'
import type { CaseFile } from './gather.ts'
import { awardParts } from './index-award.ts'
import { appealParts, discretionParts, inquiryParts, officeParts } from './index-record.ts'

const subjects = { person: '人才', employer: '用人单位', team: '团队' } as const
const outcomes = { eligible: '符合', ineligible: '不符合', unknown: '尚不能确定' } as const
const noticeStates: Readonly<Record<string, string>> = { open: '公示中', suspended: '因异议中止', ended: '已期满', revoked: '已撤销' }
const objectionStates = { pending: '调查中', upheld: '成立', dismissed: '不成立', closed: '随办件办结' } as const

const day = (date: string | null): string => (date ? dateText(date) : '—')

/** The first sheet of the package: the case from filing to its end, and what lies behind it, each part with its hash. */
export const indexPaper = (file: CaseFile, parts: readonly { name: string; says: string; bytes: number; sm3: string }[]): PaperPart[] => {
  const { record, placeName, steps, events, notices, objections, award, documents } = file
  const { assessment } = record
  return [
    { is: 'title', text: '办件归档目录' },
    {
      is: 'pairs',
      pairs: [
        ['办件编号', record.number],
        ['事项', `${record.title}（第 ${record.edition} 版）`],
        ['依据', `${record.documentNumber} ${record.clause}`],
        ['申报对象', `${subjects[record.subjectKind]} · ${record.holderName}`],
        ['用人单位', record.employerName ?? '无'],
        ['办理地', placeName],
        ['申请日', dateText(record.submittedOn)],
        ['办结', `${day(record.closedOn)}，${caseStates[record.state]}`],
        ['金额', record.amountFen === null ? '无' : yuanText(record.amountFen)],
        ...(assessment.amountBecause ? [['金额依据', assessment.amountBecause] as const] : []),
        ...(record.closedBecause ? [['说明', record.closedBecause] as const] : []),
      ],
    },
    { is: 'heading', text: '逐条核对' },
    assessment.conditions.length
      ? {
          is: 'table',
          heads: ['条件（条款原文）', '判定', '所用事实'],
          widths: [5, 1.4, 5],
          rows: assessment.conditions.map(({ says, outcome, facts }) => [says, outcomes[outcome], facts.map(({ name, value, source, asOf }) => `${name}：${value ?? '未知'}${source ? `（${source}${asOf ? `，${dateText(asOf)}` : ''}）` : ''}`).join('；') || '—']),
        }
      : { is: 'text', text: '该事项没有条件，由审定机关逐件认定。' },
    { is: 'heading', text: '办理路径与意见' },
    {
      is: 'table',
      heads: ['轮', '步骤', '办理机构', '结果', '办理日', '办理人', '意见'],
      widths: [0.6, 2, 3, 1.4, 2.2, 1.4, 3],
      rows: steps.map(({ round, name, officeName, state, decidedOn, decidedByName, opinion }) => [String(round), name, officeName, stepStates[state], day(decidedOn), decidedByName ?? '—', opinion ?? '—']),
    },
    ...officeParts(file),
    ...discretionParts(file),
    ...(notices.length
      ? ([{ is: 'heading', text: '公示' }, { is: 'table', heads: ['公示期', '受理异议', '公示内容', '结果'], widths: [4, 3, 3, 1.5], rows: notices.map(({ fromOn, toOn, officeName, maskedName, amountFen, state }) => [`${day(fromOn)}至${day(toOn)}`, officeName, `${maskedName}${amountFen === null ? '' : `，${yuanText(amountFen)}`}`, noticeStates[state] ?? state]) }] as const)
      : []),
    ...(objections.length
      ? ([{ is: 'heading', text: '异议' }, { is: 'table', heads: ['提出', '回执', '理由', '结论'], widths: [2, 2, 4, 4], rows: objections.map(({ lodgedOn, receipt, reason, state, finding }) => [day(lodgedOn), receipt, reason, `${objectionStates[state]}${finding ? `：${finding}` : ''}`]) }] as const)
      : []),
    ...inquiryParts(file),
    ...appealParts(file),
    ...awardParts(award),
    { is: 'heading', text: '材料' },
    documents.length
      ? { is: 'table', heads: ['种类', '文件名', '提交', '上传', 'SM3'], widths: [1.8, 3, 2.6, 2, 4.6], rows: documents.map(({ kind, fileName, attachedOn, during, uploadedBy, hash }) => [documentKinds[kind], fileName, `${dateText(attachedOn)}（${attachedDuring[during]}）`, uploadedBy, hash]) }
      : { is: 'text', text: '没有提交材料：所用事实均来自登记和各部门数据。' },
    { is: 'heading', text: '经过' },
    { is: 'table', heads: ['时间', '机构', '办理人', '经过'], widths: [3, 3, 1.6, 6], rows: events.map(({ at, byOffice, byName, says }) => [momentText(at), byOffice, byName ?? '—', says]) },
    { is: 'heading', text: '包内文件' },
    { is: 'table', heads: ['文件', '字节', 'SM3'], widths: [5, 1.4, 5.6], rows: parts.map(({ name, bytes, sm3 }) => [name, String(bytes), sm3]) },
    { is: 'text', text: '本目录和以上文件的散列都列在 manifest.json 中，该文件的散列在 manifest.sm3 中。核对：juying archive verify 文件名。' },
  ]
}
