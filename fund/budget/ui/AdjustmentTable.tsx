import { Space, Table, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { momentText, yuanText } from '../../../kit/format.ts'
import { useList } from '../../../kit/hooks.ts'
import { StateTag } from '../../../kit/StateTag.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { adjustmentCan, adjustmentKinds, adjustmentStates, approveAdjustment, declineAdjustment, listAdjustments, withdrawAdjustment, type AdjustmentRow } from '../contract.ts'
import { adjustmentTones } from './words.ts'

export const adjustmentColumns: TableColumnsType<AdjustmentRow> = [
  { title: '编号', dataIndex: 'number' },
  { title: '种类', dataIndex: 'kind', render: (kind: AdjustmentRow['kind']) => adjustmentKinds[kind] },
  { title: '科目', key: 'line', render: (_, row) => <Link to={`/fund/lines/${row.lineId}`}>{`${row.year} 年 ${row.lineTitle}`}</Link> },
  { title: '调入', key: 'to', render: (_, row) => (row.toLineId ? <Link to={`/fund/lines/${row.toLineId}`}>{row.toLineTitle}</Link> : '—') },
  { title: '金额', dataIndex: 'amountFen', className: 'number', render: yuanText },
  { title: '依据', dataIndex: 'document' },
  { title: '状态', dataIndex: 'state', render: (state: AdjustmentRow['state']) => <StateTag state={state} words={adjustmentStates} tones={adjustmentTones} /> },
  { title: '提出', key: 'asked', render: (_, row) => `${row.askerName}，${momentText(row.askedAt)}` },
  { title: '结果', key: 'decided', render: (_, row) => resultOf(row) },
  { title: '办理', key: 'act', render: (_, row) => <Verbs adjustment={row} /> },
]

const resultOf = ({ deciderName, declineReason, postingSeq }: AdjustmentRow): string => [deciderName, declineReason, postingSeq === null ? null : `凭证 ${postingSeq}`].filter((part) => part !== null).join('，') || '—'

const Verbs = ({ adjustment }: { adjustment: AdjustmentRow }) => {
  const { id: adjustmentId, mine } = adjustment
  return (
    <Space>
      {adjustmentCan.approve(adjustment) ? (
        <ActionButton
          action={approveAdjustment}
          input={{ adjustmentId }}
          type="primary"
          size="small"
          can={!mine}
          because="提出人不能批准自己的调整"
          confirm={`批准${adjustmentKinds[adjustment.kind]} ${yuanText(adjustment.amountFen)}？批准后立即记账。`}
          done={({ number, availableFen }) => `${number} 已记账，科目还可用 ${yuanText(availableFen)}`}
        />
      ) : null}
      {adjustmentCan.decline(adjustment) ? (
        <ReasonButton action={declineAdjustment} says="不批准后这项调整作废，提出人可以重新提出。" ask="不批准的理由" least={4} input={(reason) => ({ adjustmentId, reason })} done={({ number }) => `${number} 不批准`} size="small" />
      ) : null}
      {adjustmentCan.withdraw(adjustment) && mine ? <ActionButton action={withdrawAdjustment} input={{ adjustmentId }} size="small" done={({ number }) => `${number} 已撤回`} /> : null}
    </Space>
  )
}

/** What was asked about one line; nothing is shown where nothing was. */
export const LineAdjustments = ({ lineId }: { lineId: Id<'budgetLine'> }) => {
  const rows = (useList(listAdjustments, { lineId }, '-number', 20).data?.pages ?? []).flatMap((page) => page.rows)
  if (!rows.length) return null
  return (
    <section className="panel">
      <h2>预算调整</h2>
      <Table<AdjustmentRow> rowKey="id" size="small" pagination={false} scroll={{ x: 'max-content' }} dataSource={rows} columns={adjustmentColumns} />
    </section>
  )
}
