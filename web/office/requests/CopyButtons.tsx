import { useState } from 'react'
import { useAct } from '../../../kit/hooks.ts'
import { Says } from '../../../kit/plain/Says.tsx'
import { tell } from '../../../kit/plain/told.tsx'
import { takeMyCopy } from '../../../server/personal-data/requests/contract.ts'

interface Taken {
  name: string
  json: Blob
  sheet: Blob
}

const save = (blob: Blob, name: string) => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Taken once, saved in either form; the page keeps it only while it is open. */
export const CopyButtons = () => {
  const verb = useAct(takeMyCopy)
  const [taken, setTaken] = useState<Taken>()
  const take = () =>
    verb.mutate(
      {},
      {
        onSuccess: ({ number, madeOn, sections, sheet }) => {
          setTaken({
            name: `我的数据 ${number}`,
            json: new Blob([JSON.stringify({ 请求编号: number, 日期: madeOn, 内容: sections }, null, 2)], { type: 'application/json' }),
            sheet: new Blob([Uint8Array.from(atob(sheet), (letter) => letter.charCodeAt(0))], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }),
          })
          tell(`已备好（${number}），请选择格式保存。里面有完整的号码，请妥善保管。`)
        },
      },
    )
  if (!taken)
    return (
      <>
        <button type="button" className="portal-button portal-button-plain" disabled={verb.isPending} aria-busy={verb.isPending} onClick={take}>
          {takeMyCopy.label}
        </button>
        {verb.error ? <Says tone="bad" title={verb.error.message} /> : null}
      </>
    )
  return (
    <>
      <button type="button" className="portal-button" onClick={() => save(taken.sheet, `${taken.name}.xlsx`)}>
        保存为表格
      </button>
      <button type="button" className="portal-button portal-button-plain" onClick={() => save(taken.json, `${taken.name}.json`)}>
        保存为 JSON
      </button>
    </>
  )
}
