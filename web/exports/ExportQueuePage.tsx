import { Input, Space } from 'antd'
import { useState } from 'react'
import { agreeExport, declineExport, exportCan, exportStates, listExportQueue, type ExportRow } from '../../kernel/exports/contract.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText } from '../../kit/format.ts'
import { useMe } from '../../kit/hooks.ts'
import { ListPage, type FilterField } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { ExportDrawer } from './ExportDrawer.tsx'
import { RulePanel } from './RulePanel.tsx'
import { exportColumns } from './words.tsx'

const fields: readonly FilterField[] = [{ key: 'state', label: '状态', kind: 'choice', choices: exportStates }]

/** Exports of others that want somebody's agreement; a row opened says what would leave. */
export const ExportQueuePage = () => {
  const me = useMe()
  const [open, setOpen] = useState<ExportRow>()
  return (
    <Page title="导出审批" lead="行数超过规定的导出，要另一人同意。点开一行看导出哪个名单、什么条件、哪些列、多少行；看不出用处的不要同意。自己提出的由别人办。">
      {me.data?.duty?.role === 'securityOfficer' ? <RulePanel /> : null}
      <ListPage
        list={listExportQueue}
        fields={fields}
        exportable={false}
        onOpen={setOpen}
        columns={[...exportColumns.others, { title: '说明', dataIndex: 'reason' }, { title: '办理', key: 'act', render: (_, row) => <Decide row={row} /> }]}
        empty="没有等您同意的导出"
      />
      <ExportDrawer row={open} onClose={() => setOpen(undefined)} />
    </Page>
  )
}

const Decide = ({ row }: { row: ExportRow }) => {
  const [reason, setReason] = useState('')
  if (!exportCan.agree(row)) return row.decidedByName ? `${row.decidedByName}${row.decision ? `：${row.decision}` : ''}` : '—'
  return (
    // The row opens on a click; what is typed and pressed here is not meant for it.
    <Space onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
      <Input aria-label="意见" placeholder="意见；不同意须写理由" maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />
      <ActionButton action={agreeExport} input={{ exportId: row.id, ...(reason.trim() ? { note: reason } : {}) }} size="small" type="primary" confirm={`同意 ${row.accountName} 带走 ${row.rowsAsked} 行？`} done={({ fetchUntil }) => `已同意，可在 ${dateText(fetchUntil)}前领取`} />
      <ActionButton action={declineExport} input={{ exportId: row.id, reason }} can={reason.trim().length >= 4} because="请先写明理由" size="small" done={() => '已告知不同意'} />
    </Space>
  )
}
