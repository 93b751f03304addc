import { Button, Drawer, Space, Table, Typography } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Fen } from '../../../kernel/types.ts'
import { postForFile } from '../../../kit/client.ts'
import { saveAs } from '../../../kit/ExportButton.tsx'
import { ExportDialog } from '../../../kit/ExportDialog.tsx'
import { countText, yuanText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { rowsBehind, rowsExportPath, whichWords, type Breakdown, type RowShown, type Which } from '../what-if-contract.ts'

export interface Behind {
  scene: string
  text: string
  which: Which
  group?: { by: Breakdown; key: string | null; label: string } | undefined
}

const size = 50
const homes = { person: '/people', employer: '/employers', team: undefined } as const
const money = (fen: Fen | null) => (fen === null ? '—' : yuanText(fen))

/** The list behind a figure, page by page, and as an Excel file. */
export const RowsDrawer = ({ behind, subject, onClose }: { behind: Behind | undefined; subject: 'person' | 'employer' | 'team'; onClose: () => void }) => (
  <Drawer
    open={behind !== undefined}
    onClose={onClose}
    size={820}
    destroyOnHidden
    title={behind ? `${behind.scene}：${whichWords[behind.which]}${behind.group ? `（${behind.group.label}）` : ''}` : ''}
    extra={behind ? <ExportRows behind={behind} /> : null}
  >
    {behind ? <Rows key={`${behind.which}${behind.group?.key ?? ''}`} behind={behind} subject={subject} /> : null}
  </Drawer>
)

const inputOf = ({ text, which, group }: Behind) => ({ text, which, ...(group ? { group: { by: group.by, key: group.key } } : {}) })

const Rows = ({ behind, subject }: { behind: Behind; subject: 'person' | 'employer' | 'team' }) => {
  const [page, setPage] = useState(1)
  const asked = useAsk(rowsBehind, { ...inputOf(behind), offset: (page - 1) * size, limit: size })
  const home = homes[subject]
  if (asked.error) return <Typography.Text type="danger">{asked.error.message}</Typography.Text>
  return (
    <Table<RowShown>
      rowKey="id"
      size="small"
      loading={asked.isFetching}
      dataSource={asked.data?.rows ?? []}
      locale={{ emptyText: '没有人在这个名单里' }}
      pagination={{ current: page, pageSize: size, total: asked.data?.total ?? 0, showSizeChanger: false, onChange: setPage, showTotal: (total) => `共 ${countText(total)} 条` }}
      columns={[
        { title: '编号', dataIndex: 'number', render: (number: string, row) => (home ? <Link to={`${home}/${row.id}`}>{number}</Link> : number) },
        { title: subject === 'person' ? '姓名' : '名称', dataIndex: 'name' },
        { title: '区县', dataIndex: 'place' },
        ...(subject === 'employer' ? [] : [{ title: '用人单位', dataIndex: 'employer', render: (employer: string | null) => employer ?? '—' }]),
        { title: '现行金额', dataIndex: 'fenNow', className: 'number', render: money },
        { title: '方案金额', dataIndex: 'fen', className: 'number', render: money },
      ]}
    />
  )
}

const ExportRows = ({ behind }: { behind: Behind }) => {
  const [asking, setAsking] = useState(false)
  const name = `${behind.scene}${whichWords[behind.which]}名单`
  return (
    <Space>
      <Button onClick={() => setAsking(true)}>导出 Excel</Button>
      {asking ? <ExportDialog list={rowsBehind.name} label={name} filters={inputOf(behind)} fetchFile={async (exportId) => saveAs(await postForFile(rowsExportPath, { exportId }), `${name}.xlsx`)} onClose={() => setAsking(false)} /> : null}
    </Space>
  )
}
