import { App, Button, DatePicker, Form, Input, Modal } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { Id } from '../../../kernel/types.ts'
import { useAct } from '../../../kit/hooks.ts'
import { publishCatalogue } from '../catalogue-contract.ts'

/** Publishing asks for the document and its days; who checked is refused by the server. */
export const PublishButton = ({ catalogueId, year }: { catalogueId: Id<'catalogue'>; year: number }) => {
  const [open, setOpen] = useState(false)
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const publish = useAct(publishCatalogue)
  const submit = ({ document, days }: { document: string; days: [Dayjs, Dayjs] }) => {
    const [validFrom, validTo] = days.map((day) => day.format('YYYY-MM-DD'))
    const input = publishCatalogue.input.safeParse({ catalogueId, document, validFrom, validTo })
    if (!input.success) {
      form.setFields(input.error.issues.map(({ path: [field], message: said }) => ({ name: field === 'document' ? 'document' : 'days', errors: [said] })))
      return
    }
    publish.mutate(input.data, {
      onSuccess: ({ employers }) => {
        void message.success(`目录已发布，${employers} 家单位列入名录`)
        setOpen(false)
      },
      onError: (error) => void message.error(error.message, 6),
    })
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {publishCatalogue.label}
      </Button>
      <Modal open={open} title={publishCatalogue.label} okText="发布" cancelText="取消" confirmLoading={publish.isPending} onOk={() => form.submit()} onCancel={() => setOpen(false)}>
        <Form form={form} layout="vertical" onFinish={submit} initialValues={{ days: [dayjs(`${year}-01-01`), dayjs(`${year}-12-31`)] }}>
          <Form.Item name="document" label="文号" rules={[{ required: true, message: '请写明文号' }]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="days" label="有效期" rules={[{ required: true, message: '请选择有效期' }]}>
            <DatePicker.RangePicker format="YYYY年M月D日" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
