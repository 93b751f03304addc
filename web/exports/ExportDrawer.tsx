import { Descriptions, Drawer, Table, Typography } from 'antd'
import { desks, exportStates, purposes, seeExport, type ExportRow } from '../../kernel/exports/contract.ts'
import { countText, dateText, momentText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'

/** What leaves or left: which list, under which conditions, which columns, how many rows, when it was fetched. No rows are shown here. */
export const ExportDrawer = ({ row, onClose }: { row: Pick<ExportRow, 'id' | 'number'> | undefined; onClose: () => void }) => (
  <Drawer open={row !== undefined} onClose={onClose} size={720} destroyOnHidden title={row ? `导出 ${row.number}` : ''}>
    {row ? <Details exportId={row.id} /> : null}
  </Drawer>
)

const Details = ({ exportId }: { exportId: ExportRow['id'] }) => {
  const asked = useAsk(seeExport, { exportId })
  return (
    <Answer of={asked}>
      {(one) => (
        <>
          <Descriptions
            column={1}
            size="small"
            bordered
            items={[
              { key: 'list', label: '名单', children: one.listLabel },
              { key: 'conditions', label: '条件', children: one.conditions.length ? one.conditions.join('；') : '没有条件：辖区之内的全部' },
              { key: 'heads', label: '哪些列', children: one.heads.join('、') },
              { key: 'rows', label: '行数', children: `${countText(one.rowsAsked)} 行（提出时）` },
              { key: 'purpose', label: '用途', children: `${purposes[one.purpose]}${one.serves ? `（${one.serves}）` : ''}：${one.reason}` },
              { key: 'who', label: '导出人', children: `${one.accountName}，${one.office}` },
              { key: 'state', label: '状态', children: exportStates[one.state] },
              { key: 'decision', label: '同意', children: one.decidedByName ? `${one.decidedByName}${one.decision ? `：${one.decision}` : ''}` : one.state === 'waiting' ? `等${desks[one.desk]}同意` : '行数在规定之内，不必另一人同意' },
            ]}
          />
          <Typography.Title level={4}>领取</Typography.Title>
          <Table
            rowKey="id"
            size="small"
            pagination={false}
            dataSource={one.takings}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: '还没有领取过' }}
            columns={[
              { title: '时间', dataIndex: 'begunAt', render: momentText },
              { title: '行数', dataIndex: 'rows', className: 'number', render: (rows: number | null) => (rows === null ? '中断' : countText(rows)) },
              { title: '保存至', dataIndex: 'keepUntil', render: dateText },
              { title: '文件 SHA-256', dataIndex: 'sha256', render: (sum: string | null) => (sum ? <Typography.Text copyable={{ text: sum }}>{sum.slice(0, 16)}…</Typography.Text> : '—') },
            ]}
          />
        </>
      )}
    </Answer>
  )
}
