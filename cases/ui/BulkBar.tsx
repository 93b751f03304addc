import { App, Button, Dropdown, Space } from 'antd'
import { useState } from 'react'
import type { Id } from '../../kernel/types.ts'
import { useAct, useMe } from '../../kit/hooks.ts'
import { moneyText } from '../../kit/format.ts'
import { bulkAgree, bulkDecide, bulkLimit, bulkReject, bulkSendBack } from '../bulk/contract.ts'
import type { QueueRow } from '../reading/contract.ts'
import { BulkDialog, type BulkVerb } from './BulkDialog.tsx'
import { BulkResult, type BulkLine } from './BulkResult.tsx'

interface BulkBarProps {
  rows: readonly QueueRow[]
  chosen: ReadonlySet<Id<'step'>>
  onChoose: (ids: ReadonlySet<Id<'step'>>) => void
}

/** What is all green is agreed or decided in bulk; what lacks the same, or fails by the same clause, is sent back or rejected with one reason. */
export const BulkBar = ({ rows, chosen, onChoose }: BulkBarProps) => {
  const { modal, message } = App.useApp()
  const me = useMe()
  const agree = useAct(bulkAgree)
  const decide = useAct(bulkDecide)
  const [asking, setAsking] = useState<BulkVerb>()
  const green = rows.filter((row) => row.green && (row.kind === 'review' || row.kind === 'decide')).slice(0, bulkLimit)
  const role = me.data?.duty?.role
  if (bulkAgree.may === 'public' || !role || !bulkAgree.may.includes(role) || (green.length === 0 && chosen.size === 0)) return null
  const picked = rows.filter((row) => chosen.has(row.id))
  const ids = (kind: QueueRow['kind']) => picked.filter((row) => row.kind === kind).map((row) => row.id)
  const onError = (error: Error) => void message.error(error.message, 6)
  const show = (what: string, lines: readonly BulkLine[]) => {
    onChoose(new Set())
    const left = lines.filter((line) => !line.done).length
    if (left === 0) void message.success(`${what} ${lines.length} 件`)
    else modal.info({ title: `${what} ${lines.length - left} 件，${left} 件没有办`, content: <BulkResult report={lines} /> })
  }
  const reviews = ids('review')
  const decisions = ids('decide')
  return (
    <div className="queue-tools">
      <Space wrap>
        <Button size="small" onClick={() => onChoose(new Set(green.map((row) => row.id)))} disabled={green.length === 0}>
          选中全部符合的 {green.length} 件
        </Button>
        {reviews.length ? (
          <Button size="small" type="primary" loading={agree.isPending} onClick={() => agree.mutate({ stepIds: reviews }, { onSuccess: ({ report }) => show('已通过', report.map(({ agreed, ...line }) => ({ ...line, done: agreed }))), onError })}>
            {bulkAgree.label} {reviews.length}
          </Button>
        ) : null}
        {decisions.length ? (
          <Button size="small" type="primary" loading={decide.isPending} onClick={() => decide.mutate({ stepIds: decisions, opinion: '' }, { onSuccess: ({ report, amount }) => show(amount > 0n ? `占用预算 ${moneyText(amount)}，已审定` : '已审定', report), onError })}>
            {bulkDecide.label} {decisions.length}
          </Button>
        ) : null}
        {picked.length ? (
          <Dropdown trigger={['click']} menu={{ items: [bulkSendBack, bulkReject].map(({ name, label }) => ({ key: name, label, onClick: () => setAsking(name === bulkReject.name ? 'reject' : 'sendBack') })) }}>
            <Button size="small">更多批量</Button>
          </Dropdown>
        ) : null}
      </Space>
      <BulkDialog asking={asking} stepIds={picked.map((row) => row.id)} onClose={() => setAsking(undefined)} onDone={(report) => show(asking === 'reject' ? '不予通过' : '已退回补正', report)} />
    </div>
  )
}
