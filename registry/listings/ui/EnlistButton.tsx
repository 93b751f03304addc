import { App, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '../../../kit/hooks.ts'
import { DayField } from '../../platforms/ui/DayField.tsx'
import { employerLists, enlistEmployers } from '../contract.ts'

const required = (message: string) => [{ required: true, message }]
/** A column pasted from a sheet: one code a line, or separated by anything that is no part of a code. */
const codesOf = (text: string) => text.toUpperCase().split(/[^0-9A-Z]+/).filter(Boolean)

/** An edition as it was published: its document, its days, the codes of its employers. */
export const EnlistButton = () => {
  const [open, setOpen] = useState(false)
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const enlist = useAct(enlistEmployers)
  const submit = (values: { codes: string }) => {
    const input = enlistEmployers.input.safeParse({ ...values, creditCodes: codesOf(values.codes) })
    if (!input.success) {
      form.setFields(input.error.issues.map(({ path: [field], message: said }) => ({ name: field === 'creditCodes' ? 'codes' : String(field), errors: [said] })))
      return
    }
    enlist.mutate(input.data, {
      onSuccess: ({ enlisted }) => {
        void message.success(`已列入 ${enlisted} 家`)
        setOpen(false)
        form.resetFields()
      },
      onError: (error) => void message.error(error.message, 8),
    })
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {enlistEmployers.label}
      </Button>
      <Modal open={open} title={enlistEmployers.label} okText="列入" cancelText="取消" confirmLoading={enlist.isPending} onOk={() => form.submit()} onCancel={() => setOpen(false)}>
        <Form form={form} layout="vertical" onFinish={submit}>
          <Form.Item name="list" label="名录" rules={required('请选择名录')}>
            <Select options={employerLists.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item name="edition" label="版次" extra="例如 2026 或 2026年第一批" rules={required('请填写版次')}>
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item name="issuer" label="公布机关" rules={required('请写明公布机关')}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="document" label="文号" rules={required('请写明文号')}>
            <Input maxLength={100} />
          </Form.Item>
          <DayField name="validFrom" label="有效期起" />
          <DayField name="validTo" label="有效期止（含）" extra="长期有效的不填" needed={false} />
          <Form.Item name="codes" label="统一社会信用代码" extra="从表格里整列复制粘贴，一行一家；有一家对不上就都不列入" rules={required('请粘贴信用代码')}>
            <Input.TextArea rows={6} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
