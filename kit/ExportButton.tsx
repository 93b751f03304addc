import { App, Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { ListDeclaration } from '../kernel/action.ts'
import { postForFile } from './client.ts'

/** The whole list as it is filtered, as an Excel file; written by the server row by row, for who has just proved who he is. */
export const ExportButton = <F extends z.ZodObject, T extends z.ZodObject>({ list, filters }: { list: ListDeclaration<F, T>; filters: z.output<F> }) => {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      saveAs(await postForFile(`/api/export/${list.name}`, { filters }), `${list.label}.xlsx`)
    } catch (error) {
      void message.error(error instanceof Error ? error.message : '导出没有成功，请稍后再试')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button loading={busy} onClick={() => void run()}>
      导出 Excel
    </Button>
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
