import type { PaperPart } from '../../../kernel/pdf/paper.ts'
import { dateText, momentText, yuanText } from '../../../kit/format.ts'
import { appealOutcomes } from '../../appeal/contract.ts'
import { bulkVerbs } from '../../bulk/store.ts'
import type { CaseFile } from './gather.ts'

/** What some cases have and most have not, each with a table of its own in the index: only what happened is spoken of. */

const audiences: Readonly<Record<string, string>> = { office: '办理机构', head: '机构负责人', applicant: '申报人' }

const section = (text: string, heads: string[], widths: number[], rows: string[][]): PaperPart[] => (rows.length ? [{ is: 'heading', text }, { is: 'table', heads, widths, rows }] : [])

export const inquiryParts = ({ inquiries, objections }: CaseFile): PaperPart[] =>
  section(
    '异议调查',
    ['回执', '记录日', '调查人', '调查经过'],
    [2, 2, 1.6, 6],
    inquiries.map(({ objectionId, notedOn, notedByName, note }) => [objections.find(({ id }) => id === objectionId)?.receipt ?? '—', dateText(notedOn), notedByName, note]),
  )

export const discretionParts = ({ experts, bodyDecisions }: CaseFile): PaperPart[] => [
  ...section(
    '专家意见',
    ['专家', '评分', '建议金额', '意见', '出具日'],
    [2.6, 1, 2, 5, 2],
    experts.map(({ expert, score, amount, opinion, givenOn }) => [expert, score === null ? '—' : String(score), amount === null ? '—' : yuanText(amount), opinion, dateText(givenOn)]),
  ),
  ...section(
    '会议决定',
    ['轮', '审定机构', '会议日', '纪要文号', '金额', '登记人'],
    [0.6, 3.4, 2, 3, 2.4, 1.6],
    bodyDecisions.map(({ round, body, metOn, minutesNumber, amountFen, recordedByName }) => [String(round), body, dateText(metOn), minutesNumber, yuanText(amountFen), recordedByName]),
  ),
]

export const officeParts = ({ steps, delegations, bulk, reminders }: CaseFile): PaperPart[] => [
  ...section(
    '加签',
    ['轮', '被征求意见的机构', '所问', '意见'],
    [0.6, 3, 4, 4.4],
    steps.flatMap(({ round, kind, officeName, question, opinion }) => (kind === 'opinion' ? [[String(round), officeName, question ?? '—', opinion ?? '未出具']] : [])),
  ),
  ...section(
    '移交',
    ['移交日', '步骤', '机构', '移交人', '接办人', '理由'],
    [2, 2, 3, 1.4, 1.4, 3],
    delegations.map(({ delegatedOn, step, officeName, delegatedByName, toName, reason }) => [dateText(delegatedOn), step, officeName, delegatedByName, toName, reason]),
  ),
  ...section(
    '批量办理',
    ['时间', '动作', '步骤', '办理人', '本件结果', '全批'],
    [2.6, 1.8, 1.8, 1.4, 3, 2.2],
    bulk.map(({ runAt, verb, step, runByName, why, doneInRun, leftOutOfRun }) => [momentText(runAt), bulkVerbs[verb], step, runByName, why, `办成 ${doneInRun} 件，未办 ${leftOutOfRun} 件`]),
  ),
  ...section(
    '催办提醒',
    ['提醒日', '对象', '到期日', '内容'],
    [2, 1.8, 2, 6],
    reminders.map(({ toldOn, audience, dueOn, says }) => [dateText(toldOn), audiences[audience] ?? audience, dateText(dueOn), says]),
  ),
]

export const appealParts = ({ appeal }: CaseFile): PaperPart[] =>
  section(
    '复核',
    ['申请日', '理由', '办理机构', '结果', '办结日', '复核意见'],
    [2, 3.4, 2.4, 1.6, 2, 3.4],
    appeal ? [[dateText(appeal.lodgedOn), appeal.reason, appeal.officeName, appealOutcomes[appeal.state], appeal.settledOn ? dateText(appeal.settledOn) : '—', appeal.finding ?? '—']] : [],
  )
