import { App, Button, Upload } from 'antd'
import type { Id } from '../../kernel/types.ts'
import { yuanText } from '../../kit/format.ts'
import { useAct } from '../../kit/hooks.ts'
import { takeReturn } from '../payment-contract.ts'
import { useMay } from './use-may.ts'

/** The bank's return from a file; the server takes it whole or says which line is wrong. */
export const TakeReturnButton = ({ batchId }: { batchId: Id<'batch'> }) => {
  const { message, modal } = App.useApp()
  const take = useAct(takeReturn)
  if (!useMay(takeReturn)) return null
  const read = async (file: Blob) => {
    const text = await file.text()
    take.mutate(
      { batchId, text },
      {
        onSuccess: ({ paidItems, paidFen, failedItems, failedFen, waiting }) =>
          void message.success(`已登记回单：成功 ${paidItems} 笔 ${yuanText(paidFen)}，失败 ${failedItems} 笔 ${yuanText(failedFen)}${waiting ? `，还有 ${waiting} 笔等待回单` : ''}`, 6),
        onError: (error) => void modal.error({ title: '回单没有登记，没有任何内容被改动', content: error.message, okText: '知道了' }),
      },
    )
  }
  return (
    <Upload
      accept=".csv,text/csv,text/plain"
      showUploadList={false}
      beforeUpload={(file) => {
        void read(file)
        return false
      }}
    >
      <Button type="primary" loading={take.isPending}>
        {takeReturn.label}
      </Button>
    </Upload>
  )
}
