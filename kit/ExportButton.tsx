import { App, Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { ErrorAnswer, type ListDeclaration } from '../kernel/action.ts'

/** The whole list as it is filtered, as an Excel file; written by the server row by row. */
export const ExportButton = <F extends z.ZodObject, T extends z.ZodObject>({ list, filters }: { list: ListDeclaration<F, T>; filters: z.output<F> }) => {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      const response = await fetch(`/api/export/${list.name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ filters }) })
      if (!response.ok) {
        const answer = ErrorAnswer.safeParse(await response.json())
        void message.error(answer.success ? answer.data.message : '导出没有成功，请稍后再试')
        return
      }
      saveAs(await response.blob(), `${list.label}.xlsx`)
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
