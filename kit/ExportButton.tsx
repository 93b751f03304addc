import { App, Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { ListDeclaration } from '../kernel/action.ts'
import { postForFile } from './client.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { useMe } from './hooks.ts'

/** The whole list as it is filtered, as an Excel file; written by the server row by row. Where people stand in it, it is asked for with a purpose. */
export const ExportButton = <F extends z.ZodObject, T extends z.ZodObject>({ list, filters }: { list: ListDeclaration<F, T>; filters: z.output<F> }) => {
  const { message } = App.useApp()
  const me = useMe()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const role = me.data?.duty?.role
  const free = list.openExport === true || role === undefined || role === 'talent'
  const fetchFile = async (body: object) => saveAs(await postForFile(`/api/export/${list.name}`, body), `${list.label}.xlsx`)
  const run = async () => {
    setBusy(true)
    try {
      await fetchFile({ filters })
    } catch (error) {
      void message.error(error instanceof Error ? error.message : '导出没有成功，请稍后再试')
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button loading={busy} onClick={() => (free ? void run() : setAsking(true))}>
        导出 Excel
      </Button>
      {asking ? <ExportDialog list={list.name} label={list.label} filters={filters} fetchFile={(exportId) => fetchFile({ exportId })} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

/** Hands a file to the browser under a name of ours. */
export const saveAs = (file: Blob, name: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
