import { App, Button } from 'antd'
import { useAct } from '../../kit/hooks.ts'
import { takeAssessment } from '../../server/personal-data/assessment/contract.ts'

/** The assessment and the records of processing as a paper to fill, sign and file. */
export const TakeAssessment = () => {
  const { message } = App.useApp()
  const verb = useAct(takeAssessment)
  const take = () =>
    verb.mutate(
      {},
      {
        onSuccess: ({ name, document: base64, blanks }) => {
          const link = document.createElement('a')
          link.href = URL.createObjectURL(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }))
          link.download = name
          link.click()
          URL.revokeObjectURL(link.href)
          void message.success(`已生成，其中 ${blanks} 处须由本单位填写`)
        },
        onError: (error) => void message.error(error.message, 6),
      },
    )
  return (
    <Button type="primary" onClick={take} loading={verb.isPending}>
      {takeAssessment.label}
    </Button>
  )
}
