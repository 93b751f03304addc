import { App, Button } from 'antd'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { exportCan, exportStates, fetchRefusals, listMyExports, seeExport, type ExportRow } from '../../kernel/exports/contract.ts'
import { ask, postForFile } from '../../kit/client.ts'
import { saveAs } from '../../kit/ExportButton.tsx'
import { ListPage, type FilterField } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { ExportDrawer } from './ExportDrawer.tsx'
import { exportColumns } from './words.tsx'

const fields: readonly FilterField[] = [{ key: 'state', label: '状态', kind: 'choice', choices: exportStates }]

/** What I exported or asked to export, and the files that I may still fetch. */
export const MyExportsPage = () => {
  const [open, setOpen] = useState<ExportRow>()
  return (
    <Page title="我的导出" lead="导出的名单写明用途和您的姓名，到期请删除。要别人同意的，同意后在这里领取；过期或领完的要重新提出。">
      <ListPage
        list={listMyExports}
        fields={fields}
        exportable={false}
        onOpen={setOpen}
        columns={[...exportColumns.mine, { title: '同意人与意见', key: 'decision', render: (_, { decidedByName, decision }) => (decidedByName ? `${decidedByName}${decision ? `：${decision}` : ''}` : '—') }, { title: '', key: 'act', render: (_, row) => <FetchButton row={row} /> }]}
        empty="没有导出过名单。在各名单上方点“导出 Excel”。"
      />
      <ExportDrawer row={open} onClose={() => setOpen(undefined)} />
    </Page>
  )
}

const FetchButton = ({ row }: { row: ExportRow }) => {
  const { message } = App.useApp()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const can = exportCan.fetch(row)
  const run = async () => {
    setBusy(true)
    try {
      const { path } = await ask(seeExport, { exportId: row.id })
      saveAs(await postForFile(path, { exportId: row.id }), `${row.listLabel}${row.number}.xlsx`)
    } catch (error) {
      void message.error(error instanceof Error ? error.message : '没有领到，请稍后再试', 6)
    } finally {
      setBusy(false)
      void client.invalidateQueries()
    }
  }
  return (
    <Button size="small" disabled={!can} loading={busy} title={row.state === 'ready' ? undefined : fetchRefusals[row.state]} onClick={(event) => (event.stopPropagation(), void run())}>
      领取
    </Button>
  )
}
