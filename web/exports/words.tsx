import { exportStates, purposes, type ExportRow, type ExportState, type Purpose } from '../../kernel/exports/contract.ts'
import { dateText, momentText } from '../../kit/format.ts'
import { StateTag } from '../../kit/StateTag.tsx'

const state = { title: '状态', dataIndex: 'state', render: (value: ExportState) => <StateTag state={value} words={exportStates} tones={{ waiting: 'attention', ready: 'good', used: 'quiet', expired: 'quiet', declined: 'bad' }} /> }
const what = [
  { title: '导出编号', dataIndex: 'number' },
  { title: '名单', dataIndex: 'listLabel' },
  { title: '行数', dataIndex: 'rowsAsked', className: 'number' },
  { title: '用途', dataIndex: 'purpose', render: (purpose: Purpose, { serves }: ExportRow) => `${purposes[purpose]}${serves ? `（${serves}）` : ''}` },
]
const who = [
  { title: '导出人', dataIndex: 'accountName' },
  { title: '机构与职责', dataIndex: 'office' },
]

/** Columns of an export, as its asker, its approver and the auditor read them. */
export const exportColumns = {
  mine: [...what, { title: '提出', dataIndex: 'askedAt', render: momentText }, state, { title: '领取期限', dataIndex: 'fetchUntil', render: (day: string | null) => (day === null ? '—' : dateText(day)) }, { title: '已领', key: 'taken', render: (_: unknown, { fetched, fetches }: ExportRow) => `${fetched} / ${fetches} 次` }],
  others: [...what, ...who, { title: '提出', dataIndex: 'askedAt', render: momentText }, state],
}
