import { useState } from 'react'
import { Link } from 'react-router'
import { exportStates, listAllExports, purposes, type ExportRow } from '../../kernel/exports/contract.ts'
import { ListPage, type FilterField } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { ExportDrawer } from './ExportDrawer.tsx'
import { exportColumns } from './words.tsx'

const fields: readonly FilterField[] = [
  { key: 'search', label: '查找', kind: 'search', placeholder: '编号、姓名、名单、机构、文件' },
  { key: 'purpose', label: '用途', kind: 'choice', choices: purposes },
  { key: 'state', label: '状态', kind: 'choice', choices: exportStates },
]

/** Every export of the house, for the auditor. */
export const ExportRegisterPage = () => {
  const [open, setOpen] = useState<ExportRow>()
  return (
    <Page title="导出登记" lead="谁、为什么、导出了哪个名单的多少行、谁同意、领取了几次。手上有外泄的内容时，到“外泄查源”粘贴。" extra={<Link to="/exports/trace">外泄查源</Link>}>
      <ListPage list={listAllExports} fields={fields} onOpen={setOpen} columns={[...exportColumns.others, { title: '说明', dataIndex: 'reason' }, { title: '谁同意', dataIndex: 'decidedByName', render: (name: string | null) => name ?? '—' }, { title: '已领', key: 'taken', render: (_, { fetched, fetches }) => `${fetched} / ${fetches} 次` }]} empty="还没有导出过名单" />
      <ExportDrawer row={open} onClose={() => setOpen(undefined)} />
    </Page>
  )
}
