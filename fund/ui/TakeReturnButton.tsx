import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Upload } from 'antd'
import type { Id } from '../../kernel/types.ts'
import { postFile } from '../../kit/client.ts'
import { yuanText } from '../../kit/format.ts'
import { returnFilePath, takeReturn } from '../payment-contract.ts'
import { useMay } from './use-may.ts'

/** The bank's return from a file of any size; the server takes it whole or says which line is wrong. */
export const TakeReturnButton = ({ batchId }: { batchId: Id<'batch'> }) => {
  const { message, modal } = App.useApp()
  const client = useQueryClient()
  const take = useMutation({
    mutationFn: async (file: Blob) => takeReturn.output.parseAsync(await postFile(`${returnFilePath}/${batchId}`, file)),
    onSuccess: ({ paidItems, paidFen, failedItems, failedFen, inquiries, waiting }) => {
      void client.invalidateQueries()
      const more = [inquiries ? `${inquiries} 笔待向银行查询` : '', waiting ? `还有 ${waiting} 笔等待回单` : ''].filter(Boolean).join('，')
      void message.success(`已登记回单：成功 ${paidItems} 笔 ${yuanText(paidFen)}，失败 ${failedItems} 笔 ${yuanText(failedFen)}${more ? `，${more}` : ''}`, 6)
    },
    onError: (error) => void modal.error({ title: '回单没有登记，没有任何内容被改动', content: error.message, okText: '知道了' }),
  })
  if (!useMay(takeReturn)) return null
  return (
    <Upload
      accept=".csv,text/csv,text/plain"
      showUploadList={false}
      beforeUpload={(file) => {
        take.mutate(file)
        return false
      }}
    >
      <Button type="primary" loading={take.isPending}>
        {takeReturn.label}
      </Button>
    </Upload>
  )
}
